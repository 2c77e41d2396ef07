"""Offers: questions that are still taught with several answers, each for a person to settle with one key.

A rule shares an answer only where it is proven to say the same. What cannot be proven a person sees at a glance: which
of the answers may stand for all, and which pair asks something else. Decisions go to the decision log like any other,
so that undo, re-runs, the split and selection know them. Of a person's earlier words count here: an answer that was
chosen for some pairs of a question is the one to suggest for those that join them, pairs that were set apart are
offered among themselves, and pairs that were left as worded, or are right in different cases, are not offered again.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from prep.decisions import APART, AS_TAUGHT, AS_WORDED, BOTH_RIGHT, NO_CONTRADICTION, ONE_ANSWER, Standing
from prep.errors import BadInput
from prep.facts.asked import asked
from prep.found import Found, need_found
from prep.one_answer.for_anybody import is_for_anybody
from prep.one_answer.values import lost_values, values
from prep.one_answer.yes_or_no import opening_word
from prep.presses import Decided, Press, is_of_page, press_to_undo, read_decided, today
from prep.project import Project
from prep.records import Decision, Pair

PAGE = "answers"  # of the workbench, whose undo takes back what was decided on offers


@dataclass(frozen=True, slots=True)
class Wording:
    """One of the answers to a question, and the pairs to be decided on that are taught with it now.

    None where a person chose it for other pairs of the question.
    """

    response: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A question with several answers: the pairs to be decided on, as they are taught now, in the order of their ids.

    `chosen` are pairs of the question with an answer that a person chose for all who ask. `reworded` are those of the
    pairs that a rule gave the answer of another, in their own words.
    """

    pairs: tuple[Pair, ...]
    chosen: tuple[Pair, ...] = ()
    reworded: tuple[Pair, ...] = ()

    @property
    def offer_id(self) -> str:
        return self.pairs[0].pair_id

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """The answers, the one to suggest first, then those of most pairs."""
        return _wordings(self)

    @property
    def n_inconsistent(self) -> int:
        """How many pairs are not taught with the answer that most of them have."""
        return len(self.pairs) - max(Counter(pair.response for pair in self.pairs).values())


def read_offers(project: Project) -> list[Offer]:
    """What is left to offer in a project; MissingProject or StaleFiles without an audit of today's pairs."""
    found = need_found(project)
    return open_offers(found, read_decided(project, found.decisions_digest, found.made))


def after_the_seal(project: Project) -> str:
    """One line on what an answer does that is taken once the split is sealed; "" before."""
    if not project.split.is_file():
        return ""
    return (
        "The split is sealed with the answers of before: an answer taken now changes training only, not the held-out "
        f"references of its question. To hold out the same, seal anew: pairwright split {project.argument} --anew"
    )


def open_offers(found: Found, decided: Decided) -> list[Offer]:
    """What is left to offer, that which makes most pairs consistent first. Held-out pairs are in none."""
    own = today(found, decided)
    taught = _taught(found, decided, own)
    offers = []
    for group in found.audit.groups:
        # Half of a pair whose split was undone since the audit is gone.
        shown = sorted(taught.keys() & set(group.pair_ids) - found.held_back)
        members = [taught[pair_id] for pair_id in shown]
        state = {pair.pair_id: _state(decided.words.get(pair.pair_id)) for pair in members}
        chosen = {pair.response: pair for pair in members if state[pair.pair_id] == "answered"}
        undecided = [pair for pair in members if state[pair.pair_id] == "open" and pair.response not in chosen]
        apart = [pair for pair in members if state[pair.pair_id] == "apart"]
        if undecided and len({*chosen, *(pair.response for pair in undecided)}) > 1:
            reworded = tuple(own[pair.pair_id] for pair in undecided if own[pair.pair_id] != pair)
            offers.append(Offer(tuple(undecided), tuple(chosen.values()), reworded))
        if len({pair.response for pair in apart}) > 1:
            offers.append(Offer(tuple(apart)))
    return sorted(offers, key=lambda offer: (-offer.n_inconsistent, offer.offer_id))


