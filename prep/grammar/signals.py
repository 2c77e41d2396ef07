"""What a reading of a text notices: one place in it, and what is the matter there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signal:
    """Something at `text[start:end]` that makes a text lean on another text, or that anchors it."""

    name: str
    start: int
    end: int
