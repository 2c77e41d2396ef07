"""What the lines of the decision log come to: which still count, and what is said about each pair.

Commands and pages both read the log through here, so that a click and a command mean the same. A decision is about the
text that the person saw: once preparation makes another text, it no longer applies and the pair waits again.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from prep.records import Decision, Pair

BOTH_RIGHT = "both are right, in different cases"
NO_CONTRADICTION = "no contradiction"  # between the pairs that it was said of at once
# Edits for these reasons say with which answer a pair is taught, and leave what the pair itself says as it is.
ONE_ANSWER = "one answer for all"
APART = "asks or means something else"  # than the pairs that were given one answer
AS_WORDED = "as worded"  # though others are worded otherwise
AS_TAUGHT = frozenset((ONE_ANSWER, APART, AS_WORDED))

PART = "~"  # T17/3~2 is the second half of T17/3, which a person split
_PART_ID = re.compile(rf"(?P<whole>.+){PART}\d+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person's words on one pair come to. An edit outlives the words after it: accepting it keeps its text."""

    said: Decision  # the last word
    instruction: str = ""  # as a person last wrote it; "" where nobody did
    response: str = ""
    is_overtaken: bool = False  # the last word was about another text than today's, and does not apply
    taught: str = ""  # the response that it is taught with, where a person said so after any edit of its own
    taught_as: str = ""  # why: one of AS_TAUGHT
    reconciled_at: tuple[str, ...] = ()  # when it was said, of this text, that it contradicts none of a press's pairs
    is_as_written: bool = False  # accepted with the edit that wrote it, before an audit could read it

    @property
    def is_edited(self) -> bool:
        """Whether a person put either side into other words."""
        return bool(self.instruction or self.response or self.taught)


def whole_id(pair_id: str) -> str:
    """The pair that this one is a part of; a pair that is no part is its own whole."""
    part = _PART_ID.fullmatch(pair_id)
    return part["whole"] if part else pair_id


def fingerprint(pair: Pair) -> str:
    """Tells the text of a pair from every other text."""
    return _fingerprint(pair.instruction, pair.response)


def not_undone(log: Sequence[Decision]) -> list[tuple[int, Decision]]:
    """Each line that still counts, with its place in the log. An undo takes back the last word on its pair."""
    undone: dict[str, int] = {}
    kept = []
    for place in range(len(log) - 1, -1, -1):
        line = log[place]
        if line.action == "undo":
            undone[line.pair_id] = undone.get(line.pair_id, 0) + 1
        elif undone.get(line.pair_id):
            undone[line.pair_id] -= 1
        else:
            kept.append((place, line))
    return kept[::-1]


def fold(
    lines: Iterable[Decision], made: Mapping[str, Pair] | None = None, before: Mapping[str, Standing] | None = None
) -> dict[str, Standing]:
    """Each pair's standing, from the lines that still count, said after what led to the standings `before`.

    `made`: the pairs as preparation made them. A line whose fingerprint is of another text does not apply; neither does
    anything about a part whose split does not. Without `made`, and to lines without a fingerprint, every line applies.
    """
    made = made or {}
    standings = dict(before or {})
    for line in lines:
        stood = standings.get(line.pair_id)
        whole = whole_id(line.pair_id)
        if line.action == "split":
            if _is_about(line, made.get(whole), standings.get(whole)):
                standings[line.pair_id] = Standing(line, line.instruction, line.response)
        elif stood is None and whole != line.pair_id:
            continue
        elif not _is_about(line, made.get(line.pair_id), stood):
            standings[line.pair_id] = replace(stood or Standing(line), said=line, is_overtaken=True)
        else:
            standings[line.pair_id] = _after(line, stood or Standing(line))
    return standings


def fold_log(log: Sequence[Decision], made: Mapping[str, Pair] | None = None) -> dict[str, Standing]:
    """Each pair's standing, from every line of the log."""
    return fold((line for _, line in not_undone(log)), made)


def reconciled(standings: Mapping[str, Standing]) -> dict[str, frozenset[str]]:
    """For each pair of which a person said so, those that its answer does not contradict: what one press said it of."""
    presses: dict[str, set[str]] = {}
    for pair_id, standing in standings.items():
        for at in () if standing.is_overtaken else standing.reconciled_at:
            presses.setdefault(at, set()).add(pair_id)
    found: dict[str, frozenset[str]] = {}
    for ids in presses.values():
        for pair_id in ids if len(ids) > 1 else ():
            found[pair_id] = found.get(pair_id, frozenset()) | (ids - {pair_id})
    return found


def edited(pair: Pair, standings: Mapping[str, Standing]) -> Pair:
    """The pair in the words that a person gave it."""
    standing = standings.get(pair.pair_id)
    if standing is None or not standing.is_edited:
        return pair
    return replace(
        pair,
        instruction=standing.instruction or pair.instruction,
        response=standing.taught or standing.response or pair.response,
    )


def as_said(standings: Mapping[str, Standing]) -> dict[str, Standing]:
    """The same but for what pairs are taught with: what each says by itself, which others are held against."""
    return {pair_id: replace(standing, taught="", taught_as="") for pair_id, standing in standings.items()}


def in_a_persons_words(made: Iterable[Pair], standings: Mapping[str, Standing]) -> list[Pair]:
    """All pairs in the words that a person gave them, with the parts that a person split off."""
    pairs = {pair.pair_id: edited(pair, standings) for pair in made}
    for pair_id in standings:
        whole = pairs.get(whole_id(pair_id))
        if whole and pair_id not in pairs:
            pairs[pair_id] = edited(replace(whole, pair_id=pair_id), standings)
    return list(pairs.values())


def _after(line: Decision, before: Standing) -> Standing:
    """A pair's standing once a line that applies is said."""
    instruction, response, taught, taught_as = before.instruction, before.response, before.taught, before.taught_as
    reconciled_at = before.reconciled_at
    if line.action == "accept" and line.reason == NO_CONTRADICTION and line.decided_at:
        reconciled_at = (*reconciled_at, line.decided_at)
    if line.action == "edit":
        instruction = line.instruction or instruction
        if line.response and line.reason in AS_TAUGHT:
            taught, taught_as = line.response, line.reason
        elif line.response:
            response, taught, taught_as, reconciled_at = line.response, "", "", ()
    is_as_written = (
        line.action == "accept"
        and before.said.action == "edit"
        and bool(line.decided_at)
        and before.said.decided_at == line.decided_at
    )
    return Standing(
        line,
        instruction,
        response,
        taught=taught,
        taught_as=taught_as,
        reconciled_at=reconciled_at,
        is_as_written=is_as_written,
    )


def _is_about(line: Decision, pair: Pair | None, before: Standing | None) -> bool:
    """Whether a line is about the text that the pair had when the line's turn came."""
    if not line.fingerprint or (pair is None and before is None):
        return True
    instruction = (before and before.instruction) or (pair.instruction if pair else "")
    response = (before and (before.taught or before.response)) or (pair.response if pair else "")
    return line.fingerprint == _fingerprint(instruction, response)


@lru_cache(maxsize=100_000)
def _fingerprint(instruction: str, response: str) -> str:
    return hashlib.sha256(f"{instruction}\x1f{response}".encode()).hexdigest()[:16]
