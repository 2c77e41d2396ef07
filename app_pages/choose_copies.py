"""Copies, a group at a time: which pair stays for them, and one key to choose another. A view of the Conflicts page."""

import streamlit as st

from app_pages.conflict_cards import who_and_when
from app_pages.copy_groups import SHOWN, CopyGroup, choose, copy_groups, keep_all, n_held_back, stays
from app_pages.faults import faults_told
from app_pages.keys import drawing, key_button, on_time, shown
from app_pages.marked_text import mark_spans as marks
from app_pages.marked_text import paragraph, show, word_changes
from app_pages.undoing import show_left, take_back
from prep.clock import moment
from prep.found import Found
from prep.plurals import many
from prep.presses import press_to_undo, read_decided, read_presses, today, write_press
from prep.project import Project
from prep.records import Decision, Pair

S = st.session_state


def decide(project: Project, group: CopyGroup, decisions: list[Decision], seen: dict[str, Pair]) -> None:
    """One press about one group, and on to the next."""
    if on_time("copies", group.ids[0], S["copies_current"]):
        write_press(project, decisions, moment(), seen, page="copies")
        S["copies_place"] += 1


def undo(project: Project, groups: list[CopyGroup]) -> None:
    """Take the last press back and show its group again."""
    press = press_to_undo(read_presses(project), _ids(groups), "copies")
    if press:
        take_back(project, press, "copies")
        S["copies_place"] = next(n for n, group in enumerate(groups) if press[0].pair_id in group.ids)


def _ids(groups: list[CopyGroup]) -> set[str]:
    return {pair_id for group in groups for pair_id in group.ids}


def step(by: int, n: int) -> None:
    S["copies_place"] = min(max(0, S["copies_place"] + by), n)


@st.fragment
def choose_copies(project: Project, found: Found) -> None:
    """The group that stands here now."""
    S.setdefault("copies_place", 0)
    drawing("copies")
    with st.container(), faults_told():
        show_groups(project, found)
        show_left("copies")
    shown("copies")


def show_groups(project: Project, found: Found) -> None:
    groups = copy_groups(found)
    sealed = n_held_back(found)
    if sealed:
        st.caption(f"{many(sealed, 'group')} with a held-out pair not shown: they stay sealed.")
    if not groups:
        st.title("No copies to show" if sealed else "No copies")
        if not sealed:
            st.markdown(f"No two of {many(len(found.pairs), 'pair')} have the same wording.")
        return
    decided = read_decided(project, found.decisions_digest, found.made)
    can_undo = press_to_undo(decided.presses, _ids(groups), "copies") is not None
    n_folded = sum(len(group.members) - 1 for group in groups)
    place = min(S["copies_place"], len(groups))
    if place == len(groups):
        S["copies_current"] = ""
        st.title("You have been through all copies")
        with st.container(horizontal=True):
            key_button("copies", "Undo", "undo", "U", undo, project, groups, quiet=True, disabled=not can_undo)
            key_button("copies", "Back", "", "Left", step, -1, len(groups), quiet=True)
        return
    group, words = groups[place], today(found, decided)
    S["copies_current"] = group.ids[0]
    folded = "copy was" if n_folded == 1 else "copies were"
    st.markdown(
        f"**{n_folded:,} {folded}** folded into {many(len(groups), 'pair that stays', 'pairs that stay')} · "
        f"group {place + 1:,} of {len(groups):,}. A paraphrase is not a copy."
    )
    staying = stays(group, decided.words)
    seen = {pair_id: words.get(pair_id, pair) for pair_id, pair in zip(group.ids, group.members, strict=True)}
    with st.container(border=True, height=420):
        for number, pair in enumerate(seen.values(), start=1):
            show_member(pair, seen[group.ids[0]], number, is_staying=pair.pair_id in staying)
    with st.container(horizontal=True, vertical_alignment="center"):
        for number, pair_id in enumerate(group.ids[:SHOWN], start=1):
            is_best = staying == [pair_id]
            args = (project, group, choose(group, pair_id), seen)
            key_button("copies", f"{number} stays", "", str(number), decide, *args, primary=is_best)
        key_button("copies", "No copies: keep all", "", "K", decide, project, group, keep_all(group), seen)
        st.space("stretch")
        key_button("copies", "Undo", "undo", "U", undo, project, groups, quiet=True, disabled=not can_undo)
        key_button("copies", "Back", "", "Left", step, -1, len(groups), quiet=True, disabled=place == 0)
        key_button("copies", "Next", "", "Right", step, 1, len(groups), quiet=True)
    st.caption("The audit keeps the one with the fewest findings, then the newest, then the fullest answer.")


def show_member(pair: Pair, best: Pair, number: int, *, is_staying: bool) -> None:
    """One of the copies, with what it says otherwise than the first."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{number}**", width="content")
        if is_staying:
            st.badge("stays", icon=":material/check:", color="green")
        show(paragraph([("quiet", who_and_when(pair, st.context.timezone))]), width="content")
    question, answer = (
        marks(own, word_changes(other, own)[1] if own != other else [])
        for own, other in ((pair.instruction, best.instruction), (pair.response, best.response))
    )
    show(paragraph([*question, ("same", "\n"), *answer]))
