"""Answers to one question that cannot both be right, where neither time nor numbers decide which one is."""

from prep.checks.check import Check, Found, Ground
from prep.records import Finding

MAX_EVIDENCE = 12


def find(ground: Ground) -> Found:
    """Each pair that has to wait, with the pairs that it contradicts."""
    if not any(len(group.pair_ids) > 1 for group in ground.groups):
        return []
    return [
        Finding(
            CHECK.code,
            "review",
            (quarrel.pair_id, *quarrel.against[:MAX_EVIDENCE]),
            quarrel.score,
            f'Says "{_said(quarrel.disagreement.left.text)}" where {quarrel.against[0]} says '
            f'"{_said(quarrel.disagreement.right.text)}". {quarrel.n_camp} say the one, {quarrel.n_against} the other.',
        )
        for quarrel in ground.quarrels
        if quarrel.verdict == "conflicting"
    ]


def _said(text: str) -> str:
    return " ".join(text.split()).rstrip(".,;")


CHECK = Check("conflicting-answers", "Answers that contradict each other", "review", find)
