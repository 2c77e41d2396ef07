"""Questions that are taught with several answers, one at a time: which answer all shall have. A view of Conflicts."""

from collections.abc import Mapping

import streamlit as st

from app_pages.faults import faults_told
from app_pages.focus import focus
from app_pages.keys import drawing, key_button, on_time, shown
from app_pages.marked_text import paragraph, show
from app_pages.offer_rows import OFFER_S, SHOWN, AnswerRow, answer_rows
from app_pages.refusals import refuse, show_refusal
from app_pages.undoing import go_on, is_back, show_left, take_back, was_pressed
from prep.clock import about, moment
from prep.found import Found
from prep.one_answer.beside import these_differ
from prep.one_answer.cases import different_cases
from prep.one_answer.offers import PAGE, Offer, last_press, leave, open_offers, take
from prep.plurals import many
from prep.presses import Press, pace_s, read_decided, today, write_press
from prep.project import Project
from prep.records import Decision, Pair

CARD = 540  # pixels: the bar below never moves
S = st.session_state


def decide(project: Project, offer: Offer, decisions: list[Decision], seen: Mapping[str, Pair]) -> None:
    """One press settles one question."""
    if not on_time("answers", offer.offer_id, S["answers_current"]):
        return
    at = moment()
    write_press(project, decisions, at, seen, page=PAGE)
    was_pressed(PAGE, at)
    S["answers_mode"] = "read"


def give(project: Project, offer: Offer, response: str, seen: Mapping[str, Pair]) -> None:
    """An answer for the ticked pairs; nothing where none is ticked."""
    apart = [pair.pair_id for pair in offer.pairs if not is_ticked(pair)]
    if response.strip() and len(apart) < len(offer.pairs):
        decide(project, offer, take(offer, response.strip(), apart), seen)


def give_written(project: Project, offer: Offer, seen: Mapping[str, Pair]) -> None:
    if not S["answer_for_all"].strip():
        refuse(PAGE, "The answer has no text. Write it, or leave and choose one of those above.")
    else:
        give(project, offer, S["answer_for_all"], seen)


def is_ticked(pair: Pair) -> bool:
    return bool(S["answers_ticks"].get(pair.pair_id, True))


def tick(pairs: tuple[Pair, ...]) -> None:
    """All pairs of an answer, or none of them where all were. Their boxes are drawn anew, which shows it."""
    ticked = not all(map(is_ticked, pairs))
    for pair in pairs:
        S["answers_ticks"][pair.pair_id] = ticked
        S["answers_boxes"][pair.pair_id] = (_box(pair)[0] + 1, ticked)


def tick_one(pair: Pair, key: str) -> None:
    S["answers_ticks"][pair.pair_id] = S[key]


def _box(pair: Pair) -> tuple[int, bool]:
    """Which box of a pair is drawn, and what it started with.

    A value that is set from outside can get lost where a held key interrupts the drawing; a new box cannot.
    """
    number, ticked = S["answers_boxes"].get(pair.pair_id, (0, True))
    return int(number), bool(ticked)


def undo(project: Project, press: Press) -> None:
    """Take the last press back; its question is shown next, whatever was skipped."""
    take_back(project, press, PAGE)
    S["answers_mode"] = "read"


def skip(offer_id: str) -> None:
    S["answers_skipped"].append(offer_id)
    go_on(PAGE)
    S["answers_mode"] = "read"


def switch(mode: str) -> None:
    S["answers_mode"] = mode


@st.fragment
def choose_answers(project: Project, found: Found) -> None:
    """The question that stands here now, and the keys."""
    for name, start in (("times", {}), ("skipped", []), ("mode", "read"), ("current", "")):
        S.setdefault(f"answers_{name}", start)
    drawing("answers")
    with st.container(), faults_told():
        show_offers(project, found)
        show_refusal(PAGE)
        show_left(PAGE)
    focus("answer_for_all" if S["answers_mode"] == "write" else "")
    shown("answers")


def show_offers(project: Project, found: Found) -> None:
    decided = read_decided(project, found.decisions_digest, found.made)
    offers, press = open_offers(found, decided), last_press(found, decided)
    if not offers:
        S["answers_current"] = ""
        st.title("Every question is taught with one answer" if not press else "No question is left")
        if press:
            st.markdown("The next audit, the split and training keep to what you said.")
        key_button("answers", "Undo", "undo", "U", undo, project, press, quiet=True, disabled=press is None)
        return
    skipped = S["answers_skipped"]
    back = next((one for one in offers if is_back(PAGE, (pair.pair_id for pair in one.pairs))), None)
    offer = back or next((one for one in offers if one.offer_id not in skipped), offers[0])
    if offer.offer_id in skipped:
        skipped.clear()
    if S["answers_current"] != offer.offer_id:
        S["answers_ticks"], S["answers_boxes"] = {}, {}
    S["answers_current"] = offer.offer_id
    rows, seen = answer_rows(offer), today(found, decided)
    show_header(offers, offer)
    with st.container(border=True, height=CARD):
        for row in rows:
            show_row(row)
    show_bar(project, offer, rows, seen, press)


