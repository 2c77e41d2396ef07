"""Which pair's answer is taught for which others.

Five agents put one rule in five ways, one of them in shorthand. A model that reads all five has to learn five texts
for one thing, with a fifth of the examples for each; consistency of the answers sets how much it can learn. So of each
question's answers the one that is nearest to all others, and written out for anybody, stands for those whose facts it
states. Nothing is written anew: each answer is one that an agent gave. What a person decided on keeps its words.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pydantic import TypeAdapter

from prep.embeddings import Vectors
from prep.one_answer.for_anybody import is_for_anybody
from prep.one_answer.same_words import bare, is_plain
from prep.one_answer.standing_for import stands_for
from prep.records import Audit, Pair, QuestionGroup
from prep.remembered import Remembered, digest_of
from prep.spreading import spread

# Of the pairs that the widest answer can stand for; of such answers the plainest and most central is taken.
_NEARLY_ALL = 0.9
_MANY_GROUPS = 100  # from which they are shared out


def one_answer_each(
    pairs: Sequence[Pair],
    groups: Sequence[QuestionGroup],
    responses: Vectors,
    decided: Container[str],
    *,
    remembered: Remembered | None = None,
) -> dict[str, str]:
    """Of pairs whose answer another pair's can stand for: pair id → id of that other pair.

    `responses` (pairs, dimensions) are unit vectors of the answers, row by row those of `pairs`; `groups` tie pairs
    that ask the same. A pair in `decided` keeps its answer.
    """
    place = {pair.pair_id: number for number, pair in enumerate(pairs)}
    shared = [[place[pair_id] for pair_id in sorted(group.pair_ids)] for group in groups if len(group.pair_ids) > 1]

    def take_over(members: Sequence[int]) -> dict[str, str]:
        return _takers([pairs[number] for number in members], responses[members], decided)

    def take_over_some(places: Sequence[int]) -> Iterator[dict[str, str]]:
        with spread(take_over, [shared[number] for number in places], worth_it=_MANY_GROUPS, at_once=1) as taken:
            yield from taken

    digests = [
        digest_of(
            [(pairs[number], pairs[number].pair_id in decided) for number in members], responses[members].tobytes()
        )
        for members in shared
    ]
    results = (remembered or Remembered()).results("shared", TypeAdapter(dict[str, str]), digests, take_over_some)
    return {pair_id: from_id for taken in results for pair_id, from_id in taken.items()}


def with_one_answer(pairs: Sequence[Pair], audit: Audit) -> list[Pair]:
    """The pairs as they are taught: each with the answer that the audit chose for it."""
    answer = {pair.pair_id: pair.response for pair in pairs}
    return [
        replace(pair, response=answer[audit.answers[pair.pair_id]]) if pair.pair_id in audit.answers else pair
        for pair in pairs
    ]


def _takers(members: Sequence[Pair], vectors: Vectors, decided: Container[str]) -> dict[str, str]:
    """Of the pairs of one question those that take over another one's answer, with the id of that one."""
    if all(pair.pair_id in decided for pair in members):
        return {}
    speaks_for = _speakers(members, vectors)
    return {
        pair.pair_id: speaker.pair_id
        for pair in members
        if (speaker := speaks_for.get(pair.response, pair)).response != pair.response and pair.pair_id not in decided
    }


def _speakers(members: Sequence[Pair], vectors: Vectors) -> Mapping[str, Pair]:
    """For each answer of a question the pair whose answer can stand for it, where there is one."""
    first: dict[str, int] = {}
    for number, pair in enumerate(members):
        first.setdefault(pair.response, number)
    if len(first) < 2:
        return {}
    rows = vectors[list(first.values())]
    central = dict(zip(first, (rows @ rows.T).sum(1), strict=True))
    n_pairs = Counter(pair.response for pair in members)
    said_by = {text: members[number] for text, number in first.items()}
    covers = _covering(said_by)
    left, found = set(first), dict[str, Pair]()
    while True:
        covered = {text: others & left for text, others in covers.items() if text in left}
        size = {text: sum(n_pairs[other] for other in others) for text, others in covered.items()}
        wide = [text for text in covered if size[text] >= _NEARLY_ALL * max(size.values()) and len(covered[text]) > 1]
        if not wide:
            return found
        chosen = max(wide, key=lambda text: (is_plain(text), round(float(central[text]), 4), text))
        found.update(dict.fromkeys(covered[chosen], said_by[chosen]))
        left -= covered[chosen]


def _covering(said_by: Mapping[str, Pair]) -> dict[str, set[str]]:
    """For each answer those that it can stand for, itself among them."""
    for_anybody = {text for text, speaker in said_by.items() if is_for_anybody(speaker)}
    return {
        text: {
            other
            for other, pair in said_by.items()
            if bare(other) == bare(text)
            or (text in for_anybody and stands_for(speaker, pair, _others(said_by, text, other)))
        }
        for text, speaker in said_by.items()
    }


def _others(texts: Iterable[str], one: str, other: str) -> list[str]:
    """The answers in words of their own beside these two."""
    known = {bare(one), bare(other)}
    return [text for text in texts if bare(text) not in known]
