"""Whether two sentences speak of different subjects of which both texts speak.

"Cats need no consent, a dog does" and "cats are fine, for a dog you need consent" agree: what is said of cats is only
to be held against what is said of cats.
"""

from prep.facts.layout import Layout


def other_subject(left: Layout, start: int, right: Layout, other_start: int) -> bool:
    """Whether each sentence names something that the other text names in another sentence only."""
    here, there = _said(left, start), _said(right, other_start)
    ours, theirs = _all(left), _all(right)
    return bool((here - there) & theirs) and bool((there - here) & ours)


def _said(layout: Layout, position: int) -> frozenset[str]:
    first, last = layout.sentence(position)
    return frozenset(named for place, named in layout.concepts if first <= place < last)


def _all(layout: Layout) -> frozenset[str]:
    return frozenset(named for _, named in layout.concepts)
