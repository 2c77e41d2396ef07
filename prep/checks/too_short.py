"""Instructions and responses so short that there is nothing to learn from.

How short that is depends on the set: where most answers are a name or a year, one more is as long as it should be.
"""

import math
import re
from statistics import median

from prep.checks.check import MIN_PAIRS, Check, Found, Ground, n_words
from prep.facts import find_facts
from prep.facts.concepts import concepts
from prep.plurals import many
from prep.records import Finding

MIN_INSTRUCTION, MIN_RESPONSE = 2, 3  # words
SHARE_OF_USUAL = 0.25  # of the median response: one of at least so many words is not short here

_PLACEHOLDER = re.compile(r"\[[A-Z]+(?:_[A-Z]+)*_\d+\]")
# A question for a person, a place, a time or one of several things is answered by a name.
_ASKS_FOR_A_NAME = re.compile(
    r"\b(?:who|whom|whose|where|when|which"
    r"|what(?:['’]?s|\s+(?:is|was|are|were))? (?:(?:the|our|my|your) )?(?:\w+ )?(?:name|number|date|year|day|time|type"
    r"|kind|colou?r|code|address|limit|age|size|price|amount|version|room|team|form|title)s?)\b",
    re.IGNORECASE,
)


def find(ground: Ground) -> Found:
    """The value is the number of words of the side that is too short. A figure alone can be an answer."""
    enough = _enough(ground)
    findings = []
    for pair in ground.pairs:
        asked, said = n_words(pair.instruction), n_words(pair.response)
        if asked < MIN_INSTRUCTION or not ground.readings.question(pair.instruction).concepts:
            detail = f'The instruction has {many(asked, "word")}: "{pair.instruction.strip()}"'
            findings.append(Finding(CHECK.code, "review", (pair.pair_id,), float(asked), detail))
        elif said < enough and not _is_whole(pair.instruction, pair.response):
            detail = f'The response has {many(said, "word")}: "{pair.response.strip()}"'
            findings.append(Finding(CHECK.code, "review", (pair.pair_id,), float(said), detail))
    return findings


def _enough(ground: Ground) -> int:
    """Words from which a response is not short in this set."""
    if len(ground.pairs) < MIN_PAIRS:
        return MIN_RESPONSE
    usual = median(n_words(pair.response) for pair in ground.pairs)
    return min(MIN_RESPONSE, math.ceil(SHARE_OF_USUAL * usual))


def _is_whole(instruction: str, response: str) -> bool:
    """Whether a response of few words is all that was asked for: a figure, or the name of who, where, when or which."""
    named = _PLACEHOLDER.sub("", response)
    if re.search(r"\d", named) or find_facts(named):
        return True
    return bool(_ASKS_FOR_A_NAME.search(instruction)) and bool(concepts(named))


CHECK = Check("too-short", "Too short to learn from", "review", find)
