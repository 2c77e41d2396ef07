"""What is held out, what that buys, and whether anybody could have spoilt it. No held-out text is shown here."""

import streamlit as st

from app_pages.charts import held_out_bars
from app_pages.marked_text import paragraph, show, table
from app_pages.offers import offer, offer_inline
from app_pages.pickers import pick_project
from app_pages.readers import found_of, plan_of
from app_pages.split_rows import (
    certificate_sentence,
    claims,
    earlier_rows,
    is_of_today,
    nearest_rows,
    opening_rows,
    price_rows,
    seal_fault,
    sealed_on,
    settings,
    stratum_header,
    stratum_rows,
    title,
    topic_bars,
    what_was_seen,
)
from evalsuite.records import Bars
from prep.found import knows_all_decisions
from prep.held_out import Sealed, read_openings, read_sealed
from prep.project import Project, read_json
from prep.records import Split
from prep.split_words import exactness, exactness_of_refusing, left_out_line, parts_line
from prep.wish import ALWAYS, COLUMNS, Asked

ACCURACY = Bars().held_out_accuracy


def show_price(split: Split) -> None:
    """The interval that the score will have, and what a narrower one takes."""
    with st.container(border=True):
        st.markdown("**How exact the score will be**")
        st.text(exactness(split, ACCURACY))
        if refusing := exactness_of_refusing(split, ACCURACY):
            st.text(refusing)
        if rows := price_rows(split, ACCURACY):
            st.caption("What ±x costs, with pairs of the same kind as these")
            header = ["", "Taught pairs", "Held out in all", "Of today's pairs", "Or kept pairs, same share"]
            show(table(header, rows))


def show_strata(split: Split) -> None:
    """Who went where, topic by topic, beside the share that was wished for."""
    left, right = st.columns(2, border=True)  # a validation part makes six columns of numbers
    with left:
        st.markdown("**Topics**")
        st.text(parts_line(split))
        show(table(stratum_header(split), stratum_rows(split)))
        st.caption("Taught: training has the question asked another way. Untaught: training never sees it.")
        for column in split.by:
            show(table(stratum_header(split, column), stratum_rows(split, column)))
    with right:
        st.markdown("**Held out, by topic**")
        if bars := topic_bars(split):
            st.altair_chart(
                held_out_bars(bars, wished=split.held_out_share), alt="The share of each topic that is held out"
            )
            st.caption("The paler end of a bar is untaught. The dashed line is the share wished for.")
        else:
            st.caption("No topic has enough pairs to be measured on its own.")
        for note in (*split.notes, left_out_line(split)):
            if note:
                st.text(note)


def ask_wish() -> Asked:
    """How much to hold out; beneath it what fewer people ask for."""
    held_out = st.slider("Share to hold out, in percent", 10, 40, 18, key="held_out", width=420) / 100
    with st.expander("Validation part, other columns, by time"):
        validation = st.slider(
            "Share for validation, in percent: training may look at it to choose when to stop",
            0, 20, 0, key="validation", width=420,
        )  # fmt: skip
        by_time = st.checkbox("Hold out the newest pairs, whatever their topic", key="by_time")
        columns = st.multiselect(
            "Keep in proportion, beside topic and kind of answer",
            [column for column in COLUMNS if column not in ALWAYS],
            key="split_by", width=420, disabled=by_time, placeholder="None",
        )  # fmt: skip
    return Asked(
        held_out_share=held_out,
        validation_share=validation / 100 or None,
        by=tuple(columns) if columns and not by_time else None,
        by_time=by_time or None,
    )


