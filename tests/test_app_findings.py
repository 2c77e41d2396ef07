"""Findings that one decision may settle, and pairs on which nobody decides unseen."""

from dataclasses import replace

from app_pages.findings import also_waits_for, code_rows, findings_of, like_this, n_held_back
from prep.found import Found
from prep.records import Audit, Finding

SHORT = [Finding("undefined-shorthand", "review", (name,), None, f"{name}: TL", cause="TL") for name in "abc"]
PRIVATE = Finding("personal-data", "review", ("b",), 1.0, "An address.")
FOUND = Found(Audit((*SHORT, PRIVATE), (), (), (), ("a", "b", "c"), ()), {}, True, "")


def test_findings_with_one_cause_are_alike_but_for_pairs_to_be_seen_one_by_one() -> None:
    assert [one.pair_ids for one in like_this(FOUND, SHORT, SHORT[0])] == [("a",), ("c",)]
    assert like_this(FOUND, SHORT, SHORT[1]) == [SHORT[1]]
    other = Finding("undefined-shorthand", "review", ("d",), None, "d: QZX", cause="QZX")
    assert like_this(FOUND, [*SHORT, other], other) == [other]


def test_what_else_a_pair_waits_for_is_known() -> None:
    assert also_waits_for(FOUND, SHORT[1]) == ["undefined-shorthand", "personal-data"]
    assert also_waits_for(FOUND, SHORT[0]) == ["undefined-shorthand"]


def test_findings_about_held_out_pairs_are_counted_and_not_shown() -> None:
    sealed = replace(FOUND, held_back=frozenset("b"))
    assert [one.pair_ids for one in findings_of(sealed, ("undefined-shorthand",))] == [("a",), ("c",)]
    assert dict(code_rows(sealed)) == {"undefined-shorthand": 2} and n_held_back(sealed) == 2


def test_a_finding_that_may_quote_a_held_out_pair_beside_its_own_is_not_shown() -> None:
    beside = Finding("superseded", "reject", ("a", "c", "b"), None, "Since then b says so.")
    sealed = replace(FOUND, audit=replace(FOUND.audit, findings=(beside,)), held_back=frozenset("b"))
    assert findings_of(sealed, ("superseded",)) == [] and n_held_back(sealed) == 1
