"""decisions.jsonl: one press is one append, and what was read once is not parsed again.

A page asks for the log at every key, so each process keeps what it has read.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock

from prep.project import Project, append_rows, is_whole, records_of, rows_of
from prep.records import Decision


def decide(project: Project, *decisions: Decision) -> None:
    """Add a press to the append-only log, all of it or nothing; it is on disk when this returns."""
    append_rows(project.decisions, decisions)


def read_log(project: Project) -> Sequence[Decision]:
    """Every line of the log, oldest first; empty when there is none. What a killed press left half said is no line."""
    return _reader(project.decisions).lines()


def n_known(project: Project, known_digest: str) -> int:
    """How many lines the log had when its digest was this; none when it never was."""
    return _reader(project.decisions).n_known(known_digest) if known_digest else 0


@lru_cache(maxsize=8)
def _reader(path: Path) -> "_Reader":
    return _Reader(path)


@dataclass(slots=True, eq=False)
class _Reader:
    """What was read of one log so far."""

    path: Path
    read: bytes = b""  # the whole lines
    said: tuple[Decision, ...] = ()  # by the whole lines
    n_lines: int = 0
    known: dict[str, int] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def lines(self) -> Sequence[Decision]:
        with self.lock:
            return self._lines()

    def n_known(self, known_digest: str) -> int:
        with self.lock:
            self._lines()
            if known_digest not in self.known:
                self.known[known_digest] = _n_lines_with(self.read, known_digest)
            return self.known[known_digest]

    def _lines(self) -> Sequence[Decision]:
        now = self.path.read_bytes() if self.path.is_file() else b""
        if not now.startswith(self.read):
            self.read, self.said, self.n_lines = b"", (), 0
            self.known.clear()
        end = now.rfind(b"\n") + 1
        added, last = now[len(self.read) : end], now[end:]
        if added:
            lines = added.split(b"\n")[:-1]
            self.said = (*self.said, *self._parsed(lines))
            self.read, self.n_lines = now[:end], self.n_lines + len(lines)
        # Somebody may have ended a line by hand without a line feed.
        return (*self.said, *self._parsed([last])) if last and is_whole(last) else self.said

    def _parsed(self, lines: Sequence[bytes]) -> list[Decision]:
        return records_of(self.path, rows_of(self.path, lines, first=self.n_lines + 1), Decision)


def _n_lines_with(log: bytes, known_digest: str) -> int:
    so_far = hashlib.sha256()
    number = 0
    for line in log.split(b"\n")[:-1]:
        so_far.update(line + b"\n")
        number += bool(line.strip())
        if so_far.hexdigest() == known_digest:
            return number
    return 0