def show_plan(project: Project) -> None:
    """Before sealing: choose how much, see what it buys, seal."""
    st.title("Not sealed yet")
    st.markdown("Some pairs are set aside to judge by. Nothing that trains or tunes can read them.")
    asked = ask_wish()
    split = plan_of(project, asked)
    show_price(split)
    show_strata(split)
    with st.container(border=True):
        st.markdown(
            "**Sealing cannot be undone.** A later split can retire this one, but its openings go on counting. "
            "Type the project's name to seal it."
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            typed = st.text_input("Project's name", key="seal_name", width=260)
            offer_inline(
                "Seal the split",
                project,
                "split",
                *settings(asked),
                disabled=typed.strip() != project.name,
            )
        st.caption("The same as this command in a terminal:")
        st.code(" ".join(["pairwright split", project.argument, *settings(asked)]), language=None, wrap_lines=True)


def show_seal(project: Project, sealed: Sealed) -> None:
    """The root to keep, whether all still fits it, and who has looked."""
    with st.container(border=True):
        st.markdown("**Seal**")
        if fault := seal_fault(project, sealed):
            st.badge("broken", icon=":material/lock_open:", color="red")
            st.text(fault)
        else:
            st.badge("whole", icon=":material/lock:", color="green")
            st.markdown("Training part, certificate, assignments and opening log are the sealed ones.")
        st.code(sealed.root, language=None, wrap_lines=True)
        st.caption(
            "Keep this elsewhere: whoever owns this machine can rebuild everything; only what others kept shows it. "
            "The held-out rows are checked whenever they are opened; this page does not read them."
        )
        if not fault:
            show_openings(project, sealed)
        if rows := earlier_rows(sealed):
            st.caption("Earlier splits")
            show(table(["", "Seal", "Opened"], rows))
            st.markdown(what_was_seen(sealed))


def show_openings(project: Project, sealed: Sealed) -> None:
    log = read_openings(project)
    if not log:
        st.markdown("Never opened.")
    else:
        show(table(["", "When", "Run", "Why", "Command"], opening_rows(log, st.context.timezone)))
    said = claims(sealed, log)
    for words in said:
        show(paragraph([("strong", "What the next score will say: "), ("same", words)]))
    if said:
        offer_retiring(project)


def offer_retiring(project: Project) -> None:
    """Draw again once several models were judged: what was scored on goes to training as far as there is other."""
    st.markdown(
        "**Retire this split?** Drawn again, questions that no score was made of are held out first. New tickets make "
        "the best ones: import and audit them before. Type the project's name to retire it."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input("Project's name", key="retire_name", width=260)
        offer_inline("Retire and draw again", project, "split", "--anew", disabled=typed.strip() != project.name)


def show_certificate(project: Project, sealed: Sealed) -> None:
    """What the search for copies found, by id."""
    with st.container(border=True):
        st.markdown("**Certificate**")
        if not project.certificate.is_file():
            st.badge("missing", icon=":material/help:", color="red")
            return
        certificate = read_json(project.certificate)
        if sealed.n_copies or certificate.get("is_clean") is not True:
            st.badge("not clean", icon=":material/cancel:", color="red")
        else:
            st.badge("clean", icon=":material/check_circle:", color="green")
        st.text(certificate_sentence(sealed, certificate))
        from_score = certificate.get("threshold")
        st.caption(f"The nearest training pairs. From a score of {from_score} on a question counts as a copy.")
        header = ["Held out", "By wording", "Score", "By meaning", "Cosine"]
        show(table(header, nearest_rows(certificate)))
        if project.certificate_page.is_file():
            st.download_button(
                "The whole certificate as a page",
                project.certificate_page.read_bytes(),
                file_name=f"{project.name}-certificate.html",
                mime="text/html",
                icon=":material/download:",
                on_click="ignore",
            )
            st.caption(
                "It holds ids and scores of every held-out pair and no ticket's text, so it may be shown to others."
            )


def show_sealed(project: Project, *, can_grow: bool) -> None:
    sealed = read_sealed(project)
    st.title(title(sealed))
    show(paragraph([("quiet", f"{project.name} · {sealed_on(sealed, st.context.timezone)}")]))
    if not is_of_today(project, sealed):
        st.badge("out of date", icon=":material/history:", color="gray")
        st.markdown(
            "The pairs or decisions changed since. Split again and it grows: old pairs keep their side, "
            "near-duplicates of held-out ones join them, the rest is drawn."
        )
        if can_grow:
            offer("Let the split grow", project, "split")
        else:
            offer("Audit the pairs", project, "audit")
        st.caption("Or draw every pair again:")
        st.code(f"pairwright split {project.argument} --anew", language=None)
    left, right = st.columns([23, 27])  # the certificate names pairs in three columns
    with left:
        show_seal(project, sealed)
    with right:
        show_certificate(project, sealed)
    show_price(sealed.split)
    show_strata(sealed.split)


project = pick_project()
found = found_of(project)
is_audited = bool(found and found.is_of_these_pairs and knows_all_decisions(found, project))
if project.split.is_file():
    show_sealed(project, can_grow=is_audited)
elif is_audited:
    show_plan(project)
else:
    st.title("Nothing to split yet")
    st.markdown("Only pairs that the audit keeps are split, so that copies and contradictions stay out.")
    offer("Audit the pairs", project, "audit")
