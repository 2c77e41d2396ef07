"""Chat transcripts: objects that each hold one list of turns, as pairs or as objects with a speaker and a text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from prep.errors import BadInput
from prep.holding import Hold
from prep.ingest.contacts import People, contact_kind
from prep.ingest.envelopes import JsonRow
from prep.ingest.jsonlines import stream_json_rows
from prep.ingest.markup import format_of
from prep.ingest.roles import decide_roles, role_of
from prep.ingest.sources import ExportFile, reading
from prep.ingest.tally import Tally
from prep.ingest.times import read_time
from prep.plurals import many
from prep.progress import Progress, Tick
from prep.records import Author, Import, Message, Person, Rejection, Ticket

SPEAKERS = ("speaker", "role", "author", "from", "sender")
TEXTS = ("text", "content", "message", "body", "utterance", "value")
_LISTS = ("original", "turns", "messages", "conversation", "conversations", "dialogue", "dialog", "log", "transcript")
_IDS = ("convo_id", "conversation_id", "conv_id", "dialogue_id", "ticket_id", "thread_id", "session_id", "id")
_TIMES = ("time", "timestamp", "created_at", "sent_at", "date")
_TOPICS = ("topic", "category", "intent")
_SUBJECTS = ("subject", "title")
_PERSONAL_DEPTH = 3


@dataclass(frozen=True, slots=True)
class _Turn:
    speaker: str
    text: str
    written: str


def turn_lists(value: dict[str, Any]) -> list[str]:
    """The keys of an object under which lists of turns stand, the likeliest first."""
    found = [key for key, member in value.items() if _is_turns(member)]
    return sorted(found, key=lambda key: _LISTS.index(key) if key in _LISTS else len(_LISTS))


def read_transcripts(
    files: Sequence[ExportFile],
    *,
    because: str,
    mapping: Mapping[str, str],
    own_domains: Sequence[str],
    hold: Hold,
    progress: Progress,
) -> Import:
    """Tickets from transcripts. Keys of `mapping`: "turns" and "id" name keys of the objects, "agent_is" a speaker."""
    rejections: list[Rejection] = []
    with reading(files, progress) as tick:
        rows = hold(chain.from_iterable(stream_json_rows(file, tick, rejections) for file in files))
    key, note = _turns_key(rows, mapping.get("turns", ""), files[0].name)
    threads = hold(_threads(rows, key, (mapping["id"],) if "id" in mapping else _IDS, rejections))
    speakers = (turn.speaker for thread in threads for turn in _turns(thread.value[key]) if turn.text.strip())
    agent_is = mapping.get("agent_is", "")
    roles = decide_roles(speakers, own_domains=own_domains, agent_is=agent_is, where=files[0].name)
    people = People()
    tally = Tally()
    with progress("Joining turns to tickets", len(threads)) as tick:
        tickets = hold(_tickets(threads, roles, people, key, rejections, tally, tick))
    unknown = f"{many(tally.n_unknown, 'turn names', 'turns name')} no speaker that could be told apart: never paired."
    return Import(
        export_format="transcript",
        because=f"{because}; turns are under {key!r}",
        tickets=tickets,
        rejections=tuple(rejections),
        warnings=(*((note,) if note else ()), *((unknown,) if tally.n_unknown else ())),
        n_rows=tally.n_messages + len(rejections),
        mapping=dict(mapping),
    )


def _threads(rows: Sequence[JsonRow], key: str, ids: Sequence[str], rejections: list[Rejection]) -> Iterator[JsonRow]:
    """The objects that hold turns, each with the id of its ticket as its stream. Of equal ones the first."""
    seen: dict[str, int] = {}
    for place, row in enumerate(rows):
        ticket_id = _first(row.value, ids) or str(place + 1)
        if ticket_id in seen:
            earlier = rows[seen[ticket_id]]
            if earlier.value == row.value:
                evidence = f"equal to {earlier.source}"
                rejections.append(Rejection("repeated-row", evidence, ticket_id, source=row.source))
                continue
            ticket_id = f"{ticket_id} ({place + 1})"
        seen[ticket_id] = place
        if any(True for _ in _turns(row.value.get(key))):
            yield JsonRow(row.value, row.source, stream=ticket_id)
        else:
            evidence = f"no list of turns under {key!r}"
            rejections.append(Rejection("no-messages", evidence, ticket_id, source=row.source))


def _tickets(
    threads: Iterable[JsonRow],
    roles: Mapping[str, Author],
    people: People,
    key: str,
    rejections: list[Rejection],
    tally: Tally,
    tick: Tick,
) -> Iterator[Ticket]:
    for row in threads:
        ticket, empty = _ticket(row, list(_turns(row.value[key])), roles, people, key)
        rejections.extend(empty)
        tally.count(ticket, read_time)
        tick(1)
        yield ticket


def _turns_key(rows: Sequence[JsonRow], wanted: str, name: str) -> tuple[str, str]:
    if wanted:
        return wanted, ""
    lists = next((found for row in rows if (found := turn_lists(row.value))), [])
    if not lists:
        raise BadInput(
            f"{name}: expected objects that hold a list of turns (speaker and text), found none. "
            'Name the key with --map "turns=KEY", or another --format.'
        )
    if len(lists) == 1:
        return lists[0], ""
    if lists[0] in _LISTS:
        rest = ", ".join(map(repr, lists[1:]))
        return lists[0], f"Turns were read from {lists[0]!r}; {rest} was not used. Choose with --map turns=KEY."
    raise BadInput(
        f"{name}: expected one list of turns in each object, got {', '.join(map(repr, lists))}. "
        f'Choose one, as in --map "turns={lists[0]}".'
    )


def _ticket(
    row: JsonRow, turns: Sequence[_Turn], roles: Mapping[str, Author], people: People, key: str
) -> tuple[Ticket, list[Rejection]]:
    ticket_id = row.stream
    messages: list[Message] = []
    empty: list[Rejection] = []
    persons: dict[str, Person] = {}
    told = list(_contacts(row.value, skip=key, depth=_PERSONAL_DEPTH))
    for number, turn in enumerate(turns, start=1):
        if not turn.text.strip():
            empty.append(Rejection("empty-message", f"turn {number} has no text", ticket_id, source=row.source))
            continue
        author = roles[turn.speaker]
        person = _person(turn, author, told, people)
        if person:
            persons.setdefault(person.person_id, person)
        messages.append(
            Message(
                message_id=str(number),
                author=author,
                text=turn.text,
                person_id=person.person_id if person else "",
                kind="system" if author == "automatic" else "comment",
                sent_at=read_time(turn.written).at,
                sent_at_written=turn.written,
                text_format=format_of(turn.text),
            )
        )
    ticket = Ticket(
        ticket_id=ticket_id,
        subject=_first(row.value, _SUBJECTS),
        messages=tuple(messages),
        topic=_first(row.value, _TOPICS),
        people=tuple(persons.values()),
        source=row.source,
    )
    return ticket, empty


def _person(turn: _Turn, author: Author, told: Sequence[tuple[str, str]], people: People) -> Person | None:
    """A speaker who goes by a name; for the customer also what the rest of the object tells about them."""
    named = [("name", turn.speaker)] if turn.speaker.strip() and role_of(turn.speaker) is None else []
    return None if author == "automatic" else people.person(author, [*named, *(told if author == "customer" else ())])


def _contacts(value: dict[str, Any], *, skip: str, depth: int) -> Iterator[tuple[str, str]]:
    """Contact details anywhere in an object but in its turns."""
    for name, member in value.items():
        if name == skip:
            continue
        if isinstance(member, dict) and depth:
            yield from _contacts(member, skip=skip, depth=depth - 1)
        elif isinstance(member, str | int) and not isinstance(member, bool) and contact_kind(name):
            yield name, str(member)


def _turns(member: Any) -> Iterator[_Turn]:
    for turn in member if isinstance(member, list) else ():
        if isinstance(turn, dict):
            speaker, text = _first(turn, SPEAKERS), _said(turn)
            yield _Turn(speaker, text, _first(turn, _TIMES))
        elif isinstance(turn, list) and len(turn) >= 2 and all(isinstance(part, str) for part in turn[:2]):
            yield _Turn(turn[0], turn[1], "")


def _is_turns(member: Any) -> bool:
    """Whether a value is a list of turns: pairs of texts, or objects with a speaker and a text."""
    if not isinstance(member, list) or not member:
        return False
    if all(
        isinstance(turn, list) and len(turn) == 2 and all(isinstance(part, str) for part in turn) for turn in member
    ):
        return True
    return all(
        isinstance(turn, dict) and any(name in turn for name in SPEAKERS) and any(name in turn for name in TEXTS)
        for turn in member
    )


def _first(value: dict[str, Any], names: Sequence[str]) -> str:
    """The first of these keys that holds a text or a number, or an author object's role or name."""
    for name in names:
        member = value.get(name)
        if isinstance(member, dict) and name in SPEAKERS:
            member = member.get("type") or member.get("role") or member.get("name")
        if isinstance(member, str | int | float) and not isinstance(member, bool) and str(member).strip():
            return str(member)
    return ""


def _said(turn: dict[str, Any]) -> str:
    """A turn's text; a list of content parts, as chat interfaces write it, is joined."""
    for name in TEXTS:
        member = turn.get(name)
        if isinstance(member, str):
            return member
        if isinstance(member, list):
            parts = [part.get("text") if isinstance(part, dict) else part for part in member]
            return "\n".join(part for part in parts if isinstance(part, str))
    return ""
