"""How well a question, or a pair, stands on its own, with the reasons and where they are. No language model.

A question is read without its thread: whatever it needs from there is what a model will not have. The score is a
logistic regression on signs that point elsewhere, that something is left out, and that the text names its subject
(prep/grammar/; benchmarks/fit_self_contained.py fits it). An answer is read beside its question, which a model does
have, so "it" and "18" are fine there; "see above", "attached" and "call me" are not.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from prep.acts import agent_act
from prep.elsewhere import find_elsewhere
from prep.facts import find_facts
from prep.glossary import GENERAL, Glossary, unknown_shorthand
from prep.grammar.ellipsis import has_finite_verb
from prep.grammar.features import find_signals, question_features
from prep.grammar.lexicon import GENERIC
from prep.grammar.tagging import read_words
from prep.grammar.weights import CONSTANT, WEIGHTS
from prep.one_case import find_one_case, says_only_done
from prep.sentences import split_sentences
from prep.subjects import about_different
from prep.told_to_one import tells_only_one_case

STANDS_FROM = 0.5  # score from which a text counts as standing on its own

Side = Literal["instruction", "response"]
Code = Literal[
    "unresolved-reference", "definite-phrase", "ellipsis", "deictic", "reply-marker", "no-topic", "says-nothing",
    "undefined-shorthand", "answer-elsewhere", "account-specific", "orphan-id", "non-answer", "mismatch",
]  # fmt: skip

_CODES: dict[str, Code] = {
    "pronoun": "unresolved-reference", "demonstrative": "unresolved-reference", "this-alone": "unresolved-reference",
    "place-there": "unresolved-reference",
    "substitute": "unresolved-reference", "additive": "unresolved-reference", "definite": "definite-phrase",
    "fragment-bare": "ellipsis", "fragment-short": "ellipsis", "open-amount": "ellipsis", "bare-verb": "ellipsis",
    "lone-number": "ellipsis", "comparative": "ellipsis", "relational": "ellipsis", "what-about": "ellipsis",
    "superlative": "ellipsis", "fragment-name": "ellipsis", "goal-open": "ellipsis", "place-open": "ellipsis",
    "time-open": "ellipsis", "the-one": "unresolved-reference",
    "time-elsewhere": "deictic", "shown-elsewhere": "deictic",
    "said-elsewhere": "reply-marker", "status": "reply-marker", "goes-on": "reply-marker",
    "settles": "reply-marker",
    "says-nothing": "says-nothing",
}  # fmt: skip
# One of these is enough to make a question lean on another text, however many names it has besides.
_ENOUGH_ALONE = {
    "pronoun": 0.75, "place-there": 0.5, "said-elsewhere": 0.6, "says-nothing": 0.9, "shown-elsewhere": 0.5,
    "status": 0.5, "this-alone": 0.5,
}  # fmt: skip
# "Wifi: and for my own tablet?" is no question of its own; "Leave balance: and what if I don't use it?" is.
_HEADING_BEFORE = re.compile(r"[^.?!:\n]+:\s+(?=(?P<goes_on>and|or)\b|(?:what|how) about\b)", re.IGNORECASE)
_ONE_CASE = 0.6  # what an answer loses that tells how one case stands
_ONLY_ONE_CASE = 0.75  # what it loses that tells nothing else: enough to wait for a person
_ONE_DAY_LOSES = 0.55  # enough alone: told on another day, the answer is wrong
_RESPONSE_PENALTIES = {"said-elsewhere": 0.75, "shown-elsewhere": 0.7, "status": 0.3}

# No rule speaks of these days: each is one day of the calendar, whatever stands before it.
_ONE_DAY = re.compile(
    r"\byesterday\b|(?<!the )(?<!each )(?<!every )\bnext (?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE
)
_DEICTIC_ANSWER = re.compile(
    r"\b(?:today|tomorrow|tonight|this (?:week|morning|afternoon|month)|next week"
    r"|last (?:week|month|time|yr|mth|year)|right now|just now|at the moment|already (?:done|sent|told))\b",
    re.IGNORECASE,
)
_HABITUAL = re.compile(
    r"\b(?:can|may|must|until|before|on the|each|every|always|the same day|from|same day|any|by)\b", re.IGNORECASE
)
_ORPHAN_ID = re.compile(
    r"\[(?:ID|ORDER|ACCOUNT|TICKET|REQUEST|PHONE|EMAIL|ADDRESS|BIRTHDATE|IBAN|CARD|SECRET)_\d+\]|#\d{3,}\b"
    r"|\b(?:INC|REQ|TKT|CHG|RITM)-?\d{4,}\b"
)
# Hands over what is somebody's own and asks nothing: "My IBAN for the refund: [IBAN_1]".
_HANDS_OVER = re.compile(
    r"\b(?:my|our|mine|new|the)\b[^.?!\n]{0,60}(?P<value>\[(?:IBAN|CARD|ACCOUNT|PHONE|ADDRESS|BIRTHDATE|SECRET)_\d+\])",
    re.IGNORECASE,
)
_ASKS_SOMETHING = re.compile(
    r"\?|\b(?:how|what|when|where|which|who|whom|why|whether|can (?:i|we|you|it)|could|may (?:i|we)|do (?:i|we|you)"
    r"|does|is (?:it|there|that|this)|are there|will|should|would|(?:need|like|want) to (?:know|change|update)"
    r"|not working|error|fails?|problem|declined|rejected|blocked|locked|unable|cannot|can['’]?t)\b",
    re.IGNORECASE,
)
_HANDED_OVER = 0.7  # what a question loses that is none
_PERSON = re.compile(r"\[(?:AGENT|PERSON|CUSTOMER)_\d+\]")
_ASKS_FIGURE = re.compile(
    r"\b(?:how (?:many|much|long|often|soon|far|fast|early|big|large|old|late)|what time|which date|on what date"
    r"|until when|by when|till when|since when)\b",
    re.IGNORECASE,
)
_ASKS_STATUS = re.compile(
    r"\bstatus (?:of|on|for)\b|\bwhere (?:is|are) (?:my|our)\b"
    r"|\b(?:check|update|news|information) (?:on|about|for) (?:my|our) (?:\w+ )?"
    r"(?:order|refund|claim|request|application|parcel|delivery|case|ticket|payment)\b",
    re.IGNORECASE,
)
_ASKS_WHEN = re.compile(r"\bwhen\b(?=[^.?!]*\?)", re.IGNORECASE)
_FIGURES = frozenset(["number", "money", "percent", "duration", "frequency", "date", "time", "measure"])


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that keeps a text from standing alone: `text` is what stands at start:end of that side."""

    code: Code
    side: Side
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """`score`: 0 leans wholly on another text, 1 stands on its own. The reasons are in order of place."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def stands(self) -> bool:
        """Whether the text counts as standing on its own."""
        return self.score >= STANDS_FROM


@lru_cache(maxsize=20_000)
def judge_question(question: str, glossary: Glossary | None = None) -> Judgement:
    """How well a question stands on its own, seen alone. Shorthand that nobody defines is a reason, if a small one."""
    features = question_features(question)
    log_odds = CONSTANT + sum(WEIGHTS[name] * value for name, value in features.items())
    leans = 1 / (1 + math.exp(-log_odds))
    for name, share in _ENOUGH_ALONE.items():
        if features.get(name):
            leans = 1 - (1 - leans) * (1 - share)
    reasons = [
        Reason(_CODES[signal.name], "instruction", signal.start, signal.end, question[signal.start : signal.end])
        for signal in find_signals(question)
        if signal.name in _CODES
    ]
    if features["no-topic"]:
        reasons.append(Reason("no-topic", "instruction", 0, len(question), question))
    undefined = list(_undefined(question, "instruction", glossary or GENERAL))
    orphans = [
        Reason("orphan-id", "instruction", match.start(), match.end(), match[0])
        for match in _ORPHAN_ID.finditer(question)
    ]
    heading = _HEADING_BEFORE.match(question)
    if heading and not (heading["goes_on"] and has_finite_verb(read_words(question[heading.end() :]))):
        behind = judge_question(question[heading.end() :])
        leans = max(leans, 1 - behind.score)
        reasons += [_moved(reason, heading.end()) for reason in behind.reasons]
    score = (1 - leans) * 0.9 ** min(len(undefined), 3) * 0.85 ** min(len(orphans), 2)
    handed = _HANDS_OVER.search(question)
    if handed and not _ASKS_SOMETHING.search(question):
        score *= 1 - _HANDED_OVER
        reasons.append(Reason("account-specific", "instruction", *handed.span("value"), handed["value"]))
    return Judgement(round(score, 4), _in_order([*reasons, *undefined, *orphans]))


@lru_cache(maxsize=20_000)
def judge_pair(instruction: str, response: str, glossary: Glossary | None = None) -> Judgement:
    """How well a pair stands on its own: the worse of its question, seen alone, and its answer, seen beside it."""
    question = judge_question(instruction, glossary)
    answer = judge_response(instruction, response, glossary)
    return Judgement(min(question.score, answer.score), (*question.reasons, *answer.reasons))


@lru_cache(maxsize=20_000)
def judge_response(instruction: str, response: str, glossary: Glossary | None = None) -> Judgement:
    """How well an answer stands beside its question."""
    score = 1.0
    reasons: list[Reason] = []
    for signal in find_signals(response):
        if signal.name in _RESPONSE_PENALTIES:
            score *= 1 - _RESPONSE_PENALTIES[signal.name]
            reasons.append(_reason(_CODES[signal.name], response, signal.start, signal.end))
    checks: tuple[tuple[Code, re.Pattern[str], float], ...] = (
        ("orphan-id", _ORPHAN_ID, 0.3),
        ("orphan-id", _PERSON, 0.3),
    )
    for code, pattern, penalty in checks:
        for match in list(pattern.finditer(response))[:2]:
            score *= 1 - penalty
            reasons.append(_reason(code, response, match.start(), match.end()))
    for start, end, lost in find_elsewhere(instruction, response):
        score *= 1 - lost
        reasons.append(_reason("answer-elsewhere", response, start, end))
    one_case = list(find_one_case(response))
    for start, end in one_case[:2]:
        score *= 1 - _ONE_CASE
        reasons.append(_reason("account-specific", response, start, end))
    if one_case and (_ASKS_STATUS.search(instruction) or says_only_done(response)):
        score *= 0.5  # how one case stands, asked and told, or told alone: true of nobody else
    answers = _answers(response)
    if answers and tells_only_one_case(instruction, response):
        score *= 1 - _ONLY_ONE_CASE
        if not one_case:
            reasons.append(_reason("account-specific", response, 0, len(response)))
    for match in _ONE_DAY.finditer(response):
        score *= 1 - _ONE_DAY_LOSES
        reasons.append(_reason("deictic", response, match.start(), match.end()))
    for match in _DEICTIC_ANSWER.finditer(response):
        if not _HABITUAL.search(response[max(0, match.start() - 25) : match.start()]):
            score *= 0.5
            reasons.append(_reason("deictic", response, match.start(), match.end()))
    undefined = list(_undefined(response, "response", glossary or GENERAL))
    score *= 0.45 ** min(len(undefined), 3)
    if not answers:
        score *= 0.2
        reasons.append(_reason("non-answer", response, 0, len(response)))
    elif about_different(instruction, response):
        score *= 0.45
        reasons.append(_reason("mismatch", response, 0, len(response)))
    elif _misses(instruction, response):
        score *= 0.7
        reasons.append(_reason("mismatch", response, 0, len(response)))
    return Judgement(round(score, 4), _in_order([*reasons, *undefined]))


def _answers(response: str) -> bool:
    """Whether some sentence of a response answers, rather than holding, handing on or asking back.

    A name, a place or a year alone can be all that was asked for: that an answer is short says nothing here.
    """
    if any(agent_act(sentence) == "answer" and _says_something(sentence) for sentence in split_sentences(response)):
        return True
    return any(fact.kind in _FIGURES for fact in find_facts(response))


def _says_something(sentence: str) -> bool:
    """Whether a sentence holds a word or figure besides our placeholders for people."""
    return bool(re.search(r"\w", _PERSON.sub("", sentence)))


def _misses(instruction: str, response: str) -> bool:
    """Whether a question for a figure got none, or question and answer share no word although both are long."""
    has_figure = any(fact.kind in _FIGURES for fact in find_facts(response)) or bool(re.search(r"\d", response))
    if _ASKS_FIGURE.search(instruction) and not has_figure:
        return not re.search(
            r"\b(?:no|not|never|none|any|always|immediately|depends|unlimited|same|once|only|first|last|half|full|all"
            r"|both|one|two|as long as|when|if|before|after|until|end of)\b",
            response,
            re.IGNORECASE,
        )
    if _ASKS_WHEN.search(instruction) and not has_figure:
        return len(response.split()) < 4
    asked, said = _content(instruction), _content(response)
    return len(asked) >= 8 and len(said) >= 8 and not asked & said


def _content(text: str) -> set[str]:
    return {
        word.low[:5]
        for word in read_words(text)
        if word.kind in ("noun", "name", "verb", "adjective") and word.low not in GENERIC
    }


def _undefined(text: str, side: Side, glossary: Glossary) -> Iterator[Reason]:
    for start, end in unknown_shorthand(text, glossary):
        yield Reason("undefined-shorthand", side, start, end, text[start:end])


def _moved(reason: Reason, by: int) -> Reason:
    return replace(reason, start=reason.start + by, end=reason.end + by)


def _reason(code: Code, response: str, start: int, end: int) -> Reason:
    return Reason(code, "response", start, end, response[start:end])


def _in_order(reasons: list[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(dict.fromkeys(reasons), key=lambda reason: (reason.start, reason.end, reason.code)))
