"""Who is the same person in a ServiceNow export.

Incidents name people by sys_id or full name, journals by user name. What links the two: rows of sys_user, dotted fields
such as caller_id.user_name, a user name that spells the full name (abel.tuter), and the account that created an
incident where it and the person in opened_by only ever occur together.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks.servicenow_rows import shown, value
from prep.ingest.helpdesks.staff import NOBODY, Who
from prep.ingest.roles import address_in
from prep.records import Author, Person

MACHINES = ("system",)  # the account of the platform's own jobs, whose full name is System
PARTS = ("caller_id", "opened_by", "assigned_to", "resolved_by", "closed_by")
_DOTTED = ("user_name", "name", "email", "sys_id")
_NOT_A_PERSON = {*MACHINES, "guest", ""}  # whoever is not logged in is guest
_SYS_ID = re.compile(r"[0-9a-f]{32}")


def named(row: Mapping[str, Any], part: str) -> tuple[str, ...]:
    """All by which an incident names the person who plays a part in it."""
    names = (value(row, part), shown(row, part), *(value(row, f"{part}.{name}") for name in _DOTTED))
    return tuple(dict.fromkeys(name for name in names if name))


class Directory:
    """The people of an export, each with all names that are known to be theirs."""

    def __init__(self, users: Collection[Mapping[str, Any]], rows: Sequence[JsonRow]) -> None:
        self._names: dict[str, list[str]] = {}  # of a person, by each of their names; the list is shared by all of them
        self._phones: dict[str, tuple[str, ...]] = {}
        self._known: dict[tuple[str, ...], Who] = {}
        found = dict.fromkeys(
            tuple(value(user, name) for name in ("sys_id", "user_name", "email", "name")) for user in users
        )
        found.update((names, None) for row in rows for part in PARTS if (names := named(row.value, part)))
        shared = _shared(found)
        for names in found:
            self._link(*(name for name in names if name.casefold() not in shared or len(set(names)) == 1))
        for user in users:
            phones = tuple(phone for phone in (value(user, "phone"), value(user, "mobile_phone")) if phone)
            self._phones[value(user, "sys_id").casefold()] = phones
        self._link_creators(row.value for row in rows)

    def who(self, *names: str) -> Who:
        """Somebody by any of their names; the same record each time, for there is one in every row."""
        if names not in self._known:
            self._known[names] = self._find(names)
        return self._known[names]

    def _find(self, names: Sequence[str]) -> Who:
        known = [each for name in names if name for each in self._of(name)]
        known = list(dict.fromkeys(known))
        return Who(known[0], frozenset(name.casefold() for name in known), tuple(known)) if known else NOBODY

    def person(self, who: Who, author: Author) -> Person:
        full = [name for name in who.names if " " in name and "@" not in name]
        emails = tuple(name for name in who.names if address_in(name) == name.casefold())
        others = (name for name in who.names if name not in (*full, *emails) and not _SYS_ID.fullmatch(name))
        phones = (phone for each in who.ids for phone in self._phones.get(each, ()))
        return Person(who.person_id, author, full[0] if full else "", emails, tuple(phones), tuple(others))

    def _of(self, name: str) -> list[str]:
        known = self._names.get(name.casefold())
        if known is None:  # a user name that no row explains may still spell a full name
            known = self._names.get(" ".join(re.split(r"[._]+", name.partition("@")[0])).casefold())
            return [*known, name] if known and " " not in name else [name]
        return known

    def _link(self, *names: str) -> None:
        people = [self._names[name.casefold()] for name in names if name.casefold() in self._names]
        together = list(dict.fromkeys(name for one in (*people, [name for name in names if name]) for name in one))
        for name in together:
            self._names[name.casefold()] = together

    def _link_creators(self, incidents: Iterable[Mapping[str, Any]]) -> None:
        openers: dict[str, set[str]] = defaultdict(set)
        accounts: dict[str, set[str]] = defaultdict(set)
        for row in incidents:
            account, opener = value(row, "sys_created_by"), value(row, "opened_by")
            if account.casefold() not in _NOT_A_PERSON and account.casefold() not in self._names and opener:
                openers[account].add(opener)
                accounts[opener].add(account)
        for account, opened_by in openers.items():
            opener = next(iter(opened_by))
            if len(opened_by) == 1 and len(accounts[opener]) == 1:
                self._link(opener, account)


def _shared(found: Iterable[Sequence[str]]) -> set[str]:
    """Names that belong to several sys_ids: they tell nobody."""
    owners: dict[str, set[str]] = defaultdict(set)
    for names in found:
        ids = {name for name in names if _SYS_ID.fullmatch(name)}
        for name in set(names) - ids:
            owners[name.casefold()] |= ids
    return {name for name, ids in owners.items() if len(ids) > 1 or not name}
