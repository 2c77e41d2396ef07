"""Pairs that wait for a person: the thread at the left, the pair at the right, one key a decision."""

from collections.abc import Container, Mapping

import streamlit as st

from app_pages.cuts_view import n_cuts, show_cuts
from app_pages.faults import faults_told
from app_pages.focus import focus
from app_pages.keys import key_button, on_time, shown
from app_pages.marked_text import listed, message, paragraph, show
from app_pages.offers import offer
from app_pages.pickers import pick_project
from app_pages.readers import cleaned_of, edits_of, found_of, tickets_of
from app_pages.refusals import refuse, show_refusal
from app_pages.remaking import show_remaking
from app_pages.undoing import show_left, take_back, was_pressed
from app_pages.waiting_pairs import (
    ORDERS,
    REASONS,
    SAMPLE,
    SCORES,
    Choice,
    accepted_by_rule,
    agents,
    cause,
    codes,
    like_this,
    next_in,
    not_together,
    not_together_in_words,
    pair_today,
    queue,
    refused_rewrites,
    sample,
    sides,
    split_in_two,
    states_figures,
    thread,
    topics,
    unsupported,
    why,
    without,
)
from prep.clock import about, moment
from prep.decisions import Standing, whole_id
from prep.found import Found
from prep.plurals import many
from prep.presses import (
    Decided,
    pace_s,
    press_to_undo,
    read_decided,
    read_presses,
    write_press,
)
from prep.project import Project
from prep.records import Decision, Edit, Pair, Ticket

CARD = 390  # pixels: the bar below never moves
NUMBERS = 106  # of them, what the field for numbers takes above a list
SEED = 7
S = st.session_state


def decide(project: Project, decisions: list[Decision], seen: Mapping[str, Pair], drawn_for: str = "") -> None:
    """One press about the pairs as they were `seen`: write it, remember it for the pace, go on.

    `drawn_for`: the pair that its key was drawn for; unless said the first of them.
    """
    if not on_time("pairs", drawn_for or next(iter(seen)), S["pairs_current"]):
        return
    at = moment()
    write_press(project, decisions, at, seen, page="pairs")
    was_pressed("pairs", at)
    S["pairs_mode"] = "read"
    S["pairs_rejected"] = (at, seen) if decisions[0].action == "reject" else None
    S["pairs_place"] += 1


def give_reason(project: Project, at: str, seen: Mapping[str, Pair], reason: str) -> None:
    """Why the pairs before were rejected. Optional; part of the rejection, so that one undo takes back both."""
    write_press(project, [Decision(pair_id, "reject", reason) for pair_id in seen], at, seen, page="pairs")
    S["pairs_rejected"] = None


def save_edit(project: Project, pair: Pair) -> None:
    """The pair in other words and accepted in them, as one press, once each side says something."""
    text = {"instruction": S["edit_instruction"].strip(), "response": S["edit_response"].strip()}
    if empty := [side for side, written in text.items() if not written]:
        refuse("pairs", f"The {' and the '.join(empty)} has no text. Write it, or leave and reject the pair.")
    else:
        words = [Decision(pair.pair_id, "edit", **text), Decision(pair.pair_id, "accept")]
        decide(project, words, {pair.pair_id: pair})


def accept_rest(project: Project, group: list[str], seen: Mapping[str, Pair], alone: Container[str]) -> None:
    """All of a list but those whose numbers the person wrote, once there are any and each is a number of the list, and
    but those that are accepted `alone` or not at all.
    """
    named, unknown = without(group, S["leave_out"])
    rest = [pair_id for pair_id in named if pair_id not in alone]
    if unknown:
        refuse("pairs", f"No number of this list: {', '.join(unknown)}. Write those at the front of each pair.")
    elif len(named) == len(group):
        refuse("pairs", "No number is written. Write which to leave out, or go back to the list and accept all.")
    elif not rest:
        refuse("pairs", "No pair is left to accept. Leave out fewer, or go back to the list.")
    else:
        accepted = [Decision(pair_id, "accept") for pair_id in rest]
        decide(project, accepted, {pair_id: seen[pair_id] for pair_id in rest}, group[0])


