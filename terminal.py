"""How the command line talks: results on stdout, everything else on stderr, one JSON object with --json."""

import json
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from prep.progress import Tick

ProjectArgument = Annotated[
    str, typer.Argument(metavar="PROJECT", help="A name (then it lives in data/NAME) or a path.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, everything else on stderr.")]

_stdout = Console(highlight=False, soft_wrap=True)
_stderr = Console(stderr=True, highlight=False)


@contextmanager
def bar(what: str, total: int | None) -> Iterator[Tick]:
    """A progress bar with the time left, on stderr; a plain line where nobody watches."""
    if not _stderr.is_terminal:
        _stderr.print(f"{escape(what)} …")
        yield lambda n: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=_stderr, transient=False) as shown:
        task = shown.add_task(escape(what), total=total)
        yield lambda n: shown.advance(task, n)


def say(text: str = "") -> None:
    """One line of a result, as it is."""
    _stdout.print(_printable(text), markup=False)


def remark(text: str) -> None:
    """Something worth knowing that is not the result, in one line however long."""
    _stderr.print(_printable(text), markup=False, soft_wrap=True)


def complain(text: str) -> None:
    """Why the command ends with exit code 2."""
    print(f"pairwright: {_printable(text)}", file=sys.stderr)


def show_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A small table. Cells are text of ours or of tickets; none is read as markup."""
    table = Table(*header, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(escape(_printable(cell)) for cell in row))
    _stdout.print(table)


def show_facts(facts: Sequence[tuple[str, str]]) -> None:
    """Labels at the left, what they say at the right, wrapped to the width of the terminal. Nothing is markup."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in facts:
        grid.add_row(escape(_printable(label)), escape(_printable(value)))
    _stdout.print(grid, soft_wrap=False)


def show_json(value: object) -> None:
    """The one JSON object of --json."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    print(json.dumps(plain, ensure_ascii=False))


def _printable(text: str) -> str:
    """Text from tickets without what a terminal would obey: escape sequences and other control characters."""
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf"))


def counted(counts: Mapping[str, int]) -> str:
    """ "non-answer 12 · spam 3", or "none"."""
    return " · ".join(f"{name} {number:,}" for name, number in counts.items()) or "none"
