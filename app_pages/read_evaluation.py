"""What the evaluation found: the headline, then the numbers with their doubt, then the answers themselves."""

from dataclasses import replace

import streamlit as st

from app_pages.charts import gap_dots, interval_dots
from app_pages.evaluation_rows import (
    WHICH,
    answer_counts,
    choose_answers,
    evaluated_runs,
    gap_rows,
    read_evaluation,
    responder_rows,
    small_topics,
    topic_rows,
    untaught_rows,
)
from app_pages.marked_text import heading, paragraph, show
from app_pages.offers import offer
from app_pages.pickers import pick_project
from evalsuite.headline import against, headline
from evalsuite.records import Bars, GradedAnswer, Summary
from evalsuite.stamp import stamp_line
from evalsuite.wording import named
from prep.clock import day_and_time


def show_result(summary: Summary) -> None:
    """The comparison, the gap, the topics, and what was never taught."""
    bars = Bars()
    with st.container(border=True):
        st.markdown("**Held-out questions that training covers, asked another way**")
        st.altair_chart(
            interval_dots(responder_rows(summary), bar=bars.held_out_accuracy, bar_words="your bar"),
            alt=headline(summary),
        )
        for comparison in summary.comparisons:
            st.text(against(comparison))
    left, right = st.columns(2, border=True)
    with left:
        st.markdown("**Training minus held out, in points**")
        if rows := gap_rows(summary):
            st.altair_chart(
                gap_dots(rows, limit=bars.gap, limit_words="your limit"), alt="The overfitting gap with its interval"
            )
        else:
            st.caption("Training and held-out questions were not both graded.")
        for advice in summary.gap.advice:
            st.text(advice)
    with right:
        st.markdown("**Questions that were never taught**")
        st.caption("Here the right thing is to refuse or to hand over.")
        if rows_untaught := untaught_rows(summary):
            st.table(
                {
                    "": [row.responder for row in rows_untaught],
                    "Refused": [row.refused for row in rows_untaught],
                    "Right all the same": [row.right for row in rows_untaught],
                    "Invented": [row.invented for row in rows_untaught],
                },
                border="horizontal",
                hide_index=True,
                alt="What each responder did with untaught questions",
            )
        else:
            st.caption("No untaught question was asked.")
    with st.container(border=True):
        st.markdown(f"**By topic, {named(summary.responder)}**")
        if rows_by_topic := topic_rows(summary):
            st.altair_chart(
                interval_dots(rows_by_topic, bar=bars.held_out_accuracy, step=26), alt="Held-out accuracy by topic"
            )
        if small := small_topics(summary):
            show(paragraph([("quiet", f"Too few questions for a share: {small}")]))
    for note in summary.notes:
        st.text(note)


def show_answers(summary: Summary, graded: list[GradedAnswer]) -> None:
    """One question at a time: the reference and the answer side by side."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        responder = st.selectbox(
            "Who answered",
            list(summary.held_out_accuracy),
            format_func=named,
            key="responder",
            bind="query-params",
            width=240,
        )
        topic = st.selectbox(
            "Topic",
            [None, *summary.topics],
            format_func=lambda topic: "All topics" if topic is None else topic or "(no topic)",
            key="topic",
            width=240,
        )
        counts = answer_counts(graded, responder, topic)
        which = st.segmented_control(
            "Answers",
            WHICH,
            default="Wrong",
            required=True,
            format_func=lambda which: f"{which} {counts[which]}",
            key="which",
            bind="query-params",
        )
    rows = choose_answers(graded, responder, which, topic)
    if not rows:
        st.markdown(
            f"No answer here is {which.lower()}." if which != "Errors" else "No error: every question was answered."
        )
        return
    place = st.pagination(len(rows), key=f"answer_{which}")
    show_answer(rows[place - 1])


def show_answer(one: GradedAnswer) -> None:
    show(heading(one.question.instruction))
    left, right = st.columns(2, border=True)
    with left:
        st.caption("Reference" if len(one.question.references) == 1 else "References, any one of them is right")
        for reference in one.question.references:
            st.text(reference)
    with right:
        st.caption(f"{named(one.answer.responder)}".capitalize())
        st.text(one.answer.text or one.answer.error or "(nothing)")
    if one.graded.reasons:
        show(paragraph([("strong", "Why: "), ("same", "; ".join(one.graded.reasons))]))
    graded_by = "a person" if one.labelled else "the scorers"
    show(paragraph([("quiet", f"{one.question.pair_id} · {one.question.topic or 'no topic'} · graded by {graded_by}")]))


project = pick_project()
runs = evaluated_runs(project)
if not runs:
    st.title("Not evaluated yet")
    st.markdown(
        "Train a model first, then ask it the held-out questions. The score opens the sealed part, and is logged."
    )
    offer("Evaluate the last run", project, "evaluate")
    st.stop()
run = runs[0]
if len(runs) > 1:
    run = st.selectbox("Run", runs, key="run", bind="query-params", label_visibility="collapsed", width=260)
summary, graded = read_evaluation(project, run)
st.title(headline(summary))
made_at = day_and_time(summary.stamp.made_at, st.context.timezone)
show(paragraph([("quiet", " · ".join(stamp_line(replace(summary.stamp, made_at=made_at))))]))
view = st.segmented_control(
    "View",
    ["Result", "Answers"],
    default="Result",
    required=True,
    key="view",
    bind="query-params",
    label_visibility="collapsed",
)
if view == "Result":
    show_result(summary)
else:
    show_answers(summary, graded)
