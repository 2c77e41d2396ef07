"""Zammad: tickets, articles and users of its REST API, expanded or not, in lists or in the "assets" of a search.

Field names: docs.zammad.org, REST API "Tickets", "Articles", "Users" and "Response Payloads (expand)". The numbers of
senders, types, states and roles are those that zammad/zammad db/seeds writes into every installation. `sender` is the
part that somebody plays in the ticket, not a permission; merging moves all articles to the other ticket and leaves one
public note of an "Agent" that says "merged" (zammad/zammad app/models/ticket.rb, merge_to).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from prep.errors import BadInput
from prep.holding import Hold
from prep.ingest.automatic import kind_from_headers
from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks.fields import is_named_agent, tags_of, text_id, text_of, time_of
from prep.ingest.helpdesks.told import Asked, Helpdesk, Opened, Said, Told
from prep.ingest.picked import Chained, sorted_by_kind
from prep.ingest.roles import address_in
from prep.plurals import many
from prep.records import Author, MessageKind, Person, TextFormat

_SENDERS = {"1": "Agent", "2": "Customer", "3": "System"}
_TYPES = {
    **{"1": "email", "2": "sms", "3": "chat", "4": "fax", "5": "phone", "6": "twitter status"},
    **{"7": "twitter direct-message", "8": "facebook feed post", "9": "facebook feed comment", "10": "note"},
    **{"11": "web", "12": "telegram personal-message", "13": "facebook direct-message", "14": "whatsapp message"},
}
_STATES = {
    **{"1": "new", "2": "open", "3": "pending reminder", "4": "closed"},
    **{"5": "merged", "6": "removed", "7": "pending close"},
}
_ROLES = {"1": "Admin", "2": "Agent", "3": "Customer"}
_AUTHORS: Mapping[str, Author] = {"agent": "agent", "customer": "customer", "system": "automatic"}
_GONE = {
    "merged": ("merged", "merged into another ticket, where its articles are now"),
    "removed": ("deleted", "the ticket was removed in the helpdesk"),
}
_SPAM_TAG = "spam"  # of the macro "Close & Tag as Spam"
_TEXT_FORMATS: Mapping[str, TextFormat] = {"text/html": "html", "text/plain": "text"}
_MERGE_LINE = "merged"
_LONGEST_BODY = 1_500_000  # characters; longer mails are cut there
_ASSETS = {"Ticket": "ticket", "TicketArticle": "message", "User": "user"}
_PUBLIC = {"false", "f", "0"}  # as JSON, PostgreSQL and MySQL write it
_SHOWN = 8  # ids in a warning


def _kind(row: Mapping[str, Any]) -> str:
    assets = row.get("assets")
    if isinstance(assets, dict):
        return "result" if _ASSETS.keys() & assets.keys() else ""
    if {"ticket_id", "body", "content_type", "internal"} <= row.keys() and ("sender" in row or "sender_id" in row):
        return "message"
    if {"number", "title", "customer_id", "group_id"} <= row.keys() and ("state" in row or "state_id" in row):
        return "ticket"
    if {"login", "firstname", "lastname"} <= row.keys() and ("role_ids" in row or "organization_id" in row):
        return "user"
    return ""


@dataclass(frozen=True, slots=True)
class _Export:
    """What an article is read against: the rest of the export."""

    asked: Asked
    sender_names: Mapping[str, str]  # by number
    shown_ids: Mapping[str, str]  # of tickets, by their internal id
    customers: Mapping[str, str]  # of tickets, by their internal id


def _tell(rows: Iterable[JsonRow], asked: Asked, hold: Hold) -> Told:
    tags: dict[str, tuple[str, ...]] = {}

    def objects() -> Iterator[JsonRow]:
        for row in rows:
            if "assets" in row.value and (of_ticket := tags_of(row.value.get("tags"))):
                tags[text_id(row.value.get("ticket_id"))] = of_ticket
            yield from _out_of_assets(row)

    by_kind = sorted_by_kind(objects(), _kind, hold)
    tickets = by_kind["ticket"]
    embedded = hold(each for ticket in tickets for each in _embedded(ticket))
    articles = Chained(by_kind["message"], embedded)
    shown_ids: dict[str, str] = {}
    customers: dict[str, str] = {}
    for ticket in tickets:
        internal_id = text_id(ticket.value.get("id"))
        customers[internal_id] = text_id(ticket.value.get("customer_id"))
        if "id" in ticket.value:
            shown_ids[internal_id] = _shown_id(ticket.value)
    sender_names = _SENDERS | _sender_names(articles)
    export = _Export(asked, sender_names=sender_names, shown_ids=shown_ids, customers=customers)
    people = _people_in(articles, export)
    people.update({person.person_id: person for row in by_kind["user"] if (person := _person(row.value))})
    messages = hold(_said(row, export) for row in articles)
    _ask_for_unknown_senders(articles, messages)
    return Told(
        tickets=hold(_opened(row, people, tags.get(text_id(row.value.get("id")), ())) for row in tickets),
        messages=messages,
        people=people,
        warnings=tuple(_warnings(articles, export, len(by_kind[""]))),
    )


def _out_of_assets(row: JsonRow) -> Iterator[JsonRow]:
    """The objects of a search's answer, or of a ticket asked for with ?all=true; any other row as it is."""
    assets = row.value.get("assets")
    if not isinstance(assets, dict):
        yield row
        return
    for name in _ASSETS:
        listed = assets.get(name)
        for value in listed.values() if isinstance(listed, dict) else ():
            if isinstance(value, dict):
                yield JsonRow(value, row.source, row.stream)


