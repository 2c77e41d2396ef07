"""Pairs in another language than the set, or answered in another language than they were asked in."""

from collections import Counter

from prep.checks.check import MIN_PAIRS, Check, Found, Ground, NotApplicable
from prep.records import Finding


def find(ground: Ground) -> Found:
    """Pairs whose sides differ in language, or both differ from the language of most pairs."""
    if len(ground.pairs) < MIN_PAIRS:
        return NotApplicable(f"Fewer than {MIN_PAIRS} pairs: no language is usual yet.")
    read = ground.readings
    languages = {
        pair.pair_id: (read.question(pair.instruction).language, read.answer(pair.response).language)
        for pair in ground.pairs
    }
    counts = Counter(language for sides in languages.values() for language in sides if language)
    if not counts:
        return NotApplicable("No text is long enough to tell its language.")
    usual = counts.most_common(1)[0][0]
    findings = []
    for pair_id, (asked, said) in languages.items():
        if asked and said and asked != said:
            findings.append(Finding(CHECK.code, "review", (pair_id,), None, f"Asked in {asked}, answered in {said}."))
        elif (asked or said or usual) != usual:
            findings.append(
                Finding(CHECK.code, "review", (pair_id,), None, f"In {asked or said}; most are in {usual}.")
            )
    return findings


CHECK = Check("mixed-language", "Languages mixed", "review", find)
