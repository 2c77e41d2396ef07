"""Abbreviations that nobody spelled out: a model would learn to answer in them."""

from prep.checks.check import Check, Found, Ground
from prep.records import Finding, Severity
from prep.selfcontained import judge_pair


def find(ground: Ground) -> Found:
    """One finding a pair. Shorthand in a response waits; in an instruction it is how people ask, and only noted."""
    findings = []
    for pair in ground.pairs:
        reasons = [
            reason
            for reason in judge_pair(pair.instruction, pair.response, ground.glossary).reasons
            if reason.code == "undefined-shorthand"
        ]
        if not reasons:
            continue
        in_response = [reason for reason in reasons if reason.side == "response"]
        severity: Severity = "review" if in_response else "info"
        words = ", ".join(dict.fromkeys(reason.text for reason in in_response or reasons))
        where = "response" if in_response else "instruction"
        findings.append(
            Finding(
                CHECK.code, severity, (pair.pair_id,), float(len(reasons)), f"Not spelled out in the {where}: {words}"
            )
        )
    return findings


CHECK = Check("undefined-shorthand", "Abbreviations nobody spelled out", "review", find)
