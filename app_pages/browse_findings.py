"""Everything else that was found, by code, one finding at a time with its evidence. A view of the Conflicts page."""

from collections.abc import Mapping

import streamlit as st

from app_pages.conflict_cards import who_and_when
from app_pages.faults import faults_told
from app_pages.findings import also_waits_for, check_rows, code_rows, findings_of, like_this, n_held_back, says_of
from app_pages.keys import drawing, key_button, on_time, shown
from app_pages.marked_text import Mark, heading, mark_spans, paragraph, show, table
from app_pages.undoing import show_left, take_back
from prep.clock import moment
from prep.found import Found
from prep.plurals import many
from prep.presses import press_to_undo, read_decided, read_presses, today, write_press
from prep.project import Project
from prep.records import Decision, Finding, Pair

S = st.session_state


def decide(project: Project, drawn_for: str, decisions: list[Decision], seen: Mapping[str, Pair]) -> None:
    """One press about the pairs as they were seen, and on to the next finding."""
    if on_time("findings", drawn_for, S["findings_current"]):
        write_press(project, decisions, moment(), seen, page="findings")
        S["findings_mode"] = "read"
        S["findings_place"] += 1


def undo(project: Project, among: set[str]) -> None:
    press = press_to_undo(read_presses(project), among, "findings")
    if press:
        take_back(project, press, "findings")
        S["findings_mode"], S["findings_place"] = "read", max(0, S["findings_place"] - 1)


def step(by: int, n: int) -> None:
    S["findings_mode"], S["findings_place"] = "read", (S["findings_place"] + by) % n


def switch(mode: str) -> None:
    S["findings_mode"] = mode


def start_over() -> None:
    S["findings_mode"], S["findings_place"] = "read", 0


@st.fragment
def browse_findings(project: Project, found: Found) -> None:
    """All codes with their counts; one finding at a time of the code that was chosen."""
    S.setdefault("findings_place", 0)
    S.setdefault("findings_mode", "read")
    drawing("findings")
    with st.container(), faults_told():
        show_code(project, found)
        show_left("findings")
    shown("findings")
    if n := n_held_back(found):
        st.caption(f"{many(n, 'finding')} about held-out pairs not shown here: they stay sealed.")
    if silent := check_rows(found):
        st.markdown("**Checks that did not run**")
        show(table(["", "Why"], silent))


def show_code(project: Project, found: Found) -> None:
    rows = code_rows(found)
    if not rows:
        st.title("Nothing else was found")
        return
    code = st.selectbox(
        "Code",
        list(rows),
        format_func=lambda code: f"{code} ({rows[code]})",
        key="code",
        bind="query-params",
        width=320,
        on_change=start_over,
    )
    findings = findings_of(found, (code,))
    decided = read_decided(project, found.decisions_digest, found.made)
    place = S["findings_place"] % len(findings)
    finding = findings[place]
    S["findings_current"] = f"{code} {place}"
    words = today(found, decided)
    standing = decided.words.get(finding.pair_ids[0])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{place + 1:,} of {len(findings):,}**", width="content")
        st.badge(says_of(finding), color="gray")
        for other in also_waits_for(found, finding):
            if other != code:
                st.badge(f"waits for {other}, too", icon=":material/help:", color="violet")
        if standing and not standing.is_overtaken:
            st.badge(f"you said: {standing.said.action}", icon=":material/person:", color="gray")
    show(paragraph([("same", finding.detail)]))
    alike = like_this(found, findings, finding)
    if S["findings_mode"] == "group":
        show_group(words, alike)
    else:
        show_pairs({pair_id: pair for pair_id, pair in words.items() if pair_id not in found.held_back}, finding)
    among = {one.pair_ids[0] for one in findings}
    can_undo = press_to_undo(decided.presses, among, "findings") is not None
    show_bar(project, finding, alike, words, len(findings), among, can_undo)


def show_bar(
    project: Project,
    finding: Finding,
    alike: list[Finding],
    words: Mapping[str, Pair],
    n: int,
    among: set[str],
    can_undo: bool,
) -> None:
    """The keys; in front of a list they decide on all of it."""
    is_group = S["findings_mode"] == "group"
    ids = list(dict.fromkeys(one.pair_ids[0] for one in (alike if is_group else [finding])))
    seen = {pair_id: words[pair_id] for pair_id in ids if pair_id in words}
    keep, drop = (
        [Decision(pair_id, word, f"{reason} {finding.code}") for pair_id in seen]
        for word, reason in (("accept", "kept in spite of"), ("reject", "because of"))
    )
    all_of_them = f" all {len(seen)}" if is_group else ""
    mode = "group" if is_group else "findings"
    with st.container(horizontal=True, vertical_alignment="center"):
        args = (project, S["findings_current"])
        key_button(mode, f"Keep{all_of_them}", "check", "A", decide, *args, keep, seen, primary=True)
        key_button(mode, f"Set{all_of_them} aside", "close", "X", decide, *args, drop, seen)
        if is_group:
            key_button(mode, "Leave", "close", "Esc", switch, "read")
            return
        if len(alike) > 1:
            key_button(mode, f"{len(alike)} like this", "done_all", "G", switch, "group")
        st.space("stretch")
        key_button(mode, "Undo", "undo", "U", undo, project, among, quiet=True, disabled=not can_undo)
        key_button(mode, "Back", "", "Left", step, -1, n, quiet=True)
        key_button(mode, "Next", "", "Right", step, 1, n, quiet=True)
    st.caption("A decision wins over what was found. To change the words, use the Pairs page. Undo at any time.")


def show_pairs(words: Mapping[str, Pair], finding: Finding) -> None:
    """The pair and what stands beside it as evidence, the words in question marked."""
    pairs = [words[pair_id] for pair_id in finding.pair_ids[:2] if pair_id in words]
    names = ("This pair", "Beside it")
    for column, name, pair in zip(st.columns(max(1, len(pairs)), border=True), names, pairs, strict=False):
        with column:
            show(paragraph([("quiet", f"{name} · {who_and_when(pair, st.context.timezone)}")]))
            show(heading(pair.instruction), paragraph(mark_spans(pair.response, marks(finding, pair))))


def show_group(words: Mapping[str, Pair], alike: list[Finding]) -> None:
    """Every pair that the next press would decide on."""
    with st.container(border=True, height=390):
        st.markdown(f"**{many(len(alike), 'finding')} like this**")
        for finding in alike:
            pair = words.get(finding.pair_ids[0])
            if pair:
                show(paragraph([("quiet", f"{pair.pair_id} · {pair.instruction}")]))
                show(paragraph(mark_spans(pair.response, marks(finding, pair))))


def marks(finding: Finding, pair: Pair) -> list[Mark]:
    """The words that the finding is about, where they still stand."""
    return [
        (span.start, span.end, "fact")
        for span in finding.evidence
        if span.pair_id == pair.pair_id
        and span.side == "response"
        and pair.response[span.start : span.end] == span.text
    ]
