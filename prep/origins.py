"""Where each sentence of a pair comes from: the messages, the subject line, the glossary, or a person's own words.

A pair is made of what a thread says, so most sentences stand in a message word for word. The others are put together
from several places; each word is ascribed to the place that explains most of its sentence, and what no place explains
is named.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from prep.glossary import Glossary
from prep.grammar.lexicon import ARTICLES, BE, CONJUNCTIONS, PREPOSITIONS, SPEAKERS, word_set
from prep.records import Decision, Edit, Message, Pair, Ticket
from prep.sentences import split_loosely, split_sentences

_WORD = re.compile(r"\[[A-Z]+_\d+\]|\d+(?:[.,:/]\d+)*|[^\W\d_]+")
# A reply that is merged into its question changes who speaks: "do you have" becomes "do I have", "It is for …".
_GLUE = ARTICLES | BE | SPEAKERS | word_set("it this that about for do does did s m t ve re ll d")
_LIGHT = PREPOSITIONS | CONJUNCTIONS
_DENIALS = {"no": "not", "nope": "not"}  # "Do you have any?" – "No." becomes "I do not have any."
_NEAREST, _ALLOWED, _ODD = 0, 1, 2  # how likely a text is a source of a side
_WORTH = {_NEAREST: 1.0, _ALLOWED: 0.5, _ODD: 0.25}
_SPEAKS = {"instruction": "customer", "response": "agent"}
_ENOUGH = 1.9  # weight that a text has to explain when nothing says that it was used: two words, or a figure

Side = Literal["instruction", "response"]
Kind = Literal["message", "subject", "glossary", "time", "person"]
_REWORDED = ("glossary", "relative-time")  # edits that put words of ours in the place of the thread's


@dataclass(frozen=True, slots=True)
class Source:
    """One place that a sentence's words come from."""

    kind: Kind
    quote: str  # what stands there; "EL means earned leave" for the glossary, "last year → in 2025" for the time
    ticket_id: str = ""
    message_id: str = ""
    author: str = ""  # the role of who wrote it; for the glossary, who confirmed the meaning
    who: str = ""  # a placeholder such as "[AGENT_3]"; who decided, where they said so
    said_as: str = ""  # "comment", "internal-note", …
    at: str = ""


@dataclass(frozen=True, slots=True)
class SentenceOrigin:
    """One sentence of a pair, its sources in order of how much they explain, and the words that none explains."""

    side: Side
    text: str
    sources: tuple[Source, ...]
    unexplained: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """Where a pair comes from, and everything that was changed on the way."""

    pair: Pair  # as it stands today
    sentences: tuple[SentenceOrigin, ...]
    edits: tuple[Edit, ...]
    decisions: tuple[Decision, ...]
    taught_with: str = ""  # the pair whose answer takes this one's place, since it says the same
    taught_answer: str = ""  # that answer; "" where the pair is held out


@dataclass(frozen=True, slots=True)
class _Token:
    ways: tuple[tuple[str, ...], ...]  # how it may stand in a thread: written-out shorthand either way
    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence that may be a source, and how likely it is one."""

    source: Source
    keys: tuple[str, ...]
    likely: int
    order: int = 0  # in its message


def trace(
    made: Pair,
    today: Pair,
    ticket: Ticket | None,
    edits: Sequence[Edit],
    decisions: Sequence[Decision],
    glossary: Glossary,
) -> Origins:
    """The origins of a pair: as preparation `made` it, and as it stands `today` after a person's decisions.

    `edits` and `decisions` are the pair's own; of the decisions those that count, oldest first.
    """
    glossary = glossary.about(made.topic)
    sentences: list[SentenceOrigin] = []
    sides: tuple[tuple[Side, str, str], ...] = (
        ("instruction", made.instruction, today.instruction),
        ("response", made.response, today.response),
    )
    for side, before, now in sides:
        own = [edit for edit in edits if edit.side == side]
        places = list(_places(ticket, side, made, own)) if ticket else []
        written = [each for each in decisions if each.action in ("edit", "split") and getattr(each, side)]
        for sentence in split_sentences(now):
            text = sentence.strip()
            by_person = written[-1] if written and _flat(text) not in _flat(before) else None
            sentences.append(_origin(side, text, places, own, glossary, by_person))
    return Origins(today, tuple(sentences), tuple(edits), tuple(decisions))


def _origin(
    side: Side,
    text: str,
    places: Sequence[_Place],
    edits: Sequence[Edit],
    glossary: Glossary,
    by_person: Decision | None,
) -> SentenceOrigin:
    tokens, from_glossary = _tokens(text, edits, glossary)
    left = list(range(len(tokens)))
    found: list[_Place] = []
    while left:
        gains = [(_gain(place, tokens, left), place) for place in places if place not in found]
        gain, best = max(gains, key=lambda each: _preferred(each[0], each[1], side), default=(0.0, None))
        if best is None or gain < (_ENOUGH if best.likely > _NEAREST or found else 0.1):
            best = _last_word(places, tokens, left, found, side)
        if best is None:
            break
        found.append(best)
        left = _without(left, tokens, best)
    unexplained = tuple(tokens[at].word for at in left if tokens[at].weight >= 0.3)
    sources = [*_together(found), *from_glossary]
    if by_person is not None:
        quote = " ".join(unexplained) or text
        sources.append(Source("person", quote, author="person", who=by_person.by, at=by_person.decided_at))
        unexplained = ()
    return SentenceOrigin(side, text, tuple(sources), unexplained)


def _preferred(gain: float, place: _Place, side: Side) -> tuple[float, bool]:
    """How well a place explains what is left; of equal ones the words of the side's own author."""
    return gain * _WORTH[place.likely], place.source.author == _SPEAKS[side]


