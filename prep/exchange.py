"""One exchange of a thread → the question and the answer of a pair, verified against what was said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from prep.acts import asks_account, asks_errand, invites_question, is_thanks, states_values
from prep.facts import disagreements, unsaid
from prep.glossary import Glossary
from prep.grammar.tagging import read_words
from prep.merging import merge_reply, says_by_itself
from prep.records import Message
from prep.rewrite import (
    Change,
    Passage,
    begins,
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
from prep.sentences import split_sentences
from prep.verifying import Fault, verify

_SURELY_STANDS = 0.8  # a question above this score gets no subject line unless the answer speaks of it
_NEEDS_NOTHING = 0.95  # not even then
_FEW_WORDS = 4  # an answer this short without a figure does not replace an earlier one
_NO_BUT = re.compile(r"^\W*(?:(?:no|nope|but|actually|sorry|well|ok|okay)\b\W*)+", re.IGNORECASE)
_OF_THEMSELVES = re.compile(r"(?:i|we|my|our)\b", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"^\W*(?:(?:i|just|have|['’]ve|got|a|an|one|another|small|short|quick|brief|simple) ?)*(?:q|question|query|doubt)s?"
    r"(?: for (?:you|u))?\W*$",
    re.IGNORECASE,
)
_POINTS_AT_SUBJECT = re.compile(r"\b(?:subject(?! to\b)|title|heading(?! (?:to|for)\b))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """The agent asked back, in one message or several, and the requester replied."""

    asked: tuple[Message, ...]
    reply: Passage

    def going_on(self, passage: Passage) -> "Reply":
        """The reply with what the requester wrote next; "ok, one moment" was no reply."""
        if is_thanks(self.reply.text):
            dropped = Change("thanks", self.reply.text, "", "courtesy", self.reply.message_ids)
            return Reply(self.asked, Passage(passage.text, (dropped, *passage.changes), passage.message_ids))
        return Reply(self.asked, joined([self.reply, passage]))


@dataclass(frozen=True, slots=True)
class Answer:
    """An agent's message that answers, without its courtesy."""

    message: Message
    passage: Passage
    continues: bool = False  # it said that more would come
    corrects: bool = False  # it takes back what was answered before
    explains: bool = False  # it says again what the requester did not understand


@dataclass(frozen=True, slots=True)
class _Aside:
    """What the requester said on the way, and the answers that they had by then."""

    passage: Passage
    answers: Sequence[Answer]

    def turned_down(self, said_in: set[str]) -> bool:
        """ "No, I need to edit": it speaks of themselves, and the final answer does without the one before."""
        replaced = bool(self.answers) and self.answers[-1].message.message_id not in said_in
        return replaced and bool(_OF_THEMSELVES.match(_NO_BUT.sub("", self.passage.text)))


@dataclass(slots=True)
class Exchange:
    """A question and everything said about it until the next one."""

    questions: list[Passage]
    truncated: bool = False
    heard_agent: bool = False
    replies: list[Reply] = field(default_factory=list)
    asides: list[tuple[int, Passage]] = field(default_factory=list)  # what they added later, after so many answers
    answers: list[Answer] = field(default_factory=list)
    half_answers: list[Passage] = field(default_factory=list)  # ended by asking back

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
) -> Composed | Literal["truncated", "follow-up", "unverified"]:
    """The pair of an exchange that has answers, or the code why it makes none.

    `subject` is the cleaned subject line, `earlier` the instruction of the exchange before it in the same ticket.
    """
    if exchange.truncated:
        return "truncated"
    exchange = _begun(exchange)
    answers = _resolving(exchange.answers)
    response = _with_replaced(_response(answers), exchange)
    asides = [
        _Aside(passage, exchange.answers[:n_answers])
        for n_answers, passage in exchange.asides
        if n_answers < len(answers)
    ]
    instruction = _with_replies(exchange, asides, answers[-1], set(response.message_ids))
    if earlier is not None:
        instruction = _after_earlier(instruction, earlier)
        if not judge_question(instruction.text, glossary).stands:
            return "follow-up"
    asked = exchange.asked
    carried = [text for reply in exchange.replies for text in (_asked(reply), reply.reply.text)]
    carried += [aside.passage.text for aside in asides]
    carried += [earlier.text] if earlier is not None else []
    if subject and earlier is None and begins(subject, asked.text):
        instruction = drop_subject_pointer(instruction)
        asked, response = drop_subject_pointer(asked), drop_subject_pointer(response)
    elif subject and earlier is None and _needs_subject(asked.text, response.text, subject):
        asked, response = drop_subject_pointer(asked, subject), drop_subject_pointer(response)
        instruction = carry_subject(instruction, subject)
        carried.append(subject)
    instruction = tidy(write_out(instruction, glossary, keep_capitals=True))
    if (exchange.replies or asides) and verify(instruction.text, asked.text, carried, glossary):
        return "unverified"  # what was asked at first alone is not what was answered
    return Composed(
        _verified(instruction, asked, carried, glossary),
        _verified(tidy(write_out(response, glossary, keep_capitals=False)), response, [], glossary),
        answers[-1].message,
    )


