"""Companies as someone would fine-tune on them: pairs to learn from, and other ways to ask the same, to be asked after.

A life is what one adapter goes through: EPOCHS passes over its company's pairs, in batches of similar length.
"""

import multiprocessing
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing.pool import AsyncResult

import numpy as np
from transformers import PreTrainedTokenizerFast

from corpus.companies import Company, Fact, coin, invent
from corpus.documents import Document, Writer
from corpus.source import Policy, Rule, is_withheld, load_matters, load_policies
from make_corpus import sample_phrases
from tokenizer import render

BATCH = 4  # pairs per step, as the recipe `tiny` has it
STEPS = 225  # per epoch
EPOCHS = 5
LONGEST = 160  # tokens; a longer pair is not used
POLICIES = (12, 200)  # of one company, at first and at last
EXCHANGED, SECOND, SPLICED, SWAPPED = 0.5, 0.25, 0.4, 0.85  # shares of rules, see `_rules`
COINED = 0.1  # share of the exchanged words that no language has
ONE_WORDING = 0.7  # share of companies that answer a question always in the same words
_WORD = re.compile(r"(?<![{\w])[a-z]{3,}(?![}\w])")
_CLAUSE = re.compile(r"(?:[,;:.]| and| or| if| when| but) ")


@dataclass(frozen=True, slots=True)
class Pair:
    ids: list[int]
    answer: int  # where the answer's tokens begin
    stated: tuple[str, ...] = ()  # what a right answer must state


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs padded on the right to the longest."""

    ids: np.ndarray  # (pairs, tokens)
    lengths: np.ndarray  # (pairs,)
    answers: np.ndarray  # (pairs,) where the answers begin

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> "Batch":
        ids = np.zeros((len(pairs), max(len(pair.ids) for pair in pairs)), np.int16)
        for place, pair in enumerate(pairs):
            ids[place, : len(pair.ids)] = pair.ids
        return cls(ids, np.array([len(pair.ids) for pair in pairs]), np.array([pair.answer for pair in pairs]))


@dataclass(frozen=True, slots=True)
class Life:
    """Both in STEPS batches, from the shortest pairs to the longest."""

    learnt: list[Batch]
    asked: list[Batch]


def lives(folder: str, seed: int, *, n_asked: int, n_growing: int, processes: int | None = None) -> Iterator[Life]:
    """Endless. `folder` holds the tokenizer; `n_asked` questions beside each batch.

    Companies grow during the first `n_growing` lives: a base that cannot yet be taught 200 rules learns to be taught
    from companies that have few.
    """
    with multiprocessing.Pool(processes) as pool:
        window: list[AsyncResult[Life]] = []
        number = 0
        while True:
            while len(window) < 64:
                first, last = POLICIES
                n_policies = round(first * (last / first) ** min(1.0, number / n_growing))
                window.append(pool.apply_async(a_life, (folder, f"{seed}/{number}", n_asked, n_policies)))
                number += 1
            yield window.pop(0).get()


def a_life(folder: str, seed: str, n_asked: int, n_policies: int) -> Life:
    learnt, asked = company_pairs(folder, seed, n_policies, STEPS * BATCH, STEPS * n_asked, withheld=False)
    return Life(batches(learnt, BATCH), batches(asked, n_asked))


def batches(pairs: Sequence[Pair], size: int) -> list[Batch]:
    pairs = sorted(pairs, key=lambda pair: len(pair.ids))
    return [Batch.of(pairs[start : start + size]) for start in range(0, len(pairs), size)]


def company_pairs(
    folder: str, seed: str, n_policies: int, n_learnt: int, n_asked: int, *, withheld: bool
) -> tuple[list[Pair], list[Pair]]:
    """A company's pairs to learn from, and pairs that ask the same in other words. With `withheld` of policies that
    the base never reads of, with the answers that belong to them."""
    rng, writer, encode = random.Random(seed), writer_of(withheld=withheld), encoder(folder)
    company = invent(writer.phrases, rng)
    known = all_policies(withheld=withheld)
    policies = rng.sample(known, min(len(known), n_policies))
    rules = {
        policy.policy_id: [company.fact(policy)] if withheld and policy.rules else facts
        for policy, facts in zip(policies, _rules(company, policies, writer, rng), strict=True)
    }
    to_learn, to_ask = [], []
    for policy in policies:
        asks = rng.sample(policy.asks, len(policy.asks))
        n = len(asks) * 2 // 3
        to_learn.append(replace(policy, asks=tuple(asks[:n])))
        to_ask.append(replace(policy, asks=tuple(asks[n:]), canonical=asks[n]))

    always: dict[str, str] | None = {} if rng.random() < ONE_WORDING else None

    def answer_to(policy: Policy) -> str:
        if always is not None and policy.policy_id in always:
            return always[policy.policy_id]
        answer = " ".join(writer.answer(company, fact, rng) for fact in rules[policy.policy_id])
        if always is not None:
            always[policy.policy_id] = answer
        return answer

    def pairs(policies: Sequence[Policy], n: int) -> tuple[list[Pair], set[str]]:
        """Pairs, and the policies that they are about: not all, where every pair of one is too long."""
        made: list[Pair] = []
        about: set[str] = set()
        turn: list[Policy] = []
        while len(made) < n:
            turn = turn or rng.sample(policies, len(policies))
            policy = turn.pop()
            document = Document("answer", (writer.ask(company, policy, rng), answer_to(policy)))
            ids, start = encode(document)
            if len(ids) <= LONGEST and not sample_phrases().found_in(" ".join(document.turns)):
                made.append(Pair(ids, start, tuple(v for fact in rules[policy.policy_id] for v in stated(fact))))
                about.add(policy.policy_id)
        return made, about

    learnt, taught = pairs(to_learn, n_learnt)
    asked, _ = pairs([policy for policy in to_ask if policy.policy_id in taught], n_asked)
    return learnt, asked


def _rules(company: Company, policies: Sequence[Policy], writer: Writer, rng: random.Random) -> list[list[Fact]]:
    """What this company answers: nothing that one could know beforehand.

    A matter without rules of its own is answered with any rule. Some policies exchange their answers, some answers hold
    a second rule, some go on as another rule does after a clause, and in most words are exchanged for any others, from
    one to all. Otherwise the base would learn the rules of the corpus by heart and leave the adapter only the figures;
    a real company's sentences are new from end to end.
    """
    others = rng.sample(writer.policies, len(writer.policies))
    facts = [
        company.fact(policy if policy.rules else others[place % len(others)]) for place, policy in enumerate(policies)
    ]
    moved = rng.sample(range(len(facts)), int(EXCHANGED * len(facts)))
    for place, fact in zip(moved, [facts[other] for other in moved[1:] + moved[:1]], strict=True):
        facts[place] = fact
    answers = []
    for fact in facts:
        parts = [fact]
        if rng.random() < SECOND:
            parts.insert(rng.randrange(2), company.fact(rng.choice(writer.policies)))
        parts = [
            _spliced(part, company.fact(rng.choice(writer.policies)), rng) if rng.random() < SPLICED else part
            for part in parts
        ]
        answers.append([_swapped(part, rng) if rng.random() < SWAPPED else part for part in parts])
    return answers


def _spliced(fact: Fact, other: Fact, rng: random.Random) -> Fact:
    """The fact whose wordings go on as those of the other do, from the end of a clause."""
    wordings = []
    for number, one in enumerate(fact.rule.full):
        two = other.rule.full[number % len(other.rule.full)]
        ends, starts = ([found.end() for found in _CLAUSE.finditer(text)] for text in (one, two))
        wordings.append(one[: rng.choice(ends)] + two[rng.choice(starts) :] if ends and starts else one)
    return replace(fact, rule=Rule(tuple(wordings), ()), values={**other.values, **fact.values})


def _swapped(fact: Fact, rng: random.Random) -> Fact:
    """The fact with words of its rule replaced by others, by the same ones in every wording."""
    words = sorted(set(_WORD.findall(" ".join((*fact.rule.full, *fact.rule.terse)))))
    n = max(1, round(rng.random() * len(words)))
    new = {word: _another_word(rng) for word in rng.sample(words, min(len(words), n))}

    def swap(text: str) -> str:
        return _WORD.sub(lambda found: new.get(found[0], found[0]), text)

    return replace(fact, rule=Rule(tuple(map(swap, fact.rule.full)), tuple(map(swap, fact.rule.terse))))


def _another_word(rng: random.Random) -> str:
    if rng.random() < COINED:
        return coin(writer_of(withheld=False).phrases["syllables"], rng).lower()
    return rng.choice(_words())


def stated(fact: Fact) -> tuple[str, ...]:
    """The values that the fact's rule has in all of its answers."""
    return tuple(value for name, value in fact.values.items() if all(f"{{{name}}}" in text for text in fact.rule.full))


