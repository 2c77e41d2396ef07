"""The words of a text, made comparable: what every lexical scorer looks at.

Case, accents, punctuation, possessives, thousands separators and inflection go; numbers in words become digits; words
glued together by a lost space ("onMarch") come apart.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: 20 + 10 * place for place, word in enumerate(_TENS)},
}
ORDINAL_WORDS = {
    **{word: value for value, word in enumerate(_ORDINALS)},
    "twentieth": 20,
    "thirtieth": 30,
}
_AS_DIGITS = {word: str(value) for word, value in {**NUMBER_WORDS, **ORDINAL_WORDS}.items()}

# Words that carry no part of an answer: function words and titles before a name.
_EMPTY = """
    a an and are as at be been but by can do does for from had has have he her his i if in is it its of on or our she
    so than that the their them then there they this to was we were which who will with would you your
    dr lady lord mr mrs ms saint sir st
"""
EMPTY_WORDS = frozenset(_EMPTY.split())

_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_POSSESSIVE = re.compile(r"'s\b")
_INITIALS = re.compile(r"\b([a-z])\.(?=[a-z]\.|\s|$)")
_WORD = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")


@lru_cache(maxsize=50_000)
def words(text: str) -> tuple[str, ...]:
    """The comparable words of a text, in order."""
    plain = unicodedata.normalize("NFKD", _GLUED.sub(" ", text).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("’", "'")
    plain = _INITIALS.sub(r"\1", _POSSESSIVE.sub("", _THOUSANDS.sub("", plain)))
    return tuple(_AS_DIGITS.get(word) or stem(word) for word in _WORD.findall(plain))


def telling(found: Iterable[str]) -> list[str]:
    """Words without the empty ones; all of them when nothing else is there ("The Who")."""
    kept = list(found)
    return [word for word in kept if word not in _EMPTY_STEMS] or kept


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its English inflection: credits, credited, crediting → credit."""
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and any(letter in "aeiouy" for letter in root):
            word = root[:-1] if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz" else root
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


_EMPTY_STEMS = frozenset(map(stem, EMPTY_WORDS))
