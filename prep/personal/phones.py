"""Phone numbers in running text, told from order numbers, dates, amounts and versions.

A number counts when its shape says phone ("+", an area code in parentheses, groups that some region's plan allows) or
a phone word stands beside it. Bare digits need the word: 40 % of random ten-digit numbers are valid phones in the US.
"""

import re
from collections.abc import Iterator

import phonenumbers

from prep.personal.cues import nearest_cue

# Whose numbers are tried when no country code is written. Order does not matter.
REGIONS = (
    "US", "GB", "IE", "AU", "NZ", "IN", "DE", "AT", "CH", "FR", "ES", "IT", "NL", "BE", "PT", "SE", "NO", "DK", "FI",
    "PL", "CZ", "HU", "BR", "MX", "ZA", "SG", "IL",
)  # fmt: skip
_MIN_DIGITS, _MAX_DIGITS = 6, 17  # six are local, 15 international (E.164), two more for a trunk "(0)" or "00"

_CANDIDATE = re.compile(
    r"(?<![\w./+=#&%-])(?<!\d[ ,])(?:\+\s?|\(\+)?\(?\d(?:[ ().\-/]{0,3}\d){5,17}"
    r"(?:\s?(?:x|ext\.?|extension)\s?\d{1,6})?(?![\w@]|[.,:]\d|-\d)"
    r"(?!\s+(?:[A-Z]\w+\s+){1,2}(?:St|Street|Ave|Avenue|Rd|Road|Dr|Drive|Ln|Lane|Blvd|Way|Ct|Pl)\b)",
    re.I,
)
_EXTENSION = re.compile(
    r"(?<!\w)(?:ext|extn|extension|durchwahl|dw|poste|toestel)\b\.?\s{0,2}:?\s{0,2}(\d{3,6})\b", re.I
)
_YEARS = re.compile(r"^\D*(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d$")
_NOT_PHONE = re.compile(
    r"^\d{1,3}(?: \d{3})+$"  # 1 000 000
    r"|^\d{1,3}(?:\.\d{3})+$"  # 1.000.000
    r"|^\d{1,4}\s?[-/]\s?\d{1,4}$"  # 2023-24, 9-17
)


def find_phones(text: str) -> Iterator[tuple[int, int]]:
    """The places of phone numbers and extensions in a text."""
    for found in _CANDIDATE.finditer(text):
        start, end = found.span()
        digits = re.sub(r"\D", "", re.split(r"x|e", found[0], maxsplit=1, flags=re.I)[0])
        if _MIN_DIGITS <= len(digits) <= _MAX_DIGITS and _is_phone(text, start, end, digits):
            yield start, end
    for found in _EXTENSION.finditer(text):
        yield found.span(1)


def _is_phone(text: str, start: int, end: int, digits: str) -> bool:
    written = text[start:end]
    cue = nearest_cue(text, start, end)
    if cue in ("order", "card", "ssn", "account"):
        return False
    if cue in ("phone", "extension"):
        return len(digits) >= _MIN_DIGITS and not _YEARS.match(written)
    if written.lstrip("( ").startswith("+"):
        return _is_valid(written, None)
    if _NOT_PHONE.match(written) or _YEARS.match(written) or written == digits:
        return False
    leads = written.startswith(("(", "0"))
    if not (8 if leads and "/" not in written else 9) <= len(digits) <= (15 if digits.startswith("00") else 11) or not (
        leads or len(re.findall(r"\d+", written)) >= 3
    ):
        return False
    return written.count("/") <= 1 and any(_is_valid(written, region) for region in REGIONS)


def _is_valid(written: str, region: str | None) -> bool:
    try:
        number = phonenumbers.parse(written.replace("(+", "+"), region)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)
