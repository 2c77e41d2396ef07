"""Pairs in another language than the set, or answered in another language than they were asked in.

The language is guessed from its commonest words, or from its script; a text that shows too few of them has none.
"""

import re
import unicodedata
from collections import Counter

from prep.checks.check import MIN_PAIRS, Check, Found, Ground, NotApplicable
from prep.records import Finding

_COMMON = {
    "English": "the of and to is in you for it not on with be are this that have can your will from or as at by we",
    "German": "der die das und ist nicht sie ich mit ein eine auf für von den zu wir haben kann ihre bitte auch wenn",
    "French": "le la les des est et vous une un pas pour dans que je nous votre sur avec ce qui en du au être avez",
    "Spanish": "el la los las es y que de no un una por para con su se en del al como más usted puede está",
    "Italian": "il lo la gli è e che di non un una per con si in del della sono può come più questo vostro",
    "Portuguese": "o os as é e que de não um uma por para com se em do da no na você pode como mais seu",
    "Dutch": "de het een en is niet van u je voor met op dat ik wij kan zijn uw ook als aan naar bij",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = ("CYRILLIC", "ARABIC", "DEVANAGARI", "CJK", "HIRAGANA", "HANGUL", "GREEK", "HEBREW", "THAI", "TAMIL")
_MIN_WORDS, _MIN_HITS, _LEAD = 6, 3, 2


def find(ground: Ground) -> Found:
    """Pairs whose sides differ in language, or both differ from the language of most pairs."""
    if len(ground.pairs) < MIN_PAIRS:
        return NotApplicable(f"Fewer than {MIN_PAIRS} pairs: no language is usual yet.")
    languages = {pair.pair_id: (language_of(pair.instruction), language_of(pair.response)) for pair in ground.pairs}
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


def language_of(text: str) -> str:
    """ "English", "Cyrillic" …; "" where the text does not show it."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = Counter(
        script
        for letter in letters
        if ord(letter) > 0x2FF
        for script in _SCRIPTS
        if script in unicodedata.name(letter, "")
    )
    if foreign and foreign.most_common(1)[0][1] > len(letters) / 2:
        return foreign.most_common(1)[0][0].capitalize()
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < _MIN_WORDS:
        return ""
    hits = sorted(
        ((sum(word in common for word in words), language) for language, common in _WORDS.items()), reverse=True
    )
    (most, language), (next_most, _) = hits[:2]
    return language if most >= _MIN_HITS and most >= _LEAD + next_most else ""


CHECK = Check("mixed-language", "Languages mixed", "review", find)
