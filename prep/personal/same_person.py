"""Which agents' accounts are one person's: an export may hold somebody twice, as after a move or for a second brand.

Two accounts of the same name, or with the same e-mail address, are one person's. A mailbox that many read, such as
hr@…, and a phone line tell nothing: a desk shares them.
"""

from collections.abc import Iterable

from prep.personal.names import folded_words, is_role_mailbox
from prep.records import Person


def person_of_account(people: Iterable[Person]) -> dict[str, str]:
    """For each agent's account the first one of the same person."""
    first: dict[str, str] = {}
    had: dict[tuple[str, ...], str] = {}  # a name or an address → an account that has it
    for person in people:
        if person.author != "agent":
            continue
        first[person.person_id] = person.person_id
        for mark in _marks(person):
            _join(first, had.setdefault(mark, person.person_id), person.person_id)
    return {account: _first(first, account) for account in first}


def parts_of_name(name: str) -> tuple[str, ...]:
    """The words of a name in the form, and in the order, in which "Doe, Jané" and "Jane Doe" are equal."""
    return tuple(sorted(word for word, _, _ in folded_words(name)))


def _marks(person: Person) -> list[tuple[str, ...]]:
    parts = parts_of_name(person.name)
    own = [address.casefold() for address in person.emails if not is_role_mailbox(address)]
    return [*([("name", *parts)] if parts else []), *(("email", address) for address in own)]


def _join(first: dict[str, str], one: str, other: str) -> None:
    first[_first(first, other)] = _first(first, one)


def _first(first: dict[str, str], account: str) -> str:
    while first[account] != account:
        account = first[account]
    return account
