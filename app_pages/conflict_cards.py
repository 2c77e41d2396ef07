"""Two answers that cannot both be right, as one card: who says what, since when, and what speaks for either.

Knows nothing of Streamlit. A is always the older answer where the dates are known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app_pages.marked_text import Mark, Piece, mark_spans
from prep.clock import day, days_between
from prep.decisions import BOTH_RIGHT, NO_CONTRADICTION, ONE_ANSWER, edited
from prep.disputes import disputes, evidence
from prep.facts import Fact, disagreements
from prep.facts.side_by_side import NOTHING, differing_facts, fact_rows
from prep.found import Found
from prep.plurals import many
from prep.presses import Decided
from prep.records import Decision, Pair

Key = Literal["1", "2", "3", "5"]
_KIND_WORDS = {
    "number": "a number", "money": "an amount", "percent": "a percentage", "duration": "a period",
    "frequency": "how often", "date": "a date", "time": "a time of day", "measure": "a measure",
    "version": "a version", "url": "an address", "email": "an address", "phone": "a phone number",
    "menu": "where to click", "contact": "whom to ask", "name": "a name", "answer": "yes or no",
    "modality": "what is allowed", "contrast": "opposites",
    "limit": "a limit", "negation": "what is denied", "scope": "whom it is about",
}  # fmt: skip
_MOST = 3  # times as many answers on one side as on the other, from which the many are the likelier


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two answers, and every pair that gives it. The first is shown."""

    pairs: tuple[Pair, ...]

    @property
    def shown(self) -> Pair:
        return self.pairs[0]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(pair.pair_id for pair in self.pairs)

    @property
    def times(self) -> list[str]:
        return sorted(pair.answered_at for pair in self.pairs if pair.answered_at)


@dataclass(frozen=True, slots=True)
class Card:
    """One conflict."""

    left: Side
    right: Side
    facts: tuple[tuple[str, str, str], ...]  # what, A says, B says
    differs_in: str  # "a limit"
    evidence: str
    likely: Key | None
    edges: tuple[tuple[str, str], ...]  # the findings behind it, as pairs of ids

    @property
    def card_id(self) -> str:
        return f"{self.left.shown.pair_id} {self.right.shown.pair_id}"

    @property
    def ids(self) -> tuple[str, ...]:
        return (*self.left.ids, *self.right.ids)

    @property
    def n_tickets(self) -> int:
        return len({pair.ticket_id for pair in (*self.left.pairs, *self.right.pairs)})

    @property
    def newer_by_days(self) -> int | None:
        """How much later B's shown answer was given than A's."""
        return days_between(self.left.shown.answered_at, self.right.shown.answered_at)


def cards(found: Found) -> list[Card]:
    """Every conflict of the audit, each pair of opposing answers once; first what most answers speak for."""
    scores = edges = _edges(found)
    made = []
    while edges:
        card = _card(found, edges)
        made.append(card)
        edges = {edge: value for edge, value in edges.items() if edge not in card.edges}
    return sorted(made, key=lambda card: (-_evidence(card, scores), card.card_id))


def _evidence(card: Card, scores: Mapping[tuple[str, str], float]) -> float:
    """How much speaks for it; half of that where the two answers shown state no fact of one kind."""
    total = evidence([scores[edge] for edge in card.edges])
    return total if any(NOTHING not in (left, right) for _, left, right in card.facts) else total / 2


def n_conflicts(open_cards: Sequence[Card], found: Found) -> int:
    """How many questions the answers on these cards disagree about: what the audit counts as one conflict.

    One question may have several cards, each with two of its answers.
    """
    dispute_of = {pair_id: tied for tied in disputes(found.audit.findings) for pair_id in tied}
    return len({dispute_of[card.left.shown.pair_id] for card in open_cards})


