"""Answers that were right once: from some day on, everybody was told something else."""

from prep.camps import Quarrel
from prep.checks.check import Check, Found, Ground, NotApplicable
from prep.checks.contradiction import contradiction, said
from prep.plurals import many


def find(ground: Ground) -> Found:
    """Each outdated pair, with the newer ones that replace it."""
    if not any(pair.answered_at for pair in ground.pairs):
        return NotApplicable("No pair says when it was answered.")
    answered_at = {pair.pair_id: pair.answered_at for pair in ground.pairs}
    return [
        contradiction(CHECK.code, "reject", quarrel, _detail(quarrel, answered_at[quarrel.pair_id]))
        for quarrel in ground.quarrels
        if quarrel.verdict == "superseded"
    ]


def _detail(quarrel: Quarrel, answered_at: str) -> str:
    newer = many(quarrel.n_against, "answer says", "answers say")
    return (
        f'Answered {answered_at[:10] or "some time"}: "{said(quarrel.disagreement.left)}". '
        f'Since {quarrel.since[:10]} {newer} "{said(quarrel.disagreement.right)}".'
    )


CHECK = Check("superseded", "Answers from before a policy changed", "reject", find)
