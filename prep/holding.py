"""Where many records wait between two stages: in memory, or on disk so that an export may be larger than memory.

A stage takes `hold: Hold = in_memory` and passes it a stream; what comes back can be read as often as it needs.
"""

import copyreg
import os
import pickle
import weakref
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import partial
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import Any, Protocol, TypeVar, overload

from prep.named_file import naming
from prep.records import Cut, Message, Person, Ticket

_Record = TypeVar("_Record")


def pickle_by_arguments(*kinds: type) -> None:
    """Pickle these dataclasses as calls with their fields: their own way looks each field up by name, and half of the
    time that records take to disk, or to another process, goes there.
    """
    for kind in kinds:
        copyreg.pickle(kind, partial(_as_call, kind, attrgetter(*(field.name for field in fields(kind)))))


def _as_call(kind: type, values_of: Callable[[object], tuple[object, ...]], record: object) -> tuple[type, Any]:
    return kind, values_of(record)


pickle_by_arguments(Cut, Message, Person, Ticket)


class Hold(Protocol):
    """Takes records as they come and gives them back in their order, any number of times."""

    def __call__(self, records: Iterable[_Record], /) -> Sequence[_Record]: ...


def in_memory(records: Iterable[_Record], /) -> Sequence[_Record]:
    """For few records."""
    return tuple(records)


def on_disk(folder: Path | None = None) -> Hold:
    """Records are in a file in `folder`, else where the system keeps temporary files, until nobody needs them."""

    def hold(records: Iterable[_Record], /) -> Sequence[_Record]:
        return _Spool(records, folder)

    return hold


class _Spool(Sequence[_Record]):
    """Records in a file that has no name and that only its owner may read: tickets hold personal data.

    The system removes it when it is closed, also when the process is killed. Forked processes share it.
    """

    def __init__(self, records: Iterable[_Record], folder: Path | None) -> None:
        self._ends = array("Q", [0])
        with naming(folder or Path(gettempdir())), TemporaryFile(dir=folder) as file:
            for record in records:
                size = file.write(pickle.dumps(record, pickle.HIGHEST_PROTOCOL))
                self._ends.append(self._ends[-1] + size)
            file.flush()
            self._file = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._file)

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, place: int) -> _Record: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[_Record]: ...
    def __getitem__(self, place: int | slice) -> _Record | Sequence[_Record]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(len(self))[place])
        place = range(len(self))[place]
        start, end = self._ends[place], self._ends[place + 1]
        record: _Record = pickle.loads(os.pread(self._file, end - start, start))
        return record
