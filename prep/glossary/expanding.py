"""Shorthand written out, in the form that the words around it ask for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from prep.glossary.asking import asked_forms
from prep.glossary.fitting import (
    KNOWN_IN_PLACE,
    abbreviation_end,
    fits_here,
    is_known_here,
    is_level,
    is_no_rate,
    is_thing_here,
)
from prep.glossary.general import (
    AFTER_FIGURE,
    BEFORE_FIGURE,
    EMPHASISED,
    GENERAL,
    KNOWN,
    KNOWN_AFTER_FIGURE,
    KNOWN_SMALL,
    MONEY_BESIDE_FIGURE,
)
from prep.glossary.records import Glossary, Sense
from prep.languages import language_of_phrase, language_of_sentence
from prep.sentences import split_sentences

_WORD = re.compile(
    r"(?<=[\w€$£%]/)(?:wks?|mths?|yrs?|qtrs?)(?![\w@\\/]|[.&-]\w)"  # "2 days/wk"
    r"|(?<![\w@/\\.&'’-])(?:w/o|w/in|w/(?=\s*\w)|[A-Za-z](?:/[A-Za-z])+(?!\w)"
    r"|[A-Za-z][A-Za-z0-9]*(?:[&-][A-Za-z0-9]+)*|\d[A-Z]{2}|2fa)(?![\w@\\]|[.&/-]\w|::|;DR\b)"
)
# Each begins where a word does: looked for from every letter, a row of 20,000 took as many times as long.
_KEPT = re.compile(
    r"https?://\S+|(?<![^\s\"\]])\S+@\S+|\[[A-Z]+(?:_\d+)?\]|\"[^\"\n]*\""
    r"|(?:(?<!\w)[A-Z\d]\S*(?: (?:[A-Z\d&]\S*|and|of|to|for)){0,3}|(?<!\S)\S+) > \S+(?: > \S+)*"
)
_KEPT_MARKS = ("://", "@", "[", '"', " > ")  # no match without one of them
_FIGURE_BEFORE = re.compile(r"\d\s*[-+]?\s*$")
_ONE_BEFORE = re.compile(r"(?<![\d.,:/-])1\s*$")
_MANY = re.compile(r"\b(minute|hour|day|week|month|year)s$")
_TIME_BEFORE = re.compile(r"(?:\d|\d ?[ap]\.?m\.?|\bcentury)\s*$", re.IGNORECASE)
_FIGURE_AFTER = re.compile(r"^\s*[:.]?\s*\d")
_ROMAN = re.compile(r"X?L?X{0,3}(?:IX|IV|V?I{1,3}|V)|X?LX{0,3}|X{2,3}")  # without C, D and M: "CL" is casual leave
# After these a participle follows: "is appr", "gets reimb", "can be c/f".
_BEFORE_PARTICIPLE = re.compile(
    r"\b(?:is|are|be|been|was|were|being|get|gets|got|not|already|auto|automatically|if|once|when|unless|until|has|have)\s+$",
    re.IGNORECASE,
)
_AFTER_PARTICIPLE = re.compile(r"^\s+(?:by|from|in full|within|via)\b", re.IGNORECASE)
# After these a noun or a plain verb follows: "need appr", "no req".
_BEFORE_PLAIN = re.compile(
    r"\b(?:a|an|the|no|any|ur|your|my|his|her|their|this|that|w/o|w/|with|without|of|for|to|need|needs|raise|submit|send"
    r"|give|get|can|will|must|may|should|i|u|you|we|they|another|new|ack)\s+$",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NEAR = 8  # words on either side that tell one sense from another
_ENDS_CLAUSE = re.compile(r"^\s*(?:[.,;:!?)]|$|\n|\b(?:for|from|before|and|or|but|if)\b)")


@dataclass(frozen=True, slots=True)
class Expansion:
    """One shorthand written out: where it stood in the text before, what stands there now."""

    shorthand: str
    meaning: str
    start: int
    written: str  # the meaning with its capital, and the shorthand behind it where it was kept


@lru_cache(maxsize=10_000)
def expand(
    text: str, glossary: Glossary = GENERAL, *, keep_capitals: bool = False
) -> tuple[str, tuple[Expansion, ...]]:
    """Write out the shorthand of a text.

    `keep_capitals`: the first "EL" becomes "earned leave (EL)", so that a question still shows the words people use.
    Addresses, menu paths, quoted names and placeholders stay as they are, and so does what the text itself defines or
    asks the meaning of, and what stands in a sentence of another language than its meaning.
    """
    kept = _kept_spans(text)
    asked = asked_forms(text)
    done: list[Expansion] = []
    parts: list[str] = []
    at = 0
    for match in _WORD.finditer(text):
        word = match[0]
        if any(start <= match.start() < end for start, end in kept):
            continue
        meaning = _meaning(word, text[: match.start()], text[match.end() :], glossary)
        if not meaning or word in asked or _is_defined(text, word, meaning, match.start()):
            continue
        if _is_foreign_here(text, match.start(), meaning):
            continue
        if _ONE_BEFORE.search(text[: match.start()]):
            meaning = _MANY.sub(r"\1", meaning)
        written = meaning
        if word[0].isupper() and _starts_sentence(text, match.start()):
            written = meaning[0].upper() + meaning[1:]
        seen = any(expansion.shorthand == word for expansion in done)
        if keep_capitals and word.isupper() and len(word) > 1 and not seen:
            written = f"{written} ({word})"
        parts += [text[at : match.start()], written]
        at = abbreviation_end(text, match.start(), match.end())
        done.append(Expansion(word, meaning, match.start(), written))
    return "".join([*parts, text[at:]]), tuple(done)


def unknown_shorthand(text: str, glossary: Glossary = GENERAL) -> tuple[tuple[int, int], ...]:
    """Spans of capitals and abbreviations that neither everybody knows nor the glossary or the text explains."""
    if text.isupper():
        return ()
    kept = _kept_spans(text)
    found = []
    for match in _WORD.finditer(text):
        word = match[0]
        entry = glossary.entries.get(word)
        is_asked = (
            looks_like_shorthand(word)
            or (entry is not None and bool(entry.senses))
            or (entry is None and is_level(word, text[: match.start()], text[match.end() :]))
            or is_thing_here(word, text[: match.start()])
        )
        if any(start <= match.start() < end for start, end in kept) or not is_asked:
            continue
        if is_no_rate(text[: match.start()]):
            continue
        if word in KNOWN_IN_PLACE and is_known_here(word, text[: match.start()], text[match.end() :]):
            continue
        if word.islower() and _FIGURE_AFTER.match(text[match.end() :]):
            continue  # a currency or a unit: "cr 240"
        if word in MONEY_BESIDE_FIGURE and _is_beside_figure(text, *match.span()):
            continue
        if word in KNOWN_AFTER_FIGURE and _TIME_BEFORE.search(text[: match.start()]):
            continue
        if entry is not None and not entry.meaning and not entry.senses and entry.confirmed_by:
            continue  # a person says that this is no shorthand
        if "(" not in text or not re.search(rf"\({re.escape(word)}\)|\b{re.escape(word)}\s*\(", text):
            found.append(match.span())
    return tuple(found)


@lru_cache(maxsize=50_000)
def looks_like_shorthand(word: str) -> bool:
    """Whether a word is written like shorthand: "EL", "F&F", "c/f", "mbx"; not "PDF", not "WARNING"."""
    if word in KNOWN_SMALL or (
        not word.islower() and (word.upper() in KNOWN or word.upper().removesuffix("S") in KNOWN)
    ):
        return False
    if word in EMPHASISED:
        return False
    if _ROMAN.fullmatch(word):
        return False
    if re.fullmatch(r"[a-z]/[a-z]", word) or re.fullmatch(r"[A-Z]&[A-Z]", word):
        return word.lower() not in ("n/a", "y/n", "a/c")
    bare = word.removesuffix("s")
    if re.fullmatch(r"[A-Z]{2,4}|[A-Z]+[a-z]?[A-Z]", bare):
        return len(bare) <= 4
    return bool(re.fullmatch(r"[bcdfghjklmnpqrstvwxz]{2,5}", word)) and word not in (
        "hmm",
        "hm",
        "th",
        "st",
        "nd",
        "rd",
    )


def _is_beside_figure(text: str, start: int, end: int) -> bool:
    return bool(_FIGURE_BEFORE.search(text[:start]) or _FIGURE_AFTER.match(text[end:]))


def _kept_spans(text: str) -> list[tuple[int, int]]:
    """Spans of addresses, menu paths, quoted names and placeholders."""
    return [match.span() for match in _KEPT.finditer(text)] if any(mark in text for mark in _KEPT_MARKS) else []


def _meaning(word: str, before: str, after: str, glossary: Glossary) -> str:
    """What a word means here; "" when it is no shorthand."""
    low = word.lower()
    entry = glossary.find(word)
    if not fits_here(word, before, after):
        return ""
    if entry is not None and entry.senses:
        return _sense(entry.senses, before, after)
    if (
        low in AFTER_FIGURE
        and (entry is None or entry.confirmed_by != "")
        and _FIGURE_BEFORE.search(before)
        and word == low
    ):
        return entry.meaning if entry is not None else AFTER_FIGURE[low]
    if low in BEFORE_FIGURE and _FIGURE_AFTER.match(after) and entry is None:
        return BEFORE_FIGURE[low]
    if entry is None or not entry.meaning:
        return ""
    if word.upper() in KNOWN and entry.confirmed_by == "":
        return ""
    forms = [form.strip() for form in entry.meaning.split("/")]
    if len(forms) == 1:
        return entry.meaning
    return forms[1] if _fits_participle(before, after, forms) else forms[0]


def _sense(senses: Sequence[Sense], before: str, after: str) -> str:
    """The meaning that the words around ask for, or else the one that needs none; "" where that is not one alone."""
    around = {word.lower() for word in (*_SPOKEN.findall(before)[-_NEAR:], *_SPOKEN.findall(after)[:_NEAR])}
    here = [sense for sense in senses if not sense.topics]
    beside = {sense.meaning for sense in here if around & {word.lower() for word in sense.near}}
    meanings = beside or {sense.meaning for sense in here if not sense.near}
    return meanings.pop() if len(meanings) == 1 else ""


def _fits_participle(before: str, after: str, forms: list[str]) -> bool:
    if _BEFORE_PARTICIPLE.search(before) or _AFTER_PARTICIPLE.match(after):
        return True
    if _BEFORE_PLAIN.search(before):
        return False
    # "LM appr req": at the end of a clause, after a noun, something is required.
    return forms[1] == "required" and bool(_ENDS_CLAUSE.match(after)) and bool(re.search(r"\w\s+$", before))


def _is_defined(text: str, word: str, meaning: str, start: int) -> bool:
    """Whether the text explains the word itself: "earned leave (EL)", "EL (earned leave)", "EL is earned leave"."""
    short, long = re.escape(word), re.escape(meaning)
    if re.match(rf"{short}\s*(?:=|:|is|are|means|stands for|is short for)\s+(?:an? |the )?{long}", text[start:], re.I):
        return True
    if "(" not in text:
        return False
    if text[max(0, start - 1) : start] == "(" and re.search(rf"{long}\s*\($", text[:start], re.IGNORECASE):
        return True
    return bool(re.match(rf"{short}\s*\({long}", text[start:], re.IGNORECASE))


def _is_foreign_here(text: str, start: int, meaning: str) -> bool:
    """Whether a meaning is in another language than the sentence at `start`."""
    at = 0
    for sentence in split_sentences(text):
        at += len(sentence)
        if start < at:
            spoken, meant = language_of_sentence(sentence, text), language_of_phrase(meaning)
            return bool(spoken and meant) and spoken != meant
    return False


def _starts_sentence(text: str, start: int) -> bool:
    return not text[:start].strip() or bool(re.search(r"[.!?:]\s+$|\n\s*$", text[:start]))
