"""prep/one_answer.py: pairs that ask the same and say the same are taught with one answer."""

from collections.abc import Sequence

import numpy as np

from prep.audit import audit
from prep.one_answer import one_answer_each, with_one_answer
from prep.records import Audit, Decision, Pair, QuestionGroup

PLAIN = "You may carry over up to 12 days of earned leave into the next year."
POLITE = "Up to 12 days of earned leave can be carried over into the next year."
SHORT = "EL c/f max 12 days"


def made(*answers: str, question: str = "How many days of earned leave can I carry over?") -> list[Pair]:
    return [Pair(str(number), "", question, answer, "leave") for number, answer in enumerate(answers)]


def choose(pairs: Sequence[Pair], decided: Sequence[str] = ()) -> dict[str, str]:
    """With vectors that say that all answers are equally near to one another."""
    vectors = np.full((len(pairs), 4), 0.5)
    return one_answer_each(pairs, [QuestionGroup("0", tuple(pair.pair_id for pair in pairs))], vectors, decided)


def taught(*answers: str) -> list[str]:
    pairs = made(*answers)
    found = Audit((), (), (), tuple(pair.pair_id for pair in pairs), (), (), choose(pairs))
    return [pair.response for pair in with_one_answer(pairs, found)]


def test_shorthand_is_taught_as_a_colleague_wrote_it_out() -> None:
    assert taught(PLAIN, SHORT) == [PLAIN, PLAIN]


def test_several_whole_answers_become_the_one_that_is_nearest_to_all() -> None:
    pairs = made(PLAIN, POLITE, SHORT)
    vectors = np.array([[1.0, 0.0], [0.8, 0.6], [0.96, 0.28]])  # the second is the farthest from the others
    group = QuestionGroup("0", ("0", "1", "2"))
    assert one_answer_each(pairs, [group], vectors, ()) == {"1": "0", "2": "0"}


def test_an_answer_with_another_figure_keeps_its_words() -> None:
    other = "You may carry over up to 15 days of earned leave into the next year."
    assert taught(PLAIN, other) == [PLAIN, other]


def test_the_fuller_answer_stands_for_the_other_and_never_the_other_way_round() -> None:
    fuller = "You may carry over up to 12 days of earned leave. Request it in Meridian by 15 December."
    assert taught(PLAIN, fuller) == [fuller, fuller]


def test_no_second_figure_of_the_same_kind_is_added() -> None:
    more = "You may carry over up to 12 days of earned leave, and encash up to 10 days of it."
    assert taught(SHORT, more) == [SHORT, more]


def test_how_one_persons_case_stands_is_not_what_everybody_is_told() -> None:
    own = "You may carry over the 12 days of earned leave, as you have worked for a whole year."
    assert taught(own, SHORT) == [own, SHORT]


def test_shorthand_alone_is_left_as_it_is() -> None:
    assert taught(SHORT, "c/f 12 days EL") == [SHORT, "c/f 12 days EL"]


def test_yes_and_no_belong_to_the_question_that_was_put() -> None:
    no = "No, more than 12 days of earned leave cannot be carried over."
    assert taught(no, PLAIN, SHORT) == [no, PLAIN, PLAIN]


def test_what_a_person_decided_on_keeps_its_words() -> None:
    assert choose(made(PLAIN, SHORT), decided=["1"]) == {}


def test_other_questions_are_not_touched() -> None:
    pairs = made(PLAIN, SHORT)
    groups = [QuestionGroup("0", ("0",)), QuestionGroup("1", ("1",))]
    assert one_answer_each(pairs, groups, np.full((2, 4), 0.5), ()) == {}


def test_the_order_of_the_pairs_makes_no_difference() -> None:
    pairs = made(PLAIN, POLITE, SHORT)
    assert choose(pairs) == choose(pairs[::-1])


def test_the_audit_shares_answers_of_kept_pairs_and_leaves_them_where_told() -> None:
    questions = ("How many days of earned leave can I carry over?", "how many EL days can i carry over")
    pairs = [
        Pair(str(number), "", question, answer, "leave")
        for number, (question, answer) in enumerate(zip(questions, (PLAIN, POLITE), strict=True))
    ]

    def embed(texts: Sequence[str]) -> np.ndarray:
        return np.tile([1.0, 0.0], (len(texts), 1))

    assert set(audit(pairs, embed).answers.items()) in ({("0", "1")}, {("1", "0")})
    assert audit(pairs, embed, as_worded=True).answers == {}
    assert audit(pairs, embed, decisions=[Decision("0", "accept"), Decision("1", "accept")]).answers == {}


def test_a_rule_for_other_people_or_things_keeps_its_words() -> None:
    for one, other in (
        ("Refunds take 5 days for orders from the US.", "Refunds take 5 days for orders from the EU."),
        ("You can reset it in the mobile app.", "You can reset it in the web portal under Settings."),
    ):
        assert taught(one, other) == [one, other]


def test_an_exception_is_neither_lost_nor_added() -> None:
    plain, excepted = "The limit is 20 GB for a mailbox.", "The limit is 20 GB unless you are a contractor."
    assert taught(plain, excepted) == [plain, excepted]
