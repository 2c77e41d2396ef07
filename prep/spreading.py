"""The same work on many things, on every core where that is safe."""

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.pool import AsyncResult, Pool
from typing import Any, TypeVar

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")
_WORTH_IT = 1_000  # things; for fewer, starting processes takes longer than it saves
_CHUNK = 50
_AHEAD = 16  # chunks that may be done before the first of them is taken: results must not pile up in memory

_work: Callable[[Any], Any] | None = None
_things: Sequence[Any] = ()


@contextmanager
def spread(
    work: Callable[[_Thing], _Result],
    things: Sequence[_Thing],
    *,
    worth_it: int = _WORTH_IT,
    at_once: int = _CHUNK,
) -> Iterator[Iterator[_Result]]:
    """The result for each thing, in their order. Things, and what `work` knows, are shared with the processes.

    Fewer things than `worth_it` are done here; a process takes `at_once` of them.

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
        with multiprocessing.get_context("fork").Pool(os.cpu_count(), _start) as pool:
            yield _in_order(pool, len(things), at_once)
    finally:
        _work, _things = None, ()


def _in_order(pool: Pool, n_things: int, at_once: int) -> Iterator[Any]:
    waiting: deque[AsyncResult[list[Any]]] = deque()
    for start in range(0, n_things, at_once):
        waiting.append(pool.apply_async(_do, (range(start, min(start + at_once, n_things)),)))
        if len(waiting) == _AHEAD:
            yield from waiting.popleft().get()
    while waiting:
        yield from waiting.popleft().get()


def _do(places: range) -> list[Any]:
    assert _work
    return [_work(_things[place]) for place in places]


def _start() -> None:
    # What is worked out holds no cycles; looking for some takes time and copies memory that is shared.
    gc.disable()
    _follow_the_parent()


def _follow_the_parent() -> None:
    """Interrupts are the parent's; when it was killed, every process ends at once and without a word.

    The one that writes a result then ends by the broken pipe; others would wait for its lock for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)
