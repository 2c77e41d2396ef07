"""Writes the corpus of invented companies: `python data/tiny-base/make_corpus.py --out corpus.jsonl`.

The same texts in corpus/policies, the same seed and the same number give the same bytes. Documents that hold a phrase
of the sample company's answers are left out, so that the base can know nothing of it (see unknown.py).
"""

import argparse
import hashlib
import json
import multiprocessing
import random
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from corpus.documents import VERSION, Document, Writer
from corpus.unknown import SAMPLE, Phrases

CHUNK = 2_000  # documents that share a random generator, and a process


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=400_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    digest, n_written = hashlib.sha256(), 0
    with options.out.open("w", encoding="utf-8") as out:
        for document in write(options.documents, seed=options.seed):
            line = line_of(document)
            digest.update(line.encode())
            out.write(line)
            n_written += 1
    facts = {"version": VERSION, "seed": options.seed, "documents": n_written, "sha256": digest.hexdigest()}
    print(json.dumps(facts), file=sys.stderr)
    return 0


def write(n: int, *, seed: int, processes: int | None = None) -> Iterator[Document]:
    """About `n` documents, in the same order whatever the number of processes."""
    chunks = [(seed, number) for number in range(-(-n // CHUNK))]
    with multiprocessing.Pool(processes) as pool:
        for documents in pool.imap(_chunk, chunks):
            yield from documents


def line_of(document: Document) -> str:
    """The document as a line of the corpus file; the corpus's digest is of these lines."""
    return json.dumps({"kind": document.kind, "turns": document.turns}, ensure_ascii=False) + "\n"


def _chunk(place: tuple[int, int]) -> list[Document]:
    seed, number = place
    documents = _writer().documents(CHUNK, random.Random(f"{VERSION}/{seed}/{number}"))
    return [document for document in documents if not sample_phrases().found_in(" ".join(document.turns))]


@cache
def _writer() -> Writer:
    return Writer()


@cache
def sample_phrases() -> Phrases:
    return Phrases.of_answers(SAMPLE)


if __name__ == "__main__":
    raise SystemExit(main())
