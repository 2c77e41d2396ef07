"""A button that runs a command of ours on its own, and says what became of it."""

import streamlit as st

from app_pages.starting import Job, start, started
from prep.project import Project


def offer(label: str, project: Project, command: str) -> None:
    """One button for `pairwright COMMAND PROJECT`, with the same in a terminal beneath it."""
    offer_inline(label, project, command)
    st.caption("The same as this command in a terminal:")
    st.code(f"pairwright {command} {project.argument}", language=None)


def offer_inline(label: str, project: Project, command: str, *settings: str, disabled: bool = False) -> None:
    """The button alone, for `pairwright COMMAND PROJECT SETTINGS`.

    While the command runs there is a line instead; when it failed, its last words.
    """
    name = f"{command} {project.root}"
    job = started(name)
    if job and job.is_running:
        wait_for(job, command)
        return
    # Conflicts that are left are no failure of the audit: the pages list them.
    if job and job.last_words and not (command == "audit" and job.answered_no):
        st.badge("could not go on", icon=":material/error:", color="red")
        st.text(job.last_words)
    # Enter may start an audit, but neither hours of training nor an opening of the sealed part.
    shortcut = "Enter" if command == "audit" else None
    if st.button(label, type="primary", icon=":material/play_arrow:", shortcut=shortcut, disabled=disabled):
        start(name, command, str(project.root.resolve()), *settings)
        st.rerun()


@st.fragment(run_every="2s")
def wait_for(job: Job, command: str) -> None:
    """A line while the command runs; the whole page again when it ended."""
    if not job.is_running:
        st.rerun(scope="app")
    st.markdown(f":shimmer[Running {command}.] You may close this page.")
