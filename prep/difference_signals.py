"""Whether what two answers say differs: the facts in which they do, and what speaks for and against, each a number.

For: disagreeing facts, another value in the slot that is asked for, a yes against a no, other words in an open slot,
lists with other members, what the other answer rules out, none where the other one gives some, free against a price.
Against: answers that agree otherwise, a case that follows from the other's limit.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from prep.answered import Answered
from prep.facts import Disagreement, Fact, disagreements, find_facts, same_value
from prep.facts.asked import Asked, asked, cases_apart, same_slot
from prep.facts.asked_stances import asked_stances_apart
from prep.facts.asked_values import asked_values_apart, is_given
from prep.facts.cases import case_agrees
from prep.facts.concepts import SLOT_WORDS, concepts
from prep.facts.crossing import edges_cross
from prep.facts.exclusives import exclusives_apart
from prep.facts.filling import filled_otherwise, named_otherwise
from prep.facts.free_of_charge import free_against_price
from prep.facts.leaning import MEANT, leaning
from prep.facts.members import listed_otherwise
from prep.facts.nearness import nearness
from prep.facts.none_of_it import none_against_some, one_denies, says_none
from prep.facts.open_slots import first_sentence, opened_otherwise
from prep.facts.rebuttals import rebuttal
from prep.facts.ruled_out import ruled_out
from prep.facts.sequence import order_turned
from prep.facts.unlimited import limit_against_none
from prep.facts.values import AMOUNTS, VALUES
from prep.slot_signals import asked_elsewhere, limits, scopes_apart

# Of the signals, those that also tell whether both answers fill one slot.
SHARED = (
    "agreed", "lone", "case", "cases", "yes or no", "questions near", "questions shared", "one question", "news",
    "news shared", "n news shared", "answers shared",
)  # fmt: skip
_FAINTEST = 0.01
_TELLING = ("charge", "refund", "pay", "payer", "keeping", "cover")  # opposites that make out what an answer says
_CLEAR = 0.5  # from which a disagreement counts as one of several
_OTHER_CASE, _TURNED = 0.5, 0.3  # what is left of a yes against a no where a case is asked, or all else agrees
_MEANT = 0.8  # how much a yes or a no counts that is only meant


@dataclass(frozen=True, slots=True)
class Difference:
    """What was seen, each by its name, and the disagreements, strongest first."""

    values: Mapping[str, float]
    disagreements: tuple[Disagreement, ...]


def difference(left: Answered, right: Answered) -> Difference:
    """How two answers differ, and what they share."""
    questions = asked(left.instruction), asked(right.instruction)
    about = frozenset((*questions[0].about, *questions[1].about))
    texts, asked_in = (left.response, right.response), f"{left.instruction}\n{right.instruction}"
    by_facts = _of_facts(left, right, questions)
    whole = {
        "leaning": _leanings_apart(left, right, questions),
        "filled": filled_otherwise(*texts, *questions),
        "rebuttal": rebuttal(*texts, about),
        "named": named_otherwise(*texts, *questions, asked_in.lower()),
        "exclusive": exclusives_apart(*texts, asked_in),
        "unlimited": limit_against_none(*texts),
        "order": order_turned(*texts, asked_in),
        "asked value": asked_values_apart(*texts, *questions, (left.instruction, right.instruction)),
        "asked stance": _weakened(asked_stances_apart(*texts, *questions), left, right),
        "open": opened_otherwise(*texts, *questions),
        "listed": listed_otherwise(*texts),
        "ruled out": ruled_out(*texts, about),
        "none": none_against_some(*texts, *questions, (left.instruction, right.instruction)),
        "crossing": edges_cross(*texts, (left.instruction, right.instruction)),
        "free": free_against_price(*texts, *questions),
    }
    values = max((each.strength for each in by_facts if each.kind in VALUES), default=0.0)
    stances = max((each.strength for each in by_facts if each.kind not in VALUES), default=0.0)
    differing = {
        "values": values,
        "stances": stances,
        **{name: each.strength if each else 0.0 for name, each in whole.items()},
    }
    found = sorted((*by_facts, *(each for each in whole.values() if each)), key=lambda each: -each.strength)
    ranked = sorted(differing.values(), reverse=True)
    together = {
        "agreed": float(min(_n_agreed(*texts), 2)),
        "lone": float(_n_lone(*texts)),
        "case": float(_case_agrees(left, right, questions)),
        "cases": float(cases_apart(left.instruction, right.instruction)),
        "yes or no": float(sum(each.kind == "yes-no" for each in questions)),
        "one denies": float(one_denies(*texts)),
        "one says none": float(says_none(left.response) != says_none(right.response)),
        **_sharing(left, right),
    }
    return Difference(
        {
            **together,
            **differing,
            "first": ranked[0],
            "second": ranked[1],
            "third": ranked[2],
            "n": float(sum(each >= _CLEAR for each in ranked)),
            "exclude each other": float(scopes_apart(left, right)),
            "elsewhere": float(asked_elsewhere(left.instruction, right.instruction)),
        },
        tuple(found) or _first_sentences(*texts),
    )


def _first_sentences(left: str, right: str) -> tuple[Disagreement, ...]:
    """What to show where nothing else is found and the answers are not the same."""
    if left == right:
        return ()
    one, other = first_sentence(left), first_sentence(right)
    return (Disagreement("contrast", one, other, 0.0, f"{one.text!r} against {other.text!r}"),)


def _sharing(left: Answered, right: Answered) -> dict[str, float]:
    """How much of what is asked and said stands on both sides."""
    asked_about = concepts(left.instruction), concepts(right.instruction)
    said = concepts(left.response), concepts(right.response)
    both = asked_about[0] | asked_about[1] | SLOT_WORDS
    news = said[0] - both, said[1] - both
    shared = len(news[0] & news[1])
    return {
        "questions near": nearness(asked(left.instruction).about, asked(right.instruction).about),
        "questions shared": len(asked_about[0] & asked_about[1]) / max(1, len(asked_about[0] | asked_about[1])),
        "one question": float(left.instruction == right.instruction),
        "news": float(min(len(news[0]), len(news[1]))),
        "news shared": shared / max(1, min(len(news[0]), len(news[1]))),
        "n news shared": float(shared),
        "answers shared": len(said[0] & said[1]) / max(1, min(len(said[0]), len(said[1]))),
    }


def _n_lone(left: str, right: str) -> int:
    """How many figures and dates either answer has at least that the other has not."""
    ours, theirs = (
        [fact for fact in find_facts(text) if fact.kind in AMOUNTS or fact.kind == "date"] for text in (left, right)
    )
    return min(
        sum(not any(same_value(fact, other) for other in others) for fact in mine)
        for mine, others in ((ours, theirs), (theirs, ours))
    )


def _of_facts(left: Answered, right: Answered, questions: tuple[Asked, Asked]) -> list[Disagreement]:
    """Disagreeing facts, weighed half by the words around them and half by those and what the questions ask."""
    limited = limits(left.instruction), limits(right.instruction)
    strengths: defaultdict[tuple[str, int, int], float] = defaultdict(float)
    found = {}
    for ours, theirs in ((None, None), questions):
        for each in disagreements(
            left.response,
            right.response,
            left_scope=limited[0],
            right_scope=limited[1],
            left_asked=ours,
            right_asked=theirs,
            at_least=_FAINTEST,
        ):
            key = each.kind, each.left.start, each.right.start
            strengths[key] += each.strength / 2
            found[key] = each
    given = find_facts(left.instruction), find_facts(right.instruction)
    weighed = [
        replace(each, strength=strengths[key])
        for key, each in found.items()
        if each.kind != "answer" and not (_is_given(each.left, given[0]) or _is_given(each.right, given[1]))
    ]
    return sorted(weighed, key=lambda each: (-each.strength, each.left.start, each.right.start))


def _is_given(fact: Fact, question: Sequence[Fact]) -> bool:
    """Whether the own question states the value: "after 20 days?" is a case, and what is said of it no other limit."""
    return fact.kind in VALUES and any(is_given(fact, each) for each in question)


def _leanings_apart(left: Answered, right: Answered, questions: tuple[Asked, Asked]) -> Disagreement | None:
    """Yes and no to the same yes-no question, said with these words or others."""
    if {question.kind for question in questions} not in ({"yes-no"}, {"yes-no", ""}):
        return None
    one, other = leaning(questions[0], left.response), leaning(questions[1], right.response)
    if one is None or other is None or one.value == other.value:
        return None
    strength = (0.4 + 0.6 * same_slot(*questions)) * _MEANT ** (one.unit == MEANT) * _MEANT ** (other.unit == MEANT)
    found = Disagreement("answer", one, other, strength, f"{one.text.strip()!r} against {other.text.strip()!r}")
    return _weakened(found, left, right)


def _weakened(found: Disagreement | None, left: Answered, right: Answered) -> Disagreement | None:
    """A yes against a no says less where one question gives a case, or where the answers agree in all else."""
    if found is None:
        return None
    strength = found.strength
    if _gives_a_case(left.instruction) != _gives_a_case(right.instruction):
        strength *= _OTHER_CASE
    if _agree_otherwise(left, right):
        strength *= _TURNED
    return replace(found, strength=strength)


def _gives_a_case(question: str) -> bool:
    return any(fact.kind in AMOUNTS or fact.kind in ("date", "version") for fact in find_facts(question))


def _agree_otherwise(left: Answered, right: Answered) -> bool:
    """Whether the answers say the same beside yes and no: then the questions are put the other way round."""
    if _n_agreed(left.response, right.response) or _poles(left.response) & _poles(right.response):
        return True
    known = concepts(left.instruction) | concepts(right.instruction)
    news, others = concepts(left.response) - known, concepts(right.response) - known
    return len(news & others) > 1 and len(news & others) >= 0.6 * min(len(news), len(others))


def _poles(text: str) -> frozenset[tuple[str, str]]:
    """Of which opposites a text names one side only, and which: "free" and "cost nothing" are the same one."""
    named = {
        (fact.unit, str(fact.value)) for fact in find_facts(text) if fact.kind == "contrast" and fact.unit in _TELLING
    }
    return frozenset((unit, value) for unit, value in named if sum(unit == each for each, _ in named) == 1)


def _case_agrees(left: Answered, right: Answered, questions: tuple[Asked, Asked]) -> bool:
    """Whether one answers on a case what the other's limit says of it."""
    return bool(
        case_agrees(left.instruction, questions[0], left.response, right.response)
        or case_agrees(right.instruction, questions[1], right.response, left.response)
    )


@lru_cache(maxsize=10_000)
def _n_agreed(left: str, right: str) -> int:
    theirs = [fact for fact in find_facts(right) if fact.kind in AMOUNTS or fact.kind == "date"]
    return sum(
        any(same_value(fact, other) for other in theirs)
        for fact in find_facts(left)
        if fact.kind in AMOUNTS or fact.kind == "date"
    )
