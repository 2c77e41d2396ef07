"""What the audit found: answers that cannot both be right, copies that were folded, and everything else by its code."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence

import streamlit as st

from app_pages.alike_conflicts import CHOICES, alike, settle_all
from app_pages.browse_findings import browse_findings
from app_pages.choose_answers import choose_answers
from app_pages.choose_copies import choose_copies
from app_pages.conflict_cards import (
    Card,
    choose_left,
    choose_right,
    consequence,
    drop_both,
    is_open,
    keep_both,
    marked,
    n_conflicts,
    no_contradiction,
    restated,
    right_replaced_left,
    who_and_when,
    write_one,
)
from app_pages.faults import faults_told
from app_pages.focus import focus, let_go_of_tabs
from app_pages.keys import key_button, on_time, shown
from app_pages.label_questions import label_questions
from app_pages.marked_text import heading, paragraph, show, table
from app_pages.offers import offer
from app_pages.pickers import pick_project
from app_pages.readers import conflicts_of, found_of
from app_pages.refusals import refuse, show_refusal
from app_pages.undoing import go_on, is_back, show_left, take_back, was_pressed
from prep.clock import about, moment
from prep.found import Found
from prep.plurals import many
from prep.presses import (
    pace_s,
    press_to_undo,
    read_decided,
    read_presses,
    today,
    write_press,
)
from prep.project import Project
from prep.records import Decision, Pair

GUESS_S = 40.0  # for one conflict, before this person's own pace is known
S = st.session_state


def decide(project: Project, card: Card, decisions: list[Decision]) -> None:
    """One press settles one conflict."""
    if not on_time("conflicts", card.card_id, S["conflicts_current"]):
        return
    at = moment()
    write_press(project, decisions, at, as_seen(project), page="conflicts")
    was_pressed("conflicts", at)
    S["conflicts_mode"] = "read"


def as_made(project: Project) -> Mapping[str, Pair]:
    """The pairs as preparation made them."""
    found = found_of(project)
    return found.made if found else {}


def as_seen(project: Project) -> Mapping[str, Pair]:
    """The pairs in today's words, which a decision is about."""
    found = found_of(project)
    return today(found, read_decided(project, "", found.made)) if found else {}


def save_cases(project: Project, card: Card) -> None:
    if not (S["left_when"].strip() or S["right_when"].strip()):
        refuse(
            "conflicts", "Neither has a case. Write one, or leave and press 5: the two do not contradict each other."
        )
    else:
        decide(project, card, keep_both(card, S["left_when"], S["right_when"]))


def save_answer(project: Project, card: Card) -> None:
    if not S["one_answer"].strip():
        refuse("conflicts", "The answer has no text. Write it, or leave and choose one of the two.")
    else:
        decide(project, card, write_one(card, S["one_answer"]))


def undo(project: Project, among: Container[str]) -> None:
    """Take the last press back; its conflict is shown next, whatever was skipped or filtered."""
    press = press_to_undo(read_presses(project), among, "conflicts")
    if press:
        take_back(project, press, "conflicts")
        S["conflicts_mode"] = "read"


def skip(card_id: str) -> None:
    S["conflicts_skipped"].append(card_id)
    go_on("conflicts")
    S["conflicts_mode"] = "read"


def switch(mode: str) -> None:
    S["conflicts_mode"] = mode


def tell_unseen(all_cards: Sequence[Card]) -> None:
    """That a decision was taken back which the audit had heeded: its conflict comes again with the next one."""
    back = S.get("conflicts_back", set())
    if back and not any(back.intersection(card.ids) for card in all_cards):
        told = f"Your decision on {many(len(back), 'pair')} is taken back. Audit again to see the conflict."
        show(paragraph([("quiet", told)]))


@st.fragment
def resolve(project: Project, found: Found) -> None:
    """One conflict, its evidence, and the keys."""
    with st.container(), faults_told():
        show_conflicts(project, found)
        show_refusal("conflicts")
        show_left("conflicts")
    focus({"cases": "left_when", "write": "one_answer"}.get(S["conflicts_mode"], ""))
    shown("conflicts")


