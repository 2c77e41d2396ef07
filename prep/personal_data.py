"""Personal data with a shape or a word of its own: addresses, phones, cards, identity numbers, birth dates, secrets.

Names are not found here but by the people whom the export names (names.py) and by the places where names stand
(name_places.py). Dates of policies, amounts, durations, versions and order numbers are never touched.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from prep.personal.birth_dates import find_birth_dates
from prep.personal.cues import nearest_cue
from prep.personal.given_numbers import find_given_numbers
from prep.personal.homes import find_addresses
from prep.personal.name_places import find_names
from prep.personal.national_ids import find_national_ids
from prep.personal.phones import find_phones

PersonalKind = Literal[
    "email", "phone", "card", "iban", "account", "ssn", "ip", "mac", "wallet", "passport", "driver-licence",
    "national-id", "secret", "birth-date", "address", "person-number", "person",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of personal data: text[start:end]."""

    kind: PersonalKind
    start: int
    end: int


_LOCAL = r"[\w+%-]+(?:[.'’&][\w+%-]+)*"
_EMAIL = re.compile(
    rf"(?<![\w.+-]){_LOCAL}@(?:[\w](?:[\w-]*\w)?\.)+[^\W\d_][\w-]*\w|(?<![\w.+-]){_LOCAL}@\[?\d{{1,3}}(?:\.\d{{1,3}}){{3}}\]?"
)
_SPELT_EMAIL = re.compile(
    r"(?<![\w.])\w+(?:\s?(?:\.|\(dot\)|\[dot\]|\sdot\s)\s?\w+){0,3}\s?(?:\(at\)|\[at\]|\{at\}|\sat\s|@)\s?"
    r"\w[\w-]*(?:\s?(?:\(dot\)|\[dot\]|\{dot\}|\sdot\s)\s?\w[\w-]*){0,2}\s?(?:\(dot\)|\[dot\]|\{dot\}|\sdot\s)\s?[a-z]{2,10}\b",
    re.I,
)
_IP4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_IP6 = re.compile(r"(?<![\w:.])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\w:])")
_VERSION = re.compile(
    r"(?:\b(?:v|ver|version|release|build|firmware|update|patch|section|rev)\.?\s*(?:is|was|:)?\s*|\bv)$", re.I
)
_SSN = re.compile(r"(?<![\w-])(?!000|666)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\w-])")
_NINE_DIGITS = re.compile(r"(?<![\w-])(?!000|666)\d{9}(?![\w-])")
_CARD = re.compile(r"(?<![\w.,-])\d(?:[ -]?\d){11,18}(?![\w]|-\d|[.,]\d)")
_CARD_GROUPS = re.compile(r"^(?:\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5})$")
_ACCOUNT = re.compile(r"(?<![\w-])\d(?:[ -]?\d){5,16}(?![\w-])")
_SECRET = re.compile(
    r"\b(?:sk|pk|rk)_(?:live|test)_\w{10,}|\bgh[pousr]_\w{30,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\bAKIA[0-9A-Z]{16}\b|"
    r"\bxox[abprs]-[\w-]{10,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,}|\bAIza[\w-]{30,}|\bsk-[\w-]{20,}|"
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]{0,8000}?-----END [A-Z ]*PRIVATE KEY-----"
)
_PASSWORD = re.compile(
    r"\b(?:password|passwd|pwd|passcode|passwort|kennwort|mot de passe|contraseña|wachtwoord|api[ _-]?key|secret|"
    r"token)\b"
    r"(?:\s+(?:is|was|now|ist|lautet|est|es)\b|\s*[:=])+\s*[\"'“‘`]?(?P<value>\S{4,80}?)[\"'”’`]?"
    r"(?=[\s,;)]|[.?](?:\s|$)|$)",
    re.I,
)
# Never personal, whatever it looks like.
_PROTECTED = re.compile(
    r"https?://[^\s<>\"']+|\bwww\.[^\s<>\"']+"
    r"|(?<![\d.])\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?(?![\d.]?\d)"
    r"|(?<![\d./-])\d{1,2}([-/.])\d{1,2}\1(?:19|20)?\d{2}(?:[ ,]+\d{1,2}:\d{2}(?::\d{2})?)?(?!\d|[./-]\d)"
    r"|\b\d{1,2}:\d{2}(?::\d{2})?\s?(?:-|–|to)\s?\d{1,2}:\d{2}(?::\d{2})?"
    r"|(?:[$€£₹¥]|\b(?:eur|usd|gbp|inr|chf|cr|rs|aud|cad)\b\.?)\s?\d[\d,. ]*\d?"
    r"|(?<![\w.,])\d[\d,. ]{0,30}\s?(?:[$€£₹¥%]|(?:eur|usd|gbp|inr|chf|euros?|dollars?|pounds?|rupees|"
    r"kg|km|gb|mb|tb|kb|ms|mm|cm|days?|hours?|hrs?|weeks?|months?|years?|minutes?|mins?)\b)",
    re.I,
)
_NOTHING_TO_FIND = re.compile(
    r"[\d@＠]|user ?name|password|passwd|pwd|passcode|passwort|token|secret|api.?key| dot |\[dot|\(dot", re.I
)
# Full-width and other scripts' digits read like ours; every character stays one character.
_SAME_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    0x2011: "-",
    0x2010: "-",
    0x2012: "-",
    0x00A0: " ",
    0x202F: " ",
}


def find_personal_data(text: str) -> list[Span]:
    """Every span of personal data in a text, names in greetings and sign-offs included; in order, none overlapping."""
    taken = find_structured(text)
    names = [Span("person", start, end) for start, end in find_names(text)]
    taken += [name for name in names if not any(_overlap(name, span) for span in taken)]
    return sorted(taken, key=lambda span: span.start)