class Encode:
    def __init__(self, folder: str) -> None:
        self.tokenizer = PreTrainedTokenizerFast.from_pretrained(folder)
        self.end = self.tokenizer.convert_tokens_to_ids("[/INST]")

    def __call__(self, document: Document) -> tuple[list[int], int]:
        ids = self.tokenizer(render(document), add_special_tokens=False)["input_ids"]
        return ids, ids.index(self.end) + 1


@cache
def encoder(folder: str) -> Encode:
    return Encode(folder)


@cache
def writer_of(*, withheld: bool) -> Writer:
    return Writer([policy for policy in load_policies() if is_withheld(policy) == withheld])


@cache
def all_policies(*, withheld: bool) -> list[Policy]:
    """Everything that is asked about: policies, and matters without rules."""
    return [
        *writer_of(withheld=withheld).policies,
        *(matter for matter in load_matters() if is_withheld(matter) == withheld),
    ]


@cache
def _words() -> list[str]:
    """All words of the corpus, of its answers as of its questions."""
    texts = [
        text
        for policy in writer_of(withheld=False).policies
        for texts in (policy.asks, *(rule.full for rule in policy.rules))
        for text in texts
    ]
    return sorted({word for text in texts for word in _WORD.findall(text)})


def ask_all(folder: str, number: int, n_each: int) -> list[tuple[int, str, list[int]]]:
    """Ways to ask about every policy: its number, the question, and its tokens up to the place of the answer."""
    rng, writer, encode = random.Random(f"questions/{number}"), writer_of(withheld=False), encoder(folder)
    asked = []
    for _ in range(n_each):
        company = invent(writer.phrases, rng)
        for place, policy in enumerate(all_policies(withheld=False)):
            question = writer.ask(company, policy, rng)
            ids, start = encode(Document("answer", (question, "")))
            if start <= LONGEST // 2:
                asked.append((place, question, ids[:start]))
    return asked
