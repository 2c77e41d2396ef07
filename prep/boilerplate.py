"""Text that many messages share because a macro, a footer or a form put it there: found by repetition, not by a list.

An answer that agents repeat is no boilerplate. It follows its question, so its tickets share a topic or their words;
a macro turns up whatever was asked. The comparison is always with the tickets that the same people wrote in.
"""

import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern

from prep.courtesy import strip_courtesy
from prep.cuts import weight
from prep.holding import Hold, in_memory
from prep.records import Cut, Message, Person, Ticket
from prep.reply import Stripped
from prep.spreading import spread

MIN_TICKETS = 5
MIN_DAYS = 3
MIN_WORDS = 3
MIN_SHARE = 0.04  # of the tickets that its authors wrote in
MIN_SHARE_WITH_FIGURES = 0.10  # figures are facts, until they stand in every tenth ticket
MIN_TOPIC_COVERAGE = 0.5  # share of its authors' topics that it turns up in
MAX_TOPIC_LIFT = 2.5
MAX_WORD_SHARE, MAX_WORD_LIFT = 0.5, 3.0
_N_COUNTS = 1 << 23  # several times the different texts of a million messages

_WORD = re.compile(r"[^\W\d_]{4,}")
_ITEM = re.compile(r"^\s*(?:[-*•·]|\d+[.)])\s")
_REPLIES_TO_QUESTION = re.compile(
    r"^\W*(?:yes|no|nope|not|never|correct|right|sure|done|unfortunately|sorry|ja|nein|oui|non|sí|si|sì|agreed|approved)\b",
    re.I,
)
_ADDRESS = re.compile(r"(?<!\S)\S+?@\S+")
_RUN = re.compile(r"\w+")
# What a macro fills in anew each time: "REF-4021", "#49005", "ticket number 4021", 1849021, the end of a link.
_FILLED_IN = re.compile(
    r"\b(?:(?i:number|no\.|nr\.?|ref\.?|reference|ticket|case|request|id)[\s:#]{1,3}|[A-Z]{1,8}[-_]?)\d{3,}\b(?![.,]\d)"
    r"|#\s?\d{3,}\b|(?<![\w.,])\d{6,}\b(?![.,]\d)|(?<=[/=])\d{3,}\b"
)


