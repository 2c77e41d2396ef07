"""Which pairs ask the same question in different ways: what a model learns a question from."""

from prep.checks.check import Check, Found, Ground, shorten
from prep.records import Finding


def find(ground: Ground) -> Found:
    """One finding for each question that is asked at least twice; its value is the number of ways."""
    instruction = {pair.pair_id: pair.instruction for pair in ground.pairs}
    return [
        Finding(
            CHECK.code,
            "info",
            group.pair_ids,
            float(len(group.pair_ids)),
            f"Asked in {len(group.pair_ids)} ways: {shorten(instruction[group.group_id])}",
        )
        for group in ground.groups
        if len(group.pair_ids) > 1
    ]


CHECK = Check("same-question", "Questions asked in several ways", "info", find)
