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


def fold(lines: Iterable[Decision]) -> dict[str, Standing]:
    """Each pair's standing, from the lines that still count."""
    said: dict[str, Decision] = {}
    texts: dict[str, tuple[str, str]] = {}
    for line in lines:
        said[line.pair_id] = line
        if line.action == "edit":
            instruction, response = texts.get(line.pair_id, ("", ""))
            texts[line.pair_id] = line.instruction or instruction, line.response or response
    return {pair_id: Standing(last, *texts.get(pair_id, ())) for pair_id, last in said.items()}


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
