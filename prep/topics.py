"""Topics where the export names none: pairs that ask about like things, named by the words that tell them apart.

Questions are grouped by meaning (k-means on unit vectors, so by cosine) and each group is named by the words that are
frequent in it and rare elsewhere. A person may rename topics; two of one name are one topic.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from prep.embeddings import Embed
from prep.records import Pair

PAIRS_A_TOPIC = 60  # about so many, so that each can be measured on its own
FEWEST, MOST = 3, 25  # topics
NAMED_BELOW = 0.5  # of the pairs: where more have a topic of the export's own, that is enough
_ENOUGH = FEWEST * PAIRS_A_TOPIC // 2  # pairs from which topics are found
_TERMS = 3
_SEED = 7


@dataclass(frozen=True, slots=True)
class Topics:
    """Which found topic each pair is in, and what the topics are called."""

    number_of: Mapping[str, int] = field(default_factory=dict)  # pair id → number of its topic
    names: Mapping[int, str] = field(default_factory=dict)

    def of(self, pair_id: str) -> str:
        return self.names.get(self.number_of.get(pair_id, -1), "")

    def renamed(self, before: str, after: str) -> "Topics":
        """The same under another name; KeyError when no topic is called so."""
        if before not in self.names.values():
            raise KeyError(before)
        return replace(self, names={number: after if name == before else name for number, name in self.names.items()})

    def moved(self, pair_id: str, to: str) -> "Topics":
        """One pair in the topic of this name, which is made where there is none."""
        known = next((number for number, name in sorted(self.names.items()) if name == to), None)
        number = known if known is not None else max(self.names, default=0) + 1
        return Topics({**self.number_of, pair_id: number}, {**self.names, number: to})


def are_missing(pairs: Sequence[Pair]) -> bool:
    """Whether so few pairs have a topic that they are to be found, and there are enough pairs for that."""
    n_named = sum(bool(pair.topic) for pair in pairs)
    return len(pairs) >= _ENOUGH and n_named < NAMED_BELOW * len(pairs)


def origin_of_topics(pairs: Sequence[Pair]) -> str:
    """Where the topics of these pairs come from when none were found, in a sentence."""
    n_named = sum(bool(pair.topic) for pair in pairs)
    if n_named == len(pairs):
        return "The export names the topic of every pair; none had to be found."
    if n_named >= NAMED_BELOW * len(pairs):
        return f"The export names the topic of {n_named:,} of {len(pairs):,} pairs, so none had to be found."
    return (
        f"The export names the topic of {n_named:,} of {len(pairs):,} pairs. Topics are found by what is asked from "
        f"{_ENOUGH} pairs on; until then all without one are measured together."
    )


def find_topics(pairs: Sequence[Pair], embed: Embed, known: Topics = Topics()) -> Topics:
    """A topic for each pair without one. Pairs of `known` keep theirs; new ones go to the nearest of those."""
    without = sorted((pair for pair in pairs if not pair.topic), key=lambda pair: pair.pair_id)
    if not without:
        return known
    vectors = embed([pair.instruction for pair in without])
    old = [at for at, pair in enumerate(without) if pair.pair_id in known.number_of]
    if not old:
        numbers = _clusters(vectors)
        return Topics(
            {pair.pair_id: int(number) for pair, number in zip(without, numbers, strict=True)}, _named(without, numbers)
        )
    told = np.array([known.number_of[without[at].pair_id] for at in old])
    present = sorted(set(told.tolist()))
    centres = np.stack([vectors[np.array(old)[told == number]].mean(axis=0) for number in present])
    nearest = (vectors @ centres.T).argmax(axis=1)
    number_of = {pair.pair_id: present[at] for pair, at in zip(without, nearest.tolist(), strict=True)}
    return replace(known, number_of={**number_of, **known.number_of})


def with_topics(pairs: Sequence[Pair], topics: Topics) -> list[Pair]:
    """The pairs, those without a topic with the one that was found for them."""
    return [pair if pair.topic else replace(pair, topic=topics.of(pair.pair_id)) for pair in pairs]


def _clusters(vectors: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]") -> Sequence[int]:
    from sklearn.cluster import KMeans  # seconds, which other commands do without

    n = int(np.clip(round(len(vectors) / PAIRS_A_TOPIC), FEWEST, MOST))
    found = KMeans(min(n, len(vectors)), n_init=4, random_state=_SEED).fit_predict(vectors)
    order: dict[int, int] = {}
    return [order.setdefault(int(number), len(order) + 1) for number in found]  # in the order of the pairs' ids


def _named(pairs: Sequence[Pair], numbers: Sequence[int]) -> dict[int, str]:
    """The words with the highest frequency in the topic times rarity over the topics (c-TF-IDF)."""
    from sklearn.feature_extraction.text import CountVectorizer

    topics = sorted(set(numbers))
    said = [
        " ".join(pair.instruction for pair, number in zip(pairs, numbers, strict=True) if number == topic)
        for topic in topics
    ]
    counter = CountVectorizer(stop_words="english", token_pattern=r"(?u)\b[^\W\d_]{2,}\b")
    try:
        counts = counter.fit_transform(said).toarray()
    except ValueError:  # nothing but stop words
        return {topic: f"topic {topic}" for topic in topics}
    words = counter.get_feature_names_out()
    frequency = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    rarity = np.log1p(counts.sum() / len(topics) / np.maximum(counts.sum(axis=0), 1))
    names: dict[int, str] = {}
    for topic, scores in zip(topics, frequency * rarity, strict=True):
        best = [words[at] for at in np.argsort(-scores, kind="stable")[:_TERMS] if scores[at] > 0]
        name = ", ".join(best) or f"topic {topic}"
        names[topic] = f"{name} ({topic})" if name in names.values() else name
    return names
