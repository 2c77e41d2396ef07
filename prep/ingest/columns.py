"""Which column of a table plays which part: given by the person, or read off names that leave no doubt."""

import re
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from prep.errors import BadInput
from prep.ingest.listings import export_with_replies

Layout = Literal["a row a ticket", "a row a message"]
TICKET_PARTS = ("question", "answer", "id", "subject", "topic", "time", "agent", "requester", "channel")
MESSAGE_PARTS = ("ticket", "author", "text", "time", "id", "subject", "public", "internal", "role", "topic", "channel")
_OF_THEIR_OWN = (("question", "answer"), ("author", "text"), ("ticket", "text"), ("ticket", "author"))
_OF_MESSAGES = {"ticket", "author", "text", "public", "internal", "role"}  # parts that only a row a message has
_NEVER_BY_NAME_ALONE = ("role", "public", "internal", "author")
ANSWERS = ("agent_is", "comments", "zone", "dates")  # keys of a mapping that answer a question about the export
SETTINGS = (*ANSWERS, "sheet")  # keys of a mapping that name no column
NO_COLUMN = "none"  # in place of a column: the table has none for this part, whatever the names suggest

# The names by which exports call a part, best first. A part is taken from the first line that names exactly one column.
_NAMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "question": (
        ("question", "questions", "instruction", "prompt", "query", "customerquestion", "userquestion"),
        ("frage", "kundenfrage", "anfrage", "pregunta", "consulta", "questionduclient", "domanda", "vraag"),
        ("customermessage", "usermessage", "request", "inquiry", "input", "ask"),
        ("body", "message", "text", "description", "content", "ticketbody", "ticketdescription"),
        ("subject", "title", "summary"),
    ),
    "answer": (
        ("answer", "answers", "response", "responses", "reply", "replies", "completion"),
        ("antwort", "antworten", "respuesta", "réponse", "reponse", "risposta", "antwoord"),
        ("agentreply", "agentresponse", "agentanswer", "agentmessage", "supportreply", "output", "solution"),
    ),
    "ticket": (
        ("ticket", "ticketid", "ticketno", "ticketnumber", "ticketkey"),
        ("conversation", "conversationid", "convoid", "convid", "thread", "threadid", "case", "caseid", "casenumber"),
    ),
    "author": (
        ("authorrole", "senderrole", "authortype", "sendertype", "role", "speaker"),
        ("author", "sender", "from", "postedby", "writtenby", "fromemail", "authoremail"),
    ),
    "text": (("text", "body", "message", "comment", "content", "utterance"), ("plainbody", "bodytext", "messagetext")),
    "time": (
        ("time", "timestamp", "createdat", "sentat", "datetime", "messagetime"),
        ("date", "created", "createdon", "sent", "createddate", "datecreated"),
        ("opened", "openedat", "openedon", "dateopened", "submitted", "submittedat", "submittedon"),
    ),
    "subject": (("subject",), ("title",), ("summary",)),
    "channel": (("channel", "contactchannel", "ticketchannel", "via"),),
    "topic": (("topic", "category", "intent"), ("group", "queue", "department"), ("tag", "label")),
    "agent": (("agent", "agentname", "assignee", "assigneename"), ("assignedto", "owner", "handledby", "answeredby")),
    "requester": (
        ("requester", "requestername", "customer", "customername", "customeremail", "requesteremail"),
        ("requestedby", "openedby", "submittedby"),
    ),
}
_ROW_ID = (("id", "ticketid", "ticket", "ticketnumber", "ticketno"), ("pairid", "rowid", "number", "key"))
_MESSAGE_ID = (("messageid", "commentid"), ("id",))


@dataclass(frozen=True, slots=True)
class Mapped:
    """The layout of a table and which column holds which part."""

    layout: Layout
    columns: Mapping[str, str]  # part → column name
    guessed: bool


def map_columns(name: str, columns: Sequence[str], mapping: Mapping[str, str]) -> Mapped:
    """The parts as the mapping gives them, the others guessed. BadInput says what is missing.

    Which column tells internal notes is read off its values too: see `prep.ingest.visibility`.
    """
    said = {part: _named(column, columns) for part, column in mapping.items() if part not in SETTINGS}
    none = {part for part, column in said.items() if column == NO_COLUMN and column not in columns}
    given = {part: column for part, column in said.items() if part not in none}
    _refuse_unknown(columns, said)
    missing = sorted({column for column in given.values() if column not in columns})
    if missing:
        raise BadInput(
            f"{name}: expected a column {missing[0]!r} as --map says, got {_listed(columns)}. Correct --map."
        )
    for part, other in _OF_THEIR_OWN:
        if part in given and given[part] == given.get(other):
            raise BadInput(
                f"--map: expected a column of its own for {part} and for {other}, got {given[part]!r} for both. "
                f"The columns are {_listed(columns).removeprefix('the columns ')}."
            )
    if not given:
        return _without(_guess(name, columns), none)
    filled = (
        _without(guessed, none) if (guessed := guess_layout(columns, given)) else Mapped("a row a ticket", given, False)
    )
    parts = {**filled.columns, **given}
    return Mapped(_layout_of(name, columns, parts), parts, guessed=False)


