"""HubSpot: threads, messages and actors of its conversations API, CRM tickets and contacts, and the CSV of tickets.

Field names: HubSpot's guide "Conversations inbox and messages" (v3: threads, messages, actor ids, truncation) and the
types of its SDK (message types); "Tickets" of the CRM API; the labels of ticket properties head the CSV. Who speaks
stands in the letter of the actor's id; `direction` alone does not say it: staff who answer from a mailbox of their own
come in as INCOMING.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from prep.errors import BadInput
from prep.holding import Hold
from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks.fields import is_named_agent, text_id, text_of, time_of
from prep.ingest.helpdesks.told import Asked, Helpdesk, Opened, Said, Told
from prep.ingest.markup import richer_text
from prep.ingest.picked import Grouped, sorted_by_kind
from prep.ingest.roles import address_in
from prep.ingest.times import read_time
from prep.plurals import many
from prep.records import Author, MessageKind, Person

_ACTOR = re.compile(r"([A-Z])-.+")
_BY_LETTER: Mapping[str, Author] = {
    "A": "agent",
    "V": "customer",
    **dict.fromkeys("BILS", "automatic"),  # bot, integration, customer agent (a model), HubSpot itself
}
_BY_ACTOR_TYPE: Mapping[str, Author] = {
    "AGENT": "agent",
    "VISITOR": "customer",
    **dict.fromkeys(("BOT", "INTEGRATION", "INTEGRATOR", "LLM", "SYSTEM"), "automatic"),
}
_ACTOR_TYPES = {*_BY_ACTOR_TYPE, "EMAIL"}
_DIRECTION: Mapping[Author, str] = {"agent": "OUTGOING", "customer": "INCOMING"}
_KINDS: Mapping[str, MessageKind] = {
    "MESSAGE": "comment",
    "COMMENT": "internal-note",
    "WELCOME_MESSAGE": "auto-reply",
}
_EVENTS = {"ASSIGNMENT", "THREAD_STATUS_CHANGE", "THREAD_INBOX_CHANGE"}
_CUT_SHORT = {"TRUNCATED"}  # TRUNCATED_TO_MOST_RECENT_REPLY leaves out the mails quoted below, nothing else
_EMAIL, _PHONE = "HS_EMAIL_ADDRESS", "HS_PHONE_NUMBER"
_THREAD = {
    *("inboxId", "originalChannelId", "originalChannelAccountId", "associatedContactId", "threadAssociations"),
    *("latestMessageTimestamp", "latestMessageSentTimestamp", "latestMessageReceivedTimestamp"),
}
_TICKET_PROPERTIES = {"hs_pipeline_stage", "hs_ticket_priority", "hs_ticket_category", "hs_ticket_id"}
_CONTACT_PROPERTIES = {"firstname", "lastname", "email", "phone"}
_CSV = {
    "subject": "Ticket name",
    "content": "Ticket description",
    "hs_pipeline_stage": "Ticket status",
    "hs_ticket_category": "Category",
}
_CSV_IDS = ("Ticket ID", "Record ID", "Ticket id")
_SHOWN = 8  # names in a sentence
_HOW_TO_SAY = 'If these are staff, say so: --agent-domain DOMAIN, or --map "agent_is=SENDER" (several: A|B).'


def _kind(row: Mapping[str, Any]) -> str:
    if "conversationsThreadId" in row:
        return "message"
    if "id" in row and len(_THREAD & row.keys()) >= 2:
        return "thread"
    if _ACTOR.fullmatch(text_id(row.get("id"))) and text_of(row, "type") in _ACTOR_TYPES:
        return "actor"
    properties = row.get("properties")
    if isinstance(properties, dict) and "id" in row:
        if _TICKET_PROPERTIES & properties.keys():
            return "ticket"
        return "contact" if "hs_object_id" in properties and _CONTACT_PROPERTIES & properties.keys() else ""
    if _CSV["subject"] in row and any(name in row for name in _CSV_IDS):
        return "ticket" if "Pipeline" in row or _CSV["hs_pipeline_stage"] in row else ""
    return ""


def _tell(rows: Iterable[JsonRow], asked: Asked, hold: Hold) -> Told:
    by_kind = sorted_by_kind(rows, _kind, hold)
    threads, crm_tickets = by_kind["thread"], by_kind["ticket"]
    written = hold(_all_written(by_kind["message"], threads))
    of_thread = Grouped(written, lambda row: _thread_of(row.value))
    actors = {text_id(row.value.get("id")): row.value for row in by_kind["actor"]}
    tickets = Grouped(crm_tickets, lambda row: _ticket_id(row.value))
    people = dict(_people(written, actors, by_kind["contact"]))
    known = {text_id(row.value.get("id")) for row in threads}
    alone = [thread for thread in of_thread if thread and thread not in known]
    answered = {_ticket_of(row.value) for row in threads}

    def opened() -> Iterator[Opened]:
        for row in threads:
            messages = of_thread.of(text_id(row.value.get("id")))
            yield _opened(row, messages, tickets.last(_ticket_of(row.value)), people)
        for thread in alone:
            messages = of_thread.of(thread)
            yield _opened(JsonRow({"id": thread}, messages[0].source), messages, None, people)
        yield from (_listed(row) for row in crm_tickets if _ticket_id(row.value) not in answered)

    said = hold(_said(row, actors, asked) for row in written)
    _ask_who_is_staff(said)
    warnings = tuple(_warnings(len(by_kind[""]), len(alone), written, said, asked))
    return Told(hold(opened()), said, people, warnings=warnings)


def _all_written(apart: Iterable[JsonRow], threads: Iterable[JsonRow]) -> Iterator[JsonRow]:
    """Messages in rows of their own, then those that stand in their thread."""
    yield from apart
    for row in threads:
        for each in _embedded(row):
            yield JsonRow({"conversationsThreadId": row.value.get("id"), **each}, row.source)


def _opened(row: JsonRow, messages: Sequence[JsonRow], ticket: JsonRow | None, people: Mapping[str, Person]) -> Opened:
    value = row.value
    properties = _properties(ticket.value) if ticket else {}
    category = text_of(properties, "hs_ticket_category")
    left_out = None
    if value.get("archived") is True:
        left_out = ("deleted", "the thread was archived in the helpdesk")
    elif value.get("spam") is True:
        left_out = ("spam", "flagged as spam")
    parties = dict.fromkeys(_party_id(party) for message in messages for party in _parties(message.value))
    parties[f"V-{text_id(value.get('associatedContactId'))}"] = None
    return Opened(
        ticket_id=text_id(value.get("id")),
        subject=text_of(properties, "subject") or _subject(message.value for message in messages),
        source=row.source,
        topic=category,
        tags=(category,) if category else (),
        status=text_of(value, "status").casefold(),
        people=tuple(people[party] for party in parties if party in people),
        updated_at=time_of(value, "latestMessageTimestamp", "createdAt"),
        left_out=left_out,
    )


def _listed(row: JsonRow) -> Opened:
    """A CRM ticket whose threads are not in the export: its description, by nobody knows whom, and no replies."""
    properties = _properties(row.value)
    ticket_id = f"ticket-{_ticket_id(row.value)}"  # threads and tickets count apart
    text = text_of(properties, "content")
    return Opened(
        ticket_id=ticket_id,
        subject=text_of(properties, "subject"),
        source=row.source,
        opening=Said(ticket_id, "0", text, "unknown", row.source, written_at=time_of(row.value, "createdAt")),
        status=text_of(properties, "hs_pipeline_stage"),
        updated_at=time_of(properties, "hs_lastmodifieddate") or time_of(row.value, "updatedAt"),
        left_out=("deleted", "the ticket was archived in the helpdesk") if row.value.get("archived") is True else None,
    )


def _said(row: JsonRow, actors: Mapping[str, Mapping[str, Any]], asked: Asked) -> Said:
    message = row.value
    message_type = text_of(message, "type")
    kind = _KINDS.get(message_type, "system")
    author: Author = "automatic" if message_type == "WELCOME_MESSAGE" else _author(message, actors, asked)
    if kind == "comment" and author == "automatic":
        kind = "auto-reply"
    text, text_format = richer_text(text_of(message, "richText"), text_of(message, "text"))
    left_out = None
    if message_type in _EVENTS:
        left_out = ("event", f"message type {message_type}")
    elif message.get("archived") is True:
        left_out = ("deleted", "the message was archived in the helpdesk")
    senders = _senders(message)
    return Said(
        ticket_id=_thread_of(message),
        message_id=text_id(message.get("id")),
        text=text,
        author=author,
        source=row.source,
        person_id=_party_id(senders[0]) if senders else "",
        kind=kind,
        public=kind in ("comment", "auto-reply"),
        written_at=time_of(message, "createdAt"),
        text_format=text_format,
        truncated=text_of(message, "truncationStatus") in _CUT_SHORT,
        left_out=left_out,
    )


def _author(message: Mapping[str, Any], actors: Mapping[str, Mapping[str, Any]], asked: Asked) -> Author:
    """By the actor, unless the person names a sender as staff. Where actor and direction disagree: unknown."""
    senders = _senders(message)
    roles = {_role(each, message, actors) for each in senders}
    role = roles.pop() if len(roles) == 1 else "unknown"
    named = any(is_named_agent(asked, _party_id(each), text_of(each, "name"), _address(each)) for each in senders)
    if named and role != "automatic":
        return "agent"
    direction = text_of(message, "direction")
    return "unknown" if direction and _DIRECTION.get(role, direction) != direction else role


def _role(sender: Mapping[str, Any], message: Mapping[str, Any], actors: Mapping[str, Mapping[str, Any]]) -> Author:
    actor_id = text_id(sender.get("actorId"))
    if (letter := _ACTOR.fullmatch(actor_id)) and letter[1] in _BY_LETTER:
        return _BY_LETTER[letter[1]]
    if (actor_type := text_of(actors.get(actor_id, {}), "type")) in _BY_ACTOR_TYPE:
        return _BY_ACTOR_TYPE[actor_type]
    return "customer" if text_of(message, "direction") == "INCOMING" and _address(sender) else "unknown"


def _people(
    written: Iterable[JsonRow],
    actors: Mapping[str, Mapping[str, Any]],
    contacts: Iterable[JsonRow],
) -> Iterator[tuple[str, Person]]:
    """Senders and recipients as the messages name them, with what actors and CRM contacts add."""
    found: dict[str, dict[tuple[str, str, str], None]] = {}  # name, e-mail and phone, by person, each once
    for message in written:
        for party in _parties(message.value):
            facts = (text_of(party, "name"), _address(party), _delivered_to(party, _PHONE))
            found.setdefault(_party_id(party), {})[facts] = None
    for actor_id, actor in actors.items():
        found.setdefault(actor_id, {})[text_of(actor, "name"), text_of(actor, "email"), ""] = None
    for row in contacts:
        properties = _properties(row.value)
        name = " ".join(part for part in (text_of(properties, "firstname"), text_of(properties, "lastname")) if part)
        contact = (name, text_of(properties, "email"), text_of(properties, "phone"))
        found.setdefault(f"V-{text_id(row.value.get('id'))}", {})[contact] = None
    for person_id, known in found.items():
        names, emails, phones = (tuple(dict.fromkeys(filter(None, each))) for each in zip(*known, strict=True))
        letter = _ACTOR.fullmatch(person_id)
        role = _BY_LETTER.get(letter[1], "unknown") if letter else "unknown"
        if person_id and role != "automatic" and (names or emails or phones):
            yield person_id, Person(person_id, role, max(names, key=len, default=""), emails, phones)


def _embedded(thread: JsonRow) -> Iterator[dict[str, Any]]:
    """Messages that a script has put into their thread, below {"results": […]} or not."""
    messages = thread.value.get("messages")
    listed = messages.get("results") if isinstance(messages, dict) else messages
    yield from (each for each in listed if isinstance(each, dict)) if isinstance(listed, list) else ()


def _senders(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    senders = _members(message, "senders")
    created_by = text_id(message.get("createdBy"))
    return senders or ([{"actorId": created_by}] if created_by else [])


def _parties(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*_senders(message), *_members(message, "recipients")]


def _members(message: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    members = message.get(name)
    return [each for each in members if isinstance(each, dict)] if isinstance(members, list) else []


def _party_id(party: Mapping[str, Any]) -> str:
    return text_id(party.get("actorId")) or _address(party)


def _address(party: Mapping[str, Any]) -> str:
    actor_id = text_id(party.get("actorId"))
    return address_in(_delivered_to(party, _EMAIL) or (actor_id[2:] if actor_id.startswith("E-") else ""))


def _delivered_to(party: Mapping[str, Any], identifier_type: str) -> str:
    """Also as the API had it before it named one identifier only."""
    named = [party.get("deliveryIdentifier"), *_members(party, "deliveryIdentifiers")]
    fitting = (each for each in named if isinstance(each, dict) and each.get("type") == identifier_type)
    return next((text_of(each, "value") for each in fitting), "")


def _subject(messages: Iterable[Mapping[str, Any]]) -> str:
    """The subject of the oldest mail; HubSpot lists the newest first."""
    named = [message for message in messages if text_of(message, "subject")]
    oldest = min(named, key=lambda message: read_time(text_of(message, "createdAt")).at, default={})
    return text_of(oldest, "subject")


def _thread_of(message: Mapping[str, Any]) -> str:
    return text_id(message.get("conversationsThreadId"))


def _ticket_of(thread: Mapping[str, Any]) -> str:
    associations = thread.get("threadAssociations")
    return text_id(associations.get("associatedTicketId")) if isinstance(associations, dict) else ""


def _ticket_id(value: Mapping[str, Any]) -> str:
    return text_id(value.get("id")) or next((found for name in _CSV_IDS if (found := text_id(value.get(name)))), "")


def _properties(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """A CRM object's properties by their internal names, also of a row of the CSV."""
    properties = value.get("properties")
    return properties if isinstance(properties, dict) else {name: value.get(label) for name, label in _CSV.items()}


