"""Numbers as people read them."""

import pytest

from evalsuite.rates import rate
from evalsuite.records import Answer, Graded, GradedAnswer, Question, Rate
from evalsuite.wording import percent, points, points_span, rate_in_words, span


def share(n_right: int, n: int) -> Rate:
    row = (Question("p", "?", ("!",)), Answer("p", "m", "", "", "", None))
    return rate(GradedAnswer(*row, Graded("correct" if place < n_right else "wrong")) for place in range(n))


def test_a_rate_has_its_counts_and_its_interval() -> None:
    assert rate_in_words(share(116, 132)) == "116 of 132 right (88 %, 95 % interval 81 to 92 %)"


def test_under_ten_answers_there_are_counts_only() -> None:
    assert rate_in_words(share(3, 9)) == "3 of 9 right"


def test_no_answers_is_no_rate() -> None:
    assert rate_in_words(share(0, 0)) == "no answer could be graded"


@pytest.mark.parametrize(("number", "said"), [(0.88, "88 %"), (0.9967, "99.7 %"), (1.0, "100 %"), (0.0, "0 %")])
def test_rounding_never_claims_all_or_nothing(number: float, said: str) -> None:
    assert percent(number) == said


def test_points_have_a_real_minus() -> None:
    assert points(-0.071) == "−7.1"
    assert points(-0.0001) == "0.0"
    assert points_span(0.0118, 0.1357) == "1.2 to 13.6 points"
    assert span(0.81, 0.92) == "81 to 92 %"
