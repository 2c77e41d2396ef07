"""Stances: "must", "not", "at most", "if" … each survives and stands with the word that it stood with."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from prep.grammar.lexicon import BE, CALENDAR, VERBS, WH_WORDS
from prep.verifying.notes import is_left_out
from prep.verifying.records import Binding, Fault, Reading, Sources, Term
from prep.verifying.unmarked import affirms, asks, asks_unmarked
from prep.verifying.wordings import BACKWARD, BOUND, LIGHT, LOOSE, PAST, SPANNING

_LONGEST_RUN = 4
_MANY = 5  # words: a whole clause
_ANY = "*"  # behind words of which any will do
_PRONOUNS = frozenset(("it", "they", "he", "she"))
_BESIDE = frozenset(("above", "below"))  # "the rules above", "the above rules"
_CASES = frozenset(("if", "from", "before", "after", "until", "within", "per", "without"))
_ASKED_LIMITS = frozenset(("atmost", "atleast"))
_LIMITS = frozenset(("atmost", "atleast", "about", "over", "under"))


def check(now: Reading, sources: Sources) -> Iterator[Fault]:
    yield from _unbound(now, sources)
    said, kept = list(bindings(now)), list(bindings(sources.kept))
    gone, more = _unmatched(kept, said)
    if gone and (sources.added or sources.context):
        gone = _parted(gone, more, now, sources)
    for stance, anchors in gone:
        yield Fault("stance", f'"{stance} {_shown(anchors)}" of the original is gone')
    lent = [binding for reading in sources.added for binding in bindings(reading)]
    lent += _denied(sources)
    told = (now.keys("word") - sources.kept.keys("word")).keys() & set().union(
        *(reading.keys("word") for reading in sources.context)
    )
    more = [
        binding
        for binding in more
        if not (
            _was_ordered(binding, sources.kept)
            or is_left_out(binding, sources, told)
            or _is_asked(binding, now, sources)
        )
    ]
    words, original = now.keys("word", "figure"), sources.kept.keys("word", "figure")
    for stance, anchors in more:
        match = next((other for other in lent if _meet((stance, anchors), other)), None)
        if match is None:
            yield Fault("stance", f'"{stance} {_shown(anchors)}" was not said')
            continue
        if match[0] != "not" or (len(match[1]) < _MANY and _ANY not in match[1]):
            lent.remove(match)
        # What another text lends brings its word along; it does not fall upon a word of the original.
        shared = set(anchors) & set(match[1]) - {_ANY}
        if shared and not any(words[anchor] > original[anchor] for anchor in shared):
            yield Fault("stance", f'"{stance} {_shown(anchors)}" was said otherwise')


def _is_asked(binding: Binding, now: Reading, sources: Sources) -> bool:
    """Whether a stance is the question's: what an answer permits or asks for, and the case that it was asked about.

    "Can I …?" is taken over by a yes and denied by a no, "how many can …?" taken over by an answer without a no. The
    words that the stance stands with come from the question too. A limit that was asked for ("minimum order?") goes
    with the answer's figure.
    """
    stance, anchors = binding
    words = set(anchors) - {_ANY}
    own = sources.kept.keys("word", "figure", "stance")
    figures = own + sum((reading.keys("figure", "stance") for reading in sources.added), Counter())
    if stance == "from" and anchors and not own[anchors[0]] and _names(anchors[0], now, sources):
        return True
    for asked in sources.context:
        given = [other for other in bindings(asked) if other[0] == stance]
        if stance in _ASKED_LIMITS and given and asks(asked.text):
            return not figures.keys() & _LIMITS and figures[anchors[0]] > 0
        if (
            stance == "not"
            and own["no"]
            and asks(asked.text)
            and words
            and words <= asked.keys("word").keys() - own.keys()
        ):
            return True
        if not any(_meet(binding, other) for other in given) or any(own[word] for word in words):
            continue
        if stance in ("can", "must") and asks(asked.text):
            if own["no"]:
                return ("not", anchors) in bindings(now)
            is_open = bool(WH_WORDS & {term.said.lower() for term in asked.terms})
            return affirms(sources.kept.text) if not is_open else not (own["no"] or own["not"])
        if stance in _CASES:
            return True
    return False


def _names(word: str, now: Reading, sources: Sources) -> bool:
    """Whether a word is a name that stands alone in its source: "which app?", "Authenticator": "codes from
    Authenticator". No time to count from is one, nor what was said with a small word of its own.
    """
    said = next(term.said for term in now.terms if term.key == word)
    if not said[:1].isupper() or said.lower() in CALENDAR:
        return False
    return any(reading.terms[:1] and reading.terms[0].key == word for reading in sources.added)


def _was_ordered(binding: Binding, kept: Reading) -> bool:
    """Whether "must" only says of a verb what its imperative said: "bring the form", "the form must be brought"."""
    stance, anchors = binding
    return stance == "must" and bool(anchors) and anchors[0] in _ordered(kept)


@lru_cache(maxsize=20_000)
def _ordered(reading: Reading) -> frozenset[str]:
    """The verbs that begin a sentence of a text, "please" aside; of "take" and its like, what they are about."""
    found: set[str] = set()
    for sentence in {term.sentence for term in reading.terms}:
        terms = [term for term in reading.terms if term.sentence == sentence and term.key not in ("please", "kindly")]
        if not terms or terms[0].said.lower() not in VERBS | LIGHT:
            continue
        if terms[0].role == "word":
            found.add(terms[0].key)
        elif terms[0].role == "light":
            found.update(term.key for term in terms if term.carries)
    return frozenset(found)


def _parted(gone: list[Binding], more: list[Binding], now: Reading, sources: Sources) -> list[Binding]:
    """What is still gone when words that came in between do not part a stance from its own; `more` shrinks along."""
    kept = sources.kept.keys("word", "figure")
    without = Reading(now.text, tuple(term for term in now.terms if not term.carries or term.key in kept))
    in_between = dict(zip(range(len(bindings(now))), bindings(without), strict=True))
    places = {n: binding for n, binding in enumerate(bindings(now)) if binding in more}
    left = []
    for binding in gone:
        place = next((n for n in places if _meet(binding, in_between[n])), None)
        if place is None:
            left.append(binding)
        else:
            more.remove(places.pop(place))
    return left


def _denied(sources: Sources) -> Iterator[Binding]:
    """What a reply of "no" denies: any word of the question that it replies to."""
    if any(reading.terms[:1] and reading.terms[0].key == "no" for reading in sources.added):
        words = [term.key for reading in sources.added for term in reading.terms if term.carries]
        yield "not", (*words, _ANY)


def _unbound(now: Reading, sources: Sources) -> Iterator[Fault]:
    said, kept = _loose_stances(now), _loose_stances(sources.kept)
    lent = sum((_loose_stances(reading) for reading in sources.added), Counter())
    both_ask = asks(sources.kept.text) and asks(now.text)  # "any deadline?" and "a deadline?"
    for key in kept - said:
        if not (key == "any" and both_ask):
            yield Fault("stance", f'"{key}" of the original is gone')
    known = {pair for reading in sources.context for pair in _with_neighbours(reading)}
    if affirms(sources.kept.text):
        lent["yes"] += 1
    for key in said - kept - lent:
        if key in ("yes", "no") or not known & {pair for pair in _with_neighbours(now) if pair[0] == key}:
            yield Fault("stance", f'"{key}" was not said')
    if (asks(sources.kept.text) or asks_unmarked(sources.kept.text)) and not (
        asks(now.text) or asks_unmarked(now.text)
    ):
        yield Fault("stance", "it no longer asks")


def _with_neighbours(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Each stance with the words before and behind it: "time off" of "paid time off"."""
    for before, term, behind in zip(("", *reading.terms), reading.terms, (*reading.terms[1:], ""), strict=False):
        if term.role == "stance":
            yield term.key, getattr(before, "key", ""), ""
            yield term.key, "", getattr(behind, "key", "")


