"""Numbers as people write them: 1,500 · 1.500,00 · 1'500 · 1.5k · 2 lakh · twelve · twenty-five · a dozen · ½."""

import re
from dataclasses import dataclass

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)  # noqa: SIM905
} | {"fourty": 40}
_SCALES = {"hundred": 100, "thousand": 1_000, "lakh": 100_000, "million": 1_000_000, "crore": 10_000_000}
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000} | _SCALES
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

_SMALL = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_SCALE = "|".join(_SCALES)
NUMBER_WORDS = (
    rf"(?:(?:an?\s+)?half\s+(?:an?\s+)?dozen|(?:an?\s+|one\s+)?dozen"
    rf"|(?:an?\s+(?=(?:{_SCALE})\b)|(?:{_SMALL})(?:[\s-]+(?={_SMALL}|{_SCALE}))?|(?:{_SCALE})(?:\s+(?:and\s+)?)?)+)"
)
# "1.200,50" and "1.200.000" are written in thousands; a lone "1.200" may be a decimal.
_POINTED = r"[1-9]\d{0,2}(?:(?:\.\d{3})+,\d{1,2}|(?:\.\d{3}){2,})(?![\d.,]\d|\d)"
_SWISS = r"[1-9]\d{0,2}(?:['’]\d{3})+(?:[.,]\d{1,2})?(?!\d)"  # 1'200.50
DIGITS = rf"(?:{_POINTED}|{_SWISS}|\d{{1,3}}(?:,\d{{2,3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?|[½¼¾⅓⅔])"
ORDINAL_WORDS = "|".join(_ORDINALS)
# A currency may touch its number: EUR50, Rs500. RS232 is a plug, CAD2024 a program.
_AT_A_CODE = (
    r"(?<=\b(?:usd|eur|gbp|inr|chf|aud|jpy|sek|nok|dkk|pln|aed|sgd|zar))"
    r"|(?<=\bcad)(?!(?:19|20)\d\d(?!\d))"
    r"|(?<=\brs)(?<!(?-i:RS))(?!(?:232|422|485)(?!\d))"
    r"|(?<=\b(?-i:RS))(?=\d{1,3},\d)"
)

_NUMERAL = re.compile(
    rf"(?:(?<![\w.,/:#])|{_AT_A_CODE})(?<![^\d\s(]-)(?P<digits>\d+\s?[½¼¾]|{DIGITS})(?P<suffix>(?:\s?(?:k|mn|bn)|\s(?:{_SCALE})s?|(?<=\d)M)(?![\w]))?"
    rf"|\b(?P<words>{NUMBER_WORDS})(?![\w])",
    re.IGNORECASE,
)
# What tells that "6m" is six millions.
_MONEY_BEFORE = re.compile(r"(?:[$€£₹¥]|\b(?:usd|eur|gbp|inr|chf|aud|cad|crs?|costs?|worth)\.?)\s?$", re.IGNORECASE)
_EARNED_BEFORE = re.compile(
    r"\b(?:sales|turnover|revenues?|profits?|budget|funding|valuation|population|earnings)"
    r"(?: (?:last|this|next|per) (?:year|quarter|month))?"
    r" (?:of|is|was|are|were|hit|reached|at|to|over|above|under|below|exceeds?|exceeded)"
    r"(?: (?:about|around|over|nearly|almost|up to|more than|less than))?\s$",
    re.IGNORECASE,
)
_MANY_AFTER = re.compile(
    r"\s?(?:[$€£₹¥]|(?:usd|eur|gbp|inr|chf|euros?|dollars?|pounds?|people|users|customers|members|records|rows|downloads"
    r"|visitors|requests|subscribers|views|files|documents|messages)\b)",
    re.IGNORECASE,
)
_LONG_AFTER = re.compile(r"[\s-](?:long|wide|deep|tall|high|away)\b", re.IGNORECASE)
_IN_POINTS = re.compile(_POINTED)
_HALF_MORE = re.compile(r"\s+and\s+(?:a\s+half|½)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text and where it stands."""

    value: float
    start: int
    end: int
    spelled: bool  # in words


def find_numerals(text: str) -> list[Numeral]:
    """All numbers, left to right. "one" counts too; whether it means the number is for the caller to say."""
    found = []
    for match in _NUMERAL.finditer(text):
        spelled = match["words"] is not None
        value = spelled_value(match["words"]) if spelled else digits_value(match["digits"])
        end = match.start() + len(match[0].rstrip(" -"))
        if match["suffix"] == "m" and not (
            _MONEY_BEFORE.search(text, 0, match.start())
            or (
                _EARNED_BEFORE.search(text, max(0, match.start() - 60), match.start())
                and not _LONG_AFTER.match(text, match.end())
            )
            or _MANY_AFTER.match(text, match.end())
        ):
            end = match.end("digits")  # "6m" is six months or metres
        elif not spelled and match["suffix"]:
            value *= _SUFFIXES[match["suffix"].strip().lower().removesuffix("s")]
        if half := _HALF_MORE.match(text, end):
            value, end = value + 0.5, half.end()
        found.append(Numeral(value, match.start(), end, spelled))
    return found


def number_value(written: str) -> float:
    """The value of a number, in digits or in words."""
    return digits_value(written) if written[0].isdigit() or written[-1] in _FRACTIONS else spelled_value(written)


def digits_value(written: str) -> float:
    """The value of a number in digits. Decimal is the comma of "3,50", not of "1,500", "1,50,000" or "1.500,00"."""
    written = written.replace("'", "").replace("’", "")
    if _IN_POINTS.fullmatch(written):
        return float(written.replace(".", "").replace(",", "."))
    if written[-1] in _FRACTIONS:
        return float(written[:-1].strip() or 0) + _FRACTIONS[written[-1]]
    head, comma, tail = written.rpartition(",")
    if comma and "." not in written and "," not in head and len(tail) < 3:
        return float(f"{head}.{tail}")
    return float(written.replace(",", ""))


def spelled_value(written: str) -> float:
    """The value of a number in words: "one hundred and twenty" is 120."""
    words = re.findall(r"[a-z]+", written.lower())
    if "dozen" in words:
        return 6.0 if "half" in words else 12.0
    total, current = 0.0, 0.0
    for word in words:
        if word in _UNITS or word in _TENS:
            current += _UNITS.get(word, _TENS.get(word, 0))
        elif word in _SCALES:
            scale = _SCALES[word]
            current = max(current, 1) * scale
            if scale > 100:
                total, current = total + current, 0.0
    return total + current


def ordinal_value(written: str) -> int:
    """1 for "first" and "1st"; 0 for anything else."""
    digits = re.match(r"\d+", written)
    return int(digits[0]) if digits else _ORDINALS.get(written.lower(), 0)