def show_header(offers: list[Offer], offer: Offer) -> None:
    times = S["answers_times"]
    left = about(len(offers) * pace_s([*times.values()], guess=OFFER_S))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{many(len(offers), 'question')} left** with several answers · {len(times)} decided · {left}",
            width="content",
        )
        st.space("stretch")
        if differ := these_differ(offer):
            st.badge("these differ", icon=":material/compare_arrows:", color="orange")
            show(paragraph([("strong", differ)]), width="content")
        if cases := different_cases(offer):
            st.badge("these ask about different cases", icon=":material/call_split:", color="orange")
            show(paragraph([("strong", cases)]), width="content")
        st.badge(many(len(offer.pairs), "pair"), color="gray")
        st.badge(many(len(offer.wordings), "answer"), icon=":material/forum:", color="violet")


def show_row(row: AnswerRow) -> None:
    """An answer at the left, and at the right who gets it now, each with a tick."""
    answer, asked = st.columns([6, 5], gap="medium")
    with answer.container(gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{row.number}**", width="content")
            if row.badge:
                st.badge(row.badge, icon=":material/check:", color="blue")
            st.space("stretch")
            if row.pairs and row.number <= SHOWN:
                label = "Not these" if all(map(is_ticked, row.pairs)) else "These too"
                key_button("answers_tick", label, "", f"Alt+{row.number}", tick, tuple(row.pairs), quiet=True)
        show(paragraph(row.pieces))
        if row.differs:
            show(paragraph([("quiet", row.differs)]))
    with asked.container(gap="xsmall"):
        for pair in row.pairs:
            with st.container(horizontal=True, wrap=False, gap="small"):
                number, ticked = _box(pair)
                key = f"answers_tick_{pair.pair_id}_{number}"
                st.checkbox(
                    "Gets the answer", ticked, key, label_visibility="collapsed", width="content",
                    on_change=tick_one, args=(pair, key),
                )  # fmt: skip
                show(paragraph([("same" if is_ticked(pair) else "quiet", pair.instruction)]))


def show_bar(
    project: Project, offer: Offer, rows: list[AnswerRow], seen: Mapping[str, Pair], press: Press | None
) -> None:
    """The keys. Enter takes nothing. Where the questions ask about different cases, For all is no default."""
    if S["answers_mode"] == "write":
        st.text_area("One answer for all that are ticked", value=rows[0].response, key="answer_for_all", height=110)
        with st.container(horizontal=True):
            key_button("write", "Save for all", "check", "Ctrl+Enter", give_written, project, offer, seen, primary=True)
            key_button("write", "Leave", "close", "Esc", switch, "read")
        return
    n_ticked = sum(map(is_ticked, offer.pairs))
    best_left = n_ticked == len(offer.pairs) and bool(different_cases(offer))
    with st.container(horizontal=True, vertical_alignment="center"):
        for row in rows[:1]:
            key_button(
                "answers", f"For all {n_ticked}" if n_ticked > 1 else "For this one", "check", "1",
                give, project, offer, row.response, seen, primary=not best_left, disabled=not n_ticked,
            )  # fmt: skip
        key_button("answers", "Write one", "edit", "E", switch, "write", disabled=not n_ticked)
        key_button("answers", "Leave as worded", "", "K", decide, project, offer, leave(offer), seen, primary=best_left)
        for row in rows[1:SHOWN]:
            args = (project, offer, row.response, seen)
            key_button("answers", f"Answer {row.number}", "", str(row.number), give, *args, disabled=not n_ticked)
        st.space("stretch")
        key_button("answers", "Undo", "undo", "U", undo, project, press, quiet=True, disabled=press is None)
        key_button("answers", "Skip", "", "Right", skip, offer.offer_id, quiet=True)
    apart = len(offer.pairs) - n_ticked
    told = f"{many(apart, 'pair')} set apart keep their answer" if apart else "Untick what asks or means something else"
    st.caption(f"**1** gives the ticked pairs the suggested answer. {told}. Nothing is deleted; undo at any time.")
