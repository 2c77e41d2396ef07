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


_STAFF = re.compile(r"\W*(?:agent|assignee|staff)", re.I)
_CUSTOMER = re.compile(r"\W*(?:customer|client|requester|user|contact|caller|reporter|employee|submitter)", re.I)
_LONGEST = 200  # characters of a contact detail
_ADDRESS = re.compile(r"<[^>]*>|\S+@\S+")


def contact_kind(label: str) -> ContactKind | None:
    """What kind of contact detail a column or key of this name holds; None when it holds none."""
    plain = re.sub(r"[\W_]+", "", label.casefold())
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(plain)), None)


def side_of(label: str) -> Literal["customer", "agent"] | None:
    """Whose contact detail a column or key of this name holds; None when the name does not say."""
    if _STAFF.match(label):
        return "agent"
    return "customer" if _CUSTOMER.match(label) else None


class People:
    """Everybody an export names. One person has one id throughout, and the id names nobody."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def id_of(self, who: str) -> str:
        """The id of somebody known by an address, a name, or both."""
        return self._ids.setdefault(" ".join(who.casefold().split()), f"P{len(self._ids) + 1}")

    def person(self, author: Author, fields: Iterable[tuple[str, str]]) -> Person | None:
        """The person that labelled fields describe; None when no field holds a contact detail."""
        found: dict[ContactKind, list[str]] = {"name": [], "email": [], "phone": [], "id": []}
        for label, written in fields:
            kind = contact_kind(label)
            value = written.strip()
            if kind is None or not value or len(value) > _LONGEST:
                continue
            if address := address_in(value):
                found["email"].append(address)
                value = _ADDRESS.sub("", value).strip(" \"'(),;")
            if kind == "name" and any(char.isdigit() for char in value):
                kind = "id"
            if value and kind != "email":
                found[kind].append(value)
        if not any(found.values()):
            return None
        name, emails, phones, ids = (tuple(dict.fromkeys(found[kind])) for kind in ("name", "email", "phone", "id"))
        who = emails[0] if emails else " ".join((*name, *ids, *phones))
        return Person(self.id_of(who), author, " ".join(name), emails, phones, ids)
