"""Whether a rewrite says what its sources say: nothing invented, nothing lost, no "not" or "must" changed.

Deterministic and strict. It does not judge style; a refusal costs a person a look, an invented figure costs trust.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from prep.facts import find_facts
from prep.glossary import Glossary, expand
from prep.grammar.lexicon import ADVERBS, AUXILIARIES, CONJUNCTIONS, IRREGULAR, PREPOSITIONS, SPEAKERS, word_set

_TOKEN = re.compile(
    r"https?://\S+|[\w.+-]+@[\w.-]+\w|\[[A-Z]+_\d+\]|\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[%€$£₹>]"
)
_FIGURE = re.compile(r"\d")
_REPEATED = re.compile(r"\b(\d+ [a-z]+(?: [a-z]+)?) \(\1\)")
_STANCES = word_set(
    """
    not never none nobody nothing neither nor without unless except hardly only can could may might must shall should
    will would need needs have has before after until from within by up over under above below more less fewer than if
    when once per each every all any both either or least most maximum minimum during always first last
    """
)
_NEGATIONS = {"no": "not", "nope": "not", "n't": "not", "cannot": "can not"}
_SMALL = word_set("a an the i it is that this these those they them he she there am was were been do does did")
_FREE = (_SMALL | ADVERBS | CONJUNCTIONS | PREPOSITIONS | AUXILIARIES | SPEAKERS) - _STANCES
_KINDS_KEPT = (
    "money",
    "percent",
    "duration",
    "frequency",
    "date",
    "time",
    "measure",
    "version",
    "url",
    "email",
    "menu",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a rewrite departs from its sources."""

    kind: Literal["invented", "lost", "stance", "figure"]
    detail: str


def verify(rewritten: str, kept: str, added: Sequence[str], glossary: Glossary) -> tuple[Fault, ...]:
    """What is wrong with a rewrite; nothing when it may stand.

    `kept` must survive whole: the answer, or the question, without its courtesy. `added` is what the rewrite may draw
    on besides: the subject line, earlier turns. Shorthand counts as what the glossary makes of it.
    """
    plain = collapse_repeats(expand(kept, glossary)[0])
    sources = [plain, *added, *(expand(text, glossary)[0] for text in added)]
    now = Counter(_tokens(rewritten))
    before = Counter(_tokens(plain))
    allowed = _most(kept, glossary) + sum((_most(text, glossary) for text in added), Counter())
    faults = [
        *_lost(now, before),
        *_invented(now, allowed),
        *_figures(rewritten, plain, sources),
    ]
    if not added:
        faults += _moved_stances(rewritten, plain)
    return tuple(dict.fromkeys(faults))


def collapse_repeats(text: str) -> str:
    """ "8 working days (8 working days)", which "8 wd (8 working days)" becomes, said once."""
    return _REPEATED.sub(r"\1", text)


def _most(text: str, glossary: Glossary) -> Counter[str]:
    """How often each word may come from a text: as written, or with its shorthand written out."""
    written_out = expand(text, glossary, keep_capitals=True)[0]
    return Counter(_tokens(text)) | Counter(_tokens(written_out))


@lru_cache(maxsize=10_000)
def _tokens(text: str) -> tuple[str, ...]:
    """The stems of a text's words; words of denial are one word, "not"."""
    found: list[str] = []
    for token in _TOKEN.findall(text):
        low = token.lower().replace("’", "'")
        if low.endswith("n't") and low != "n't":
            low = "can not" if low == "can't" else f"{low[:-3]} not"
        low = _NEGATIONS.get(low, low)
        found += [_stem(part) for part in low.split()]
    return tuple(found)


@lru_cache(maxsize=50_000)
def _stem(token: str) -> str:
    """A word without its ending, so that "approved" and "approve" are the same; conditions and limits stay whole."""
    if token in _STANCES:
        return token
    token = IRREGULAR.get(token, token)
    for ending in ("'s", "ing", "ied", "ies", "ed", "es", "s", "e"):
        if token.endswith(ending) and len(token) - len(ending) >= 3 and not _FIGURE.search(token):
            return token[: -len(ending)]
    return token


def _lost(now: Counter[str], before: Counter[str]) -> Iterator[Fault]:
    for token, count in before.items():
        if token not in _FREE and now[token] < count:
            yield Fault("stance" if token in _STANCES else "lost", f'"{token}" of the original is gone')


def _invented(now: Counter[str], allowed: Counter[str]) -> Iterator[Fault]:
    for token, count in now.items():
        if token not in _FREE and count > allowed[token]:
            yield Fault("stance" if token in _STANCES else "invented", f'"{token}" was not said')


def _figures(rewritten: str, plain: str, sources: Sequence[str]) -> Iterator[Fault]:
    """Figures keep their order and the word behind them: "8 days" must not become "8 hours"."""
    later = iter(token for token in _tokens(rewritten) if _FIGURE.search(token))
    if not all(token in later for token in _tokens(plain) if _FIGURE.search(token)):
        yield Fault("figure", "the figures of the original are gone or come in another order")
    known = {pair for source in sources for pair in _pairs(source, figures=True)}
    for pair in _pairs(rewritten, figures=True):
        if pair not in known:
            yield Fault("figure", f'"{" ".join(pair)}" was not said')
    spoken = "\n".join(sources).lower()
    reworded = [fact for fact in find_facts(rewritten) if fact.kind in _KINDS_KEPT and fact.text.lower() not in spoken]
    # Hardly ever is any: then nobody needs to read the sources for facts.
    stated = [fact for source in sources for fact in find_facts(source)] if reworded else []
    for fact in reworded:
        if not any((fact.kind, fact.value, fact.bound) == (other.kind, other.value, other.bound) for other in stated):
            yield Fault("figure", f'"{fact.text}" was not said')


def _moved_stances(rewritten: str, plain: str) -> Iterator[Fault]:
    """A "not" or "only" that stands before another word than it did."""
    known = Counter(_pairs(plain, figures=False))
    for pair, count in Counter(_pairs(rewritten, figures=False)).items():
        if count > known[pair]:
            yield Fault("stance", f'"{" ".join(pair)}" was not said')


@lru_cache(maxsize=10_000)
def _pairs(text: str, *, figures: bool) -> tuple[tuple[str, str], ...]:
    """Each figure, or each word of condition, limit and denial, with the word behind it in its sentence."""
    pairs = []
    for sentence in re.split(r"(?<=[.!?;:])\s+|\n+", text):
        tokens = _tokens(sentence)
        for token, following in pairwise(tokens):
            if _FIGURE.search(token) if figures else token in _STANCES:
                pairs.append((token, following))
    return tuple(pairs)
