"""A ticket → pairs: the requester's question and the agent's reply that resolves it.

A thread is cut into exchanges: a question with what was asked back and answered, and the replies to it. Holding
replies, checks of who somebody is, machine mail, notes, surveys and thanks never enter a pair. What is left of an
exchange becomes one pair, or a Rejection that says why there is none.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from prep.acts import agent_act, asks_identity, customer_act, is_identity_reply, is_question, is_thanks, states_values
from prep.exchange import Answer, Exchange, Reply, compose
from prep.glossary import Glossary
from prep.plurals import many
from prep.records import Edit, Message, Pair, Rejection, Ticket
from prep.rewrite import Change, Passage, clean_subject, strip_answer, strip_question
from prep.sentences import split_loosely

_EVIDENCE = 160  # characters
_SIGNED = re.compile(r"^\s*\[AGENT_\d+\]\s*$")


@dataclass(frozen=True, slots=True)
class Pairing:
    """What became of one ticket: pairs, how they came about, and what was dropped. Never all three empty."""

    pairs: tuple[Pair, ...]
    edits: tuple[Edit, ...]
    rejections: tuple[Rejection, ...]


@dataclass(slots=True)
class _Walk:
    """Where the reading of a thread stands."""

    exchanges: list[Exchange] = field(default_factory=list)
    asked_who: bool = False  # the agent's last message asked who the requester is
    asked_back: tuple[Message, ...] = ()  # clarifying questions without a reply yet
    replying: bool = False  # the requester's last message replied to clarifying questions
    puzzled: bool = False  # the requester did not understand the last reply
    seen_handed_on: str = ""
    seen_identity: str = ""
    seen_thanks: str = ""
    seen_aside: str = ""  # neither thanks nor anything asked: details of one's own

    @property
    def now(self) -> Exchange | None:
        return self.exchanges[-1] if self.exchanges else None


def pair_up(ticket: Ticket, glossary: Glossary) -> Pairing:
    """The pairs of a cleaned, redacted ticket. A ticket without any has at least one Rejection."""
    early = _unfit(ticket)
    if early:
        return Pairing((), (), (early,))
    glossary = glossary.about(ticket.topic)
    said = [message for message in ticket.messages if _is_said(message)]
    walk = _Walk()
    for message in said:
        if message.author == "customer":
            _hear_customer(walk, message)
        else:
            _hear_agent(walk, message)
    pairs: list[Pair] = []
    edits: list[Edit] = []
    rejections: list[Rejection] = []
    subject = clean_subject(ticket.subject)
    earlier: Passage | None = None
    for exchange in walk.exchanges:
        if not exchange.answers:
            continue
        composed = compose(exchange, subject, earlier, glossary)
        if isinstance(composed, str):
            rejections.append(Rejection(composed, _short(exchange.asked.text), ticket.ticket_id, source=ticket.source))
            continue
        last = composed.answered_by
        pair = Pair(
            pair_id=_pair_id(ticket, last),
            ticket_id=ticket.ticket_id,
            instruction=composed.instruction.text,
            response=composed.response.text,
            topic=ticket.topic,
            agent=last.person_id if last.person_id.startswith("[AGENT_") else "",
            answered_at=last.sent_at,
            requester=ticket.requester,
            channel=ticket.channel,
        )
        pairs.append(pair)
        edits += [_edit(pair.pair_id, "instruction", change) for change in composed.instruction.changes]
        edits += [_edit(pair.pair_id, "response", change) for change in composed.response.changes]
        earlier = composed.instruction
    if not pairs and not rejections:
        rejections.append(_why_none(ticket, walk))
    return Pairing(tuple(pairs), tuple(edits), tuple(rejections))


def _unfit(ticket: Ticket) -> Rejection | None:
    """A rejection for a ticket that can hold no pair whatever it says."""
    if ticket.merged_into:
        return _rejection(ticket, "merged", f"Merged into {ticket.merged_into}.")
    if "spam" in (ticket.status, *ticket.tags):
        return _rejection(ticket, "spam", _short(ticket.subject))
    if not any(message.author == "customer" for message in ticket.messages):
        unknown = [message for message in ticket.messages if message.author == "unknown"]
        if unknown:
            return _rejection(
                ticket,
                "unknown-authors",
                f"No known author: {len(unknown)} of {many(len(ticket.messages), 'message')}.",
            )
        if ticket.messages and all(message.author == "automatic" for message in ticket.messages):
            return _rejection(ticket, "only-automatic-replies", _short(ticket.messages[0].text))
        return _rejection(ticket, "no-customer-question", _short(ticket.subject))
    return None


def _is_said(message: Message) -> bool:
    return (
        message.public
        and message.kind == "comment"
        and message.author in ("customer", "agent")
        and bool(message.text.strip())
    )


def _hear_customer(walk: _Walk, message: Message) -> None:
    now = walk.now
    if walk.asked_who:
        walk.asked_who = False
        if is_identity_reply(message.text) or (len(message.text.split()) <= 4 and not is_question(message.text)):
            return
    elif is_identity_reply(message.text):
        return
    acts = {customer_act(sentence) for sentence in split_loosely(message.text)}
    passage = strip_question(message.text, message.message_id)
    if now is not None and walk.asked_back and (passage.text or is_thanks(message.text)):
        reply = passage if passage.text else Passage(message.text.strip(), (), (message.message_id,))
        now.replies.append(Reply(walk.asked_back, reply))
        walk.asked_back, walk.replying = (), True
        return
    if now is not None and walk.replying and passage.text and not is_question(passage.text):
        now.replies[-1] = now.replies[-1].going_on(passage)
        return
    if now is not None and now.answers and "puzzled" in acts and "says" not in acts:
        walk.puzzled = True
        return
    if not passage.text:
        if "aside" in acts and "thanks" not in acts:
            walk.seen_aside = walk.seen_aside or message.text
        else:
            walk.seen_thanks = walk.seen_thanks or message.text
        return
    if now is None or (now.answers and is_question(passage.text)):
        walk.exchanges.append(Exchange([passage], truncated=message.truncated))
        walk.replying = walk.puzzled = False
    elif not now.answers and not now.heard_agent:
        now.questions.append(passage)
        now.truncated = now.truncated or message.truncated
    else:
        now.asides.append((len(now.answers), passage))


def _hear_agent(walk: _Walk, message: Message) -> None:
    now = walk.now
    acts = [agent_act(sentence) for sentence in split_loosely(message.text)]
    passage = strip_answer(message.text, message.message_id, message.sent_at)
    walk.replying = False
    spoken = [sentence for sentence in split_loosely(passage.text) if not _SIGNED.match(sentence)]
    rest = [agent_act(sentence) for sentence in spoken]
    if "identity" in acts or (asks_identity(message.text) and not states_values(message.text)):
        walk.asked_who = True
        walk.seen_identity = message.text
    if now is None:
        return
    now.heard_agent = now.heard_agent or any(
        act in ("answer", "clarifying", "identity", "holding", "handed-on") for act in acts
    )
    if "answer" in rest and not message.truncated:
        answer = Answer(
            message, passage, continues="holding" in acts, corrects="correction" in acts, explains=walk.puzzled
        )
        walk.puzzled = False
        stated = " ".join(sentence for sentence, act in zip(spoken, rest, strict=True) if act == "answer")
        if rest[-1] == "clarifying" and not states_values(stated):
            now.half_answers.append(passage)
            walk.asked_back = (*walk.asked_back, message)
        else:
            now.answers.append(answer)
            walk.asked_back = ()
    elif "clarifying" in rest and "identity" not in acts:
        walk.asked_back = (*walk.asked_back, message)
    elif message.truncated:
        now.truncated = True
    elif any(act in ("handed-on", "holding") for act in acts) and not walk.seen_handed_on:
        walk.seen_handed_on = message.text


def _why_none(ticket: Ticket, walk: _Walk) -> Rejection:
    agents = [message for message in ticket.messages if message.author == "agent" and _is_said(message)]
    if not walk.exchanges:
        if walk.seen_thanks:
            return _rejection(ticket, "chitchat", _short(walk.seen_thanks))
        if walk.seen_identity:
            return _rejection(ticket, "identity-check-only", _short(walk.seen_identity))
        return _rejection(ticket, "no-customer-question", _short(walk.seen_aside or ticket.subject))
    asked = _short(walk.exchanges[0].asked.text)
    if not agents:
        answered = any(message.author == "automatic" for message in ticket.messages)
        return _rejection(ticket, "only-automatic-replies" if answered else "no-agent-reply", asked)
    if any(exchange.truncated for exchange in walk.exchanges):
        return _rejection(ticket, "truncated", asked)
    if walk.seen_identity and not walk.seen_handed_on:
        return _rejection(ticket, "identity-check-only", _short(walk.seen_identity))
    return _rejection(ticket, "non-answer", _short(walk.seen_handed_on or agents[-1].text))


def _edit(pair_id: str, side: Literal["instruction", "response"], change: Change) -> Edit:
    return Edit(
        pair_id, side, change.kind, change.before, change.after, change.reason, change.message_ids, change.refused
    )


def _pair_id(ticket: Ticket, message: Message) -> str:
    if message.message_id.startswith(f"{ticket.ticket_id}/"):
        return message.message_id
    return f"{ticket.ticket_id}/{message.message_id}"


def _rejection(ticket: Ticket, code: str, evidence: str) -> Rejection:
    return Rejection(code, evidence, ticket.ticket_id, source=ticket.source)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EVIDENCE else f"{line[: _EVIDENCE - 1]}…"
