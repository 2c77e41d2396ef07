"""Instructions and responses so short that there is nothing to learn from."""

from prep.checks.check import Check, Found, Ground, n_words
from prep.facts import find_facts
from prep.facts.concepts import concepts
from prep.records import Finding

MIN_INSTRUCTION, MIN_RESPONSE = 2, 3  # words


def find(ground: Ground) -> Found:
    """The value is the number of words of the side that is too short. A figure alone can be an answer."""
    findings = []
    for pair in ground.pairs:
        asked, said = n_words(pair.instruction), n_words(pair.response)
        if asked < MIN_INSTRUCTION or not concepts(pair.instruction):
            detail = f'The instruction has {asked} words: "{pair.instruction.strip()}"'
            findings.append(Finding(CHECK.code, "review", (pair.pair_id,), float(asked), detail))
        elif said < MIN_RESPONSE and not find_facts(pair.response):
            detail = f'The response has {said} words: "{pair.response.strip()}"'
            findings.append(Finding(CHECK.code, "review", (pair.pair_id,), float(said), detail))
    return findings


CHECK = Check("too-short", "Too short to learn from", "review", find)