def _with_replies(exchange: Exchange, asides: Sequence[_Aside], final: Answer, said_in: set[str]) -> Passage:
    """The question, what the requester replied to the agent's questions, and what else they said on the way."""
    parts = list(exchange.questions)
    answer_words = _content(final.passage.text)
    for reply in exchange.replies:
        if asks_account(_asked(reply)) and not _content(reply.reply.text) & answer_words:
            why = "what kind of customer they are, which the answer does not depend on"
            dropped = Change("account", reply.reply.text, "", why, reply.reply.message_ids)
            parts.append(Passage("", (*reply.reply.changes, dropped)))
            continue
        asked = [strip_answer(message.text, message.message_id).text for message in reply.asked]
        if any(map(asks_errand, asked)):
            asked = [sentence for text in asked for sentence in split_sentences(text) if not asks_errand(sentence)]
            if not any("?" in sentence for sentence in asked):
                parts.append(_found(reply))
                continue
        text = merge_reply("\n".join(asked), reply.reply.text, exchange.asked.text)
        ids = (*(message.message_id for message in reply.asked), *reply.reply.message_ids)
        change = Change("earlier-turn", reply.reply.text, text, "what the agent asked and the requester replied", ids)
        parts.append(Passage(text, (*reply.reply.changes, change), ids))
    for aside in asides:
        said = aside.passage
        if _content(said.text) & answer_words or states_values(said.text):
            change = Change("earlier-turn", "", said.text, "said before the answer", said.message_ids)
            parts.append(Passage(said.text, (*said.changes, change), said.message_ids))
        elif aside.turned_down(said_in):
            text = _capital(_NO_BUT.sub("", said.text))
            change = Change("earlier-turn", said.text, text, "what made the agent answer anew", said.message_ids)
            parts.append(Passage(text, (*said.changes, change), said.message_ids))
        else:
            dropped = Change("aside", said.text, "", "the answer does not speak of it", said.message_ids)
            parts.append(Passage("", (*said.changes, dropped)))
    return joined(parts)


def _begun(exchange: Exchange) -> Exchange:
    """The exchange with its question where it was asked: "Quick q" + "Sure?" + "Can I buy leave?" asks the last."""
    if not exchange.replies or not all(invites_question(message.text) for message in exchange.replies[0].asked):
        return exchange
    first, *replies = exchange.replies
    announced = [
        passage.changed("", Change("announcement", passage.text, "", "the question follows", passage.message_ids))
        if _ANNOUNCES.match(passage.text)
        else passage
        for passage in exchange.questions
    ]
    return replace(exchange, questions=[*announced, first.reply], replies=replies)


def _found(reply: Reply) -> Passage:
    """What the requester found when asked to do something: a sentence that stands is theirs; a mere "No" waits."""
    said = reply.reply
    ids = (*(message.message_id for message in reply.asked), *said.message_ids)
    if says_by_itself(said.text):
        text = _capital(said.text)
        change = Change("earlier-turn", said.text, text, "what they found when the agent asked them to look", ids)
        return Passage(text, (*said.changes, change), ids)
    why = "refused: the agent asked them to look at something, and only their reply says what it was"
    return Passage("", (*said.changes, Change("unverified", said.text, said.text, why, ids, said.text)), ids)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _asked(reply: Reply) -> str:
    return "\n".join(message.text for message in reply.asked)


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


def _with_replaced(response: Passage, exchange: Exchange) -> Passage:
    """The response, with a word on each other answer of the exchange that it does without."""
    others = [(answer.passage, "another reply of the thread answers instead") for answer in exchange.answers]
    others += [(passage, "it asked back, and a later reply answers") for passage in exchange.half_answers]
    changes = [
        Change("replaced-answer", passage.text, "", reason, passage.message_ids)
        for passage, reason in others
        if not set(passage.message_ids) <= set(response.message_ids)
    ]
    return response.changed(response.text, *changes)


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
    change = Change("unverified", kept.text, kept.text, _refusal(faults), kept.message_ids, rewritten.text)
    return kept.changed(kept.text, change)


def _refusal(faults: tuple[Fault, ...]) -> str:
    return "refused: " + "; ".join(f"{fault.kind}: {fault.detail}" for fault in faults[:4])


def _content(text: str) -> set[str]:
    """The stems of the words that say what a text is about."""
    return {word.low[:5] for word in read_words(text) if word.kind in ("noun", "name", "verb") and len(word.low) > 2}
