"""Planted copies: proof that a search finds the copies that people make.

From each question one copy of each kind is made, and the same search that certifies looks for it. What cannot be made
of a question (a typo in one without a word of letters, a reorder of one word) is not planted.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from prep.slips import ABBREVIATIONS, COMMON, COURTESY

MAX_QUESTIONS = 200  # that plants are made of

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NAMES = ("Priya", "Tom", "Chiara Rossi", "Jean-Luc", "Amir Khan", "Søren", "María")
_GREETINGS = (
    "Hi {name}, {text}", "Hello team, {text}", "Good morning {name}, {text}", "Dear {name},\n\n{text}", "Hey! {text}",
    "Hi there, {text}", "Dear Sir or Madam,\n{text}", "Good afternoon all,\n\n{text}",
)  # fmt: skip
_SIGN_OFFS = (
    "{text}\n\nThanks,\n{name}", "{text} Thanks, {name}", "{text}\nKind regards\n{name}", "{text} Cheers, {name}",
    "{text}\n\nBest regards,\n{name}", "{text} Many thanks in advance!", "{text} Thank you!", "{text}\nBest,\n{name}",
)  # fmt: skip
_INTRODUCTIONS = (
    "This is {name}. {text}", "{name} here. {text}", "My name is {name}. {text}", "Hi, I'm {name}. {text}",
    "{text}\n- {name}",
)  # fmt: skip
_WORDS = COMMON | COURTESY | ABBREVIATIONS
_PLACEHOLDER = re.compile(r"\[([A-Z]+)_\d+\]")
_TYPEABLE = re.compile(r"(?<![\w\['’])[^\W\d_]{3,}(?:['’][^\W\d_]+)?(?![\w\]])")
_PUNCTUATION = re.compile(r"(?<!\d)[^\w\s\[\]](?!\d)")


@dataclass(frozen=True, slots=True)
class Planted:
    """How many copies of one kind were planted and how many the search found."""

    kind: str
    n_planted: int
    n_found: int


def plant(texts: Sequence[str], *, seed: int) -> dict[str, dict[int, str]]:
    """For each kind of copy the planted text by the position of the question that it copies."""
    rng = random.Random(seed)
    chosen = sorted(rng.sample(range(len(texts)), min(MAX_QUESTIONS, len(texts))))
    planted: dict[str, dict[int, str]] = {}
    for kind, make in _KINDS.items():
        made = {place: make(texts[place], rng) for place in chosen}
        planted[kind] = {place: text for place, text in made.items() if text}
    return planted


def count_found(
    planted: Mapping[str, Mapping[int, str]], search: Callable[[Sequence[str]], set[tuple[int, int]]]
) -> tuple[Planted, ...]:
    """`search` gives the pairs (position of a question, position among the given texts) that are copies."""
    rows = [(kind, place, text) for kind, made in planted.items() for place, text in made.items()]
    found = search([text for _, _, text in rows])
    hits = [kind for where, (kind, place, _) in enumerate(rows) if (place, where) in found]
    return tuple(Planted(kind, len(made), hits.count(kind)) for kind, made in planted.items())


def _typos(text: str, rng: random.Random, n: int) -> str:
    """Letters doubled, dropped, replaced or swapped in `n` different words; what makes another word is no typo."""
    words = [word for word in _TYPEABLE.finditer(text) if word[0].casefold() not in ("re", "ive")]
    if len(words) < n:
        return ""
    for word in sorted(rng.sample(words, n), key=lambda word: -word.start()):
        text = text[: word.start()] + _mistyped(word[0], rng) + text[word.end() :]
    return text


def _mistyped(word: str, rng: random.Random) -> str:
    while True:
        at = rng.randrange(len(word) - 1)
        slip = rng.choice(
            (
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1 :],
                word[:at] + rng.choice(_LETTERS) + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            )
        )
        if _plain(slip) != _plain(word) and _plain(slip) not in _WORDS:
            return slip


def _plain(word: str) -> str:
    return word.casefold().replace("'", "").replace("’", "")


def _reordered(text: str, rng: random.Random) -> str:
    words = text.split()
    if len(words) < 2:
        return ""
    at = rng.randrange(1, len(words))
    return " ".join((*words[at:], *words[:at]))


def _framed(frames: Sequence[str]) -> Callable[[str, random.Random], str]:
    return lambda text, rng: rng.choice(frames).format(text=text, name=rng.choice(_NAMES))


def _renamed(text: str, rng: random.Random) -> str:
    """Other people in the text; where it names nobody, somebody who asks."""
    renamed = _PLACEHOLDER.sub(lambda found: f"[{found[1]}_{rng.randrange(10, 99)}]", text)
    return renamed if renamed != text else _framed(_INTRODUCTIONS)(text, rng)


_KINDS: Mapping[str, Callable[[str, random.Random], str]] = {
    "exact": lambda text, rng: text,
    "case": lambda text, rng: text.swapcase() if "[" not in text else "",
    "one typo": lambda text, rng: _typos(text, rng, 1),
    "two typos": lambda text, rng: _typos(text, rng, 2),
    "reorder": _reordered,
    "greeting": _framed(_GREETINGS),
    "sign-off": _framed(_SIGN_OFFS),
    "name": _renamed,
    "punctuation": lambda text, rng: _PUNCTUATION.sub("", text),
}
