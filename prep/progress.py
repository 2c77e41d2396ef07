"""How a long stage reports its progress without knowing who watches.

A stage takes `progress: Progress = silent` and writes `with progress("Cleaning", len(tickets)) as tick: … tick(1)`.
The command line passes a bar with the time left.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Tick = Callable[[int], None]
Progress = Callable[[str, int | None], AbstractContextManager[Tick]]


@contextmanager
def silent(what: str, total: int | None) -> Iterator[Tick]:
    """Report to nobody."""
    yield lambda n: None
