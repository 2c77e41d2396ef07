"""Two answers conflict when a fact differs and both answer the same question."""

from wordbag import embed

from prep.conflicts import CONFLICT_FROM, Answered, Likeness, conflict_scores, judge_conflict

FOURTEEN = Answered("How long can I return shoes?", "You can return shoes within 14 days.")
THIRTY = Answered("What is the return period for shoes?", "Shoes can be returned within 30 days.")


def like(fit: float) -> Likeness:
    """Questions and answers as like as they mostly are in one question group."""
    return Likeness(fit, questions=0.7, answers=0.7)


def test_another_figure_for_the_same_question_is_a_conflict_with_its_evidence() -> None:
    found = judge_conflict(FOURTEEN, THIRTY, like(0.6))
    assert found.score > CONFLICT_FROM
    assert found.disagreements[0].reason == "14 days against 30 days"


def test_the_same_figure_is_none() -> None:
    two_weeks = Answered("Return period?", "You have two weeks to return shoes.")
    assert judge_conflict(FOURTEEN, two_weeks, like(0.6)).score < 0.2


def test_answers_for_other_scopes_do_not_conflict() -> None:
    left = Answered("Leave for full-time staff?", "You get 18 days.")
    right = Answered("Leave for part-time staff?", "You get 9 days.")
    assert judge_conflict(left, right, like(0.6)).score < CONFLICT_FROM


def test_yes_and_no_to_questions_put_the_other_way_round_do_not_conflict() -> None:
    left = Answered("Is a second factor mandatory?", "Yes, everyone needs one.")
    right = Answered("Can I work without it?", "No, you cannot.")
    alike = Answered("Is a second factor mandatory?", "No, you don't need one.")
    assert judge_conflict(left, right, like(0.5)).score < CONFLICT_FROM < judge_conflict(left, alike, like(0.5)).score


def test_answers_that_fit_neither_question_count_less() -> None:
    assert judge_conflict(FOURTEEN, THIRTY, like(0.1)).score < judge_conflict(FOURTEEN, THIRTY, like(0.8)).score


def test_many_pairs_are_judged_in_order() -> None:
    conflicting, same = conflict_scores([(FOURTEEN, THIRTY), (FOURTEEN, FOURTEEN)], embed)
    assert conflicting.score > CONFLICT_FROM > same.score
    assert conflict_scores([], embed) == []


def test_answers_about_another_room_or_form_do_not_conflict() -> None:
    left = Answered("Where is room 12?", "Room 12 is on the second floor.")
    right = Answered("Where is room 31?", "Room 31 is on the third floor.")
    assert judge_conflict(left, right, like(0.8)).score < CONFLICT_FROM


def test_pairs_that_each_name_a_thing_of_their_own_do_not_conflict() -> None:
    left = Answered("Deposit for a van?", "A van needs a deposit of 500 €.")
    right = Answered("Deposit for a scooter?", "For a scooter we ask for 100 €.")
    assert judge_conflict(left, right, like(0.6)).score < CONFLICT_FROM


def test_a_remark_that_the_other_answer_lacks_is_no_conflict() -> None:
    left = Answered("How do I descale the coffee machine?", "Use the descaling tablets, never vinegar.")
    right = Answered("descaling the coffee machine?", "Please use the descaling tablets.")
    assert judge_conflict(left, right, like(0.6), same_question=True).score < CONFLICT_FROM


def test_what_both_leave_out_in_other_words_is_no_conflict() -> None:
    left = Answered(
        "How is a day of encashed leave calculated?",
        "It is basic salary divided by 26. House rent and other allowances are left out.",
    )
    right = Answered(
        "What do I get for a day of leave that I sell?",
        "Payroll pays your basic salary divided by 26. Allowances do not count.",
    )
    assert judge_conflict(left, right, like(0.6), same_question=True).score < CONFLICT_FROM


def test_a_known_question_makes_a_conflict_likelier() -> None:
    left = Answered("How long can I return shoes?", "You can return shoes within 14 days.")
    right = Answered("Sending back the sandals?", "Send them within 30 days.")
    alone, known = (judge_conflict(left, right, like(0.6), same_question=known).score for known in (False, True))
    assert alone < known


def test_the_same_answer_twice_shows_nothing() -> None:
    assert judge_conflict(FOURTEEN, FOURTEEN, like(0.9)).disagreements == ()
