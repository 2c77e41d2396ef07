"""The nouns of a blind tester session. Times are ISO 8601 in UTC; durations are seconds."""

from dataclasses import dataclass
from typing import Literal

Flag = Literal["wrong", "made-up", "unsafe", "refused", "off-tone", "garbled", "other"]
FLAGS: tuple[Flag, ...] = ("wrong", "made-up", "unsafe", "refused", "off-tone", "garbled", "other")
SessionState = Literal["invited", "running", "over"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question of a tester and what came back. `answered_at` is "" while the answer is being written."""

    exchange_id: int
    session_id: str
    question: str
    asked_at: str
    answer: str = ""
    answered_at: str = ""
    error: str = ""
    flag: str = ""  # a Flag, or "" when the tester found nothing wrong
    note: str = ""
    dismissed: bool = False  # the owner looked and says the answer was right


@dataclass(frozen=True, slots=True)
class Session:
    """One tester's sitting. Which responder answers is stored apart, where no page of the tester reads it."""

    session_id: str
    tester: str
    charter: str  # what to explore, as whom
    minutes: float  # the time box
    invited_at: str
    opened_at: str = ""
    closed_at: str = ""
    attested: bool = False  # the tester says they neither wrote nor saw the pairs
    surprise: str = ""  # what surprised them, said afterwards


@dataclass(frozen=True, slots=True)
class Clock:
    """How much of the time box is used. The clock stands still while an answer is being written."""

    state: SessionState
    used_s: float
    left_s: float
    is_answering: bool
