"""Documents of an invented company: questions with answers, look-ups in a handbook page, conversations, rewriting.

A document is a conversation of turns or a plain text. Between documents nothing is shared but the language: every
company has values of its own, so that a question alone never tells the answer's figures.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.companies import Company, Fact, invent
from corpus.source import Policy, is_withheld, load_phrases, load_policies
from corpus.wording import Voices

VERSION = 3  # raise when the same seed makes other documents
TERSE = 0.25  # share of answers in shorthand, as in real helpdesks
COMPANY_SIZE = 40  # documents by one company


@dataclass(frozen=True, slots=True)
class Document:
    """`turns` alternate between user and assistant, beginning with the user; a plain text has one turn only."""

    kind: str
    turns: tuple[str, ...]


class Writer:
    """Writes documents of one kind after another; the same random generator gives the same documents."""

    def __init__(self, policies: Sequence[Policy] | None = None) -> None:
        read = [policy for policy in load_policies() if not is_withheld(policy)] if policies is None else policies
        self.policies = list(read)
        self.phrases = load_phrases()
        self.voices = Voices(self.phrases)
        self.by_topic: dict[str, list[Policy]] = {}
        for policy in self.policies:
            self.by_topic.setdefault(policy.topic, []).append(policy)

    def documents(self, n: int, rng: random.Random) -> Iterator[Document]:
        """`n` documents, by as many companies as that takes."""
        kinds, weights = list(KINDS), [weight for weight, _ in KINDS.values()]
        for number in range(n):
            if number % COMPANY_SIZE == 0:
                company = invent(self.phrases, rng)
            kind = rng.choices(kinds, weights)[0]
            yield Document(kind, tuple(KINDS[kind][1](self, company, rng)))

    # --- pieces ------------------------------------------------------------------------------------------------------

    def ask(self, company: Company, policy: Policy, rng: random.Random) -> str:
        return self.voices.hurried(company.fill(self.voices.ask(policy, rng)), rng)

    def answer(self, company: Company, fact: Fact, rng: random.Random, terse: float = TERSE) -> str:
        wordings = fact.rule.terse if fact.rule.terse and rng.random() < terse else fact.rule.full
        wording = rng.choice(wordings)
        if rng.random() < 0.3:
            wording = self.voices.other_words(wording, rng)
        text = company.fill(wording, fact.values)
        return text[0].upper() + text[1:] if text[0].islower() and wordings is fact.rule.full else text

    def statement(self, company: Company, fact: Fact, rng: random.Random) -> str:
        return self.answer(company, fact, rng, terse=0.0)

    def some(self, rng: random.Random, n: int) -> list[Policy]:
        """`n` policies: of one topic, or half of them of any topic, where one may come twice."""
        pool = self.by_topic[rng.choice(list(self.by_topic))]
        chosen = rng.sample(pool, min(n, len(pool)))
        return chosen if rng.random() < 0.7 else [*chosen[: n // 2], *rng.sample(self.policies, n - n // 2)]


def write_answer(writer: Writer, company: Company, rng: random.Random) -> list[str]:
    """A question and its answer."""
    policy = rng.choice(writer.policies)
    return [writer.ask(company, policy, rng), writer.answer(company, company.fact(policy), rng)]


def write_lookup(writer: Writer, company: Company, rng: random.Random) -> list[str]:
    """A few rules and a question that one of them answers, or none: then it says so."""
    policies = writer.some(rng, rng.randint(3, 7))
    asked = rng.choice(policies)
    shown = [policy for policy in policies if policy is not asked or rng.random() < 0.85]
    rules = "\n".join(f"- {writer.statement(company, company.fact(policy), rng)}" for policy in shown)
    answer = writer.statement(company, company.fact(asked), rng) if asked in shown else _refusal(company, asked, rng)
    return [f"{rules}\n\n{writer.ask(company, asked, rng)}", answer]


def write_recall(writer: Writer, company: Company, rng: random.Random) -> list[str]:
    """Several questions with answers; then one or two of them again, in other words, with the same values."""
    policies = writer.some(rng, rng.randint(3, 6))
    turns: list[str] = []
    for policy in [*policies, *rng.sample(policies, rng.randint(1, 2))]:
        turns += [writer.ask(company, policy, rng), writer.answer(company, company.fact(policy), rng)]
    return turns


def write_conversation(writer: Writer, company: Company, rng: random.Random) -> list[str]:
    """A question that could mean several things, the agent's question, and the answer to what was meant; thanks."""
    one, other = writer.some(rng, 2)[:2]
    opening = rng.choice(
        (
            f"I have a question about {one.title.lower()}.",
            f"{one.title}?",
            f"{one.subject} or so",
            f"need help w/ {one.title.lower()}",
        )
    )
    choice = rng.choice((
        f"Happy to help. Is it about {_lower(one.subject)} or {_lower(other.subject)}?",
        f"Do you mean {_lower(one.subject)} or {_lower(other.subject)}?",
        f"Sure. What would you like to know: {_lower(one.subject)}, {_lower(other.subject)}?",
    ))  # fmt: skip
    turns = [opening, choice, writer.ask(company, one, rng), writer.statement(company, company.fact(one), rng)]
    if rng.random() < 0.5:
        turns += [writer.ask(company, other, rng), writer.statement(company, company.fact(other), rng)]
    if rng.random() < 0.4:
        turns += [
            rng.choice(("Thank you!", "thanks, clear now", "Great, that helps.")),
            rng.choice(("You are welcome.", "Glad to help.", "Any time.")),
        ]
    return turns


