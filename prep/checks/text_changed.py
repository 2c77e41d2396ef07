"""Pairs whose text preparation made anew, other than it was when a person decided on them."""

from prep.checks.check import Check, Found, Ground, shorten
from prep.records import Decision, Finding


def find(ground: Ground) -> Found:
    """One finding a pair: the old decision does not apply to a text that nobody has seen."""
    ids = {pair.pair_id for pair in ground.pairs}
    return [
        Finding(CHECK.code, "review", (said.pair_id,), None, _detail(said), cause=said.action)
        for said in ground.overtaken
        if said.pair_id in ids
    ]


def _detail(said: Decision) -> str:
    on = f" on {said.decided_at[:10]}" if said.decided_at else ""
    wrote = f' You had written: "{shorten(said.response)}"' if said.action == "edit" and said.response else ""
    return f"The text changed since you decided: {said.action}{on}.{wrote}"


CHECK = Check("text-changed", "Pairs that changed after a person decided", "review", find)
