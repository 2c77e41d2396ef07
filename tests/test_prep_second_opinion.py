"""prep/second_opinion.py."""

from pathlib import Path

import pytest
from tiny_entailment import entailment_folder

from prep.audit_file import audit_file
from prep.entailment import EntailmentModel, Relation
from prep.project import read_records, write_jsonl
from prep.records import Audit, Finding, Pair
from prep.remembered import Remembered
from prep.second_opinion import contradiction, ranked

ASKED = "How many days of leave do I get?"
PAIRS = [
    Pair("a", "", ASKED, "25 days."),
    Pair("b", "", ASKED, "30 days."),
    Pair("c", "", ASKED, "25 days, as agreed."),
]


class Reader(EntailmentModel):
    """Finds a contradiction where the second text says 30 days, and counts how often it is asked."""

    asked = 0

    def __post_init__(self) -> None: ...

    def likelihood(self, premise: str, hypothesis: str, relation: Relation) -> float:
        Reader.asked += 1
        assert relation == "contradiction"
        return 1.0 if "30" in hypothesis else 0.5


def audited(*findings: Finding) -> Audit:
    return Audit(findings, (), (), ("a", "b", "c"), (), (), {})


def conflict(one: str, other: str, value: float) -> Finding:
    return Finding("conflicting-answers", "review", (one, other), value, "")


def test_conflicts_are_valued_by_the_mean_of_both_and_nothing_else_is_touched() -> None:
    hedged = Finding("ambiguous-answer", "review", ("c",), 0.4, "")
    found = ranked(audited(conflict("a", "b", 0.85), hedged), PAIRS, Reader(Path("nli")))
    assert found.findings == (conflict("a", "b", 0.8), hedged)  # (.85 + (1 + .5) / 2) / 2


def test_a_contradiction_is_read_both_ways_behind_the_questions() -> None:
    assert contradiction(PAIRS[0], PAIRS[1], Reader(Path("nli"))) == 0.75
    assert contradiction(PAIRS[0], PAIRS[2], Reader(Path("nli"))) == 0.5


def test_what_the_model_said_of_the_same_answers_is_not_asked_again(tmp_path: Path) -> None:
    remembered = Remembered(tmp_path / "remembered.json")
    first = ranked(audited(conflict("a", "b", 0.85)), PAIRS, Reader(Path("nli")), remembered=remembered)
    remembered.keep()
    before = Reader.asked
    again = Remembered(tmp_path / "remembered.json")
    assert ranked(audited(conflict("a", "b", 0.85)), PAIRS, Reader(Path("nli")), remembered=again) == first
    assert Reader.asked == before


@pytest.mark.slow  # loads torch and a model
def test_an_audit_of_a_file_ranks_its_conflicts_by_the_named_model_too(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    write_jsonl(file, PAIRS)
    values = []
    for always in ("contradiction", "neutral"):
        folder = tmp_path / always
        folder.mkdir()
        model = EntailmentModel(entailment_folder(folder, always), "contradiction")
        audit_file(file, second_opinion=model)
        findings = read_records(Path(f"{file}.audit/findings.jsonl"), Finding)
        values.append([finding.value for finding in findings if finding.code == "conflicting-answers"])
    assert values[0] and all(one and other and one > other for one, other in zip(*values, strict=True))