def _places(ticket: Ticket, side: Side, pair: Pair, edits: Sequence[Edit]) -> Iterator[_Place]:
    """The subject line, and every sentence of the thread."""
    used = {message_id for edit in edits if edit.after for message_id in edit.message_ids}
    answered = [message.message_id for message in ticket.messages if _answers(message, pair)]
    if ticket.subject:
        carried = any(edit.kind == "subject" for edit in edits)
        source = Source("subject", ticket.subject, ticket.ticket_id, author="customer")
        yield _Place(source, _keys(ticket.subject), _NEAREST if carried else _ALLOWED)
    for message in ticket.messages:
        for order, sentence in enumerate(split_loosely(message.text)):
            source = Source(
                "message", " ".join(sentence.split()), ticket.ticket_id, message.message_id, message.author,
                message.person_id if message.person_id.startswith("[") else "", message.kind, message.sent_at,
            )  # fmt: skip
            likely = _likely(message, side, message.message_id in used, message.message_id in answered)
            yield _Place(source, _keys(sentence), likely, order)


def _answers(message: Message, pair: Pair) -> bool:
    return pair.pair_id in (message.message_id, f"{pair.ticket_id}/{message.message_id}")


def _likely(message: Message, side: Side, is_used: bool, is_answer: bool) -> int:
    if not message.public or message.kind != "comment" or message.author not in ("customer", "agent"):
        return _ODD
    fits = message.author == "customer" if side == "instruction" else is_answer
    return _NEAREST if fits or is_used else _ALLOWED


def _tokens(text: str, edits: Sequence[Edit], glossary: Glossary) -> tuple[list[_Token], list[Source]]:
    """The words of a sentence, written-out shorthand as the shorthand that the thread has, and what was written out."""
    tokens: list[_Token] = []
    sources: list[Source] = []
    at = 0
    for start, end, edit in _written_out(text, edits):
        tokens += map(_token, _WORD.findall(text[at:start]))
        tokens.append(_Token((_keys(edit.before), _keys(edit.after)), edit.after, 1.0))
        at = end
        entry = glossary.find(edit.before)
        source = (
            Source("glossary", edit.reason, author=entry.confirmed_by if entry else "")
            if edit.kind == "glossary"
            else Source("time", f"{edit.before} → {edit.after}: {edit.reason}")
        )
        if source not in sources:
            sources.append(source)
    tokens += map(_token, _WORD.findall(text[at:]))
    return tokens, sources


def _written_out(text: str, edits: Sequence[Edit]) -> list[tuple[int, int, Edit]]:
    """Where the glossary's words stand in a text, longest first where they overlap."""
    spans: list[tuple[int, int, Edit]] = []
    for edit in sorted((edit for edit in edits if edit.kind in _REWORDED), key=lambda edit: -len(edit.after)):
        for match in re.finditer(rf"(?<!\w){re.escape(edit.after)}(?!\w)", text, re.IGNORECASE):
            if all(match.end() <= start or match.start() >= end for start, end, _ in spans):
                spans.append((*match.span(), edit))
    return sorted(spans, key=lambda span: span[0])


def _token(word: str) -> _Token:
    key = _key(word)
    weight = 0.05 if key in _GLUE else 0.3 if key in _LIGHT else 2.0 if key[0].isdigit() else 1.0
    return _Token(((key,),), word, weight)


def _keys(text: str) -> tuple[str, ...]:
    return tuple(map(_key, _WORD.findall(text)))


def _key(word: str) -> str:
    key = word.casefold()
    return _DENIALS.get(key, key)


def _gain(place: _Place, tokens: Sequence[_Token], left: Sequence[int]) -> float:
    """How much of what is left of a sentence a place explains."""
    return sum(tokens[at].weight for at in left) - sum(tokens[at].weight for at in _without(left, tokens, place))


def _without(left: Sequence[int], tokens: Sequence[_Token], place: _Place) -> list[int]:
    """What is left of a sentence when a place has explained its words, each as often as it stands there."""
    have = Counter(place.keys)
    rest = []
    for at in left:
        way = next((way for way in map(Counter, tokens[at].ways) if way <= have), None)
        if way is None:
            rest.append(at)
        else:
            have -= way
    return rest


def _last_word(
    places: Sequence[_Place], tokens: Sequence[_Token], left: Sequence[int], found: Sequence[_Place], side: Side
) -> _Place | None:
    """A text that was surely used and explains one more word that matters."""
    sure = [place for place in places if place.likely == _NEAREST and place not in found]
    gains = [(_gain(place, tokens, left), place) for place in sure]
    gain, best = max(gains, key=lambda each: _preferred(each[0], each[1], side), default=(0.0, None))
    return best if gain >= 1.0 else None


def _together(found: Sequence[_Place]) -> list[Source]:
    """The sources found, sentences of the same message as one quotation in the order of the message."""
    by_text: dict[str, list[_Place]] = {}
    for place in found:
        by_text.setdefault(place.source.message_id, []).append(place)
    return [replace(places[0].source, quote=_quote(sorted(places, key=_order))) for places in by_text.values()]


def _quote(places: Sequence[_Place]) -> str:
    parts = [places[0].source.quote]
    for before, place in pairwise(places):
        parts.append(" " if place.order == before.order + 1 else " … ")
        parts.append(place.source.quote)
    return "".join(parts)


def _order(place: _Place) -> int:
    return place.order


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()