def _without(mapped: Mapped, parts: Container[str]) -> Mapped:
    return replace(mapped, columns={part: column for part, column in mapped.columns.items() if part not in parts})


def _named(column: str, columns: Sequence[str]) -> str:
    """The column that a person means: as written, else the only one that differs in case, spaces and marks."""
    alike = [known for known in columns if _plain(known) == _plain(column)]
    return alike[0] if column not in columns and len(alike) == 1 else column


def guess_layout(columns: Sequence[str], given: Mapping[str, str] | None = None) -> Mapped | None:
    """The layout that the column names, and the parts that are `given`, leave no doubt about, if there is one."""
    given = given or {}
    plain = [_plain(column) for column in columns]

    def pick(part: str, ranks: Sequence[Sequence[str]], taken: Collection[str] = ()) -> str | None:
        if part in given:
            return given[part]
        taken = {*taken, *given.values()}
        for names in ranks:
            hits = [
                column for column, word in zip(columns, plain, strict=True) if word in names and column not in taken
            ]
            if hits:
                return hits[0] if len(hits) == 1 else None
        return None

    of_rows, of_messages = bool({"question", "answer"} & given.keys()), bool(_OF_MESSAGES & given.keys())
    rows: dict[str, str] = {}
    if (answer := pick("answer", _NAMES["answer"])) and (question := pick("question", _NAMES["question"], [answer])):
        rows = {"question": question, "answer": answer}
    messages: dict[str, str] = {}
    if (
        (ticket := pick("ticket", _NAMES["ticket"]))
        and (text := pick("text", _NAMES["text"]))
        and (author := pick("author", _NAMES["author"]) or given.get("role"))
    ):
        messages = {"ticket": ticket, "author": author, "text": text}
    if of_rows != of_messages:
        rows, messages = (rows, {}) if of_rows else ({}, messages)
    if bool(rows) == bool(messages):
        return None
    chosen = rows or messages
    if "role" in given and "author" not in given and chosen.get("author") == given["role"]:
        del chosen["author"]
    layout: Layout = "a row a ticket" if rows else "a row a message"
    for part in TICKET_PARTS if rows else MESSAGE_PARTS:
        if part in given:
            chosen[part] = given[part]
        if part in chosen or part in _NEVER_BY_NAME_ALONE:
            continue
        ranks = (_ROW_ID if rows else _MESSAGE_ID) if part == "id" else _NAMES[part]
        if found := pick(part, ranks, chosen.values()):
            chosen[part] = found
    return Mapped(layout, chosen, guessed=not given)


def _guess(name: str, columns: Sequence[str]) -> Mapped:
    guessed = guess_layout(columns)
    if guessed is None and (advice := export_with_replies(columns)):
        raise BadInput(
            f"{name}: expected tickets with replies, but this export has no agent replies: its columns are "
            f"{_listed(columns).removeprefix('the columns ')}. {advice}."
        )
    if guessed is None:
        raise BadInput(
            f"{name}: expected columns that say which holds the question and which the answer, got {_listed(columns)}. "
            "Name them with --map question=COLUMN,answer=COLUMN (and id, subject, topic, time, agent, requester, "
            "channel where there are such), or with one row a message --map ticket=COLUMN,author=COLUMN,text=COLUMN. "
            "Without an answer column this export has no agent replies: ticket lists have none; the README says "
            "which export of yours does."
        )
    return guessed


def _refuse_unknown(columns: Sequence[str], given: Mapping[str, str]) -> None:
    known = {*TICKET_PARTS, *MESSAGE_PARTS}
    unknown = sorted(given.keys() - known)
    if unknown:
        raise BadInput(
            f"--map: expected parts among {', '.join(sorted(known))}, got {unknown[0]!r}, which is none. "
            f"The file has {_listed(columns)}."
        )


def _layout_of(name: str, columns: Sequence[str], given: Mapping[str, str]) -> Layout:
    if {"question", "answer"} <= given.keys() and not _OF_MESSAGES & given.keys():
        return "a row a ticket"
    if {"ticket", "text"} <= given.keys() and {"author", "role"} & given.keys() and "question" not in given:
        return "a row a message"
    raise BadInput(
        f"{name}: expected --map with question and answer (one row a ticket) or ticket, author and text (one row a "
        f"message), got {', '.join(sorted(given))}. The number of a ticket is id= beside question and answer. The "
        f"file has {_listed(columns)}."
    )


def _listed(columns: Sequence[str]) -> str:
    shown = ", ".join(repr(column[:60]) for column in columns[:20])
    return f"the columns {shown}" + (f" and {len(columns) - 20} more" if len(columns) > 20 else "")


def _plain(column: str) -> str:
    return re.sub(r"[\W_]+", "", column.casefold())
