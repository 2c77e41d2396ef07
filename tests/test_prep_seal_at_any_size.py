"""Certificate, seal, refusal and log, from the smallest project to fifty thousand pairs.

The questions are of made-up words and the vectors are given, so that only what is tested takes time.
"""

import random
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from prep.certificate import Certificate, certify
from prep.embeddings import Vectors
from prep.errors import Refused, StaleFiles
from prep.held_out import open_held_out, read_openings, read_sealed, read_train, seal_split
from prep.project import Project
from prep.records import Assignment, Pair, Split

VERIFY = Path(__file__).resolve().parent.parent / "tools" / "verify_seal.py"
MOST_MB = 1_500  # of memory more at 50,000 pairs; all cosines at once would take 1,500 MB alone


def questions(n: int) -> list[str]:
    rng = random.Random(5)
    words = ["".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(2_000)]
    asked: dict[str, None] = {}
    while len(asked) < n:
        asked[" ".join(sorted(rng.sample(words, 4))) + "?"] = None
    return list(asked)


def vectors(texts: Sequence[str]) -> Vectors:
    """Every text somewhere else: what the embedding model would give."""
    drawn = np.random.default_rng(3).standard_normal((len(texts), 16)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def seal(project: Project, split: Split, pairs: Sequence[Pair], certificate: Certificate) -> None:
    salts = [f"{number:032x}" for number in range(sum(row.is_held_out for row in split.assignments))]
    seal_split(project, split, pairs, certificate, salts=salts, sealed_at="2026-09-01T08:00:00Z", pairs_digest="d")


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.parametrize("n", [10, 50_000])
def test_certificate_seal_refusal_and_log_work(tmp_path: Path, n: int) -> None:
    project = Project(tmp_path / "people-desk")
    pairs = [Pair(f"T{place:05}/1", f"T{place:05}", text, f"{text} So.") for place, text in enumerate(questions(n))]
    part = ("taught", "train", "train", "train", "untaught", "train", "train", "train", "train", "train")
    split = Split(
        tuple(Assignment(pair.pair_id, pair.pair_id, "", part[place % 10]) for place, pair in enumerate(pairs)),  # type: ignore[arg-type]
        held_out_share=0.2,
        seed=7,
    )
    train, held_out = (
        [pair for pair, row in zip(pairs, split.assignments, strict=True) if row.is_held_out is side]
        for side in (False, True)
    )
    before = megabytes()
    certificate = certify(train, held_out, vectors)
    assert megabytes() - before < MOST_MB
    seal(project, split, pairs, certificate)
    assert (certificate.n_train, certificate.n_held_out, certificate.n_copies) == (8 * n // 10, n // 5, 0)
    assert len(certificate.nearest) == sum(certificate.n_by_copy_score) == n // 5
    assert all(one.n_found == one.n_planted == min(200, n // 5) for one in certificate.planted)
    assert len(read_train(project)) == 8 * n // 10

    for number in range(2):
        opened, stamp = open_held_out(
            project, run=f"{number}", why="evaluation", command="pairwright evaluate", opened_at="2026-09-02T08:00:00Z"
        )
        assert len(opened) == n // 5 and stamp.openings_before == number
    assert [line.run for line in read_openings(project)] == ["0", "1"]
    command = [sys.executable, str(VERIFY), str(project.root), "--seal", read_sealed(project).root]
    assert subprocess.run([*command, "--log", stamp.log_head], capture_output=True, check=False).returncode == 0

    rows = project.held_out.read_text().splitlines(keepends=True)
    project.held_out.write_text("".join([*rows[:-1], rows[-1].replace("So.", "No.")]))
    with pytest.raises(StaleFiles, match="expected the sealed held-out part"):
        open_held_out(project, run="2", why="evaluation", command="", opened_at="")
    assert len(read_openings(project)) == 2

    copied = replace(train[0], instruction=f"Hello, {held_out[-1].instruction}")
    leaking = certify([copied], held_out[-2:], vectors)
    assert (leaking.n_copies, leaking.nearest[0].by_wording) == (1, copied.pair_id)
    seal(project, split, [pairs[0], copied, *pairs[2:]], leaking)
    with pytest.raises(Refused, match="expected no copy across the split, got 1"):
        read_train(project)
