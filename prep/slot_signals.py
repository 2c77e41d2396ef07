"""Whether two answered questions are about the same slot: what sets them apart, each a number.

Words that one pair says in question and answer and the other in neither, questions that are one wording with another
noun in it, scopes and sides that exclude each other, answers that say of themselves for whom they hold.
"""

from collections.abc import Mapping
from functools import lru_cache

from prep.answered import Answered, Likeness
from prep.facts import find_facts
from prep.facts.asked import asked, exchanged, kinds_apart, poles_apart
from prep.facts.concepts import SLOT_WORDS, concepts
from prep.facts.echoes import echoed_words, echoes, exchanged_words, strange_words
from prep.facts.framing import framed_apart, subjects_apart
from prep.facts.scopes import apart, scope_tags
from prep.facts.sides_of_a_line import sides_apart

_VAGUE = frozenset(("", "what", "how"))  # kinds of questions that any kind of answer may fill
_SETTING_APART = (
    "elsewhere", "exclude each other", "exchanged", "echoed by both", "echoed words", "framed", "subjects", "sides",
)  # fmt: skip
_SETS_APART = {"exchanged": 0.5}  # from which it counts as one of these, where not from any


def slot_signals(left: Answered, right: Answered, likeness: Likeness) -> Mapping[str, float]:
    """What sets two slots apart, and how like the questions are in meaning, each by its name."""
    questions = asked(left.instruction), asked(right.instruction)
    pairs = (left.instruction, left.response), (right.instruction, right.response)
    texts = left.response, right.response
    echoed = echoes(*pairs)
    strange = strange_words(left.instruction, pairs[1]), strange_words(right.instruction, pairs[0])
    found = {
        "questions": likeness.questions,
        "elsewhere": float(asked_elsewhere(left.instruction, right.instruction)),
        "exclude each other": float(scopes_apart(left, right)),
        "kinds differ": float(len({each.kind for each in questions} - _VAGUE) > 1),
        "exchanged": max(
            exchanged(left.instruction, right.instruction, but=SLOT_WORDS),
            exchanged_words(*pairs),
        ),
        "doubted": float(min(_own_words(left, right)) > 0),
        "echoed by both": float(min(echoed)),
        "echoed by one": float(max(echoed)),
        "echoed words": float(echoed_words(*pairs)),
        "strange to both": float(min(strange)),
        "strange to one": float(max(strange)),
        "framed": float(framed_apart(*texts, *pairs)),
        "subjects": float(subjects_apart(*texts, *pairs)),
        "sides": float(sides_apart(*pairs)),
    }
    return {**found, "n apart": float(sum(found[name] > _SETS_APART.get(name, 0) for name in _SETTING_APART))}


def asked_elsewhere(left: str, right: str) -> bool:
    """Whether two questions are limited to what excludes each other, or ask for what cannot fill one slot."""
    questions = asked(left), asked(right)
    return apart(limits(left), limits(right)) or kinds_apart(*questions) or poles_apart(*questions)


def scopes_apart(left: Answered, right: Answered) -> bool:
    """Whether question and answer of both are limited to what excludes each other."""
    return apart(*(scope_tags(each.instruction) | scope_tags(each.response) for each in (left, right)))


def _own_words(left: Answered, right: Answered) -> tuple[int, int]:
    """How much each pair names, in question and answer, of which the other pair knows nothing."""
    asked_about = concepts(left.instruction), concepts(right.instruction)
    said = concepts(left.response), concepts(right.response)
    return (
        len((asked_about[0] & said[0]) - asked_about[1] - said[1] - SLOT_WORDS),
        len((asked_about[1] & said[1]) - asked_about[0] - said[0] - SLOT_WORDS),
    )


@lru_cache(maxsize=100_000)
def limits(instruction: str) -> frozenset[str]:
    """What a question is limited to: its scopes, and the room, form, version or code that it names."""
    named = {
        f"{fact.unit}:{fact.value}"
        for fact in find_facts(instruction)
        if fact.kind == "version" or fact.unit == "code" or fact.unit.startswith("label")
    }
    return scope_tags(instruction) | named
