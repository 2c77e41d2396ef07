"""Phrases whose initials a shorthand spells: "maternity leave" for "ML", "per person" for "pp"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from prep.glossary.uses import Reading, Uses
from prep.grammar import lexicon as lex

SMALL = frozenset(["of", "and", "the", "for", "to", "a", "an", "in", "on", "or", "with", "without", "from", "at", "by"])
_NO_TERM = (
    lex.PERSONAL | lex.THINGS | lex.DEMONSTRATIVES | lex.SPEAKERS | lex.POSSESSIVES | lex.WH_WORDS | lex.AUXILIARIES
    | lex.NUMBER_WORDS | lex.CONJUNCTIONS | (lex.QUANTIFIERS - {"no", "half"})
    | lex.word_set("same ok pls please not also too very just only still already again ever never now then today")
) - SMALL  # fmt: skip

Letters = tuple[str, ...]


def letters_of(short: str) -> Letters:
    """The letters that a phrase must begin its words with: "F&F" has two."""
    return tuple(letter for letter in short.lower() if letter.isalnum())


def find_phrases(reading: Reading, wanted: Iterable[Letters]) -> Mapping[Letters, Mapping[str, Uses]]:
    """For each wanted run of initials the phrases that have them, with or without their small words."""
    wanted = set(wanted)
    found: defaultdict[Letters, defaultdict[str, Uses]] = defaultdict(lambda: defaultdict(Uses))
    longest = max((len(letters) for letters in wanted), default=0)
    starts = {letters[:length] for letters in wanted for length in range(1, len(letters) + 1)}
    for place in reading.places():
        tokens = place.words
        for start, first in enumerate(tokens):
            if first.lower() in SMALL or not first[0].isalpha() or (first.isupper() and len(first) > 1):
                continue
            every: list[str] = []
            large: list[str] = []
            for at in range(start, min(start + longest + 2, len(tokens))):
                token = tokens[at]
                if not token[0].isalpha() or token.lower() in _NO_TERM:
                    break
                every += _initials_of(token)
                if token.lower() not in SMALL:
                    large += _initials_of(token)
                if tuple(every) not in starts and tuple(large) not in starts:
                    break  # whatever follows, nobody wants it
                if at == start or token.lower() in SMALL:
                    continue
                phrase = " ".join(tokens[start : at + 1]).lower()
                for letters in {tuple(every), tuple(large)} & wanted:
                    found[letters][phrase].note(place, start, at + 1)
    return found


def _initials_of(token: str) -> list[str]:
    """The first letter of a word; capitals count letter by letter: "HR business partner" is HRBP."""
    return list(token.lower()) if token.isupper() and len(token) <= 3 else [token[0].lower()]
