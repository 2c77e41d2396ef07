"""Help Scout: conversations and threads of its Mailbox API 2.0, together or as rows of their own, in any wrapper.

Field names: developer.helpscout.com, "Get Conversation", "List Threads" (v2 and v3), the webhooks' "Thread Object";
singer-io/tap-helpscout schemas, which write the same names with underscores. A thread is one message; `createdBy.type`
says who wrote it. `preview` is the newest text, not the first, and `number` is not the id.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from prep.errors import BadInput
from prep.holding import Hold
from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks.fields import (
    oldest_first,
    tags_of,
    text_id,
    text_of,
    time_of,
)
from prep.ingest.helpdesks.told import Asked, Helpdesk, Opened, Said, Told
from prep.ingest.picked import Grouped, sorted_by_kind
from prep.plurals import many
from prep.records import Author, MessageKind, Person

_KINDS: Mapping[str, MessageKind] = {  # by a thread's type
    "customer": "comment",
    "message": "comment",
    "chat": "comment",
    "beaconchat": "comment",
    "phone": "comment",
    "note": "internal-note",
    "forwardparent": "internal-note",  # goes to somebody outside, not to the customer
    "forwardchild": "internal-note",
    "lineitem": "system",
}
_AUTHORS: Mapping[str, Author] = {"customer": "customer", "user": "agent", "system_user": "automatic"}  # createdBy.type
_WRITERS: Mapping[str, Author] = {"customer": "customer", "message": "agent"}  # thread types that one side alone writes
_UNSENT = {
    "draft": ("draft", "a draft, not sent"),
    "underreview": ("draft", "held back by collision detection, not sent"),
    "review": ("draft", "held back by collision detection, not sent"),
}
_HIDDEN = "hidden"  # a thread's state: left out of mails to the customer
_LEFT_OUT_STATUS = {"spam": ("spam", "marked as spam")}
_LEFT_OUT_STATE = {
    "deleted": ("deleted", "the conversation was deleted in the helpdesk"),
    "draft": ("draft", "a draft, not sent"),
}
_THIRD_PARTY = ("third-party", "a conversation with somebody to whom another one was forwarded")
_WORKFLOWS = {"workflow", "workflows"}  # source.type of what a rule sent
_CHATS = {"chat", "beaconchat"}  # cut short where threads are embedded in a list of conversations
_CAP = 100  # threads that a conversation can hold
_SHOWN = 8  # ids in a warning


def _kind(row: Mapping[str, Any]) -> str:
    if _get(row, "type") in _KINDS and "state" in row and (isinstance(_get(row, "createdBy"), dict) or "action" in row):
        return "thread"
    if "number" in row and "preview" in row and "status" in row and ("mailbox" in row or _has(row, "mailboxId")):
        return "conversation"
    if _has(row, "firstName") and "role" in row and "timezone" in row and _has(row, "photoUrl"):
        return "user"
    if _has(row, "firstName") and _has(row, "photoType") and "background" in row:
        return "customer"
    return ""


def _tell(rows: Iterable[JsonRow], asked: Asked, hold: Hold) -> Told:
    by_kind = sorted_by_kind(rows, _kind, hold)
    conversations, threads = by_kind["conversation"], by_kind["thread"]
    _refuse_threads_of_nothing(threads)
    messages = hold(_all_said(conversations, threads))
    people = {
        person.person_id: person
        for kind, of in (("customer", "customer"), ("user", "user"))
        for row in by_kind[kind]
        if (person := _person(row.value, of))
    }
    for _, thread in _all_threads(conversations, threads):
        for person in _people_in(thread):
            people.setdefault(person.person_id, person)
    merged = _merged(conversations, threads)
    forwarded = _forwarded(conversations, threads)
    tickets = hold(_opened(row, merged, forwarded) for row in conversations)
    return Told(tickets, messages, people, warnings=tuple(_remarks(by_kind, messages)))


def _all_said(conversations: Sequence[JsonRow], threads: Sequence[JsonRow]) -> Iterator[Said]:
    yield from oldest_first(_said(row.value, row.source, _conversation_of(row.value)) for row in threads)
    for row in conversations:
        conversation_id = text_id(row.value.get("id"))
        listed = _threads_in(row.value)
        yield from oldest_first(_said(each, row.source, conversation_id, embedded=True) for each in listed)


def _refuse_threads_of_nothing(threads: Sequence[JsonRow]) -> None:
    if threads and not any(_conversation_of(row.value) for row in threads):
        raise BadInput(
            f"{threads[0].source}: expected Help Scout threads that name their conversation (conversation_id), got "
            f"{len(threads):,} that do not. Fetch the conversations with ?embed=threads, or add the id to each thread."
        )


def _opened(row: JsonRow, merged: Mapping[str, str], forwarded: set[str]) -> Opened:
    value = row.value
    ticket_id = text_id(value.get("id"))
    status = text_of(value, "status")
    tags = tags_of(value.get("tags"))
    left_out = _LEFT_OUT_STATE.get(text_of(value, "state")) or _LEFT_OUT_STATUS.get(status)
    if left_out is None and ticket_id in forwarded:
        left_out = _THIRD_PARTY
    return Opened(
        ticket_id=ticket_id,
        subject=text_of(value, "subject"),
        source=row.source,
        topic=tags[0] if tags else "",
        tags=tags,
        status=status,
        merged_into=merged.get(ticket_id, ""),
        people=tuple(_people_in(value)),
        updated_at=time_of(value, "userUpdatedAt", "user_updated_at", "userModifiedAt", "updated_at"),
        left_out=left_out,
    )


def _said(value: Mapping[str, Any], source: str, conversation_id: str, *, embedded: bool = False) -> Said:
    thread_type = text_of(value, "type")
    kind, author = _kind_and_author(value, thread_type)
    action = value.get("action")
    text = text_of(value, "body") or (text_of(action, "text") if isinstance(action, dict) else "")
    return Said(
        ticket_id=conversation_id,
        message_id=text_id(value.get("id")),
        text=text,
        author=author,
        source=source,
        person_id=_person_id(_get(value, "createdBy")) if author != "automatic" else "",
        kind=kind,
        public=kind not in ("internal-note", "system") and value.get("state") != _HIDDEN,
        written_at=time_of(value, "createdAt", "created_at"),
        truncated=embedded and thread_type in _CHATS,
        left_out=_left_out(value, thread_type, text),
    )


def _kind_and_author(value: Mapping[str, Any], thread_type: str) -> tuple[MessageKind, Author]:
    kind = _KINDS.get(thread_type, "system")
    if kind == "system":
        return kind, "automatic"
    if kind == "comment" and _is_by_workflow(value):
        return "auto-reply", "automatic"
    author = _author(value, thread_type)
    if kind == "comment" and author == "automatic":
        return "auto-reply", author
    if thread_type == "phone" and author != "customer":
        return "internal-note", author  # what an agent wrote down about a call was never sent
    return kind, author


def _author(value: Mapping[str, Any], thread_type: str) -> Author:
    created_by = _get(value, "createdBy")
    writer = _WRITERS.get(thread_type)
    if not isinstance(created_by, dict):
        return writer or "unknown"
    author = _AUTHORS.get(text_of(created_by, "type"), "unknown")
    contradicts = writer is not None and author not in (writer, "automatic")
    return "unknown" if contradicts else author


def _is_by_workflow(value: Mapping[str, Any]) -> bool:
    source = value.get("source")
    action = value.get("action")
    of_action = text_of(action, "type") if isinstance(action, dict) else ""
    by_source = isinstance(source, dict) and text_of(source, "type") in _WORKFLOWS
    return by_source or (text_of(value, "type") == "message" and of_action.endswith("workflow"))


def _left_out(value: Mapping[str, Any], thread_type: str, text: str) -> tuple[str, str] | None:
    if unsent := _UNSENT.get(text_of(value, "state")):
        return unsent
    if isinstance(value.get("scheduled"), dict):
        return "draft", "scheduled, not sent yet"
    if thread_type not in _KINDS:
        return "unknown-kind", f"a thread of the type {thread_type[:40]!r}"
    if thread_type == "lineitem" and not text.strip():
        return "event", "a line item without words"
    return None


def _threads_in(conversation: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The threads that stand in a conversation; `threads` is a number where they stand under `_embedded`."""
    embedded = conversation.get("_embedded")
    found = embedded.get("threads") if isinstance(embedded, dict) else None
    listed = found if isinstance(found, list) else conversation.get("threads")
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _conversation_of(thread: Mapping[str, Any]) -> str:
    return next(
        (found for name in ("conversationId", "conversation_id", "ticket_id") if (found := text_id(thread.get(name)))),
        "",
    )


