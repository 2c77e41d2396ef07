"""A reviewer who knows the sample company's rules, simulated: settles the offers of the demo as a person would.

The rule book is the sample's gold.jsonl, which nothing in prep/ reads. Everything else is what a person has: the offers
of the last audit, one press each, written to the decision log under a name that says who it was.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from prep.clock import moment
from prep.found import need_found
from prep.one_answer.offers import PAGE, Offer, leave, open_offers, take
from prep.presses import read_decided, today, write_press
from prep.project import Project

REVIEWER = "simulated reviewer"
GOLD = Path(__file__).resolve().parent / "data" / "sample" / "gold.jsonl"
_MONEY = re.compile(r"\bcr (\d+(?:[.,]\d+)*)")


@dataclass(frozen=True, slots=True)
class Rule:
    """What the company's rule book says on one matter."""

    answer: str
    must_state: tuple[str, ...]
    must_not_state: frozenset[str]

    def is_stated_by(self, answer: str) -> bool:
        return states(answer, self.must_state) and not any(states(answer, (one,)) for one in self.must_not_state)


@dataclass(frozen=True, slots=True)
class Sitting:
    """What the reviewer did. A key each: an answer taken, a pair or all pairs of an answer unticked, an offer left as
    worded; two where he opens the text box and saves what he wrote.
    """

    n_offers: int = 0
    n_keys: int = 0
    n_written: int = 0


def review_sample(project: Project) -> Sitting:
    """Settle every offer of a project that was made of the sample and audited.

    What the split of an earlier demo holds out is among them: whoever decides here draws the split anew.
    """
    matters, rules = read_rule_book()
    found = replace(need_found(project), held_back=frozenset())
    sitting = Sitting()
    while offers := open_offers(found, decided := read_decided(project, found.decisions_digest, found.made)):
        seen = today(found, decided)
        for offer in offers:  # what was set apart is offered among itself next time
            n_keys, written = 1, ""
            matter_of = {pair.pair_id: matters[pair.ticket_id] for pair in offer.pairs}
            suggested = next(wording.pairs[0] for wording in offer.wordings if wording.pairs)
            rule = rules.get(matter_of[suggested.pair_id])
            if rule is None:
                decisions = leave(offer)
            else:
                apart = [one for one, matter in matter_of.items() if matter != matter_of[suggested.pair_id]]
                fitting = [wording.response for wording in offer.wordings if rule.is_stated_by(wording.response)]
                written = "" if fitting else rule.answer
                n_keys += _keys_to_untick(offer, apart) + bool(written)
                decisions = take(offer, written or fitting[0], apart)
            write_press(project, decisions, moment(), seen, by=REVIEWER, page=PAGE)
            sitting = Sitting(sitting.n_offers + 1, sitting.n_keys + n_keys, sitting.n_written + bool(written))
    return sitting


def read_rule_book() -> tuple[dict[str, str], dict[str, Rule]]:
    """The matter that each ticket asks about, "" for none, and the rule on each matter."""
    rows = read_gold()
    barred: dict[str, frozenset[str]] = {}
    for row in rows:
        barred[row["fact_id"]] = barred.get(row["fact_id"], frozenset()).union(row["must_not_state"])
    rules = {
        row["fact_id"]: Rule(row["response"], tuple(row["must_state"]), barred[row["fact_id"]])
        for row in rows
        if row["state"] == "current"
    }
    return {str(row["ticket_id"]): row["fact_id"] or "" for row in rows}, rules


def read_gold() -> list[dict[str, Any]]:
    """The rows of the sample's gold.jsonl, one a ticket."""
    with GOLD.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def states(answer: str, needed: Sequence[str]) -> bool:
    """Whether an answer has all these strings; "cr 70" and "70 crowns" are alike."""
    said = _plain(answer)
    return all(_plain(one) in said for one in needed)


def _plain(text: str) -> str:
    return re.sub(r"\bcrowns?\b", "cr", _MONEY.sub(r"\1 cr", text.lower()))


def _keys_to_untick(offer: Offer, apart: Sequence[str]) -> int:
    """One key for all pairs of an answer where none of them stays, else one for each."""
    of_each = ([pair.pair_id in apart for pair in wording.pairs] for wording in offer.wordings)
    return sum(1 if all(unticked) else sum(unticked) for unticked in of_each if unticked)
