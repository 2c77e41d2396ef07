"""Whether a rewritten pair stands on its own no worse than before."""

from collections.abc import Iterator

from prep.glossary import Glossary
from prep.selfcontained import judge_pair
from prep.verifying.records import Fault


def stands_no_worse(before: tuple[str, str], after: tuple[str, str], glossary: Glossary) -> Iterator[Fault]:
    """Compares (instruction, response) before and after."""
    old, new = judge_pair(*before, glossary), judge_pair(*after, glossary)
    if new.score < old.score:
        yield Fault("standing", f"it stands on its own less well than before ({new.score:.2f}, was {old.score:.2f})")
