"""A table as it stood in a file: columns, rows of text with their place, and what could not be read."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from prep.errors import BadInput
from prep.holding import pickle_by_arguments
from prep.records import Rejection

MAX_CELL = 1_000_000  # characters
MAX_CELLS = 20_000_000  # of a table whose file tells its size only as it is read


@dataclass(frozen=True, slots=True)
class Row:
    """One row; the cells are exactly what was written, as text."""

    cells: tuple[str, ...]
    source: str  # "tickets.csv:14"


pickle_by_arguments(Row)


@dataclass(frozen=True, slots=True)
class Table:
    """A file read as a table. Every row has as many cells as there are columns; rows wait where they are held."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    rejections: tuple[Rejection, ...] = ()
    warnings: tuple[str, ...] = ()

    def cells(self, column: str) -> "Cells":
        return Cells(self.rows, self.columns.index(column))


class Cells(Collection[str]):
    """The cells of one column, read anew each time that somebody goes through them."""

    def __init__(self, rows: Sequence[Row], place: int) -> None:
        self._rows = rows
        self._place = place

    def __iter__(self) -> Iterator[str]:
        return (row.cells[self._place] for row in self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, cell: object) -> bool:
        return any(each == cell for each in self)


def check_header(place: str, cells: Sequence[str], *, may_repeat: bool = False) -> tuple[str, ...]:
    """The column names. A name that stands twice is refused: nobody could say which of the two is meant."""
    columns = tuple(cell.strip() or f"column {number}" for number, cell in enumerate(cells, start=1))
    repeated = [name for name, count in Counter(columns).items() if count > 1]
    if repeated and not may_repeat:
        at = [str(number) for number, name in enumerate(columns, start=1) if name == repeated[0]]
        raise BadInput(
            f"{place}: expected each column name once, got {repeated[0]!r} in columns {', '.join(at)}. "
            "Rename all but one."
        )
    return columns