def _warnings(
    n_other: int, n_alone: int, written: Sequence[JsonRow], said: Sequence[Said], asked: Asked
) -> Iterator[str]:
    if n_other:
        yield (
            f"Not used: {many(n_other, 'row that is', 'rows that are')} neither thread, message, actor, ticket "
            "nor contact."
        )
    if n_alone:
        yield (
            f"{many(n_alone, 'thread is', 'threads are')} known by messages only: whether spam or archived is "
            "unknown. Add "
            "the threads (/conversations/v3/conversations/threads)."
        )
    told = Counter((text_of(row.value, "type"), text_of(row.value, "truncationStatus")) for row in written)
    if n_shortened := sum(n for (_, cut), n in told.items() if cut == "TRUNCATED_TO_MOST_RECENT_REPLY"):
        yield f"{many(n_shortened, 'mail comes', 'mails come')} without the earlier mails quoted there; taken as whole."
    unlisted: Counter[str] = Counter()
    for (name, _), n in told.items():
        if name not in _KINDS and name not in _EVENTS:
            unlisted[name] += n
    if unlisted:
        shown = ", ".join(f"{n} of type {name!r}" for name, n in list(unlisted.items())[:8])
        yield f"Messages of unknown type are shown in the thread and never taken for an answer: {shown}."
    if unknown := _unknown_senders(said):
        yield (
            f"Nothing says whether staff or customers wrote the messages of {unknown}. HubSpot users who write in from "
            f"a mailbox of their own are among such senders. {_HOW_TO_SAY}"
        )
    yield from _on_both_sides(written, said, asked)


