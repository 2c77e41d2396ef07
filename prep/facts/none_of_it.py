"""An answer that says there is none, where the other one gives what was asked for.

"Minimum order?": "there isn't one" against "orders start at 20"; "how long is the link valid?": "it never expires"
against "an hour".
"""

import re
from functools import lru_cache

from prep.facts.asked import Asked, kinds_apart
from prep.facts.asked_values import is_given, values_asked_for
from prep.facts.finding import find_facts
from prep.facts.open_slots import first_sentence
from prep.facts.records import Disagreement, Fact
from prep.facts.stances import is_negated

_NONE = re.compile(
    r"\bthere(?:['’]s| is| are| was| were) (?:no|none|nothing|never)\b"
    r"|\bthere (?:is|are)(?:n['’]t| not)(?: (?:any|one|an?))?\b"
    r"|\b(?:we|they|you|it|i) (?:\w+ )?(?:no|none|nothing|never)\b"
    r"|^\W*(?:no|none|nothing|nobody|never|not)\b"
    r"(?! (?:problem|worries|trouble|later|more|less|longer|before|earlier|until))"
    r"|\b(?:whatsoever|unlimited|without (?:any )?limit|no limits?|as (?:often|long|many|much) as you (?:like|want|wish"
    r"|please)|any number|a lifetime|forever|for ever|indefinitely|open-ended|for (?:life|good)(?=\s*[.,;!]|\s*$))\b",
    re.IGNORECASE,
)
# "Passwords no longer expire", "you never have to": said of all, not of some.
_NEVER = re.compile(
    r"^(?:(?!\b(?:who|whose|which|that|if|when|once|unless|until|where|while)\b)[^,;:])*?"
    r"\b(?:no longer|never|(?:do|does|did|is|are|was|were|need|must)(?:n['’]t| not) (?:(?:\w+ ){0,4}(?:any ?more"
    r"|any longer|at all)\b|(?:have|need) to\b))",
    re.IGNORECASE,
)
_BARE_NO = re.compile(r"\W*(?:no|never|not|sorry)\b\W*(?:[,.;:!–-]|$)", re.IGNORECASE)  # says no to what was asked
_LIMITS_BEFORE = re.compile(
    r"\b(?:starts?|begins?|ends?|stops?|limited|capped|tops out) (?:at|with|to) $", re.IGNORECASE
)
_STRENGTH, _ASKED = 0.4, 0.3


def none_against_some(
    left: str, right: str, ours: Asked, theirs: Asked, questions: tuple[str, str]
) -> Disagreement | None:
    """Where exactly one answer says at once that there is none and the other one gives a value that was asked for."""
    none = says_none(left), says_none(right)
    if none[0] == none[1] or kinds_apart(ours, theirs) or ours.kind == theirs.kind == "yes-no":
        return None
    lacking, giving = (0, 1) if none[0] else (1, 0)
    texts = left, right
    if (ours, theirs)[lacking].kind == "yes-no" and _BARE_NO.match(texts[lacking]):
        return None
    asked_for, values = values_asked_for(texts[giving], ours, theirs, questions, giving)
    if not asked_for:
        values = [*values, *_limiting(texts[giving], questions[giving])]
    if not values or values_asked_for(texts[lacking], ours, theirs, questions, lacking)[1]:
        return None
    nothing, value = _where(texts[lacking]), values[0]
    one, other = (nothing, value) if none[0] else (value, nothing)
    return Disagreement(value.kind, one, other, _STRENGTH + _ASKED * asked_for, f"{one.text} against {other.text}")


def _limiting(text: str, question: str) -> list[Fact]:
    """Bare figures that limit, and numbers of times, not given by the question: "orders start at 20", "twice"."""
    given = find_facts(question)
    return [
        fact
        for fact in find_facts(text)
        if fact.kind == "number"
        and (fact.unit == "time" or fact.bound != "exactly" or _LIMITS_BEFORE.search(text, 0, fact.start))
        and not any(is_given(fact, each) for each in given)
    ]


def one_denies(left: str, right: str) -> bool:
    """Whether exactly one answer begins with a sentence that denies."""
    return is_negated(first_sentence(left).text) != is_negated(first_sentence(right).text)


@lru_cache(maxsize=50_000)
def says_none(text: str) -> bool:
    """Whether the first sentence says that there is nothing of what was asked for."""
    first = first_sentence(text).text
    return bool(_NONE.search(first) or _NEVER.match(first))


def _where(text: str) -> Fact:
    first = first_sentence(text)
    return Fact("negation", "no", "none", "exactly", first.start, first.end, first.text)
