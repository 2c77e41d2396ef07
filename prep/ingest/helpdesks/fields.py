"""Reading single fields of a helpdesk's rows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from prep.errors import BadInput
from prep.ingest.helpdesks.told import Asked, Said
from prep.ingest.roles import address_in, is_own
from prep.ingest.times import named_zone, read_time


def text_id(value: Any) -> str:
    """An id as text; "" for none. Numbers and texts of one id must meet."""
    return "" if value is None or isinstance(value, dict | list | bool) else str(value).strip()


def text_of(row: Mapping[str, Any], *names: str) -> str:
    """The first of the named fields that is a text with something in it."""
    return next((row[name] for name in names if isinstance(row.get(name), str) and row[name].strip()), "")


def time_of(row: Mapping[str, Any], *names: str) -> str:
    """The first of the named fields that holds a time, as written: a text, or an epoch number."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
            return str(value)
    return ""


def tags_of(value: Any) -> tuple[str, ...]:
    """Tags as a list of texts, of objects with a name, or as one text."""
    if isinstance(value, str):
        return tuple(part for part in re.split(r"[,;]\s*", value.strip()) if part)
    if not isinstance(value, list):
        return ()
    names = (tag.get("name") or tag.get("tag") if isinstance(tag, dict) else tag for tag in value)
    return tuple(str(name) for name in names if name)


def is_named_agent(asked: Asked, *names: str) -> bool:
    """Whether the person has named one of these names, ids or addresses as staff: agent_is=A|B or --agent-domain."""
    staff = {name.strip().casefold() for name in asked.settings.get("agent_is", "").split("|") if name.strip()}
    addresses = (address_in(name) for name in names)
    return any(name.strip().casefold() in staff for name in names) or any(
        address and is_own(address, asked.own_domains) for address in addresses
    )


def oldest_first(messages: Iterable[Said]) -> Iterator[Said]:
    """Messages of one ticket that a file lists newest first, turned round: those of one second keep their order."""
    for _, run in groupby(messages, key=lambda each: (each.ticket_id, each.source.rpartition(":")[0])):
        listed = list(run)
        newest_first = read_time(listed[0].written_at).at > read_time(listed[-1].written_at).at
        yield from reversed(listed) if newest_first else listed


def in_zone(written: str, zone: str) -> str:
    """A time that names no zone, with that of the zone which the person named; any other time as it was written."""
    read = read_time(written)
    if not zone or not read.at or read.zoned:
        return written
    try:
        named = named_zone(zone)
    except BadInput:
        raise BadInput(
            f"--map: expected a time zone for zone, got {zone!r}. Name one such as Europe/Berlin or UTC."
        ) from None
    return datetime.fromisoformat(read.at).replace(tzinfo=named).isoformat()
