"""Responses that answer nothing: "done", "moved to chat", "please send a screenshot", a question back."""

from prep.checks.check import Check, Found, Ground, shorten
from prep.records import Finding


def find(ground: Ground) -> Found:
    """Pairs whose whole response holds, hands on, asks back or only acknowledges."""
    return [
        Finding(CHECK.code, "reject", (pair.pair_id,), None, f'Answers nothing: "{shorten(pair.response)}"')
        for pair in ground.pairs
        if not pair.response.strip() or any(reason.code == "non-answer" for reason in ground.judge(pair).reasons)
    ]


CHECK = Check("non-answer", "Responses that answer nothing", "reject", find)
