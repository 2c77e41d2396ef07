"""The queue of pairs that wait for a person, and one pair beside its thread. Knows nothing of Streamlit."""

import random
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count
from typing import Literal

from app_pages.marked_text import Mark, Piece, mark_spans, word_changes
from prep.clock import day_and_time
from prep.decisions import PART, edited, whole_id
from prep.facts import find_facts, unsaid
from prep.found import Found
from prep.plurals import many
from prep.presses import Decided
from prep.records import Decision, Edit, Finding, Message, Pair, Ticket
from prep.waiting import to_be_seen

Cause = tuple[frozenset[str], str]  # the codes of what was found, and what it is about
Order = Literal["Riskiest first", "Most alike first", "Oldest first", "By topic"]
ORDERS: tuple[Order, ...] = ("Riskiest first", "Most alike first", "Oldest first", "By topic")
SCORES = (0.05, 0.1, 0.2, 0.3)
REASONS = ("does not stand on its own", "not a real answer", "out of date", "personal data", "wrong")
SAMPLE = 20
_SHORTHAND = "undefined-shorthand"
_CHECKABLE = {"number", "money", "percent", "duration", "frequency", "date", "time", "measure", "version"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the waiting pairs a person wants to see, and in which order. None means all."""

    order: Order = "Riskiest first"
    topic: str | None = None
    code: str | None = None
    agent: str | None = None
    below: float | None = None  # how well it stands on its own, 0 to 1

    @property
    def is_filter(self) -> bool:
        """Whether it leaves anything out."""
        return (self.topic, self.code, self.agent, self.below) != (None, None, None, None)


def queue(found: Found, decided: Decided, choice: Choice) -> list[str]:
    """The waiting pairs without a decision since the audit, in the chosen order.

    An edited pair that the audit let wait again waits again. Pairs that only conflict wait on another page.
    """
    return [pair_id for pair_id in _ordered(found, choice) if pair_id not in decided.since]


def sample(found: Found, decided: Decided, *, seed: int) -> list[str]:
    """Some pairs that a rule accepted, drawn at random, for a person who wants to see what rules let through.

    Held-out ones are not among them: looking at those is an opening.
    """
    kept = sorted(pair_id for pair_id in found.audit.kept if pair_id in found.pairs and pair_id not in found.held_back)
    drawn = random.Random(seed).sample(kept, min(SAMPLE, len(kept)))
    return [pair_id for pair_id in drawn if pair_id not in decided.words]


@lru_cache(maxsize=4)
def topics(found: Found) -> list[str]:
    return sorted({found.pairs[pair_id].topic for pair_id in found.waits})


@lru_cache(maxsize=4)
def agents(found: Found) -> list[str]:
    return sorted({found.pairs[pair_id].agent for pair_id in found.waits})


@lru_cache(maxsize=4)
def codes(found: Found) -> list[str]:
    return sorted({finding.code for findings in found.waits.values() for finding in findings})


def next_in(waiting: Sequence[str], trail: Sequence[str]) -> str | None:
    """What to show after those of `trail`: the first that was not shown, then what was skipped longest ago."""
    shown_last = {one: place for place, one in enumerate(trail)}
    return min(waiting, key=lambda one: shown_last.get(one, -1), default=None)


def like_this(found: Found, waiting: Sequence[str], pair_id: str) -> list[str]:
    """The waiting pairs that wait for the same cause, which one decision may settle, this one first."""
    alike = _alike(found)[cause(found.waits[pair_id])]
    return [pair_id, *(one for one in waiting if one != pair_id and one in alike)]


def not_together(found: Found, group: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The pairs of a group that nobody accepts together with others, each with why: the rule of the command line."""
    reasons = {pair_id: to_be_seen(found.about.get(pair_id, ())) for pair_id in group}
    return {pair_id: codes for pair_id, codes in reasons.items() if codes}


def not_together_in_words(alone: Mapping[str, Sequence[str]]) -> str:
    """ "2 pairs stay when you accept the others: conflicting-answers 2. Look at each alone." """
    counts = Counter(chain.from_iterable(alone.values()))
    reasons = " · ".join(f"{code} {n:,}" for code, n in sorted(counts.items()))
    stay = many(len(alone), "pair stays", "pairs stay")
    return f"{stay} when you accept the others: {reasons}. Look at each alone; conflicts are settled on their own page."


def without(listed: Sequence[str], numbers: str) -> tuple[list[str], list[str]]:
    """What stays of a list when what bears these numbers in it, from 1 on, is left out; and what is no such number."""
    words = re.findall(r"[^\s,;]+", numbers)
    known = {str(number): pair_id for number, pair_id in enumerate(listed, start=1)}
    left_out = {known[word] for word in words if word in known}
    return [pair_id for pair_id in listed if pair_id not in left_out], [word for word in words if word not in known]


def cause(findings: Iterable[Finding]) -> Cause:
    """What findings are about. Shorthand comes last: beside a greater lack, spelling it out helps nobody."""
    gravest = min(findings, key=lambda finding: (finding.code == _SHORTHAND, finding.code))
    return frozenset(finding.code for finding in findings), gravest.cause or gravest.detail


def split_in_two(pair: Pair, first: tuple[str, str], second: tuple[str, str], known: Container[str]) -> list[Decision]:
    """The decisions that make two pairs of one: instruction and response of each."""
    new = next(part for n in count(2) if (part := f"{pair.pair_id}{PART}{n}") not in known)
    return [
        Decision(new, "split", instruction=second[0], response=second[1]),
        Decision(pair.pair_id, "edit", "split in two", *first),
    ]


def refused_rewrites(edits: Sequence[Edit]) -> list[tuple[str, list[Piece]]]:
    """Each rewrite that was not let through: the side, and its words with those marked that the pair does not have."""
    return [
        (edit.side, mark_spans(edit.refused, word_changes(edit.after, edit.refused)[1]))
        for edit in edits
        if edit.refused
    ]


def accepted_by_rule(found: Found, decided: Decided) -> int:
    """How many pairs the audit kept without asking anybody."""
    return sum(pair_id not in decided.words for pair_id in found.audit.kept)


def pair_today(found: Found, decided: Decided, pair_id: str) -> Pair:
    """The pair in the words that it has now."""
    return edited(found.made.get(pair_id) or found.pairs[pair_id], decided.words)


def thread(ticket: Ticket, pair: Pair, edits: Sequence[Edit], zone: str | None) -> list[tuple[str, list[Piece]]]:
    """Each message as who and when, and its text; in the answers, what the pair replaced and the facts are marked."""
    answers = _answers(ticket, pair, edits)
    replaced = _per_message(answers, word_changes(_joined(answers), pair.response)[0])
    return [
        (
            " · ".join((_who(message), day_and_time(message.sent_at, zone))),
            mark_spans(message.text, [*replaced[message.message_id], *_fact_marks(message.text)])
            if message in answers
            else [("same", message.text)],
        )
        for message in ticket.messages
        if message.text
    ]


def sides(pair: Pair, ticket: Ticket | None, edits: Sequence[Edit]) -> tuple[list[Piece], list[Piece]]:
    """Instruction and response with what was added to what people wrote, and the facts that must match."""
    answers = _answers(ticket, pair, edits)
    asked = "\n".join(message.text for message in ticket.messages if message.author == "customer") if ticket else ""
    added = word_changes(asked, pair.instruction)[1] if asked and not _stands_in(pair.instruction, asked) else []
    rewritten = word_changes(_joined(answers), pair.response)[1] if answers else []
    return mark_spans(pair.instruction, added), mark_spans(pair.response, [*rewritten, *_fact_marks(pair.response)])


def unsupported(pair: Pair, ticket: Ticket | None) -> list[str]:
    """The checkable facts of the response that nobody wrote in the thread."""
    said = "\n".join(message.text for message in ticket.messages) if ticket else ""
    return [fact.text for fact in unsaid(pair.response, said) if fact.kind in _CHECKABLE]


def states_figures(pair: Pair) -> bool:
    """Whether the response has anything that `unsupported` looks for."""
    return bool(_fact_marks(pair.response))


def why(findings: Sequence[Finding], edits: Sequence[Edit]) -> list[Piece]:
    """Why the pair waits, and each change with its source."""
    told = [_sentence(finding.detail) for finding in findings]
    changed = list(dict.fromkeys(edit.reason for edit in edits if edit.reason))
    if changed:
        told.append(_sentence(f"Also changed: {'; '.join(changed)}"))
    return [("quiet", " ".join(["Why it waits:", *told]))]


def _answers(ticket: Ticket | None, pair: Pair, edits: Sequence[Edit]) -> list[Message]:
    """The agent's messages that the response was made from, which the edits name; always the one the pair is named for.

    Without any of these, the agent's last message.
    """
    said = [message for message in ticket.messages if message.author == "agent" and message.text] if ticket else []
    whole = whole_id(pair.pair_id)
    sources = {whole, whole.rpartition("/")[2]}
    sources.update(message_id for edit in edits if edit.side == "response" for message_id in edit.message_ids)
    return [message for message in said if message.message_id in sources] or said[-1:]


def _joined(messages: Sequence[Message]) -> str:
    return "\n".join(message.text for message in messages)


def _per_message(messages: Sequence[Message], marks: Sequence[Mark]) -> Mapping[str, list[Mark]]:
    """Marks on joined messages as marks on each of them."""
    found: dict[str, list[Mark]] = {}
    start = 0
    for message in messages:
        end = start + len(message.text)
        inside = [
            (max(left, start), min(right, end), kind) for left, right, kind in marks if left < end and right > start
        ]
        found[message.message_id] = [(left - start, right - start, kind) for left, right, kind in inside]
        start = end + 1
    return found


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _stands_in(text: str, thread_text: str) -> bool:
    return " ".join(text.split()).casefold() in " ".join(thread_text.split()).casefold()


def _fact_marks(text: str) -> list[Mark]:
    return [(fact.start, fact.end, "fact") for fact in find_facts(text) if fact.kind in _CHECKABLE]


def _who(message: Message) -> str:
    return "internal note" if message.kind == "internal-note" else message.author


@lru_cache(maxsize=16)
def _ordered(found: Found, choice: Choice) -> list[str]:
    return sorted(
        (one for one in found.waits if _wanted(found, one, choice)), key=lambda one: _place(found, one, choice)
    )


@lru_cache(maxsize=4)
def _alike(found: Found) -> Mapping[Cause, frozenset[str]]:
    groups: dict[Cause, list[str]] = {}
    for pair_id, findings in found.waits.items():
        groups.setdefault(cause(findings), []).append(pair_id)
    return {about: frozenset(ids) for about, ids in groups.items()}


def _wanted(found: Found, pair_id: str, choice: Choice) -> bool:
    pair = found.pairs[pair_id]
    if choice.topic not in (None, pair.topic) or choice.agent not in (None, pair.agent):
        return False
    if choice.below is not None and _score(found.waits[pair_id]) >= choice.below:
        return False
    return choice.code is None or any(finding.code == choice.code for finding in found.waits[pair_id])


def _place(found: Found, pair_id: str, choice: Choice) -> tuple[object, ...]:
    pair = found.pairs[pair_id]
    if choice.order == "Oldest first":
        return (pair.answered_at, pair_id)
    if choice.order == "By topic":
        return (pair.topic, pair_id)
    if choice.order == "Most alike first":
        about = cause(found.waits[pair_id])
        return (-len(_alike(found)[about]), about[1], pair_id)
    return (_score(found.waits[pair_id]), -len(found.waits[pair_id]), pair_id)


def _score(findings: Iterable[Finding]) -> float:
    """How well a pair stands on its own, as the audit measured it; 1 where it found nothing about that."""
    return min((f.value for f in findings if f.code == "not-self-contained" and f.value is not None), default=1.0)
