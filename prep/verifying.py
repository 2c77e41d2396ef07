"""Whether a rewrite says what its sources say: nothing invented, nothing lost, no "not" or "must" changed.

Deterministic and strict. It does not judge style; a refusal costs a person a look, an invented figure costs trust.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from prep.facts import find_facts
from prep.glossary import Glossary, expand
from prep.grammar.lexicon import ADVERBS, AUXILIARIES, CONJUNCTIONS, IRREGULAR, PREPOSITIONS, SPEAKERS

_TOKEN = re.compile(
    r"https?://\S+|[\w.+-]+@[\w.-]+\w|\[[A-Z]+_\d+\]|\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[%€$£₹>]"
)
_FIGURE = re.compile(r"\d")
_NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without cannot unless except hardly".split()  # noqa: SIM905
)
_STANCES = _NEGATIONS | frozenset(
    """
    can could may might must shall should will would need needs have has only at-least at-most before after until from
    within by up over under above below more less fewer than if when once per each every all any both either or least
    most maximum minimum during always first last
    """.split()  # noqa: SIM905
)
_FREE = (ADVERBS | CONJUNCTIONS | PREPOSITIONS | AUXILIARIES | SPEAKERS | frozenset(
    "a an the i it is that this these those they them he she there am was were been do does did yes".split()  # noqa: SIM905
)) - _STANCES  # fmt: skip
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

    kind: str  # "invented", "lost", "stance", "unit"
    detail: str


def verify(rewritten: str, kept: str, sources: Sequence[str], glossary: Glossary) -> tuple[Fault, ...]:
    """What is wrong with a rewrite; nothing when it may stand.

    `kept` is the part of the sources that must survive whole, in any order of sentences: the answer without its
    greeting. `sources` is all that it may draw on. Shorthand counts as what the glossary makes of it.
    """
    plain_kept = expand(kept, glossary)[0]
    allowed = [expand(source, glossary, keep_capitals=True)[0] for source in sources]
    allowed += list(sources)
    faults = [
        *_invented(rewritten, allowed),
        *_lost(rewritten, plain_kept, kept),
        *_stances(rewritten, plain_kept, allowed),
        *_units(rewritten, [plain_kept, *allowed]),
    ]
    return tuple(dict.fromkeys(faults))


def _tokens(text: str) -> list[str]:
    tokens = []
    for token in _TOKEN.findall(text):
        low = token.lower().replace("’", "'")
        if low.endswith("n't") and low != "n't":
            tokens += ["can" if low == "can't" else low[:-3], "not"]
        elif low == "cannot":
            tokens += ["can", "not"]
        else:
            tokens.append(low)
    return tokens


def _stem(token: str) -> str:
    """A word without its ending, so that "approved" and "approve" are the same."""
    token = IRREGULAR.get(token, token)
    for ending in ("'s", "ing", "ied", "ies", "ed", "es", "s", "e"):
        if token.endswith(ending) and len(token) - len(ending) >= 3 and not _FIGURE.search(token):
            return token[: -len(ending)]
    return token


def _invented(rewritten: str, sources: Sequence[str]) -> list[Fault]:
    known = {_stem(token) for source in sources for token in _tokens(source)}
    new = [token for token in _tokens(rewritten) if _stem(token) not in known and token not in _FREE]
    return [Fault("invented", f'"{token}" comes from nowhere in the thread') for token in new]


def _lost(rewritten: str, plain: str, kept: str) -> list[Fault]:
    """Words of the kept text that carry something and are gone, counted; a figure must stay as often as it stood."""
    left = Counter(_stem(token) for token in _tokens(rewritten))
    meant = Counter(_stem(token) for token in _tokens(plain) if token not in _FREE)
    as_written = {_stem(token) for token in _tokens(kept)}
    gone = [token for token, count in meant.items() if left[token] < min(count, 2 if _FIGURE.search(token) else 1)]
    faults = [
        Fault("lost", f'"{token}" of the original is gone') for token in gone if token in as_written or not left[token]
    ]
    later = iter(token for token in _tokens(rewritten) if _FIGURE.search(token))
    if not faults and not all(token in later for token in _tokens(plain) if _FIGURE.search(token)):
        faults.append(Fault("lost", "the figures of the original come in another order"))
    return faults


def _stances(rewritten: str, plain: str, sources: Sequence[str]) -> list[Fault]:
    """Words of condition, limit, permission and denial: as many as in the kept text, more only from the sources."""
    now = Counter(token for token in _tokens(rewritten) if token in _STANCES)
    before = Counter(token for token in _tokens(plain) if token in _STANCES)
    everywhere = Counter(token for token in _tokens("\n".join(sources)) if token in _STANCES)
    faults = [Fault("stance", f'"{token}" of the original is gone') for token in before if now[token] < before[token]]
    faults += [
        Fault("stance", f'"{token}" was not said')
        for token in now
        if now[token] > max(before[token], everywhere[token])
    ]
    return faults


def _units(rewritten: str, sources: Sequence[str]) -> list[Fault]:
    """Each figure with the words around it: "8 days" must not become "8 hours"."""
    known = {pair for source in sources for pair in _figure_pairs(source)}
    faults = [
        Fault("unit", f'"{" ".join(pair)}" was not said') for pair in _figure_pairs(rewritten) if pair not in known
    ]
    stated = [fact for source in sources for fact in find_facts(source)]
    spoken = "\n".join(sources).lower()
    for fact in find_facts(rewritten):
        if fact.kind not in _KINDS_KEPT or fact.text.lower() in spoken:
            continue
        if not any(
            fact.kind == other.kind and fact.value == other.value and fact.bound == other.bound for other in stated
        ):
            faults.append(Fault("unit", f'"{fact.text}" was not said'))
    return faults


def _figure_pairs(text: str) -> list[tuple[str, str]]:
    """Each figure with the word after it, or before it when it ends a sentence."""
    pairs = []
    for sentence in re.split(r"(?<=[.!?;:])\s+|\n+", text):
        tokens = _tokens(sentence)
        for n, token in enumerate(tokens):
            if _FIGURE.search(token) and n + 1 < len(tokens):
                pairs.append((token, _stem(tokens[n + 1])))
    return pairs
