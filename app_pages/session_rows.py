"""Tester sessions as the owner's page shows them. Knows nothing of Streamlit."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from app_pages.starting import UNSEEN_S
from evalsuite.sessions.clock import read_clock
from evalsuite.sessions.records import Exchange, Session
from evalsuite.sessions.store import SessionStore
from prep.clock import day_and_time, minutes_and_seconds, seconds_since
from prep.plurals import many

CHARTER = (
    "You are a new colleague with questions about how things are done here. Ask what you would really ask, in your own "
    "words, and follow up when an answer leaves you in doubt."
)
MINUTES = 30
STATES = {"invited": "not opened yet", "running": "running", "over": "time is up"}


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session with everything that was said in it."""

    session: Session
    exchanges: tuple[Exchange, ...]
    state: str
    used: str  # "19:47 of 30 min"

    @property
    def n_flags(self) -> int:
        return sum(bool(exchange.flag) for exchange in self.exchanges)

    @property
    def n_dismissed(self) -> int:
        return sum(bool(exchange.flag) and exchange.dismissed for exchange in self.exchanges)


def read_sessions(store: SessionStore, now: str) -> list[SessionRow]:
    """Every session, latest invitation first."""
    rows = []
    for session in store.sessions():
        exchanges = store.exchanges(session.session_id)
        clock = read_clock(session, exchanges, now)
        state = "done" if session.closed_at else STATES[clock.state]
        used = f"{minutes_and_seconds(clock.used_s)} of {session.minutes:.0f} min" if session.opened_at else ""
        rows.append(SessionRow(session, tuple(exchanges), state, used))
    return rows[::-1]


def title(rows: Sequence[SessionRow]) -> str:
    """The finding: who has tested, and what they flagged."""
    if not rows:
        return "Nobody has tested this model yet"
    done = sum(row.state == "done" for row in rows)
    flags = sum(row.n_flags - row.n_dismissed for row in rows)
    told = f"{done} of {len(rows)} {'session is' if len(rows) == 1 else 'sessions are'} done"
    return (
        f"{told}; {many(flags, 'flag')} {'stands' if flags == 1 else 'stand'}" if flags else f"{told}; no flag stands"
    )


def counts(row: SessionRow) -> str:
    """ "19:47 of 30 min · 26 exchanges · 3 flags"."""
    parts = [row.used, many(len(row.exchanges), "exchange"), many(row.n_flags, "flag")]
    return " · ".join(part for part in parts if part)


def history(row: SessionRow, zone: str | None) -> str:
    """When it was invited, opened and closed."""
    times = [("invited", row.session.invited_at), ("opened", row.session.opened_at), ("closed", row.session.closed_at)]
    return " · ".join(f"{what} {day_and_time(at, zone)}" for what, at in times if at)


def worker_words(seen_at: str, state: str, now: str) -> str:
    """Whether somebody answers the testers."""
    if not seen_at:
        return "The model is loaded when a tester starts the clock."
    if state.startswith("stopped"):
        return f"The answering process {state}."
    if seconds_since(seen_at, now) > UNSEEN_S:
        return "The answering process is asleep; it starts again when a tester starts the clock."
    return "The model is being loaded." if state == "loading" else "The model is loaded and answers testers."


def invite(store: SessionStore, *, tester: str, charter: str, minutes: float, responder: str, at: str) -> str:
    """A new session; the token that opens it, which is stored nowhere in the clear."""
    token = secrets.token_urlsafe(24)
    number = len(store.sessions()) + 1
    store.invite(
        session_id=f"S{number}-{secrets.token_hex(2)}",
        token=token,
        tester=tester,
        charter=charter,
        minutes=minutes,
        responder=responder,
        at=at,
    )
    return token


def link(url: str | None, token: str) -> str:
    """The tester's address, from the address at which the owner reads this page."""
    origin = "/".join((url or "http://127.0.0.1:8501").split("/")[:3])
    return f"{origin}/?token={token}"
