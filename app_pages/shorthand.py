"""A project's shorthand as the Glossary page shows it: what waits, what was said, and what hangs on it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import streamlit as st

from app_pages.import_form import fingerprint
from app_pages.marked_text import Mark
from prep.glossary import last_press, read_glossary, with_said
from prep.glossary.questions import Question, ask, counted, restated, worth_asking
from prep.held_back import held_back
from prep.project import Project, need, read_records
from prep.records import Edit, Pair
from prep.remaking import read_said
from prep.stored_audit import read_last_audit

_HOW = {
    "definition": "A ticket defines it so.",
    "initials": "Its letters begin these words, which stand in the same places.",
    "short-form": "Its letters come in this word, which stands in the same places.",
    "cut": "This word begins with it and stands in the same places. It may be a word of its own, too.",
    "unexplained": "No ticket explains it.",
}


@dataclass(frozen=True)
class Shorthand:
    """Each short form with its state now, those that decide most pairs first."""

    questions: Sequence[Question]
    topics: Sequence[str]
    can_undo: bool

    @cached_property
    def by_shorthand(self) -> Mapping[str, Question]:
        return {one.shorthand: one for one in self.questions}

    @cached_property
    def waiting(self) -> Sequence[Question]:
        return worth_asking(self.questions)

    @property
    def in_words(self) -> str:
        """How many meanings are in use."""
        n = counted(self.questions)
        return (
            f"{n['accepted']} confirmed, {n['ignored']} left alone, {n['applied unasked']} applied unasked because the "
            "tickets leave no other reading."
        )

    def found_by(self, question: Question) -> str:
        """How its meaning was found, in words."""
        how = question.evidence.split(":")[0]
        kind, _, beside = how.partition(", ")
        told = _HOW.get(kind, "")
        return f"{told} {beside[:1].upper()}{beside[1:]}." if told and beside else told


def read_shorthand(project: Project) -> Shorthand:
    """The shorthand with all that was said until now."""
    command = f"pairwright prep {project.argument} EXPORT"
    files = (need(project.pairs, command), need(project.provenance, command), need(project.glossary, command))
    seal = tuple(path for path in (project.audit, project.split) if path.is_file())
    questions, topics = _questions(str(project.root), fingerprint((*files, *seal)))
    said = read_said(project)
    now = with_said(read_glossary(project.glossary), said)
    return Shorthand(restated(questions, now), topics, bool(last_press(said)))


def marks(text: str, shorthand: str) -> list[Mark]:
    """Where a short form stands in a text."""
    found = re.finditer(rf"(?<![\w&/]){re.escape(shorthand)}(?![\w&/])", text)
    return [(match.start(), match.end(), "fact") for match in found]


@st.cache_resource(show_spinner=False, max_entries=2)
def _questions(root: str, files: object) -> tuple[Sequence[Question], Sequence[str]]:
    project = Project(Path(root))
    pairs = read_records(project.pairs, Pair)
    sealed = held_back(project, read_last_audit(project))
    questions = ask(read_glossary(project.glossary), pairs, read_records(project.provenance, Edit), sealed)
    return questions, sorted({pair.topic for pair in pairs if pair.topic})
