"""Whether a rewrite may stand: by its own words, or by its words read loosely."""

from collections.abc import Sequence

from prep.glossary import Glossary
from prep.verifying import loose, strict
from prep.verifying.grounds import grounds, spelled_out
from prep.verifying.records import Fault


def verify(
    rewritten: str, kept: str, added: Sequence[str], glossary: Glossary, context: Sequence[str] = ()
) -> tuple[Fault, ...]:
    """What is wrong with a rewrite; nothing when it may stand.

    `kept` must survive whole: the answer, or the question, without its courtesy. `added` is what the rewrite may draw
    on besides: the subject line, earlier turns. `context` lends an answer the words of its question, such as the unit
    of a bare figure, but no figure, and no stance but what was asked. Shorthand counts as what the glossary makes of
    it, or as what the rewrite writes for it where shorthand.py knows that reading.
    """
    if rewritten.lower().split() == spelled_out(kept, glossary).lower().split():
        return ()
    now, sources = grounds(rewritten, kept, added, glossary, context)
    faults = strict.faults(now, sources)
    return () if faults and loose.accepts(now, sources) else faults