def take(offer: Offer, response: str, apart: Collection[str] = ()) -> list[Decision]:
    """One answer for all pairs of an offer but those that ask or mean something else, which keep their own words.

    Of those a rule gave another's answer, since it took them for the same.
    """
    ids = [pair.pair_id for pair in offer.pairs]
    if strange := sorted(set(apart).difference(ids)):
        raise BadInput(f"{offer.offer_id}: expected pairs of this offer, got {strange[0]}. It has {', '.join(ids)}.")
    if len(set(apart)) == len(ids):
        raise BadInput(f"{offer.offer_id}: expected a pair that the answer is for, got none. Leave it as worded.")
    own = {pair.pair_id: pair.response for pair in (*offer.pairs, *offer.reworded)}
    return [
        Decision(pair.pair_id, "edit", APART, response=own[pair.pair_id])
        if pair.pair_id in apart
        else Decision(pair.pair_id, "edit", ONE_ANSWER, response=response)
        for pair in offer.pairs
    ]


def leave(offer: Offer) -> list[Decision]:
    """Every pair of an offer keeps the words that it is taught with."""
    return [Decision(pair.pair_id, "edit", AS_WORDED, response=pair.response) for pair in offer.pairs]


def press_to_reopen(decided: Decided, pair_id: str) -> Press:
    """The last press about this pair, which decided with which answer it is taught; BadInput where it did not."""
    press = press_to_undo(decided.presses, {pair_id})
    if press is None or not _is_about_answers(press):
        raise BadInput(f"answers --undo: expected the id of an offer that was decided on, got {pair_id!r}. Check it.")
    return press


def last_press(found: Found, decided: Decided) -> Press | None:
    """The last press that decided on an offer and is the last word on some pair of it.

    One about pairs that wait settled a conflict.
    """
    kept = set(found.audit.kept)
    offered = (press for press in reversed(decided.presses) if all(line.pair_id in kept for line in press))
    answers = (press for press in offered if _is_about_answers(press))
    return next((press for press in answers if any(_is_last(line, decided) for line in press)), None)


def _is_last(line: Decision, decided: Decided) -> bool:
    standing = decided.words.get(line.pair_id)
    return standing is not None and standing.said == line


def _is_about_answers(press: Press) -> bool:
    return is_of_page(press, PAGE) and press[0].reason in AS_TAUGHT


def _state(standing: Standing | None) -> Literal["open", "answered", "apart", "closed"]:
    """What a person's words on a pair come to here."""
    if standing is None or standing.is_overtaken:
        return "open"
    lets_stand = standing.said.reason in (BOTH_RIGHT, NO_CONTRADICTION) or standing.taught_as == AS_WORDED
    if standing.said.action == "reject" or lets_stand:
        return "closed"
    if standing.taught_as == APART:
        return "apart"
    return "answered" if standing.taught else "open"


def _taught(found: Found, decided: Decided, own: Mapping[str, Pair]) -> dict[str, Pair]:
    """Each pair with the answer that it is taught with, in today's words; with its own where that is a held-out one."""
    taught = dict(own)
    for pair_id, from_id in found.audit.answers.items():
        if pair_id in taught and pair_id not in decided.words and from_id not in found.held_back:
            taught[pair_id] = replace(taught[pair_id], response=found.pairs[from_id].response)
    return taught


@lru_cache(maxsize=2_000)
def _wordings(offer: Offer) -> tuple[Wording, ...]:
    """Ranked. What a person chose comes first; then an answer without the yes or no that some of the questions do not
    ask for; then one that is written out and stands alone, since shorthand may state as much; then the one that states
    most of what all of them state.
    """
    by_text: dict[str, list[Pair]] = {pair.response: [] for pair in offer.chosen}
    for pair in offer.pairs:
        by_text.setdefault(pair.response, []).append(pair)
    speakers = {text: pairs[0] for text, pairs in by_text.items() if pairs}
    chosen = {pair.response: pair for pair in offer.chosen}

    fits_yes_or_no = all(asked(pair.instruction).kind == "yes-no" for pair in (*offer.pairs, *offer.chosen))

    def worth(text: str) -> tuple[bool, bool, bool, float, int, str]:
        speaker = chosen.get(text) or speakers[text]
        states = sum(len(by_text[other]) * _share_stated(speaker, speakers[other]) for other in speakers)
        fits = fits_yes_or_no or not opening_word(text)
        return text in chosen, fits, is_for_anybody(speaker), round(states, 6), len(by_text[text]), text

    suggested = max(by_text, key=worth)
    others = sorted(by_text.keys() - {suggested}, key=lambda text: (-len(by_text[text]), text))
    return tuple(Wording(text, tuple(by_text[text])) for text in (suggested, *others))


def _share_stated(one: Pair, other: Pair) -> float:
    """How much one answer states of the values that another one states."""
    n_values = len(values(other.response))
    return 1 - len(lost_values(one.response, other.response, other.instruction)) / n_values if n_values else 1.0
