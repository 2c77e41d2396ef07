"""Pairs whose rewrite would have said something else than the thread: the words of the thread stayed."""

from prep.checks.check import Check, Found, Ground, shorten
from prep.records import Finding


def find(ground: Ground) -> Found:
    """One finding for each side of a pair whose rewrite was refused, with what was wrong with it."""
    ids = {pair.pair_id for pair in ground.pairs}
    return [
        Finding(CHECK.code, "review", (edit.pair_id,), None, f"A rewrite of the {edit.side} was {_reason(edit.reason)}",
                cause=edit.side)
        for edit in ground.refused
        if edit.pair_id in ids
    ]  # fmt: skip


def _reason(reason: str) -> str:
    return shorten(reason, 240)


CHECK = Check("rewrite-refused", "Rewrites that said something else", "review", find)
