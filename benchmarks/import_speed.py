"""How fast an export is imported and cleaned, and in how much memory: messages per second at several sizes, in one run.

The export is the sample company's, repeated under new ids until it has as many messages, each time with other words in
the texts, so that nothing is known from before but what real exports repeat too. Each size runs in a process of its
own. Import means read, join and tell roles; cleaning means own words, repeated boilerplate and personal data.
"""

import argparse
import json
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from prep.holding import on_disk
from prep.ingest import read_export
from prep.prepare import clean_all

OTHER = 0.15  # share of the words
_WORD = re.compile(r"\b[a-z]{5,}\b")
SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample" / "export"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], help="messages")
    parser.add_argument("--json", action="store_true", help="print one JSON object a size")
    options = parser.parse_args(arguments)
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(1, get_context("spawn")) as pool:
            write_export(Path(folder), size)
            row = pool.submit(measure, Path(folder)).result()
        if options.json:
            print(json.dumps(row))
        else:
            print(
                f"{row['messages']:,} messages: read in {row['read_s']:.1f} s, cleaned in {row['clean_s']:.1f} s, "
                f"{row['per_s']:,.0f} messages a second, {row['cpu_s']:.0f} s of processor, "
                f"{row['peak_mb']:,.0f} MB at most ({row['export_mb']:,.0f} MB of export)"
            )
    return 0


def write_export(folder: Path, n_messages: int) -> None:
    """The sample's users once; its tickets and comments again and again under new ids."""
    for name in ("tickets", "comments", "users"):
        rows = [json.loads(line) for line in (SAMPLE / f"{name}.jsonl").open(encoding="utf-8")]
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            for row in rows if name == "users" else _repeated(rows, name, n_messages):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _repeated(rows: list[dict[str, Any]], name: str, n_messages: int) -> Iterator[dict[str, Any]]:
    words = sorted({word for row in rows for word in _WORD.findall(row.get("body") or row.get("description") or "")})
    n_comments = sum(1 for _ in (SAMPLE / "comments.jsonl").open(encoding="utf-8"))
    whole, rest = divmod(n_messages, n_comments)
    for turn in range(whole + 1):
        wanted = rows if turn < whole else rows[: len(rows) * rest // n_comments]
        for row in wanted:
            new = {**row, "id": f"{row['id']}{turn:03}"}
            rng = random.Random(f"{turn}/{row['id']}")
            for field in ("body", "html_body", "plain_body", "description") if turn else ():
                if isinstance(row.get(field), str):
                    new[field] = _reworded(row[field], words, rng)
            if name == "comments":
                new["ticket_id"] = f"{row['ticket_id']}{turn:03}"
            yield new


def _reworded(text: str, words: Sequence[str], rng: random.Random) -> str:
    return _WORD.sub(lambda found: rng.choice(words) if rng.random() < OTHER else found[0], text)


def measure(folder: Path) -> dict[str, Any]:
    began = time.perf_counter()
    hold = on_disk(folder.parent)
    imported = read_export([folder], hold=hold)
    read_s = time.perf_counter() - began
    cleaned = clean_all(imported, hold=hold)
    clean_s = time.perf_counter() - began - read_s
    n = sum(len(ticket.messages) for ticket in cleaned)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "messages": n,
        "read_s": read_s,
        "clean_s": clean_s,
        "per_s": n / (read_s + clean_s),
        "cpu_s": sum(time_of.ru_utime + time_of.ru_stime for time_of in used),
        "peak_mb": used[0].ru_maxrss / 1024,
        "worker_mb": used[1].ru_maxrss / 1024,  # most of it shared
        "export_mb": sum(file.stat().st_size for file in folder.iterdir()) / 1e6,
    }


if __name__ == "__main__":
    sys.exit(main())