def save_split(project: Project, pair: Pair, known: Container[str]) -> None:
    """Two pairs of one, once each side of both says something."""
    names = [f"{part}_{side}" for part in ("first", "second") for side in ("instruction", "response")]
    texts = [S[f"split_{name}"].strip() for name in names]
    if empty := [name.replace("_", " ") for name, text in zip(names, texts, strict=True) if not text]:
        refuse("pairs", f"The {' and the '.join(empty)} has no text. Write it, or leave: the pair stays whole.")
    else:
        decide(project, split_in_two(pair, (texts[0], texts[1]), (texts[2], texts[3]), known), {pair.pair_id: pair})


def undo(project: Project, among: set[str]) -> None:
    """Take the last press of this page back that still stands and show its pair again."""
    press = press_to_undo(read_presses(project), among, "pairs")
    if press is None:
        return
    shown_again = take_back(project, press, "pairs") & among
    pair_id = next((one.pair_id for one in press if one.pair_id in shown_again and one.action != "split"), "")
    if not pair_id:  # of a split only the part waited, which is gone, or something was said in the meantime
        return
    trail = S["pairs_trail"]
    S["pairs_place"] = trail.index(pair_id) if pair_id in trail else 0
    if pair_id not in trail:
        trail.insert(0, pair_id)
    S["pairs_mode"], S["pairs_rejected"] = "read", None


def step(by: int) -> None:
    S["pairs_place"] = max(0, S["pairs_place"] + by)
    S["pairs_mode"], S["pairs_rejected"] = "read", None


def switch(mode: str) -> None:
    S["pairs_mode"] = mode


def start_over(is_sample: bool | None = None) -> None:
    """Another order or filter: what was shown before no longer says what comes next."""
    S["pairs_trail"], S["pairs_place"], S["pairs_mode"], S["pairs_rejected"] = [], 0, "read", None
    S["pairs_sample"] = S.get("pairs_sample", False) if is_sample is None else is_sample


def choose(found: Found) -> None:
    """The order and the filters, out of the way until wanted."""
    with st.popover(S.get("pairs_order") or ORDERS[0], icon=":material/filter_list:", type="tertiary"):
        st.radio("Order", ORDERS, key="pairs_order", persist_state="session", on_change=start_over)
        st.selectbox(
            "Topic",
            [None, *topics(found)],
            format_func=lambda topic: "All topics" if topic is None else topic or "(no topic)",
            key="pairs_topic",
            persist_state="session",
            on_change=start_over,
        )
        st.selectbox(
            "Agent",
            [None, *agents(found)],
            format_func=lambda agent: "All agents" if agent is None else agent.strip("[]") or "(unknown)",
            key="pairs_agent",
            persist_state="session",
            on_change=start_over,
        )
        st.selectbox(
            "Stands on its own",
            [None, *SCORES],
            format_func=lambda score: "Well or badly" if score is None else f"Score under {score}",
            key="pairs_below",
            persist_state="session",
            on_change=start_over,
        )
        st.selectbox(
            "Waits because of",
            [None, *codes(found)],
            format_func=lambda code: code or "Anything",
            key="pairs_code",
            persist_state="session",
            on_change=start_over,
        )


def clear_filter() -> None:
    S["pairs_topic"] = S["pairs_code"] = S["pairs_agent"] = S["pairs_below"] = None
    start_over()


def show_nothing(found: Found, decided: Decided, choice: Choice) -> None:
    """Why there is no pair here, and what to do next."""
    if choice.is_filter:
        st.title("No pair matches")
        st.button("Clear the filter", type="primary", shortcut="Enter", on_click=clear_filter)
        return
    st.title("Nothing waits")
    if S["pairs_sample"]:
        st.markdown("You have been through the sample.")
    st.markdown(
        f"{many(accepted_by_rule(found, decided), 'pair was', 'pairs were')} accepted by rule. Look at {SAMPLE} of "
        "them at random?"
    )
    st.button(f"Look at {SAMPLE}", type="primary", shortcut="Enter", on_click=start_over, args=(True,))