def show_conflicts(project: Project, found: Found) -> None:
    """The conflict that stands here now, or that none is left."""
    decided = read_decided(project, found.decisions_digest, found.made)
    all_cards = conflicts_of(project)
    waiting = [card for card in all_cards if is_open(card, found, decided)]
    back = next((card for card in waiting if is_back("conflicts", card.ids)), None)
    kinds = Counter(card.differs_in for card in waiting)
    if (wanted := S.get("conflicts_kind")) in kinds:
        waiting = [card for card in waiting if card.differs_in == wanted]
    among = found.pairs  # what an audit has heeded since makes no conflict any more, and can be taken back
    can_undo = press_to_undo(decided.presses, among, "conflicts") is not None
    tell_unseen(all_cards)
    if not waiting:
        S["conflicts_current"] = ""
        st.title("No conflict is left" if all_cards else f"No conflicts among {many(len(found.pairs), 'pair')}")
        key_button("conflicts", "Undo", "undo", "U", undo, project, among, quiet=True, disabled=not can_undo)
        return
    skipped = S["conflicts_skipped"]
    card = back or next((one for one in waiting if one.card_id not in skipped), waiting[0])
    if card.card_id in skipped:
        skipped.clear()
    card = restated(card, decided)
    S["conflicts_current"] = card.card_id
    group = [restated(one, decided) for one in alike(card, waiting)]
    show_header(card, len(waiting), n_conflicts(waiting, found), kinds)
    if S["conflicts_mode"] == "group":
        show_alike(group)
    else:
        show_card(card)
    show_bar(project, card, group, among, can_undo)


def show_header(card: Card, n_waiting: int, n_questions: int, kinds: Mapping[str, int]) -> None:
    times = S["conflicts_times"]
    with st.container(horizontal=True, vertical_alignment="center"):
        left = about(n_waiting * pace_s([*times.values()], guess=GUESS_S))
        several = f" with {n_waiting:,} answers to compare" if n_waiting > n_questions else ""
        st.markdown(
            f"**{many(n_questions, 'conflict')} left**{several} · {len(times)} resolved · {left}", width="content"
        )
        st.space("stretch")
        if is_back("conflicts", card.ids):
            st.badge("your decision is taken back", icon=":material/undo:", color="gray")
        st.badge(f"answers differ in {card.differs_in}", icon=":material/compare_arrows:", color="violet")
        st.badge(f"{many(card.n_tickets, 'ticket asks', 'tickets ask')} this", color="gray")
        with st.popover("Filter", icon=":material/filter_list:", type="tertiary"):
            st.selectbox(
                "Answers differ in",
                [None, *kinds],
                format_func=lambda kind: "Anything" if kind is None else f"{kind} ({kinds[kind]})",
                key="conflicts_kind",
                on_change=switch,
                args=("read",),
            )
    show(heading(card.left.shown.instruction))


def show_card(card: Card) -> None:
    """A and B, then the facts side by side and what speaks for either."""
    zone = st.context.timezone
    for column, name, side, pieces in zip(
        st.columns(2, border=True), "AB", (card.left, card.right), marked(card), strict=True
    ):
        with column:
            with st.container(horizontal=True, horizontal_alignment="distribute"):
                st.markdown(f"**{name}**", width="content")
                show(paragraph([("quiet", who_and_when(side.shown, zone))]), width="content")
            if side.shown.instruction != card.left.shown.instruction:
                show(paragraph([("quiet", side.shown.instruction)]))
            show(paragraph(pieces))
            with st.container(horizontal=True):
                if name == "B" and (card.newer_by_days or 0) > 0:
                    st.badge(
                        f"newer by {many(card.newer_by_days or 0, 'day')}", icon=":material/schedule:", color="blue"
                    )
                if len(side.pairs) > 1:
                    st.badge(f"{len(side.pairs)} pairs say this", color="gray")
    with st.container(border=True):
        st.markdown("**The facts side by side**")
        if card.facts:
            show(table(["", "A", "B"], card.facts))
        st.markdown(f":material/lightbulb: {card.evidence}")


