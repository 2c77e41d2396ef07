"""The owner's side of tester sessions: invite, read what was said, and say whether a flag was deserved."""

import streamlit as st

from app_pages.marked_text import paragraph, show
from app_pages.pickers import pick_project
from app_pages.session_rows import (
    CHARTER,
    MINUTES,
    SessionRow,
    counts,
    history,
    invite,
    link,
    read_sessions,
    title,
    worker_words,
)
from app_pages.starting import answering
from evalsuite.sessions.records import Exchange
from evalsuite.sessions.store import SessionStore
from prep.clock import now


def show_invitation(store: SessionStore) -> None:
    """Who tests, as whom, for how long. The link is shown once: only its digest is kept."""
    if token := st.session_state.pop("token_given_out", ""):
        with st.container(border=True):
            st.markdown("**Send this link to the tester. It is shown once.**")
            st.code(link(st.context.url, token), language=None, wrap_lines=True)
            st.caption("It opens one page, for one session. Whoever has the link can use it.")
    with st.form("invite", clear_on_submit=True):
        st.markdown("**Invite a tester**")
        left, right = st.columns([3, 1])
        tester = left.text_input("Who tests", placeholder="A colleague who neither wrote nor saw the pairs")
        minutes = right.number_input("Minutes", min_value=5, max_value=120, value=MINUTES, step=5)
        charter = st.text_area("What they are asked to do", value=CHARTER, max_chars=2000, height=90)
        if st.form_submit_button("Make a link", type="primary", icon=":material/link:"):
            if not (tester or "").strip():
                st.markdown("Say who tests, so that you can tell the sessions apart.")
                return
            st.session_state["token_given_out"] = invite(
                store,
                tester=tester.strip(),
                charter=charter or CHARTER,
                minutes=minutes,
                responder="fine_tuned",
                at=now(),
            )
            st.rerun()


def show_row(store: SessionStore, row: SessionRow) -> None:
    """One session in a line, and opened beneath it."""
    session_id = row.session.session_id
    is_open = st.session_state.get("session_open") == session_id
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            show(paragraph([("strong", row.session.tester)]), width="content")
            st.badge(row.state, color="gray")
            st.caption(counts(row), width="content")
            st.space("stretch")
            st.button(
                "Close" if is_open else "Read",
                key=f"read_{session_id}",
                type="tertiary",
                on_click=open_session,
                args=("" if is_open else session_id,),
            )
        if is_open:
            show_session(store, row)


def open_session(session_id: str) -> None:
    st.session_state["session_open"] = session_id


def show_session(store: SessionStore, row: SessionRow) -> None:
    """One session replayed, each flag with the owner's word beside it."""
    st.caption(history(row, st.context.timezone))
    show(paragraph([("quiet", "Charter: "), ("same", row.session.charter)]))
    if row.session.surprise:
        show(paragraph([("quiet", "Said afterwards: "), ("same", row.session.surprise)]))
    for exchange in row.exchanges:
        with st.chat_message("user", avatar=":material/person:"):
            st.text(exchange.question)
        with st.chat_message("assistant", avatar=":material/chat:"):
            st.text(exchange.error or exchange.answer or "(no answer yet)")
            if exchange.flag:
                show_flag(store, exchange)


def show_flag(store: SessionStore, exchange: Exchange) -> None:
    """What the tester flagged, and two buttons: it stands, or the answer was right."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(
            f"{exchange.flag}, dismissed" if exchange.dismissed else exchange.flag,
            icon=":material/flag:",
            color="gray" if exchange.dismissed else "orange",
        )
        if exchange.note:
            st.text(exchange.note)
        st.button(
            "The flag stands",
            key=f"stands_{exchange.exchange_id}",
            disabled=not exchange.dismissed,
            on_click=judge,
            args=(store, exchange.exchange_id, False),
        )
        st.button(
            "The answer was right",
            key=f"right_{exchange.exchange_id}",
            disabled=exchange.dismissed,
            on_click=judge,
            args=(store, exchange.exchange_id, True),
        )


def judge(store: SessionStore, exchange_id: int, dismissed: bool) -> None:
    store.dismiss(exchange_id, dismissed=dismissed, at=now())


project = pick_project()
store = SessionStore(project.sessions)
rows = read_sessions(store, now())
st.title(title(rows))
st.caption(
    "Which model answered is stored apart and shown to nobody while sessions run. "
    + worker_words(*store.worker(), now())
)
if (job := answering(project)) and job.last_words:
    st.badge("the model could not be started", icon=":material/error:", color="red")
    st.text(job.last_words)
show_invitation(store)
for row in rows:
    show_row(store, row)
if not rows:
    st.markdown(
        f"A session takes {MINUTES} minutes and needs nothing prepared: the tester talks with the model and flags what "
        "they would not want a colleague to be told."
    )
