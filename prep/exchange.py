"""One exchange of a thread → the question and the answer of a pair, verified against what was said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from prep.acts import asks_account, states_values
from prep.facts import disagreements, unsaid
from prep.glossary import Glossary
from prep.grammar.tagging import read_words
from prep.merging import merge_reply
from prep.records import Message
from prep.rewrite import (
    Change,
    Passage,
    carry_subject,
    drop_subject_pointer,
    ended,
    is_part_of,
    joined,
    strip_answer,
    tidy,
    write_out,
)
from prep.selfcontained import STANDS_FROM, judge_question
from prep.verifying import Fault, verify

_SURELY_STANDS = 0.8  # a question above this score gets no subject line unless the answer speaks of it
_NEEDS_NOTHING = 0.95  # not even then
_FEW_WORDS = 4  # an answer this short without a figure does not replace an earlier one
_POINTS_AT_SUBJECT = re.compile(r"\b(?:subject|title|heading)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """The agent asked back, the requester replied."""

    asked: Message
    reply: Passage


@dataclass(frozen=True, slots=True)
class Answer:
    """An agent's message that answers, without its courtesy."""

    message: Message
    passage: Passage
    continues: bool = False  # it said that more would come
    corrects: bool = False  # it takes back what was answered before
    explains: bool = False  # it says again what the requester did not understand


@dataclass(slots=True)
class Exchange:
    """A question and everything said about it until the next one."""

    questions: list[Passage]
    truncated: bool = False
    heard_agent: bool = False
    replies: list[Reply] = field(default_factory=list)
    asides: list[tuple[int, Passage]] = field(default_factory=list)  # what they added later, after so many answers
    answers: list[Answer] = field(default_factory=list)

    @property
    def asked(self) -> Passage:
        """The question as it was asked at first."""
        return joined(self.questions)


@dataclass(frozen=True, slots=True)
class Composed:
    """The two sides of a pair, each with its changes, and the message that answers."""

    instruction: Passage
    response: Passage
    answered_by: Message


def compose(
    exchange: Exchange, subject: str, earlier: Passage | None, glossary: Glossary
) -> Composed | Literal["truncated", "follow-up"]:
    """The pair of an exchange that has answers, or the code why it makes none.

    `subject` is the cleaned subject line, `earlier` the instruction of the exchange before it in the same ticket.
    """
    if exchange.truncated:
        return "truncated"
    answers = _resolving(exchange.answers)
    asides = [passage for n_answers, passage in exchange.asides if n_answers < len(answers)]
    response = _response(answers)
    instruction = _with_replies(exchange, asides, answers[-1])
    if earlier is not None:
        instruction = _after_earlier(instruction, earlier)
        if not judge_question(instruction.text, glossary).stands:
            return "follow-up"
    asked = exchange.asked
    carried = [text for reply in exchange.replies for text in (reply.asked.text, reply.reply.text)]
    carried += [passage.text for passage in asides]
    carried += [earlier.text] if earlier is not None else []
    if subject and earlier is None and _needs_subject(asked.text, response.text, subject):
        asked, response = drop_subject_pointer(asked), drop_subject_pointer(response)
        instruction = carry_subject(instruction, subject)
        carried.append(subject)
    return Composed(
        _verified(tidy(write_out(instruction, glossary, keep_capitals=True)), asked, carried, glossary),
        _verified(tidy(write_out(response, glossary, keep_capitals=False)), response, [], glossary),
        answers[-1].message,
    )


