"""Whether two facts say the same value: 14 days and two weeks, 31 December and 31 December 2026, a path and its end."""

from math import isclose

from prep.facts.concepts import concept
from prep.facts.letters import in_months, may_be_one
from prep.facts.mentions import office_words
from prep.facts.records import Fact, Kind
from prep.facts.units import DAY

AMOUNTS: frozenset[Kind] = frozenset(("number", "money", "percent", "duration", "frequency", "measure", "time"))
VALUES = AMOUNTS | {"date", "version", "url", "email", "phone", "menu", "contact", "name"}
# "Per person" is not "per boat"; of other words one may stand for the other.
_COUNTED = frozenset(
    concept(word)
    for word in ["person", "group", "family", "household", "boat", "room", "vehicle", "table", "order", "team"]
)
_MONTH = 30.44 * DAY


def same_value(left: Fact, right: Fact) -> bool:
    """Whether two facts say the same: equal after normalising units, or one the less precise form of the other."""
    if may_be_one(left, right) or may_be_one(right, left):
        return True
    if (months := in_months(left)) and same_value(months, right):
        return True
    if (months := in_months(right)) and same_value(left, months):
        return True
    if left.kind != right.kind:
        return any(same(*facts) for facts in ((left, right), (right, left)) for same in (_bare, _hour, _version_alone))
    if {left.bound, right.bound} == {"from", "to"}:
        return False  # 3-5 days and 5-7 days share a figure, not an end
    match left.kind:
        case "duration" | "frequency":
            if _in_counted_weeks(left, right) or _in_counted_weeks(right, left):
                return True
            return _close(*in_days(left), *in_days(right))
        case "money" | "number" | "measure" | "percent" | "time":
            return _same_amount(left, right)
        case "date":
            return left.unit == right.unit and _same_date(str(left.value), str(right.value))
        case "menu":
            return _same_menu(str(left.value), str(right.value))
        case "contact":
            return bool(office_words(str(left.value)) & office_words(str(right.value)))
        case "name":
            return left.unit == right.unit and bool(set(str(left.value).split()) & set(str(right.value).split()))
        case "version":
            return left.value == right.value
        case "url":
            return str(left.value).startswith(str(right.value)) or str(right.value).startswith(str(left.value))
        case "phone":
            return str(left.value).endswith(str(right.value)[-7:]) or str(right.value).endswith(str(left.value)[-7:])
        case _:
            return left.unit == right.unit and left.value == right.value


def _same_amount(left: Fact, right: Fact) -> bool:
    if left.kind == "percent":
        # "You pay 75 %" is "25 % off".
        return _equal(left, right) or (left.unit != right.unit and isclose(float(left.value) + float(right.value), 100))
    if left.unit != right.unit and left.kind != "number":
        return "cent" in (left.unit, right.unit) and _equal(left, right)
    if left.kind == "number" and _is_placed(left) != _is_placed(right) and not _is_day_alone(left, right):
        return False
    if left.per and right.per and left.per != right.per:
        worth = {
            "minute": 60,
            "hour": 3600,
            "day": DAY,
            "week": 7 * DAY,
            "month": _MONTH,
            "quarter": 3 * _MONTH,
            "year": 12 * _MONTH,
        }
        if left.per in worth and right.per in worth:
            return isclose(float(left.value) / worth[left.per], float(right.value) / worth[right.per], rel_tol=0.02)
        if {left.per, right.per} <= _COUNTED:
            return False
    return _equal(left, right)


def _is_placed(number: Fact) -> bool:
    """Whether a number tells one of a row, "room 5" or "the 15th", not how many."""
    return number.unit.startswith(("label", "ordinal"))


def _is_day_alone(left: Fact, right: Fact) -> bool:
    """ "By the 15" beside "before the 15th": the ending says nothing more, where nothing is counted."""
    return "" in (left.unit, right.unit) and "ordinal" in (left.unit[:7], right.unit[:7])


def _equal(left: Fact, right: Fact) -> bool:
    return isclose(
        float(left.value), float(right.value), rel_tol=1e-4 if left.kind != "measure" else 0.025, abs_tol=1e-6
    )


def _bare(number: Fact, amount: Fact) -> bool:
    """A figure without a unit equals the same figure with one."""
    if not (number.kind == "number" and not number.unit and amount.kind in ("duration", "money", "percent", "measure")):
        return False
    if amount.kind == "money" and isclose(float(amount.value), float(number.value)):
        return True  # "1.200 €" is 1200
    figure = [each for each in amount.text.replace(",", "").replace("-", " ").split() if each[0].isdigit()]
    return any(_starts_with(number.value, each) for each in figure) or _spelled_days(number, amount)


def _hour(number: Fact, time: Fact) -> bool:
    """A figure without a unit equals an hour of the day: "till 5" is till 17:00."""
    return (
        number.kind == "number"
        and not number.unit
        and time.kind == "time"
        and float(time.value) in (float(number.value) * 60, float(number.value) * 60 + 720)
    )


def _version_alone(number: Fact, version: Fact) -> bool:
    """A figure equals the version that it is of: "update AnyLink to 5.3", "install AnyLink 5.3"."""
    return (
        number.kind == "number" and not number.unit and version.kind == "version" and number.text == str(version.value)
    )


def _spelled_days(number: Fact, amount: Fact) -> bool:
    return amount.kind == "duration" and any(
        isclose(float(amount.value) / scale, float(number.value), rel_tol=1e-6)
        for scale in (1, 60, 3600, DAY, 7 * DAY, 12)
    )


def _starts_with(value: float | str, written: str) -> bool:
    digits = "".join(letter for letter in written if letter.isdigit() or letter == ".").strip(".")
    return bool(digits) and digits.count(".") < 2 and isclose(float(digits), float(value))


def in_days(fact: Fact) -> tuple[float, str]:
    """A duration in days, and whether the figure is exact, in months or in working days."""
    value = float(fact.value)
    return {"second": value / DAY, "month": value * 30.44, "working-day": value * 1.4}[fact.unit], fact.unit


def _close(left: float, left_unit: str, right: float, right_unit: str) -> bool:
    """Equal in days; between days and months a month is 28 to 31 days; ten working days are two weeks."""
    if left_unit == right_unit:
        return isclose(left, right, rel_tol=1e-4, abs_tol=1e-9)
    tolerance = 0.09 if "month" in (left_unit, right_unit) else 0.01
    return isclose(left, right, rel_tol=tolerance)


def _in_counted_weeks(weeks: Fact, days: Fact) -> bool:
    """Three weeks that were said to have five days each are 15 days, whatever kind of days."""
    counted = weeks.unit == "working-day" and "week" in weeks.text.lower()
    return counted and days.unit == "second" and isclose(float(days.value), float(weeks.value) * DAY)


def _same_date(left: str, right: str) -> bool:
    if len(left) != 10 or len(right) != 10 or left[4:5] != "-" or right[4:5] != "-":
        return left == right
    parts = list(zip(left.split("-"), right.split("-"), strict=True))
    known = [(one, other) for one, other in parts if "?" not in one and "?" not in other]
    return bool(known) and all(one == other for one, other in known)


def _same_menu(left: str, right: str) -> bool:
    """Paths agree when the steps of the shorter one appear in the longer one."""
    ours, theirs = left.split(" > "), right.split(" > ")
    shorter, longer = sorted((ours, theirs), key=len)
    return all(any(_same_step(step, other) for other in longer) for step in shorter)


def _same_step(left: str, right: str) -> bool:
    shorter, longer = sorted((left, right), key=len)
    return longer.startswith(shorter) or longer.endswith(shorter)
