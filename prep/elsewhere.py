"""Where an answer only says where the answer is: behind a link, in the FAQ, in a call, with one person."""

import re
from collections.abc import Iterator

from prep.acts import agent_act
from prep.facts import find_facts
from prep.sentences import split_sentences

_SENT = re.compile(
    r"\b(?:sent|e-?mailed|mailed|forwarded|shared|posted) (?:it |this |that |them )?(?:to )?(?:you|u)\b(?! (?:by"
    r"|within|on|in)\b)"
    r"|\b(?:call|ring|phone) (?:me|us)\b|\b(?:tried|will) (?:to )?(?:call|ring|reach)|\b(?:in|on"
    r"|over) (?:the )?(?:chat|call|phone)(?= (?:as|now|today))",
    re.IGNORECASE,
)
_SENDS_TO_READ = re.compile(
    r"\b(?:(?:check|see|refer to|read|find (?:it|this|that|the answer|everything) (?:in|on)|look (?:at|in|up)|click"
    r"|consult|follow|visit|have a look at|go through)(?: on)?"
    r"|(?:is|are|everything is|all is|explained|described|written|listed) (?:all )?(?:in|on|behind|under))"
    r" (?:the |this |that |our |my |below |following )*(?:[\w-]+ ){0,2}?"
    r"(?:links?|url|attach(?:ment|ed)?|intranet|faqs?|e-?mail|mail|document(?:ation)?|sop|wiki|handbook|manual"
    r"|knowledge ?base|policy (?:page|document)|help ?(?:page|cent(?:er|re)))\b",
    re.IGNORECASE,
)
_DESKS = r"(?:HR|IT|Payroll|Finance|Legal|Facilities|Reception|Security|Support|Admin|Accounts|Procurement|Purchasing)"
_ASKS_SOMEBODY = re.compile(
    rf"(?i:\b(?:ask|speak (?:to|with)|talk to|check with|ping|message))"
    rf" (?!{_DESKS}\b|The\b|Your\b|Our\b|My\b|A\b)[A-Z][a-z]+(?= (?i:in|from|at|over in) |[\s.!]*$)"
    rf"|(?i:\b(?:contact|call|e-?mail|write to)) (?!{_DESKS}\b)[A-Z][a-z]+"
    rf"(?= (?:in|from) (?:the )?(?:{_DESKS}|{_DESKS.lower()}|\w+ (?:team|department))\b)"
)
_LINK = re.compile(r"(?:https?://|www\.)\S+|\[LINK(?:_\d+)?\]", re.IGNORECASE)
_LEAD = re.compile(
    r"\b(?:please|pls|kindly|see|check|here(?: you (?:go|are))?|here(?:'s| is)(?: the)?|link|this|the|read|refer to|at"
    r"|visit|go to|click|follow|thanks|hi|hello|for (?:more )?(?:details|info(?:rmation)?))\b",
    re.IGNORECASE,
)
_WANTS_LINK = re.compile(
    r"\b(?:links?|urls?|web ?(?:site|page)s?|pages?|sites?|address|where|form|portal|download)\b", re.IGNORECASE
)
_ONLY, _BESIDE = 0.7, 0.15  # how much is lost when nothing else answers, and when something does


def find_elsewhere(instruction: str, response: str) -> Iterator[tuple[int, int, float]]:
    """Every place that points elsewhere, and the share of the answer's worth that is lost by it."""
    for match in _SENT.finditer(response):
        yield match.start(), match.end(), 0.6
    links = list(_LINK.finditer(response))
    if links and not re.search(r"\w", _LEAD.sub("", _LINK.sub("", response))):
        if not _WANTS_LINK.search(instruction):
            yield links[0].start(), links[-1].end(), _ONLY
        return
    pointers: list[tuple[int, int]] = []
    says_more = False
    at = 0
    for sentence in split_sentences(response):
        found = [match for pattern in (_SENDS_TO_READ, _ASKS_SOMEBODY) for match in pattern.finditer(sentence)]
        pointers += [(at + match.start(), at + match.end()) for match in found]
        says_more = says_more or _answers_besides(sentence, pointed=bool(found))
        at += len(sentence)
    for start, end in pointers:
        yield start, end, _BESIDE if says_more else _ONLY


def _answers_besides(sentence: str, *, pointed: bool) -> bool:
    """Whether a sentence says something itself: a figure, a menu path, or some words and no pointer.

    What only promises, asks back or sends to somebody says nothing.
    """
    if ">" in sentence or any(fact.kind not in ("name", "scope", "contact") for fact in find_facts(sentence)):
        return True
    return (
        not pointed
        and agent_act(sentence) == "answer"
        and len(re.findall(r"\w+", _LEAD.sub("", _LINK.sub("", sentence)))) >= 3
    )
