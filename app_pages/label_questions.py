"""Borderline questions beside each other, one key each, and where the labels put the cut: a view of Conflicts."""

import time
from collections.abc import Mapping

import streamlit as st

from app_pages.faults import faults_told
from app_pages.keys import drawing, key_button, on_time, shown
from app_pages.marked_text import heading, paragraph, show
from app_pages.offers import offer, offer_inline
from app_pages.readers import found_of
from prep.calibrating import Desk, in_words, keep, last_said, read_desk, read_labels
from prep.calibration import ENOUGH, Answer, Borderline
from prep.clock import about, moment
from prep.plurals import many
from prep.presses import pace_s, read_decided, today
from prep.project import Project
from prep.records import Pair

GUESS_S = 8.0  # for one pair of questions, before this person's own pace is known
CARD = 230  # pixels: the bar below never moves
S = st.session_state


def label(project: Project, one: Borderline, answer: Answer) -> None:
    """One press labels the pair that it was drawn for."""
    if on_time("label", _name(one), S["label_current"]):
        keep(project, one, answer, moment(), pairs=pairs_of(project))
        S["label_times"].append(time.monotonic())


def undo(project: Project) -> None:
    said = last_said(read_labels(project))
    if said is not None:
        keep(project, said, "undo", moment(), pairs=pairs_of(project))


def pairs_of(project: Project) -> Mapping[str, Pair] | None:
    """The pairs in today's words, from what the page has read already."""
    found = found_of(project)
    return today(found, read_decided(project, "", found.made)) if found else None


@st.fragment
def label_questions(project: Project) -> None:
    """The pair that stands here now, the keys, and what the labels come to."""
    S.setdefault("label_times", [])
    drawing("label")
    with st.container(), faults_told():
        if not project.borderline.is_file():
            st.title("When do two questions ask the same?")
            st.markdown(
                "Of some questions the audit is not sure. Look at 30 to 100 pairs of them, and it will mean by "
                "«the same question» what you mean by it."
            )
            offer("Draw the pairs", project, "calibrate")
        else:
            show_desk(project, read_desk(project, pairs_of(project)))
    shown("label")


def show_desk(project: Project, desk: Desk) -> None:
    waiting = desk.waiting
    can_undo = last_said(read_labels(project)) is not None
    if waiting:
        show_pair(project, desk, waiting, can_undo)
    else:
        S["label_current"] = ""
        st.title("All drawn pairs are labelled")
        with st.container(horizontal=True):
            offer_inline("Draw more", project, "calibrate", "--draw")
            key_button("label", "Undo", "undo", "U", undo, project, quiet=True, disabled=not can_undo)
    with st.container(border=True):
        for line in in_words(desk.calibration):
            st.markdown(line)
        if desk.calibration.is_moved:
            st.caption("The next audit uses this cut.")
            offer_inline("Audit again", project, "audit")


def show_pair(project: Project, desk: Desk, waiting: list[Borderline], can_undo: bool) -> None:
    one = waiting[0]
    S["label_current"] = _name(one)
    n, times = desk.calibration.n_labels, S["label_times"]
    left = about(len(waiting) * pace_s(times, guess=GUESS_S))
    enough = f"{ENOUGH - n} more until the cut moves" if n < ENOUGH else "the cut has moved"
    st.markdown(f"**{many(len(waiting), 'pair')} left** · {n} labelled · {enough} · {left}")
    st.markdown("**Do these two ask the same?** A different figure in the answers is no reason to say no.")
    for column, name, pair_id in zip(st.columns(2), "AB", (one.left, one.right), strict=True):
        pair = desk.pairs[pair_id]
        with column.container(border=True, height=CARD):
            show(paragraph([("quiet", f"{name} · {pair.topic or 'no topic'} · {pair.pair_id}")]))
            show(heading(pair.instruction), paragraph([("same", pair.response)]))
    with st.container(horizontal=True, vertical_alignment="center"):
        key_button("label", "The same", "", "S", label, project, one, "same")
        key_button("label", "Different", "", "D", label, project, one, "different")
        key_button("label", "Unsure", "", "X", label, project, one, "unsure")
        st.space("stretch")
        key_button("label", "Undo", "undo", "U", undo, project, quiet=True, disabled=not can_undo)


def _name(one: Borderline) -> str:
    return f"{one.left} {one.right}"
