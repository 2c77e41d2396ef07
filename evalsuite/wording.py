"""How an evaluation's numbers are said: "116 of 132 right (88 %, 95 % interval 81 to 92 %)"."""

from evalsuite.records import Rate

FEW = 10  # answers under which a share says nothing
SOME = 30  # answers under which the counts come first and the share stands alone


_NAMES = {"fine_tuned": "fine-tuned model", "base": "base model", "nearest_pair": "nearest training pair"}


def named(responder: str) -> str:
    """A responder as one speaks of it."""
    return _NAMES.get(responder, responder)


def percent(share: float) -> str:
    """A share in whole percent, except where rounding would claim all or nothing."""
    return f"{percent_number(share)} %"


def percent_number(share: float) -> str:
    places = 1 if 0 < share < 0.005 or 0.995 < share < 1 else 0
    return f"{share * 100:.{places}f}"


def beside(share: float, other: float) -> tuple[str, str]:
    """Two shares to be compared in one sentence: with a decimal where whole percent would make them equal."""
    left, right = percent(share), percent(other)
    return (left, right) if left != right else (f"{share * 100:.1f} %", f"{other * 100:.1f} %")


def span(low: float, high: float) -> str:
    return f"{percent_number(low)} to {percent_number(high)} %"


def rate_in_words(rate: Rate, what: str = "right") -> str:
    """Counts always; the share from ten answers on, its interval beside it."""
    if rate.value is None or rate.low is None or rate.high is None:
        return "no answer could be graded"
    counts = f"{rate.n_right} of {rate.n} {what}"
    if rate.n < FEW:
        return counts
    return f"{counts} ({percent(rate.value)}, 95 % interval {span(rate.low, rate.high)})"


def points(share: float) -> str:
    """A difference of shares, signed with a real minus."""
    sign = "−" if share <= -0.0005 else ""
    return f"{sign}{abs(share) * 100:.1f}"


def points_span(low: float, high: float) -> str:
    return f"{points(low)} to {points(high)} points"
