"""Who writes: employees, agents, the helpdesk's own user. And how their data gets into a text."""

import random
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from generator.source import Company

N_EMPLOYEES = 400
FOLDS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"})
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Person:
    """One row of users.jsonl."""

    user_id: int
    name: str
    first: str
    last: str
    email: str
    phone: str = ""
    role: str = "end-user"
    employee_id: str = ""
    title: str = ""
    site: str = ""
    created_at: str = "2025-11-03T08:00:00Z"


@dataclass(frozen=True, slots=True)
class Agent:
    """A person of a desk, and how they write."""

    person: Person
    desks: tuple[str, ...]
    style: str
    forms: Mapping[str, int]
    greetings: tuple[str, ...]
    openers: tuple[str, ...]
    closers: tuple[str, ...]
    signature: tuple[str, ...]
    rich: bool
    disclaimer: bool


@dataclass(frozen=True, slots=True)
class Desk:
    key: str
    group_id: int
    name: str
    short: str
    email: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody there is."""

    employees: tuple[Person, ...]
    agents: tuple[Agent, ...]
    admin: Person
    hub: Person
    strangers: tuple[Person, ...]
    departed: tuple[Person, ...]  # wrote tickets, but are missing from users.jsonl
    desks: tuple[Desk, ...]

    @property
    def users(self) -> list[Person]:
        return [self.hub, self.admin, *(agent.person for agent in self.agents), *self.employees, *self.strangers]

    def desk_of(self, topic: str) -> Desk:
        return next(desk for desk in self.desks if topic in desk.topics)

    def desk(self, key: str) -> Desk:
        return next(desk for desk in self.desks if desk.key == key)

    def agents_of(self, desk: Desk) -> list[Agent]:
        return [agent for agent in self.agents if desk.key in agent.desks]


@dataclass(slots=True)
class Voice:
    """Fills the placeholders of one ticket's texts and notes each personal value that it writes."""

    rng: random.Random
    me: Person
    agent: Agent
    third: Person
    desk: Desk
    ticket_id: int
    written: dict[tuple[str, str], None] = field(default_factory=dict)  # (type, value), in order of first use

    def say(self, text: str, fill: Mapping[str, str] | None = None, *, agent: Agent | None = None) -> str:
        """The text with its placeholders filled. `agent` speaks or is spoken to, if not the ticket's own."""
        values = self._values(agent or self.agent) | {key: ("", value) for key, value in (fill or {}).items()}

        def replace(match: re.Match[str]) -> str:
            kind, value = values[match[1]]
            if kind:
                self.written[kind, value] = None
            return value

        return PLACEHOLDER.sub(replace, text)

    def note(self, kind: str, value: str) -> str:
        self.written[kind, value] = None
        return value

    def _values(self, agent: Agent) -> dict[str, tuple[str, str]]:
        me, third, helper = self.me, self.third, agent.person
        private = f"{_ascii(me.first).lower()}{me.user_id % 97}@postbox.example"
        return {
            "me": ("NAME", me.name),
            "me_first": ("NAME", me.first),
            "me_last": ("NAME", me.last),
            "me_last_initial": ("", me.last[:1]),
            "my_id": ("EMPLOYEE_ID", me.employee_id),
            "my_phone": ("PHONE", me.phone),
            "my_ext": ("PHONE", str(2000 + me.user_id % 7919)),
            "my_mail": ("EMAIL", me.email),
            "my_other_mail": ("EMAIL", private),
            "job": ("", me.title),
            "department": ("", me.title.split(", ")[-1]),
            "site": ("", me.site),
            "third": ("NAME", third.name),
            "third_first": ("NAME", third.first),
            "third_last": ("NAME", third.last),
            "third_id": ("EMPLOYEE_ID", third.employee_id),
            "third_mail": ("EMAIL", third.email),
            "third_phone": ("PHONE", third.phone),
            "agent": ("NAME", helper.name),
            "agent_first": ("NAME", helper.first),
            "agent_last_initial": ("", helper.last[0]),
            "agent_phone": ("PHONE", helper.phone),
            "agent_ext": ("PHONE", helper.phone[-4:]),
            "title": ("", helper.title),
            "desk": ("", self.desk.name),
            "desk_short": ("", self.desk.short),
            "desk_mail": ("", self.desk.email),
            "ticket": ("", str(self.ticket_id)),
        }


