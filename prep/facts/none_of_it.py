"""An answer that says there is none, where the other one gives what was asked for.

"Minimum order?": "there isn't one" against "orders start at 20"; "how long is the link valid?": "it never expires"
against "an hour".
"""

import re
from functools import lru_cache

from prep.facts.asked import Asked, kinds_apart
from prep.facts.asked_values import values_asked_for
from prep.facts.open_slots import first_sentence
from prep.facts.records import Disagreement, Fact
from prep.facts.stances import is_negated

_NONE = re.compile(
    r"\bthere(?:['’]s| is| are| was| were) (?:no|none|nothing|never)\b"
    r"|\bthere (?:is|are)(?:n['’]t| not)(?: (?:any|one|an?))?\b"
    r"|\b(?:we|they|you|it|i) (?:\w+ )?(?:no|none|nothing|never)\b"
    r"|^\W*(?:no|none|nothing|nobody|never|not)\b"
    r"(?! (?:problem|worries|trouble|later|more|less|longer|before|earlier|until))"
    r"|\b(?:whatsoever|unlimited|without (?:any )?limit|as (?:often|long|many|much) as you (?:like|want|wish))\b",
    re.IGNORECASE,
)
_STRENGTH, _ASKED = 0.4, 0.3


def none_against_some(
    left: str, right: str, ours: Asked, theirs: Asked, questions: tuple[str, str]
) -> Disagreement | None:
    """Where exactly one answer says at once that there is none and the other one gives a value that was asked for."""
    none = says_none(left), says_none(right)
    if none[0] == none[1] or kinds_apart(ours, theirs) or "yes-no" in (ours.kind, theirs.kind):
        return None
    some, question = (right, questions[1]) if none[0] else (left, questions[0])
    kinds, values = values_asked_for(some, ours, theirs, question)
    lacking = left if none[0] else right
    if not values or values_asked_for(lacking, ours, theirs, questions[0 if none[0] else 1])[1]:
        return None
    nothing, value = _where(lacking), values[0]
    one, other = (nothing, value) if none[0] else (value, nothing)
    return Disagreement(value.kind, one, other, _STRENGTH + _ASKED * kinds, f"{one.text} against {other.text}")


def one_denies(left: str, right: str) -> bool:
    """Whether exactly one answer begins with a sentence that denies."""
    return is_negated(first_sentence(left).text) != is_negated(first_sentence(right).text)


@lru_cache(maxsize=50_000)
def says_none(text: str) -> bool:
    """Whether the first sentence says that there is nothing of what was asked for."""
    return bool(_NONE.search(first_sentence(text).text))


def _where(text: str) -> Fact:
    first = first_sentence(text)
    return Fact("negation", "no", "none", "exactly", first.start, first.end, first.text)
