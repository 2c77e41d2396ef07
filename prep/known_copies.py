"""The near-duplicates among texts, of which most were searched by an earlier audit: only new ones are searched again.

Whether two texts are copies follows from the two alone, so what was found stays true whatever else changes.
"""

from collections import defaultdict
from collections.abc import Sequence

from pydantic import TypeAdapter

from prep.copies import Copy, find_copies
from prep.remembered import Remembered, digest_of


def known_copies(texts: Sequence[str], remembered: Remembered) -> list[Copy]:
    """What `find_copies` finds among different texts, and from now on remembered."""
    of_text = remembered.of("copies", TypeAdapter(dict[str, float]))  # digest of a text → those of its copies, scores
    digests = [digest_of(text) for text in texts]
    place = {digest: at for at, digest in enumerate(digests)}
    new = [at for at, digest in enumerate(digests) if not of_text.knows(digest)]
    found = {
        (min(at, place[other]), max(at, place[other])): score
        for at in set(range(len(texts))) - set(new)
        for other, score in of_text[digests[at]].items()
        if other in place
    }
    if new:
        for copy in find_copies(texts, of=new if len(new) < len(texts) else None):
            found[copy.left, copy.right] = copy.score
    copies: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (left, right), score in sorted(found.items()):
        copies[digests[left]][digests[right]] = copies[digests[right]][digests[left]] = score
    for digest in digests:
        of_text[digest] = copies[digest]
    return [Copy(left, right, score) for (left, right), score in sorted(found.items())]
