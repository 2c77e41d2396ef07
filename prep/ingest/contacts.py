"""Which fields of an export name a person, so that redaction can recognise them in a text."""

import re
from collections.abc import Iterable
from typing import Literal

from prep.ingest.roles import address_in
from prep.records import Author, Person

ContactKind = Literal["name", "email", "phone", "id"]
_WHO = (
    r"(?:customer|client|requester|user|contact|employee|sender|agent|assignee|author|submitter|caller|reporter|from)"
)
_KINDS: tuple[tuple[ContactKind, re.Pattern[str]], ...] = (
    ("email", re.compile(rf"{_WHO}?(?:e?mail|emailaddress|mailaddress)")),
    ("phone", re.compile(rf"{_WHO}?(?:phone|telephone|mobile|cell)(?:number|no)?")),
    ("id", re.compile(rf"{_WHO}?(?:username|login|loginname|accountid|userid|employeeid|employeenumber|externalid)")),
    ("name", re.compile(rf"{_WHO}?(?:full|first|last|given|family|middle|display|sur)?name|{_WHO}")),
)


def contact_kind(label: str) -> ContactKind | None:
    """What kind of contact detail a column or key of this name holds; None when it holds none."""
    plain = re.sub(r"[\W_]+", "", label.casefold())
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(plain)), None)


def person_from(person_id: str, author: Author, fields: Iterable[tuple[str, str]]) -> Person | None:
    """The person that labelled fields describe; None when no field does."""
    found: dict[ContactKind, list[str]] = {"name": [], "email": [], "phone": [], "id": []}
    for label, written in fields:
        value = written.strip()
        kind = contact_kind(label)
        if kind is None or not value or len(value) > 200:
            continue
        if address := address_in(value):
            found["email"].append(address)
            value = re.sub(r"<[^>]*>|\S+@\S+", "", value).strip(" \"'(),;")
        if kind == "name" and any(char.isdigit() for char in value):
            kind = "id"
        if value and kind != "email":
            found[kind].append(value)
    if not any(found.values()):
        return None
    return Person(
        person_id,
        author,
        name=" ".join(dict.fromkeys(found["name"])),
        emails=tuple(dict.fromkeys(found["email"])),
        phones=tuple(dict.fromkeys(found["phone"])),
        ids=tuple(dict.fromkeys(found["id"])),
    )


class PersonIds:
    """Numbers people by who they are, so that one person has one id throughout an export and the id names nobody."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def of(self, who: str) -> str:
        """The id of somebody known by an address, a name, or both."""
        return self._ids.setdefault(" ".join(who.casefold().split()), f"P{len(self._ids) + 1}")
