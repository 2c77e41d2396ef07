"""Shorthand that a text defines: "earned leave (EL)", "EL (earned leave)", "EL = earned leave".

Found as Schwartz and Hearst do (A simple algorithm for identifying abbreviation definitions in biomedical text, PSB
2003).
"""

import re
from collections.abc import Iterator, Sequence

_DEFINED = re.compile(r"(?<![\w'’&-])((?:[\w'’&-]+ ){1,6})\(([A-Za-z][\w&/-]{1,8})\)")
_SHORT = r"(?<![\w(])([A-Z][A-Za-z&/-]{0,5}[A-Z])"
_EXPLAINED = re.compile(rf"{_SHORT}\s*\(([a-z][\w'’ -]{{4,60}})\)")
_EQUATED = re.compile(
    rf"{_SHORT}\s*(?:=|means|stands for|is short for|i\.e\.|aka)\s*[\"“']?([A-Za-z][\w'’-]*(?: [\w'’-]+){{0,7}})"
)


def find_definitions(text: str) -> Iterator[tuple[str, str]]:
    """Each (shorthand, meaning) that a text defines."""
    for match in _DEFINED.finditer(text):
        meaning = _long_form(match[2], match[1].split())
        if meaning:
            yield match[2], meaning
    for match in _EXPLAINED.finditer(text):
        meaning = _long_form(match[1], match[2].split())
        if meaning == match[2].strip():
            yield match[1], meaning
    for match in _EQUATED.finditer(text):
        words = match[2].split()
        meanings = (_long_form(match[1], words[:n]) for n in range(2, len(words) + 1))
        whole = next((one for one in meanings if one.lower().startswith(words[0].lower())), "")
        if whole:
            yield match[1], whole


def _long_form(short: str, words: Sequence[str]) -> str:
    """The shortest run of words at the end of `words` that spells the shorthand, as Schwartz and Hearst match it."""
    letters = [letter for letter in short.lower() if letter.isalnum()]
    text = " ".join(words)
    at = len(text) - 1
    for position, letter in reversed(list(enumerate(letters))):
        while at >= 0 and (text[at].lower() != letter or (position == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return ""
        at -= 1
    meaning = text[at + 1 :]
    n_words = len(meaning.split())
    if n_words < 2 or n_words > min(len(letters) + 5, 2 * len(letters)) or short.lower() in meaning.lower().split():
        return ""
    return meaning if meaning[0].islower() or meaning[1:2].isupper() else lower_first(meaning)


def lower_first(text: str) -> str:
    """A phrase without a sentence's capital; "Harrow Bridge" keeps its own."""
    first, *rest = text.split()
    if rest and first[:1].isupper() and first[1:].islower() and not rest[0][:1].isupper():
        return text[0].lower() + text[1:]
    return text