def is_open(card: Card, found: Found, decided: Decided) -> bool:
    """Whether two of its opposing answers still stand against each other and one of them waits for a person.

    Answers that were rewritten since the audit are compared anew, and only those.
    """
    waiting = set(found.audit.waiting)

    def is_settled(edge: tuple[str, str]) -> bool:
        words = [decided.words[pair_id] for pair_id in edge if pair_id in decided.words]
        said = [standing.said.action for standing in words if not standing.is_overtaken]
        if "reject" in said:
            return True
        if any(_is_rewritten(decided.since.get(pair_id)) for pair_id in edge):
            return not disagreements(*(edited(found.pairs[pair_id], decided.words).response for pair_id in edge))
        return all(pair_id not in waiting or pair_id in decided.since for pair_id in edge)

    return not all(is_settled(edge) for edge in card.edges)


def _is_rewritten(decision: Decision | None) -> bool:
    """Whether a person gave an answer other words; a case that both answers are right in settles them as it is."""
    return decision is not None and decision.action == "edit" and decision.reason != BOTH_RIGHT


def restated(card: Card, decided: Decided) -> Card:
    """The card in the words that a person gave its answers since the audit."""
    left, right = (Side(tuple(edited(pair, decided.words) for pair in side.pairs)) for side in (card.left, card.right))
    if (left, right) == (card.left, card.right):
        return card
    ours, theirs = left.shown.response, right.shown.response
    facts = fact_rows(ours, theirs)
    return replace(card, left=left, right=right, facts=facts, differs_in=_differs_in(facts))


def choose_left(card: Card) -> list[Decision]:
    return _keep(card.left, card.right, "the other answer is right")


def choose_right(card: Card) -> list[Decision]:
    return _keep(card.right, card.left, "the other answer is right")


def right_replaced_left(card: Card) -> list[Decision]:
    return _keep(card.right, card.left, "superseded")


def drop_both(card: Card) -> list[Decision]:
    return [Decision(pair_id, "reject", "neither answer is right") for pair_id in card.ids]


def keep_both(card: Card, left_when: str, right_when: str) -> list[Decision]:
    """Both are right, each in its case; a case that is named becomes part of the response. One of them has to be."""
    return [
        _in_case(pair, when) for side, when in ((card.left, left_when), (card.right, right_when)) for pair in side.pairs
    ]


def no_contradiction(card: Card) -> list[Decision]:
    """Nothing to choose between: all of them stand as they are, and no audit holds them against each other again."""
    return [Decision(pair_id, "accept", NO_CONTRADICTION) for pair_id in card.ids]


def write_one(card: Card, response: str) -> list[Decision]:
    """One answer for everybody who asked."""
    return [Decision(pair_id, "edit", ONE_ANSWER, response=response.strip()) for pair_id in card.ids]


def consequence(card: Card) -> str:
    """What the likely choice does, in counts; the first choice where none is likely."""
    left, right = (many(len(side.pairs), "pair") for side in (card.left, card.right))
    if card.likely == "3":
        return f"**3** keeps B’s {right} and sets A’s {left} aside as superseded."
    if card.likely == "2":
        return f"**2** keeps B’s {right} and sets A’s {left} aside."
    return f"**1** keeps A’s {left} and sets B’s {right} aside."


def marked(card: Card) -> tuple[list[Piece], list[Piece]]:
    """Both shown answers, the facts in which they differ marked."""
    left, right = card.left.shown.response, card.right.shown.response
    ours, theirs = differing_facts(left, right)
    return mark_spans(left, map(_mark, ours)), mark_spans(right, map(_mark, theirs))


def who_and_when(pair: Pair, zone: str | None) -> str:
    """ "14 Jan 2026 · AGENT_7 · T1042/2"."""
    return " · ".join(part for part in (day(pair.answered_at, zone), pair.agent.strip("[]"), pair.pair_id) if part)


def _edges(found: Found) -> dict[tuple[str, str], float]:
    """Each opposing pair of ids once, with the audit's confidence, surest first."""
    edges: dict[tuple[str, str], float] = {}
    for finding in found.conflicts:
        one = finding.pair_ids[0]
        for other in finding.pair_ids[1:]:
            if one in found.pairs and other in found.pairs:
                edges.setdefault((min(one, other), max(one, other)), finding.value or 0.0)
    return dict(sorted(edges.items(), key=lambda edge: (-edge[1], edge[0])))


