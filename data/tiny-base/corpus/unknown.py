"""What the base must not know: the sample company's facts, as the phrases in which its answers state them.

A phrase is LENGTH words of an answer around a value that the answer must state. A document with one is left out, and a
test looks for them in what remains.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.source import LOADER

SAMPLE = Path(__file__).resolve().parents[2] / "sample" / "company"
LENGTH = 6  # words; shorter ones, such as "up to 10 days", are anybody's
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases that texts can be searched for."""

    phrases: frozenset[str]

    @classmethod
    def of_answers(cls, folder: Path) -> "Phrases":
        """The phrases of every answer in a company's topic files."""
        return cls(frozenset(phrase for answer, values in _answers(folder) for phrase in phrases_of(answer, values)))

    def found_in(self, text: str) -> list[str]:
        words = _WORD.findall(text.lower())
        return [phrase for phrase in windows(words) if phrase in self.phrases]


def phrases_of(answer: str, values: Iterable[str]) -> Iterator[str]:
    """The answer's phrases that hold one of the values whole; none when it is shorter than a phrase."""
    words = _WORD.findall(answer.lower())
    wanted = [f" {' '.join(_WORD.findall(value.lower()))} " for value in values]
    for phrase in windows(words):
        if any(value in f" {phrase} " for value in wanted):
            yield phrase


def windows(words: Sequence[str]) -> Iterator[str]:
    """Every run of LENGTH words."""
    return (" ".join(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1))


def _answers(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for file in sorted(folder.glob("*.yaml")):
        topic: Any = yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)
        for fact in topic.get("facts", ()):
            now, before = fact["must_state"], (fact.get("changed") or {}).get("old_must_state", [])
            answers = [fact["answer"], *fact["answers"], *fact.get("shorthand_answers", ())]
            yield from ((answer, now) for answer in answers)
            yield from ((answer, before) for answer in (fact.get("changed") or {}).get("old_answers", ()))