def _all_threads(conversations: Sequence[JsonRow], threads: Sequence[JsonRow]) -> Iterable[tuple[str, dict[str, Any]]]:
    for row in threads:
        yield _conversation_of(row.value), row.value
    for row in conversations:
        for thread in _threads_in(row.value):
            yield text_id(row.value.get("id")), thread


def _merged(conversations: Sequence[JsonRow], threads: Sequence[JsonRow]) -> dict[str, str]:
    """Which conversations of the export went into which: the line item of the one that stays names the other."""
    known = {text_id(row.value.get("id")) for row in conversations}
    found = {}
    for conversation_id, thread in _all_threads(conversations, threads):
        action = thread.get("action")
        of_action = action if isinstance(action, dict) else {}
        if "merged" not in (text_of(of_action, "type"), text_of(thread, "actionType")):
            continue
        entities = of_action.get("associatedEntities")
        named = [*(entities.values() if isinstance(entities, dict) else ()), thread.get("actionSourceId")]
        for other in map(text_id, named):
            if other in known and other != conversation_id:
                found[other] = conversation_id
    return found


def _forwarded(conversations: Sequence[JsonRow], threads: Sequence[JsonRow]) -> set[str]:
    listed = _all_threads(conversations, threads)
    return {conversation_id for conversation_id, thread in listed if thread.get("type") == "forwardchild"}


