"""What was said about shorthand or cuts takes effect when the pairs are made again, which a process of its own does."""

import streamlit as st

from app_pages.offers import offer_inline, wait_for
from app_pages.starting import start, started
from prep.project import Project
from prep.remaking import is_taken_in


def show_remaking(project: Project, *, is_next: bool) -> None:
    """The button that makes the pairs again while they do not know what was said; then, if `is_next`, the audit."""
    name = f"glossary {project.root}"
    job = started(name)
    if job and job.is_running:
        wait_for(job, "the making of the pairs")
        return
    if job and job.last_words:
        st.badge("could not go on", icon=":material/error:", color="red")
        st.text(job.last_words)
    if is_taken_in(project):
        if is_next:
            st.markdown("The pairs are made with all that was said.")
            offer_inline("Audit the pairs", project, "audit")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("What you said is kept. The pairs do not know it yet.", width="content")
        if st.button(
            "Make the pairs again",
            icon=":material/sync:",
            type="primary" if is_next else "secondary",
            shortcut="Enter" if is_next else None,
        ):
            start(name, "glossary", str(project.root.resolve()), "remake")
            st.rerun(scope="app")
