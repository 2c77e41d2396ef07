"""Answers that were right once: from some day on, everybody was told something else."""

from prep.checks.check import Check, Found, Ground, NotApplicable
from prep.checks.conflicting_answers import MAX_EVIDENCE
from prep.records import Finding


def find(ground: Ground) -> Found:
    """Each outdated pair, with the newer ones that replace it."""
    if not any(pair.answered_at for pair in ground.pairs):
        return NotApplicable("No pair says when it was answered.")
    answered_at = {pair.pair_id: pair.answered_at for pair in ground.pairs}
    return [
        Finding(
            CHECK.code,
            "reject",
            (quarrel.pair_id, *quarrel.against[:MAX_EVIDENCE]),
            quarrel.score,
            f'Answered {answered_at[quarrel.pair_id][:10] or "some time"}: "{_said(quarrel.disagreement.left.text)}". '
            f'Since {quarrel.since[:10]} {quarrel.n_against} answers say "{_said(quarrel.disagreement.right.text)}".',
        )
        for quarrel in ground.quarrels
        if quarrel.verdict == "superseded"
    ]


def _said(text: str) -> str:
    return " ".join(text.split()).rstrip(".,;")


CHECK = Check("superseded", "Answers from before a policy changed", "reject", find)
