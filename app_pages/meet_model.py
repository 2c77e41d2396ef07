"""The tester's page: a time-boxed talk with the model, every answer flaggable, nothing that says which model it is."""

import streamlit as st

from app_pages.pickers import pick_session
from app_pages.starting import answering, keep_answering
from evalsuite.sessions.records import FLAGS, Clock, Exchange, Session
from evalsuite.sessions.store import MAX_QUESTION, SessionStore
from prep.clock import minutes_and_seconds, now
from prep.errors import PairwrightError
from prep.project import Project

FLAG_WORDS = {
    "wrong": "Wrong",
    "made-up": "Made up",
    "unsafe": "Unsafe",
    "refused": "Refused",
    "off-tone": "Off-tone",
    "garbled": "Garbled",
    "other": "Other",
}
MOBILE = "Mobi" in st.context.headers.get("User-Agent", "")  # shortcut hints would eat a phone's screen


def welcome(store: SessionStore, session: Session) -> None:
    """Before the clock runs: what to do, and the tester's word that they are a stranger to the pairs."""
    st.title(f"{session.minutes:.0f} minutes with a model")
    st.text(session.charter)
    st.markdown(
        "Ask as you would ask a colleague. Flag each answer that you would not want a colleague to be given. "
        "Everything is saved as you go, and you may close this page and come back with the same link. "
        "Only while the model thinks does the clock stand still."
    )
    attested = st.checkbox("I neither wrote nor read the questions and answers that this model learned from.")
    if st.button("Start the clock", type="primary", icon=":material/play_arrow:", disabled=not attested):
        store.open(session.session_id, attested=attested, at=now())
        st.rerun()


def conversation(store: SessionStore, exchanges: list[Exchange], *, flag_last: bool) -> None:
    """All turns. Answers can be flagged in place, but for the last one while the buttons below are for it."""
    for exchange in exchanges:
        with st.chat_message("user", avatar=":material/person:"):
            st.text(exchange.question)
        with st.chat_message("assistant", avatar=":material/chat:"):
            if not exchange.answered_at:
                st.markdown(":shimmer[Thinking]")
            elif exchange.error:
                st.caption("No answer came, and the time was not counted. Ask again.")
            else:
                st.text(exchange.answer)
                flags(store, exchange, menu=flag_last or exchange is not exchanges[-1])