def _loose_stances(reading: Reading) -> Counter[str]:
    bound = BOUND | SPANNING | BACKWARD.keys()
    found = Counter(term.key for term in reading.terms if term.role == "stance" and term.key not in bound)
    return found + Counter({"past": sum(found.pop(word, 0) for word in PAST)})


@lru_cache(maxsize=20_000)
def bindings(reading: Reading) -> tuple[Binding, ...]:
    """Each stance with the word behind it in its clause, or before it where none follows."""
    found = []
    for n, term in enumerate(reading.terms):
        key = BACKWARD.get(term.key, term.key)
        if term.role == "stance" and (key in BOUND or key in SPANNING):
            found.append((key, tuple(_anchors(reading.terms, n))))
    return tuple(found)


def _anchors(terms: Sequence[Term], n: int) -> list[str]:
    stance = terms[n]
    behind = [m for m in range(n + 1, len(terms)) if terms[m].carries and terms[m].clause == stance.clause]
    before = [m for m in range(n - 1, -1, -1) if terms[m].carries and terms[m].clause == stance.clause]
    if stance.key in _BESIDE:
        return [terms[m].key for m in (*behind[:1], *before[:1])]
    if stance.key in SPANNING:
        return [*(terms[m].key for m in (*behind, *before)), _ANY] if behind or before else []
    if stance.key == "from":
        parted = next((m for m in range(n + 1, len(terms)) if terms[m].key in BACKWARD), len(terms))
        behind = [m for m in behind if m < parted]
    if stance.key in _LIMITS:
        sentence = [m for m in range(n + 1, len(terms)) if terms[m].sentence == stance.sentence]
        sentence += [m for m in range(n - 1, -1, -1) if terms[m].sentence == stance.sentence]
        figures = [m for m in (*behind, *before, *sentence) if terms[m].role == "figure" and " " in terms[m].key]
        return [terms[m].key for m in (figures or behind or before)[:1]]
    follows = terms[n + 1].key if n + 1 < len(terms) else ""
    if before and (stance.key in BACKWARD or (stance.key == "not" and follows in BACKWARD)):
        return [*(terms[m].key for m in before[:_LONGEST_RUN]), _ANY]
    if stance.key == "must" and behind:
        return [terms[m].key for m in _run(terms, behind)]
    if stance.key == "only" and not behind and before:
        whole = [m for m in range(n - 1, -1, -1) if terms[m].carries and terms[m].sentence == stance.sentence]
        return [*(terms[m].key for m in whole[:_LONGEST_RUN]), _ANY]
    if stance.key in ("not", "can") and before and _is_passive_of_light(terms, n):
        return [*(terms[m].key for m in (*before[:_LONGEST_RUN], *behind[:1])), _ANY]
    if stance.key in LOOSE and follows in _PRONOUNS and behind:
        return [*(terms[m].key for m in behind[:_LONGEST_RUN]), _ANY]
    if stance.key == "not" and not (behind or before):
        return []  # "you don't need to; it is automatic": what follows is not denied
    nearest = behind or before or [m for m in range(n + 1, len(terms)) if terms[m].carries]
    return [terms[m].key for m in nearest[: 2 if stance.key in LOOSE else 1] if terms[m].sentence == stance.sentence]


