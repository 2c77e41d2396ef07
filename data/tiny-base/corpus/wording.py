"""How people vary a question: other words for the same, a story before it, haste, slips, half of it in the subject."""

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.source import Policy

_WORD = re.compile(r"[A-Za-z']+")
_SENTENCE = re.compile(r".+?(?:[.?!]+(?= )|$)\s*")


class Voices:
    """Puts questions as different people would."""

    def __init__(self, phrases: Mapping[str, Any]) -> None:
        self.phrases = phrases
        self._rows = {word.lower(): row for row in phrases["synonyms"] for word in row}
        names = sorted(self._rows, key=len, reverse=True)
        self._openings = sorted(phrases["fragments"], key=len, reverse=True)  # the longest that fits is meant
        self._names = re.compile(rf"(?<!{{)\b({'|'.join(re.escape(name) for name in names)})\b(?!}})", re.IGNORECASE)

    def ask(self, policy: Policy, rng: random.Random) -> str:
        """One way to ask about a policy. Placeholders stay; slips come after they are filled, in `hurried`."""
        if rng.random() < 0.08:
            return f"{policy.subject}: {rng.choice(self._fragments(policy.canonical))}"
        text = rng.choice((*policy.asks, policy.canonical))
        if rng.random() < 0.20:
            text = joined(text, rng.choice(policy.asks), rng)
        if rng.random() < 0.40:
            text = self.other_words(text, rng)
        if rng.random() < 0.35:
            text = thinned(text, rng)
        if rng.random() < 0.10:
            text = f"{policy.subject}: {text}"
        if rng.random() < 0.12:
            text = self._with_story(text, rng)
        if rng.random() < 0.08:
            text = f"{text} {rng.choice(self.phrases['after'])}"
        if rng.random() < 0.05:
            text = f"{rng.choice(self.phrases['before'])} {text}"
        return text

    def other_words(self, text: str, rng: random.Random) -> str:
        """Some of the words that have others to stand for them, exchanged."""
        return self._names.sub(lambda found: self._exchange(found[0], rng), text)

    def hurried(self, text: str, rng: random.Random) -> str:
        """Lower case, short forms and slips, each in a part of the messages."""
        if rng.random() < 0.12:
            text = text.lower()
        if rng.random() < 0.08:
            text = _WORD.sub(lambda word: self._shortened(word[0], rng), text)
        if rng.random() < 0.06:
            text = re.sub(r"[.,;!?]", "", text)
        while rng.random() < 0.12:
            text = slip(text, rng)
        return text

    def _exchange(self, word: str, rng: random.Random) -> str:
        if rng.random() < 0.5:
            return word
        other: str = rng.choice(self._rows[word.lower()])
        return other[0].upper() + other[1:] if word[0].isupper() and not word.isupper() else other

    def _shortened(self, word: str, rng: random.Random) -> str:
        short: Mapping[str, str] = self.phrases["short_forms"]
        return short.get(word.lower(), word) if rng.random() < 0.8 else word

    def _with_story(self, text: str, rng: random.Random) -> str:
        story = rng.choice(self.phrases["stories"])
        if rng.random() < 0.3:
            story = f"{story} {rng.choice(self.phrases['stories'])}"
        return f"{story} {text}" if rng.random() < 0.75 else f"{text} {story}"

    def _fragments(self, canonical: str) -> Sequence[str]:
        fragments: Mapping[str, Sequence[str]] = self.phrases["fragments"]
        start = canonical.lower()
        return next((fragments[opening] for opening in self._openings if start.startswith(opening)), fragments["what"])


def joined(one: str, other: str, rng: random.Random) -> str:
    """Parts of two ways to ask the same: some sentences of the one, then some of the other."""
    parts = [*_some(_SENTENCE.findall(one), rng), *_some(_SENTENCE.findall(other), rng)]
    return " ".join(part.strip() for part in parts)


def thinned(text: str, rng: random.Random) -> str:
    """The text without some of its words, as in a search box. What remains must do."""
    share = rng.uniform(0.1, 0.45)
    words = text.split()
    kept = [word for word in words if "{" in word or rng.random() > share]
    return " ".join(kept if len(kept) >= 2 else words)


def _some(parts: Sequence[str], rng: random.Random) -> Sequence[str]:
    """One or more of the parts, in their order."""
    kept = [part for part in parts if rng.random() < 0.6]
    return kept or [rng.choice(parts)]


def slip(text: str, rng: random.Random) -> str:
    """One typing slip: two letters change places, one is lost, or one comes twice."""
    places = [place for place in range(1, len(text) - 1) if text[place].isalpha() and text[place + 1].isalpha()]
    if not places:
        return text
    place = rng.choice(places)
    kind = rng.randrange(3)
    if kind == 0:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return text[:place] + text[place + 1 :] if kind == 1 else text[:place] + text[place] + text[place:]
