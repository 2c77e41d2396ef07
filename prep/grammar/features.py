"""A question as the few counts that say whether it stands on its own."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from prep.grammar import lexicon as lex
from prep.grammar.anchors import find_anchors
from prep.grammar.ellipsis import find_ellipses, is_year
from prep.grammar.references import find_opening, find_references
from prep.grammar.signals import Signal
from prep.grammar.tagging import Word, read_words
from prep.grammar.valency import find_open_places, is_left_open
from prep.grammar.world import find_own_things

_TOPICS = (
    "name", "full-name", "name-aside", "noun", "noun-introduced", "noun-definite", "noun-owned", "noun-asked",
    "noun-aside", "quoted", "world", "owned-part", "own-deed", "place-given",
)  # fmt: skip
_NAMES = ("name", "full-name", "name-aside", "quoted", "compound")


@lru_cache(maxsize=20_000)
def find_signals(text: str) -> tuple[Signal, ...]:
    """Everything the reading notices in a text, in order of place."""
    words = read_words(text)
    found = [
        *find_references(text, words),
        *find_opening(words),
        *find_ellipses(text, words),
        *find_own_things(words),
    ]
    left_open = tuple(find_open_places(text, words))
    names = {signal.name for signal in left_open}
    found += left_open
    found += [
        anchor
        for anchor in find_anchors(text, words)
        if not is_left_open(text[anchor.start : anchor.end].lower(), names)
    ]
    return tuple(sorted(found, key=lambda signal: (signal.start, signal.end, signal.name)))


def question_features(text: str) -> Mapping[str, float]:
    """Counts of signals (at most 2 each) and a few facts about the whole: its length, whether it names anything."""
    words = [word for word in read_words(text) if word.kind != "mark"]
    counts = Counter(signal.name for signal in find_signals(text))
    features = {name: float(min(count, 2)) for name, count in counts.items()}
    n_topics = sum(counts[name] for name in _TOPICS) + counts["heading"]
    is_past = any(
        word.low in lex.PAST_AUXILIARIES or (word.kind == "verb" and word.low.endswith("ed")) for word in words
    )
    unnamed = not any(counts[name] for name in _NAMES) and not any(word.kind == "speaker" for word in words)
    features["length"] = min(math.log(1 + len(words)), 3.2) - 2
    features["no-topic"] = float(n_topics == 0)
    features["one-topic"] = float(n_topics == 1)
    features["past-unnamed"] = float(is_past and unnamed)
    features["you"] = float(_addresses_you(words))
    features["year"] = float(any(is_year(word) for word in words))
    return features


def _addresses_you(words: Sequence[Word]) -> bool:
    """Whether a text speaks to somebody; thanks do not count."""
    return any(
        word.low in ("you", "your") and not (n and words[n - 1].low in ("thank", "thanks"))
        for n, word in enumerate(words)
    )
