"""A finding about two answers that exclude each other: who, in what, and the words that show it."""

from prep.camps import Quarrel
from prep.facts import Fact
from prep.records import Finding, Severity, Span

MAX_OTHERS = 12  # pairs that a finding names besides its own


def contradiction(code: str, severity: Severity, quarrel: Quarrel, detail: str) -> Finding:
    """The finding about the quarrel's pair; the answer that it contradicts most clearly comes first of the others."""
    others = (quarrel.clearest, *(pair_id for pair_id in quarrel.against if pair_id != quarrel.clearest))
    found = quarrel.disagreement
    return Finding(
        code,
        severity,
        (quarrel.pair_id, *others[:MAX_OTHERS]),
        quarrel.score,
        detail,
        fact_kind=found.kind,
        evidence=(_span(quarrel.pair_id, found.left), _span(quarrel.clearest, found.right)),
    )


def said(fact: Fact) -> str:
    """A fact as it is quoted in a sentence."""
    return " ".join(fact.text.split()).rstrip(".,;")


def _span(pair_id: str, fact: Fact) -> Span:
    return Span(pair_id, "response", fact.start, fact.end, fact.text)
