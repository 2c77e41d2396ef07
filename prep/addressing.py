"""What a text says when nobody is addressed: for comparing wordings, where cutting too much of a greeting costs little.

`courtesy.py` cuts what people read, and has to be sure. Here "Hi priya, …", "Priya here." and "… thanks, Tom" go too.
"""

import re
from functools import lru_cache

from prep.courtesy import strip_courtesy

_PLACEHOLDER = re.compile(r"\[[A-Z]+(?:_\d+)?\]")
_NAME = r"[^\W\d_][\w'’-]*"
_NAMED = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_HAILED = re.compile(
    rf"^\W*(?:(?:hi|hiya|hello|hey|dear|greetings|good (?:morning|afternoon|evening|day))\b"
    rf"(?:[ \t]+{_NAME}){{0,2}}[ \t]*(?:[,!.:;–—-]+|\n)\s*)",
    re.I,
)
_INTRODUCED = re.compile(
    rf"^\W*(?:(?i:this is|my name is|it['’]?s|i['’]?m|i am) {_NAMED}(?: {_NAMED})?(?: (?i:here))?|"
    rf"{_NAMED}(?: {_NAMED})? (?i:here))[ \t]*[.,!:;–—-]+\s+",
)
_SIGNED = re.compile(
    rf"[\s,.!?;–—-]+(?i:(?:many |kind |best |warm |kindest |with )*"
    rf"(?:thanks|thank you|thx|regards|cheers|wishes|sincerely|best|yours)"
    rf"(?: and regards| again| in advance| so much| a lot)?)"
    rf"[\s,.!–—-]*(?:{_NAMED}(?:\s+{_NAMED}){{0,2}})?[\s.!]*$"
)


def without_placeholders(text: str) -> str:
    """A text without what stands for people and their data."""
    return _PLACEHOLDER.sub(" ", text)


@lru_cache(maxsize=200_000)
def unaddressed(text: str) -> str:
    """A text without greetings, introductions, sign-offs and placeholders; all of it where nothing else is said."""
    rest = _cut(_HAILED, without_placeholders(text))
    rest = strip_courtesy(rest).text or rest
    for pattern in (_SIGNED, _HAILED, _INTRODUCED):
        rest = _cut(pattern, rest)
    return rest


def _cut(pattern: re.Pattern[str], text: str) -> str:
    """A text without what the pattern finds, unless that is all it says."""
    rest = pattern.sub("", text, count=1)
    return rest if re.search(r"\w", rest) else text
