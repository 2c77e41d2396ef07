"""A message's text in sentences, each with the white space behind it, so that joining them gives the text back."""

import re

_END = re.compile(r"(?:[.!?…]+[\"”')\]]*(?=\s)|:(?=\s*\n))\s+|\n+\s*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|no|nr|approx|ext|mr|mrs|ms|dr|prof|st|vs|incl|max|min|dept|tel|abt|ca|cf|a\.m|p\.m|u\.s)|\b[a-z])\.$",
    re.IGNORECASE,
)


def split_sentences(text: str) -> list[str]:
    """Sentences and list items, each with what separates it from the next. "".join gives the text back."""
    parts: list[str] = []
    start = 0
    for match in _END.finditer(text):
        head = text[start : match.end()]
        if "\n" not in match[0] and _ABBREVIATION.search(text[start : match.end()].rstrip()):
            continue
        if head.strip():
            parts.append(head)
            start = match.end()
    if text[start:].strip():
        parts.append(text[start:])
    elif parts:
        parts[-1] += text[start:]
    return parts