def _remarks(by_kind: Mapping[str, Sequence[JsonRow]], messages: Sequence[Said]) -> Iterable[str]:
    of_ticket = Grouped(messages, lambda message: message.ticket_id)
    held = {each: len({said.message_id or said.source for said in of_ticket.of(each)}) for each in of_ticket}
    fewer = []
    for row in by_kind["conversation"]:
        counted = row.value.get("threads")
        ticket_id = text_id(row.value.get("id"))
        if isinstance(counted, int) and not isinstance(counted, bool) and counted > held.get(ticket_id, 0):
            fewer.append(ticket_id)
    if fewer:
        yield (
            f"{many(len(fewer), 'conversation has', 'conversations have')} fewer threads here than Help Scout "
            f"counts: {_shown(fewer)}. Fetch every "
            "page of /v2/conversations/ID/threads."
        )
    if full := [ticket_id for ticket_id, count in held.items() if ticket_id and count >= _CAP]:
        yield (
            f"{many(len(full), 'conversation reaches', 'conversations reach')} the {_CAP} threads that Help Scout "
            f"keeps in one: {_shown(full)}. What was said later is missing, or stands in another conversation."
        )
    if any(message.truncated for message in messages):
        yield (
            "Chats that are embedded in conversations are cut short by Help Scout; /v2/conversations/ID/threads has "
            "them in full."
        )
    if n_other := len(by_kind[""]):
        yield (
            f"Not used: {many(n_other, 'row that is', 'rows that are')} neither conversation, thread, user nor "
            "customer."
        )


def _shown(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_SHOWN]) + (" …" if len(ids) > _SHOWN else "")


def _people_in(value: Mapping[str, Any]) -> Iterable[Person]:
    """Whom a conversation or thread names. A customer is told by the field, anybody else by the person's own type."""
    for name in ("createdBy", "assignee", "assignedTo", "closedByUser", "owner", "primaryCustomer", "customer"):
        found = _get(value, name)
        if isinstance(found, dict):
            of = "customer" if name in ("primaryCustomer", "customer") else text_of(found, "type")
            if person := _person(found, of):
                yield person


def _person_id(value: Any, of: str = "") -> str:
    """Customers and users are numbered apart."""
    if not isinstance(value, dict):
        return ""
    number = text_id(value.get("id"))
    return f"{of or text_of(value, 'type')}-{number}" if number else ""


def _person(value: Mapping[str, Any], of: str) -> Person | None:
    author = _AUTHORS.get(of, "unknown")
    person_id = _person_id(value, of)
    names = (text_of(value, "first", "firstName", "first_name"), text_of(value, "last", "lastName", "last_name"))
    name = " ".join(filter(None, names))
    embedded = value.get("_embedded")
    lists = {**value, **embedded} if isinstance(embedded, dict) else value
    emails = tuple(dict.fromkeys(filter(None, (text_of(value, "email"), *_values(lists, "emails")))))
    phones = tuple(dict.fromkeys(filter(None, (text_of(value, "phone"), *_values(lists, "phones")))))
    if author in ("automatic", "unknown") or not person_id or not (name or emails or phones):
        return None
    return Person(person_id, author, name, emails, phones)


def _values(value: Mapping[str, Any], name: str) -> list[str]:
    listed = value.get(name)
    return [text_of(each, "value") for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _get(value: Mapping[str, Any], name: str) -> Any:
    """A field under its name in the API, or with underscores as connectors write it."""
    found = value.get(name)
    return value.get(_with_underscores(name)) if found is None else found


def _has(value: Mapping[str, Any], name: str) -> bool:
    return name in value or _with_underscores(name) in value


def _with_underscores(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


HELPSCOUT = Helpdesk(
    name="helpscout",
    label="Help Scout",
    kind=_kind,
    tell=_tell,
    with_answers=(
        "Help Scout's lists and reports have no message texts; its API has them: /v2/conversations?embed=threads, or "
        "/v2/conversations/ID/threads (a connector's stream conversation_threads): add that file."
    ),
)
