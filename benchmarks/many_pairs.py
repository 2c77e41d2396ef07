"""A helpdesk's pairs in any number, from one seed: what `prep_speed.py` audits.

Each question is a policy of data/tiny-base/corpus with other words in the place of its own, so that there are as many
questions as wanted, and each is asked and answered in the policy's many wordings. Few questions are asked often and
most seldom. Among the pairs are copies of all kinds, other answers than the usual one, and answers from before a rule
changed, each in a share that helpdesks have.
"""

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from prep.records import Pair

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "data" / "tiny-base"))

from corpus.companies import Company, invent  # noqa: E402 - found only with the path above
from corpus.source import Policy, Rule, load_phrases, load_policies  # noqa: E402
from corpus.wording import Voices, slip  # noqa: E402

EXACT, NEAR = 0.05, 0.10  # share of the pairs that copy an earlier one of their question, letter for letter and nearly
DISPUTED = 0.10  # share of the questions with two answers that exclude each other
OTHERWISE = 0.3  # share of a disputed question's pairs with the other answer
CHANGED = 0.5  # share of the disputed questions where the other answer is the older one
OTHER_WORDS = 0.6  # share of a policy's words that another question has others for
PER_QUESTION = 5  # pairs, on average

_WORD = re.compile(r"(?<![{\w@.])[a-z]{5,}(?![}\w@.])")
_HELLO = ("Hi, ", "Hello team, ", "Dear all, ", "Good morning, ")
_BYE = (" Thanks!", " Many thanks", " Regards, Jo", " Thank you.")
Reword = Callable[[str], str]


def many_pairs(n: int, *, seed: int = 1) -> list[Pair]:
    """Exactly `n` pairs, in random order. A larger set with the same seed is another set, not this one and more."""
    rng = random.Random(f"{seed}/{n}")
    phrases, policies = load_phrases(), load_policies()
    voices, company = Voices(phrases), invent(phrases, rng)
    vocabulary = sorted({word for policy in policies for text in policy.asks for word in _WORD.findall(text)})
    pairs: list[Pair] = []
    number = 0
    while len(pairs) < n:
        if number % len(policies) == 0:
            rng.shuffle(policies)
        policy = policies[number % len(policies)]
        reword = _exchange(policy, vocabulary, rng) if number >= len(policies) else str
        wanted = min(n - len(pairs), 60, int(rng.paretovariate(1.3) * PER_QUESTION * 0.3) + 1)
        pairs += _question(f"{number}", policy, wanted, company, voices, reword, rng)
        number += 1
    rng.shuffle(pairs)
    return pairs


def _question(
    name: str, policy: Policy, n: int, company: Company, voices: Voices, reword: Reword, rng: random.Random
) -> Iterator[Pair]:
    company = replace(company, rng=rng, _facts={})  # another question has values of its own
    usual = company.fact(policy)
    company = replace(company, _facts={})
    other = company.fact(policy)
    disputed, changed = rng.random() < DISPUTED, rng.random() < CHANGED
    written: list[Pair] = []
    for number in range(n):
        place = rng.random()
        if written and place < EXACT + NEAR:
            model = rng.choice(written)
            asked, said, when = model.instruction, model.response, model.answered_at
            if place >= EXACT:
                asked = _nearly(asked, rng)
        else:
            otherwise = disputed and rng.random() < OTHERWISE
            fact = other if otherwise else usual
            asked = voices.hurried(company.fill(reword(voices.ask(policy, rng))), rng)
            said = company.fill(reword(_wording(fact.rule, rng)), fact.values)
            when = _day(rng, early=otherwise and changed, late=not otherwise and disputed and changed)
        pair = Pair(f"Q{name}/{number}", f"T{name}-{number}", asked, said, policy.topic, "", when)
        written.append(pair)
        yield pair


def _wording(rule: Rule, rng: random.Random) -> str:
    return rng.choice(rule.terse if rule.terse and rng.random() < 0.2 else rule.full)


def _exchange(policy: Policy, vocabulary: Sequence[str], rng: random.Random) -> Reword:
    """Other words for a share of the policy's own, the same ones in all its texts."""
    others: dict[str, str] = {}

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word not in others:
            others[word] = rng.choice(vocabulary) if rng.random() < OTHER_WORDS else word
        return others[word]

    return lambda text: _WORD.sub(other, text)


def _nearly(text: str, rng: random.Random) -> str:
    """The same question with a greeting, a sign-off or a slip."""
    match rng.randrange(3):
        case 0:
            return rng.choice(_HELLO) + text
        case 1:
            return text + rng.choice(_BYE)
        case _:
            return slip(text, rng)


def _day(rng: random.Random, *, early: bool, late: bool) -> str:
    month = rng.randint(1, 5) if early else rng.randint(8, 12) if late else rng.randint(1, 12)
    return f"2025-{month:02}-{rng.randint(1, 28):02}T09:00:00Z"