def write_rewrite(writer: Writer, company: Company, rng: random.Random) -> list[str]:
    """The same question in one clear sentence, in another person's words, or as a subject line."""
    policy = rng.choice(writer.policies)
    asked = writer.ask(company, policy, rng)
    task, result = rng.choice((
        ("Put this question in one clear sentence", policy.canonical),
        ("Put this question in one clear sentence", policy.canonical),
        ("Ask the same in other words", writer.voices.other_words(rng.choice(policy.asks), rng)),
        ("Write a subject line for this", policy.subject),
        ("Which topic is this about", policy.title),
    ))  # fmt: skip
    return [f"{task}: {asked}", company.fill(result)]


def write_out(writer: Writer, company: Company, rng: random.Random) -> list[str]:
    """An answer in shorthand written out, or the other way round."""
    fact = company.fact(rng.choice([policy for policy in writer.policies if policy.rules[0].terse] or writer.policies))
    terse, full = writer.answer(company, fact, rng, terse=1.0), writer.statement(company, fact, rng)
    return [f"Write this out: {terse}", full] if rng.random() < 0.6 else [f"Make this short: {full}", terse]


def write_handbook(writer: Writer, company: Company, rng: random.Random) -> list[str]:
    """A page of the company's handbook, or of its answers to frequent questions."""
    policies = writer.some(rng, rng.randint(3, 7))
    title = f"{policies[0].title} at {company.words['company']}"
    if rng.random() < 0.5:
        lines = [f"- {writer.statement(company, company.fact(policy), rng)}" for policy in policies]
        return [f"{title}\n\n" + "\n".join(lines)]
    answers = [
        f"{company.fill(policy.canonical)}\n{writer.statement(company, company.fact(policy), rng)}"
        for policy in policies
    ]
    return [f"{title}\n\n" + "\n\n".join(answers)]


def _refusal(company: Company, policy: Policy, rng: random.Random) -> str:
    if policy.topic in CUSTOMER_TOPICS:
        team = company.words["shop_team"]
    else:
        team = company.words["hr_team" if rng.random() < 0.5 else "it_team"]
    return rng.choice((
        f"I do not have a rule about that. Please ask {team}.",
        f"I cannot find that in the rules I know. {team[0].upper() + team[1:]} can tell you.",
        f"That is not covered by what I know, so I would rather not guess. Please contact {team}.",
    ))  # fmt: skip


def _lower(text: str) -> str:
    return text[0].lower() + text[1:] if text[1:2].islower() else text


CUSTOMER_TOPICS = frozenset({
    "parcel-delivery", "returns-and-refunds", "billing-and-subscriptions", "telecom-and-internet", "banking",
    "hotel-and-flights", "insurance-claims", "utilities-and-city-services", "warranty-and-repairs", "gym-and-events",
    "clinic-and-pharmacy", "marketplace-sellers", "library-and-campus",
})  # fmt: skip
Write = Callable[[Writer, Company, random.Random], Sequence[str]]
KINDS: dict[str, tuple[float, Write]] = {
    "answer": (0.50, write_answer),
    "recall": (0.12, write_recall),
    "lookup": (0.10, write_lookup),
    "rewrite": (0.14, write_rewrite),
    "conversation": (0.05, write_conversation),
    "written-out": (0.04, write_out),
    "handbook": (0.05, write_handbook),
}