@dataclass(frozen=True, slots=True)
class Repeated:
    """One text that was found to be boilerplate, masked, and what shows it."""

    text: str
    n_tickets: int
    n_people: int
    n_topics: int


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The boilerplate of an export. Empty when nothing was found, or when nobody looked."""

    repeated: tuple[Repeated, ...] = ()
    keys: frozenset[str] = field(default=frozenset())


@dataclass(slots=True)
class _Sightings:
    """Where a text was seen, message after message in the order of the tickets."""

    tickets: "array[int]" = field(default_factory=lambda: array("I"))
    people: set[str] = field(default_factory=set)
    days: tuple[str, ...] = ()  # the first few
    undated: bool = False
    edges: int = 0  # stood first or last in its message
    alone: int = 0  # was all that its message said
    total: int = 0

    def add(self, number: int, person: str, sent_at: str, *, at_edge: bool, alone: bool) -> None:
        if not self.tickets or self.tickets[-1] != number:
            self.tickets.append(number)
        self.people.add(person)
        self.total += 1
        self.edges += at_edge
        self.alone += alone
        if len(self.days) < MIN_DAYS and sent_at[:10] not in self.days:
            self.days = (*self.days, sent_at[:10])
        self.undated = self.undated or not sent_at


@dataclass(frozen=True, slots=True)
class _Said:
    """One message of a ticket, in what can repeat."""

    side: str
    person: str
    sent_at: str
    units: tuple[tuple[str, bool], ...]  # a paragraph or line, masked; whether it stands first or last in its message


@dataclass(frozen=True, slots=True)
class _Digest:
    """What of a ticket counts here."""

    topic: str
    asked: frozenset[str]  # the words of its question
    said: tuple[_Said, ...]


def find_boilerplate(tickets: Sequence[Ticket], hold: Hold = in_memory) -> Boilerplate:
    """Paragraphs and lines that agents, or forms that customers fill in, repeat whatever the ticket is about.

    `tickets` are reduced to what their authors wrote (`prep.clean.reduce_to_own_words`).
    """
    export = _Export()
    with spread(_digest, tickets) as digests:
        export.digests = hold(map(export.met, digests))
    found = [*_repeated(export, "agent"), *_repeated(export, "customer")]
    found.sort(key=lambda repeated: (-repeated.n_tickets, repeated.text))
    return Boilerplate(tuple(found), frozenset(repeated.text for repeated in found))


@dataclass(slots=True)
class _Export:
    """All tickets in digest, and what must be known of all to judge one text."""

    digests: Sequence[_Digest] = ()
    topics: list[str] = field(default_factory=list)  # of each ticket
    asked_in: Counter[str] = field(default_factory=Counter)  # a word of a question → tickets
    # Counts of tickets by a text's hash, up to what counts: only what may be frequent is looked at one by one.
    _counts: bytearray = field(default_factory=lambda: bytearray(_N_COUNTS))

    def met(self, digest: _Digest) -> _Digest:
        self.topics.append(intern(digest.topic))
        self.asked_in.update(digest.asked)
        for place in {_place(said.side, key) for said in digest.said for key, _ in said.units}:
            if self._counts[place] < MIN_TICKETS:
                self._counts[place] += 1
        return digest

    def may_be_frequent(self, side: str, key: str) -> bool:
        """Whether MIN_TICKETS tickets hold a text. By chance true of few others."""
        return self._counts[_place(side, key)] >= MIN_TICKETS


def _place(side: str, key: str) -> int:
    return hash((side, key)) % _N_COUNTS


def cut_boilerplate(text: str, message: Message, ticket: Ticket, boilerplate: Boilerplate) -> Stripped:
    """A message's text without the boilerplate paragraphs and lines in it.

    What a helpdesk sends may be boilerplate altogether and end up empty; a customer's message never does.
    """
    if not boilerplate.keys:
        return Stripped(text)
    mask = _masker(ticket)
    kept: list[str] = []
    cuts: list[Cut] = []
    at = 0
    for paragraph in _paragraphs(text):
        if mask(paragraph) in boilerplate.keys:
            cuts.append(Cut("boilerplate", paragraph, at))
            continue
        lines = paragraph.split("\n")
        stay = []
        for line in lines:
            if len(lines) > 1 and mask(line) in boilerplate.keys:
                cuts.append(Cut("boilerplate", line, at))
            else:
                stay.append(line)
                at += weight(line)
        if stay:
            kept.append("\n".join(stay))
    if not cuts or (not kept and _side(message) == "customer"):
        return Stripped(text)
    return Stripped("\n\n".join(kept), tuple(cuts))


def _digest(ticket: Ticket) -> _Digest:
    mask = _masker(ticket)
    said = (
        _Said(_side(message), message.person_id or message.author, message.sent_at, tuple(_units(message, mask)))
        for message in ticket.messages
    )
    return _Digest(ticket.topic, _asked(ticket), tuple(said))


def _repeated(export: _Export, side: str) -> Iterator[Repeated]:
    sightings: defaultdict[str, _Sightings] = defaultdict(_Sightings)
    wrote_in: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))  # a person → tickets
    for number, digest in enumerate(export.digests):
        for said in digest.said:
            if said.side != side:
                continue
            theirs = wrote_in[said.person]
            if not theirs or theirs[-1] != number:
                theirs.append(number)
            for key, at_edge in said.units:
                if export.may_be_frequent(side, key):
                    alone = len(said.units) == 1
                    sightings[key].add(number, said.person, said.sent_at, at_edge=at_edge, alone=alone)
    for key, seen in sightings.items():
        if len(seen.tickets) < MIN_TICKETS or (len(seen.days) < MIN_DAYS and not seen.undated):
            continue
        if len(key.split()) < MIN_WORDS or _REPLIES_TO_QUESTION.match(key) or seen.edges < 0.8 * seen.total:
            continue
        if side == "customer" and seen.alone > 0.1 * seen.total:
            continue  # many customers say so in one breath: "Thanks, that helped!"
        if _spread(key, seen, set().union(*(wrote_in[person] for person in seen.people)), export, side):
            topics = {export.topics[number] for number in seen.tickets}
            yield Repeated(key, len(seen.tickets), len(seen.people), len(topics))


def _spread(key: str, seen: _Sightings, theirs: set[int], export: _Export, side: str) -> bool:
    """Whether a text turns up whatever its authors' tickets are about."""
    share = len(seen.tickets) / len(theirs)
    if share < (MIN_SHARE_WITH_FIGURES if any(character.isdigit() for character in key) else MIN_SHARE):
        return False
    topics = Counter(export.topics[number] for number in seen.tickets)
    their_topics = Counter(export.topics[number] for number in theirs)
    known = {topic for topic, count in their_topics.items() if topic and count >= MIN_TICKETS}
    if len(known) >= 2:
        if len(known & set(topics)) < max(2, MIN_TOPIC_COVERAGE * len(known)):
            return False
        if any(topics[topic] / len(seen.tickets) > MAX_TOPIC_LIFT * their_topics[topic] / len(theirs)
               and topics[topic] > 0.5 * len(seen.tickets) for topic in known):  # fmt: skip
            return False
    elif side == "customer" or share < MIN_SHARE_WITH_FIGURES:
        return False  # without topics a form cannot be told from a frequent question
    own = frozenset(_WORD.findall(key)) if side == "customer" else frozenset()
    shared = Counter(word for number in seen.tickets for word in export.digests[number].asked if word not in own)
    return not any(
        count / len(seen.tickets) >= MAX_WORD_SHARE
        and count / len(seen.tickets) >= MAX_WORD_LIFT * export.asked_in[word] / len(export.digests)
        for word, count in shared.items()
    )


