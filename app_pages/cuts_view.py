"""What cleaning cut out of messages, each with its reason and a button that puts it back: one, or all of a reason."""

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from app_pages.marked_text import message, paragraph, show
from prep.clock import day_and_time, moment
from prep.cuts import CutSaid, Restored, cuts_of
from prep.plurals import many
from prep.project import Project
from prep.records import Ticket
from prep.threads import CutKind, kinds_of_cuts, read_restored, say_about_cuts


def show_cuts(project: Project, ticket: Ticket) -> None:
    """The cuts of one thread, message by message. `ticket` as cleaning left it."""
    restored = read_restored(project)
    for one in cuts_of(ticket):
        reason = one.cut.reason
        who = f"{one.message.author} · {day_and_time(one.message.sent_at, st.context.timezone)} · {reason}"
        is_back = restored.holds(one.cut_id, reason)
        show(message(who, [("same" if is_back else "quiet", one.cut.text)]))
        if reason in restored.reasons:
            st.caption(f"Put back, as every {reason} is. The Import page takes that back.")
        elif is_back:
            _button(project, "Cut it again", CutSaid("undo", one.cut_id))
        else:
            _button(project, "Put it back", CutSaid("restore", one.cut_id))


def show_kinds(project: Project, tickets: Mapping[str, Ticket], closed: Collection[str]) -> None:
    """Every reason with how many it cut, and two examples that are of no `closed` ticket.

    `tickets` as cleaning left them.
    """
    restored = read_restored(project)
    kinds = kinds_of_cuts(list(tickets.values()), restored, closed)
    if not kinds:
        st.markdown("Nothing was cut.")
    for kind in kinds:
        _show_kind(project, kind, restored)


def _show_kind(project: Project, kind: CutKind, restored: Restored) -> None:
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            about = f"{many(kind.n, 'cut')} in {many(kind.n_tickets, 'ticket')}"
            back = f", {kind.n_restored:,} of them put back" if kind.n_restored else ""
            show(paragraph([("strong", kind.reason), ("quiet", f"  {about}{back}")]), width="stretch")
            if kind.reason in restored.reasons:
                _button(project, f"Cut every {kind.reason} again", CutSaid("undo", reason=kind.reason))
            else:
                _button(project, f"Put back every {kind.reason}", CutSaid("restore", reason=kind.reason))
        if kind.examples:
            show(*(message(f"ticket {one.ticket_id}", [("quiet", one.cut.text)]) for one in kind.examples))
        else:
            st.caption("Only in held-out tickets, which are not shown.")


def n_cuts(ticket: Ticket | None) -> int:
    """How many cuts a thread has."""
    return sum(len(one.cuts) for one in ticket.messages) if ticket else 0


def _button(project: Project, label: str, *said: CutSaid) -> None:
    st.button(label, key=f"cut_{said[0].cut_id}_{said[0].reason}", on_click=_say, args=(project, said))


def _say(project: Project, said: Sequence[CutSaid]) -> None:
    say_about_cuts(project, said, moment())
