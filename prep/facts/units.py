"""Units as people write them, and what each is worth in its base unit."""

import re

DAY = 86_400
DURATIONS: dict[str, tuple[float, str]] = {
    "s|secs?|seconds?": (1, "second"),
    "min|mins|minutes?": (60, "second"),
    "h|hr|hrs|hours?": (3_600, "second"),
    "d|days?|cds?|nights?": (DAY, "second"),
    "wks?|weeks?": (7 * DAY, "second"),
    "fortnights?": (14 * DAY, "second"),
    "mths?|mos?|months?": (1, "month"),
    "qtrs?|quarters?": (3, "month"),
    "y|yrs?|years?|annum": (12, "month"),
    "decades?": (120, "month"),
    "wds?|workdays?|workings days?": (1, "working-day"),
}
MEASURES: dict[str, tuple[float, str]] = {
    "megabytes? per second|mb/s": (8e6, "bit/s"),
    "gigabits? per second": (1e9, "bit/s"),
    "kb|kilobytes?": (1e3, "byte"),
    "mb|megabytes?|megs?": (1e6, "byte"),
    "gb|gigabytes?|gigs?": (1e9, "byte"),
    "tb|terabytes?": (1e12, "byte"),
    "kbps|kbit/s": (1e3, "bit/s"),
    "mbps|mbit/s|megabits?(?: per second)?|mbits?(?: per second)?": (1e6, "bit/s"),
    "gbps|gbit/s": (1e9, "bit/s"),
    "mm|millimet(?:re|er)s?": (0.001, "metre"),
    "cm|centimet(?:re|er)s?": (0.01, "metre"),
    "met(?:re|er)s?|m": (1, "metre"),
    "km|kms|kilomet(?:re|er)s?": (1_000, "metre"),
    "miles?|mi": (1_609.344, "metre"),
    "inch(?:es)?": (0.0254, "metre"),
    "feet|foot|ft": (0.3048, "metre"),
    "mg": (1e-6, "kilogram"),
    "grams?|grammes?|g": (0.001, "kilogram"),
    "kgs?|kilos?|kilograms?": (1, "kilogram"),
    "lbs?": (0.45359237, "kilogram"),
    "tonnes?": (1_000, "kilogram"),
    "ml|millilit(?:re|er)s?": (0.001, "litre"),
    "lit(?:re|er)s?|l": (1, "litre"),
    "°\\s?c|degrees? celsius|degrees? centigrade": (1, "celsius"),
    "kwh": (1, "kwh"),
    "volts?|v": (1, "volt"),
    "amps?": (1, "amp"),
    "watts?|w": (1, "watt"),
    "pixels?|px": (1, "pixel"),
    "dpi": (1, "dpi"),
}
CURRENCIES = {
    r"us\$|usd|\$|dollars?|bucks": "USD",
    "a\\$|aud": "AUD",
    "c\\$|cad": "CAD",
    "€|eur|euros?": "EUR",
    "£|gbp|pounds? sterling|pounds?|quid": "GBP",
    "₹|rs\\.?|inr|rupees?": "INR",
    "¥|jpy|yen": "JPY",
    "chf|francs?": "CHF",
    "kr|sek|kronor|nok|dkk": "kr",
    "crs?|crowns?": "crown",
    "zł|pln": "PLN",
    "aed|dirhams?": "AED",
    "sgd": "SGD",
    "ngn|₦|naira": "NGN",
    "kes|ksh": "KES",
    "zar": "ZAR",
}


def _table(units: dict[str, tuple[float, str]]) -> list[tuple[re.Pattern[str], tuple[float, str]]]:
    return [(re.compile(rf"(?:{pattern})", re.IGNORECASE), worth) for pattern, worth in units.items()]


_DURATION_TABLE, _MEASURE_TABLE = _table(DURATIONS), _table(MEASURES)
_CURRENCY_TABLE = [(re.compile(rf"(?:{pattern})", re.IGNORECASE), code) for pattern, code in CURRENCIES.items()]
DURATION_WORD = "|".join(DURATIONS)
MEASURE_WORD = "|".join(MEASURES)
MONEY_WORD = "|".join(CURRENCIES)


def duration_worth(written: str) -> tuple[float, str]:
    """(1209600, "second") a fortnight, (3, "month") a quarter."""
    return _worth(_DURATION_TABLE, written)


def measure_worth(written: str) -> tuple[float, str]:
    """(1e9, "byte") for GB."""
    return _worth(_MEASURE_TABLE, written)


def currency_code(written: str) -> str:
    """ "USD" for "$"."""
    return next(code for pattern, code in _CURRENCY_TABLE if pattern.fullmatch(written))


def is_duration(word: str) -> bool:
    """Whether a word is a unit of time; single letters are not."""
    return len(word) > 1 and any(pattern.fullmatch(word) for pattern, _ in _DURATION_TABLE)


def _worth(table: list[tuple[re.Pattern[str], tuple[float, str]]], written: str) -> tuple[float, str]:
    return next(worth for pattern, worth in table if pattern.fullmatch(written))
