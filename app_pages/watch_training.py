"""How the training goes. It runs in a process of its own; this page only reads its files."""

import time
from pathlib import Path

import streamlit as st

from app_pages.charts import loss_lines
from app_pages.faults import faults_told
from app_pages.marked_text import paragraph, show, table
from app_pages.offers import offer
from app_pages.pickers import pick_project
from app_pages.training_rows import (
    RunRow,
    facts,
    loss_points,
    loss_sentence,
    newest,
    progress_words,
    read_runs,
    said,
    title,
)
from prep.project import Project

EVALUATION = Path(__file__).resolve().parent / "read_evaluation.py"


def show_run(row: RunRow) -> None:
    """Loss at the left; words, progress and what the run is made of at the right."""
    left, right = st.columns([3, 2])
    with left.container(border=True):
        st.markdown("**Loss per token**")
        if row.steps:
            st.altair_chart(loss_lines(loss_points(row.steps, row.epochs)), key="loss", alt=loss_sentence(row))
        else:
            st.caption("The first steps are under way; a loss is logged every few steps.")
    with right.container(border=True, height="stretch"):
        st.progress(row.share_done, text=progress_words(row))
        if row.is_running:
            st.caption("You may close this page.")
        for words in said(row):
            show(paragraph([("same", words)]))
        show(table(["", ""], list(facts(row).items())))


def show_next(project: Project, row: RunRow | None) -> None:
    """The one button: start, or go on."""
    if row is None:
        st.markdown(
            "Training reads the sealed split's training part and nothing else. It resumes where it was stopped."
        )
        offer("Start training", project, "train")
    elif not row.is_running and row.run.state != "finished":
        offer("Go on from the last checkpoint", project, "train")
    elif row.run.state == "finished":
        st.page_link(EVALUATION, label="Next: ask it the held-out questions", icon=":material/query_stats:")


@st.fragment(run_every="2s")
def watch(project: Project, drawn: str) -> None:
    """The run as its files stand now. When its state changes the whole page is drawn again, buttons too."""
    with faults_told():
        runs = read_runs(project, time.time())
        if title(newest(runs)) != drawn:
            st.rerun(scope="app")
        st.title(drawn)
        if row := newest(runs):
            show_run(row)
        if len(runs) > 1:
            st.caption("Earlier: " + " · ".join(f"{one.run.run_id}, {one.run.state}" for one in runs[1:]))


project = pick_project()
if not project.split.is_file():
    st.title("Nothing to train on yet")
    st.markdown("Seal the split first: it sets apart the questions that the model is judged by later.")
    st.code(f"pairwright split {project.argument}", language=None)
    st.stop()
row = newest(read_runs(project, time.time()))
watch(project, title(row))
show_next(project, row)
