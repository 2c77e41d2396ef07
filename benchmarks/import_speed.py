"""How fast an export is imported and cleaned, and in how much memory: messages per second at several sizes, in one run.

The export is the sample company's, repeated under new ids until it has as many messages, each time with other words in
the texts, so that nothing is known from before but what real exports repeat too. Each size runs in a process of its
own. Import means read, join and tell roles; cleaning means own words, repeated boilerplate and personal data.

With --format the same threads come in another product's shape (see `export_shapes.py`), or in each of them with
--format all. What a format costs it costs on import: --import-only leaves cleaning out. With --wrapped what would be
an object a line stands in one that wraps them all, {"tickets": [...], "next_page": null}.
"""

import argparse
import json
import random
import re
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from export_shapes import SHAPES, Row, Thread, write_shape
from prep.holding import on_disk
from prep.ingest import read_export
from prep.prepare import clean_all
from to_the_reader import run

OTHER = 0.15  # share of the words
_WORD = re.compile(r"\b[a-z]{5,}\b")
_TEXTS = ("body", "html_body", "plain_body", "description")
SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample" / "export"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], help="messages")
    parser.add_argument("--format", choices=[*SHAPES, "all"], default="zendesk", help="whose export")
    parser.add_argument("--import-only", action="store_true", help="read and join, do not clean")
    parser.add_argument("--wrapped", action="store_true", help="one JSON object a file, not one a line")
    parser.add_argument("--json", action="store_true", help="print one JSON object a size")
    options = parser.parse_args(arguments)
    for name in SHAPES if options.format == "all" else (options.format,):
        for size in options.sizes:
            with tempfile.TemporaryDirectory() as folder:
                _apart(write_export, Path(folder), size, name)
                if options.wrapped:
                    wrap(Path(folder))
                row = _apart(measure, Path(folder), name, not options.import_only)
            print(json.dumps(row) if options.json else _sentence(row), flush=True)
    return 0


def _apart(work: Callable[..., Any], *arguments: Any) -> Any:
    """Done in a process of its own: what a process held at most counts for those that it starts as well."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _sentence(row: dict[str, Any]) -> str:
    cleaned = f", cleaned in {row['clean_s']:.1f} s" if "clean_s" in row else ""
    return (
        f"{row['format']}: {row['messages']:,} messages: read in {row['read_s']:.1f} s with "
        f"{row['read_mb']:,.0f} MB at most{cleaned}, {row['per_s']:,.0f} messages a second, {row['cpu_s']:.0f} s of "
        f"processor, {row['peak_mb']:,.0f} MB at most ({row['export_mb']:,.0f} MB of export)"
    )


def write_export(folder: Path, n_messages: int, name: str) -> None:
    """The sample's users once; its tickets and comments again and again under new ids."""
    users = {str(user["id"]): user for user in _sample("users")}
    write_shape(SHAPES[name], folder, _threads(n_messages), users)


def wrap(folder: Path) -> None:
    """Files of one JSON object a line become documents of one object, which lists them under the file's name."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines, path.with_suffix(".json").open("w", encoding="utf-8") as document:
            document.write(f'{{"{path.stem}": [\n{next(lines).rstrip()}')
            document.writelines(f",\n{line.rstrip()}" for line in lines)
            document.write('\n], "next_page": null}\n')
        path.unlink()


@cache
def _sample(name: str) -> list[Row]:
    with (SAMPLE / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _threads(n_messages: int) -> Iterator[Thread]:
    tickets, comments = _sample("tickets"), _sample("comments")
    words = sorted({word for row in comments for word in _WORD.findall(row["body"])})
    of_ticket: dict[int, list[Row]] = defaultdict(list)
    for row in comments:
        of_ticket[row["ticket_id"]].append(row)
    turn = n_written = 0
    while True:
        for ticket in tickets:
            found = [
                {**_again(row, turn, words), "ticket_id": f"{ticket['id']}{turn:03}"}
                for row in sorted(of_ticket[ticket["id"]], key=lambda row: row["created_at"])
            ]
            if not found:
                continue
            if n_written + len(found) > n_messages:
                return
            n_written += len(found)
            yield Thread(_again(ticket, turn, words), found)
        turn += 1


def _again(row: Row, turn: int, words: Sequence[str]) -> Row:
    new = {**row, "id": f"{row['id']}{turn:03}"}
    rng = random.Random(f"{turn}/{row['id']}")
    for name in _TEXTS if turn else ():
        if isinstance(row.get(name), str):
            new[name] = _reworded(row[name], words, rng)
    return new


def _reworded(text: str, words: Sequence[str], rng: random.Random) -> str:
    return _WORD.sub(lambda found: rng.choice(words) if rng.random() < OTHER else found[0], text)


def measure(folder: Path, name: str, clean: bool) -> dict[str, Any]:
    """Seconds, and megabytes that the process had at most: `read_mb` until all was joined, `peak_mb` at the end."""
    began = time.perf_counter()
    hold = on_disk(folder.parent)
    shape = SHAPES[name]
    imported = read_export([folder], mapping=shape.mapping, own_domains=shape.own_domains, hold=hold)
    read_s = time.perf_counter() - began
    measured: dict[str, Any] = {"format": name, "read_s": read_s, "read_mb": _most_mb(resource.RUSAGE_SELF)}
    tickets = clean_all(imported, hold=hold) if clean else imported.tickets
    took_s = time.perf_counter() - began
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    n = sum(len(ticket.messages) for ticket in tickets)
    return {
        **measured,
        **({"clean_s": took_s - read_s} if clean else {}),
        "messages": n,
        "per_s": n / took_s,
        "cpu_s": sum(time_of.ru_utime + time_of.ru_stime for time_of in used),
        "peak_mb": _most_mb(resource.RUSAGE_SELF),
        "worker_mb": _most_mb(resource.RUSAGE_CHILDREN),  # most of it shared
        "export_mb": sum(file.stat().st_size for file in folder.iterdir()) / 1e6,
    }


def _most_mb(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


if __name__ == "__main__":
    run(main)
