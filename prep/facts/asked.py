"""The slot that a question asks to be filled: the salary's date, not the bonus's; who approves, not how long it takes.

Two answers can only exclude each other in a slot that both questions ask for.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from prep.facts.concepts import located_concepts
from prep.facts.nearness import nearness
from prep.facts.numerals import find_numerals
from prep.facts.stances import find_contrasts

AskedKind = Literal["yes-no", "time", "often", "amount", "who", "where", "how", "what", ""]

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
# What a question word asks for; the first that is found in the asking sentence counts.
_PATTERNS: tuple[tuple[AskedKind, str], ...] = (
    # "How often may I …?" asks for a number of times.
    (
        "often",
        r"\bhow (?:often|frequently)\b"
        r"(?! (?:can|may|could|is it) | (?:am|are) (?:\w+ ){1,2}(?:allowed|permitted|able)\b)"
        r"|\binterval\b",
    ),
    (
        "time",
        r"\b(?:when|since when|until when|(?:by|on|from|until|at) (?:what|which) (?:time|date|day)|what time|"
        r"how (?:long|soon|early|late|quickly|fast|far (?:ahead|in advance)|much (?:notice|time|longer|earlier)"
        r"|many (?:working |business )?(?:minutes|hours|days|weeks|months|years))|deadline|opening (?:hours|times?)|"
        r"on which days?|which days?|from when|(?:transfer|delivery|processing|waiting|wait|response|reply|lead|repair"
        r"|handling|turnaround) times?)\b",
    ),
    (
        "amount",
        r"\bhow (?:much|many|often|big|large|heavy|high|old|far|tall|wide|deep|warm|strong)\b|"
        r"\b(?:price|cost|fee|rate|maximum|minimum|size|limit) (?:of|for|is|per)\b"
        r"|\bwhat .{0,20}\bcosts?\b"
        r"|\bnumber of\b|\bwhat (?:share|part|percentage|proportion|portion|amount|size)\b"
        r"|\b(?:what['’]?s|what (?:is|are|was)) (?:the|your|our) (?:\w+ ){0,2}"
        r"(?:limits?|maximum|minimum|max|min|price|fees?|rate|cap|ceiling|deposit)\b"
        r"|^\W*(?:the )?(?:minimum|maximum|min|max|smallest|largest|lowest|highest)\b",
    ),
    ("who", r"\b(?:who|whom|whose|which (?:team|department|desk|person|number|address))\b"),
    ("where", r"\bwhere\b|\blocation\b"),
    ("how", r"\bhow\b(?! come)|\bsteps?\b"),
    ("what", r"\b(?:what|which|why)\b"),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_OPENS_YES_NO = re.compile(
    r"^\W*(?:(?:hi|hello|so|and|but|please|sorry),?\s+)*(?:is|are|was|were|am|do|does|did|can|could|may|might|must|will|"
    r"would|should|shall|has|have|had|need)\b(?!\s+(?:you|u) (?:tell|explain|say|let me know|help))",
    re.IGNORECASE,
)
_SHORT_YES_NO = re.compile(
    r"\b(?:possible|allowed|permitted|necessary|needed|required|mandatory|included|ok|okay|fine)\W*\?", re.IGNORECASE
)
# "Spin class tomorrow, can I just show up".
_THEN_YES_NO = re.compile(
    r"[,.!]\s+(?:is|are|can|could|may|must|do|does|will|should|need)\s+(?:i|we|you|it|there|they|he|she|my|your|our|the|an?|this|that|"
    r"[a-z]+s)\b(?!\s+(?:tell|explain|say|let me know|help))[^,;]*$",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\bwithout\b|n['’]t\b|\bnot\b|\bno\b|\b(?:forbidden|prohibited|excluded|blocked)\b", re.IGNORECASE
)
_OBLIGED = re.compile(
    r"\b(?:have to|has to|need(?:ed|s)?|must|required?|mandatory|compulsory|necessary|obliged|obligatory)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:per|each|every|an?) (hour|day|week|month|year)\b|\b(hourly|daily|weekly|monthly|yearly)"
    r"(?=(?: \w+)? (?:limit|allowance|quota|maximum))",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,;:)'’-] )[A-Z][a-zA-Z]+\b")
_COMMON = re.compile(r"I|Is|The|My|Can|Do|How|What|Who|Where|When|Which|Sorry|Please|Hi|Thanks")
_EITHER = re.compile(r"\bor\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one question asks."""

    kind: AskedKind  # what fills the slot; "" where the wording does not say
    about: tuple[str, ...]  # the concepts that name the slot, those of the asking sentence first
    poles: frozenset[tuple[str, str]]  # the opposites named, such as opening: yes for "opens"
    obliges: bool = False  # asks whether something must be, not whether it may
    turned: bool = False  # yes or no would mean the opposite: "… without a card?"


