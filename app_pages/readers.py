"""What pages read, kept in memory until the file changes. Read only: every visitor shares it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from app_pages.conflict_cards import Card, cards
from app_pages.import_form import fingerprint, load
from prep.cuts import with_restored
from prep.found import Found, read_found
from prep.ingest.tables import Table
from prep.project import Project, read_records
from prep.records import Edit, Split, Ticket
from prep.sealing import plan_split
from prep.threads import closed_tickets, read_cleaned, read_restored
from prep.wish import Asked

Fingerprint = tuple[int, int, int]


def found_of(project: Project) -> Found | None:
    """The last audit with its pairs."""
    if not project.audit.is_file():
        return None
    return _found(str(project.root), *_found_in(project))


def conflicts_of(project: Project) -> list[Card]:
    """The conflicts of the last audit as cards, open or not."""
    return _conflicts(str(project.root), *_found_in(project))


def plan_of(project: Project, asked: Asked) -> Split:
    """The split that would be sealed of today's pairs."""
    files = (project.audit, project.pairs, project.decisions, project.calibration)
    return _plan(str(project.root), tuple(_fingerprint(path) for path in files), asked)


def tickets_of(project: Project) -> Mapping[str, Ticket]:
    """The threads by their ids, with what was put back."""
    return _tickets(str(project.root), _fingerprint(project.tickets), _fingerprint(project.cuts_said))


def cleaned_of(project: Project) -> Mapping[str, Ticket]:
    """The same as cleaning left them, with every cut."""
    return _cleaned(str(project.root), _fingerprint(project.tickets))


def closed_of(project: Project) -> frozenset[str]:
    """The tickets that are not shown, since a pair of theirs is held out."""
    return _closed(str(project.root), *_found_in(project))


def edits_of(project: Project) -> Mapping[str, list[Edit]]:
    """What was changed on the way to each pair."""
    return _edits(str(project.provenance), _fingerprint(project.provenance))


def tables_of(paths: Sequence[Path], sheet: str) -> Sequence[Table]:
    """The tables in an export's files."""
    return _tables(tuple(map(str, paths)), fingerprint(paths), sheet)


@st.cache_resource(show_spinner="Reading the table", max_entries=2)
def _tables(paths: tuple[str, ...], files: object, sheet: str) -> Sequence[Table]:
    return load([Path(path) for path in paths], sheet)


@st.cache_resource(show_spinner=False, max_entries=4)
def _found(root: str, audit: Fingerprint, pairs: Fingerprint, split: Fingerprint) -> Found | None:
    return read_found(Project(Path(root)))


@st.cache_resource(show_spinner=False, max_entries=4)
def _conflicts(root: str, audit: Fingerprint, pairs: Fingerprint, split: Fingerprint) -> list[Card]:
    found = _found(root, audit, pairs, split)
    return cards(found) if found else []


@st.cache_resource(show_spinner="Drawing the split", max_entries=8)
def _plan(root: str, files: tuple[Fingerprint, ...], asked: Asked) -> Split:
    return plan_split(Project(Path(root)), asked)


@st.cache_resource(show_spinner=False, max_entries=4)
def _cleaned(root: str, tickets: Fingerprint) -> Mapping[str, Ticket]:
    return {ticket.ticket_id: ticket for ticket in read_cleaned(Project(Path(root)))} if any(tickets) else {}


@st.cache_resource(show_spinner=False, max_entries=4)
def _tickets(root: str, tickets: Fingerprint, cuts_said: Fingerprint) -> Mapping[str, Ticket]:
    restored = read_restored(Project(Path(root)))
    return {name: with_restored(ticket, restored) for name, ticket in _cleaned(root, tickets).items()}


@st.cache_resource(show_spinner=False, max_entries=4)
def _closed(root: str, audit: Fingerprint, pairs: Fingerprint, split: Fingerprint) -> frozenset[str]:
    return closed_tickets(Project(Path(root)))


@st.cache_resource(show_spinner=False, max_entries=4)
def _edits(path: str, fingerprint: Fingerprint) -> Mapping[str, list[Edit]]:
    edits: dict[str, list[Edit]] = {}
    for edit in read_records(Path(path), Edit) if any(fingerprint) else []:
        edits.setdefault(edit.pair_id, []).append(edit)
    return edits


def _found_in(project: Project) -> tuple[Fingerprint, Fingerprint, Fingerprint]:
    """The files that an audit with its pairs is read from."""
    return _fingerprint(project.audit), _fingerprint(project.pairs), _fingerprint(project.split)


def _fingerprint(path: Path) -> Fingerprint:
    """Changes whenever the file does, since every writing replaces it; zeros when there is none."""
    if not path.is_file():
        return 0, 0, 0
    facts = path.stat()
    return facts.st_ino, facts.st_mtime_ns, facts.st_size
