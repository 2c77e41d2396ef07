"""Places: a small word stands where sentences have one. "Your possible is number" keeps every word and says nothing.

Words that change places leave their small words in places that none has: a modal before nothing, a predicate before
"is", an article before a verb. What the sources say themselves in such a place is theirs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from prep.grammar.lexicon import ARTICLES, AUXILIARIES, BE, POSSESSIVES, word_set
from prep.grammar.tagging import is_verb_form
from prep.verifying.records import Fault, Reading, Sources, Term
from prep.verifying.wordings import BACKWARD

_BEFORE_SOMETHING = word_set("can must should not if unless within from until per over under")
_LIGHT_VERBS = word_set("gets takes has makes gives goes lets puts does")  # of light words, those that are no noun
_NEVER_A_NAME = word_set("through via of for into onto towards with using")  # "the on-call list" is one
_LIMITS = frozenset(("atmost", "atleast"))
_ALSO_ADJECTIVES = word_set("first last next previous")


def check(now: Reading, sources: Sources) -> Iterator[Fault]:
    ordinals: dict[str, set[str]] = {}
    for term, following in zip(sources.kept.terms, (*sources.kept.terms[1:], None), strict=True):
        ordinals.setdefault(term.key, set()).add(following.key if following else "")
    known = sum((Counter(_misplaced(reading, ordinals)) for reading in sources.speaking), Counter())
    for said in Counter(_misplaced(now, ordinals)) - known:
        yield Fault("order", f"{said} stands where a sentence has none")
    apart = _apart(sources.kept)
    for left, between, right in _parted(now):
        if (left, right) in apart:
            yield Fault("order", f'"{between}" comes between "{left}" and "{right}"')


def _misplaced(reading: Reading, ordinals: Mapping[str, set[str]]) -> Iterator[str]:
    """Each small word that stands before what it cannot stand before.

    "Your files first" is no "your first files": the `ordinals` that a source says keep the word behind them.
    """
    terms = reading.terms
    for n, term in enumerate(terms):
        following = terms[n + 1] if n + 1 < len(terms) and terms[n + 1].sentence == term.sentence else None
        if term.role == "stance" and term.key in _BEFORE_SOMETHING and not _goes_on(terms, n):
            yield f'"{term.key}" before nothing'
        if following is None:
            continue
        low, next_low = term.said.lower(), following.said.lower()
        if next_low in BE and following.clause == term.clause and _is_predicate(terms, n):
            yield f'"{term.key} {next_low}"'
        if term.role == "stance" and next_low == "s":
            yield f'"{term.key}\'s"'
        if term.role == "relation" and following.key in BACKWARD:
            yield f'"{low} {following.key}"'
        if low in ARTICLES and (_is_verb(following) or next_low in _NEVER_A_NAME or _is_deed_alone(terms, n + 1)):
            yield f'"{low} {next_low.removeprefix("§")}"'
        if low in ARTICLES | POSSESSIVES and following.key in _ALSO_ADJECTIVES & ordinals.keys():
            noun = next((other.key for other in terms[n + 2 :] if other.sentence == term.sentence), "")
            if noun not in ordinals[following.key]:
                yield f'"{following.key}" before "{noun}"'


def _goes_on(terms: tuple[Term, ...], n: int) -> bool:
    """Whether a small word has something behind it in its clause that it may be about."""
    rest = [term for term in terms[n + 1 :] if term.clause == terms[n].clause]
    return any(term.carries or term.role in ("light", "speaker") or term.key in BACKWARD for term in rest)


def _is_predicate(terms: tuple[Term, ...], n: int) -> bool:
    """Whether a word says something of what stands before it: "needed", "allowed"; a limit behind its noun."""
    if terms[n].key in _ALSO_ADJECTIVES and terms[n].role == "stance":
        return True
    return terms[n].key in BACKWARD or (terms[n].key in _LIMITS and n > 0 and terms[n - 1].carries)


def _is_verb(term: Term) -> bool:
    low = term.said.lower()
    is_stance = term.role == "stance" and term.key in ("must", "can", "not")
    return low in _LIGHT_VERBS or low in AUXILIARIES - {"need"} or is_stance


def _is_deed_alone(terms: tuple[Term, ...], n: int) -> bool:
    """Whether a participle stands for a thing: "the refunded is", "a called."."""
    low = terms[n].said.lower()
    if terms[n].role != "word" or not low.endswith("ed") or not is_verb_form(low):
        return False
    return n + 1 == len(terms) or terms[n + 1].sentence != terms[n].sentence or terms[n + 1].said.lower() in BE


def _apart(kept: Reading) -> set[tuple[str, str]]:
    """Each two words that stand side by side."""
    beside = zip(kept.terms, kept.terms[1:], strict=False)
    return {(left.key, right.key) for left, right in beside if left.carries and right.carries}


def _parted(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """ "Device first management": two words with one between them that may be said of the second."""
    for left, between, right in zip(reading.terms, reading.terms[1:], reading.terms[2:], strict=False):
        if left.carries and right.carries and between.key in _ALSO_ADJECTIVES and left.clause == right.clause:
            yield left.key, between.key, right.key
