"""The checkable facts of a text, and where two texts disagree.

Amounts with units, money, percentages, dates, times, durations, frequencies, versions, addresses, phone numbers, menu
paths, contacts, names, yes and no, what is allowed or required, opposites, and what a sentence is limited to.
"""

from prep.facts.finding import find_facts, take_facts
from prep.facts.matching import DISAGREE_FROM, disagreements, same_facts, unsaid
from prep.facts.records import Bound, Disagreement, Fact, Kind
from prep.facts.values import same_value

__all__ = [
    "DISAGREE_FROM",
    "Bound",
    "Disagreement",
    "Fact",
    "Kind",
    "disagreements",
    "find_facts",
    "same_facts",
    "same_value",
    "take_facts",
    "unsaid",
]
