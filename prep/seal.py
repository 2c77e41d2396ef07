"""The seal: what proves later that the held-out part is the one that was set aside, and how often it was opened.

Each held-out row is hashed with a salt of its own (leaf = SHA-256 of 0x00, salt, canonical JSON); the leaves are
paired up to one hash (node = SHA-256 of 0x01, left, right), which is bound to their count, since a tree that repeats
its last odd leaf gives two lists one top. The seal's root binds that to everything else a score rests on: the training
file, the certificate, who went where, and the opening logs of the splits before. The opening log of a split begins at
its root and chains each line to the one before. Whoever owns the machine can rebuild all of it: the root and the log's
head that a report prints are what an outsider keeps. `tools/verify_seal.py` says the same again without our code.
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
    previous: str  # digest of the line before; for the first the root of the split
    digest: str


@dataclass(frozen=True, slots=True)
class EarlierSplit:
    """A split that was retired before this one was sealed, and what its opening log had come to."""

    root: str
    n_openings: int
    log_head: str


def leaf(row: Mapping[str, object], salt: str) -> str:
    """A row's leaf, which tells nothing about the row to whoever lacks the salt."""
    return hashlib.sha256(b"\x00" + bytes.fromhex(salt) + canonical(row)).hexdigest()


def bind(terms: Mapping[str, object]) -> str:
    """The seal's root: one hash of all that a score rests on."""
    return hashlib.sha256(b"\x03" + canonical(terms)).hexdigest()


def canonical(value: object) -> bytes:
    """A plain JSON value in the one way that is hashed."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def merkle(leaves: Sequence[str]) -> str:
    """The leaves in order as one hash, bound to how many there are."""
    level = [bytes.fromhex(one) for one in leaves]
    while len(level) > 1:
        pairs = [level[index : index + 2] for index in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\x01" + pair[0] + pair[-1]).digest() for pair in pairs]
    top = level[0] if level else b""
    return hashlib.sha256(b"\x02" + len(leaves).to_bytes(8, "big") + top).hexdigest()


def check_rows(rows: Sequence[Mapping[str, object]], salts: Sequence[object], sealed: str, where: str) -> None:
    """StaleFiles when the rows are not the sealed ones."""
    for number, salt in enumerate(salts, start=1):
        if not (isinstance(salt, str) and re.fullmatch("[0-9a-f]{32}", salt)):
            raise StaleFiles(
                f"{where}:{number}: expected the row's salt, 32 hexadecimal digits, got {str(salt)[:40]!r}. "
                "Restore the file, or retire this split with `pairwright split PROJECT --anew`."
            )
    found = merkle([leaf(row, str(salt)) for row, salt in zip(rows, salts, strict=True)])
    if found != sealed:
        raise StaleFiles(
            f"{where}: expected the sealed held-out part ({sealed[:12]}…), got other rows ({found[:12]}…). "
            "Restore the file, or retire this split with `pairwright split PROJECT --anew`."
        )


def next_opening(log: Sequence[Opening], root: str, *, opened_at: str, run: str, why: str, command: str) -> Opening:
    """The line to append for one more opening of the split with this root."""
    previous, number = head(log, root), len(log) + 1
    return Opening(
        number, opened_at, run, why, command, previous, _opening_digest(number, opened_at, run, why, command, previous)
    )


def head(log: Sequence[Opening], root: str) -> str:
    """What the log has come to: the digest of its last line, or the root where it begins."""
    return log[-1].digest if log else root


def check_openings(log: Sequence[Opening], root: str, where: str) -> None:
    """StaleFiles when a line of the opening log was changed, removed or put in between, or belongs to another split."""
    previous = root
    for number, line in enumerate(log, start=1):
        expected = _opening_digest(number, line.opened_at, line.run, line.why, line.command, previous)
        if (line.number, line.previous, line.digest) != (number, previous, expected):
            raise StaleFiles(
                f"{where}:{number}: expected opening {number} chained to the one before, got another line. "
                "The log was edited: scores printed since then cannot be trusted. Restore it, or retire this "
                "split with `pairwright split PROJECT --anew`."
            )
        previous = line.digest


def _opening_digest(number: int, opened_at: str, run: str, why: str, command: str, previous: str) -> str:
    return hashlib.sha256(json.dumps([number, opened_at, run, why, command, previous]).encode()).hexdigest()
