"""Which of several copies stays: the one with the fewest findings, then the newest, then the fuller answer."""

import hashlib
from collections.abc import Iterable, Mapping

from prep.records import Pair


def best_first(pairs: Iterable[Pair], n_findings: Mapping[str, int]) -> list[Pair]:
    """Pairs with the one to keep in front. Ties are broken by content, then by id, never by position."""
    ordered = sorted(pairs, key=lambda pair: (_content(pair), pair.pair_id))
    ordered.sort(key=lambda pair: -len(pair.response))
    ordered.sort(key=lambda pair: pair.answered_at, reverse=True)
    return sorted(ordered, key=lambda pair: n_findings.get(pair.pair_id, 0))


def _content(pair: Pair) -> str:
    return hashlib.sha256(f"{pair.instruction}\0{pair.response}".encode("utf-8", "surrogatepass")).hexdigest()