def _embedded(ticket: JsonRow) -> Iterator[JsonRow]:
    listed = ticket.value.get("articles")
    for value in listed if isinstance(listed, list) else ():
        if isinstance(value, dict):
            yield JsonRow({"ticket_id": ticket.value.get("id"), **value}, ticket.source)


def _sender_names(articles: Iterable[JsonRow]) -> dict[str, str]:
    """The names of sender numbers, from articles that have both."""
    return {
        text_id(row.value.get("sender_id")): row.value["sender"]
        for row in articles
        if text_id(row.value.get("sender_id")) and text_of(row.value, "sender")
    }


def _shown_id(ticket: Mapping[str, Any]) -> str:
    return text_id(ticket.get("number")) or text_id(ticket.get("id"))


def _opened(row: JsonRow, people: Mapping[str, Person], asset_tags: tuple[str, ...]) -> Opened:
    value = row.value
    tags = tags_of(value.get("tags")) or asset_tags
    state = _name(value, "state", _STATES)
    left_out = _GONE.get(state.casefold())
    if left_out is None and _SPAM_TAG in (tag.casefold() for tag in tags):
        left_out = ("spam", f"tagged {_SPAM_TAG!r}")
    customer = people.get(text_id(value.get("customer_id"))) or _customer_of(value)
    return Opened(
        ticket_id=_shown_id(value),
        subject=text_of(value, "title"),
        source=row.source,
        topic=text_of(value, "type") or next(iter(tags), "") or text_of(value, "group"),
        tags=tags,
        status=state,
        people=(customer,) if customer else (),
        updated_at=time_of(value, "updated_at"),
        left_out=left_out,
    )


def _said(row: JsonRow, export: _Export) -> Said:
    value = row.value
    internal_id = text_id(value.get("ticket_id"))
    # A ticket's number is what people know it by; an id without its ticket must not be taken for a number.
    ticket_id = export.shown_ids.get(internal_id) or (f"id {internal_id}" if internal_id else "")
    author = _author(value, export)
    body = text_of(value, "body")
    return Said(
        ticket_id=ticket_id,
        message_id=text_id(value.get("id")),
        text=body,
        author=author,
        source=row.source,
        person_id=_writer(value),
        kind=_message_kind(value, author),
        public=not _is_internal(value),
        written_at=time_of(value, "created_at"),
        text_format=_TEXT_FORMATS.get(text_of(value, "content_type").partition(";")[0].strip().casefold()),
        truncated=len(body) >= _LONGEST_BODY,
    )


def _author(value: Mapping[str, Any], export: _Export) -> Author:
    if _is_merge_line(value):
        return "automatic"
    sender = _name(value, "sender", export.sender_names)
    author = _AUTHORS.get(sender.casefold(), "unknown")
    if author == "unknown" and is_named_agent(export.asked, sender, text_of(value, "from")):
        return "agent"
    customer = export.customers.get(text_id(value.get("ticket_id")), "")
    # An agent in a ticket of his own may ask or answer in it: the export does not say.
    return "unknown" if author == "agent" and customer and customer == _writer(value) else author


def _message_kind(value: Mapping[str, Any], author: Author) -> MessageKind:
    if _is_merge_line(value):
        return "system"
    if author == "automatic":
        return "system" if _name(value, "type", _TYPES) == "note" else "auto-reply"
    if _is_internal(value):
        return "internal-note"
    preferences = value.get("preferences")
    if isinstance(preferences, dict) and preferences.get("is-auto-response") is True:
        return "auto-reply"
    return kind_from_headers({}, address_in(text_of(value, "from")))


def _is_merge_line(value: Mapping[str, Any]) -> bool:
    return text_of(value, "body").strip() == _MERGE_LINE and _name(value, "type", _TYPES) == "note"


def _is_internal(value: Mapping[str, Any]) -> bool:
    """Whether only agents see an article; what says neither yes nor no counts as internal."""
    return str(value.get("internal")).strip().casefold() not in _PUBLIC


def _name(value: Mapping[str, Any], field: str, names: Mapping[str, str]) -> str:
    """What an expanded row says in a word, others by number; an unknown number as it is."""
    number = text_id(value.get(f"{field}_id"))
    return text_of(value, field) or names.get(number, number)


