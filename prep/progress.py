"""How a long stage reports its progress without knowing who watches.

A stage takes `progress: Progress = silent` and writes `with progress("Cleaning", len(tickets)) as tick: … tick(1)`.
The command line passes a bar with the time left.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

Tick = Callable[[int], None]
Progress = Callable[[str, int | None], AbstractContextManager[Tick]]
_Thing = TypeVar("_Thing")


@contextmanager
def silent(what: str, total: int | None) -> Iterator[Tick]:
    """Report to nobody."""
    yield lambda n: None


def ticked(things: Iterable[_Thing], tick: Tick) -> Iterator[_Thing]:
    """The things themselves, each reported when it has been dealt with."""
    for thing in things:
        yield thing
        tick(1)
