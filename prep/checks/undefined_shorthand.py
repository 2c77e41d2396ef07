"""Abbreviations that nobody spelled out: a model would learn to answer in them."""

from collections import Counter

from prep.checks.check import Check, Found, Ground
from prep.records import Finding, Pair, Severity


def find(ground: Ground) -> Found:
    """One finding a pair. Shorthand in a response waits; in an instruction it is how people ask, and only noted.

    Its cause is the one of its abbreviations that most pairs of the set share.
    """
    words = {pair.pair_id: _words(pair, ground) for pair in ground.pairs}
    n_pairs = Counter(
        word for in_response, in_instruction in words.values() for word in {*in_response, *in_instruction}
    )
    findings = []
    for pair_id, (in_response, in_instruction) in words.items():
        said = in_response or in_instruction
        if not said:
            continue
        severity: Severity = "review" if in_response else "info"
        where = "response" if in_response else "instruction"
        shown = tuple(dict.fromkeys(said))
        n_words = float(len(in_response) + len(in_instruction))
        detail = f"Not spelled out in the {where}: {', '.join(shown)}"
        cause = min(shown, key=lambda word: (-n_pairs[word], word))
        findings.append(Finding(CHECK.code, severity, (pair_id,), n_words, detail, cause))
    return findings


def _words(pair: Pair, ground: Ground) -> tuple[list[str], list[str]]:
    """The abbreviations of the response, and those of the instruction."""
    reasons = [reason for reason in ground.judge(pair).reasons if reason.code == "undefined-shorthand"]
    return [one.text for one in reasons if one.side == "response"], [
        one.text for one in reasons if one.side != "response"
    ]


CHECK = Check("undefined-shorthand", "Abbreviations nobody spelled out", "review", find)
