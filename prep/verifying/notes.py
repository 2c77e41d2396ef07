"""What a note leaves out and a sentence says: "Badge lost: call us" is an "if", "carry over max 5 days" a "can".

A note is short of a verb, or states a limit that permits. Each word that it leaves out is granted to the note's own
words only.
"""

import re
from collections.abc import Set
from functools import lru_cache

from prep.grammar.lexicon import ADJECTIVES, ADVERBS, BE, VERBS, word_set
from prep.grammar.tagging import is_verb_form, read_words
from prep.verifying.reading import read
from prep.verifying.records import Binding, Reading, Sources
from prep.verifying.unmarked import asks

_PART = re.compile(
    r"(?<=[;!?])\s+|(?<=\.)\s+(?=[A-Z])|(?<=[a-z]{3}\.)(?<!max\.)(?<!min\.)(?<!incl\.)(?<!prox\.)\s+|\n+"
)
_LABEL = re.compile(r"\s*(?P<case>[^\W\d_][\w'’-]*(?: [\w'’-]+){0,4}?)(?::| ?(?:->|=>|→))\s+(?=\S)")
_ANY_LABEL = re.compile(r"(?:^|[,;.]\s*)(?P<case>[^,;.:=→>]{2,40}?)\s*(?:->|=>|→|=|:)\s*(?=\S)")
# "My laptop is slow, can I get another?"
_ASKED_LAST = re.compile(
    r"(?P<case>[^?]+?),\s+(?:and |so )?"
    r"(?=(?:can|could|may|do|does|is|are|will|should|must|what|how|when|where|who|which)\b)",
    re.IGNORECASE,
)
_OPENS_QUESTION = re.compile(
    r"(?:and |so )?(?:can|could|may|do|does|is|are|will|should|what|how|when|where|who|which|why)\b", re.IGNORECASE
)
_DEED_ASKED = re.compile(r"(?:^|[,.;:!]\s)(?:(?:and|so) )?(?P<verb>[A-Za-z]+)(?: it| them)?\?")  # "replace?"
_FIRST_PART = re.compile(r"(?<=[.;!?])\s+|\n+")
_PATH = re.compile(r"[^>.,;:!?]+(?: > [^>.,;:!?]+)+[.]?\s*")
_DUTIES = frozenset(("must", "can", "should", "needed", "allowed"))
# What says of a thing only that it is so.
PREDICATES = frozenset(read("apply work available valid happen count come").keys("word"))
_SAID_OF_IT = word_set("apply applies work works available valid happen happens count counts come comes")
_IT_IS = BE | word_set("it they this these that those same does do only can")


def is_left_out(binding: Binding, sources: Sources, told: Set[str] = frozenset()) -> bool:
    """Whether a stance of the rewrite only says what the note means; `told` are the words taken from its question.

    "Up to 5 days" says of what was asked that it can be done, "HR portal > Pay" how.
    """
    stance, anchors = binding
    kept, words = sources.kept, set(anchors) - {"*"}
    if not words:
        return False
    if stance == "if":
        return words <= _cases(kept.text)
    if stance == "can" and asks(kept.text) and all(map(_is_verbless, _parts(kept.text))):
        return True  # "Until when?"
    if stance == "should" and (deed := _DEED_ASKED.search(kept.text)):
        return words <= read(deed["verb"]).keys("word").keys() and deed["verb"].lower() in VERBS
    if stance in ("per", "allof"):
        return anchors[0] in _of_all(kept)
    if stance == "can":
        about_it = [part for part in _parts(kept.text) if not words.isdisjoint(read(part).keys("word", "figure"))]
        asked_about = _FIRST_PART.split(kept.text)[:1] if words <= told else []
        asked_about = [part for part in asked_about if "not" not in read(part).keys("stance")]
        return any(map(_may, (*about_it, *asked_about))) or any(map(_is_path, asked_about))
    return False


def _is_case(label: str) -> bool:
    """ "Badge lost" and "lost badge" are one, "parking" and "bonus" are topics."""
    words = label.lower().split()
    return len(words) > 1 and any(word in ADJECTIVES or is_verb_form(word) for word in (words[0], words[-1]))


def is_said_of_it(reading: Reading, n: int) -> bool:
    """Whether a word of a rewrite says only that something is so: "it works", no "3 months of work"."""
    before = [
        term.said.lower()
        for term in reading.terms[max(0, n - 3) : n]
        if not term.carries or term.said.lower() == "same"
    ]
    return reading.terms[n].said.lower() in _SAID_OF_IT and bool(_IT_IS & set(before))


def _is_path(part: str) -> bool:
    return bool(_PATH.fullmatch(part))


@lru_cache(maxsize=20_000)
def n_verbless(text: str) -> int:
    """How many parts of a text have no verb of their own."""
    return sum(map(_is_verbless, _parts(text)))


@lru_cache(maxsize=20_000)
def _of_all(kept: Reading) -> frozenset[str]:
    """The words in the plural that sentences begin with: "visitors sign in" is said of all of them."""
    first = {term.sentence: term for term in reversed(kept.terms)}
    return frozenset(term.key for term in first.values() if term.role == "word" and term.said.lower().endswith("s"))


def _parts(text: str) -> list[str]:
    return [part for part in _PART.split(text) if part.strip()]


def opens_question(text: str) -> bool:
    """Whether the last part of a text begins as a question does."""
    parts = _parts(text)
    return bool(parts) and bool(_OPENS_QUESTION.match(parts[-1].strip()) or _ASKED_LAST.match(parts[-1]))


@lru_cache(maxsize=20_000)
def labels(text: str) -> tuple[frozenset[str], ...]:
    """The words of each label before what to do then: "still jams -> call us", "later = next month"."""
    found = (match["case"].strip() for part in _parts(text) for match in _ANY_LABEL.finditer(part))
    found = (case for case in found if " " in case or case.lower() in ADJECTIVES | ADVERBS)
    return tuple(frozenset(read(label).keys("word", "figure")) for label in found)


def _is_verbless(part: str) -> bool:
    return not any(word.kind in ("verb", "auxiliary") for word in read_words(part))


def _may(part: str) -> bool:
    """Whether a part permits up to a limit or in a time, or denies in a word ("No pets") what else one may."""
    stances = read(part).keys("stance")
    if stances.keys() & _DUTIES:
        return False
    short_of_verb = bool(stances.keys() & {"not", "until", "within"}) and _is_verbless(part)
    return bool(stances["atmost"]) or short_of_verb


def _asks(part: str) -> bool:
    """Whether a part asks, also without its mark."""
    return asks(part) or bool(_OPENS_QUESTION.match(part.strip()))


@lru_cache(maxsize=20_000)
def _cases(text: str) -> frozenset[str]:
    """The words of what a text supposes: a label before what to do then, a fact before what it makes one ask."""
    found = set()
    parts = _parts(text)
    for n, part in enumerate(parts):
        if label := _LABEL.match(part):
            found.update([label["case"]] if _is_case(label["case"]) else [])
        elif _asks(part) and (before := _ASKED_LAST.match(part)):
            found.add(before["case"])
        elif not _asks(part) and n + 1 < len(parts) and _asks(parts[n + 1]):
            found.add(part)
    return frozenset(key for case in found for key in read(case).keys("word", "figure"))