def flags(store: SessionStore, exchange: Exchange, *, menu: bool) -> None:
    """What the tester said about an answer, and the menu to say it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if exchange.flag:
            st.badge(f"you flagged: {exchange.flag}", icon=":material/flag:", color="orange")
            st.text_input(
                "What is wrong with it?",
                value=exchange.note,
                max_chars=500,
                key=f"note_{exchange.exchange_id}",
                placeholder="What is wrong with it? (optional)",
                label_visibility="collapsed",
                width=280,
                on_change=keep_note,
                args=(store, exchange),
            )
        if menu:
            key = f"menu_{exchange.exchange_id}"
            st.menu_button(
                "Flag",
                [*FLAGS, ""] if exchange.flag else list(FLAGS),
                key=key,
                icon=":material/flag:",
                type="tertiary",
                format_func=lambda flag: FLAG_WORDS.get(flag, "Take the flag back"),
                on_click=flag_from_menu,
                args=(store, exchange, key),
            )


def flag_from_menu(store: SessionStore, exchange: Exchange, key: str) -> None:
    store.flag(exchange.exchange_id, st.session_state[key], exchange.note, now())


def flag_last_answer(store: SessionStore, exchange: Exchange, flag: str) -> None:
    """The same button again takes the flag back."""
    store.flag(exchange.exchange_id, "" if exchange.flag == flag else flag, exchange.note, now())


def keep_note(store: SessionStore, exchange: Exchange) -> None:
    store.flag(exchange.exchange_id, exchange.flag, st.session_state[f"note_{exchange.exchange_id}"], now())


def ask(store: SessionStore, session: Session) -> None:
    try:
        store.ask(session.session_id, st.session_state["question"], now())
    except PairwrightError as fault:
        st.session_state["refused"] = str(fault)


def what_happens(project: Project, clock: Clock) -> str:
    job = answering(project)
    if clock.is_answering and job and job.last_words:
        return "The model cannot be started. Tell the person who invited you; the clock is stopped."
    if clock.is_answering:
        return "Thinking. The clock is stopped."
    return "Saved as you go." if MOBILE else "Saved. You may close this page and come back."


@st.fragment(run_every="1s")
def clock_line(project: Project, store: SessionStore, session: Session, drawn: tuple[str, bool]) -> None:
    """The time left, read from the stored events. A change of state redraws the whole page."""
    clock = store.clock(session.session_id, now())
    if clock.is_answering:
        keep_answering(project)
    if (clock.state, clock.is_answering) != drawn:
        st.rerun(scope="app")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{minutes_and_seconds(clock.left_s)} left**", width="content")
        st.caption(what_happens(project, clock), width="content")
        if st.button("I am done", type="tertiary", disabled=clock.is_answering):
            st.session_state["done_early"] = True
            st.rerun(scope="app")


def talk(project: Project, store: SessionStore, session: Session) -> None:
    """The running session: turns above, clock, flags and input pinned below."""
    exchanges = store.exchanges(session.session_id)
    clock = store.clock(session.session_id, now())
    conversation(store, exchanges, flag_last=False)
    last = exchanges[-1] if exchanges and exchanges[-1].answered_at and not exchanges[-1].error else None
    with st.bottom:
        clock_line(project, store, session, (clock.state, clock.is_answering))
        if refused := st.session_state.pop("refused", ""):
            st.text(refused)
        if last:
            st.caption("Flag the last answer:" if MOBILE else "Flag the last answer – Alt and a number, or click:")
            with st.container(horizontal=True, wrap=not MOBILE, gap="xsmall"):
                for number, flag in enumerate(FLAGS, start=1):
                    st.button(
                        FLAG_WORDS[flag],
                        key=f"flag_{flag}",
                        type="primary" if last.flag == flag else "secondary",
                        shortcut=None if MOBILE else f"Alt+{number}",
                        on_click=flag_last_answer,
                        args=(store, last, flag),
                    )
        st.chat_input(
            "Ask as you would ask a colleague",
            key="question",
            max_chars=MAX_QUESTION,
            submit_mode="disable",
            disabled=clock.is_answering,
            on_submit=ask,
            args=(store, session),
        )


def debrief(store: SessionStore, session: Session, *, is_over: bool) -> None:
    """After the clock: a sweep over the answers, then the last words."""
    st.subheader("Time is up. Two minutes of questions, then you are done." if is_over else "Before you go")
    conversation(store, store.exchanges(session.session_id), flag_last=True)
    with st.form("debrief"):
        st.markdown("Look through the answers once more and flag what you let pass. Then:")
        surprise = st.text_area("What surprised you?", max_chars=2000)
        distrust = st.text_area("Where would you not trust it?", max_chars=2000)
        if st.form_submit_button("Finish", type="primary"):
            said = [surprise or "", f"Would not trust it: {distrust}" if distrust else ""]
            store.close(session.session_id, surprise="\n".join(part for part in said if part), at=now())
            st.session_state["just_finished"] = True
            st.rerun()
    if not is_over and st.button("Back to the talk", type="tertiary"):
        st.session_state["done_early"] = False
        st.rerun()


found = pick_session(st.query_params.get("token", ""))
if found is None:
    st.title("This link does not open a session")
    st.markdown("Ask the person who sent it for a new one.")
    st.stop()
project, session = found
store = SessionStore(project.sessions)
clock = store.clock(session.session_id, now())
if session.closed_at and st.session_state.get("just_finished"):
    st.title("Thank you")
    st.markdown("Everything is saved. You may close this page.")
elif session.closed_at:
    st.title("This link was already used")
    st.markdown("Ask the person who sent it for a new one.")
elif clock.state == "invited":
    welcome(store, session)
elif clock.state == "over" or st.session_state.get("done_early"):
    debrief(store, session, is_over=clock.state == "over")
else:
    keep_answering(project)
    talk(project, store, session)
