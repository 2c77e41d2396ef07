"""Personal data that redaction left, or that never went through it. What a whole desk uses is no personal data."""

from collections import Counter

from prep.checks.check import Check, Found, Ground
from prep.records import Finding

OF_A_DESK = 3  # responses from which an address or number counts as the desk's own


def find(ground: Ground) -> Found:
    """One finding a pair that names somebody, or how to reach or identify them. The value itself is not repeated."""
    read = ground.readings
    desk = Counter(
        value for pair in ground.pairs for value in {found for _, found in read.answer(pair.response).personal}
    )
    findings = []
    for pair in ground.pairs:
        asked = [kind for kind, _ in read.question(pair.instruction).personal]
        said = [kind for kind, value in read.answer(pair.response).personal if desk[value] < OF_A_DESK]
        if asked or said:
            findings.append(
                Finding(CHECK.code, "review", (pair.pair_id,), float(len(asked) + len(said)), _where(asked, said))
            )
    return findings


def _where(asked: list[str], said: list[str]) -> str:
    parts = [
        f"{', '.join(sorted(set(kinds)))} in the {side}"
        for side, kinds in (("instruction", asked), ("response", said))
        if kinds
    ]
    return f"Looks like personal data: {'; '.join(parts)}."


CHECK = Check("personal-data", "Personal data left in a pair", "review", find)
