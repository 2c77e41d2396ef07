"""A message's text in sentences, each with the white space behind it, so that joining them gives the text back."""

import re

_END = re.compile(r"(?:(?<![.!?…])[.!?…]+[\"”')\]]*(?=\s)|:(?=\s*\n))\s+|\n+\s*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|no|nr|emp|approx|ext|mr|mrs|ms|dr|prof|st|vs|incl|max|min|dept|tel|abt|ca|cf|a\.m|p\.m|u\.s)|\b[a-z])\.$",
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


# People run sentences together: "… in my account Would appreciate a quick answer". A function word in capitals
# after a small letter starts a new one, unless the next word has a capital too, as in "If These Walls Could Talk";
# so does a line of its own such as "cc: [EMAIL_1]".
_RUN_ON = re.compile(
    r"(?<=[a-z0-9)\]]) (?=(?:Would|Could|Can|Please|Kindly|If|My|You|This|How|What|When|Where|Who|Is|Are|Does|Do|Did"
    r"|Just)\b(?!\s+(?!I\b)[A-Z]\w|\W*$)"
    r"|(?:Thank|Thanks|Many thanks|Looking forward"
    r"|Call me|Cheers|Sorry|Hope|I (?:sit next|already asked)|Resolving"
    r"|Closing|Have a|Let me know|Fingers|Apologies|Emp|cc:)\b"
    r"|\[(?:AGENT|PERSON|CUSTOMER)_\d+\] (?:from your|told me)|\(emp\b)"
    r"|(?<=\bcc: \[EMAIL_\d\]) (?=\S)"
)


_OPENING_ID = re.compile(r"^\s*\((?:emp|employee|staff|user|id)\b[^)]{0,40}\)\s+(?=\S)", re.IGNORECASE)


def split_loosely(text: str) -> list[str]:
    """Sentences as split_sentences gives them, and those that run into each other without a mark between."""
    parts: list[str] = []
    for sentence in split_sentences(text):
        start = 0
        if opening := _OPENING_ID.match(sentence):
            parts.append(opening[0])
            start = opening.end()
        for match in _RUN_ON.finditer(sentence):
            parts.append(sentence[start : match.end()])
            start = match.end()
        parts.append(sentence[start:])
    return parts