@lru_cache(maxsize=50_000)
def asked(question: str) -> Asked:
    """Read the slot off the words of a question."""
    sentences = [match[0].strip() for match in _SENTENCE.finditer(question) if match[0].strip()]
    asking = next((each for each in reversed(sentences) if each.endswith("?")), sentences[-1] if sentences else "")
    kind: AskedKind = "yes-no" if _OPENS_YES_NO.match(asking) or _SHORT_YES_NO.search(asking) else ""
    if not kind:
        kind = next((named for named, pattern in _KINDS if pattern.search(asking)), "")
    if not kind and _THEN_YES_NO.search(asking):
        kind = "yes-no"
    about = [named for part in (asking, question) for _, named in located_concepts(part)]
    return Asked(
        kind,
        tuple(dict.fromkeys(about)),
        frozenset((fact.unit, str(fact.value)) for fact in find_contrasts(question)) | _periods(question),
        obliges=bool(_OBLIGED.search(asking)),
        turned=bool(_TURNED.search(asking)) and not _EITHER.search(asking),
    )


def _periods(question: str) -> frozenset[tuple[str, str]]:
    """ "Daily limit", "per week": what a limit or a rate is for."""
    words = (match[match.lastindex or 0].lower() for match in _PERIOD.finditer(question))
    return frozenset(("period", "day" if word == "daily" else word.removesuffix("ly")) for word in words)


def same_slot(left: Asked, right: Asked) -> float:
    """How far two questions ask for the same slot, 0 to 1."""
    if poles_apart(left, right):
        return 0.0
    shared = nearness(left.about, right.about)
    return shared * (0.5 if kinds_apart(left, right) else 1.0)


def exchanged(left: str, right: str, *, but: frozenset[str] = frozenset()) -> float:
    """How far two questions are one wording with other nouns in it ("… a sofa?", "… a lamp?"), 0 to 1.

    Somebody who asks the same anew seldom hits the same small words; somebody who asks for another thing often does.
    `but` holds concepts that do not count as nouns of their own.
    """
    ours, theirs = set(asked(left).about) - but, set(asked(right).about) - but
    if not (ours - theirs and theirs - ours):
        return 0.0
    words, others = _counted(left), _counted(right)
    return 2 * (words & others).total() / (words.total() + others.total())


@lru_cache(maxsize=50_000)
def _counted(question: str) -> Counter[str]:
    return Counter(_WORD.findall(question.lower()))


def cases_apart(left: str, right: str) -> bool:
    """Whether each question names a case by a number or a name, and not the same: 2018 and 2023, Paris and Lyon."""
    ours, theirs = _cases(left), _cases(right)
    return bool(ours and theirs) and not ours & theirs


@lru_cache(maxsize=50_000)
def _cases(question: str) -> frozenset[str]:
    numbers = {
        str(numeral.value) for numeral in find_numerals(question) if not (numeral.spelled and numeral.value == 1)
    }
    return frozenset(
        numbers | {match[0].lower() for match in _NAME.finditer(question) if not _COMMON.fullmatch(match[0])}
    )


def poles_apart(left: Asked, right: Asked) -> bool:
    """Whether the questions name opposite ends: when it opens, when it closes."""
    return any(
        unit == other_unit and value != other_value and (other_unit, value) not in right.poles
        for unit, value in left.poles
        for other_unit, other_value in right.poles
    )


def kinds_apart(left: Asked, right: Asked) -> bool:
    """Whether what fills one slot cannot fill the other: a person, a place, a time, an amount."""
    telling = {"time", "often", "amount", "who", "where"}
    return left.kind in telling and right.kind in telling and left.kind != right.kind
