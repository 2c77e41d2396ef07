"""Which project a page is about."""

import os
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from evalsuite.sessions.records import Session
from evalsuite.sessions.store import SessionStore
from prep.project import Project, open_project

PROJECT_VARIABLE = "PAIRWRIGHT_PROJECT"  # a path, set by `pairwright app PROJECT`
IMPORT = Path(__file__).resolve().parent / "read_import.py"
_DATA = Path("data")


def find_projects(data: Path = _DATA) -> list[Project]:
    """The project folders under `data`, the one changed last first."""
    if not data.is_dir():
        return []
    found = [Project(folder) for folder in data.iterdir() if (folder / Project(folder).settings.name).is_file()]
    return sorted(found, key=lambda project: (-project.settings.stat().st_mtime, project.name))


def pick_project() -> Project:
    """The project this page is about. Without one the page says what to do and ends."""
    project = picked()
    if project is None:
        st.title("No project here yet")
        st.markdown("Start with an export from your helpdesk, or run `make demo`.")
        st.page_link(IMPORT, label="Read an export", icon=":material/upload_file:")
        st.code("pairwright prep my-project tickets.jsonl", language=None)
        st.stop()
    return project


def picked() -> Project | None:
    """The project this page is about, if there is any."""
    projects = _projects()
    if not projects:
        return None
    wanted = st.session_state.get("project") or st.query_params.get("project")
    return next((project for project in projects if project.name == wanted), projects[0])


def offer_projects() -> None:
    """A select box where there are several projects; the address remembers the choice."""
    names = [project.name for project in _projects()]
    if len(names) > 1:
        st.selectbox("Project", names, key="project", bind="query-params", label_visibility="collapsed", width=220)


def _projects() -> Sequence[Project]:
    set_by_command = os.environ.get(PROJECT_VARIABLE, "")
    return [open_project(str(Path(set_by_command).resolve()))] if set_by_command else find_projects()


def pick_session(token: str) -> tuple[Project, Session] | None:
    """The session that a tester's link opens, in whichever project it was given out; None for any other link."""
    for project in _projects():
        session = SessionStore(project.sessions).session_of_token(token) if token else None
        if session:
            return project, session
    return None
