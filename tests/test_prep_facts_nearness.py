"""How near two contexts are: concepts in common, the near ones more."""

import os
import subprocess
import sys

import pytest

from prep.facts.nearness import nearness


def test_the_nearer_the_concepts_in_common_stand_the_nearer_are_the_contexts() -> None:
    leave = ("leave", "day", "year", "carry")
    assert nearness(leave, leave) == pytest.approx(1)
    assert nearness(leave, ("leave", "pay")) > nearness(leave, ("pay", "carry")) > 0
    assert nearness(leave, ("parcel",)) == nearness(leave, ()) == 0


def test_it_is_the_same_to_the_last_digit_in_every_process() -> None:
    """A set is walked through in another order in another process."""
    ask = (
        "from prep.facts.nearness import nearness; "
        "print(nearness(tuple('warn owner delete end project year keep'.split()), tuple('ahead owner project warn "
        "deletion end year keep'.split())))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", ask],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": f"{seed}"},
        ).stdout
        for seed in range(6)
    }
    assert len(said) == 1
