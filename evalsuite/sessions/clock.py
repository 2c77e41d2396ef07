"""The session's clock, derived from stored events so that a reload, a restart or a second tab cannot reset it."""

from collections.abc import Sequence
from datetime import datetime

from evalsuite.sessions.records import Clock, Exchange, Session


def read_clock(session: Session, exchanges: Sequence[Exchange], now: str) -> Clock:
    """Where the time box stands at `now`: time since opening, less the time that the tester waited for answers."""
    limit = session.minutes * 60
    if not session.opened_at:
        return Clock("invited", 0.0, limit, False)
    end = session.closed_at or now
    waited = sum(_seconds(exchange.asked_at, exchange.answered_at or end) for exchange in exchanges)
    used = min(limit, max(0.0, _seconds(session.opened_at, end) - waited))
    is_answering = not session.closed_at and any(not exchange.answered_at for exchange in exchanges)
    is_over = bool(session.closed_at) or (used >= limit and not is_answering)
    return Clock("over" if is_over else "running", used, limit - used, is_answering)


def _seconds(start: str, end: str) -> float:
    return max(0.0, (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds())
