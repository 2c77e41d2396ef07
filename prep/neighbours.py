"""Who is near whom: which instructions ask the same question, and the groups they form.

No single cosine decides. A cosine counts relative to how crowded it is around both texts (cross-domain similarity local
scaling, Conneau et al. 2018, arXiv 1710.04087): in a helpdesk everything about leave is near everything about leave.
Pairs bring a second witness: people who ask the same get answers about the same. Figures in the answers add to that
but are never needed, because two answers that differ in a figure are a conflict to find, not another question. Where
answers are a name or a year, many questions share one by chance, and the second witness counts for little.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from prep.average_link import average_link
from prep.embeddings import Vectors
from prep.progress import Progress, silent
from prep.questions import crowding
from prep.readings import Readings
from prep.records import Pair, QuestionGroup
from prep.weighing import weigh_words

# Log-odds, fitted by logistic regression on the invented company in data/sample (half of its topics) and rounded.
_LINK_WEIGHTS = {
    "question": 4.0,  # instruction to instruction, relative to its crowd
    "answer": 3.0,  # response to response, likewise
    "crossed": 6.0,  # instruction to the other's response, likewise
    "question words": 2.0,
    "answer words": 6.0,
    "answer values": 2.5,  # figures, dates, menu paths: shared ones count, others do not count against
    "constant": 0.2,
}
TELLING = 6  # words that say something in the median response, from which answers alike count in full
_UNTOLD = 5.0  # log-odds against one question where answers tell nothing
_FLOOR, _CEILING = -4.0, 6.0
_EDGES_PER_PAIR = 400
_ROWS_AT_ONCE = 512
NOTHING_READ = Readings()
Floats = NDArray[np.float32]
Links = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]  # pair, later pair, log-odds; one entry a link


def question_groups(
    pairs: Sequence[Pair],
    instructions: Vectors,
    responses: Vectors,
    *,
    readings: Readings = NOTHING_READ,
    cut: float = 0.0,
    progress: Progress = silent,
) -> tuple[QuestionGroup, ...]:
    """Pairs that ask the same question, every pair in exactly one group, whatever the order of `pairs`.

    `instructions` and `responses` are their unit vectors, shape (n pairs, dimensions). Rather two groups for one
    question than one group for two: groups decide what counts as untaught, and whose answers must agree.
    """
    order = sorted(range(len(pairs)), key=lambda index: pairs[index].pair_id)
    ordered = [pairs[index] for index in order]
    links = _links(ordered, instructions[order], responses[order], readings, progress) if ordered else ()
    clusters = average_link(len(ordered), _that_may_join(len(ordered), links, cut), cut=cut, floor=_FLOOR)
    return tuple(
        QuestionGroup(ordered[cluster[0]].pair_id, tuple(ordered[index].pair_id for index in cluster))
        for cluster in clusters
    )


def question_links(
    pairs: Sequence[Pair], instructions: Vectors, responses: Vectors, *, progress: Progress = silent
) -> Iterator[tuple[int, int, float]]:
    """What groups are made from: two positions and the log-odds that they ask the same, for all that may."""
    for some in _links(pairs, instructions, responses, NOTHING_READ, progress) if pairs else ():
        yield from _one_by_one(some)


def _that_may_join(n: int, links: Iterable[Links], cut: float) -> Iterator[tuple[int, int, float]]:
    """Links between pairs that some chain of links at or above the cut connects.

    Only these can come into one cluster. In a large helpdesk the others are most of all links, and more than memory
    holds as anything but arrays.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    found = list(links)
    if not found:
        return
    left, right, odds = (np.concatenate(parts) for parts in zip(*found, strict=True))
    strong = odds >= cut
    chained = coo_matrix((np.ones(strong.sum()), (left[strong], right[strong])), shape=(n, n))
    component = connected_components(chained, directed=False)[1]
    near = component[left] == component[right]
    yield from _one_by_one((left[near], right[near], odds[near]))


def _one_by_one(links: Links) -> Iterator[tuple[int, int, float]]:
    return zip(*(part.tolist() for part in links), strict=True)


@dataclass(frozen=True, slots=True)
class _Sides:
    """What links are computed from, one row a pair."""

    questions: Vectors
    answers: Vectors
    question_words: csr_matrix
    answer_words: csr_matrix
    answer_values: csr_matrix
    telling: float  # how much it counts that answers are alike, 0 to 1


def _links(
    pairs: Sequence[Pair], questions: Vectors, answers: Vectors, readings: Readings, progress: Progress
) -> Iterator[Links]:
    """Log-odds that two pairs ask the same question, for all whose odds are above the floor."""
    read = [readings.answer(pair.response) for pair in pairs]
    sides = _Sides(
        questions,
        answers,
        weigh_words([readings.question(pair.instruction).concepts for pair in pairs]),
        weigh_words([answer.concepts for answer in read]),
        weigh_words([answer.values for answer in read]),
        min(1.0, float(np.median([len(set(answer.concepts)) for answer in read])) / TELLING),
    )
    n = len(pairs)
    crowds = (
        crowding(questions, questions, itself=True),
        crowding(answers, answers, itself=True),
        np.float32(0.5) * (crowding(questions, answers, itself=False) + crowding(answers, questions, itself=False)),
    )
    with progress("Comparing questions", n) as tick:
        for start in range(0, n, _ROWS_AT_ONCE):
            rows = slice(start, min(n, start + _ROWS_AT_ONCE))
            odds = _odds(sides, rows, crowds)
            for row, line in enumerate(odds):
                near = row + 1 + np.flatnonzero(line[row + 1 :] > _FLOOR)
                if len(near) > _EDGES_PER_PAIR:
                    near = np.sort(near[np.argsort(-line[near], kind="stable")[:_EDGES_PER_PAIR]])
                if len(near):
                    found = np.minimum(_CEILING, np.round(line[near].astype(float), 4))
                    yield np.full(len(near), start + row, np.int32), (start + near).astype(np.int32), found
            tick(rows.stop - rows.start)


def _odds(sides: _Sides, rows: slice, crowds: tuple[Floats, Floats, Floats]) -> Floats:
    """Of these rows beside themselves and all that come after them."""
    ahead = slice(rows.start, None)
    of_questions, of_answers, across = (crowd[rows, None] + crowd[None, ahead] for crowd in crowds)
    weights = _LINK_WEIGHTS
    questions, answers = sides.questions[ahead].T, sides.answers[ahead].T
    crossed = sides.questions[rows] @ answers + sides.answers[rows] @ questions
    odds = weights["question"] * (2 * (sides.questions[rows] @ questions) - of_questions)
    odds += weights["question words"] * _shared(sides.question_words, rows)
    odds += weights["constant"] - _UNTOLD * (1 - sides.telling)
    for alike in (
        weights["answer"] * (2 * (sides.answers[rows] @ answers) - of_answers),
        weights["crossed"] * (crossed - across),
        weights["answer words"] * _shared(sides.answer_words, rows),
        weights["answer values"] * _shared(sides.answer_values, rows),
    ):
        odds += alike if sides.telling == 1 else np.where(alike > 0, sides.telling * alike, alike)
    return odds.astype(np.float32, copy=False)


def _shared(matrix: csr_matrix, rows: slice) -> Floats:
    return np.asarray((matrix[rows] @ matrix[rows.start :].T).toarray())
