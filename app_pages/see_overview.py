"""Where we stand, and what to do now."""

import time
from dataclasses import replace
from pathlib import Path

import streamlit as st

from app_pages.gate_words import COLOR, ICON, comparison, counts, name, summary, title, to_settle, value
from app_pages.marked_text import paragraph, show
from app_pages.offers import offer_inline
from app_pages.pickers import offer_projects, pick_project
from app_pages.readers import conflicts_of, found_of
from app_pages.session_rows import read_sessions
from app_pages.standing import Next, Standing, gather, stand
from app_pages.training_rows import read_runs
from evalsuite.records import Gate, Stamp
from evalsuite.sessions.store import SessionStore
from evalsuite.stamp import stamp_line, what_openings_do
from prep.clock import day_and_time, now
from prep.project import Project

PAGES = Path(__file__).resolve().parent


def show_title(project: Project, standing: Standing) -> None:
    """The verdict as a sentence, and whose it is."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(title(standing.verdict), width="content")
        st.space("stretch")
        offer_projects()
        parts = [project.name, standing.run and f"run {standing.run}"]
        parts.append(f"evaluated {day_and_time(standing.made_at, st.context.timezone)}" if standing.made_at else "")
        show(paragraph([("quiet", " · ".join(part for part in parts if part))]), width="content")
    st.markdown(summary(standing.verdict))
    if standing.stale:
        st.badge("out of date", icon=":material/history:", color="gray")
        show(paragraph([("same", standing.stale)]))


def show_gate(gate: Gate) -> None:
    """One question of the three: the answer, the number, the doubt, and what settles it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{name(gate)}**", width="content")
        st.space("stretch")
        st.badge(gate.outcome, icon=ICON[gate.outcome], color=COLOR[gate.outcome])
    st.metric(name(gate), value(gate), label_visibility="collapsed")
    show(paragraph([("quiet", counts(gate))]))
    show(paragraph([("same", comparison(gate))]))
    st.space("stretch")
    if settle := to_settle(gate):
        show(paragraph([("strong", "To settle it: "), ("same", settle)]))
    elif gate.outcome == "PASS":
        st.markdown(":material/check: Settled.")
    else:
        st.markdown("Settled: more questions would not change it.")


def show_stamp(stamp: Stamp) -> None:
    """What the scores above rest on: seal, openings before, copies across the split, and what the openings do."""
    if stamp.seal_root:
        show(paragraph([("quiet", " · ".join(stamp_line(replace(stamp, run="", made_at=""))))]))
        for words in what_openings_do(stamp):
            show(paragraph([("quiet", words)]))


def show_next(project: Project, step: Next) -> None:
    """The one thing to do now."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Next:** {step.sentence}", width="stretch")
        if step.command:
            offer_inline(step.label, project, step.command)
        elif step.page and st.button(step.label, type="primary", icon=step.icon, shortcut="Enter"):
            st.switch_page(PAGES / f"{step.page}.py", query_params={"found": step.view} if step.view else None)


def show_stages(standing: Standing) -> None:
    st.subheader("Where this project stands")
    st.table(
        {
            "Stage": [row.stage for row in standing.stages],
            "State": [f"{row.icon} {row.state}" for row in standing.stages],
            "What it holds": [row.holds for row in standing.stages],
        },
        border="horizontal",
        hide_index=True,
        alt="The state of each stage",
    )


project = pick_project()
found = found_of(project)
sessions = read_sessions(SessionStore(project.sessions), now())
evidence = gather(project, found, conflicts_of(project), read_runs(project, time.time()), sessions, now)
standing = stand(project, evidence)
show_title(project, standing)
for column, gate in zip(st.columns(3, border=True), standing.verdict.gates, strict=True):
    with column:
        show_gate(gate)
show_stamp(standing.verdict.stamp)
show_next(project, standing.next)
show_stages(standing)