def _writer(value: Mapping[str, Any]) -> str:
    """The id of the person whose words an article holds; who typed them in is another matter."""
    return text_id(value.get("origin_by_id")) or text_id(value.get("created_by_id"))


def _people_in(articles: Iterable[JsonRow], export: _Export) -> dict[str, Person]:
    """Who the articles' "from" says they are. An agent's address there is the group's and not his own."""
    people: dict[str, Person] = {}
    for row in articles:
        author = _author(row.value, export)
        written = text_of(row.value, "from")
        person_id = _writer(row.value)
        if not person_id or not written or author == "automatic":
            continue
        address = address_in(written)
        name = (parseaddr(written)[0] if address else written).removesuffix(" via").strip()
        own = (address,) if address and author == "customer" else ()
        if own or any(map(str.isalpha, name)):
            people.setdefault(person_id, Person(person_id, author, name, own))
    return people


def _person(user: Mapping[str, Any]) -> Person | None:
    name = " ".join(part for part in (text_of(user, "firstname"), text_of(user, "lastname")) if part.strip("-"))
    emails = tuple(filter(None, (text_of(user, "email"),)))
    phones = tuple(filter(None, (text_of(user, "phone"), text_of(user, "mobile"))))
    login = text_of(user, "login").strip("-")
    ids = (login,) if login and login not in emails else ()
    person_id = text_id(user.get("id"))
    if not person_id or not (name or emails or phones or ids):
        return None
    return Person(person_id, _role(user), name, emails, phones, ids)


def _role(user: Mapping[str, Any]) -> Author:
    named, numbers = user.get("roles"), user.get("role_ids")
    roles = {str(name) for name in named} if isinstance(named, list) else set()
    roles |= {_ROLES.get(text_id(number), "") for number in numbers} if isinstance(numbers, list) else set()
    if roles & {"Admin", "Agent"}:
        return "agent"
    return "customer" if "Customer" in roles else "unknown"


def _customer_of(ticket: Mapping[str, Any]) -> Person | None:
    """An expanded ticket has its customer's login, which is mostly an address."""
    login = text_of(ticket, "customer")
    customer_id = text_id(ticket.get("customer_id"))
    if not login or not customer_id:
        return None
    return (
        Person(customer_id, "customer", emails=(login,))
        if "@" in login
        else Person(customer_id, "customer", ids=(login,))
    )


def _ask_for_unknown_senders(articles: Iterable[JsonRow], messages: Sequence[Said]) -> None:
    if any(message.author == "agent" for message in messages):
        return
    for row, message in zip(articles, messages, strict=True):
        sender = _name(row.value, "sender", _SENDERS)
        if message.author == "unknown" and sender.casefold() not in _AUTHORS:
            raise BadInput(
                f"{row.source}: expected articles whose sender is Agent, Customer or System, got "
                f"{sender[:60] or 'none'!r}. Export with ?expand=true, or say which sender are your agents with "
                f'--map "agent_is={sender[:60] or "NAME"}" (several: A|B), or with --agent-domain.'
            )


def _warnings(articles: Iterable[JsonRow], export: _Export, n_other: int) -> Iterator[str]:
    n_numbered = n_calls = n_noted = 0
    of_calls: dict[str, None] = {}  # tickets
    of_noted: dict[str, None] = {}
    for value in (row.value for row in articles):
        author = _author(value, export)
        n_numbered += not text_of(value, "sender")
        if author == "agent" and _name(value, "type", _TYPES) == "phone" and not _is_internal(value):
            n_calls += 1
            of_calls[text_id(value.get("ticket_id"))] = None
        if author == "customer" and _writer(value) != text_id(value.get("created_by_id")):
            n_noted += 1
            of_noted[text_id(value.get("ticket_id"))] = None
    if n_numbered:
        yield (
            f"{many(n_numbered, 'article has its', 'articles have their')} sender as a number only, read as in "
            "every new Zammad: 1 = Agent, "
            "2 = Customer, 3 = System. An export with ?expand=true says it in words."
        )
    if n_calls:
        yield (
            f"No messages but notes about phone calls: {many(n_calls, 'article')} of agents, in tickets "
            f"{_tickets(of_calls, export)}."
        )
    if n_noted:
        yield (
            f"Typed in by somebody else, so perhaps an agent's words: {many(n_noted, 'article')} of customers, in "
            f"tickets {_tickets(of_noted, export)}."
        )
    if n_other:
        yield f"Not used: {many(n_other, 'row that is', 'rows that are')} neither ticket, article nor user."


def _tickets(ids: Iterable[str], export: _Export) -> str:
    shown = [export.shown_ids.get(each, f"id {each}") for each in ids]
    return ", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")


ZAMMAD = Helpdesk(
    name="zammad",
    label="Zammad",
    kind=_kind,
    tell=_tell,
    with_answers=(
        "Zammad's ticket lists and reports have no texts; they come from the API, ticket by ticket "
        "(/api/v1/ticket_articles/by_ticket/ID?expand=true): add those files to the one with the tickets."
    ),
)
