"""Shorthand that waits for a meaning: what it may mean at the left, its uses at the right, one key a decision."""

import time

import streamlit as st

from app_pages.faults import faults_told, tell
from app_pages.focus import focus
from app_pages.keys import key_button, on_time, shown
from app_pages.marked_text import heading, mark_spans, message, paragraph, show
from app_pages.pickers import pick_project
from app_pages.remaking import show_remaking
from app_pages.shorthand import Shorthand, marks, read_shorthand
from app_pages.waiting_pairs import next_in
from prep.clock import about, moment
from prep.errors import BadInput
from prep.glossary import Said
from prep.glossary.questions import Question, senses_in_words
from prep.plurals import many
from prep.presses import pace_s
from prep.project import Project
from prep.remaking import say, unsay

CARD = 330  # pixels: the bar below never moves
GUESS_S = 4.0  # for one short form, before this person's own pace is known
BY = "a person"
S = st.session_state


def decide(project: Project, lines: list[Said]) -> None:
    """One press: write it, remember it for the pace, go on."""
    if not on_time("glossary", lines[0].shorthand, S["glossary_current"]):
        return
    say(project, lines, moment())
    S["glossary_times"].append(time.monotonic())
    S["glossary_mode"] = "read"
    S["glossary_place"] += 1


def accept_all(project: Project, lines: list[Said], drawn_for: str) -> None:
    """The whole list that was shown, in one press."""
    if not on_time("glossary", drawn_for, S["glossary_current"]):
        return
    say(project, lines, moment())
    S["glossary_times"].append(time.monotonic())
    S["glossary_place"], S["glossary_mode"] = len(S["glossary_trail"]), "read"


def save_edit(project: Project, question: Question) -> None:
    """The meaning as it was written, everywhere or where it is meant so."""
    meaning = " ".join(S["edit_meaning"].split())
    near = tuple(word for word in S["edit_near"].replace(",", " ").split() if word)
    try:
        decide(project, [Said(question.shorthand, "accept", meaning, tuple(S["edit_topics"]), near, BY)])
    except BadInput as fault:
        S["glossary_fault"] = fault


def undo(project: Project) -> None:
    """Take back what was said last and show it again."""
    taken = unsay(project, [], moment())
    if taken:
        del S["glossary_times"][-1:]
        go_to(taken[0])


def go_to(shorthand: str) -> None:
    """Show this one now, whether it waits or not."""
    trail = S["glossary_trail"]
    if shorthand not in trail:
        trail.insert(min(S["glossary_place"], len(trail)), shorthand)
    S["glossary_place"], S["glossary_mode"] = trail.index(shorthand), "read"


def pick() -> None:
    if S["glossary_picked"]:
        go_to(S["glossary_picked"])


def step(by: int) -> None:
    S["glossary_place"], S["glossary_mode"] = max(0, S["glossary_place"] + by), "read"


def switch(mode: str) -> None:
    S["glossary_mode"] = mode


def show_header(found: Shorthand, question: Question) -> None:
    """How much waits, what hangs on this one, and all the others."""
    with st.container(horizontal=True, vertical_alignment="center"):
        n, times = len(found.waiting), S["glossary_times"]
        left = about(n * pace_s(times, guess=GUESS_S))
        waiting = f"**{n:,}** {'short form waits' if n == 1 else 'short forms wait'}"
        st.markdown(f"{waiting} · {len(times)} decided in this sitting · {left} left", width="content")
        st.space("stretch")
        if question.state != "open":
            st.badge(question.state, icon=":material/person:", color="gray")
        st.badge(f"decides {many(question.n_pairs, 'pair')}", icon=":material/checklist:", color="violet")
        choose(found)


def choose(found: Shorthand) -> None:
    """Every short form, so that one that was decided or applied unasked can be looked at again."""
    with st.popover("All", icon=":material/list:", type="tertiary"):
        st.selectbox(
            "Show",
            [None, *found.by_shorthand],
            format_func=lambda short: f"{short}: {found.by_shorthand[short].state}" if short else "One of all",
            key="glossary_picked",
            on_change=pick,
        )


def show_question(found: Shorthand, question: Question) -> None:
    """The meaning with what speaks for it, beside three uses."""
    left, right = st.columns(2)
    with left.container(border=True, height=CARD):
        show(heading(question.shorthand))
        if S["glossary_mode"] == "edit":
            show_fields(found, question)
        else:
            show_meaning(found, question)
    with right.container(border=True, height=CARD):
        st.markdown(f"**In {many(question.n_tickets, 'ticket')}, such as**")
        uses = question.uses or ((("from the tickets", question.evidence),) if question.evidence else ())
        show(*(message(where, mark_spans(text, marks(text, question.shorthand))) for where, text in uses))