def show_header(found: Found, waiting: list[str], pair: Pair, standing: Standing | None) -> None:
    """How much waits, how much is done, what this pair is, and what was already said about it."""
    times = S["pairs_times"]
    with st.container(horizontal=True, vertical_alignment="center"):
        left = about(len(waiting) * pace_s([*times.values()]))
        what = "left in the sample" if S["pairs_sample"] else "waiting"
        st.markdown(
            f"**{len(waiting):,}** {what} · {len(times)} decided in this sitting · {left} left", width="content"
        )
        st.space("stretch")
        if standing:
            about_what = " of another text" if standing.is_overtaken else ""
            st.badge(f"you said: {standing.said.action}{about_what}", icon=":material/person:", color="gray")
        reasons = (finding.code for finding in found.waits.get(pair.pair_id, ()))
        for code in dict.fromkeys((*reasons, *not_together(found, [pair.pair_id]).get(pair.pair_id, ()))):
            st.badge(code, icon=":material/help:", color="violet")
        show(paragraph([("badge", pair.topic or "no topic"), ("same", "  "), ("quiet", pair.pair_id)]), width="content")
        choose(found)


def show_pair(project: Project, found: Found, pair: Pair) -> None:
    """Thread and pair side by side."""
    ticket = tickets_of(project).get(pair.ticket_id)
    edits = edits_of(project).get(whole_id(pair.pair_id), [])
    left, right = st.columns(2)
    with left.container(border=True, height=CARD):
        if S["pairs_mode"] == "cuts":
            st.markdown("**What was cut out of the thread**")
            show_cuts(project, cleaned_of(project)[pair.ticket_id])
        else:
            show_thread(ticket, pair, edits)
    with right.container(border=True, height=CARD):
        st.markdown("**The pair**")
        if S["pairs_mode"] == "edit":
            st.text_area("Instruction", value=pair.instruction, key="edit_instruction", height=90)
            st.text_area("Response", value=pair.response, key="edit_response", height=150)
            st.caption("Both need a text. To set the pair aside, leave and reject it.")
            return
        if S["pairs_mode"] == "split":
            show_halves(pair)
            return
        instruction, response = sides(pair, ticket, edits)
        show(message("Instruction", instruction), message("Response", response))
        show(paragraph(why(found.waits.get(pair.pair_id, ()), edits)))
        if refused := refused_rewrites(edits):
            show(*(message(f"Refused rewrite of the {side}", pieces) for side, pieces in refused))
        if missing := unsupported(pair, ticket):
            st.badge("not in the thread", icon=":material/error:", color="orange")
            show(paragraph(listed("fact", missing)))
        elif states_figures(pair):
            st.badge("every number is in the thread", icon=":material/check:", color="green")


def show_thread(ticket: Ticket | None, pair: Pair, edits: list[Edit]) -> None:
    """Who wrote what, with the facts of the answers marked."""
    st.markdown("**The thread**")
    if ticket is None:
        st.caption("The thread of this pair is not in the project.")
    else:
        show(*(message(who, pieces) for who, pieces in thread(ticket, pair, edits, st.context.timezone)))


def show_halves(pair: Pair) -> None:
    """Two pairs to be cut out of one."""
    st.caption("Leave in each half what belongs to it. Both need an instruction and a response.")
    for part, name in (("first", "First"), ("second", "Second")):
        st.text_area(f"{name} instruction", value=pair.instruction, key=f"split_{part}_instruction", height=68)
        st.text_area(f"{name} response", value=pair.response, key=f"split_{part}_response", height=100)


