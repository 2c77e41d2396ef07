"""A JSON object that only wraps lists of records, {"tickets": […], "count": 2}, without holding what it lists.

Whether it does is known at its end: a name may follow that makes it a record itself, and so may the id of the ticket
whose comments it lists. So its lists are gone through twice, unless they are short.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from prep.ingest.envelopes import Element, JsonRow, is_turn, unwrap, with_ticket, wrapped_lists
from prep.ingest.jsonarray import TextAhead, elements_of, read_value
from prep.ingest.strictjson import NotJson, StrictDecoder
from prep.records import Rejection


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list of a page."""

    n_before: int  # characters of the file before it
    telling: list[Any]  # the one member that decides what all of them are; none of an empty list
    members: list[Element] | None  # None when they are too long to be kept


@dataclass(frozen=True, slots=True)
class Page:
    """An object that lists records, and what it says beside them."""

    beside: dict[str, Any]
    lists: dict[str, _Listed]  # those of records, by their names

    def rows(self, name: str, longest: int, ahead_of: Callable[[int], TextAhead]) -> Iterator[JsonRow | Rejection]:
        """Its records, for the file `name`; `ahead_of` gives the file's text behind so many characters."""
        for stream, listed in self.lists.items():
            members = listed.members
            for each in _members(ahead_of(listed.n_before), longest) if members is None else members:
                value = each.value if each.flaws else with_ticket(each.value, self.beside)
                yield from unwrap(name, Element(value, each.line, each.flaws), stream=stream)


def read_page(ahead: TextAhead, longest: int) -> Page | None:
    """The page that begins at the next mark, `ahead` being behind it then; None for anything else.

    A part of more than `longest` characters is passed over.
    """
    try:
        return _page(ahead, longest)
    except NotJson:
        return None


def _page(ahead: TextAhead, longest: int) -> Page | None:
    decoder = StrictDecoder()
    start = ahead.n_before
    value: dict[str, Any] = {}
    lists: dict[str, _Listed] = {}
    _step(ahead, "{")
    while True:
        name = read_value(ahead, decoder, longest).value
        if not isinstance(name, str) or name in value:
            return None
        if _step(ahead, ":") == "[":
            lists[name] = _listed(ahead, longest, start + longest)
            value[name] = lists[name].telling
        else:
            value[name] = read_value(ahead, decoder, longest).value
        if ahead.mark() == "}":
            break
        _step(ahead, ",")
    ahead.go_to(ahead.at + 1)
    line = ahead.line
    if ahead.mark() and ahead.line == line:
        raise NotJson("more text after the value", ahead.at)
    wrapped = wrapped_lists(value)
    return Page(value, {stream: lists[stream] for stream in wrapped}) if wrapped else None


def _step(ahead: TextAhead, expected: str) -> str:
    """Go behind the mark that should come next; the one after it."""
    if ahead.mark() != expected:
        raise NotJson(f"expecting {expected!r}", ahead.at)
    ahead.go_to(ahead.at + 1)
    return ahead.mark()


def _listed(ahead: TextAhead, longest: int, kept_to: int) -> _Listed:
    n_before = ahead.n_before
    telling: list[Any] = []
    most = -1
    members: list[Element] | None = []
    for each in _members(ahead, longest):
        is_passed_over = each.value is None and each.flaws
        if not is_passed_over and (tells := _tells(each.value)) > most:
            most, telling = tells, [each.value]
        if ahead.n_before > kept_to:
            members = None
        elif members is not None:
            members.append(each)
    return _Listed(n_before, telling, members)


def _members(ahead: TextAhead, longest: int) -> Iterator[Element]:
    for line, parsed in elements_of(ahead, longest):
        yield Element(parsed.value, line, parsed.flaws)


def _tells(member: Any) -> int:
    """More for a member that alone keeps a list from being one of records, or of turns."""
    return 2 if not isinstance(member, dict) else int(not is_turn(member))
