"""For whom or where an answer says it holds, in phrases that no list of scopes foresees.

"For colleagues in Japan", "At Terminal 2", "If you're in engineering"; and what its first sentence is about: "night
coaches have". What stands there in either answer and nowhere in the other pair sets the two apart.
"""

import re
from functools import lru_cache

from prep.facts.echoes import strange_words
from prep.facts.layout import lay_out

_OPENS = re.compile(
    r"\s*(?:(?:yes|no|sorry|hi|hello|welcome)[,.!]?\s+)?"
    r"(?P<by>for|if|in|at|on|with|as|under|during|when|to|from|within|inside|outside|while|after|before|through)\s+"
    r"(?P<frame>[^,;:.!?\n]{2,60}?)(?=[,;:]|\s+(?:is|are|was|were|it['’]?s|it|the|you|we|there|they|your|our|a|an|"
    r"[a-z]+ (?:is|are|may|can|must|has|have))\b)",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?:(?:employees|staff|colleagues|workers|people|those|customers|members|users|passengers|guests|students"
    r"|patients|residents|tenants|drivers|anyone|anybody|everyone)\s+(?:in|of|at|on|with|who|from|whose|hired|on)"
    r"|for (?:the )?(?=\w+ (?:staff|employees|customers|members|users|guests|students|colleagues|workers|people)\b))"
    r"\s+(?P<frame>[^,;:.!?\n]{2,40})",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|may|can|cannot|must|will|get|gets|pay|pays|need|needs|receive|receives|costs?"
    r"|takes?|runs?|lasts?|goes|go|works?|comes?|do|does|should|file|book|use|closes?|opens?)\b",
    re.IGNORECASE,
)
_FRAME_WORDS = 5


def framed_apart(left: str, right: str, ours: tuple[str, str], theirs: tuple[str, str]) -> int:
    """How many words of phrases that limit each answer, at least, the other pair of question and answer lacks."""
    return min(strange_words(_limits(left), theirs), strange_words(_limits(right), ours))


def subjects_apart(left: str, right: str, ours: tuple[str, str], theirs: tuple[str, str]) -> int:
    """The same of the words before the first verb."""
    return min(strange_words(_subject(left), theirs), strange_words(_subject(right), ours))


@lru_cache(maxsize=50_000)
def _limits(text: str) -> str:
    layout = lay_out(text)
    opening = (_OPENS.match(text, start) for start in layout.sentence_starts[:2])
    found = [match["frame"] for match in (*opening, *_WHO.finditer(text, 0, layout.sentence(0)[1])) if match]
    return "; ".join(" ".join(frame.split()[:_FRAME_WORDS]) for frame in found)


@lru_cache(maxsize=50_000)
def _subject(text: str) -> str:
    first, last = lay_out(text).sentence(0)
    verb = _VERB.search(text, first, last)
    return " ".join(text[first : verb.start()].split()[:_FRAME_WORDS]) if verb else ""