def _card(found: Found, edges: Mapping[tuple[str, str], float]) -> Card:
    first = next(iter(edges))
    older, newer = sorted((found.pairs[one] for one in first), key=lambda pair: (pair.answered_at, pair.pair_id))
    tied = [found.pairs[pair_id] for pair_id in _connected(edges, first)]
    left = Side((older, *(pair for pair in tied if _sides_with(pair, older, newer, edges))))
    right = Side((newer, *(pair for pair in tied if _sides_with(pair, newer, older, edges))))
    facts = fact_rows(older.response, newer.response)
    evidence, likely = _weigh(left, right)
    return Card(
        left,
        right,
        facts=facts,
        differs_in=_differs_in(facts),
        evidence=evidence,
        likely=likely,
        edges=tuple(edge for edge in edges if len({*edge} & {*left.ids}) == 1 and len({*edge} & {*right.ids}) == 1),
    )


def _sides_with(pair: Pair, own: Pair, other: Pair, edges: Mapping[tuple[str, str], float]) -> bool:
    """Whether a pair says what `own` says: audit or facts put it against the other, and nothing against this."""
    if _edge(pair, own) in edges or disagreements(pair.response, own.response):
        return False
    return _edge(pair, other) in edges or bool(disagreements(pair.response, other.response))


def _edge(one: Pair, other: Pair) -> tuple[str, str]:
    return min(one.pair_id, other.pair_id), max(one.pair_id, other.pair_id)


def _connected(edges: Mapping[tuple[str, str], float], first: tuple[str, str]) -> list[str]:
    """All ids that conflicts tie to the first two, those two left out."""
    reached = set(first)
    while more := {one for edge in edges if reached & set(edge) for one in edge} - reached:
        reached |= more
    return sorted(reached - set(first))


def _weigh(left: Side, right: Side) -> tuple[str, Key | None]:
    """One sentence about what speaks for either, and the choice that it makes likely."""
    n_left, n_right = len(left.pairs), len(right.pairs)
    if left.times and right.times and left.times[-1] < right.times[0]:
        since = day(right.times[0])
        if n_right > 1:
            return f"All {n_right} answers since {since} say what B says. This looks like a policy change.", "3"
        if n_left >= _MOST:
            return (
                f"{n_left} of {n_left + 1} answers say what A says, but the newest, of {since}, says what B says.",
                None,
            )
        return f"The answer of {since} says what B says; it is the newer one.", None
    if n_left >= _MOST * n_right:
        return f"{n_left} of {n_left + n_right} answers say what A says.", "1"
    if n_right >= _MOST * n_left:
        return f"{n_right} of {n_left + n_right} answers say what B says.", "2"
    return "The tickets speak for neither: ask whoever owns the policy.", None


def _differs_in(facts: Sequence[tuple[str, str, str]]) -> str:
    """The first fact that both answers state, in words."""
    kinds = [kind for kind, left, right in facts if NOTHING not in (left, right)]
    return _KIND_WORDS.get(kinds[0], "what they say") if kinds else "what they say"


def _keep(kept: Side, dropped: Side, reason: str) -> list[Decision]:
    return [
        *(Decision(pair_id, "reject", reason) for pair_id in dropped.ids),
        *(Decision(pair_id, "accept") for pair_id in kept.ids),
    ]


def _in_case(pair: Pair, when: str) -> Decision:
    case = when.strip().rstrip(".:,;")
    if not case:
        return Decision(pair.pair_id, "accept", BOTH_RIGHT)
    return Decision(
        pair.pair_id,
        "edit",
        BOTH_RIGHT,
        response=f"{case[0].upper()}{case[1:]}: {pair.response}",
    )


def _mark(fact: Fact) -> Mark:
    return fact.start, fact.end, "fact"