def find_structured(text: str) -> list[Span]:
    """The same without names."""
    return list(_structured(text))


def find_contacts(text: str) -> list[Span]:
    """What may belong to a desk: addresses of every kind, phone numbers and numbers given as somebody's. In order.

    Needs no recogniser library.
    """
    if not _NOTHING_TO_FIND.search(text):
        return []
    text = _readable(text)
    protected = [(found.start(), found.end()) for found in _PROTECTED.finditer(text)]
    return _without_overlaps(
        [
            *_emails(text),
            *_addresses(text),
            *_given_numbers(text),
            *(span for span in _ips(text) if not _inside(span, protected)),
            *_phones(text, protected),
        ]
    )


@lru_cache(maxsize=5_000)  # footers and quoted messages come again and again
def _structured(text: str) -> tuple[Span, ...]:
    if not _NOTHING_TO_FIND.search(text):
        return ()
    text = _readable(text)
    protected = [(found.start(), found.end()) for found in _PROTECTED.finditer(text)]
    return tuple(_without_overlaps(_candidates(text, protected)))


def _without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """The first of those that overlap, in the order of the text."""
    taken: list[Span] = []
    for span in spans:
        if not any(_overlap(span, other) for other in taken):
            taken.append(span)
    return sorted(taken, key=lambda span: span.start)


def _candidates(text: str, protected: list[tuple[int, int]]) -> Iterator[Span]:
    """Candidates, the surest kinds first."""
    yield from _emails(text)
    for found in _SECRET.finditer(text):
        yield Span("secret", found.start(), found.end())
    for found in _PASSWORD.finditer(text):
        if _looks_secret(found["value"]):
            yield Span("secret", found.start("value"), found.end("value"))
    yield from _given_numbers(text)
    for kind, start, end in find_national_ids(text):
        yield Span(kind, start, end)  # type: ignore[arg-type]
    yield from _accounts(text)
    for start, end in find_birth_dates(text):
        yield Span("birth-date", start, end)
    yield from _addresses(text)
    for span in (*_ips(text), *_ssns(text), *_cards(text)):
        if not _inside(span, protected):
            yield span
    yield from _phones(text, protected)


def _addresses(text: str) -> Iterator[Span]:
    for start, end in find_addresses(text):
        yield Span("address", start, end)


def _given_numbers(text: str) -> Iterator[Span]:
    for kind, start, end in find_given_numbers(text):
        yield Span(kind, start, end)


def _emails(text: str) -> Iterator[Span]:
    if "@" in text:
        for found in _EMAIL.finditer(text):
            yield Span("email", found.start(), found.end())
    if "dot" in text.lower():
        for found in _SPELT_EMAIL.finditer(text):
            yield Span("email", found.start(), found.end())


def _phones(text: str, protected: list[tuple[int, int]]) -> Iterator[Span]:
    for start, end in find_phones(text):
        if not _inside(span := Span("phone", start, end), protected):
            yield span


def _ips(text: str) -> Iterator[Span]:
    for pattern in (_IP4, _IP6):
        for found in pattern.finditer(text):
            if _is_ip(found[0]) and not _VERSION.search(text[max(0, found.start() - 16) : found.start()]):
                yield Span("ip", found.start(), found.end())


def _is_ip(written: str) -> bool:
    if written.count(":") and sum(character.isalnum() for character in written) < 3:
        return False  # "::" and times such as 1:2:3 are no addresses
    try:
        ipaddress.ip_address(written)
    except ValueError:
        return False
    return True


def _ssns(text: str) -> Iterator[Span]:
    for found in _SSN.finditer(text):
        if nearest_cue(text, *found.span()) != "order" and (found[1] == "-" or _cued(text, found, "ssn")):
            yield Span("ssn", found.start(), found.end())
    for found in _NINE_DIGITS.finditer(text):
        if _cued(text, found, "ssn"):
            yield Span("ssn", found.start(), found.end())


def _cards(text: str) -> Iterator[Span]:
    for found in _CARD.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        cue = nearest_cue(text, *found.span())
        if cue == "card":
            if _luhn(digits) or len(digits) in (15, 16):
                yield Span("card", found.start(), found.end())
        elif cue not in ("order", "phone") and _luhn(digits) and digits[0] in "23456":
            shaped = bool(_CARD_GROUPS.match(found[0])) or (len(digits) == 16 and found[0] == digits)
            if shaped:
                yield Span("card", found.start(), found.end())


def _accounts(text: str) -> Iterator[Span]:
    for found in _ACCOUNT.finditer(text):
        if _cued(text, found, "account"):
            yield Span("account", found.start(), found.end())


def _cued(text: str, found: re.Match[str], cue: str) -> bool:
    return nearest_cue(text, *found.span()) == cue


def _luhn(digits: str) -> bool:
    """The check digit of ISO/IEC 7812-1."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return len(set(digits)) > 1 and sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _looks_secret(value: str) -> bool:
    """Whether what follows "password is" can be one: "Summer2024!", not "expired" or "[SECRET_1]"."""
    if value.startswith(("[", "<", "{")):
        return False
    kinds = (any(c.isdigit() for c in value), any(c.isalpha() for c in value), any(not c.isalnum() for c in value[:-1]))
    return sum(kinds) >= 2 and not re.fullmatch(r"[A-Za-z]+(?:[-/'’][A-Za-z]+)*\W?|\d+(?:[-–.,]\d+)?\W?", value)


def _readable(text: str) -> str:
    if text.isascii():
        return text
    text = text.translate(_SAME_WIDTH)
    return "".join(str(unicodedata.digit(c)) if not c.isascii() and c.isdecimal() else c for c in text)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _inside(span: Span, protected: list[tuple[int, int]]) -> bool:
    return any(start < span.end and span.start < end for start, end in protected)
