"""Invented companies: the names of their tools and teams, and which rule with which values each policy has there."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.source import Policy, Rule
from corpus.values import Style, draw

_SLOT = re.compile(r"\{(\w+)\}")
SUFFIXES = ("", "", " Group", " Foods", " Logistics", " Systems", " Works", " Retail", " Care")
MONEY = ("£{}", "${}", "€{}", "{} euros", "{} dollars", "EUR {}", "USD {}", "Rs {}", "{} francs", "{} kroner", "SGD {}")


@dataclass(frozen=True, slots=True)
class Fact:
    """A policy as one company has it."""

    policy: Policy
    rule: Rule
    values: Mapping[str, str]


@dataclass
class Company:
    """Settles each policy when it is first asked for, and keeps to it."""

    words: Mapping[str, str]  # "hr_portal" → "Talvero"
    style: Style
    phrases: Mapping[str, Any]
    rng: random.Random
    _facts: dict[str, Fact] = field(default_factory=dict)

    def fact(self, policy: Policy) -> Fact:
        if policy.policy_id not in self._facts:
            values = {name: draw(kind, self.style, self.phrases, self.rng) for name, kind in policy.values}
            self._facts[policy.policy_id] = Fact(policy, self.rng.choice(policy.rules), values)
        return self._facts[policy.policy_id]

    def fill(self, text: str, values: Mapping[str, str] | None = None) -> str:
        """The text with the company's words, and with a fact's values, in the place of {placeholders}."""

        def word(slot: re.Match[str]) -> str:
            filled = (values or {}).get(slot[1]) or self.words[slot[1]]
            starts = not slot.start() or text[: slot.start()].endswith((". ", "? ", "! "))
            return filled[0].upper() + filled[1:] if starts else filled

        return _SLOT.sub(word, text).replace("the the ", "the ").replace("The the ", "The ")


def invent(phrases: Mapping[str, Any], rng: random.Random) -> Company:
    """A company with names that no other is likely to have."""
    name = coin(phrases["syllables"], rng)
    domain = f"{name.lower()}.{rng.choice(('example', 'test', 'invalid'))}"
    words = {
        "company": f"{name}{rng.choice(SUFFIXES)}",
        "site": rng.choice(phrases["sites"]),
        "wifi": f"{name}-{rng.choice(('Staff', 'Secure', 'Corp', 'Office', 'Work'))}",
        "guest_wifi": f"{name}-{rng.choice(('Guest', 'Visitor', 'Open', 'Public'))}",
    }
    for tool, plain in phrases["tools"].items():
        words[tool] = _tool(plain, phrases, rng)
    for team, names in phrases["teams"].items():
        words[team] = rng.choice(names)
    style = Style(rng.choice(MONEY), rng.random() < 0.7, domain)
    return Company(words, style, phrases, rng)


def _tool(plain: Sequence[str], phrases: Mapping[str, Any], rng: random.Random) -> str:
    """What it is, "the leave portal", or more often a name of its own: "Talvero", "ClaimPath"."""
    if rng.random() < 0.35:
        return rng.choice(plain)
    if rng.random() < 0.6:
        return coin(phrases["syllables"], rng)
    return f"{rng.choice(phrases['tool_heads'])}{rng.choice(phrases['tool_tails'])}"


def coin(syllables: Sequence[Sequence[str]], rng: random.Random) -> str:
    """A name that means nothing: "Talvero"."""
    return "".join(rng.choice(part) for part in syllables).capitalize()