def show_group(found: Found, decided: Decided, group: list[str]) -> None:
    """Every pair that the next press would decide on, and which of them it would not accept."""
    alone = not_together(found, group)
    writes = S["pairs_mode"] == "leave"
    if writes:
        st.text_area("Leave out, by number", key="leave_out", height=68, placeholder="3, 17")
    with st.container(border=True, height=CARD - NUMBERS if writes else CARD):
        st.markdown(f"**{many(len(group), 'pair that waits', 'pairs that wait')} for the same reason**")
        show(paragraph([("quiet", cause(found.waits[group[0]])[1])]))
        if alone:
            show(paragraph([("strong", not_together_in_words(alone))]))
        for number, pair_id in enumerate(group, start=1):
            pair = pair_today(found, decided, pair_id)
            kept_back = f" · not accepted with the others: {', '.join(alone[pair_id])}" if pair_id in alone else ""
            show(message(f"{number} · {pair_id}{kept_back} · {pair.instruction}", [("same", pair.response)]))


def show_bar(project: Project, found: Found, decided: Decided, waiting: list[str], pair: Pair, can_undo: bool) -> None:
    """The keys. In a text area and before a list there are no letter keys that decide on one pair."""
    mode = S["pairs_mode"]
    group = like_this(found, waiting, pair.pair_id) if pair.pair_id in waiting and not S["pairs_sample"] else []
    with st.container(horizontal=True, vertical_alignment="center"):
        if mode == "edit":
            key_button("edit", "Save and accept", "check", "Ctrl+Enter", save_edit, project, pair, primary=True)
            key_button("edit", "Leave", "close", "Esc", switch, "read")
            return
        if mode == "split":
            known = decided.words
            key_button("split", "Save both", "check", "Ctrl+Enter", save_split, project, pair, known, primary=True)
            key_button("split", "Leave", "close", "Esc", switch, "read")
            return
        if mode == "group":
            alone = not_together(found, group)
            together = [pair_id for pair_id in group if pair_id not in alone]
            seen = {pair_id: pair_today(found, decided, pair_id) for pair_id in group}
            accept = [Decision(pair_id, "accept") for pair_id in together]
            reject = [Decision(pair_id, "reject") for pair_id in group]
            label = f"Accept {len(together)} of {len(group)}" if alone else f"Accept all {len(group)}"
            key_button(
                "group", label, "done_all", "A",
                decide, project, accept, {one: seen[one] for one in together}, group[0],
                primary=True, disabled=not together,
            )  # fmt: skip
            key_button("group", f"Reject all {len(group)}", "close", "X", decide, project, reject, seen)
            key_button("group", "Leave some out", "playlist_remove", "L", switch, "leave")
            key_button("group", "Leave", "close", "Esc", switch, "read")
            return
        if mode == "leave":
            seen = {pair_id: pair_today(found, decided, pair_id) for pair_id in group}
            key_button(
                "leave", "Accept the rest", "done_all", "Ctrl+Enter",
                accept_rest, project, group, seen, not_together(found, group), primary=True,
            )  # fmt: skip
            key_button("leave", "Back to the list", "close", "Esc", switch, "group")
            return
        if mode == "cuts":
            key_button("cuts", "Leave", "close", "Esc", switch, "read")
            return
        accept, reject = [Decision(pair.pair_id, "accept")], [Decision(pair.pair_id, "reject")]
        seen = {pair.pair_id: pair}
        key_button("pairs", "Accept", "check", "A", decide, project, accept, seen, primary=True)
        key_button("pairs", "Reject", "close", "X", decide, project, reject, seen)
        key_button("pairs", "Edit", "edit", "E", switch, "edit")
        if len(group) > 1:
            key_button("pairs", f"{len(group)} like this", "done_all", "G", switch, "group")
        if whole_id(pair.pair_id) == pair.pair_id:
            key_button("pairs", "Split", "call_split", "S", switch, "split")
        if n := n_cuts(cleaned_of(project).get(pair.ticket_id)):
            key_button("pairs", many(n, "cut"), "content_cut", "T", switch, "cuts")
        st.space("stretch")
        among = {*found.waits, *S["pairs_trail"]}
        key_button("pairs", "Undo", "undo", "U", undo, project, among, quiet=True, disabled=not can_undo)
        key_button("pairs", "Back", "", "Left", step, -1, quiet=True, disabled=S["pairs_place"] == 0)
        key_button("pairs", "Skip", "", "Right", step, 1, quiet=True)


