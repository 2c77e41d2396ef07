"""Ids for messages that their export gives none."""

from collections import Counter
from hashlib import sha256


class MadeIds:
    """The ids of one ticket's messages: a message has the same one in every export of its ticket."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, ...]] = Counter()

    def next(self, *parts: str) -> str:
        self._seen[parts] += 1
        return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8] + f"-{self._seen[parts]}"
