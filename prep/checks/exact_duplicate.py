"""Pairs written twice: instruction and response equal but for case, spaces and closing punctuation."""

import unicodedata
from collections import defaultdict

from prep.checks.check import Check, Found, Ground
from prep.copy_rank import best_first
from prep.records import Finding


def find(ground: Ground) -> Found:
    """Every copy but the best one of each set of equals; the best one is named as evidence."""
    equals = defaultdict(list)
    for pair in ground.pairs:
        equals[_plain(pair.instruction), _plain(pair.response)].append(pair)
    findings = []
    for copies in equals.values():
        best, *others = best_first(copies, ground.n_findings)
        findings += [
            Finding(CHECK.code, "reject", (other.pair_id, best.pair_id), 1.0, f"The same pair as {best.pair_id}.")
            for other in others
        ]
    return findings


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip(" .!?")


CHECK = Check("exact-duplicate", "Pairs written twice", "reject", find)