def _is_passive_of_light(terms: Sequence[Term], n: int) -> bool:
    """Whether a stance stands in "cannot be used twice": what is used stands before, and the verb says little."""
    after = [term for term in terms[n + 1 :] if term.role != "stance"][:2]
    return len(after) == 2 and after[0].said.lower() in BE and after[1].role == "light"


def _run(terms: Sequence[Term], places: Sequence[int]) -> list[int]:
    """The words side by side that a duty names, its own word last: "your line manager's approval", which "approval by
    your line manager" says too.
    """
    run, by = [places[0]], 0
    is_passive = terms[places[0] - 1].said.lower() in BE  # "it must be approved by …" names a verb
    for place in places[1:_LONGEST_RUN]:
        between = {term.key for term in terms[run[-1] : place] if term.role in ("relation", "stance")}
        if between == {"by"} and not (by or is_passive):
            by = len(run)
        elif between:
            break
        run.append(place)
    return [*run[by:], *run[:by]]


def _unmatched(wanted: Sequence[Binding], given: Sequence[Binding]) -> tuple[list[Binding], list[Binding]]:
    """What has no match on the other side, on both sides."""
    missing, left = [], list(given)
    for binding in wanted:
        match = next((other for other in left if _meet(binding, other)), None)
        if match is None:
            missing.append(binding)
        else:
            left.remove(match)
    return missing, left


def _meet(ours: Binding, theirs: Binding) -> bool:
    """Whether two stances stand with the same words; "can I?" stands with none and goes with any, a "not" does not."""
    (stance, words), (other_stance, other_words) = ours, theirs
    if stance != other_stance:
        return False
    if not words or not other_words:
        return stance != "not" or words == other_words
    if _ANY in words or _ANY in other_words or max(len(words), len(other_words)) >= _MANY:
        return bool(set(words) & set(other_words) - {_ANY})
    if stance == "must" and set(words) == set(other_words) and words[-1] != other_words[-1]:
        return False  # "needs approval by a partner" is no "needs a partner by approval"
    return words[0] in other_words and other_words[0] in words


def _shown(anchors: Sequence[str]) -> str:
    return "/".join(anchors[:_LONGEST_RUN]).removesuffix(f"/{_ANY}")
