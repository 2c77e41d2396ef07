"""The seal: what proves later that the held-out part is the one that was set aside, and how often it was opened.

Each held-out row is hashed with a salt of its own (leaf = SHA-256 of 0x00, salt, canonical JSON); the leaves are
paired up to a root (node = SHA-256 of 0x01, left, right), which is bound to their count, since a tree that repeats its
last odd leaf gives two lists one root. The opening log chains each line to the one before. Whoever owns the machine can
rebuild all of it: the root that a report prints is what an outsider keeps.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prep.errors import StaleFiles


@dataclass(frozen=True, slots=True)
class Opening:
    """One look at the held-out part."""

    number: int
    opened_at: str
    run: str
    why: str
    command: str
    previous: str  # digest of the line before, "" for the first
    digest: str


def leaf(row: Mapping[str, object], salt: str) -> str:
    """A row's leaf, which tells nothing about the row to whoever lacks the salt."""
    canonical = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(b"\x00" + bytes.fromhex(salt) + canonical.encode("utf-8", "surrogatepass")).hexdigest()


def root(leaves: Sequence[str]) -> str:
    """The Merkle root of the leaves in order, bound to how many there are."""
    level = [bytes.fromhex(one) for one in leaves]
    while len(level) > 1:
        pairs = [level[index : index + 2] for index in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\x01" + pair[0] + pair[-1]).digest() for pair in pairs]
    top = level[0] if level else b""
    return hashlib.sha256(b"\x02" + len(leaves).to_bytes(8, "big") + top).hexdigest()


def check_seal(rows: Sequence[Mapping[str, object]], salts: Sequence[object], sealed_root: str, where: str) -> None:
    """StaleFiles when the rows are not the sealed ones."""
    for number, salt in enumerate(salts, start=1):
        if not (isinstance(salt, str) and re.fullmatch("[0-9a-f]{32}", salt)):
            raise StaleFiles(
                f"{where}:{number}: expected the row's salt, 32 hexadecimal digits, got {str(salt)[:40]!r}. "
                "Restore the file, or retire this split with `pairwright split PROJECT --anew`."
            )
    found = root([leaf(row, str(salt)) for row, salt in zip(rows, salts, strict=True)])
    if found != sealed_root:
        raise StaleFiles(
            f"{where}: expected the sealed held-out part (root {sealed_root[:12]}…), got other rows ({found[:12]}…). "
            "Restore the file, or retire this split with `pairwright split PROJECT --anew`."
        )


def next_opening(log: Sequence[Opening], *, opened_at: str, run: str, why: str, command: str) -> Opening:
    """The line to append for one more opening."""
    previous = log[-1].digest if log else ""
    number = len(log) + 1
    return Opening(
        number, opened_at, run, why, command, previous, _opening_digest(number, opened_at, run, why, command, previous)
    )


def check_openings(log: Sequence[Opening], where: str) -> None:
    """StaleFiles when a line of the opening log was changed, removed or put in between."""
    previous = ""
    for number, line in enumerate(log, start=1):
        expected = _opening_digest(number, line.opened_at, line.run, line.why, line.command, previous)
        if (line.number, line.previous, line.digest) != (number, previous, expected):
            raise StaleFiles(
                f"{where}:{number}: expected opening {number} chained to the one before, got another line. "
                "The log was edited: scores printed since then cannot be trusted."
            )
        previous = line.digest


def _opening_digest(number: int, opened_at: str, run: str, why: str, command: str, previous: str) -> str:
    return hashlib.sha256(json.dumps([number, opened_at, run, why, command, previous]).encode()).hexdigest()
