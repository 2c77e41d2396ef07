"""Cells of a table that hold a whole conversation: its messages under headers such as "25/07/2024 09:12 - Ann Lee:"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prep.ingest.automatic import AUTOMATIC_SUBJECT
from prep.ingest.markup import format_of, without_tags
from prep.ingest.plain_view import PlainView, view_plainly
from prep.ingest.roles import address_in, role_of
from prep.records import Author, Person, TextFormat

_DAY = (
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{1,2}\.?[ -][^\W\d_]{3,10}\.?,?[ -][0-9]{2,4}|[^\W\d_]{3,10}\.? [0-9]{1,2},? [0-9]{4})"
)
_CLOCK = (
    r"(?:(?:,?[ T]|,? at )[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AaPp]\.?[Mm]\b\.?)?"
    r"(?: ?(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})\b)?)"
)
_WHEN = rf"(?P<when>{_DAY}{_CLOCK}?)"
_WHO = r"(?P<who>[^\W\d_][^:\n]{0,79}?)"
_OPENS = r"^[ \t]*[\[(*#=–-]{0,3}[ \t]*"
# The ways in which desks head a message inside one text; a line that quotes another mail begins with ">".
_FORMS = (
    re.compile(
        rf"{_OPENS}(?:On )?{_WHEN}[ \t\])*]*[ \t,|:–—-]*[ \t]*{_WHO}(?: wrote| said)?[ \t\])*=-]*:[ \t*]*", re.M
    ),
    re.compile(
        rf"{_OPENS}{_WHO}(?: wrote| said)?(?: on)?[ \t]*[,|(\[–—-][ \t]*{_WHEN}[ \t\])*=-]*(?::|$)[ \t*]*", re.M
    ),
    re.compile(rf"{_OPENS}(?P<when>)(?P<who>[^\W\d_][\w .-]{{1,30}}?)[ \t\])*]*:[ \t*]*", re.M),
)
_ROLES_ONLY = _FORMS[2]  # without a time only words such as "Agent" head a message
_MOST = 0.5  # of the filled cells of a column
_FEW = 0.05
_SEVERAL = 3  # requesters: a colleague who is copied in writes to one or two
_MARKS = " \t\r\n[(*"


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a cell."""

    who: str  # as its header names them
    when: str  # as written, "" where the header has none
    text: str
    text_format: TextFormat  # in a cell of HTML the cell's: a part of it may hold no tag


@dataclass(frozen=True, slots=True)
class Heads:
    """How the cells of a column head their messages."""

    form: re.Pattern[str] | None  # None: most cells are one text each
    n_headed: int
    n_filled: int
    example: str

    @property
    def are_few(self) -> bool:
        """Whether some cells look like conversations in a column of single texts."""
        return self.form is None and self.n_headed > 1 and self.n_headed >= _FEW * self.n_filled


def heads_of(cells: Iterable[str], *, of_both_sides: bool = False) -> Heads:
    """The form of header with which the cells of a column begin, if most of them begin with one.

    `of_both_sides`: without times it takes a header of either side, since "User: jdoe" may be the line of a form.
    """
    n_filled = 0
    n_headed = dict.fromkeys(_FORMS, 0)
    examples = dict.fromkeys(_FORMS, "")
    for cell in cells:
        texts = [view.text.lstrip() for view in _views(cell)]
        if not all(texts):
            continue
        n_filled += 1
        for form in _FORMS:
            asks_both = of_both_sides and form is _ROLES_ONLY
            begun = [head for text in texts if not asks_both or _has_both_sides(text) if (head := _head(form, text))]
            if begun:
                n_headed[form] += 1
                examples[form] = examples[form] or begun[0][0].strip()
                break
    best = max(_FORMS, key=lambda form: n_headed[form])
    found = best if n_headed[best] > _MOST * n_filled else None
    return Heads(found, n_headed[best], n_filled, examples[best])


