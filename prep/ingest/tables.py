"""A table as it stood in a file: columns, rows of text with their place, and what could not be read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from prep.errors import BadInput
from prep.records import Rejection

MAX_CELL = 1_000_000  # characters
MAX_CELLS = 20_000_000  # of a table whose file tells its size only as it is read


@dataclass(frozen=True, slots=True)
class Row:
    """One row; the cells are exactly what was written, as text."""

    cells: tuple[str, ...]
    source: str  # "tickets.csv:14"


@dataclass(frozen=True, slots=True)
class Table:
    """A file read as a table. Every row has as many cells as there are columns."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    rejections: tuple[Rejection, ...] = ()
    warnings: tuple[str, ...] = ()


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
