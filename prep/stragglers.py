"""Pairs that stand alone, though another one's question is as near as those of one group are to each other.

Groups are made by average link, so a pair may be left out because the members of a group are, on average, a little too
far from it; mostly an answer that says another thing than theirs does it. It asks what they ask often enough that its
answer is held against theirs.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from prep.known_links import FLOOR, Links

# How far below the cut the mean log-odds may be. Lone pairs that are farther off and contradict a group ask, in the
# sample, mostly for something else that is answered with the same kind of value.
_ALMOST = 1.0


def leaning(links: Links, clusters: Sequence[Sequence[int]], cut: float) -> Mapping[int, int]:
    """Each pair that is alone in its cluster and leans to another one, and the number of that one.

    It leans to the cluster of the pair to which its strongest link leads, where that link reaches the cut and the mean
    of its links to the cluster nearly does. Of equal links that to the first pair counts.
    """
    cluster_of = np.empty(sum(map(len, clusters)), dtype=np.int64)
    for number, cluster in enumerate(clusters):
        cluster_of[list(cluster)] = number
    size = np.bincount(cluster_of, minlength=len(clusters))
    ends = np.concatenate([links.left, links.right]), np.concatenate([links.right, links.left])
    odds = np.concatenate([links.odds, links.odds])
    lone = size[cluster_of[ends[0]]] == 1
    here, there, odds = ends[0][lone], ends[1][lone], odds[lone]
    order = np.lexsort((there, -odds, here))
    here, there, odds = here[order], there[order], odds[order]
    found = {}
    for start in np.flatnonzero(np.r_[True, here[1:] != here[:-1]]) if len(here) else ():
        pair, to = int(here[start]), int(cluster_of[there[start]])
        own = slice(start, int(np.searchsorted(here, pair, side="right")))
        near = odds[own][cluster_of[there[own]] == to]
        mean = FLOOR + float((near - FLOOR).sum()) / int(size[to])
        if odds[start] >= cut and size[to] > 1 and mean >= cut - _ALMOST:
            found[pair] = to
    return found
