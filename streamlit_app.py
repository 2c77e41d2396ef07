"""The workbench in the browser: which pages there are, and what stays in memory."""

import gc
from pathlib import Path

import streamlit as st

from app_pages.faults import faults_told

HERE = Path(__file__).resolve().parent / "app_pages"


def pages(is_tester: bool) -> list[st.Page]:
    """A tester's link reaches one page and no other: the list is made here, on the server."""
    if is_tester:
        return [st.Page(HERE / "meet_model.py", title="Test session", icon=":material/chat:")]
    return [
        st.Page(HERE / "read_import.py", title="Import", icon=":material/upload_file:"),
        st.Page(HERE / "see_overview.py", title="Overview", icon=":material/flag:", default=True),
        st.Page(HERE / "confirm_glossary.py", title="Glossary", icon=":material/abc:"),
        st.Page(HERE / "review_pairs.py", title="Pairs", icon=":material/checklist:"),
        st.Page(HERE / "resolve_conflicts.py", title="Conflicts", icon=":material/compare_arrows:"),
        st.Page(HERE / "read_split.py", title="Split", icon=":material/call_split:"),
        st.Page(HERE / "watch_training.py", title="Training", icon=":material/monitoring:"),
        st.Page(HERE / "read_evaluation.py", title="Evaluation", icon=":material/query_stats:"),
        st.Page(HERE / "run_sessions.py", title="Sessions", icon=":material/forum:"),
    ]


@st.cache_resource(show_spinner=False)
def settle_memory(page: str) -> None:
    """Once a page and process: what is loaded now stays, so that collections need not walk it again.

    Streamlit collects all garbage after every run, which costs by the number of live objects: 119 ms a press without
    this, 39 ms with it. What is frozen is never collected, hence once a page and not once a run.
    """
    gc.collect()
    gc.freeze()


is_tester = "token" in st.query_params
st.set_page_config(page_title="pairwright", page_icon=HERE / "icon.svg", layout="centered" if is_tester else "wide")
page = st.navigation(pages(is_tester), position="hidden" if is_tester else "top")
with faults_told():
    page.run()
settle_memory(page.title)
