"""Answers whose writer was not sure, or that put off a question for a figure with "soon" and "a few".

Where much of a project hedges, hedging is how it speaks, and nobody is set apart for it.
"""

import re

from prep.checks.check import Check, Found, Ground
from prep.checks.unusual import Odd, set_apart
from prep.facts import find_facts
from prep.records import Pair, Span

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
_ASKS_FIGURE = re.compile(
    r"\b(?:how (?:many|much|long|often|soon|far|late|old)|what time|(?:by|until|till|since|from) when|when"
    r"|what (?:is|are|'s) the (?:\w+ )?(?:limit|amount|rate|deadline|fee|price|cost|maximum|minimum|period|date))\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:soon|shortly|(?:a|quite a) (?:few|couple(?: of)?|bit|while|lot)|some time|several|various|many"
    r"|in due (?:time|course)"
    r"|at some point|sooner or later|as soon as possible|it (?:varies|differs))\b",
    re.IGNORECASE,
)
_FIGURES = frozenset(("number", "money", "percent", "duration", "frequency", "date", "time", "measure"))


def find(ground: Ground) -> Found:
    """The value is the share of answers that are plain. Each finding quotes the words that leave the answer open."""
    doubts = [_odd(pair, match) for pair in ground.pairs if (match := _open_words(pair))]
    return set_apart(CHECK.code, ground, doubts, others="answers say plainly what holds", these="hedge")


def _odd(pair: Pair, match: re.Match[str]) -> Odd:
    span = Span(pair.pair_id, "response", match.start(), match.end(), match[0])
    return Odd(pair, f'leaves it open with "{match[0]}"', match[0].casefold(), (span,))


def _open_words(pair: Pair) -> re.Match[str] | None:
    """The first words that leave an answer open."""
    doubt = _DOUBT.search(pair.response)
    if doubt or not _ASKS_FIGURE.search(pair.instruction):
        return doubt
    vague = _VAGUE.search(pair.response)
    return None if vague and any(fact.kind in _FIGURES for fact in find_facts(pair.response)) else vague


CHECK = Check("ambiguous-answer", "Answers that leave the question open", "review", find)
