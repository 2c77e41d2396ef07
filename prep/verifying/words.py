"""Words: each that carries meaning survives, and each comes from a source. A few light ones may come or go."""

from collections import Counter
from collections.abc import Iterator

from prep.grammar.lexicon import PEOPLE, word_set
from prep.grammar.tagging import is_verb_form
from prep.verifying.notes import PREDICATES, is_said_of_it, n_verbless
from prep.verifying.reading import STEP, stem
from prep.verifying.records import Fault, Reading, Sources
from prep.verifying.unmarked import affirms, asks

_PEOPLE = frozenset(stem(word) for word in PEOPLE)
_STAND_FOR_PEOPLE = word_set("they them he him she her who whom")
_LEADS_ON = word_set("me us if whether how what when where who which why")
_ASKS_TO_BE_TOLD = frozenset(map(stem, ("tell", "help", "advise", "confirm", "clarify", "guide", "suggest", "explain")))
_GO_TO = frozenset(map(stem, ("open", "choose")))  # what a path of menus tells one to do
# Light verbs that say who does what, and who gives and who gets: none of them stands for another.
_DEEDS = word_set("get have take give make use put let go")
_MAY_COME_IN = word_set("get have use go make")
_AS_WELL = {"get": {"have"}, "have": {"get"}}  # "you get 5 days", "you have 5 days"
_SPEAKERS = ("first", "second", "we")
_LIGHT_WORDS_MORE = 4  # or a fifth of the words


def check(now: Reading, sources: Sources) -> Iterator[Fault]:
    said, kept = now.keys("word"), sources.kept.keys("word")
    told = _asked_to_tell(sources.kept) if asks(now.text) else Counter[str]()
    for key, count in kept.items():
        if said[key] < count - told[key]:
            yield Fault("lost", f'"{key}" of the original is gone')
    allowed = sources.most + sources.lent
    said_so = sum(n_verbless(reading.text) for reading in sources.speaking)
    for key, count in said.items():
        if key in PREDICATES and not allowed[key] and said_so and _is_predicate(now, key):
            said_so -= 1
        elif key in _GO_TO and count == 1 and any(term.key == STEP for term in sources.kept.terms):
            continue
        elif count > allowed[key] and not (
            count == allowed[key] + 1 and allowed[key] and _is_said_again(now, key, sources)
        ):
            yield Fault("invented", f'"{key}" was not said')
    yield from _more_sentences(now, sources)
    yield from _more_clauses(now, sources)
    light = now.keys("light") - allowed
    turned = _DEEDS & (sources.kept.keys("light") - now.keys("light")).keys()
    for key in sorted(_DEEDS & light.keys()):
        if turned - _AS_WELL.get(key, set()) or key not in _MAY_COME_IN:
            yield Fault("invented", f'"{key}" was not said')
    if light.total() > max(_LIGHT_WORDS_MORE, len(now.terms) // 5):
        yield Fault("invented", f"{light.total()} words more than were said: {', '.join(light)}")


def _is_said_again(now: Reading, key: str, sources: Sources) -> bool:
    """Whether a word says once more what "it" or "they" stood for, or what the sentence before was about.

    It makes no short sentence more, and whoever does more than before was a "they" or "who" that is gone.
    """
    if _n_short(now, key) > _n_short(sources.kept, key) or (key in PREDICATES and _n_alone(now, key)):
        return False
    if _is_agent(now, key) or _stands_for_light(now, key, sources.kept):
        return False
    return key not in _PEOPLE or _n_pronouns(now) < _n_pronouns(sources.kept)


def _is_agent(now: Reading, key: str) -> bool:
    """Whether a word said once more says who does it: "printed at reception by reception"."""
    last = max(n for n, term in enumerate(now.terms) if term.key == key)
    return any(term.key == "by" for term in now.terms[max(0, last - 2) : last])


def _stands_for_light(now: Reading, key: str, kept: Reading) -> bool:
    """Whether a verb said once more took the place of a light one: "then open it" as "then close it"."""
    gone = (kept.keys("light") - now.keys("light")).keys() & _DEEDS
    return bool(gone) and any(term.key == key and is_verb_form(term.said.lower()) for term in now.terms)


def _more_sentences(now: Reading, sources: Sources) -> Iterator[Fault]:
    """A sentence made only of words that the others have said, and no other text lends."""
    kept = sources.kept
    said, own = now.keys("word", "figure"), kept.keys("word", "figure")
    n_more = len({term.sentence for term in now.terms}) - len({term.sentence for term in kept.terms})
    for place in {term.sentence for term in now.terms} if n_more > 0 else ():
        carrying = [term for term in now.terms if term.carries and term.sentence == place]
        if carrying and all(
            own[term.key] and said[term.key] > own[term.key] + sources.lent[term.key] for term in carrying
        ):
            yield Fault("invented", "a sentence more than was said")


def _more_clauses(now: Reading, sources: Sources) -> Iterator[Fault]:
    """A clause that says of somebody only what the question asked, though the answer speaks of something else."""
    own = sources.kept.keys("word", "figure")
    lent = sum((reading.keys("word", "figure") for reading in sources.added), own.copy())
    asked = set().union(*(reading.keys("word", "figure") for reading in sources.context))
    if not own or affirms(sources.kept.text) or asks(now.text):
        return
    for place in dict.fromkeys(term.clause for term in now.terms):
        clause = [term for term in now.terms if term.clause == place]
        carrying = {term.key for term in clause if term.carries}
        is_told = any(term.key in _SPEAKERS for term in clause[:3]) and clause[0].key in ("and", "but", "so")
        if is_told and carrying and carrying <= asked - lent.keys():
            yield Fault("invented", f'"{" ".join(sorted(carrying))}" was asked and not answered')


def _asked_to_tell(kept: Reading) -> Counter[str]:
    """The verbs of "please tell me", "can you confirm if", none of "does HR confirm it?" and "confirm the order"."""
    found = Counter[str]()
    for n, term in enumerate(kept.terms):
        if term.key not in _ASKS_TO_BE_TOLD:
            continue
        opens = [other for other in kept.terms[:n] if other.clause == term.clause]
        behind = next((other for other in kept.terms[n + 1 :] if other.clause == term.clause), None)
        alone = all(other.role in ("light", "stance") or other.key == "second" for other in opens)
        found[term.key] += alone and (behind is None or behind.said.lower().removeprefix("§") in _LEADS_ON)
    return found


def _is_predicate(now: Reading, key: str) -> bool:
    """Whether a word says that something is so, and in a clause that says something besides: ", and it works" is more
    than was said.
    """
    places = [n for n, term in enumerate(now.terms) if term.key == key]
    return not _n_alone(now, key) and all(is_said_of_it(now, n) for n in places)


def _n_alone(now: Reading, key: str) -> int:
    """In how many clauses a word is all that is said."""
    in_company = {term.clause for term in now.terms if term.carries and term.key != key}
    return sum(term.key == key and term.clause not in in_company for term in now.terms)


def _n_pronouns(reading: Reading) -> int:
    return sum(term.said.lower() in _STAND_FOR_PEOPLE for term in reading.terms)


def _n_short(reading: Reading, key: str) -> int:
    """In how many sentences of one or two words a word stands."""
    places = {term.sentence for term in reading.terms if term.key == key}
    return sum(sum(other.carries and other.sentence == place for other in reading.terms) <= 2 for place in places)
