"""What a row of one table looks like, so that prose inside a damaged cell is not taken for a row."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_MIN_ROWS = 3
_SHARE = 0.95  # of the rows that must have a trait before it counts
_SHORT = 40
_FEW_SHAPES = 3
_FEW_VALUES = 8
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")


class RowShape:
    """The traits that nearly all rows share: numbered or dated columns, columns of few values, no blank after a comma.

    `tells` is False when the rows have no such trait; then every row fits. `is_distinct` means more than a missing
    blank, which prose may lack as well.
    """

    def __init__(self, rows: Sequence[Sequence[str]], delimiter: str) -> None:
        columns = list(zip(*rows, strict=True)) if len(rows) >= _MIN_ROWS else []
        self._allowed = [_allowed(column) for column in columns]
        self._flush = [
            (number == 0 or delimiter == ",") and _share(not cell.startswith(" ") for cell in column) >= _SHARE
            for number, column in enumerate(columns)
        ]
        self.is_distinct = any(self._allowed)
        self.tells = self.is_distinct or any(self._flush)

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether a row, or its first cells, have the traits of their columns."""
        traits = zip(cells, self._allowed, self._flush, strict=False)
        return all(
            (not allowed or cell in allowed or _shape(cell) in allowed) and not (flush and cell.startswith(" "))
            for cell, allowed, flush in traits
        )


def _allowed(column: Sequence[str]) -> frozenset[str]:
    """The few values, or the few shapes with digits, that a column takes; empty when it takes many."""
    if _share(0 < len(cell) <= _SHORT for cell in column) < _SHARE:
        return frozenset()
    values = _common(column)
    if len(values) <= _FEW_VALUES and 3 * len(values) <= len(column):
        return frozenset(values)
    shapes = _common([_shape(cell) for cell in column])
    if len(shapes) <= _FEW_SHAPES and all("9" in shape for shape in shapes):
        return frozenset(shapes)
    return frozenset()


def _common(cells: Sequence[str]) -> list[str]:
    """The most frequent cells that together make up nearly the whole column."""
    common = []
    covered = 0
    for cell, count in Counter(cells).most_common():
        common.append(cell)
        covered += count
        if covered >= _SHARE * len(cells):
            break
    return common


def _shape(cell: str) -> str:
    return _DIGITS.sub("9", _LETTERS.sub("a", cell)) if len(cell) <= _SHORT else ""


def _share(holds: Iterable[bool]) -> float:
    answers = list(holds)
    return sum(answers) / len(answers) if answers else 0.0
