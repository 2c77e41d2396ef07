"""JSON as RFC 8259 has it, and what a legal document may still hold that no record should.

The standard library's parser with its leniencies taken away: NaN and Infinity are refused. Numbers that Python would
bend (too long, too large) stay text. Names that repeat with other values, lone surrogates and deep nesting are legal
JSON, so they come back as flaws: the document parses, but whoever wants a record refuses it.
"""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from prep.ingest.decoding import decode_unicode, undecoded

MAX_DEPTH = 100
MAX_DIGITS = 4000  # Python refuses to print integers above 4,300
_BLANK = re.compile(r"[ \t\n\r]*")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class NotJson(ValueError):
    """Text that is not JSON; `position` is where it stopped being so."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.position = position


@dataclass(frozen=True, slots=True)
class Parsed:
    """One JSON value, where it ends in the text, and what makes it unusable as a record."""

    value: Any
    end: int
    flaws: tuple[str, ...]


class StrictDecoder:
    """Reads one JSON value at a time out of a text."""

    def __init__(self) -> None:
        self._flaws: list[str] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_constant=_refuse_constant,
            parse_float=_number,
            parse_int=_integer,
        )

    def read(self, text: str, position: int = 0) -> Parsed:
        """The value at `position` (blanks before it are skipped), or NotJson."""
        start = skip_blank(text, position)
        self._flaws = []
        try:
            value, end = self._decoder.raw_decode(text, start)
        except json.JSONDecodeError as fault:
            reason = (fault.msg[:1].lower() + fault.msg[1:]).removesuffix(" starting at")
            raise NotJson(reason, fault.pos) from None
        except _Constant as fault:
            raise NotJson(f"{fault} is no JSON value", start) from None
        except RecursionError:
            raise NotJson("nested too deeply", start) from None
        return Parsed(value, end, (*self._flaws, *_flaws(value, text, start, end)))

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        record = dict(pairs)
        if len(record) != len(pairs):
            self._flaws.extend(repeated_names(pairs))
        return record


def read_document(data: bytes) -> Parsed:
    """A whole file as one JSON value, or NotJson."""
    text = decode_unicode(data).text
    if undecoded(text):
        raise NotJson("not UTF-8", next(at for at, char in enumerate(text) if undecoded(char)))
    parsed = StrictDecoder().read(text)
    if (rest := skip_blank(text, parsed.end)) != len(text):
        raise NotJson("more text after the value", rest)
    return parsed


def skip_blank(text: str, position: int) -> int:
    """The next position that holds no JSON white space."""
    match = _BLANK.match(text, position)
    return match.end() if match else position


def repeated_names(pairs: list[tuple[str, Any]]) -> Iterator[str]:
    """A flaw for each name that repeats with another value; the same value twice harms nobody."""
    first: dict[str, Any] = {}
    for name, value in pairs:
        if name in first and first[name] != value:
            yield f"the name {name[:40]!r} stands twice in one object, with two values"
        first.setdefault(name, value)


class _Constant(ValueError):
    pass


def _refuse_constant(name: str) -> NoReturn:
    raise _Constant(name)


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= MAX_DIGITS else digits


def _number(written: str) -> float | str:
    number = float(written)
    return number if math.isfinite(number) else written


def _flaws(value: Any, text: str, start: int, end: int) -> Iterator[str]:
    if text.count("{", start, end) + text.count("[", start, end) > MAX_DEPTH and _deeper_than(value, MAX_DEPTH):
        yield f"nested more than {MAX_DEPTH} deep"
    if _SURROGATE.search(text, start, end):
        yield "not UTF-8"
    elif _SURROGATE_ESCAPE.search(text, start, end) and any(_SURROGATE.search(part) for part in _strings(value)):
        yield "half of a surrogate pair, which is no character"


def _deeper_than(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit):
        level = [
            child
            for parent in level
            for child in (parent.values() if isinstance(parent, dict) else parent)
            if isinstance(child, dict | list)
        ]
        if not level:
            return False
    return True


def _strings(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            waiting.extend(part)
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
