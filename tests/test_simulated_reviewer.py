"""simulated_reviewer: settles the sample's offers as its rule book says, key by key, and says that it was no person."""

from pathlib import Path

from typer.testing import CliRunner

from pairwright import app
from prep.project import Project, digest, read_records, write_json, write_jsonl
from prep.records import Audit, Decision, Pair, QuestionGroup
from prep.stored_audit import as_stored
from simulated_reviewer import REVIEWER, Sitting, review_sample

PHONE = "How do I move Passkeep MFA to a new phone?"
WHOLE = "In Passkeep open My devices > Add device, scan the code and remove the old phone. You may have 3 MFA devices."
HALF = "In Passkeep open My devices and scan the code with the new phone."
LIST = "A distribution list needs at least 5 members and 2 owners."
TICKETS = {"phone": "48212", "list": "48213", "nothing": "48232"}


def sitting(folder: Path, *answers: tuple[str, str]) -> tuple[Sitting, dict[str, Decision]]:
    """What the reviewer did with these answers to one question, each with what its ticket asks about."""
    project = Project(folder / "demo")
    pairs = [Pair(str(place), TICKETS[matter], PHONE, answer) for place, (matter, answer) in enumerate(answers)]
    ids = tuple(pair.pair_id for pair in pairs)
    write_jsonl(project.pairs, pairs)
    write_jsonl(project.findings, [])
    found = Audit((), (), (QuestionGroup("0", ids),), ids, (), ())
    write_json(project.audit, {"pairs_digest": digest(project.pairs), "decisions_digest": "", **as_stored(found)})
    done = review_sample(project)
    return done, {line.pair_id: line for line in read_records(project.decisions, Decision)}


def test_an_answer_that_states_the_rule_is_taken_and_another_matter_is_set_apart(tmp_path: Path) -> None:
    done, said = sitting(tmp_path, ("phone", WHOLE), ("phone", HALF), ("list", LIST))
    assert done == Sitting(n_offers=1, n_keys=2, n_written=0)
    assert [said[pair_id].response for pair_id in "012"] == [WHOLE, WHOLE, LIST]
    assert {line.by for line in said.values()} == {REVIEWER}


def test_the_rule_is_written_where_no_answer_states_it(tmp_path: Path) -> None:
    done, said = sitting(tmp_path, ("phone", HALF), ("phone", "Scan the code with the new phone."))
    assert (done.n_keys, done.n_written) == (2, 1)
    assert said["0"].response == said["1"].response != HALF and "My devices > Add device" in said["0"].response


def test_a_reviewed_project_is_refused_as_an_unreviewed_one(tmp_path: Path) -> None:
    sitting(tmp_path, ("phone", WHOLE), ("phone", HALF))
    done = CliRunner().invoke(app, ["demo", "--unreviewed", "--project", str(tmp_path / "demo")])
    assert "expected a project that nobody reviewed" in str(done.exception)


def test_what_the_rule_book_says_nothing_about_is_left_as_worded(tmp_path: Path) -> None:
    done, said = sitting(tmp_path, ("nothing", WHOLE), ("nothing", HALF))
    assert (done.n_keys, said["0"].response, said["1"].response) == (1, WHOLE, HALF)