def show_bar(project: Project, card: Card, group: list[Card], among: Container[str], can_undo: bool) -> None:
    """The keys. The likely choice is the primary button, but Enter never takes it."""
    mode = S["conflicts_mode"]
    if mode == "cases":
        left, right = st.columns(2)
        left.text_area("A is right for", key="left_when", placeholder="employees on probation", height=68)
        right.text_area("B is right for", key="right_when", placeholder="everybody else", height=68)
        with st.container(horizontal=True):
            key_button("cases", "Keep both", "check", "Ctrl+Enter", save_cases, project, card, primary=True)
            key_button("cases", "Leave", "close", "Esc", switch, "read")
        st.caption("What you write comes before its answer; one of the two may stay empty.")
        return
    if mode == "write":
        st.text_area("One answer for all", value=card.right.shown.response, key="one_answer", height=110)
        with st.container(horizontal=True):
            key_button("write", "Save for all", "check", "Ctrl+Enter", save_answer, project, card, primary=True)
            key_button("write", "Leave", "close", "Esc", switch, "read")
        st.caption(f"All {len(card.ids)} pairs keep their question and get this answer.")
        return
    if mode == "group":
        with st.container(horizontal=True, vertical_alignment="center"):
            for choice, label in CHOICES.items():
                args = (project, card, settle_all(group, choice))
                is_likely = card.likely == choice
                key_button("group", f"{label}: all {len(group)}", "", choice, decide, *args, primary=is_likely)
            key_button("group", "Leave", "close", "Esc", switch, "read")
        st.caption("A pair that is set aside in one of them is set aside. One undo takes all of it back.")
        return
    keys = "conflicts"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        for label, key, decisions in (
            ("A is right", "1", choose_left(card)),
            ("B is right", "2", choose_right(card)),
            ("B replaced A", "3", right_replaced_left(card)),
        ):
            key_button(keys, label, "", key, decide, project, card, decisions, primary=card.likely == key)
        key_button(keys, "Both, in different cases", "", "4", switch, "cases")
        key_button(keys, "No contradiction", "", "5", decide, project, card, no_contradiction(card))
        key_button(keys, "Write one answer", "", "E", switch, "write")
        key_button(keys, "Drop both", "", "X", decide, project, card, drop_both(card))
        if len(group) > 1:
            key_button(keys, f"{len(group)} like this", "done_all", "G", switch, "group")
        st.space("stretch")
        key_button(keys, "Undo", "undo", "U", undo, project, among, quiet=True, disabled=not can_undo)
        key_button(keys, "Skip", "", "Right", skip, card.card_id, quiet=True)
    st.caption(f"{consequence(card)} Nothing is deleted; undo at any time.")


def show_alike(cards: list[Card]) -> None:
    """Every conflict that the next press would settle."""
    with st.container(border=True, height=390):
        st.markdown(f"**{many(len(cards), 'conflict')} like this**")
        for card in cards:
            sides = " and ".join(
                f"{name} in {many(len(side.pairs), 'pair')}" for name, side in (("A", card.left), ("B", card.right))
            )
            show(paragraph([("strong", card.left.shown.instruction)]))
            show(paragraph([("quiet", f"{sides}. {card.evidence}")]))
            show(table(["", "A", "B"], [("", card.left.shown.response, card.right.shown.response)]))


project = pick_project()
S.setdefault("conflicts_times", {})
S.setdefault("conflicts_skipped", [])
S.setdefault("conflicts_mode", "read")
found = found_of(project)
if found is None:
    st.title("The pairs were not audited yet")
    st.markdown("The audit finds copies, conflicting answers and pairs that do not stand on their own.")
    offer("Audit the pairs", project, "audit")
elif not found.is_of_these_pairs:
    st.title("The pairs were rebuilt after the audit")
    st.markdown("Your decisions are kept. Audit again to see what conflicts now.")
    offer("Audit again", project, "audit")
else:
    view = st.segmented_control(
        "View",
        ["Conflicts", "Several answers", "Copies", "Other findings", "Same question?"],
        default="Conflicts",
        required=True,
        key="found",
        bind="query-params",
        label_visibility="collapsed",
    )
    if view == "Conflicts":
        resolve(project, found)
    elif view == "Several answers":
        choose_answers(project, found)
    elif view == "Copies":
        choose_copies(project, found)
    elif view == "Other findings":
        browse_findings(project, found)
    else:
        label_questions(project)
    let_go_of_tabs("found")
