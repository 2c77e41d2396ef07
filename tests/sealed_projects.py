"""A project of three pairs with a sealed split, for the tests of the seal."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from prep.certificate import certify
from prep.embeddings import Vectors
from prep.held_out import open_held_out, seal_split
from prep.project import Project
from prep.records import Assignment, Pair, Split

LEAVE = Pair("T1/1", "T1", "How many days of earned leave do I get?", "18 days a year.", "leave")
LEAVE_AGAIN = Pair("T2/1", "T2", "What is my yearly EL quota?", "You get 18 days.", "leave")
VPN = Pair("T3/1", "T3", "Why does the VPN drop every hour?", "The session limit is 60 minutes.", "network")
SPLIT = Split(
    (
        Assignment("T1/1", "T1/1", "leave", "train"),
        Assignment("T2/1", "T1/1", "leave", "taught"),
        Assignment("T3/1", "T3/1", "network", "untaught"),
    ),
    held_out_share=0.5,
    seed=7,
)


def letters(texts: list[str]) -> Vectors:
    """Texts as counts of letters: enough of a meaning for these tests."""
    counts = np.array([[text.lower().count(chr(97 + n)) for n in range(26)] for text in texts], dtype=np.float32)
    return counts / np.linalg.norm(counts, axis=1, keepdims=True)


def sealed_project(
    folder: Path, held: Pair = LEAVE_AGAIN, *, salt: str = "0", pairs_file_digest: str = "", pairs_digest: str = "d"
) -> Project:
    """The project, sealed; sealed anew when it is there already. Another `salt` makes another seal."""
    project = Project(folder / "people-desk")
    taught = replace(SPLIT.assignments[1], pair_id=held.pair_id)
    split = replace(SPLIT, assignments=(SPLIT.assignments[0], taught, SPLIT.assignments[2]))
    certificate = certify([LEAVE], [held, VPN], letters)
    seal_split(
        project, split, [LEAVE, held, VPN], certificate, salts=[salt * 32, "1" * 32], sealed_at="2026-09-01T08:00:00Z",
        pairs_digest=pairs_digest, pairs_file_digest=pairs_file_digest,
    )  # fmt: skip
    return project


def opened(project: Project, run: str = "001") -> list[str]:
    """Open the held-out part once; which kinds of pairs it has."""
    held_out, _ = open_held_out(project, run=run, why="score", command="evaluate", opened_at="2026-09-02T08:00:00Z")
    return [row.part for row in held_out]
