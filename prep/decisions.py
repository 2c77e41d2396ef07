"""What the lines of the decision log come to: which still count, and what is said about each pair.

Commands and pages both read the log through here, so that a click and a command mean the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from prep.records import Decision, Pair


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person's words on one pair come to. An edit outlives the words after it: accepting it keeps its text."""

    said: Decision  # the last word
    instruction: str = ""  # as a person last wrote it; "" where nobody did
    response: str = ""


def not_undone(log: Sequence[Decision]) -> list[tuple[int, Decision]]:
    """Each line that still counts, with its place in the log. An undo takes back the last word on its pair."""
    places: dict[str, list[int]] = {}
    for place, line in enumerate(log):
        said = places.setdefault(line.pair_id, [])
        if line.action == "undo":
            said[-1:] = []
        else:
            said.append(place)
    return [(place, log[place]) for place in sorted(place for said in places.values() for place in said)]


def fold(lines: Iterable[Decision]) -> dict[str, Standing]:
    """Each pair's standing, from the lines that still count."""
    standings: dict[str, Standing] = {}
    for line in lines:
        before = standings.get(line.pair_id, Standing(line))
        if line.action == "edit":
            standings[line.pair_id] = Standing(
                line, line.instruction or before.instruction, line.response or before.response
            )
        else:
            standings[line.pair_id] = replace(before, said=line)
    return standings


def fold_log(log: Sequence[Decision]) -> dict[str, Standing]:
    """Each pair's standing, from every line of the log."""
    return fold(line for _, line in not_undone(log))


def edited(pair: Pair, standings: Mapping[str, Standing]) -> Pair:
    """The pair in the words that a person gave it."""
    standing = standings.get(pair.pair_id)
    if standing is None:
        return pair
    return replace(
        pair,
        instruction=standing.instruction or pair.instruction,
        response=standing.response or pair.response,
    )