def turns_of(cell: str, form: re.Pattern[str]) -> list[Turn]:
    """The messages of a cell, in its order; none for a cell that does not begin with a header. Empty ones are left."""
    shown, heads = max(((view, _heads(form, view.text)) for view in _views(cell)), key=lambda seen: len(seen[1]))
    if not heads:
        return []
    ends = [*(head.start() for head in heads[1:]), len(shown.text)]
    texts = [cell[shown.place(head.end()) : shown.place(end)].strip() for head, end in zip(heads, ends, strict=True)]
    return [
        Turn(head["who"].strip(), head["when"], text, format_of(text if shown.text == cell else cell))
        for head, text in zip(heads, texts, strict=True)
        if without_tags(text).strip()
    ]


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who is who in the conversations of a column: by the names that its table gives, and by the words for roles."""

    staff: frozenset[frozenset[str]]
    rest: Author  # whoever is neither named nor known by a word

    def author(self, turn: Turn, people: Mapping[Author, Person]) -> Author:
        """Who wrote a message: the requester whom its row names, somebody of the staff, a machine."""
        requester, agent = people.get("customer"), people.get("agent")
        if requester and is_named(turn.who, requester):
            return "customer"
        if AUTOMATIC_SUBJECT.match(view_plainly(turn.text).text.lstrip(_MARKS)):
            return "automatic"
        if (agent and is_named(turn.who, agent)) or name_words(turn.who) in self.staff:
            return "agent"
        return role_in(turn.who) or self.rest


def speakers_of(rows: Iterable[tuple[Sequence[Turn], Mapping[Author, Person]]], agent_is: str) -> Speakers:
    """The staff: whom the rows name as agents, whom a person named, and who writes to several requesters.

    Where a person named the staff, everybody else is a customer; else nobody is taken for either without a reason.
    """
    named = {name_words(name) for name in agent_is.split("|")}
    writes_to: dict[frozenset[str], set[str]] = defaultdict(set)
    for turns, people in rows:
        if agent := people.get("agent"):
            named.add(name_words(agent.name))
        if requester := people.get("customer"):
            for turn in turns:
                if not is_named(turn.who, requester):
                    writes_to[name_words(turn.who)].add(requester.person_id)
    staff = named | {words for words, requesters in writes_to.items() if len(requesters) >= _SEVERAL}
    return Speakers(frozenset(words for words in staff if words), "customer" if agent_is.strip() else "unknown")


def name_words(name: str) -> frozenset[str]:
    """What makes two spellings of a name the same: "Lee, Ann <ann@example.org>" is Ann Lee."""
    bare = re.sub(r"\([^)]*\)?|<[^>]*>?|\S+@\S+", " ", name)
    return frozenset(re.findall(r"\w+", bare.casefold()))


def _head(form: re.Pattern[str], text: str) -> re.Match[str] | None:
    head = form.match(text)
    return head if head and _is_head(form, head) else None


def _views(cell: str) -> tuple[PlainView, ...]:
    """A cell as it is written, and as HTML where it holds a tag: a conversation in plain lines may quote one."""
    as_written, as_html = PlainView(cell, (0,), (0,)), view_plainly(cell)
    return (as_written,) if as_written == as_html else (as_written, as_html)


def _heads(form: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """The headers of a text; none where it does not begin with one."""
    heads = [head for head in form.finditer(text) if _is_head(form, head)]
    return heads if heads and not text[: heads[0].start()].strip() else []


def _is_head(form: re.Pattern[str], head: re.Match[str]) -> bool:
    return form is not _ROLES_ONLY or role_in(head["who"]) is not None


def _has_both_sides(text: str) -> bool:
    return {"customer", "agent"} <= {role_in(head["who"]) for head in _ROLES_ONLY.finditer(text)}


def role_in(who: str) -> Author | None:
    """The role that a header names: "Agent", "Ann Lee (Customer)"."""
    inside = re.search(r"[(\[]([^)\]]*)", who)
    return role_of(who) or (role_of(inside[1]) if inside else None)


def is_named(who: str, person: Person) -> bool:
    address = address_in(who)
    if address and address in person.emails:
        return True
    words = name_words(who)
    return bool(words) and words == name_words(person.name)
