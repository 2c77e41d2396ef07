"""The same work on many things, on every core where that is safe."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")
_WORTH_IT = 1_000  # things; for fewer, starting processes takes longer than it saves
_CHUNK = 50

_work: Callable[[Any], Any] | None = None
_things: Sequence[Any] = ()


@contextmanager
def spread(
    work: Callable[[_Thing], _Result], things: Sequence[_Thing], *, worth_it: int = _WORTH_IT
) -> Iterator[Iterator[_Result]]:
    """The result for each thing, in their order. Things, and what `work` knows, are shared with the processes.

    Enter it before anything that starts a thread, such as a progress bar: a process that has threads (a web server's)
    cannot be forked safely, and there the work is done in it alone, as it is where the system has no fork.
    """
    alone = (
        len(things) < worth_it
        or (os.cpu_count() or 1) < 2
        or threading.active_count() > 1
        or multiprocessing.current_process().daemon  # which may have no processes of its own
        or "fork" not in multiprocessing.get_all_start_methods()
    )
    if alone:
        yield map(work, things)
        return
    global _work, _things
    _work, _things = work, things
    try:
        with multiprocessing.get_context("fork").Pool(os.cpu_count(), _leave_interrupts_to_the_parent) as pool:
            yield pool.imap(_do, range(len(things)), chunksize=_CHUNK)
    finally:
        _work, _things = None, ()


def _do(place: int) -> Any:
    assert _work
    return _work(_things[place])


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
