"""A pair and its thread → what a model is asked, cut to its window; and what it answered → a proposal."""

import hashlib
import json
import re
from collections.abc import Sequence

from prep.records import Message, Pair, Ticket
from prep.rewriter.records import Request

CHARACTERS_PER_TOKEN = 3.5  # English is nearer to 4; a prompt that is too long helps nobody
SYSTEM = """\
You make one question and one answer from a support thread understandable to somebody who never saw the thread.
Rewrite only what needs it. In the question, replace words that point elsewhere ("it", "that", "the same") by what the
thread says they mean, and add what is missing to know what is asked. In the answer, write shorthand as sentences.
Keep every number, unit, date, name, condition, "not", "must", "may" and "only" of the question and of the answer.
Add nothing that the thread does not say. Keep the asker's "I" and the answer's "you". Keep placeholders such as
[PERSON_1] as they are. Answer with one JSON object and nothing else: {"instruction": "…", "response": "…"}"""
_ELLIPSIS = " […] "
_LEAST_OF_A_MESSAGE = 80  # characters
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


def request_for(pair: Pair, ticket: Ticket, model: str, *, window: int, max_tokens: int) -> Request | None:
    """What to ask about a pair; None when the pair alone is too long for the model's window (in tokens)."""
    room = int((window - max_tokens) * CHARACTERS_PER_TOKEN) - len(SYSTEM)
    asked = {"instruction": pair.instruction, "response": pair.response}
    room -= len(json.dumps(asked, ensure_ascii=False)) + len(ticket.subject) + 100
    if room < 0:
        return None
    thread = fit([f"{message.author}: {message.text}" for message in said(ticket)], room)
    content = json.dumps({"subject": ticket.subject, "thread": thread, **asked}, ensure_ascii=False)
    conversation = ({"role": "system", "content": SYSTEM}, {"role": "user", "content": content})
    key = hashlib.sha256(json.dumps([model, max_tokens, *conversation]).encode()).hexdigest()
    return Request(key, pair, ticket, conversation)


def n_tokens(text: str) -> int:
    """About how many tokens a text has."""
    return int(len(text) / CHARACTERS_PER_TOKEN) + 1


def texts_in(request: Request) -> list[str]:
    """The texts of a request as people wrote them: in JSON, what begins a line stands behind an n."""
    told = json.loads(request.conversation[-1]["content"])
    return [told["subject"], *told["thread"], told["instruction"], told["response"]]


def said(ticket: Ticket) -> list[Message]:
    """What the two sides said to each other."""
    return [
        message
        for message in ticket.messages
        if message.public and message.kind == "comment" and message.author in ("customer", "agent")
    ]


def fit(texts: Sequence[str], room: int) -> list[str]:
    """The texts of a thread in so many characters: long ones lose their middle, then the middle of the thread goes."""
    kept = list(texts)
    dropped = False
    while kept and room < len(kept) * _LEAST_OF_A_MESSAGE and sum(map(len, kept)) > room:
        kept.pop(len(kept) // 2)
        dropped = True
    share = room
    while sum(min(len(text), share) for text in kept) > room:
        share = share * 9 // 10
    shortened = [_shortened(text, share) for text in kept]
    if dropped and shortened:
        shortened.insert(len(shortened) // 2, _ELLIPSIS.strip())
    return shortened


def _shortened(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    half = max(0, (length - len(_ELLIPSIS)) // 2)
    return f"{text[:half]}{_ELLIPSIS}{text[len(text) - half :]}"


def read_proposal(text: str) -> tuple[str, str] | None:
    """(instruction, response) of an answer, also from within a fence or a sentence; None for anything else."""
    found = _OBJECT.search(text)
    try:
        proposed = json.loads(found[0]) if found else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(proposed, dict):
        return None
    sides = (proposed.get("instruction"), proposed.get("response"))
    if not all(isinstance(side, str) and side.strip() for side in sides):
        return None
    instruction, response = (str(side).strip().encode("utf-8", "replace").decode("utf-8") for side in sides)
    return instruction, response
