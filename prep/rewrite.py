"""Messages → the two sides of a pair: courtesy and ticket talk go, context comes in, shorthand is written out.

Deterministic and extractive: every word comes from the thread or the glossary, every change is recorded, and
`prep.verifying` refuses a rewrite that says something else than its sources.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import partial_ratio

from prep.acts import agent_act, customer_act, failed_call_end, hedge_end, is_correction, lead_in_end, on_behalf_end
from prep.courtesy import strip_courtesy
from prep.glossary import Glossary, expand
from prep.grammar.lexicon import word_set
from prep.relative_times import resolve_times
from prep.sentences import split_loosely
from prep.signing import sign_off_start
from prep.verifying import collapse_repeats

_VOCATIVE = re.compile(r"^\s*\[(?:CUSTOMER|PERSON|AGENT)_\d+\]\s*[,:!–-]+\s*|^\s*\[CUSTOMER_\d+\]\s+(?=\S)")
_GREETING_RUN_ON = re.compile(r"^\s*(?:hi|hello|hey|hiya)\s+(?=[A-Z0-9])", re.IGNORECASE)
_TAIL_TALK = re.compile(
    r"[\s,;–-]{0,20}\b(?:(?:pls|please|can|u can|you can) close(?: (?:this|the|it|tkt|ticket))?(?: if (?:ok"
    r"|okay|done|fine|all good))?"
    r"|(?:closing|resolving)(?: (?:this|the))? (?:tkt|ticket|request|now)|pls wait|rgds|thx)[\s.!]*"
    r"(?:\[AGENT_\d+\]\s*)?$"
    r"|\s{1,20}[-–]\s?(?-i:(?!(?:NO|OK|I{1,2}|I?V|VI)\b)[A-Z]{1,2})\s*$",  # an agent's initials
    re.IGNORECASE,
)
_LEADING_TURN = re.compile(
    r"^(?P<bullet>\s*(?:[-*•]\s+)?)(?:(?:then|ok(?:ay)?|so|well|right|sure|alright|in that case"
    r"|in this case)\b(?!\s+(?:that|far|long|much|many))[\s,:]+)+"
    r"(?:(?:unfortunately),\s+(?=because|as|since))?",
    re.IGNORECASE,
)
_SUBJECT_POINTER = re.compile(
    r"\b(?:as per|see|per|refer to|as in|like in|as)(?: the| my| ur| your)? (?:subject|title|heading)(?: line"
    r"| above)?\b[\s:,.–-]*",
    re.IGNORECASE,
)
_SUBJECT_MARKS = re.compile(
    r"^(?:\s*(?:re|fw|fwd|aw|wg|sv|tr|rv|antw|ref|betreff)\s*(?:\[\d+\])?:\s*|\s*\[[^\]]*(?:ticket|case|request"
    r"|external|#)[^\]]*\]\s*)+|\s*(?:\(no subject\))\s*",
    re.IGNORECASE,
)
_SUBJECT_REQUEST = re.compile(
    r"^\s*(?:re:?\s*)?request #?\d+\s*$|\s*[-–(\[]*\s*#?\b(?:ticket|request|case) ?#?\d+\b[)\]]*", re.IGNORECASE
)
_GENERIC_SUBJECT = word_set(
    """
    question questions query queries help needed need urgent quick info information request required for doubt doubts
    clarification ticket hi hello hey issue problem support policy regarding about pls please asap the a an to with my
    of
    on no subject enquiry inquiry general other misc follow up followup update reminder important assistance by from and
    confirm clarify details some any urgent! rules
    """
)
_FROM_WHOM = re.compile(
    r"^(?:request|query|question|mail) (?:by|from) (?:\S+ ?){0,2}(?:\([^)]*\))?$|^your (?:e-?mail|mail|message)$",
    re.IGNORECASE,
)
_GENERIC_START = re.compile(
    r"^(?:(?:question|query|doubt|clarification|help|information|info)s?\b\s*"
    r"(?:needed|required|with|about|on|regarding|for)?\s*[:–-]?\s*"
    r"|need (?:help|info(?:rmation)?) (?:with|about|on)\s*)+",
    re.IGNORECASE,
)
_GENERIC_END = re.compile(r"\s*[-–:,]?\s*(?:question|query|doubt|\?\?+)s?\s*$", re.IGNORECASE)
_SAME_WORDING = 85.0  # rapidfuzz, of 100: the first words of the text, but for a slip
_WORD = re.compile(r"[^\W_]+(?:['’/&-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Change:
    """One change to a text, not yet ascribed to a pair."""

    kind: str
    before: str
    after: str
    reason: str
    message_ids: tuple[str, ...] = ()
    refused: str = ""  # a rewrite that said something else than its sources


@dataclass(frozen=True, slots=True)
class Passage:
    """What is left of one or more messages, and what was changed on the way."""

    text: str
    changes: tuple[Change, ...] = ()
    message_ids: tuple[str, ...] = ()

    def changed(self, text: str, *changes: Change) -> "Passage":
        """The passage with another text and the changes that led to it."""
        return replace(self, text=text, changes=(*self.changes, *changes))


def strip_question(text: str, message_id: str) -> Passage:
    """A requester's message without greeting, thanks, personal remarks and reminders."""
    passage = _strip_courtesy(Passage(text.strip(), (), (message_id,)))
    end = on_behalf_end(passage.text)
    if end:
        passage = _cut(passage, passage.text[:end], passage.text[end:], "on-behalf", "who asked, not what")
    kept: list[str] = []
    for sentence in split_loosely(passage.text):
        act = customer_act(sentence)
        if act in ("says", "puzzled"):
            kept.append(sentence)
        else:
            passage = passage.changed(passage.text, _dropped(sentence, act, "says nothing about the question", passage))
    return _strip_courtesy(replace(passage, text="".join(kept).strip()))


