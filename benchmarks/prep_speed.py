"""How fast pairs are audited and split, and in how much memory, at several sizes in one run.

    python benchmarks/prep_speed.py [--sizes 1000 10000 100000] [--cores 2] [--split] [--others] [--json]

The pairs are written by many_pairs.py from a seed. Each size runs in a process of its own: `cold` audits a file of
which nothing is known, as `pairwright audit FILE` does, report and all; `edited` audits it again after ten answers were
changed, in a new process, with what the first audit left, and `reworded` once more after ten questions were changed.
Seconds are wall time on `--cores` cores; beside them stands the processor time of all processes, which other work on
the machine changes less. Memory is the most that the process and its helpers had at once.

Beside it, where they are installed: `sentence-transformers`, a plain loop that only embeds both sides of the same pairs
with the same model; and `semhash` (pip install semhash), which only removes near-duplicate questions. It gets the same
model's vectors, since its own model comes from a hub. Neither looks at answers.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from many_pairs import many_pairs

from prep.audit_file import audit_file
from prep.certificate import certify
from prep.copies import find_copies
from prep.embeddings import packaged_folder
from prep.pair_files import read_pairs
from prep.project import write_jsonl
from prep.quiet import quiet_libraries
from prep.records import Pair, QuestionGroup, Split
from prep.split import split_pairs
from to_the_reader import run

SAID = ("findings", "copies", "held_out", "certify_cpu_s")
DIMENSIONS = 384  # of the packaged model's vectors
EDITED = 10  # answers changed before the second audit, and questions before the third


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="pairs")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--split", action="store_true", help="also search copies, split and certify, all pairs kept")
    parser.add_argument("--others", action="store_true", help="also the plain loop and semhash")
    parser.add_argument("--json", action="store_true", help="print one JSON object a measurement")
    options = parser.parse_args(arguments)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.cores])
    os.environ.setdefault("OMP_NUM_THREADS", str(options.cores))
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "pairs.jsonl"
            pairs = many_pairs(size)
            write_jsonl(file, pairs)
            measure("cold", size, _audit, file, options.json)
            edit = [replace(pair, response=f"{pair.response} Ask us again in May.") for pair in pairs[:EDITED]]
            write_jsonl(file, [*edit, *pairs[EDITED:]])
            measure("edited", size, _audit, file, options.json)
            reworded = [replace(pair, instruction=f"{pair.instruction} I mean on Mondays.") for pair in edit]
            write_jsonl(file, [*reworded, *pairs[EDITED:]])
            measure("reworded", size, _audit, file, options.json)
            if options.split:
                measure("copies", size, _copies, file, options.json)
                measure("split", size, _split, file, options.json)
                measure("certified", size, _certified, file, options.json)
            if options.others:
                measure("sentence-transformers", size, _plain_loop, file, options.json)
                measure("semhash", size, _semhash, file, options.json)
    return 0


def measure(what: str, size: int, work: Callable[[Path], dict[str, Any]], file: Path, as_json: bool) -> None:
    """Run in a new process and print what it took."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        row = {"what": what, "pairs": size, "load": os.getloadavg()[0], **pool.submit(_timed, work, file).result()}
    if as_json:
        print(json.dumps(row), flush=True)
        return
    if "missing" in row:
        print(f"{what:22} {size:>9,} pairs: {row['missing']}", flush=True)
        return
    said = ", ".join(f"{value:,} {name}" for name, value in row.items() if name in SAID)
    print(
        f"{what:22} {size:>9,} pairs: {row['seconds']:8.1f} s {size / row['seconds']:9,.0f} pairs/s "
        f"{row['cpu_s']:8.1f} s of processor {row['peak_mb']:7,.0f} MB  {said}",
        flush=True,
    )


def _timed(work: Callable[[Path], dict[str, Any]], file: Path) -> dict[str, Any]:
    peak = _Peak()
    began = time.perf_counter()
    found = work(file)
    used = os.times()
    return {
        **found,
        "seconds": time.perf_counter() - began,
        "cpu_s": used.user + used.system + used.children_user + used.children_system,
        "peak_mb": peak.stop() / 2**20,
    }


class _Peak:
    """The most memory that this process and its children hold at once, shared pages counted once (Linux: PSS)."""

    def __init__(self) -> None:
        # A process with threads cannot share work out, so another one watches.
        context = get_context("spawn")
        self._answer, theirs = context.Pipe()
        self._watcher = context.Process(target=_watch, args=(os.getpid(), theirs), daemon=True)
        self._watcher.start()
        self._answer.recv()  # it watches

    def stop(self) -> int:
        self._answer.send("stop")
        most: int = self._answer.recv()
        self._watcher.join()
        return most


def _watch(pid: int, answer: Any) -> None:
    most = 0
    answer.send("watching")
    while not answer.poll(0.5):
        most = max(most, sum(map(_held, _family(pid))))
    answer.send(most)


def _family(pid: int) -> list[int]:
    """A process and its children, this watcher apart."""
    found = [pid]
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return [each for each in found if each != os.getpid()]


def _held(pid: int) -> int:
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return 1024 * int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return 0


def _audit(file: Path) -> dict[str, Any]:
    found = audit_file(file).audit
    return {"findings": len(found.findings), "kept": len(found.kept), "groups": len(found.groups)}


def _copies(file: Path) -> dict[str, Any]:
    return {"copies": len(find_copies([pair.instruction for pair in read_pairs(file)[0]]))}


def _split(file: Path) -> dict[str, Any]:
    return {"held_out": sum(row.is_held_out for row in _drawn(read_pairs(file)[0]).assignments)}


def _certified(file: Path) -> dict[str, Any]:
    """The certificate of that split. Vectors are given, as an audit leaves them behind; the drawing is counted, too."""
    pairs = read_pairs(file)[0]
    rng = np.random.default_rng(3)
    vectors = {pair.instruction: rng.standard_normal(DIMENSIONS, dtype=np.float32) for pair in pairs}
    held_out = {row.pair_id for row in _drawn(pairs).assignments if row.is_held_out}
    began = time.process_time()
    certificate = certify(
        [pair for pair in pairs if pair.pair_id not in held_out],
        [pair for pair in pairs if pair.pair_id in held_out],
        lambda texts: np.array([vectors[text] for text in texts]),
    )
    return {"held_out": certificate.n_held_out, "certify_cpu_s": round(time.process_time() - began, 1)}


def _drawn(pairs: Sequence[Pair]) -> Split:
    """Question groups are taken as the generator wrote them."""
    of: dict[str, list[str]] = {}
    for pair in pairs:
        of.setdefault(pair.pair_id.split("/")[0], []).append(pair.pair_id)
    return split_pairs(pairs, [QuestionGroup(ids[0], tuple(ids)) for ids in map(sorted, of.values())])


def _plain_loop(file: Path) -> dict[str, Any]:
    quiet_libraries()
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(packaged_folder()), device="cpu")
    pairs = read_pairs(file)[0]
    for texts in ([pair.instruction for pair in pairs], [pair.response for pair in pairs]):
        model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    return {}


def _semhash(file: Path) -> dict[str, Any]:
    try:
        from semhash import SemHash
    except ImportError:
        return {"missing": "not installed; `pip install semhash` to have it in this run"}
    quiet_libraries()
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(packaged_folder()), device="cpu")
    texts = [pair.instruction for pair in read_pairs(file)[0]]
    found = SemHash.from_records(records=texts, model=model).self_deduplicate()
    return {"copies": len(texts) - len(found.selected)}


if __name__ == "__main__":
    run(main)
