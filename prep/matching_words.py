"""Which words of a vocabulary can stand for one another between two texts: slips of the pen, words run together.

Comparing each word with each takes minutes for a large helpdesk. Words a slip apart leave the same rest when a letter
or two are taken out of each (Garbe's symmetric deletion), so that only words with a common rest are compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from prep.slips import is_slip

_TWO_SLIPS_FROM = 8  # letters of the longer word, from which two edits are a slip (see slips.py)


def matching_words(vocabulary: Sequence[str]) -> list[tuple[int, int]]:
    """Places of two different words of which one may be matched with the other in a comparison of two texts.

    `vocabulary` holds each word once. A word is matched with its slips, and with the two parts that make it up.
    """
    place = {word: index for index, word in enumerate(vocabulary)}
    found = {(place[one], place[other]) for one, other in _slips(vocabulary)}
    for word, whole in place.items():
        for cut in range(1, len(word)):
            first, second = place.get(word[:cut]), place.get(word[cut:])
            if first is not None and second is not None:
                found |= {(whole, first), (whole, second)}
    return sorted(found | {(other, one) for one, other in found})


def _slips(vocabulary: Iterable[str]) -> Iterator[tuple[str, str]]:
    tried: set[tuple[str, str]] = set()
    for alike in _with_a_common_rest(vocabulary):
        for pair in combinations(sorted(alike), 2):
            if pair not in tried:
                tried.add(pair)
                if is_slip(*pair):
                    yield pair


def _with_a_common_rest(vocabulary: Iterable[str]) -> Iterator[list[str]]:
    """Lists of words, such that any two words that are a slip apart stand in one of them together."""
    rests: defaultdict[str, list[str]] = defaultdict(list)
    short_of_two: defaultdict[str, list[str]] = defaultdict(list)
    letters: defaultdict[str, list[str]] = defaultdict(list)
    for word in vocabulary:
        without_one = _without_one(word)
        for rest in (word, *without_one):
            rests[rest].append(word)
        if len(word) >= _TWO_SLIPS_FROM - 2:
            for rest in {word, *without_one}.union(*map(_without_one, without_one)):
                short_of_two[rest].append(word)
        if len(word) < 4:
            letters["".join(sorted(word))].append(word)
    yield from (words for words in rests.values() if len(words) > 1)
    yield from (words for words in letters.values() if len(words) > 1)
    for words in short_of_two.values():
        if len(words) > 1 and max(map(len, words)) >= _TWO_SLIPS_FROM:
            yield words


def _without_one(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}
