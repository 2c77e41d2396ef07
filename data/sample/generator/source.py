"""What is written by hand: the topic files with their facts, and the company file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

Company = Mapping[str, Any]
# The C loader is ten times faster; both read the same language.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Ask:
    """One way to put a question. A context ask means nothing without its subject line."""

    body: str
    subject: str = ""

    @property
    def needs_context(self) -> bool:
        return bool(self.subject)


@dataclass(frozen=True, slots=True)
class Claim:
    """What agents say about a fact: full answers, and the strings without which it would be another claim."""

    answers: tuple[str, ...]
    must_state: tuple[str, ...]

    @property
    def reference(self) -> str:
        """The first answer that states everything in so many words."""
        return next((answer for answer in self.answers if states_all(answer, self.must_state)), self.answers[0])


@dataclass(frozen=True, slots=True)
class Clarify:
    question: str
    reply: str
    answer: str


@dataclass(frozen=True, slots=True)
class Fact:
    fact_id: str
    topic: str
    question: str
    answer: str
    current: Claim
    shorthand_answers: tuple[str, ...]
    asks: tuple[Ask, ...]
    context_asks: tuple[Ask, ...]
    clarify: Clarify | None
    changed_on: datetime | None
    old: Claim | None
    wrong: Claim | None


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    title: str
    shorthand: Mapping[str, str]
    facts: tuple[Fact, ...]


def load_company(folder: Path) -> Company:
    company: Company = yaml.load((folder / "company.yaml").read_text(encoding="utf-8"), Loader=LOADER)
    return company


def load_topics(folder: Path) -> tuple[Topic, ...]:
    """Every topic file of the folder, by name."""
    paths = sorted(path for path in folder.glob("*.yaml") if path.name != "company.yaml")
    return tuple(_topic(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)) for path in paths)


def states_all(text: str, must_state: Sequence[str]) -> bool:
    return all(part.lower() in text.lower() for part in must_state)


def numbers(text: str) -> set[str]:
    return {number.replace(",", "") for number in NUMBER.findall(text)}


def shorthand_terms(text: str, shorthand: Mapping[str, str]) -> list[str]:
    """The staff shorthand of the topic that a text uses, in the glossary's order."""
    return [term for term in shorthand if re.search(rf"(?<![\w/]){re.escape(term)}(?![\w/])", text)]


def faults(topics: Sequence[Topic]) -> Iterator[str]:
    """What is not as promised in the topic files, one line each."""
    seen: set[str] = set()
    for topic in topics:
        if len(topic.facts) != 11:
            yield f"{topic.key}: {len(topic.facts)} facts, expected 11"
        for fact in topic.facts:
            if fact.fact_id in seen:
                yield f"{fact.fact_id}: used twice"
            seen.add(fact.fact_id)
            yield from (f"{fact.fact_id}: {fault}" for fault in _fact_faults(fact))


def _fact_faults(fact: Fact) -> Iterator[str]:
    counts = (len(fact.asks), len(fact.context_asks), len(fact.current.answers) - 1, len(fact.shorthand_answers))
    if counts != (8, 2, 4, 3):
        yield f"asks, context asks, answers, shorthand answers are {counts}, expected (8, 2, 4, 3)"
    if len({ask.body.lower() for ask in fact.asks + fact.context_asks}) != sum(counts[:2]):
        yield "an ask occurs twice"
    if not states_all(fact.answer, fact.current.must_state):
        yield f"answer does not state {fact.current.must_state}"
    if fact.old and fact.wrong:
        yield "both changed and contradicted"
    for name, claim in (("answers", fact.current), ("old_answers", fact.old), ("wrong_answers", fact.wrong)):
        if claim is None:
            continue
        if not states_all(claim.reference, claim.must_state):
            yield f"no one of {name} states {claim.must_state}"
        for answer in claim.answers:
            missing = numbers(" ".join(claim.must_state)) - numbers(answer)
            if missing:
                yield f"{name}: {sorted(missing)} missing in: {answer}"
        if claim is not fact.current and states_all(fact.answer, claim.must_state):
            yield f"{name}: {claim.must_state} is true of the current answer too"


def _topic(raw: Mapping[str, Any]) -> Topic:
    facts = tuple(_fact(entry, raw["topic"]) for entry in raw["facts"])
    return Topic(raw["topic"], raw["title"], {str(term): text for term, text in raw["shorthand"].items()}, facts)


def _fact(raw: Mapping[str, Any], topic: str) -> Fact:
    changed, contradicted, clarify = raw.get("changed"), raw.get("contradicted"), raw.get("clarify")
    # YAML 1.1 reads an unquoted key `on` as the boolean true.
    on = changed.get("on", changed.get(True)) if changed else ""
    return Fact(
        fact_id=raw["id"],
        topic=topic,
        question=raw["question"],
        answer=raw["answer"],
        current=Claim((raw["answer"], *raw["answers"]), tuple(raw["must_state"])),
        shorthand_answers=tuple(raw["shorthand_answers"]),
        asks=tuple(Ask(body) for body in raw["asks"]),
        context_asks=tuple(Ask(ask["body"], ask["subject"]) for ask in raw["context_asks"]),
        clarify=Clarify(clarify["question"], clarify["reply"], clarify["answer"]) if clarify else None,
        changed_on=datetime.fromisoformat(on).replace(tzinfo=UTC) if changed else None,
        old=Claim(tuple(changed["old_answers"]), tuple(changed["old_must_state"])) if changed else None,
        wrong=Claim(tuple(contradicted["wrong_answers"]), tuple(contradicted["wrong_states"]))
        if contradicted
        else None,
    )
