"""prep/stored_audit.py: an audit written and read again."""

import json

from prep.records import Audit, CheckRun, Finding, QuestionGroup
from prep.stored_audit import as_stored, from_stored

FINDING = Finding("same-question", "info", ("1", "2"), 2.0, "Asked in 2 ways")
AUDIT = Audit(
    (FINDING,),
    (CheckRun("same-question", "ran", 1),),
    (QuestionGroup("1", ("1", "2")),),
    ("1", "2"),
    (),
    (),
    {"2": "1"},
)


def test_an_audit_comes_back_as_it_was_written() -> None:
    assert from_stored(json.loads(json.dumps(as_stored(AUDIT))), [FINDING]) == AUDIT


def test_an_audit_of_an_earlier_version_shares_no_answers() -> None:
    stored = {name: value for name, value in as_stored(AUDIT).items() if name != "answers"}
    assert from_stored(stored, [FINDING]).answers == {}
