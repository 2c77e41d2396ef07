"""Raw shorthand, read as the rewrite writes it out: "maint" as "maintenance", "fl" as "floor", "thu" as "Thursday".

Shorthand of one sense is the glossary's. What may mean several things ("sub", "cat", "ot") has a few known readings, in
one table here. A cut or clipped word without an entry ("facil", "shpmt") may be the one word of the rewrite that it
begins, or whose consonants it keeps; where the thread says a longer word itself, only that one. The writer of the
rewrite chooses among the readings. Each replaces the shorthand where it stands, so that every check then looks at the
whole sentence.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from prep.glossary import Glossary
from prep.glossary.records import FROM_LIST
from prep.grammar.lexicon import GENERIC, word_set
from prep.grammar.tagging import base_forms
from prep.languages import ENGLISH
from prep.slips import COMMON
from prep.verifying.reading import role_of, stem
from prep.verifying.wordings import CALENDAR, DAYS, MONTHS

# Shorthand with the few things that it may mean in a support ticket.
_READINGS = {
    short: tuple(readings.split("/"))
    for short, readings in {
        "1": "one", "10th": "tenth", "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth",
        "6th": "sixth", "7th": "seventh", "8th": "eighth", "9th": "ninth", "acc": "account", "am": "morning",
        "atm": "at the moment", "cat": "category", "cert": "certificate/certification", "cust": "customer",
        "d": "day/days", "del": "delivery", "dr": "doctor", "emp": "employee", "est": "estimated",
        "eta": "expected to arrive/expected/estimated time of arrival", "exp": "expense/expires/expiry/expired",
        "ext": "extension/external", "fl": "floor", "ft": "full-time employee/full-time",
        "fte": "full-time employee/full-time employees/full-time", "info": "information", "inv": "invoice",
        "lic": "license/licence", "loc": "location", "min": "minimum", "mo": "month/months",
        "nr": "number", "ot": "overtime", "perm": "permanent/permission", "ph": "phone", "pic": "picture/photo",
        "pics": "pictures/photos", "pm": "afternoon", "prio": "priority", "prob": "probably/problem",
        "pt": "part-time employee/part-time", "q1": "first quarter", "q2": "second quarter", "q3": "third quarter",
        "q4": "fourth quarter", "r": "are", "ref": "reference", "reg": "registration/regular", "rep": "representative",
        "ret": "return", "rm": "room", "sec": "second/security", "sub": "subscription", "subs": "subscriptions",
        "tech": "technician", "techs": "technicians", "temp": "temperature", "ty": "thank you", "w": "with",
        "ya": "you",
    }.items()
}  # fmt: skip
_TOKEN = re.compile(
    r"https?://\S+|\S+@\S+|#\S+|\[[A-Z]+_\d+\]|(?<![\w.])[A-Za-z]+(?![\w@])|\b\d+(?:st|nd|rd|th)\b|\bq[1-4]\b"
    r"|(?<![\w.,:/#-])1(?= [a-z])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_TOKENS = re.compile(r"[\w-]+")
_EXTENSION = re.compile(r"(?<![\w.])(?:x|ext\.?\s?)(?=\d{2,5}\b)", re.IGNORECASE)
_PLAIN = ENGLISH | COMMON | GENERIC | word_set("bond camp cart cord fund mark mask pass port rent rest tour")
_DATED = re.compile(r"(?:\d(?:st|nd|rd|th)?\.?|\b(?:the|in|by|until|till|til|of|for|from|since|before|after)) $")
_NAMED_NEXT = re.compile(r" (?!(?:of|and|or|each|every)\b)[a-z]")  # "the 1st night"; "by the 1st" is a date
_MODAL = re.compile(r"\b(?:i|u|you|we|they) $", re.IGNORECASE)
_DAY_NEXT = re.compile(r" \d")
_TURNS = word_set("dis non mis pre anti semi over under post inter multi")  # "underpaid" is not "paid"
_VOWELS = frozenset("aeiou")
_SHORTEST_CUT, _SHORTEST_SKELETON = 4, 3


@lru_cache(maxsize=20_000)
def written_out(text: str, rewrite: str, thread: tuple[str, ...], glossary: Glossary) -> str:
    """The text with each shorthand that it holds replaced by what the rewrite says there."""
    said = _words(rewrite)
    low = f" {' '.join(_TOKENS.findall(rewrite.lower()))} "
    if " extension " in low:
        text = _EXTENSION.sub("extension ", text)
    parts, at = [], 0
    for found in _TOKEN.finditer(text):
        word = found[0]
        if not (word.isalnum() and len(word) < 12):
            continue
        meant = _calendar(word, text[: found.start()], text[found.end() :], said)
        if not meant and word.lower() not in said and not _is_a_projects(word, glossary):
            is_date = word[0].isdigit() and word != "1" and not _NAMED_NEXT.match(text[found.end() :])
            readings = () if is_date else _READINGS.get(word.lower(), ())
            meant = next((each for each in readings if f" {each} " in low), "")
            meant = meant or _longer(word.lower(), text, rewrite, thread) or _head(word.lower(), rewrite, thread)
        if meant:
            parts += [text[at : found.start()], meant]
            at = found.end()
    return "".join([*parts, text[at:]])


@lru_cache(maxsize=2_000)
def _words(text: str) -> frozenset[str]:
    """The words of a text, as written and in small letters."""
    found = re.findall(r"\w+", text)
    return frozenset((*found, *(word.lower() for word in found)))


def _is_a_projects(word: str, glossary: Glossary) -> bool:
    """Whether the tickets or a person say what a word means; then it has no other reading."""
    entry = glossary.find(word)
    return entry is not None and entry.confirmed_by != FROM_LIST


def _calendar(word: str, before: str, after: str, said: frozenset[str]) -> str:
    """The day or month that a word means, as the rewrite names it; "may" is one only where a date stands."""
    short = word[:1].upper() + word[1:].lower()
    name = CALENDAR.get(short, short if short in (*DAYS, *MONTHS) else "")
    if not name or name not in said or word == name:
        return ""
    if name == "May" and (_MODAL.search(before) or not (_DATED.search(before) or _DAY_NEXT.match(after))):
        return ""
    return name


def _longer(word: str, text: str, rewrite: str, thread: tuple[str, ...]) -> str:
    """The one word of the rewrite that a word is cut or clipped from, "" where there is none or several."""
    if word in _PLAIN or base_forms(word) or len(word) < _SHORTEST_SKELETON:
        return ""
    own = _words(text)
    found = {each for each in _candidates(word, rewrite) if each not in own and role_of(each) == "word"}
    told = {each for other in thread for each in _candidates(word, other)}
    if told:
        found = {each for each in found if stem(each) in set(map(stem, told))}
    return found.pop() if len(found) == 1 else ""


def _head(word: str, rewrite: str, thread: tuple[str, ...]) -> str:
    """The one longer word of the rewrite and the thread that ends in a word: "check" for "paycheck"."""
    if len(word) < _SHORTEST_CUT:
        return ""
    told = {each for other in thread for each in _WORD.findall(other.lower())}
    found = {each for each in _WORD.findall(rewrite.lower()) if each in told and _is_head(word, each)}
    return found.pop() if len(found) == 1 else ""


def _candidates(word: str, text: str) -> Iterator[str]:
    for each in _WORD.findall(text.lower()):
        if len(each) >= len(word) + 2 and (_is_cut(word, each) or _is_skeleton(word, each)):
            yield each


def _is_head(short: str, word: str) -> bool:
    before = word.removesuffix(short)
    return len(word) - len(before) == len(short) and len(before) >= 3 and before not in _TURNS


def _is_cut(short: str, word: str) -> bool:
    """ "Maint" of "maintenance", cut before a vowel; of "desktop" and "portal" nobody cuts a "desk" and a "port"."""
    long_enough = len(short) >= _SHORTEST_CUT and len(word) >= len(short) + 3
    return long_enough and word.startswith(short) and word[len(short)] in _VOWELS and short[-1] not in _VOWELS


def _is_skeleton(short: str, word: str) -> bool:
    """ "Shpmt" of "shipment": the first letter and consonants in order, the last one among them."""
    if word[0] != short[0] or _VOWELS & set(short[1:]):
        return False
    consonants = [word[0], *(letter for letter in word[1:] if letter not in _VOWELS)]
    if consonants[-1] != short[-1]:
        return False
    left = iter(consonants)
    return all(letter in left for letter in short)
