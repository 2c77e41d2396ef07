"""Two answers that cannot both be right are shown side by side, and one key settles them."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from app_project import CONFLICT, build_project
from streamlit.testing.v1 import AppTest

from app_pages.conflict_cards import (
    Card,
    cards,
    is_open,
    keep_both,
    no_contradiction,
    right_replaced_left,
    write_one,
)
from prep.decisions import NO_CONTRADICTION
from prep.found import Found
from prep.presses import Decided
from prep.project import Project, append_jsonl, read_records, write_jsonl
from prep.records import Audit, Decision, Finding, Pair

APP = Path(__file__).resolve().parent.parent / "streamlit_app.py"
PAGE = APP.parent / "app_pages" / "resolve_conflicts.py"
CARRY_OVER = "How many days may I carry over?"
STUDY = [
    Pair(f"T960{n}/2", f"T960{n}", "How many days of study leave do I get?", f"Up to {days} days a year.", "Leave")
    for n, days in ((1, 5), (2, 8))
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return build_project(tmp_path, offices=1)


def opened(project: Project, monkeypatch: pytest.MonkeyPatch, view: str = "") -> AppTest:
    monkeypatch.setenv("PAIRWRIGHT_PROJECT", str(project.root))
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    if view:
        app.query_params["found"] = view
    app.switch_page(str(PAGE)).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    time.sleep(0.3)
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def pair(pair_id: str, days: int, at: str) -> Pair:
    return Pair(pair_id, pair_id, "How much leave?", f"You get {days} days of leave.", "Leave", "", at)


def found(*pairs: Pair) -> Found:
    findings = tuple(
        Finding("conflicting-answers", "review", (one.pair_id, other.pair_id), 0.9, "")
        for place, one in enumerate(pairs)
        for other in pairs[place + 1 :]
        if one.response != other.response
    )
    waiting = tuple(one.pair_id for one in pairs)
    return Found(Audit(findings, (), (), (), waiting, ()), {one.pair_id: one for one in pairs}, True, "")


def only_card(*pairs: Pair) -> Card:
    (card,) = cards(found(*pairs))
    return card


OLD, NEW, NEWER = (pair("a", 10, "2026-01-01T00:00:00Z"), pair("b", 15, "2026-04-01T00:00:00Z"), pair("c", 15, "2026-05-01T00:00:00Z"))  # fmt: skip  # noqa: E501


def test_the_page_shows_both_answers_and_what_speaks_for_either(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(project, monkeypatch)
    assert app.markdown[0].value.startswith("**1 conflict left** · 0 resolved")
    assert any("newer by 108 days" in text.value for text in app.markdown)
    assert any("31 March" in html.value and "30 June" in html.value for html in app.html)


def test_one_key_settles_a_conflict_and_undo_opens_it_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(opened(project, monkeypatch), "B replaced A")
    said = {row.pair_id: (row.action, row.reason) for row in read_records(project.decisions, Decision)}
    assert said == {CONFLICT[0]: ("reject", "superseded"), CONFLICT[1]: ("accept", "")}
    assert app.title[0].value == "No conflict is left"
    assert press(app, "Undo").markdown[0].value.startswith("**1 conflict left**")


def asked(app: AppTest) -> str:
    """The question of the conflict that stands on the page."""
    return next(text for html in app.html for text in (STUDY[0].instruction, CARRY_OVER) if text in html.value)


@pytest.mark.parametrize("key", ["Drop both", "Save for all"])
def test_undo_shows_the_conflict_that_it_opens_again_and_counts_it_as_resolved_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    project = build_project(tmp_path, offices=1, extra=STUDY)
    both = Finding("conflicting-answers", "review", (STUDY[0].pair_id, STUDY[1].pair_id), 0.5, "")
    write_jsonl(project.findings, [*read_records(project.findings, Finding), both])
    app = press(opened(project, monkeypatch), "Skip")
    assert asked(app) == STUDY[0].instruction
    if key == "Save for all":
        press(app, "Write one answer").text_area(key="one_answer").set_value("Up to 6 days.")
    press(app, key)
    assert asked(app) == CARRY_OVER and app.markdown[0].value.startswith("**1 conflict left** · 1 resolved")
    press(app, "Undo")
    assert app.markdown[0].value.startswith("**2 conflicts left** · 0 resolved")
    assert asked(app) == STUDY[0].instruction and any("taken back" in text.value for text in app.markdown)
    press(app, "Skip")
    assert asked(app) == CARRY_OVER and not any("taken back" in text.value for text in app.markdown)


def test_both_can_be_right_each_in_its_case(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(opened(project, monkeypatch), "Both, in different cases")
    app.text_area(key="left_when").set_value("on probation")
    press(app, "Keep both")
    first = read_records(project.decisions, Decision)[0]
    assert first.response.startswith("On probation: You may carry over up to 10 days")


def test_different_cases_need_a_case(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(opened(project, monkeypatch), "Both, in different cases")
    press(app, "Keep both")
    assert not project.decisions.exists() and any("Neither has a case." in one.value for one in app.html)
    app.text_area(key="right_when").set_value("everybody else")
    press(app, "Keep both")
    said = read_records(project.decisions, Decision)
    assert [(row.pair_id, row.action) for row in said] == [(CONFLICT[0], "accept"), (CONFLICT[1], "edit")]


def test_answers_that_do_not_contradict_each_other_stay_as_they_are(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = press(opened(project, monkeypatch), "No contradiction")
    said = [(row.pair_id, row.action, row.reason, row.response) for row in read_records(project.decisions, Decision)]
    assert said == [(pair_id, "accept", NO_CONTRADICTION, "") for pair_id in CONFLICT]
    assert app.title[0].value == "No conflict is left"
    assert press(app, "Undo").markdown[0].value.startswith("**1 conflict left**")


def test_a_decision_that_an_audit_has_heeded_since_can_still_be_taken_back(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(opened(project, monkeypatch), "No contradiction")
    found = [finding for finding in read_records(project.findings, Finding) if finding.code != "conflicting-answers"]
    write_jsonl(project.findings, found)
    project.audit.write_text(f"{project.audit.read_text()}\n")  # the pages look at its date and size
    app = press(opened(project, monkeypatch), "Undo")
    assert {row.pair_id for row in read_records(project.decisions, Decision) if row.action == "undo"} == set(CONFLICT)
    assert any("taken back. Audit again" in html.value for html in app.html)
    assert next(button for button in app.button if button.label == "Undo").disabled


def test_a_conflict_is_shown_and_settled_in_the_words_that_an_answer_has_now(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_jsonl(project.decisions, Decision(CONFLICT[0], "edit", response="Up to 11 days until 31 March."))
    app = press(opened(project, monkeypatch), "Both, in different cases")
    assert any("11 days" in html.value for html in app.html)
    app.text_area(key="left_when").set_value("on probation")
    press(app, "Keep both")
    assert read_records(project.decisions, Decision)[1].response == "On probation: Up to 11 days until 31 March."


def test_one_answer_can_be_written_for_all(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(opened(project, monkeypatch), "Write one answer")
    app.text_area(key="one_answer").set_value(" ")
    press(app, "Save for all")
    assert not project.decisions.exists() and any("The answer has no text." in one.value for one in app.html)
    app.text_area(key="one_answer").set_value("Up to 15 days until 30 June.")
    press(app, "Save for all")
    assert {row.response for row in read_records(project.decisions, Decision)} == {"Up to 15 days until 30 June."}


def test_other_findings_are_counted_by_code_and_silent_checks_are_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(project, monkeypatch, "Other findings")
    assert app.selectbox(key="code").options == ["undefined-shorthand (1)", "too-long (1)"]
    assert any("Does not apply here. Fewer than 20 pairs." in html.value for html in app.html)


def test_a_finding_is_kept_or_set_aside_with_one_key_and_undone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = press(opened(project, monkeypatch, "Other findings"), "Set aside")
    last = read_records(project.decisions, Decision)[-1]
    assert (last.action, last.reason) == ("reject", "because of undefined-shorthand")
    assert any("you said: reject" in text.value for text in app.markdown)
    press(app, "Undo")
    assert read_records(project.decisions, Decision)[-1].action == "undo"


def test_an_answer_that_was_rewritten_since_the_audit_is_compared_anew() -> None:
    card, ground = only_card(OLD, NEW), found(OLD, NEW)

    def stays_open(response: str) -> bool:
        return is_open(card, ground, Decided.of([Decision("a", "edit", response=response)]))

    assert stays_open("You get 12 days of leave.")
    assert not stays_open("You get 15 days of leave.")


def test_the_older_answer_is_a_and_a_later_run_of_answers_looks_like_a_new_policy() -> None:
    card = only_card(NEWER, OLD, NEW)
    assert (card.left.ids, card.right.ids) == (("a",), ("b", "c"))
    assert card.evidence == "All 2 answers since 1 Apr 2026 say what B says. This looks like a policy change."
    assert card.likely == "3"


def test_many_against_one_is_told_without_dates() -> None:
    card = only_card(pair("a", 10, ""), pair("b", 15, ""), pair("c", 15, ""), pair("d", 15, ""))
    assert (card.evidence, card.likely) == ("3 of 4 answers say what B says.", "2")


def test_one_new_answer_against_many_old_ones_decides_nothing() -> None:
    older = [pair(name, 10, "2026-01-01T00:00:00Z") for name in "abc"]
    card = only_card(*older, pair("d", 15, "2026-04-01T00:00:00Z"))
    assert card.evidence == "3 of 4 answers say what A says, but the newest, of 1 Apr 2026, says what B says."
    assert card.likely is None


def test_the_differing_facts_stand_beside_each_other() -> None:
    assert ("duration", "10 days", "15 days") in only_card(OLD, NEW).facts


def test_three_different_answers_are_more_than_one_conflict() -> None:
    assert len(cards(found(OLD, NEW, pair("d", 20, "2026-06-01T00:00:00Z")))) > 1


def test_what_most_answers_speak_for_comes_first_however_sure_a_single_finding_is() -> None:
    many = found(*(pair(name, 10, "") for name in "abc"), pair("d", 15, ""))
    lone = found(pair("x", 3, ""), pair("y", 4, ""))
    surer = replace(lone.audit.findings[0], value=0.95)
    both = replace(many.audit, findings=(surer, *many.audit.findings), waiting=tuple("abcdxy"))
    ground = Found(both, {**many.pairs, **lone.pairs}, True, "")
    assert [card.ids for card in cards(ground)] == [("a", "b", "c", "d"), ("x", "y")]


def test_a_conflict_is_open_until_one_answer_is_set_aside() -> None:
    card, ground = only_card(OLD, NEW), found(OLD, NEW)

    def stays_open(*decisions: Decision) -> bool:
        return is_open(card, ground, Decided.of(decisions))

    assert stays_open() and stays_open(Decision("b", "accept"))
    assert not stays_open(*right_replaced_left(card))
    assert not stays_open(*keep_both(card, "in January", ""))
    assert not stays_open(*no_contradiction(card))
    assert not stays_open(*write_one(card, "12 days"))


def test_answers_that_a_person_let_stand_are_no_open_conflict_after_the_next_audit() -> None:
    ground = replace(found(OLD, NEW), audit=replace(found(OLD, NEW).audit, kept=("a", "b"), waiting=()))
    accepted = [Decision("a", "accept"), Decision("b", "accept")]
    assert not is_open(only_card(OLD, NEW), ground, Decided.of(accepted, n_known=2))
