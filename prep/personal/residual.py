"""What is left of the people whom an export names: the last look at texts before they are shared.

Independent of the redactor: it does not look for places or shapes, but searches the texts for each known value, as
written and as encodings hide it (accents, width, URL, quoted-printable, base64, HTML entities). Required: nothing.
"""

import base64
import binascii
import html
import quopri
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from prep.personal.contact_points import desk_values, last_digits, without
from prep.personal.names import CALENDAR_NAMES, WORD_NAMES, folded_words, is_role
from prep.records import Person
from prep.spreading import spread

_MIN_PHONE_DIGITS = 7
_BASE64 = re.compile(r"(?<![\w+/])[A-Za-z0-9+/]{16,}={0,2}(?![\w+/=])")
_DIGIT_RUN = re.compile(r"\d(?:[ ().\-/]{0,3}\d){5,17}")
_EMAIL = re.compile(r"(?<![^\s<>\"'()\[\]:;,])[^\s<>\"'()\[\]:;,]+@[^\s<>\"'()\[\]:;,]+")


@dataclass(frozen=True, slots=True)
class Residual:
    """A known value that a text still holds."""

    person_id: str
    kind: str  # "name", "email", "phone", "id"
    value: str
    text_number: int  # which of the texts, from 0


def residual_values(texts: Sequence[str], people: Iterable[Person]) -> list[Residual]:
    """Full names, e-mail addresses, phone numbers and ids of `people` that `texts` hold, in any encoding we know.

    First names alone are not searched: they are words and other people's names, too. What agents' accounts have of the
    desk's, its mailboxes and lines, does not count.
    """
    each = dict.fromkeys(people)
    desk = desk_values(each)
    phrases, addresses, phones = _known_values(without(person, desk) for person in each)

    def left_in(place: int) -> list[Residual]:
        return [
            residual
            for reading in _readings(texts[place])
            for residual in _in_reading(reading, place, phrases, addresses, phones)
        ]

    with spread(left_in, range(len(texts))) as of_each:
        found = dict.fromkeys(residual for of_text in of_each for residual in of_text)
    return list(found)


_Phrases = dict[str, dict[tuple[str, ...], tuple[str, str, str]]]


def _known_values(people: Iterable[Person]) -> tuple[_Phrases, dict[str, str], dict[str, str]]:
    """Names and ids as folded words by their first one, addresses, last digits of phones; each with its person."""
    phrases: _Phrases = {}
    addresses: dict[str, str] = {}
    phones: dict[str, str] = {}
    for person in people:
        names = [] if is_role(person.name) else [person.name]
        for kind, value in [*(("name", name) for name in names), *(("id", value) for value in person.ids)]:
            words = tuple(word for word, _, _ in folded_words(value))
            telling = len(words) > 1 if kind == "name" else len("".join(words)) >= 4
            if telling and not all(word in WORD_NAMES or word in CALENDAR_NAMES or len(word) < 3 for word in words):
                phrases.setdefault(words[0], {})[words] = (person.person_id, kind, value)
        addresses.update((address.casefold(), person.person_id) for address in person.emails)
        phones.update(
            (last_digits(phone), person.person_id)
            for phone in person.phones
            if len(re.sub(r"\D", "", phone)) >= _MIN_PHONE_DIGITS
        )
    return phrases, addresses, phones


def _in_reading(
    text: str, number: int, phrases: _Phrases, addresses: dict[str, str], phones: dict[str, str]
) -> Iterator[Residual]:
    words = [word for word, _, _ in folded_words(text)]
    for at, word in enumerate(words):
        for phrase, (person_id, kind, value) in phrases.get(word, {}).items():
            if tuple(words[at : at + len(phrase)]) == phrase:
                yield Residual(person_id, kind, value, number)
    for address in _EMAIL.findall(text):
        known = address.casefold().strip(".")
        if known in addresses:
            yield Residual(addresses[known], "email", known, number)
    for run in _DIGIT_RUN.findall(text):
        if last_digits(run) in phones:
            yield Residual(phones[last_digits(run)], "phone", run, number)


def _readings(text: str) -> Iterator[str]:
    """The text as it stands and as decoders would read it, each once."""
    readings = {text: None}
    if "%" in text:
        readings[unquote(text)] = None
    if "&" in text:
        readings[html.unescape(text)] = None
    if "=" in text:
        decoded = quopri.decodestring(text.encode("utf-8", "surrogatepass"))
        readings[decoded.decode("utf-8", "replace")] = None
    for run in _BASE64.findall(text):
        try:
            decoded_run = base64.b64decode(run, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
        readings[decoded_run] = None
    yield from readings
