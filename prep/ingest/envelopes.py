"""What wraps the records of a JSON export: {"tickets": […]}, pages of an API, Airbyte and Singer messages, one ticket's
comments."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from prep.records import Rejection

_STREAMS = (
    *("tickets", "ticket_comments", "comments", "users", "admins", "organizations", "results"),
    *("articles", "ticket_articles"),
    *("threads", "customers", "issues", "result"),
    *("conversations", "dialogs", "dialogues", "transcripts", "data", "items", "records", "rows"),
    *("train", "dev", "validation", "test"),
)
_PAGE = "_results"  # of an API: never turns, though its messages may have an author and a text
_BESIDE = ("messages", "teammates", "contacts")  # are records only beside one of the above, else turns of a transcript
_SPEAKERS = {"speaker", "role", "from", "author", "sender"}
_TEXTS = {"text", "content", "value", "message", "utterance"}
_SINGER_REMARKS = {"SCHEMA", "STATE", "ACTIVATE_VERSION", "LOG", "TRACE", "SPEC", "CATALOG", "CONNECTION_STATUS"}
_PAGE_OF_A_TICKET = re.compile(r"/(?:conversations|tickets)/([^/?]+)/")


@dataclass(frozen=True, slots=True)
class JsonRow:
    """One object of an export."""

    value: dict[str, Any]
    source: str  # "tickets.jsonl:14"
    stream: str = ""  # the name it came under, such as "comments"; "" when the file does not say


@dataclass(frozen=True, slots=True)
class Element:
    """One value of a file, not yet unwrapped."""

    value: Any
    line: int
    flaws: tuple[str, ...]


def unwrap(name: str, element: Element, *, stream: str) -> Iterator[JsonRow | Rejection]:
    """The records in one value of the file `name`; a Rejection for what is none."""
    source = f"{name}:{element.line}"
    value = element.value
    if element.flaws:
        yield bad_row(source, element.flaws[0])
        return
    if not isinstance(value, dict):
        yield bad_row(source, f"expected an object, got {_kind(value)}")
        return
    if str(value.get("type")) in _SINGER_REMARKS and "id" not in value and "record" not in value:
        return
    inner, stream = _out_of_envelope(value, stream)
    if _is_empty_page(inner):
        return
    inner = _out_of_page(inner)
    wrapped = wrapped_lists(inner)
    for within in wrapped:
        for member in inner[within]:
            yield from unwrap(name, Element(with_ticket(member, inner), element.line, ()), stream=within)
    if not wrapped:
        yield JsonRow(inner, source, stream)


def _out_of_envelope(value: dict[str, Any], stream: str) -> tuple[dict[str, Any], str]:
    """The record inside an Airbyte or Singer message, and the stream it names."""
    if value.get("type") == "RECORD" and isinstance(value.get("record"), dict):
        record = value["record"]
        value = record if "stream" in record and "data" in record else {**value, "data": record}
    named = value.get("stream")
    if isinstance(named, str) and isinstance(value.get("data"), dict):
        return value["data"], named
    raw = value.get("_airbyte_data")
    if isinstance(raw, str):
        try:
            raw = json.loads(raw, parse_constant=str)
        except (ValueError, RecursionError):
            return value, stream
    return (raw, stream) if isinstance(raw, dict) else (value, stream)


def _is_empty_page(value: dict[str, Any]) -> bool:
    """{"_results": []}, or {"_embedded": {}} with the addresses of its neighbours: what an API says of nothing."""
    embedded = value.get("_embedded")
    if isinstance(embedded, dict) and "_links" in value:
        return "id" not in value and not any(embedded.values())
    return value.get(_PAGE) == [] and "id" not in value


def _out_of_page(value: dict[str, Any]) -> dict[str, Any]:
    """The lists of a page {"_embedded": {"threads": […]}, "_links": …}, and the ticket that its own address names."""
    lists = value.get("_embedded")
    if not isinstance(lists, dict) or "id" in value:
        return value
    links = value.get("_links")
    own = links.get("self") if isinstance(links, dict) else None
    address = own.get("href") if isinstance(own, dict) else None
    named = _PAGE_OF_A_TICKET.search(address) if isinstance(address, str) else None
    return {**lists, "ticket_id": named[1]} if named else lists


def wrapped_lists(value: dict[str, Any]) -> tuple[str, ...]:
    """The names under which an object that is no record itself lists records."""
    if isinstance(value.get("ticket"), dict) or any(
        name in value for name in ("id", "subject", "body", "description", "convo_id", "conversation_id")
    ):
        return ()
    wrapped = tuple(name for name in _STREAMS if _lists_records(value, name) and not all(map(is_turn, value[name])))
    if _lists_records(value, _PAGE):
        wrapped = (*wrapped, _PAGE)
    return (*wrapped, *(name for name in _BESIDE if _lists_records(value, name))) if wrapped else ()


def _lists_records(value: dict[str, Any], name: str) -> bool:
    members = value.get(name)
    return isinstance(members, list) and bool(members) and all(isinstance(member, dict) for member in members)


def is_turn(member: dict[str, Any]) -> bool:
    """Whether a member of a list is a turn of a transcript: somebody and what they said."""
    return bool(_SPEAKERS & member.keys() and _TEXTS & member.keys())


def with_ticket(member: dict[str, Any], wrapper: dict[str, Any]) -> dict[str, Any]:
    """The comments of one ticket, dumped alone, name it beside the list and not in each comment."""
    ticket_id = wrapper.get("ticket_id")
    return member if ticket_id is None or "ticket_id" in member else {**member, "ticket_id": ticket_id}


def _kind(value: Any) -> str:
    kinds = {list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), "null")


def bad_row(source: str, evidence: str) -> Rejection:
    """What stands in for a piece of a file that is not a record. The evidence never quotes the piece."""
    return Rejection("bad-row", evidence, source=source)
