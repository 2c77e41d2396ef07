"""Clusters by average link over a sparse graph of scores.

Two clusters join while the mean score over all pairs between them stays at or above a cut; a pair without an edge
counts as the floor. So one strong but wrong edge cannot glue two clusters, as it does with plain transitive closure.
"""

import heapq
from collections.abc import Iterable


def average_link(n: int, edges: Iterable[tuple[int, int, float]], *, cut: float, floor: float) -> list[list[int]]:
    """Clusters of 0 … n-1, each sorted, in order of their first member.

    `edges` holds each pair once with its score above `floor`. The result depends on the numbering only where scores
    are exactly equal.
    """
    near: list[dict[int, float]] = [{} for _ in range(n)]
    for left, right, score in edges:
        near[left][right] = near[right][left] = score - floor
    members = {node: [node] for node in range(n)}

    def mean(left: int, right: int) -> float:
        return near[left][right] / (len(members[left]) * len(members[right])) + floor

    waiting = [
        (-mean(left, right), left, right)
        for left in range(n)
        for right in near[left]
        if left < right and mean(left, right) >= cut
    ]
    heapq.heapify(waiting)
    while waiting:
        _, left, right = heapq.heappop(waiting)
        if left not in members or right not in members:
            continue  # one of them was joined with another cluster since
        joined = len(near)
        near.append({})
        members[joined] = members[left] + members[right]
        for other in sorted((near[left].keys() | near[right].keys()) - {left, right}):
            near[joined][other] = near[other][joined] = near[left].get(other, 0.0) + near[right].get(other, 0.0)
            near[other].pop(left, None)
            near[other].pop(right, None)
        for gone in (left, right):
            del members[gone]
            near[gone].clear()
        for other in near[joined]:
            if (score := mean(joined, other)) >= cut:
                heapq.heappush(waiting, (-score, min(joined, other), max(joined, other)))
    return sorted((sorted(cluster) for cluster in members.values()), key=lambda cluster: cluster[0])
