"""Who is near whom: which instructions ask the same question, and the groups they form.

No single cosine decides. A cosine counts relative to how crowded it is around both texts (cross-domain similarity local
scaling, Conneau et al. 2018, arXiv 1710.04087): in a helpdesk everything about leave is near everything about leave.
Pairs bring a second witness: people who ask the same get answers about the same. Figures in the answers add to that
but are never needed, because two answers that differ in a figure are a conflict to find, not another question. Where
answers are a name or a year, many questions share one by chance, and the second witness counts for little.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from prep.average_link import average_link
from prep.embeddings import Vectors
from prep.known_links import FLOOR, Links, known_links, one_by_one
from prep.progress import Progress, silent
from prep.readings import Readings
from prep.records import Pair, QuestionGroup
from prep.remembered import Remembered
from prep.stragglers import leaning

NOTHING_READ = Readings()


@dataclass(frozen=True, slots=True)
class Grouping:
    """The question groups, every pair in exactly one, and of lone pairs the id of the group to which they lean."""

    groups: tuple[QuestionGroup, ...]
    leaning: Mapping[str, str]


def group_questions(
    pairs: Sequence[Pair],
    instructions: Vectors,
    responses: Vectors,
    *,
    readings: Readings = NOTHING_READ,
    remembered: Remembered | None = None,
    cut: float = 0.0,
    progress: Progress = silent,
) -> Grouping:
    """Pairs that ask the same question, whatever the order of `pairs`.

    `instructions` and `responses` are their unit vectors, shape (n pairs, dimensions). Rather two groups for one
    question than one group for two: groups decide what counts as untaught, and whose answers must agree.
    """
    if not pairs:
        return Grouping((), {})
    order = sorted(range(len(pairs)), key=lambda index: pairs[index].pair_id)
    ordered = [pairs[index] for index in order]
    links = known_links(ordered, instructions[order], responses[order], readings, remembered or Remembered(), progress)
    clusters = average_link(len(ordered), _that_may_join(len(ordered), links, cut), cut=cut, floor=FLOOR)
    groups = tuple(
        QuestionGroup(ordered[cluster[0]].pair_id, tuple(ordered[index].pair_id for index in cluster))
        for cluster in clusters
    )
    lone = leaning(links, clusters, cut)
    return Grouping(groups, {ordered[pair].pair_id: groups[number].group_id for pair, number in lone.items()})


def question_groups(pairs: Sequence[Pair], instructions: Vectors, responses: Vectors) -> tuple[QuestionGroup, ...]:
    """The groups alone, of pairs that were not read before."""
    return group_questions(pairs, instructions, responses).groups


def question_links(
    pairs: Sequence[Pair], instructions: Vectors, responses: Vectors, *, progress: Progress = silent
) -> Iterator[tuple[int, int, float]]:
    """What groups are made from: two positions and the log-odds that they ask the same, for all that may."""
    if pairs:
        yield from one_by_one(known_links(pairs, instructions, responses, NOTHING_READ, Remembered(), progress))


def _that_may_join(n: int, links: Links, cut: float) -> Iterator[tuple[int, int, float]]:
    """Links between pairs that some chain of links at or above the cut connects.

    Only these can come into one cluster. In a large helpdesk the others are most of all links, and more than memory
    holds as anything but arrays.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    strong = links.odds >= cut
    chained = coo_matrix((np.ones(strong.sum()), (links.left[strong], links.right[strong])), shape=(n, n))
    component = connected_components(chained, directed=False)[1]
    near = component[links.left] == component[links.right]
    yield from one_by_one(Links(links.left[near], links.right[near], links.odds[near]))
