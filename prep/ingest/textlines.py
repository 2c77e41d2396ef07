"""The physical lines of a text, held in blocks: a table may be larger than memory, and its reader looks both ways."""

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from prep.holding import Hold

MAX_LINE = 20_000_000  # characters
_BLOCK = 256  # lines
_AT_HAND = 8  # blocks: a damaged record is looked at within some hundred lines


class TextLines(Sequence[str]):
    """Lines with their ends. A line over `MAX_LINE` is cut there, and its number is in `too_long`."""

    def __init__(self, text: Iterable[str], feed: str, hold: Hold) -> None:
        self.feed = feed
        self.too_long: set[int] = set()
        self._n_lines = 0
        self._blocks = hold(self._in_blocks(text))
        self._at_hand: OrderedDict[int, list[str]] = OrderedDict()

    def __len__(self) -> int:
        return self._n_lines

    @overload
    def __getitem__(self, line: int) -> str: ...
    @overload
    def __getitem__(self, line: slice) -> list[str]: ...
    def __getitem__(self, line: int | slice) -> str | list[str]:
        if isinstance(line, slice):
            return [self[each] for each in range(*line.indices(self._n_lines))]
        block, within = divmod(line, _BLOCK)
        found = self._at_hand.get(block)
        if found is None:
            found = self._at_hand[block] = self._blocks[block]
            if len(self._at_hand) > _AT_HAND:
                self._at_hand.popitem(last=False)
        return found[within]

    def _in_blocks(self, text: Iterable[str]) -> Iterator[list[str]]:
        block: list[str] = []
        for line in self._cut(text):
            block.append(line)
            self._n_lines += 1
            if len(block) == _BLOCK:
                yield block
                block = []
        if block:
            yield block

    def _cut(self, text: Iterable[str]) -> Iterator[str]:
        """Each line, whatever pieces the text comes in."""
        begun: list[str] = []
        size = 0
        for piece in text:
            for part in re.findall(f"[^{self.feed}]*{self.feed}|[^{self.feed}]+$", piece):
                if size < MAX_LINE:
                    begun.append(part[: MAX_LINE - size])
                size += len(part)
                if part.endswith(self.feed):
                    yield self._whole(begun, size)
                    begun, size = [], 0
        if begun:
            yield self._whole(begun, size)

    def _whole(self, parts: Sequence[str], size: int) -> str:
        if size > MAX_LINE:
            self.too_long.add(self._n_lines)
        return "".join(parts)
