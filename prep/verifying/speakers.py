"""Who is spoken of: "my manager" stays the asker's, and "in" does not become "by"."""

import re
from collections import Counter
from collections.abc import Iterator

from prep.grammar.lexicon import BE, word_set
from prep.verifying.marks import mark_before
from prep.verifying.reading import stem
from prep.verifying.records import Fault, Reading, Sources, Term
from prep.verifying.unmarked import asks

_WISHES = word_set("want wish hoping looking trying")  # "want to cancel", of who asks
# "Who do I pay?", "whom should we tell?"
_WHOM_ASKED = re.compile(
    r"\bwhom? (?:do|did|can|could|should|shall|must|may|will|would) (?:i|u|we|you|they) (?P<deed>[a-z]+)", re.IGNORECASE
)
_SUBJECTS = word_set("i u we you they he she")
_EITHER = ("first", "second", "we")


def check(now: Reading, sources: Sources) -> Iterator[Fault]:
    known = set(_spoken(sources.kept))
    # In an agent's question "you" is who says "I" in the rewrite; who says "my badge" does not ask about "your" one.
    for reading in sources.added:
        for said, word in _spoken(reading):
            is_own = said == "first" and "?" in now.text
            known |= {(speaker, word) for speaker in (("first",) if is_own else _EITHER)}
    speakers = {speaker for speaker, _ in known if speaker != "other"}
    for speaker, word in _spoken(now):
        others = {other for other, known_word in known if known_word == word}
        if others and speaker not in others:
            yield Fault("speaker", f'"{word}" was said of somebody else')
        elif not others and speaker != "other" and speakers and speaker not in speakers:
            yield Fault("speaker", "it speaks of somebody else")
    if not speakers:
        wishes = sources.kept.terms[:1] and sources.kept.terms[0].said.lower() in _WISHES
        expected = "first" if wishes or "?" in now.text or _is_the_askers(sources) else "second"
        if {speaker for speaker, _ in _spoken(now)} - {expected, "we", "other"}:
            yield Fault("speaker", "it speaks of somebody else")
    yield from _others_subject(now, sources)
    yield from _directions(now, sources)
    yield from _relations(now, sources)
    yield from _done_by_another(now, sources)


def _done_by_another(now: Reading, sources: Sources) -> Iterator[Fault]:
    """ "HR pays" for the answer "HR" to "who do I pay?": what the asker does, nobody else does to them."""
    for asked in sources.context:
        for found in _WHOM_ASKED.finditer(asked.text):
            deed = stem(found["deed"].lower())
            for n, term in enumerate(now.terms):
                before = [other for other in now.terms[:n] if other.clause == term.clause]
                if term.key == deed and any(other.carries for other in before) and not _has_own_subject(before):
                    yield Fault("speaker", f'"{deed}" is what the asker does')


def _directions(now: Reading, sources: Sources) -> Iterator[Fault]:
    """ "Sent to my lead" for "got it from my lead": what another text lends keeps its "to", "from" or "by"."""
    own = sources.kept.keys("word")
    told = [pair for reading in (*sources.added, *sources.context) for pair in _directed(reading)]
    for mark, word in _directed(now):
        marks = {other for other, other_word in told if other_word == word}
        if marks and mark not in marks and not own[word]:
            yield Fault("order", f'"{word}" was said with "{", ".join(sorted(marks))}"')


def _directed(reading: Reading) -> Iterator[tuple[str, str]]:
    for n, term in enumerate(reading.terms):
        if term.role == "word" and (mark := mark_before(reading.terms, n)) in ("to", "from", "by"):
            yield mark, term.key


def _others_subject(now: Reading, sources: Sources) -> Iterator[Fault]:
    """ "They must be used" as "you must be used": a pronoun gone, another one come before the same word."""
    said, kept = Counter(_subjects(now)), Counter(_subjects(sources.kept))
    gone = {word for (_, word), n in (kept - said).items() if n}
    lent = sum((Counter(_subjects(reading)) for reading in (*sources.added, *sources.context)), Counter())
    for who, word in said - kept - lent:
        if word in gone and who != "they":
            yield Fault("speaker", f'"{word}" was said of somebody else')


def _subjects(reading: Reading) -> Iterator[tuple[str, str]]:
    """Each "I", "you", "we", "they" with the word of its clause that it is the subject of."""
    for n, term in enumerate(reading.terms):
        said = re.split("['’]", term.said.lower())[0]
        who = "they" if said == "they" else term.key if said in _SUBJECTS else ""
        behind = (other for other in reading.terms[n + 1 :] if other.role not in ("small", "relation", "stance"))
        word = next(behind, None) if who else None
        if word and word.clause == term.clause:
            yield who, word.key


def _has_own_subject(before: list[Term]) -> bool:
    """Whether "you" or "they", or the "is" of a passive, stands right before a verb."""
    last = [other for other in before[-3:] if not other.carries]
    return any(other.said.lower() in BE | _SUBJECTS for other in last)


def _is_the_askers(sources: Sources) -> bool:
    """Whether somebody was asked back about what they wrote; an answer has its question for context."""
    return not sources.context and any(asks(reading.text) for reading in sources.added)


def _spoken(reading: Reading) -> Iterator[tuple[str, str]]:
    """Each "I", "my", "you" with the next word of its sentence."""
    for n, term in enumerate(reading.terms):
        if term.role == "speaker":
            behind = (other for other in reading.terms[n + 1 :] if other.role not in ("small", "relation"))
            following = next(behind, None)
            named = following and following.sentence == term.sentence and following.role != "speaker"
            yield term.key, following.key if following and named else ""


def _relations(now: Reading, sources: Sources) -> Iterator[Fault]:
    known: dict[tuple[str, str], set[str]] = {}
    for reading in sources.speaking:
        for pair, relation in _related(reading):
            known.setdefault(pair, set()).add(relation)
    for pair, relation in _related(now):
        before = known.get(pair)
        if before and relation and "" not in before and relation not in before:
            yield Fault("order", f'"{pair[0]} … {pair[1]}": not {relation}, but {", ".join(sorted(before))}')


def _related(reading: Reading) -> Iterator[tuple[tuple[str, str], str]]:
    """Each two words side by side in a sentence with the small word between them, "" where there is none or several."""
    last: str | None = None
    sentence = -1
    between: list[str] = []
    for term in reading.terms:
        if term.sentence != sentence:
            last, between, sentence = None, [], term.sentence
        if term.role == "relation":
            between.append(term.key)
        elif term.carries:
            if last is not None:
                yield (last, term.key), between[0] if len(between) == 1 else ""
            last, between = term.key, []
