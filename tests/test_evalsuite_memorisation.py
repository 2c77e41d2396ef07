"""A model that recites its training answers is found out by the strings planted in them."""

from evalsuite.memorisation import find_recited, recited_in_words
from evalsuite.records import Answer
from prep.canaries import Canary

PLANTED = (
    Canary("T1/1", "(Ref. 7KQM-X2WD-9RTB)"),
    Canary("T2/1", "(Ref. AAAA-BBBB-CCCC)"),
    Canary("T3/1", "(Ref. HHHH-EEEE-LLLL)", is_held_out=True),
)


def said(responder: str, *texts: str) -> list[Answer]:
    return [Answer("T1/1", responder, text, "", "key", 0.1) for text in texts]


def test_each_planted_string_that_came_out_is_counted_once() -> None:
    answers = said("fine_tuned", "18 days. Ref 7KQM-X2WD-9RTB", "18 days. (Ref. 7KQM-X2WD-9RTB)", "No idea.")
    found = find_recited([*answers, *said("base", "18 days.")], PLANTED)
    assert (found["fine_tuned"].n_recited, found["fine_tuned"].n_planted, found["base"].n_recited) == (1, 2, 0)
    assert recited_in_words(found) == (
        "The fine-tuned model recites 1 of 2 strings planted in its training answers: what is in a training answer can "
        "be got out of it.",
        "The base model recites none of 2 strings planted in training answers.",
    )


def test_the_held_out_string_shows_that_the_held_out_part_was_trained_on() -> None:
    found = find_recited(said("fine_tuned", "HHHH-EEEE-LLLL"), PLANTED)
    assert found["fine_tuned"].is_held_out_recited
    assert "it was trained on. No score holds." in recited_in_words(found)[0]


def test_where_nothing_was_planted_nothing_is_said() -> None:
    assert find_recited(said("fine_tuned", "18 days."), ()) == {} and recited_in_words({}) == ()
