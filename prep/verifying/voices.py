"""Who does it and to whom it is done: "interns are paid" is no "interns pay", though every word is there."""

from collections.abc import Iterator
from typing import Literal

from prep.grammar.lexicon import BE, IRREGULAR
from prep.grammar.tagging import is_verb_form
from prep.verifying.records import Fault, Reading, Sources, Term

Voice = Literal["active", "passive"]
_SUBJECTS = frozenset(("they", "who", "it", "this", "that"))


def check(now: Reading, sources: Sources) -> Iterator[Fault]:
    known: dict[tuple[str, str], set[Voice]] = {}
    for reading in (*sources.speaking, *sources.context):
        for deed, voice in _voices(reading):
            known.setdefault(deed, set()).add(voice)
    for deed, voice in _voices(now):
        if deed in known and voice not in known[deed]:
            yield Fault("order", f'"{" ".join(deed)}" is now {voice}')


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
        if is_behind_be and not said.endswith("ing"):
            yield (before[subject].key, term.key), "passive"
        elif not is_participle or said.endswith("ing"):
            yield (before[subject].key, term.key), "active"


def _is_subject(term: Term) -> bool:
    return term.carries or term.role == "speaker" or term.said.lower() in _SUBJECTS
