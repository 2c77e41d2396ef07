"""Where an agent's placeholder at the end of a message signs it, and where it is part of what the message says."""

import re

from prep.grammar.lexicon import PEOPLE, word_set
from prep.grammar.tagging import read_words

_LAST = re.compile(
    r"[\s,;|/^~(*–—-]*(?:\b(?:best|regards|rgds|br|cheers|thanks|thx|yours)\b[\s,.!]*)?"
    r"\[AGENT_\d+\][\s.)]*(?:[,|–-]\s*[\w &]{2,30})?\s*$",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…)]\s*$|\n\s*$")
# After these somebody is meant: "contact [AGENT_3]", "approved by [AGENT_3]", "your manager [AGENT_3]".
_TAKES_PERSON = word_set(
    "contact call ask mail email e-mail ping message write see tell inform cc copy add invite meet phone ring reach "
    "notify name named approver contacts is are was colleague team hr it desk instead"
)
_OPEN_KINDS = ("preposition", "conjunction", "verb", "auxiliary", "article", "possessive", "demonstrative", "wh")


def sign_off_start(text: str) -> int | None:
    """Where the sign-off at the end of a text begins; None when it ends without one."""
    found = _LAST.search(text)
    if not found or not text[: found.start()].strip():
        return None
    before = text[: text.rindex("[AGENT_")]
    if _ENDED.search(text[: found.start()]) or _ENDED.search(before):
        return found.start()
    words = [word for word in read_words(text[: found.start()]) if word.kind != "mark"]
    if not words or text[: found.start()].endswith(":"):
        return None
    last = words[-1]
    if last.kind in _OPEN_KINDS or last.low in _TAKES_PERSON or last.low in PEOPLE or last.kind == "name":
        return None
    return found.start()
