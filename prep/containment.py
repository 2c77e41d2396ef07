"""A text within a text: the same characters, whatever the case, the punctuation and the white space."""

import re
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]+")


@lru_cache(maxsize=200_000)
def normalised(text: str) -> str:
    """A text in lower case, its letters and digits only, one space between words."""
    return " ".join(_TOKEN.findall(text.casefold().replace("’", "").replace("'", "")))
