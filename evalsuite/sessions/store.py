"""Tester sessions in SQLite: every event is committed before the page that made it goes on.

WAL with synchronous=FULL and BEGIN IMMEDIATE for every write: a read that turns into a write on a stale snapshot fails
at once whatever the timeout. One connection per call, so that pages, worker and command line never share one.
The link's token is stored as a digest only. The key (which responder answers) is in its own table.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evalsuite.sessions.clock import read_clock
from evalsuite.sessions.records import FLAGS, Clock, Exchange, Session
from prep.errors import BadInput, Refused

MAX_QUESTION = 2000  # characters

_SCHEMA = """
CREATE TABLE IF NOT EXISTS session (
    session_id TEXT PRIMARY KEY, token_digest TEXT NOT NULL UNIQUE, tester TEXT NOT NULL, charter TEXT NOT NULL,
    minutes REAL NOT NULL, invited_at TEXT NOT NULL, opened_at TEXT NOT NULL DEFAULT '',
    closed_at TEXT NOT NULL DEFAULT '', attested INTEGER NOT NULL DEFAULT 0, surprise TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS session_key (session_id TEXT PRIMARY KEY REFERENCES session, responder TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS exchange (
    exchange_id INTEGER PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session, question TEXT NOT NULL,
    asked_at TEXT NOT NULL, answer TEXT NOT NULL DEFAULT '', answered_at TEXT NOT NULL DEFAULT '',
    error TEXT NOT NULL DEFAULT '', flag TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
    dismissed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS event (
    event_id INTEGER PRIMARY KEY, session_id TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS worker (
    only INTEGER PRIMARY KEY CHECK (only = 1), seen_at TEXT NOT NULL, state TEXT NOT NULL
);
"""
_SESSION = "session_id, tester, charter, minutes, invited_at, opened_at, closed_at, attested, surprise"
_EXCHANGE = "exchange_id, session_id, question, asked_at, answer, answered_at, error, flag, note, dismissed"


class SessionStore:
    """The sessions of one project. `path` need not exist yet."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def invite(
        self, *, session_id: str, token: str, tester: str, charter: str, minutes: float, responder: str, at: str
    ) -> Session:
        """A new session that `token` opens. The responder goes into the key table."""
        with self._writing() as sql:
            sql.execute(
                "INSERT INTO session (session_id, token_digest, tester, charter, minutes, invited_at) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (session_id, _digest(token), tester, charter, minutes, at),
            )
            sql.execute("INSERT INTO session_key VALUES (?, ?)", (session_id, responder))
            _log(sql, session_id, at, "invited", tester)
        return self.session(session_id)

    def session(self, session_id: str) -> Session:
        """BadInput when there is none of that id."""
        found = next((one for one in self.sessions() if one.session_id == session_id), None)
        if found is None:
            raise BadInput(
                f"Session: expected the id of a session, got {session_id!r}. List them with `pairwright session`."
            )
        return found

    def sessions(self) -> list[Session]:
        """All sessions, oldest invitation first; none when nobody was invited yet."""
        if not self.path.is_file():
            return []
        with self._reading() as sql:
            rows = sql.execute(f"SELECT {_SESSION} FROM session ORDER BY invited_at, session_id").fetchall()
        return [Session(**{**dict(row), "attested": bool(row["attested"])}) for row in rows]

    def session_of_token(self, token: str) -> Session | None:
        """The session that a link opens, or None for a link that was never given out."""
        if not self.path.is_file():
            return None
        with self._reading() as sql:
            row = sql.execute("SELECT session_id FROM session WHERE token_digest = ?", (_digest(token),)).fetchone()
        return self.session(row[0]) if row else None

    def exchanges(self, session_id: str) -> list[Exchange]:
        """A session's exchanges, oldest first."""
        with self._reading() as sql:
            rows = sql.execute(
                f"SELECT {_EXCHANGE} FROM exchange WHERE session_id = ? ORDER BY exchange_id", (session_id,)
            ).fetchall()
        return [_exchange(row) for row in rows]

    def clock(self, session_id: str, now: str) -> Clock:
        """Where the session's time box stands."""
        return read_clock(self.session(session_id), self.exchanges(session_id), now)

    def open(self, session_id: str, *, attested: bool, at: str) -> None:
        """Start the clock, once. Refused unless the tester attests that they neither wrote nor saw the pairs."""
        if not attested:
            raise Refused("Session: expected a tester who neither wrote nor saw the pairs. Ask somebody else.")
        with self._writing() as sql:
            changed = sql.execute(
                "UPDATE session SET opened_at = ?, attested = 1 WHERE session_id = ? AND opened_at = ''",
                (at, session_id),
            ).rowcount
            if changed:
                _log(sql, session_id, at, "opened", "")

    def ask(self, session_id: str, question: str, at: str) -> int:
        """Store a tester's question for the worker to answer; its exchange id.

        Refused when the time is up or an answer is still being written: the clock is kept here, not in the page.
        """
        clock = self.clock(session_id, at)
        if clock.state != "running" or clock.is_answering:
            raise Refused(
                f"Session: expected a running clock and no open question, got {clock.state}. Wait, or stop here."
            )
        text = question.strip()[:MAX_QUESTION]
        if not text:
            raise BadInput("Session: expected a question, got an empty one. Type what you want to know.")
        with self._writing() as sql:
            done = sql.execute(
                "INSERT INTO exchange (session_id, question, asked_at) VALUES (?, ?, ?)", (session_id, text, at)
            )
            _log(sql, session_id, at, "asked", text)
        return int(done.lastrowid or 0)

    def flag(self, exchange_id: int, flag: str, note: str, at: str) -> None:
        """Mark an answer as failed in one way, or take the mark back with flag ""."""
        if flag and flag not in FLAGS:
            raise BadInput(f"Flag: expected one of {', '.join(FLAGS)}, got {flag!r}.")
        with self._writing() as sql:
            sql.execute("UPDATE exchange SET flag = ?, note = ? WHERE exchange_id = ?", (flag, note, exchange_id))
            session_id = sql.execute(
                "SELECT session_id FROM exchange WHERE exchange_id = ?", (exchange_id,)
            ).fetchone()[0]
            _log(sql, session_id, at, "flagged", f"{exchange_id} {flag}")

    def dismiss(self, exchange_id: int, *, dismissed: bool, at: str) -> None:
        """The owner's word on a flag: the answer was right after all, or it was not."""
        with self._writing() as sql:
            sql.execute("UPDATE exchange SET dismissed = ? WHERE exchange_id = ?", (int(dismissed), exchange_id))
            session_id = sql.execute(
                "SELECT session_id FROM exchange WHERE exchange_id = ?", (exchange_id,)
            ).fetchone()[0]
            _log(sql, session_id, at, "dismissed" if dismissed else "confirmed", str(exchange_id))

    def close(self, session_id: str, *, surprise: str, at: str) -> None:
        """End a session for good, with the tester's last words."""
        with self._writing() as sql:
            sql.execute(
                "UPDATE session SET closed_at = ?, surprise = ? WHERE session_id = ? AND closed_at = ''",
                (at, surprise, session_id),
            )
            _log(sql, session_id, at, "closed", surprise)

    def waiting(self) -> list[tuple[Exchange, str]]:
        """Questions without an answer, oldest first, each with its responder. For the worker only."""
        if not self.path.is_file():
            return []
        with self._reading() as sql:
            rows = sql.execute(
                f"SELECT {', '.join('exchange.' + name for name in _EXCHANGE.split(', '))}, responder FROM exchange "
                "JOIN session_key USING (session_id) WHERE answered_at = '' ORDER BY exchange_id"
            ).fetchall()
        return [(_exchange(row), row["responder"]) for row in rows]

    def answer(self, exchange_id: int, *, answer: str, error: str, at: str) -> None:
        """Store what the responder said, or why it could not."""
        with self._writing() as sql:
            sql.execute(
                "UPDATE exchange SET answer = ?, error = ?, answered_at = ? WHERE exchange_id = ? AND answered_at = ''",
                (answer, error, at, exchange_id),
            )

    def worker_seen(self, at: str, state: str) -> None:
        """The worker's sign of life: "loading", "ready" or "stopped: why"."""
        with self._writing() as sql:
            sql.execute("INSERT OR REPLACE INTO worker VALUES (1, ?, ?)", (at, state))

    def worker(self) -> tuple[str, str]:
        """When the worker was last seen and its state; ("", "") when none ever ran."""
        if not self.path.is_file():
            return "", ""
        with self._reading() as sql:
            row = sql.execute("SELECT seen_at, state FROM worker").fetchone()
        return (row[0], row[1]) if row else ("", "")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        sql = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        try:
            sql.row_factory = sqlite3.Row
            yield sql
        finally:
            sql.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        sql = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        try:
            sql.execute("PRAGMA busy_timeout = 30000")
            sql.execute("PRAGMA journal_mode = WAL")
            sql.execute("PRAGMA synchronous = FULL")
            sql.execute("PRAGMA foreign_keys = ON")
            sql.executescript(_SCHEMA)
            sql.execute("BEGIN IMMEDIATE")
            try:
                yield sql
            except BaseException:
                sql.execute("ROLLBACK")
                raise
            sql.execute("COMMIT")
        finally:
            sql.close()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _log(sql: sqlite3.Connection, session_id: str, at: str, kind: str, detail: str) -> None:
    sql.execute("INSERT INTO event (session_id, at, kind, detail) VALUES (?, ?, ?, ?)", (session_id, at, kind, detail))


def _exchange(row: sqlite3.Row) -> Exchange:
    fields = {name: row[name] for name in _EXCHANGE.split(", ")}
    return Exchange(**{**fields, "dismissed": bool(row["dismissed"])})
