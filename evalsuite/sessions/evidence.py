"""What the sessions prove: how many were valid, how much was asked, and which failures came back.

A failure mode is a flag in a topic. It is consistent when two independent questions met it. A session is valid when the
tester attested to be a stranger to the pairs and used the whole time box or asked enough questions.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

from evalsuite.records import Bars, SessionEvidence
from evalsuite.sessions.clock import read_clock
from evalsuite.sessions.records import Exchange, Session

MIN_PROMPTS = 2  # independent questions that make a mode consistent


def gather_evidence(
    sessions: Sequence[tuple[Session, Sequence[Exchange]]],
    topic_of: Callable[[str], str],
    *,
    now: str,
    bars: Bars | None = None,
) -> SessionEvidence | None:
    """The evidence of all opened sessions, or None when nobody has tested yet. `topic_of` names a question's topic."""
    bars = bars or Bars()
    opened = [(session, list(exchanges)) for session, exchanges in sessions if session.opened_at]
    if not opened:
        return None
    valid: list[Exchange] = []
    n_valid, used_s = 0, 0.0
    for session, exchanges in opened:
        clock = read_clock(session, exchanges, now)
        answered = [exchange for exchange in exchanges if exchange.answered_at and not exchange.error]
        enough = clock.used_s >= bars.session_minutes * 60 or len(answered) >= bars.session_exchanges
        if session.attested and clock.state == "over" and enough:
            n_valid, used_s = n_valid + 1, used_s + clock.used_s
            valid += answered
    failures = [exchange for exchange in valid if exchange.flag and not exchange.dismissed]
    return SessionEvidence(
        n_sessions=len(opened),
        n_valid=n_valid,
        minutes=round(used_s / 60, 1),
        n_exchanges=len(valid),
        n_failures=len(failures),
        consistent_failure_modes=tuple(_consistent_modes(failures, topic_of)),
    )


def _consistent_modes(failures: Sequence[Exchange], topic_of: Callable[[str], str]) -> list[str]:
    prompts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for exchange in failures:
        prompts[exchange.flag, topic_of(exchange.question)].add(" ".join(exchange.question.casefold().split()))
    return sorted(
        f"{flag} in {topic or 'no topic'}" for (flag, topic), asked in prompts.items() if len(asked) >= MIN_PROMPTS
    )