def show_fields(found: Shorthand, question: Question) -> None:
    """The meaning to write, and where it is meant when it is not meant everywhere."""
    st.text_area("Meaning", value=question.meaning, key="edit_meaning", height=68)
    st.multiselect("Only in tickets about", found.topics, key="edit_topics", placeholder="all topics")
    st.text_input("Only beside one of these words", key="edit_near")
    if fault := S.pop("glossary_fault", None):
        tell(fault)


def show_meaning(found: Shorthand, question: Question) -> None:
    """What it means or may mean, and how that was found."""
    said = question.meaning or senses_in_words(question.senses)
    if said:
        show(message("Means" if question.state == "accepted" else "May mean", [("strong", said)]))
    elif question.state == "ignored":
        st.markdown("No shorthand: it stays as it is.")
    else:
        st.markdown("The tickets do not say what it means. Write the meaning, or say that it is no shorthand.")
    show(paragraph([("quiet", found.found_by(question))]))


def show_group(proposals: list[Question]) -> None:
    """Every meaning that the next press would accept."""
    with st.container(border=True, height=CARD):
        st.markdown(f"**{many(len(proposals), 'proposed meaning')}**")
        for one in proposals:
            use = next((text for _, text in one.uses), "")
            show(paragraph([("strong", f"{one.shorthand}: {one.meaning}"), ("quiet", f"  {use}")]))


def show_bar(project: Project, found: Shorthand, question: Question) -> None:
    """The keys. In a text area and before a list there are no letter keys that decide on one short form."""
    mode, form = S["glossary_mode"], question.shorthand
    proposals = [one for one in found.waiting if one.meaning and not one.is_cut]
    with st.container(horizontal=True, vertical_alignment="center"):
        if mode == "edit":
            key_button("glossary_edit", "Save", "check", "Ctrl+Enter", save_edit, project, question, primary=True)
            key_button("glossary_edit", "Leave", "close", "Esc", switch, "read")
            return
        if mode == "group":
            lines = [Said(one.shorthand, "accept", one.meaning, said_by=BY) for one in proposals]
            label = f"Accept all {len(proposals)}"
            key_button("glossary_group", label, "done_all", "A", accept_all, project, lines, form, primary=True)
            key_button("glossary_group", "Leave", "close", "Esc", switch, "read")
            return
        accept = [Said(form, "accept", question.meaning, said_by=BY)]
        can_accept = bool(question.meaning)
        key_button("glossary", "Accept", "check", "A", decide, project, accept, primary=True, disabled=not can_accept)
        key_button("glossary", "Edit", "edit", "E", switch, "edit")
        key_button("glossary", "Ignore", "close", "X", decide, project, [Said(form, "ignore", said_by=BY)])
        if len(proposals) > 1:
            key_button("glossary", f"Accept all {len(proposals)}", "done_all", "G", switch, "group")
        st.space("stretch")
        show_undo(project, found)
        key_button("glossary", "Back", "", "Left", step, -1, quiet=True, disabled=S["glossary_place"] == 0)
        key_button("glossary", "Skip", "", "Right", step, 1, quiet=True)


def show_undo(project: Project, found: Shorthand) -> None:
    key_button("glossary", "Undo", "undo", "U", undo, project, quiet=True, disabled=not found.can_undo)


def show_nothing(project: Project, found: Shorthand) -> None:
    """Nothing waits: what is in use, and what to do next."""
    st.title("No shorthand waits for a meaning")
    st.markdown(f"{found.in_words} Look at any of them again:")
    choose(found)
    show_undo(project, found)


@st.fragment
def confirm(project: Project) -> None:
    """The queue; a decision redraws this and nothing else."""
    with st.container(), faults_told():
        show_queue(project)
    focus("edit_meaning" if S["glossary_mode"] == "edit" else "")
    shown("glossary")


def show_queue(project: Project) -> None:
    """The short form that stands here now, or that nothing waits."""
    found = read_shorthand(project)
    waiting = [one.shorthand for one in found.waiting]
    trail = S["glossary_trail"]
    if S["glossary_place"] >= len(trail) and (following := next_in(waiting, trail)):
        trail.append(following)
    question = found.by_shorthand.get(trail[S["glossary_place"]]) if S["glossary_place"] < len(trail) else None
    S["glossary_current"] = question.shorthand if question else ""
    if question is None:
        show_nothing(project, found)
    else:
        show_header(found, question)
        if S["glossary_mode"] == "group":
            show_group([one for one in found.waiting if one.meaning and not one.is_cut])
        else:
            show_question(found, question)
        show_bar(project, found, question)
    show_remaking(project, is_next=not waiting)


project = pick_project()
S.setdefault("glossary_times", [])
if S.get("glossary_project") != project.name:
    S["glossary_project"] = project.name
    S["glossary_trail"], S["glossary_place"], S["glossary_mode"] = [], 0, "read"
confirm(project)
