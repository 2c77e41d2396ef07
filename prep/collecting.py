"""Garbage collection, left out where millions of small records are made that hold no cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No collector runs inside: it would look through all records again and again, a third of an import's time."""
    with _collector(on=False):
        yield


@contextmanager
def collected() -> Iterator[None]:
    """The collector runs inside after all: the standard library's mails are cycles, 30 KB each."""
    with _collector(on=True):
        yield


@contextmanager
def _collector(*, on: bool) -> Iterator[None]:
    was_on = gc.isenabled()
    (gc.enable if on else gc.disable)()
    try:
        yield
    finally:
        (gc.enable if was_on else gc.disable)()
