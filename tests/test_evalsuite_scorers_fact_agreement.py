"""What becomes of a reference's values in an answer."""

import pytest

from evalsuite.scorers.fact_agreement import FactAgreement, fact_agreement


def test_a_value_is_matched_in_other_units_and_words() -> None:
    assert fact_agreement("", "It takes 14 days and costs cr 450.", "Two weeks, 450 crowns.") == FactAgreement(
        matched=("14 days", "cr 450")
    )


def test_another_value_in_its_place_contradicts() -> None:
    assert fact_agreement("", "It takes 14 days.", "It takes 10 days.").contradicted == (("14 days", "10 days"),)


def test_no_value_in_its_place_is_missing() -> None:
    assert fact_agreement("", "It takes 14 days.", "It takes a while.").missing == ("14 days",)


def test_a_coarser_date_is_vague_and_a_finer_one_matches() -> None:
    assert fact_agreement("", "1 October 2006", "In October 2006.").vague == ("1 october 2006",)
    assert fact_agreement("", "October 2006", "On 1 October 2006.").matched == ("october 2006",)


def test_a_month_may_be_thirty_days_but_not_ten() -> None:
    assert fact_agreement("", "within 1 month", "within 30 days").vague == ("1 month",)
    assert fact_agreement("", "within 1 month", "within 10 days").contradicted == (("1 month", "10 days"),)


def test_working_days_are_not_calendar_days() -> None:
    assert fact_agreement("", "5 working days", "5 days").vague == ("5 working days",)
    assert fact_agreement("", "5 working days", "3 days").contradicted == (("5 working days", "3 days"),)


def test_a_value_from_the_question_is_neither_missed_nor_a_rival() -> None:
    asked = "I was off sick for 3 days; when must I hand in the note?"
    found = fact_agreement(asked, "For 3 days of sickness, within 5 days.", "Within 5 days.")
    assert found == FactAgreement(matched=("5 days",))
    assert fact_agreement(asked, "Within 5 days.", "After 3 days of sickness, soon.").contradicted == ()


def test_a_denied_value_is_contradicted_but_a_limit_is_not_a_denial() -> None:
    assert fact_agreement("", "The limit is 4 hours.", "The limit is not 4 hours.").contradicted == (
        ("4 hours", "not 4 hours"),
    )
    assert fact_agreement("", "At most 4 hours.", "Not more than 4 hours.").matched == ("4 hours",)
    assert fact_agreement("", "It lapses after 4 hours.", "If it is not 4 hours yet, wait.").matched == ("4 hours",)


def test_what_could_be_mistaken_for_a_value_of_the_reference_is_added() -> None:
    assert fact_agreement("", "The limit is 4 hours.", "4 hours, or 6 hours for managers.").added == ("6 hours",)
    assert fact_agreement("", "The limit is 4 hours.", "4 hours; it costs cr 20.").added == ()


@pytest.mark.parametrize(("reference", "answer"), [("18 days", "18/yr"), ("cr 450", "450"), ("2 weeks", "2")])
def test_a_bare_figure_is_the_figure_of_the_amount(reference: str, answer: str) -> None:
    assert fact_agreement("", reference, answer).matched
