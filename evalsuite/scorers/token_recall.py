"""Token recall: how many of a reference's words the answer has.

Words that the question has too say nothing about the answer, so the better measure counts only the others. The last
word counts half as much again: in English it is the surname, and the noun of a phrase. A misspelt word counts three
quarters.
"""

from collections.abc import Sequence

from rapidfuzz import fuzz

from evalsuite.scorers.words import telling, words

_YES_OR_NO = frozenset(("yes", "no", "not", "cannot"))
_LAST_WORD_WEIGHT = 1.5
_MISSPELT_WEIGHT = 0.75
_MISSPELT_FROM = 85  # percent similarity of two words of at least five letters with the same first letter


def token_recall(references: Sequence[str], answer: str) -> float:
    """Share of a reference's telling words in the answer, 0 to 1; that of the best reference."""
    said = frozenset(words(answer))
    return max((_share(telling(words(reference)), said) for reference in references), default=0.0)


def new_token_recall(question: str, references: Sequence[str], answer: str) -> float:
    """The same over the words that the question does not have; over all when the question has them all."""
    said = frozenset(words(answer))
    shares = (_share(new_words(question, reference) or telling(words(reference)), said) for reference in references)
    return max(shares, default=0.0)


def new_words(question: str, reference: str) -> list[str]:
    """The reference's telling words beyond the question's and a plain yes or no."""
    asked = frozenset(words(question)) | _YES_OR_NO
    return [word for word in telling(words(reference)) if word not in asked]


def _share(wanted: Sequence[str], said: frozenset[str]) -> float:
    if not wanted:
        return 0.0
    weights = [1.0] * (len(wanted) - 1) + [_LAST_WORD_WEIGHT]
    found = sum(weight * _presence(word, said) for word, weight in zip(wanted, weights, strict=True))
    return found / sum(weights)


def _presence(word: str, said: frozenset[str]) -> float:
    if word in said:
        return 1.0
    if len(word) < 5 or not word.isalpha():
        return 0.0
    alike = any(
        other[0] == word[0] and abs(len(other) - len(word)) < 3 and fuzz.ratio(other, word) >= _MISSPELT_FROM
        for other in said
    )
    return _MISSPELT_WEIGHT if alike else 0.0
