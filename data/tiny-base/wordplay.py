"""Questions that nobody asks, for the teacher to say what they are near to.

The corpus's questions hold a small part of the words that people ask with. So words in them are exchanged, for ones
that the teacher finds alike or for any that it knows, halves of two questions are put together, and pieces are cut
out: the teacher has a vector for any text, and a base that is drawn to it learns what the words have in common.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from corpus.companies import invent
from corpus.documents import Document
from lives import LONGEST, all_policies, encoder, writer_of
from make_corpus import sample_phrases

ALIKE = 0.65  # share of exchanged words that take one alike
EXCHANGED = (0.0, 0.1, 0.2, 0.3, 0.5, 0.9)  # shares of a text's words, each as often
JOINED, PIECES = 0.3, 0.12  # shares of texts
_LONGEST_PIECE = 5  # words
_WORD = re.compile(r"(?<![{\w])[A-Za-z]{3,}(?![}\w])")


@dataclass(frozen=True, slots=True)
class Words:
    """What may stand in the place of a word. `near` (words, neighbours): places of those most alike."""

    words: Sequence[str]
    near: np.ndarray
    places: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", {word: place for place, word in enumerate(self.words)})

    def another(self, word: str, rng: random.Random) -> str:
        place = self.places.get(word.lower())
        if place is None or rng.random() > ALIKE:
            return rng.choice(self.words)
        return self.words[int(rng.choice(self.near[place]))]


def played(folder: str, number: int, n: int, words: Words) -> list[tuple[str, list[int]]]:
    """`n` texts, each with its tokens up to the place of the answer; none with a phrase of the sample's answers."""
    rng, writer, encode = random.Random(f"wordplay/{number}"), writer_of(withheld=False), encoder(folder)
    company, policies = invent(writer.phrases, rng), all_policies(withheld=False)
    made: list[tuple[str, list[int]]] = []
    while len(made) < n:
        text = writer.ask(company, rng.choice(policies), rng)
        if rng.random() < JOINED:
            text = _joined(text, writer.ask(company, rng.choice(policies), rng), rng)
        if rng.random() < PIECES:
            text = _piece(text, rng)
        text = _exchanged(text, words, rng)
        if sample_phrases().found_in(text):
            continue
        ids, start = encode(Document("answer", (text, "")))
        if start <= LONGEST // 2:
            made.append((text, ids[:start]))
    return made


def _joined(one: str, other: str, rng: random.Random) -> str:
    first, second = one.split(), other.split()
    return " ".join(first[: max(1, round(len(first) * rng.random()))] + second[round(len(second) * rng.random()) :])


def _piece(text: str, rng: random.Random) -> str:
    words = text.split()
    start = rng.randrange(len(words))
    return " ".join(words[start : start + rng.randint(1, _LONGEST_PIECE)])


def _exchanged(text: str, words: Words, rng: random.Random) -> str:
    share = rng.choice(EXCHANGED)
    return _WORD.sub(lambda found: words.another(found[0], rng) if rng.random() < share else found[0], text)
