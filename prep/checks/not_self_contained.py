"""Pairs that lean on something the model will not see: the thread, an attachment, a call, one person's account."""

from prep.checks.check import Check, Found, Ground, shorten
from prep.records import Finding, Severity
from prep.selfcontained import Judgement

WAITS_BELOW = 0.3  # score; three undefined abbreviations alone, which have their own check, leave it above
_OWN_CHECKS = ("undefined-shorthand", "non-answer")


def find(ground: Ground) -> Found:
    """Pairs that do not stand on their own; the value is how well they do, 0 to 1.

    Those that clearly lean on something wait; those just under the line are only noted, since people ask loosely.
    """
    findings = []
    for pair in ground.pairs:
        judged = ground.judge(pair)
        if not judged.stands and any(reason.code not in _OWN_CHECKS for reason in judged.reasons):
            severity: Severity = "review" if judged.score < WAITS_BELOW else "info"
            findings.append(Finding(CHECK.code, severity, (pair.pair_id,), judged.score, _why(judged), _cause(judged)))
    return findings


def _why(judged: Judgement) -> str:
    reasons = [reason for reason in judged.reasons if reason.code not in _OWN_CHECKS]
    return "; ".join(
        f'{reason.side}: {reason.code.replace("-", " ")} ("{shorten(reason.text, 40)}")' for reason in reasons[:4]
    )


def _cause(judged: Judgement) -> str:
    """The first reason on the side that is harder to help: an answer that leans on the thread before a question."""
    reasons = [reason for reason in judged.reasons if reason.code not in _OWN_CHECKS]
    first = min(reasons, key=lambda reason: reason.side != "response")
    return f"{first.side}: {first.code.replace('-', ' ')}"


CHECK = Check("not-self-contained", "Pairs that need their thread", "review", find)
