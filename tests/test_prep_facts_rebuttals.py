"""What one answer names and the other rules out is a contradiction; a word of the questions is none."""

from prep.facts.rebuttals import rebuttal

NONE: frozenset[str] = frozenset()


def test_a_name_that_the_other_answer_rules_out() -> None:
    found = rebuttal("Theses are submitted through Turnitin.", "Please upload it in EthosNet, not Turnitin.", NONE)
    assert found is not None
    assert (found.left.value, found.right.value) == ("yes", "no")
    assert found.right.text == "not Turnitin"


def test_the_sides_keep_their_places() -> None:
    found = rebuttal("The CFO isn't involved in it.", "Requests go to the CFO.", NONE)
    assert found is not None
    assert (found.left.value, found.right.value) == ("no", "yes")


def test_both_ruling_it_out_agree() -> None:
    assert rebuttal("Use EthosNet, not Turnitin.", "Turnitin is no longer used.", NONE) is None


def test_words_of_the_questions_say_nothing() -> None:
    assert rebuttal("The badge opens the gate.", "The key fits, not the badge.", frozenset(("badg",))) is None
