"""Presses: what a person decided at once, and how it is taken back.

One press may decide on several pairs (one answer is right, so the others are not). Its decisions share their time to
the millisecond, which is how the log knows them as one. Undo appends a line; nothing is ever removed from the log.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from prep.project import Project
from prep.records import Decision
from prep.stages import decide

GUESS_S = 6.0  # for one pair, before this person's own pace is known
_LONGEST_S = 120.0  # a longer gap was a pause

Press = tuple[Decision, ...]


def standing_presses(log: Sequence[Decision]) -> list[Press]:
    """The presses that still count, oldest first."""
    presses: list[list[Decision]] = []
    for line in log:
        if line.action == "undo":
            _drop_last(presses, line.pair_id)
        elif presses and presses[-1] and presses[-1][0].decided_at == line.decided_at:
            presses[-1].append(line)
        else:
            presses.append([line])
    return [tuple(press) for press in presses if press]


def latest_words(presses: Sequence[Press]) -> Mapping[str, Decision]:
    """The decision that counts for each pair."""
    return {decision.pair_id: decision for press in presses for decision in press}


def press_to_undo(presses: Sequence[Press], among: Container[str]) -> Press | None:
    """The last press about pairs of this queue."""
    return next((press for press in reversed(presses) if any(one.pair_id in among for one in press)), None)


def write_press(project: Project, press: Sequence[Decision], at: str) -> None:
    """Append a press to the log, all of it at one time."""
    for decision in press:
        decide(project, replace(decision, decided_at=at))


def undo_press(project: Project, press: Press, at: str) -> None:
    """Take a press back."""
    for decision in press:
        decide(project, Decision(decision.pair_id, "undo", decided_at=at))


def pace_s(press_times: Sequence[float], *, guess: float = GUESS_S) -> float:
    """This person's median seconds a press, pauses left out; a guess before there are three."""
    gaps = [later - earlier for earlier, later in pairwise(press_times)]
    working = [gap for gap in gaps if gap < _LONGEST_S]
    return median(working) if len(working) >= 3 else guess


def _drop_last(presses: list[list[Decision]], pair_id: str) -> None:
    for press in reversed(presses):
        for decision in press:
            if decision.pair_id == pair_id:
                press.remove(decision)
                return
