"""Presses: what a person decided at once, and how it is taken back.

One press may decide on several pairs (one answer is right, so the others are not). Its decisions share their time to
the microsecond, in older logs the millisecond, which is how the log knows them as one. Undo appends a line; nothing is
ever removed from the log. What was said about a pair after a press stays when the press is taken back.
"""

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from statistics import median

from prep.decision_log import decide, n_known, read_log
from prep.decisions import Standing, fingerprint, fold, in_a_persons_words, not_undone, whole_id
from prep.found import Found
from prep.project import Project
from prep.records import Decision, Pair

GUESS_S = 6.0  # for one pair, before this person's own pace is known
_LONGEST_S = 120.0  # a longer gap was a pause

Press = tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided, undone presses left out. `since`: what the last audit does not know yet."""

    presses: Sequence[Press]
    words: Mapping[str, Standing]  # what is said about each pair
    since: Mapping[str, Decision]

    @classmethod
    def of(cls, log: Sequence[Decision], n_known: int = 0, made: Mapping[str, Pair] | None = None) -> "Decided":
        """From every line of the log, of which the audit knew the first `n_known`."""
        lines = not_undone(log)
        return cls(
            _presses([line for _, line in lines]),
            fold((line for _, line in lines), made),
            {line.pair_id: line for place, line in lines if place >= n_known},
        )


@dataclass(slots=True)
class _Remembered:
    """What was last read of one log, and what it came to: a press more need not be folded from the first line."""

    log: Sequence[Decision] = ()
    n_known: int = 0
    made: Mapping[str, Pair] | None = None
    decided: Decided | None = None

    def grown(self, log: Sequence[Decision], n_known: int, made: Mapping[str, Pair] | None) -> Decided | None:
        """The decisions after the lines that came since; None where those are not all that changed."""
        n_read = len(self.log)
        if self.decided is None or made is not self.made or n_known != self.n_known or log[:n_read] != self.log:
            return None
        added = log[n_read:]
        if any(line.action == "undo" for line in added):
            return None
        before, last = self.decided, self.decided.presses[-1:]
        return Decided(
            (*before.presses[:-1], *_presses([line for press in last for line in press] + list(added))),
            fold(added, made, before.words),
            {**before.since, **{line.pair_id: line for line in added[max(0, n_known - n_read) :]}},
        )


@lru_cache(maxsize=8)
def _remembered(path: Path) -> list[_Remembered]:
    return [_Remembered()]  # replaced whole, so that no thread sees half of it


def read_decided(project: Project, decisions_digest: str, made: Mapping[str, Pair] | None = None) -> Decided:
    """The project's decisions, told apart by the digest of those that an audit knew.

    `made`: the pairs as preparation made them; without them a decision about another text seems to apply.
    """
    log, known, last = read_log(project), n_known(project, decisions_digest), _remembered(project.decisions)
    decided = last[0].grown(log, known, made) or Decided.of(log, known, made)
    last[0] = _Remembered(log, known, made, decided)
    return decided


def press_to_undo(presses: Sequence[Press], among: Container[str], page: str = "") -> Press | None:
    """The last press, made on this page of the workbench where one is named, that `undo_press` would take back from a
    pair of this queue: what later words have overtaken wholly is passed over.
    """
    later: set[str] = set()
    for press in reversed(presses):
        if is_of_page(press, page):
            left = _left(press, later.__contains__)
            if any(pair_id in among and pair_id not in left for pair_id in _ids(press)):
                return press
        later.update(_ids(press))
    return None


def _left(press: Press, is_overtaken: Callable[[str], bool]) -> tuple[str, ...]:
    """The pairs of which nothing is taken back with a press, given those about which something was said later.

    A split is taken back whole or not at all: a pair does not stand beside half of itself.
    """
    ids = _ids(press)
    left = tuple(filter(is_overtaken, ids))
    return ids if left and any(line.action == "split" for line in press) else left


def _ids(press: Press) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.pair_id for line in press))


def is_of_page(press: Press, page: str) -> bool:
    """Whether a page takes this press back: its own, and one that does not say where it was made."""
    return not page or press[0].page in ("", page)


def read_presses(project: Project) -> Sequence[Press]:
    """Every press that was not undone, oldest first."""
    return Decided.of(read_log(project)).presses


def today(found: Found, decided: Decided) -> dict[str, Pair]:
    """Each pair in the words that it has now."""
    made = found.made or found.pairs
    return {pair.pair_id: pair for pair in in_a_persons_words(made.values(), decided.words)}


def write_press(
    project: Project,
    press: Sequence[Decision],
    at: str,
    seen: Mapping[str, Pair] | None = None,
    *,
    by: str = "",
    page: str = "",
) -> None:
    """Append a press to the log, all of it at one time, each decision with the mark of the text that was seen, which
    after an edit is the edit's. `page`: of the workbench, whose undo takes the press back.
    """
    texts, marked = dict(seen or {}), []
    for one in press:
        marked.append(replace(one, decided_at=at, fingerprint=_mark(one, texts), by=by, page=page))
        if one.action == "edit" and (pair := texts.get(one.pair_id)):
            written = {"instruction": one.instruction, "response": one.response}
            texts[one.pair_id] = replace(pair, **{side: text for side, text in written.items() if text})
    decide(project, *marked)


def undo_press(project: Project, press: Press, at: str) -> tuple[str, ...]:
    """Take a press back, but not from pairs that have a later word, which an undo would take instead.

    Those are told.
    """
    last = {line.pair_id: line for _, line in not_undone(read_log(project))}
    ours = set(press)
    left = _left(press, lambda pair_id: last.get(pair_id) not in ours)
    decide(project, *(Decision(line.pair_id, "undo", decided_at=at) for line in press if line.pair_id not in left))
    return left


def n_last_words(presses: Sequence[Press]) -> dict[str, int]:
    """How many words the last press about each pair said about it: an edit and its acceptance are taken back as one."""
    return {pair_id: n for press in presses for pair_id, n in Counter(line.pair_id for line in press).items()}


def pace_s(press_times: Sequence[float], *, guess: float = GUESS_S) -> float:
    """This person's median seconds a press, pauses left out; a guess before there are three."""
    gaps = [later - earlier for earlier, later in pairwise(press_times)]
    working = [gap for gap in gaps if gap < _LONGEST_S]
    return median(working) if len(working) >= 3 else guess


def _presses(lines: Sequence[Decision]) -> tuple[Press, ...]:
    """Lines of the same moment are one press; lines without a time are each their own."""
    presses: list[list[Decision]] = []
    for line in lines:
        if presses and line.decided_at and presses[-1][0].decided_at == line.decided_at:
            presses[-1].append(line)
        else:
            presses.append([line])
    return tuple(map(tuple, presses))


def _mark(decision: Decision, seen: Mapping[str, Pair]) -> str:
    is_split = decision.action == "split"
    pair = seen.get(whole_id(decision.pair_id) if is_split else decision.pair_id)
    return fingerprint(pair) if pair else decision.fingerprint