def hire(company: Company, rng: random.Random) -> Cast:
    """The whole cast, the same for the same chance."""
    domain, base = company["domain"], 411_000_000_000
    taken: set[str] = set()

    def address(first: str, last: str) -> str:
        plain = re.sub(r"[^a-z.]", "", f"{_ascii(first)}.{_ascii(last)}".lower().replace(" ", ""))
        number = next(n for n in range(1, 99) if f"{plain}{n if n > 1 else ''}" not in taken)
        taken.add(local := f"{plain}{number if number > 1 else ''}")
        return f"{local}@{domain}"

    def staff(user_id: int, entry: Mapping[str, Any], role: str) -> Person:
        first, last = entry["name"]
        phone = f"+44 20 7946 {rng.randrange(600, 999):04d}"
        employee_id = f"QM{rng.randrange(10100, 10999)}"
        mail = address(first, last)
        return Person(
            user_id, f"{first} {last}", first, last, mail, phone, role, employee_id, entry["title"], "Portbell"
        )

    hub_entry = company["hub"]
    hub = Person(base + 1, hub_entry["name"], "", "", hub_entry["email"], role="admin")
    admin = staff(base + 2, company["admin"], "admin")
    agents = tuple(
        _agent(entry, staff(base + 100 + 7 * n, entry, "agent")) for n, entry in enumerate(company["agents"])
    )
    every_name = sorted(
        {(first, last) for group in company["names"] for first in group["first"] for last in group["last"]}
    )
    chosen = rng.sample(every_name, N_EMPLOYEES + 3)
    ids = rng.sample(range(11_000, 29_999), len(chosen))
    everyone = tuple(
        Person(
            user_id=base + 1_000 + 13 * n + rng.randrange(13),
            name=f"{first} {last}",
            first=first,
            last=last,
            email=address(first, last),
            phone=_phone(rng),
            employee_id=f"QM{ids[n]}",
            title=rng.choice(company["jobs"]),
            site=rng.choice(company["sites"]),
        )
        for n, (first, last) in enumerate(chosen)
    )
    strangers = tuple(
        Person(base + 90_000 + n, f"offers{n}", "", "", f"offers{n}@{rng.choice(company['spam_domains'])}")
        for n in range(1, 13)
    )
    desks = tuple(Desk(**{**entry, "topics": tuple(entry["topics"])}) for entry in company["desks"])
    return Cast(everyone[:N_EMPLOYEES], agents, admin, hub, strangers, everyone[N_EMPLOYEES:], desks)


def user_record(person: Person) -> dict[str, object]:
    """A person as the users file has them."""
    return {
        "id": person.user_id,
        "name": person.name,
        "email": person.email,
        "phone": person.phone or None,
        "role": person.role,
        "external_id": person.employee_id or None,
        "organization_id": 370004512 if person.employee_id else None,
        "active": True,
        "suspended": not person.employee_id and person.role == "end-user",
        "verified": bool(person.employee_id),
        "tags": [person.site.lower().replace(" ", "_")] if person.site and person.role == "end-user" else [],
        "time_zone": "UTC",
        "locale": "en-GB",
        "created_at": person.created_at,
    }


def weighted(rng: random.Random, agents: Sequence[Agent], form: str) -> Agent:
    """Somebody of a desk, the likelier the more this form of answer is theirs."""
    return rng.choices(agents, weights=[agent.forms[form] for agent in agents])[0]


def long_day(when: datetime) -> str:
    return f"{when.day} {when:%B %Y}"


def _agent(entry: Mapping[str, Any], person: Person) -> Agent:
    return Agent(
        person=person,
        desks=tuple(entry["desks"]),
        style=entry["style"],
        forms=entry["forms"],
        greetings=tuple(entry["greetings"]),
        openers=tuple(entry["openers"]),
        closers=tuple(entry["closers"]),
        signature=tuple(entry["signature"]),
        rich=entry.get("html", False),
        disclaimer=entry.get("disclaimer", False),
    )


def _phone(rng: random.Random) -> str:
    """Numbers kept free for fiction: they look real and ring nowhere."""
    london, mobile, dollar = rng.randrange(100, 600), rng.randrange(100, 1000), rng.randrange(100)
    shapes = [
        f"+44 20 7946 0{london}",
        f"020 7946 0{london}",
        f"07700 900{mobile}",
        f"+44 7700 900{mobile}",
        f"(202) 555-01{dollar:02d}",
    ]
    return rng.choices(shapes, [4, 4, 3, 2, 2])[0]


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text.translate(FOLDS)).encode("ascii", "ignore").decode()
