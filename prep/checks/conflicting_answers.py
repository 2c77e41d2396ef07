"""Answers to one question that cannot both be right, where neither time nor numbers decide which one is."""

from prep.checks.check import Check, Found, Ground
from prep.checks.contradiction import contradiction, said
from prep.plurals import many


def find(ground: Ground) -> Found:
    """Each pair that has to wait, with the pairs that it contradicts."""
    return [
        contradiction(
            CHECK.code,
            "review",
            quarrel,
            f'Says "{said(quarrel.disagreement.left)}" where {quarrel.clearest} says '
            f'"{said(quarrel.disagreement.right)}".{_how_many(quarrel.n_camp, quarrel.n_against)}',
        )
        for quarrel in ground.quarrels
        if quarrel.verdict == "conflicting"
    ]


def _how_many(n_first: int, n_second: int) -> str:
    """Who sides with whom; nothing where it is one word against another."""
    if n_first == n_second == 1:
        return ""
    return f" {many(n_first, 'answer says the first', 'answers say the first')}, {n_second:,} the second."


CHECK = Check("conflicting-answers", "Answers that contradict each other", "review", find)