def _with_replies(exchange: Exchange, asides: Sequence[Passage], final: Answer) -> Passage:
    """The question, what the requester replied to the agent's questions, and what else they asked on the way."""
    parts = list(exchange.questions)
    answer_words = _content(final.passage.text)
    for reply in exchange.replies:
        if asks_account(reply.asked.text) and not _content(reply.reply.text) & answer_words:
            why = "what kind of customer they are, which the answer does not depend on"
            dropped = Change("account", reply.reply.text, "", why, reply.reply.message_ids)
            parts.append(Passage("", (*reply.reply.changes, dropped)))
            continue
        text = merge_reply(strip_answer(reply.asked.text, reply.asked.message_id).text, reply.reply.text)
        ids = (reply.asked.message_id, *reply.reply.message_ids)
        change = Change("earlier-turn", reply.reply.text, text, "what the agent asked and the requester replied", ids)
        parts.append(Passage(text, (*reply.reply.changes, change), ids))
    for aside in asides:
        if _content(aside.text) & answer_words or states_values(aside.text):
            change = Change("earlier-turn", "", aside.text, "said before the answer", aside.message_ids)
            parts.append(Passage(aside.text, (*aside.changes, change), aside.message_ids))
    return joined(parts)


def _after_earlier(instruction: Passage, earlier: Passage) -> Passage:
    """A follow-up question, behind the question it follows when it does not stand without it."""
    if judge_question(instruction.text).stands:
        return instruction
    text = f"{ended(earlier.text)} {instruction.text[:1].upper()}{instruction.text[1:]}"
    change = Change(
        "earlier-turn", instruction.text, text, "the question goes on from the one before", earlier.message_ids
    )
    return Passage(text, (*instruction.changes, change), (*earlier.message_ids, *instruction.message_ids))


def _needs_subject(question: str, answer: str, subject: str) -> bool:
    """Whether the subject line says something that the question lacks."""
    if _POINTS_AT_SUBJECT.search(question) or _POINTS_AT_SUBJECT.search(answer):
        return True
    if is_part_of(subject, question):
        return False
    score = judge_question(question).score
    missing = _content(subject) - _content(question)
    if score < STANDS_FROM:
        return bool(missing)
    return bool(missing) and (score < _SURELY_STANDS or (score < _NEEDS_NOTHING and bool(missing & _content(answer))))


def _resolving(answers: list[Answer]) -> list[Answer]:
    """The answers up to the last that says something: "I won't" after the answer resolves nothing."""
    says = [
        n
        for n, answer in enumerate(answers)
        if states_values(answer.passage.text) or len(answer.passage.text.split()) > _FEW_WORDS
    ]
    return answers[: says[-1] + 1] if says else answers


def _response(answers: list[Answer]) -> Passage:
    """The reply that resolves the question, with what it only continues before it."""
    final = answers[-1]
    before: list[Passage] = []
    if not (final.corrects or final.explains):
        for answer in answers[:-1]:
            if answer.corrects or answer.explains:
                before = []
            if _is_continued(answer, final):
                before.append(answer.passage)
    if not before:
        return final.passage
    whole = joined([*before, final.passage])
    change = Change(
        "partial-answer",
        final.passage.text,
        whole.text,
        "the last reply only goes on from an earlier one",
        whole.message_ids,
    )
    return whole.changed(whole.text, change)


def _is_continued(earlier: Answer, final: Answer) -> bool:
    """Whether the final answer goes on from an earlier one of the same agent and leaves out what that one said."""
    if earlier.message.person_id != final.message.person_id:
        return False
    if disagreements(earlier.passage.text, final.passage.text):
        return False
    values = [fact for fact in unsaid(earlier.passage.text, final.passage.text) if fact.kind not in ("name", "contact")]
    return bool(values)


def _verified(rewritten: Passage, kept: Passage, added: Sequence[str], glossary: Glossary) -> Passage:
    """The rewrite, or what it started from when the rewrite says something else than its sources."""
    faults = verify(rewritten.text, kept.text, added, glossary)
    if not faults:
        return rewritten
    return kept.changed(kept.text, Change("unverified", kept.text, kept.text, _refusal(rewritten.text, faults)))


def _refusal(text: str, faults: tuple[Fault, ...]) -> str:
    return f"refused: {text!r}; " + "; ".join(f"{fault.kind}: {fault.detail}" for fault in faults[:4])


def _content(text: str) -> set[str]:
    """The stems of the words that say what a text is about."""
    return {word.low[:5] for word in read_words(text) if word.kind in ("noun", "name", "verb") and len(word.low) > 2}
