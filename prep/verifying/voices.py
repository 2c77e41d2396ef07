"""Who does it and to whom it is done: "interns are paid" is no "interns pay", though every word is there."""

from collections.abc import Iterator
from typing import Literal

from prep.grammar.lexicon import BE, IRREGULAR, VERBS
from prep.grammar.tagging import is_verb_form
from prep.verifying.records import Fault, Reading, Sources, Term

Voice = Literal["active", "passive"]
_DUTIES = frozenset(("must", "should", "can", "needed", "allowed"))
_SUBJECTS = frozenset(("they", "who", "it", "this", "that"))


def check(now: Reading, sources: Sources) -> Iterator[Fault]:
    known: dict[tuple[str, str], set[Voice]] = {}
    for reading in (*sources.speaking, *sources.context):
        for deed, voice in _voices(reading):
            known.setdefault(deed, set()).add(voice)
    for deed, voice in _voices(now):
        if deed in known and voice not in known[deed]:
            yield Fault("order", f'"{" ".join(deed)}" is now {voice}')
    for verb in _ordered(now, sources.kept):
        yield Fault("order", f'"{verb}" was a report and is now an order')


def _ordered(now: Reading, kept: Reading) -> Iterator[str]:
    """Each verb that begins a sentence as an order and of which the original only reports that it is done."""
    reported = {deed for deed, told in _deeds(kept) if told == "done"}
    bidden = {deed for deed, told in _deeds(kept) if told == "bidden"}
    for deed, told in _deeds(now):
        if told == "bidden" and deed in reported - bidden:
            yield deed


def _deeds(reading: Reading) -> Iterator[tuple[str, Literal["done", "bidden"]]]:
    """Each verb that is done ("is blocked", "we block", "HR blocks") or may be an order: in its plain form with no
    subject, or with a duty in its clause.
    """
    for n, term in enumerate(reading.terms):
        said = term.said.lower()
        if term.role != "word" or not is_verb_form(said):
            continue
        clause = [other for other in reading.terms if other.clause == term.clause]
        is_participle = said.endswith("ed") or said in IRREGULAR
        before = [other for other in clause if other in reading.terms[:n]]
        if any(other.key in _DUTIES for other in clause) or (said in VERBS and not any(map(_is_subject, before))):
            yield term.key, "bidden"
            continue
        is_passive = is_participle and any(other.said.lower().removeprefix("§") in BE for other in before)
        is_third = said.endswith("s") and said not in VERBS
        if is_passive or (before and (before[-1].key == "we" or (is_third and before[-1].role == "word"))):
            yield term.key, "done"


def _voices(reading: Reading) -> Iterator[tuple[tuple[str, str], Voice]]:
    """Each verb with the word before it that it is said of, where its form shows which of the two it does."""
    for n, term in enumerate(reading.terms):
        said = term.said.lower()
        if term.role not in ("word", "light") or not is_verb_form(said):
            continue
        before = [other for other in reading.terms[:n] if other.clause == term.clause]
        subject = next((m for m in range(len(before) - 1, -1, -1) if _is_subject(before[m])), None)
        if subject is None:
            continue
        is_behind_be = any(other.said.lower() in BE for other in before[subject + 1 :])
        is_participle = said.endswith("ed") or said in IRREGULAR
        if is_behind_be and not is_participle and not said.endswith("ing"):
            continue  # "bulbs are in the supply closet"
        if is_behind_be and not said.endswith("ing"):
            yield (before[subject].key, term.key), "passive"
        elif not is_participle or said.endswith("ing"):
            yield (before[subject].key, term.key), "active"


def _is_subject(term: Term) -> bool:
    return term.carries or term.role == "speaker" or term.said.lower() in _SUBJECTS