def strip_answer(text: str, message_id: str, sent_at: str = "") -> Passage:
    """An agent's message without greeting, ticket talk, checks of who somebody is and remarks about the work on it.

    With the time it was sent, "yesterday" becomes the date it meant.
    """
    passage = _strip_tail(_strip_courtesy(Passage(text.strip(), (), (message_id,))))
    kept: list[str] = []
    for sentence in split_loosely(passage.text):
        rest = sentence
        for find_end, kind, reason in (
            (lead_in_end, "lead-in", "announces the answer"),
            (hedge_end, "hedge", "the agent was not sure"),
            (failed_call_end, "lead-in", "tells of a call that was not taken"),
        ):
            end = find_end(rest)
            if end and rest[end:].strip():
                passage = passage.changed(passage.text, _dropped(rest[:end], kind, reason, passage))
                rest = _capital(rest[end:])
        act = agent_act(rest)
        if act == "correction" and ":" in rest:
            head, tail = rest.split(":", 1)
            if tail.strip() and is_correction(head):
                passage = passage.changed(
                    passage.text, _dropped(f"{head}:", act, "speaks of an earlier reply", passage)
                )
                rest, act = tail.lstrip(), "answer"
        if act in ("answer", "clarifying", "handed-on") and not failed_call_end(rest):
            kept.append(rest)
        else:
            passage = passage.changed(passage.text, _dropped(rest, act, "no part of the answer", passage))
    passage = _strip_courtesy(replace(passage, text="".join(kept).strip()))
    talk = _TAIL_TALK.search(passage.text)
    if talk and talk.start():
        passage = _cut(passage, talk[0], passage.text[: talk.start()], "ticket-talk", "no part of the answer")
    turn = _LEADING_TURN.match(passage.text)
    if turn and passage.text[turn.end() :].strip():
        passage = _cut(
            passage, turn[0], _capital(passage.text[turn.end() :]), "lead-in", "goes on from the turn before"
        )
    return _dated(passage, sent_at)


def _dated(passage: Passage, sent_at: str) -> Passage:
    """The passage with the relative times that are certain as dates."""
    text, times = resolve_times(passage.text, sent_at)
    reason = f"said on {sent_at[:10]}"
    return passage.changed(
        text, *(Change("relative-time", said, meant, reason, passage.message_ids) for said, meant in times)
    )


def clean_subject(subject: str) -> str:
    """A subject line without reply marks, ticket numbers and names; "" when nothing in it says what it is about."""
    text = _SUBJECT_REQUEST.sub(" ", _SUBJECT_MARKS.sub("", subject))
    text = re.sub(r"\(?\[(?:CUSTOMER|PERSON|AGENT|ID|EMAIL|PHONE)_\d+\]\)?(?:'s)?", " ", text)
    text = _without_generic_ends(" ".join(text.split()).strip(" -–,:;|"))
    words = [word.lower() for word in _WORD.findall(text)]
    if not words or all(word in _GENERIC_SUBJECT for word in words):
        return ""
    return text


def _without_generic_ends(text: str) -> str:
    """ "Question about leave" → "leave", "Clarification required: travel" → "travel", "Request by Jane" → ""."""
    for pattern in (_FROM_WHOM, _GENERIC_START, _GENERIC_END):
        text = pattern.sub("", text)
    return text.strip(" -–:,")


def begins(subject: str, text: str) -> bool:
    """Whether a text begins with its subject, but for a slip."""
    return partial_ratio(subject.lower().rstrip(". …"), text[: len(subject) + 10].lower()) >= _SAME_WORDING


