"""Whether an answer says yes or no to what was asked, also where it opens with neither word."""

import re
from functools import lru_cache

from prep.facts.asked import Asked
from prep.facts.layout import lay_out
from prep.facts.records import Fact
from prep.facts.stances import find_answer, find_modality, is_negated

SAID, MEANT = "said", "meant"
_SENTENCE = re.compile(r"[^.!?\n;]+[.!?;]*")
_AGAINST = re.compile(
    r"\b(?:unfortunately|sorry|regret|personal|no longer|impossible|only\b.{0,30}\b(?:can|may)|can only|without|"
    r"non-\w+|never|at your own|yourself|exclud\w+|blocked|forbid\w*|prohibit\w*|rejected|charged|costs?|extra|"
    r"unpaid|manually|by hand)\b|\b(?:can|does|do|is|are|will|wo|must|should)n['’]t\b",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"\s*(?:no (?:problem|worries|trouble)|sorry (?:to|for|about)|thanks?|thank you|welcome|hi|hello|dear"
    r"|good question|"
    r"congratulations|how (?:lovely|kind|nice))\b[^.!?]*[.!?]?\s*$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:unless|except|only if|only when|provided|as long as|if|depends|only (?:one|a|\d+))\b", re.IGNORECASE
)


@lru_cache(maxsize=50_000)
def leaning(question: Asked, response: str) -> Fact | None:
    """ "yes" or "no" as the answer to a yes-no question, with the words that say it; None where it is neither.

    The unit tells whether the answer opens with it or only leans that way: SAID or MEANT.
    """
    if answers := list(find_answer(response)):
        said, how, start, end = str(answers[0].value), SAID, answers[0].start, answers[0].end
    else:
        sentence = next((each for each in _SENTENCE.finditer(response) if not _POLITE.match(each[0])), None)
        if sentence is None or _CONDITION.search(sentence[0]):
            return None
        said, how = _leaning_of(sentence[0], obliges=question.obliges), MEANT
        start, end = sentence.span()
    if question.turned and said:
        said = "no" if said == "yes" else "yes"
    return Fact("answer", said, how, "exactly", start, end, response[start:end]) if said else None


def _is_denied_before(sentence: str, fact: Fact) -> bool:
    """Whether the clause denies before it allows: "that isn't something we offer"."""
    return is_negated(sentence[lay_out(sentence).clause(fact.start)[0] : fact.start])


def _leaning_of(sentence: str, *, obliges: bool) -> str:
    for fact in find_modality(sentence):
        if fact.unit == "required" and obliges:
            return str(fact.value)
        if fact.unit == "allowed" and not obliges:
            return "no" if fact.value == "yes" and _is_denied_before(sentence, fact) else str(fact.value)
        if fact.unit == "allowed" and fact.value == "no" and obliges:
            return ""
    if obliges:
        return "no" if is_negated(sentence) else ""
    return "no" if is_negated(sentence) or _AGAINST.search(sentence) else "yes"
