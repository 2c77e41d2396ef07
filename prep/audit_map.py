"""The map of the questions as the report draws it: a dot a pair, coloured by topic or by what was found.

What a dot says names nobody: topic, pair id, what was found, and those words of the question that at least five tickets
use.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from prep.disputes import CODE
from prep.facts.concepts import concept
from prep.question_map import Places
from prep.records import Audit, Pair

Fate = Literal["kept", "noted", "conflict", "waiting", "aside"]
WIDTH, HEIGHT, MARGIN = 900, 560, 14
MOST_DOTS = 3_000  # of a larger set the dots with findings, and of the others so many that this is not passed
COLOURED, NAMED = 6, 14  # topics with a colour of their own, and with their name on the map
FATES: Mapping[Fate, str] = {
    "conflict": "contradicts another answer",
    "waiting": "waits for another reason",
    "aside": "set aside",
    "noted": "kept, with a remark",
    "kept": "kept, nothing found",
}
_SHARED_BY = 5  # tickets that must use a word before a dot says it
_WORDS = 4


@dataclass(frozen=True, slots=True)
class Dot:
    """One pair on the map."""

    x: float
    y: float
    colour: int  # of its topic: 0 to COLOURED - 1, or COLOURED for all others
    fate: Fate
    says: str


@dataclass(frozen=True, slots=True)
class Label:
    """A topic's name in the middle of its questions."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole map. `topics` and `fates` are the legends, with how many pairs each has."""

    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    topics: tuple[tuple[str, int], ...]
    n_other_topics: int
    fates: tuple[tuple[Fate, str, int], ...]
    n_pairs: int


def draw_map(pairs: Sequence[Pair], audit: Audit, places: Places, held_back: Collection[str] = ()) -> Drawing:
    """The map of all pairs, whose places come in their order; without words of those that are held back."""
    fates = _fates(audit)
    sizes = Counter(pair.topic for pair in pairs)
    ranked = sorted(sizes, key=lambda topic: (-sizes[topic], topic))
    colour = {topic: min(rank, COLOURED) for rank, topic in enumerate(ranked)}
    found: dict[str, set[str]] = defaultdict(set)
    for finding in audit.findings:
        found[finding.pair_ids[0]].add(finding.code.replace("-", " "))
    words = _shared_words(pairs)
    dots = [
        Dot(
            *_on_paper(places[row]),
            colour[pair.topic],
            fates[pair.pair_id],
            "\n".join(
                filter(
                    None,
                    (
                        f"{pair.topic or 'no topic'} · {pair.pair_id}",
                        ", ".join(sorted(found[pair.pair_id])) or FATES[fates[pair.pair_id]],
                        "" if pair.pair_id in held_back else " ".join(words[row]),
                    ),
                )
            ),
        )
        for row, pair in enumerate(pairs)
    ]
    counts = Counter(dot.fate for dot in dots)
    return Drawing(
        dots=tuple(_thinned(dots)),
        labels=tuple(_labels(pairs, places, ranked[:NAMED])) if len(ranked) > 1 else (),
        topics=tuple((topic or "no topic", sizes[topic]) for topic in ranked[:COLOURED]),
        n_other_topics=sum(sizes[topic] for topic in ranked[COLOURED:]),
        fates=tuple((fate, says, counts[fate]) for fate, says in FATES.items() if counts[fate]),
        n_pairs=len(pairs),
    )


def _fates(audit: Audit) -> dict[str, Fate]:
    disputed = {finding.pair_ids[0] for finding in audit.findings if finding.code == CODE}
    remarked = {finding.pair_ids[0] for finding in audit.findings if finding.code != "same-question"}
    fates: dict[str, Fate] = {pair_id: "noted" if pair_id in remarked else "kept" for pair_id in audit.kept}
    fates |= {pair_id: "conflict" if pair_id in disputed else "waiting" for pair_id in audit.waiting}
    return fates | dict.fromkeys(audit.rejected, "aside")


def _on_paper(place: Places) -> tuple[float, float]:
    x, y = (float(value) for value in place)
    return round(MARGIN + x * (WIDTH - 2 * MARGIN), 1), round(MARGIN + y * (HEIGHT - 2 * MARGIN), 1)


def _thinned(dots: Sequence[Dot]) -> list[Dot]:
    """Plain dots first, so that what was found lies on top of them."""
    plain, told = [dot for dot in dots if dot.fate == "kept"], [dot for dot in dots if dot.fate != "kept"]
    kept = max(0, MOST_DOTS - len(told))
    chosen = plain if len(plain) <= kept else [plain[n * len(plain) // kept] for n in range(kept)]
    order = list(FATES)
    return [*chosen, *sorted(told, key=lambda dot: -order.index(dot.fate))]


def _labels(pairs: Sequence[Pair], places: Places, topics: Sequence[str]) -> list[Label]:
    """Each topic's name at the question nearest to the middle of its own; where two would collide the smaller goes."""
    labels: list[Label] = []
    for topic in topics:
        rows = [row for row, pair in enumerate(pairs) if pair.topic == topic]
        own = places[rows]
        middle = own[np.abs(own - np.median(own, axis=0)).sum(axis=1).argmin()]
        x, y = _on_paper(middle)
        x = min(max(x, 60.0), WIDTH - 60.0)
        if topic and all(abs(x - other.x) > 110 or abs(y - other.y) > 22 for other in labels):
            labels.append(Label(x, max(y, 20.0), topic[:28]))
    return labels


def _shared_words(pairs: Sequence[Pair]) -> list[list[str]]:
    """The first few words of each question that several tickets use."""
    spoken = [_spoken(pair.instruction) for pair in pairs]
    tickets: dict[str, set[str]] = defaultdict(set)
    for pair, words in zip(pairs, spoken, strict=True):
        for word in words:
            tickets[word].add(pair.ticket_id or pair.pair_id)
    return [[word for word in words if len(tickets[word]) >= _SHARED_BY][:_WORDS] for words in spoken]


def _spoken(text: str) -> list[str]:
    """Words that say something and are written small, as no name is; nothing with a figure or a placeholder."""
    said = (word.strip(".,;:!?\"'()«»") for word in text.split())
    small = (word for word in said if word.isalpha() and word.islower() and len(word) > 2)
    return list(dict.fromkeys(word for word in small if concept(word)))
