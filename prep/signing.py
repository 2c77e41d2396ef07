"""Where an agent's placeholder at the end of a message signs it, and where it is part of what the message says."""

import re

from prep.grammar.lexicon import PEOPLE, word_set
from prep.grammar.tagging import read_words

_AGENT = "[AGENT_"
# With the team behind the name, after a comma or in brackets: "[AGENT_3] (People Team)".
_LAST = re.compile(
    r"\[AGENT_\d+\][\s.)]{0,9}(?:[,|–-]\s{0,9}[\w &]{2,30}|\((?-i:[^\W\d_a-z])[\w &]{1,30}\)\.?)?$", re.IGNORECASE
)
_CLOSING = re.compile(r"\b(?:best|regards|rgds|br|cheers|thanks|thx|yours)\b[\s,.!]{0,9}$", re.IGNORECASE)
_BEFORE = 40  # characters that may hold a closing
_SEPARATORS = " \t\r\n\f\v\u00a0,;|/^~(*–—-"
# After these somebody is meant: "contact [AGENT_3]", "approved by [AGENT_3]", "your manager [AGENT_3]".
_TAKES_PERSON = word_set(
    "contact call ask mail email e-mail ping message write see tell inform cc copy add invite meet phone ring reach "
    "notify name named approver contacts is are was colleague team hr it desk instead"
)
_OPEN_KINDS = ("preposition", "conjunction", "verb", "auxiliary", "article", "possessive", "demonstrative", "wh")


def sign_off_start(text: str) -> int | None:
    """Where the sign-off at the end of a text begins; None when it ends without one."""
    at = text.upper().rfind(_AGENT)
    if at < 0 or not _LAST.match(text.rstrip(), at):
        return None
    closing = _CLOSING.search(text, max(0, at - _BEFORE), at)
    said = text[: closing.start() if closing else at].rstrip(_SEPARATORS)
    if not said.strip() or (not closing and said.endswith(":")):
        return None
    if _has_ended(said) or _has_ended(text[:at]):
        return len(said)
    words = [word for word in read_words(said) if word.kind != "mark"]
    if not words or said.endswith(":"):
        return None
    last = words[-1]
    if last.kind in _OPEN_KINDS or last.low in _TAKES_PERSON or last.low in PEOPLE or last.kind == "name":
        return None
    return len(said)


def _has_ended(text: str) -> bool:
    """Whether a text stops with a mark, or with its line."""
    bare = text.rstrip()
    return bare.endswith((".", "!", "?", "…", ")")) or "\n" in text[len(bare) :]
