"""An entailment model that a person names may refuse a rewritten answer, and lets none through that others refuse."""

import json
from pathlib import Path

import pytest
from tiny_entailment import Label, entailment_folder

from prep.errors import BadInput
from prep.glossary import GENERAL
from prep.project import Project, write_json, write_jsonl
from prep.records import Message, Pair, Ticket
from prep.rewriter import SecondReader, with_known_rewrites
from prep.rewriter.accepting import Outcome, accept
from prep.rewriter.choosing import choose
from prep.rewriter.records import Answered, Request

PAIR = Pair("T1/2", "T1", "How many days of casual leave do I get?", "8 per year, no more than 3 at once.")
AGAIN = "8 each year, at most 3 at once."


def reader(folder: Path, always: Label) -> SecondReader:
    return SecondReader(entailment_folder(folder, always))


def rewritten(response: str, second: SecondReader | None) -> Outcome:
    return accept(Request("k", PAIR, Ticket("T1", "", ()), ()), (PAIR.instruction, response), "m", GENERAL, second)


@pytest.mark.slow  # loads torch and a model
def test_what_the_second_reader_does_not_find_entailed_stays_and_is_told(tmp_path: Path) -> None:
    assert rewritten(AGAIN, None).pair.response == AGAIN
    done = rewritten(AGAIN, reader(tmp_path, "neutral"))
    assert done.pair == PAIR
    assert done.edits[0].refused == AGAIN and "entailment: " in done.edits[0].reason


@pytest.mark.slow
def test_what_it_finds_entailed_is_taken_over_unless_another_check_refuses(tmp_path: Path) -> None:
    second = reader(tmp_path, "Entailment")
    assert rewritten(AGAIN, second).pair.response == AGAIN
    assert rewritten("8 each year, at least 3 at once.", second).pair == PAIR


@pytest.mark.slow
def test_pairs_that_are_made_again_hear_the_same_reader(tmp_path: Path) -> None:
    project, second = Project(tmp_path / "desk"), reader(tmp_path, "contradiction")
    thread = (Message("1", "customer", "How many?"), Message("2", "agent", PAIR.response))
    pair, ticket = Pair("T1/2", "T1", "How many?", PAIR.response), Ticket("T1", "Casual leave", thread)
    request = choose([pair], {"T1": ticket}, GENERAL, "m", max_tokens=512, window=4096).requests[0]
    proposed = json.dumps({"instruction": "Casual leave: How many?", "response": AGAIN})
    write_jsonl(project.rewrites, [Answered(request.key, "T1/2", "m", proposed)])
    named = {"address": "a", "model": "m", "window": 4096, "max_tokens": 512, "nli": second.address}
    write_json(project.settings, {"schema_version": 1, "rewriter": named})
    remade, edits = with_known_rewrites(project, [ticket], [pair], [], GENERAL)
    assert (remade[0].instruction, remade[0].response) == ("Casual leave: How many?", PAIR.response)
    assert [edit.kind for edit in edits] == ["rewriter", "unverified"]


def test_a_model_of_something_else_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"id2label": {"0": "positive", "1": "negative"}}))
    with pytest.raises(BadInput, match="expected a label called entailment"):
        SecondReader(tmp_path)