def _on_both_sides(written: Sequence[JsonRow], said: Sequence[Said], asked: Asked) -> Iterator[str]:
    """Domains from which agents and customers write: staff may stand among the visitors."""
    domains: dict[str, Counter[str]] = {"agent": Counter(), "customer": Counter()}
    for row, each in zip(written, said, strict=True):
        if each.author in domains and each.kind == "comment":
            addresses = map(_address, _senders(row.value))
            domains[each.author].update(address.rpartition("@")[2] for address in addresses if address)
    shared = [domain for domain in domains["customer"] if domain in domains["agent"]]
    if shared and not asked.own_domains:
        n_shared = sum(domains["customer"][domain] for domain in shared)
        yield (
            f"Taken as customers': {many(n_shared, 'message')} from {', '.join(shared[:_SHOWN])}, but agents write "
            f"from there too. {_HOW_TO_SAY}"
        )


def _ask_who_is_staff(said: Sequence[Said]) -> None:
    """BadInput when the only messages that could be answers are by senders whom nothing marks."""
    unknown: Said | None = None
    for each in said:
        if each.kind != "comment" or each.left_out is not None:
            continue
        if each.author == "agent":
            return
        if each.author == "unknown":
            unknown = unknown or each
    if unknown:
        raise BadInput(
            f"{unknown.source}: expected messages of agents (actors A-…), got none, and senders whom nothing marks as "
            f"agent or customer: {_unknown_senders(said)}. {_HOW_TO_SAY}"
        )


def _unknown_senders(said: Iterable[Said]) -> str:
    unknown = (each.person_id or "nobody" for each in said if each.author == "unknown" and each.kind == "comment")
    names = list(dict.fromkeys(unknown))
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")


HUBSPOT = Helpdesk(
    name="hubspot",
    label="HubSpot",
    kind=_kind,
    tell=_tell,
    with_answers=(
        "HubSpot's ticket export has properties only; the replies come from the conversations API "
        "(/conversations/v3/conversations/threads/ID/messages, with the list of threads): add those files."
    ),
)
