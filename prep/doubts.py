"""The words with which an answer's writer was not sure, or put a figure off with "soon" and "a few"."""

import re
from dataclasses import dataclass

from prep.facts import find_facts

_DOUBT = re.compile(
    r"\bI(?:['’]m| am)? (?:think|believe|guess|suppose|assume|presume|reckon|(?:am )?(?:not"
    r"|never) (?:\w+ )?(?:sure|certain)"
    r"|don['’]t (?:know|remember)|do not (?:know|remember)|may be wrong|would (?:say|guess)|hope so)\b"
    r"|\bI['’]d (?:say|guess)\b|\b(?:not|never) (?:quite |entirely |100 ?% |completely |totally )?(?:sure"
    r"|certain)\b|\bunsure\b"
    r"|\bif (?:I|we)(?:['’]m| am|['’]re| are)? (?:not mistaken|remember|recall)\w*|\b(?:as far as|for all"
    r"|from what) (?:I|we)"
    r" (?:know|remember|can (?:see|tell)|recall)|\bto (?:my|our) knowledge\b|\b(?:afaik|iirc|imho|imo)\b"
    r"|\b(?:probably|presumably|supposedly|apparently|maybe|perhaps|possibly|conceivably|hopefully)\b"
    r"|\b(?:most likely|more or less|my guess|don['’]t quote me|could be wrong|hard to say|who knows)\b"
    r"|\b(?:might|could) (?:also )?be\b(?! (?:asked|needed|required|shown|called|changed|reached|used|able))"
    r"|\bshould be (?:fine|okay?|enough|alright|all right|possible|there)\b|\b(?:it"
    r"|that) (?:all )?depends\s*(?:[.!;]|$)"
    r"|\b(?:wohl|vielleicht|vermutlich|wahrscheinlich|keine Ahnung|peut-être|probablement|je (?:pense|crois)|quizás?"
    r"|tal vez|probablemente|creo que|forse|probabilmente|credo|misschien|waarschijnlijk|talvez)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:soon|shortly|(?:a|quite a) (?:few|couple(?: of)?|bit|while|lot)|some time|several|various|many"
    r"|in due (?:time|course)"
    r"|at some point|sooner or later|as soon as possible|it (?:varies|differs))\b",
    re.IGNORECASE,
)
_FIGURES = frozenset(("number", "money", "percent", "duration", "frequency", "date", "time", "measure"))


@dataclass(frozen=True, slots=True)
class Doubts:
    """Where an answer first does so, from start to end; None where it does not."""

    unsure: tuple[int, int] | None
    vague: tuple[int, int] | None  # only where the answer holds no figure


def find_doubts(text: str) -> Doubts:
    """Read them off an answer."""
    unsure, vague = _DOUBT.search(text), _VAGUE.search(text)
    if vague and any(fact.kind in _FIGURES for fact in find_facts(text)):
        vague = None
    return Doubts(unsure.span() if unsure else None, vague.span() if vague else None)
