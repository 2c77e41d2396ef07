"""Stances that only say what a note means: "need" of "min 5", "if" of "still jams -> call", "can" of an offer."""

import re
from functools import lru_cache
from itertools import pairwise

from prep.grammar.lexicon import AUXILIARIES, VERBS, word_set
from prep.grammar.tagging import is_verb_form
from prep.verifying.notes import labels, n_verbless
from prep.verifying.reading import stem
from prep.verifying.records import Reading, Sources, Term
from prep.verifying.unmarked import asks

# Who may ask for it, may: "request a new one" offers, "wear a helmet" does not.
_OFFERS = frozenset(map(stem, word_set("request order pick choose find download collect borrow reserve")))
_FILLS_QUESTION = frozenset(("can", "should", "must"))
_COMES_FIRST = frozenset(("before", "first"))  # "request approval before you book" is no offer
_DUTIES = frozenset(("must", "can", "should", "not", "needed", "allowed"))
_LIMITS = frozenset(("atleast", "atmost"))
_DENY = frozenset(("not", "no", "without", "except", "unless"))
_HOW = re.compile(r"\b(?:how|where|can|could|why)\b", re.IGNORECASE)
_ASKS_DUTY = re.compile(r"\b(?:must|should|have to|need to)\b", re.IGNORECASE)
_IN_A_RANGE = re.compile(r"\bin \d+ ?[-–] ?\d+ ", re.IGNORECASE)  # "in 5-7 days" is a limit, "in 2 years" is none
_SUPPOSES = re.compile(r"\b(?:if|when|once|whenever|provided|in case)\b", re.IGNORECASE)
# Past and no participle: "paid monthly" tells of no one time.
_TOLD = word_set(
    "went gave took came saw wrote broke began forgot chose drove flew froze spoke stole fell knew threw ran"
)


def is_granted(stance: str, n: int, now: Reading, sources: Sources) -> bool:
    kept = sources.kept
    own = kept.keys("stance")
    behind = next((term for term in now.terms[n + 1 :] if term.carries and term.clause == now.terms[n].clause), None)
    if stance in _FILLS_QUESTION and asks(now.text) and not own.keys() & _DUTIES and n_verbless(kept.text):
        return _asks_in(now, n)
    if stance == "must" and behind:
        in_clause = {term.key for term in now.terms if term.clause == now.terms[n].clause}
        is_limit = bool(in_clause & _LIMITS) and behind.role == "figure" and _is_in_note(behind.key, kept)
        return is_limit or behind.key in _ordered(kept)
    if stance == "can" and behind and behind.key in _ordered(kept):
        if own.keys() & _COMES_FIRST or any(_ASKS_DUTY.search(asked.text) for asked in sources.context):
            return False
        return behind.key in _OFFERS or any(_HOW.search(asked.text) for asked in sources.context)
    if stance == "can" and _says_so(now, n):
        return not _DENY & own.keys() and any(asked.keys("stance")["can"] for asked in sources.context)
    if stance == "within" and behind and behind.key.startswith("duration"):
        return bool(_IN_A_RANGE.search(kept.text))
    if stance == "if" and behind and behind.key in _ordered(kept) and not _SUPPOSES.search(now.text):
        return True  # "try it; we will …" is read as "if you try it"
    if stance == "only":
        return behind is not None and any(
            term.key == "just" and following.key == behind.key
            for term, following in zip(kept.terms, kept.terms[1:], strict=False)
        )
    if stance == "if" and not own["if"]:
        clause = {term.key for term in now.terms if term.clause == now.terms[n].clause and term.carries}
        lent = set().union(*(reading.keys("word") for reading in sources.context))
        return any(clause - lent - label <= set() and clause & label for label in labels(kept.text))
    if stance in ("was", "were", "did", "had") and behind:
        return any(term.key == behind.key and term.said.lower() in _TOLD for term in kept.terms)
    return False


def _says_so(now: Reading, n: int) -> bool:
    """Whether a "can" stands in "you can do so"."""
    behind = " ".join(term.said.lower() for term in now.terms[n + 1 : n + 3])
    return behind in ("do so", "do that", "do it")


def _asks_in(now: Reading, n: int) -> bool:
    """Whether a word stands in the sentence that asks, which is the last one."""
    return now.text.rstrip().endswith("?") and now.terms[n].sentence == now.terms[-1].sentence


def _is_in_note(key: str, kept: Reading) -> bool:
    """Whether a figure stands in a clause without a verb or another stance than its limit: "min 5 seats"."""
    clauses = {term.clause for term in kept.terms if term.key == key}
    counted = {following.key for term, following in pairwise(kept.terms) if term.key == key}
    inside = [term for term in kept.terms if term.clause in clauses and term.key not in counted]
    return bool(inside) and not any(
        is_verb_form(term.said.lower()) or term.said.lower() in AUXILIARIES or term.key in _DUTIES for term in inside
    )


@lru_cache(maxsize=20_000)
def _ordered(kept: Reading) -> frozenset[str]:
    """The verbs that begin a clause, where nothing of duty stands."""
    first: dict[int, Term] = {}
    for term in kept.terms:
        if term.key not in ("please", "kindly", "and", "then", "or", "so"):
            first.setdefault(term.clause, term)
    bound = {term.clause for term in kept.terms if term.key in _DUTIES}
    return frozenset(
        term.key
        for term in first.values()
        if term.role == "word" and term.clause not in bound and (term.said.lower() in VERBS or term.key in _OFFERS)
    )