def _side(message: Message) -> str:
    """ "agent" for all that the helpdesk sends, robots included."""
    return "customer" if message.author == "customer" else "agent"


def _asked(ticket: Ticket) -> frozenset[str]:
    """The words of a ticket's question: its subject and its customer's first message."""
    first = next((message.text for message in ticket.messages if message.author == "customer"), "")
    return frozenset(_WORD.findall(f"{ticket.subject}\n{first[:4000]}".casefold()))


def _units(message: Message, mask: Callable[[str], str]) -> Iterator[tuple[str, bool]]:
    """Each paragraph and line of a message, masked, once; and whether it stands first or last in the message."""
    paragraphs = _paragraphs(message.text)
    seen: set[str] = set()
    for number, paragraph in enumerate(paragraphs):
        at_edge = number < 2 or number >= len(paragraphs) - 3
        for unit in {paragraph, *(line for line in paragraph.split("\n") if not _ITEM.match(line))}:
            if (key := mask(unit)) and key not in seen:
                seen.add(key)
                if not strip_courtesy(unit).text:
                    continue  # "Good morning Jane," is repeated, too, but people write it by hand
                yield key, at_edge


def _paragraphs(text: str) -> list[str]:
    return [paragraph for part in re.split(r"\n[ \t]*\n", text) if (paragraph := part.strip("\n")).strip()]


def _masker(ticket: Ticket) -> Callable[[str], str]:
    """Make texts comparable between tickets: names, addresses and the ticket's own number become one mark."""
    names = {word for person in ticket.people for word in _name_words(person)}
    marked = frozenset(name for name in names if not _RUN.fullmatch(name))  # "O'Brien", "Anne-Marie"

    def mask(text: str) -> str:
        if len(text) > 4000:
            return ""
        text = _ADDRESS.sub("§", text)
        # Patterns are made where they will match: each ticket needs its own, and making one takes long.
        if any(name in text for name in marked):
            text = _any_of(marked).sub("§", text)
        if any(name in text for name in names):
            text = _RUN.sub(lambda run: "§" if run[0] in names else run[0], text)
        if ticket.ticket_id and ticket.ticket_id in text:
            text = re.sub(rf"#?\s?\b{re.escape(ticket.ticket_id)}\b", "§", text)
        text = _FILLED_IN.sub("§", text)
        return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

    return mask


@lru_cache(maxsize=1_000)
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    """The longest first: the order of a set differs from run to run."""
    words = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _name_words(person: Person) -> Iterable[str]:
    return (word for word in person.name.split() if len(word) > 1)
