"""Who is a customer and who an agent in a Zendesk export, by evidence; never by a guess."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from prep.errors import BadInput
from prep.ingest.helpdesks.fields import text_id
from prep.ingest.zendesk_rows import ZendeskRows
from prep.records import Author, Person

_BY_ROLE: Mapping[str, Author] = {
    "end-user": "customer",
    "end_user": "customer",
    "enduser": "customer",
    "agent": "agent",
    "admin": "agent",
    "system": "automatic",
    "bot": "automatic",
}
_SYSTEM_AUTHOR = "-1"  # Zendesk's own author id for what the system writes
_ROBOT_SHARE = 0.5  # of an account's messages that rules wrote


class ZendeskRoles:
    """The roles of an export's people.

    A user row decides. Without one: the requester of a ticket is its customer; whoever is assigned tickets or writes
    internal notes is an agent, because Zendesk lets nobody else do that; anybody else is unknown.
    """

    def __init__(self, rows: ZendeskRows) -> None:
        self._users = rows.users
        self.has_users = any("role" in user for user in rows.users.values())
        self._staff, self._robots = _staff_and_robots(rows)

    def author(self, author_id: str, ticket: dict[str, Any]) -> Author:
        """The role of an author in one ticket. An agent who asks for help is the customer of that ticket."""
        if author_id == _SYSTEM_AUTHOR or author_id in self._robots:
            return "automatic"
        requester = text_id(ticket.get("requester_id"))
        assignee = text_id(ticket.get("assignee_id"))
        by_row = _BY_ROLE.get(str(self._users.get(author_id, {}).get("role")))
        asks_a_colleague = author_id == requester and assignee not in ("", requester)
        if by_row is not None:
            return "customer" if by_row == "agent" and asks_a_colleague else by_row
        if author_id and author_id == requester:
            return "customer" if asks_a_colleague or author_id not in self._staff else "agent"
        return "agent" if author_id in self._staff else "unknown"

    def person(self, person_id: str, author: Author) -> Person | None:
        """Names, addresses, phones and ids of one user; None when the export says nothing about them."""
        user = self._users.get(person_id)
        if not user:
            return None
        emails = [user.get("email"), *(each for kind, each in _identities(user) if kind == "email")]
        phones = [user.get("phone"), *(each for kind, each in _identities(user) if kind in ("phone_number", "phone"))]
        ids = [user.get("external_id"), user.get("alias"), *_numbers(user.get("user_fields"))]
        return Person(
            person_id,
            author,
            name=str(user.get("name") or "").strip(),
            emails=_distinct(emails),
            phones=_distinct(phones),
            ids=_distinct(ids),
        )


def need_users(n_unknown: int, n_messages: int) -> BadInput:
    """The refusal when nobody can be told to be an agent."""
    return BadInput(
        f"Expected to learn who is an agent, but {n_unknown} of {n_messages} messages come from authors whom no user "
        'row describes. Add the export\'s users file (rows with "id" and "role") to the command.'
    )


def _staff_and_robots(rows: ZendeskRows) -> tuple[set[str], set[str]]:
    """Who is assigned tickets or writes internal notes; and the helpdesk's own account, which lets rules write most."""
    assigned: set[str] = set()
    noted: set[str] = set()
    n_messages: Counter[str] = Counter()
    n_by_rule: Counter[str] = Counter()
    for thread in rows.threads:
        assigned.add(text_id(thread.ticket.value.get("assignee_id")))
        for comment in thread.comments:
            author = text_id(comment.value.get("author_id"))
            via = comment.value.get("via")
            n_messages[author] += 1
            n_by_rule[author] += isinstance(via, dict) and via.get("channel") == "rule"
            if comment.value.get("public") is False:
                noted.add(author)
    robots = {
        author
        for author, count in n_messages.items()
        if author not in assigned and n_by_rule[author] > _ROBOT_SHARE * count
    }
    return (assigned | noted) - {""}, robots


def _identities(user: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    identities = user.get("identities")
    for identity in identities if isinstance(identities, list) else ():
        if isinstance(identity, dict):
            yield str(identity.get("type")), identity.get("value")


def _numbers(user_fields: Any) -> Iterator[Any]:
    """Custom user fields that look like an employee number or a user name: one word with a digit in it."""
    for value in user_fields.values() if isinstance(user_fields, dict) else ():
        text = text_id(value)
        if " " not in text and any(char.isdigit() for char in text):
            yield text


def _distinct(values: list[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for value in values if (text := text_id(value))))