def show_reasons(project: Project) -> None:
    """Why the pair before was rejected, if the person wants to say."""
    if rejected := S["pairs_rejected"]:
        with st.container(horizontal=True, vertical_alignment="center"):
            at, seen = rejected
            named = next(iter(seen)) if len(seen) == 1 else f"{len(seen)} pairs"
            show(paragraph([("quiet", f"Rejected {named}. Why?")]), width="content")
            for number, reason in enumerate(REASONS, start=1):
                args = (project, at, seen, reason)
                st.button(reason, key=f"pairs_reason_{number}", shortcut=str(number), on_click=give_reason, args=args)
        return
    st.caption(
        "Marked: :green[added or reworded] · :orange[replaced in the thread] · :blue[a number or date that must match]"
    )


@st.fragment
def review(project: Project, found: Found) -> None:
    """The queue; a decision redraws this and nothing else."""
    with st.container(), faults_told():
        show_queue(project, found)
        show_refusal("pairs")
        show_left("pairs")
    writes_in = {"edit": "edit_response", "split": "split_first_response", "leave": "leave_out"}
    focus(writes_in.get(S["pairs_mode"], ""))
    shown("pairs")


def show_queue(project: Project, found: Found) -> None:
    """The pair that stands here now, or that nothing waits."""
    decided = read_decided(project, found.decisions_digest, found.made)
    filters = (S.get(f"pairs_{name}") for name in ("topic", "code", "agent", "below"))
    choice = Choice(S.get("pairs_order") or ORDERS[0], *filters)
    waiting = sample(found, decided, seed=SEED) if S["pairs_sample"] else queue(found, decided, choice)
    if found.held_back.intersection(S["pairs_trail"]):  # sealed since they were shown: Back would open them
        start_over()
    trail = S["pairs_trail"]
    if S["pairs_place"] >= len(trail) and (following := next_in(waiting, trail)):
        trail.append(following)
    among = {*found.waits, *trail}
    can_undo = press_to_undo(decided.presses, among, "pairs") is not None
    if S["pairs_place"] >= len(trail):
        S["pairs_current"] = ""
        show_nothing(found, decided, choice)
        key_button("pairs", "Undo", "undo", "U", undo, project, among, quiet=True, disabled=not can_undo)
        if S["pairs_rejected"]:
            show_reasons(project)
        return
    pair_id = trail[S["pairs_place"]]
    pair = pair_today(found, decided, pair_id)
    S["pairs_current"] = pair_id
    standing = decided.words.get(pair_id)
    show_header(found, waiting, pair, standing)
    if S["pairs_mode"] in ("group", "leave"):
        show_group(found, decided, like_this(found, waiting, pair_id))
    else:
        show_pair(project, found, pair)
    show_bar(project, found, decided, waiting, pair, can_undo)
    if project.cuts_said.is_file():
        show_remaking(project, is_next=False)
    show_reasons(project)


project = pick_project()
S.setdefault("pairs_times", {})
if S.get("pairs_project") != project.name:
    S["pairs_project"] = project.name
    start_over(is_sample=False)
found = found_of(project)
if found is None:
    st.title("The pairs were not audited yet")
    st.markdown("The audit finds copies, conflicting answers and pairs that do not stand on their own.")
    offer("Audit the pairs", project, "audit")
elif not found.is_of_these_pairs:
    st.title("The pairs were rebuilt after the audit")
    st.markdown("Your decisions are kept. Audit again to see which pairs wait now.")
    offer("Audit the pairs", project, "audit")
else:
    review(project, found)
