"""What a text says yes or no to: its opening answer, what is allowed or required, which of two opposites it names."""

import re
from collections.abc import Iterator
from functools import lru_cache

from prep.facts.opposites import AXES, OPPOSITES, OPPOSITES_GATE
from prep.facts.records import Fact

_AFTER_NO = r"(?=\s*[,.!;:–—-]|\s+(?:you|it|we|they|this|that|there|unfortunately|sorry|only)\b|\s*$)"
# "You can!", "They aren't.": a pronoun and what the question began with.
_SHORT = (
    r"(?:you|we|they|it|he|she|there|that)\s+(?:certainly\s+)?(?:can|do|does|is|are|will|may|has|have|must|need|should)"
)
_SHORT_YES = rf"{_SHORT}(?=\s*[.!,;])"
_SHORT_NO = rf"{_SHORT}(?:n['’]t|not|\s+not)(?=\s*[.!,;])"
_WHOM = r"(?:,? (?:\[[A-Z]+_\d+\]|(?-i:[A-ZÀ-Ž][\w'’.-]+(?: [A-ZÀ-Ž][\w'’.-]+)?)))"
_ANSWER = re.compile(
    rf"^\W*(?:sorry{_WHOM},? (?=no\b))?"
    r"(?:(?P<yes>(?:yes|yep|yeah|yup|sure|certainly(?! not)|absolutely(?! not)|definitely(?! not)|correct|indeed)"
    rf"{_AFTER_NO}|of course(?! not)|that['’]s (?:right|fine)|that is (?:right|correct|true|fine)|{_SHORT_YES}"
    rf"|please do\b"
    r"(?!n['’]t| not))"
    rf"|(?P<no>(?:no|nope|never|incorrect)(?! (?:problem|worries|trouble)){_AFTER_NO}|unfortunately,? (?:not|no)\b"
    r"|(?:i['’]?m|we['’]?re|i am|we are) (?:afraid|sorry) (?:not|no)\b|(?:certainly|absolutely|definitely"
    r"|of course) not\b"
    r"|sorry,? (?:no|you cannot|this is not|that is not)\b|not (?:really|at present|currently|at the moment"
    rf"|any ?more|so far|yet)\b|please don['’]t\W|{_SHORT_NO}))",
    re.IGNORECASE,
)
_NEGATORS = r"not|n['’]t|never|no longer|neither|nor|cannot|hardly|nobody|none|nothing"
_NEGATION = re.compile(rf"(?:\b(?:{_NEGATORS}|no)\b(?!-)|n['’]t\b)", re.IGNORECASE)
_NEGATION_BEFORE = re.compile(rf"(?:\b(?:{_NEGATORS}|no)\b|n['’]t\b)[^.;!?]*$", re.IGNORECASE)

