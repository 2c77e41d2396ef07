"""What the audit knows of each text and each pair by itself: read once, on every core, and remembered.

All that is read off a text alone is read in one go, so that its facts are found once. What follows from the set, such
as what is usual in it, is not read here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pydantic import TypeAdapter

from prep.doubts import Doubts, find_doubts
from prep.facts import Fact, find_facts, take_facts
from prep.facts.concepts import located_concepts
from prep.facts.scopes import scope_tags
from prep.glossary import Glossary
from prep.languages import language_of
from prep.personal.contact_points import of_a_person
from prep.progress import Progress
from prep.records import Pair
from prep.remembered import Remembered, digest_of
from prep.second_answer import SecondAnswer, second_answer
from prep.selfcontained import Judgement, judge_pair
from prep.spreading import spread
from prep.style import FORMAT, TONE, Habit, Seen
from prep.wording import wording

# Figures, dates, menu paths: what tells one answer from another besides its words.
_VALUE_KINDS = frozenset(
    (
        "number", "money", "percent", "duration", "frequency", "date", "time", "measure", "version", "url", "email",
        "phone", "menu",
    )
)  # fmt: skip
_TO_REACH = ("email", "phone")  # not written down again
_Facts = tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class QuestionRead:
    """What a question says by itself."""

    language: str
    concepts: tuple[str, ...]  # in order, as often as they are named
    personal: tuple[tuple[str, str], ...]  # kind and digest of personal data, which is not written down again
    scopes: tuple[str, ...]  # what it is limited to
    wording: str  # the words that make its wording, in the order of the alphabet


@dataclass(frozen=True, slots=True)
class AnswerRead:
    """What an answer says by itself, and how it is written."""

    language: str
    concepts: tuple[str, ...]
    personal: tuple[tuple[str, str], ...]
    values: tuple[str, ...]  # in order, as often as they are named
    second: SecondAnswer | None
    doubts: Doubts
    seen: Mapping[str, tuple[tuple[str, int, int, str], ...]]  # habit → in which ways it does it, as in Seen


@dataclass(frozen=True, slots=True)
class PairRead:
    """What question and answer say together."""

    judgement: Judgement
    scopes: tuple[str, ...]  # what either side is limited to


@dataclass(frozen=True, slots=True)
class Readings:
    """What was read; what was not is read when it is asked for."""

    questions: Mapping[str, QuestionRead] = field(default_factory=dict)
    answers: Mapping[str, AnswerRead] = field(default_factory=dict)
    pairs: Mapping[tuple[str, str], PairRead] = field(default_factory=dict)
    glossary: Glossary | None = None  # None: only what everybody abbreviates

    def question(self, text: str) -> QuestionRead:
        return self.questions.get(text) or _read_question(text)

    def answer(self, text: str) -> AnswerRead:
        return self.answers.get(text) or _read_answer(text)

    def pair(self, pair: Pair) -> PairRead:
        known = self.pairs.get((pair.instruction, pair.response))
        return known or _read_pair(pair.instruction, pair.response, self.glossary)

    def seen(self, answer: str, habit: Habit) -> list[Seen]:
        """In which ways an answer does something."""
        return [Seen(*one) for one in self.answer(answer).seen.get(habit.name, ())]


def read_each(pairs: Sequence[Pair], glossary: Glossary | None, remembered: Remembered, progress: Progress) -> Readings:
    """Read every pair, but for what is remembered."""
    questions, answers, both = (
        remembered.of("questions", TypeAdapter(QuestionRead)),
        remembered.of("answers", TypeAdapter(AnswerRead)),
        remembered.of("pairs", TypeAdapter(PairRead)),
    )
    words = digest_of(sorted(glossary.entries.items()) if glossary else None)
    texts = sorted({(pair.response, pair.instruction) for pair in pairs})  # equal answers to one process, to read once
    keys = [(digest_of(asked), digest_of(said), digest_of(words, asked, said)) for said, asked in texts]
    unknown = [
        (asked, said)
        for (said, asked), (question, answer, pair) in zip(texts, keys, strict=True)
        if not (questions.knows(question) and answers.knows(answer) and both.knows(pair))
    ]

    def read(texts: tuple[str, str]) -> tuple[QuestionRead, AnswerRead, PairRead, _Facts, _Facts]:
        asked, said = texts
        read = _read_question(asked), _read_answer(said), _read_pair(asked, said, glossary)
        return *read, find_facts(asked), find_facts(said)

    with spread(read, unknown) as found, progress("Reading pairs", len(unknown)) as tick:
        for (asked, said), (question, answer, pair, *facts) in zip(unknown, found, strict=True):
            take_facts(asked, facts[0])  # answers are compared by them next
            take_facts(said, facts[1])
            questions[digest_of(asked)] = question
            answers[digest_of(said)] = answer
            both[digest_of(words, asked, said)] = pair
            tick(1)
    return Readings(
        {asked: questions[question] for (_, asked), (question, _, _) in zip(texts, keys, strict=True)},
        {said: answers[answer] for (said, _), (_, answer, _) in zip(texts, keys, strict=True)},
        {(asked, said): both[pair] for (said, asked), (_, _, pair) in zip(texts, keys, strict=True)},
        glossary,
    )


@lru_cache(maxsize=1_000)
def _read_question(text: str) -> QuestionRead:
    return QuestionRead(
        language_of(text),
        _concepts(text),
        _personal(text),
        tuple(sorted(scope_tags(text))),
        " ".join(sorted(wording(text))),
    )


@lru_cache(maxsize=1_000)
def _read_answer(text: str) -> AnswerRead:
    seen = {
        habit.name: tuple((one.way, one.start, one.end, one.of) for one in habit.read(text))
        for habit in (*FORMAT, *TONE)
    }
    return AnswerRead(
        language_of(text),
        _concepts(text),
        _personal(text),
        tuple(_value(fact) for fact in find_facts(text) if fact.kind in _VALUE_KINDS),
        second_answer(text),
        find_doubts(text),
        {habit: ways for habit, ways in seen.items() if ways},
    )


def _read_pair(instruction: str, response: str, glossary: Glossary | None) -> PairRead:
    scopes = scope_tags(f"{instruction}\n{response}")
    return PairRead(judge_pair(instruction, response, glossary), tuple(sorted(scopes)))


def _concepts(text: str) -> tuple[str, ...]:
    return tuple(named for _, named in located_concepts(text))


def _value(fact: Fact) -> str:
    return f"{fact.kind}:{digest_of(fact.value) if fact.kind in _TO_REACH else fact.value}"


def _personal(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((span.kind, digest_of(text[span.start : span.end].lower())) for span in of_a_person(text))