def is_part_of(subject: str, text: str) -> bool:
    """Whether a subject only repeats words of the text, as a mail program's first words do."""
    if begins(subject, text):
        return True
    words = [word.lower() for word in _WORD.findall(subject) if word.lower() not in _GENERIC_SUBJECT]
    said = {word.lower() for word in _WORD.findall(text)}
    return sum(word in said for word in words) >= 0.8 * len(words)


def carry_subject(passage: Passage, subject: str) -> Passage:
    """The question with its subject line before it."""
    subject = subject.rstrip(" .…")
    body = _SUBJECT_POINTER.sub("", passage.text).strip()
    if not body:
        text = subject
    elif subject[-1:] in "?!":
        text = f"{subject} {body}"
    else:
        text = f"{subject.rstrip(':')}: {body}"
    return passage.changed(
        text, Change("subject", passage.text, text, "the question needs its subject line", passage.message_ids)
    )


def drop_subject_pointer(passage: Passage, subject: str = "") -> Passage:
    """A text without "as per subject", for a pair whose question carries the subject.

    Who asks no more than that has asked the `subject`.
    """
    text = _SUBJECT_POINTER.sub("", passage.text).strip()
    if not re.search(r"\w", text):
        text = subject
    if not text or text == passage.text:
        return passage
    change = Change("reference", passage.text, text, "the subject line is in the question", passage.message_ids)
    return passage.changed(_capital(text), change)


def write_out(passage: Passage, glossary: Glossary, *, keep_capitals: bool) -> Passage:
    """The passage with its shorthand written out."""
    text, expansions = expand(passage.text, glossary, keep_capitals=keep_capitals)
    changes = [
        Change(
            "glossary", expansion.shorthand, expansion.written, f'"{expansion.shorthand}" means "{expansion.meaning}"'
        )
        for expansion in expansions
    ]
    return passage.changed(text, *changes)


def joined(passages: Sequence[Passage]) -> Passage:
    """Several passages as one text."""
    kept = [passage for passage in passages if passage.text]
    parts = [passage.text if n + 1 == len(kept) else ended(passage.text) for n, passage in enumerate(kept)]
    return Passage(
        " ".join(parts),
        tuple(change for passage in passages for change in passage.changes),
        tuple(dict.fromkeys(message_id for passage in passages for message_id in passage.message_ids)),
    )


def ended(text: str) -> str:
    """A text with a full stop where it has no mark at its end."""
    text = text.rstrip()
    return text if not text or text[-1] in ".?!:…;" else f"{text}."


def tidy(passage: Passage) -> Passage:
    """Spaces in order and a capital at the start: not worth an edit of its own."""
    text = re.sub(r"[ \t]+", " ", passage.text)
    text = collapse_repeats(text)
    text = re.sub(r" ?\n ?", "\n", re.sub(r"\n{3,}", "\n\n", text)).strip()
    return replace(passage, text=_capital(text))


def _strip_courtesy(passage: Passage) -> Passage:
    stripped = strip_courtesy(passage.text)
    changes = [_dropped(cut.text, cut.reason, "courtesy", passage) for cut in stripped.cuts]
    passage = passage.changed(stripped.text, *changes)
    for pattern in (_VOCATIVE, _GREETING_RUN_ON):
        opening = pattern.match(passage.text)
        if opening and passage.text[opening.end() :].strip():
            passage = _cut(passage, opening[0], passage.text[opening.end() :], "greeting", "courtesy")
    return passage


def _strip_tail(passage: Passage) -> Passage:
    signed = sign_off_start(passage.text)
    if signed is not None:
        passage = _cut(passage, passage.text[signed:], passage.text[:signed], "sign-off", "courtesy")
    talk = _TAIL_TALK.search(passage.text)
    if talk and talk.start():
        return _cut(passage, talk[0], passage.text[: talk.start()], "ticket-talk", "no part of the answer")
    return passage


def _cut(passage: Passage, before: str, text: str, kind: str, reason: str) -> Passage:
    return passage.changed(text.strip(), _dropped(before, kind, reason, passage))


def _dropped(before: str, kind: str, reason: str, passage: Passage) -> Change:
    return Change(kind, before.strip(), "", reason, passage.message_ids)


def _capital(text: str) -> str:
    """A first letter in capitals, but not in names such as "iPhone" and addresses."""
    stripped = text.lstrip()
    first = stripped.split(maxsplit=1)[0] if stripped else ""
    beside_figure = bool(re.match(r"\S{1,3}\s+\d", stripped))  # "cr 45"
    if not first[:1].islower() or beside_figure or re.search(r"://|@|[A-Z]", first):
        return stripped
    return stripped[0].upper() + stripped[1:]