_NEEDED = r"(?:required|necessary|needed|mandatory|compulsory|obligatory|obliged)"
_GRANTED = (
    r"(?:allowed|permitted|possible|eligible|entitled|able|accepted|covered|included|supported|acceptable|tolerated)"
)
# Longest readings first: "need not" before "need", "not required" before "required".
_MODALITY = re.compile(
    r"(?P<required_no>\b(?:need not|needn['’]t|(?:do|does|did|will|would)(?: not|n['’]t) (?:have|need) to"
    r"|(?:do|does)(?: not|n['’]t) (?:need|require)|no need (?:to|for)"
    rf"|(?:is|are|be)(?: not|n['’]t)(?: \w+)? {_NEEDED}|not (?:\w+ )?{_NEEDED}|no (?:\w+ ){{1,4}}(?:is "
    rf"|are )?{_NEEDED}"
    rf"|nothing (?:is )?{_NEEDED}|needs? no|optional|voluntary|unnecessary|(?:is|are"
    rf"|be) (?:left )?(?:up )?to you|your (?:own )?choice|without (?:needing|having to|any need))\b)"
    r"|(?P<allowed_no>\b(?:can ?not|can['’]t|could not|couldn['’]t|may not|must not|mustn['’]t|shall not|should not"
    rf"|shouldn['’]t|not (?:\w+ )?{_GRANTED}|(?:is|are|was|were)n['’]t (?:\w+ )?{_GRANTED}"
    r"|impossible|prohibit(?:ed|s)?|forbidden|forbids?|(?:is|are) (?:\w+ )?blocked|banned"
    r"|ineligible|disallowed|unsupported|excluded|barred|off[- ]limits"
    r"|not an option|no way to|no option to|(?:do|does|will|would)(?: not|n['’]t) (?:offer|allow|permit|accept|cover"
    rf"|support|qualify|include|let|run|work|pay)|declined?|refuses?d?|rejects?|rejected|never {_GRANTED})\b)"
    rf"|(?P<required_yes>\b(?:must|ha(?:ve|s) to|needs? to|{_NEEDED}|requires?|essential"
    r"|needs? (?:a|an|the|your|prior))\b)"
    rf"|(?P<allowed_yes>\b(?:can|may|could|{_GRANTED}|able to|welcome(?: to)?|free to|(?:fine|okay|ok) to|feel free"
    rf"|allows?|permits?"
    r"|accepts?|supports?|qualif(?:y|ies)|includes?|offers?)\b)"
    r"|(?P<forbidden>(?:^|(?<=[.!?;:,]\s)|(?<=\n)|(?<=please\s))(?:do not|don['’]t|never)(?=\s[a-z]))"
    r"|(?P<without>\bwithout (?:an?|any|prior|further)\b)",
    re.IGNORECASE,
)
_NOT_JUST_BEFORE = re.compile(
    rf"(?:\b(?:{_NEGATORS}|no|without)\b|n['’]t)"
    r"(?:\s+(?:be|been|is|are|get|gets|being|automatically|yet|any|also|it|a|the|an|currently))*\s+$",
    re.IGNORECASE,
)
_BEFORE_NOT = (
    "is are be was were been am do does did has have had can could will would may might must shall should need".split()  # noqa: SIM905
)
_IDIOM = re.compile(
    r"\bnot only\b|\bif not\b|\bor not\b|\bwhy not\b|\bnot just\b|\bno later\b|\bno more than\b|\bno less\b"
    r"|\bno matter\b|\bnot (?:more|less|later|earlier|longer|older|fewer) than\b|\bno (?:problem|worries)\b"
    r"|\b(?:that|which|who)\s+(?:\w+\s+)?(?:is|are|was|were|has|have|had|do|does|did)(?:\s+not\b|n['’]t\b)"
    # "Items not returned" sets items apart; "do not need", "do not open" and "has not expired" deny.
    + "|"
    + "".join(rf"(?<!\b{verb} )" for verb in _BEFORE_NOT)
    + r"\bnot \w+(?:ed|en)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|when|until|once|in case|as long as|provided(?: that)?|unless|except|whether)\s+$", re.IGNORECASE
)
_OPENS_CONDITION = re.compile(
    r"(?:if|when|until|once|in case|as long as|provided|unless|except|whether|should)\b", re.IGNORECASE
)


def find_answer(text: str) -> Iterator[Fact]:
    """Yes or no, where the text opens with it."""
    if match := _ANSWER.match(text):
        start = match.start("yes") if match["yes"] else match.start("no")
        yield Fact(
            "answer", "yes" if match["yes"] else "no", "", "exactly", start, match.end(), text[start : match.end()]
        )


def find_modality(text: str) -> Iterator[Fact]:
    """What is allowed or not, required or not. "Not without a receipt" requires one."""
    for match in _MODALITY.finditer(text):
        axis, _, value = str(match.lastgroup).partition("_")
        if axis == "forbidden":
            axis, value = "allowed", "no"
        elif axis == "without":
            refused = _NEGATION_BEFORE.search(text, max(0, match.start() - 60), match.start())
            axis, value = "required", "yes" if refused else "no"
        yield Fact("modality", value, axis, "exactly", match.start(), match.end(), match[0])


def find_contrasts(text: str) -> Iterator[Fact]:
    """Which pole of known opposites a text names. "Not refundable" is the other pole of "refundable"."""
    taken: dict[str, list[tuple[int, int]]] = {}
    for number in OPPOSITES_GATE.open_to(text.lower().replace("’", "'")):
        name, value, pattern = OPPOSITES[number]
        for match in pattern.finditer(text):
            spans = taken.setdefault(name, [])
            if any(match.start() < end and start < match.end() for start, end in spans):
                continue
            spans.append((match.start(), match.end()))
            said, start = value, match.start()
            if name in AXES and (denied := _NOT_JUST_BEFORE.search(text, max(0, start - 30), start)):
                said, start = "no" if value == "yes" else "yes", denied.start()
            yield Fact("contrast", said, name, "exactly", start, match.end(), text[start : match.end()])


@lru_cache(maxsize=10_000)
def is_negated(clause: str) -> bool:
    """Whether a clause denies what its words say: an odd number of negations, idioms such as "not only" apart."""
    if not _NEGATION.search(clause):
        return False
    return len(_NEGATION.findall(_IDIOM.sub(" ", clause))) % 2 == 1


def negations(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the negating words, idioms apart."""
    found = list(_NEGATION.finditer(text))
    idioms = [match.span() for match in _IDIOM.finditer(text)] if found else []
    for match in found:
        if not any(start <= match.start() < end for start, end in idioms):
            yield match.span()


def is_condition(text: str, clause_start: int) -> bool:
    """Whether a clause only says when something else holds: "if it has not been used"."""
    return bool(_CONDITION.search(text, max(0, clause_start - 16), clause_start)) or bool(
        _OPENS_CONDITION.match(text, clause_start)
    )
