"""A tester session keeps its clock, its secrets and every word."""

import sqlite3
from pathlib import Path

import pytest

from evalsuite.sessions.evidence import gather_evidence
from evalsuite.sessions.store import SessionStore
from prep.errors import BadInput, Refused


def minute(number: float) -> str:
    return f"2026-09-01T10:{int(number):02}:{round(number % 1 * 60):02}+00:00"


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    sessions = SessionStore(tmp_path / "people-desk" / "sessions.sqlite")
    sessions.invite(
        session_id="S1", token="blue-otter", tester="Ann", charter="New joiner", minutes=30, responder="fine_tuned",
        at=minute(0),
    )  # fmt: skip
    return sessions


def exchange(store: SessionStore, question: str, asked: float, answered: float, flag: str = "") -> None:
    number = store.ask("S1", question, minute(asked))
    store.answer(number, answer="12 days.", error="", at=minute(answered))
    store.flag(number, flag, "", minute(answered))


def test_only_the_link_that_was_given_out_opens_a_session(store: SessionStore) -> None:
    found = store.session_of_token("blue-otter")
    assert found is not None and found.session_id == "S1"
    assert store.session_of_token("blue-otten") is None
    assert "blue-otter" not in store.path.read_bytes().decode("latin-1")


def test_the_clock_stands_still_while_an_answer_is_being_written(store: SessionStore) -> None:
    store.open("S1", attested=True, at=minute(0))
    exchange(store, "How many days?", 5, 15)
    clock = store.clock("S1", minute(20))
    assert (clock.used_s, clock.left_s, clock.is_answering) == (600, 1200, False)


def test_nobody_asks_after_the_time_is_up(store: SessionStore) -> None:
    store.open("S1", attested=True, at=minute(0))
    with pytest.raises(Refused, match="got over"):
        store.ask("S1", "One more?", minute(31))


def test_a_second_question_waits_for_the_first_answer(store: SessionStore) -> None:
    store.open("S1", attested=True, at=minute(0))
    store.ask("S1", "How many days?", minute(1))
    with pytest.raises(Refused, match="no open question"):
        store.ask("S1", "Hello?", minute(2))


def test_opening_again_does_not_restart_the_clock(store: SessionStore) -> None:
    store.open("S1", attested=True, at=minute(0))
    store.open("S1", attested=True, at=minute(20))
    assert store.clock("S1", minute(25)).left_s == 300


def test_a_person_who_saw_the_pairs_may_not_test(store: SessionStore) -> None:
    with pytest.raises(Refused, match="neither wrote nor saw"):
        store.open("S1", attested=False, at=minute(0))


def test_the_tester_page_reads_nothing_that_names_the_responder(store: SessionStore) -> None:
    store.open("S1", attested=True, at=minute(0))
    exchange(store, "How many days?", 1, 2)
    assert "fine_tuned" not in repr((store.session("S1"), store.exchanges("S1"), store.clock("S1", minute(3))))


def test_an_unknown_flag_is_refused_and_named(store: SessionStore) -> None:
    with pytest.raises(BadInput, match="got 'boring'"):
        store.flag(1, "boring", "", minute(1))


def test_a_failure_met_twice_in_a_topic_is_a_consistent_mode(store: SessionStore) -> None:
    store.open("S1", attested=True, at=minute(0))
    exchange(store, "How many days?", 1, 1, "wrong")
    exchange(store, "Days per year?", 2, 2, "wrong")
    exchange(store, "Where is the canteen?", 3, 3, "off-tone")
    store.close("S1", surprise="", at=minute(31))
    evidence = gather_evidence([(store.session("S1"), store.exchanges("S1"))], lambda question: "leave", now=minute(40))
    assert evidence is not None
    assert (evidence.n_valid, evidence.n_exchanges, evidence.n_failures) == (1, 3, 3)
    assert evidence.consistent_failure_modes == ("wrong in leave",)


def test_a_flag_that_the_owner_dismissed_is_no_failure(store: SessionStore) -> None:
    store.open("S1", attested=True, at=minute(0))
    exchange(store, "How many days?", 1, 1, "wrong")
    exchange(store, "Days per year?", 2, 2, "wrong")
    store.dismiss(1, dismissed=True, at=minute(3))
    store.close("S1", surprise="", at=minute(31))
    evidence = gather_evidence([(store.session("S1"), store.exchanges("S1"))], lambda question: "leave", now=minute(40))
    assert evidence is not None and evidence.consistent_failure_modes == ()


def test_a_session_that_was_broken_off_is_not_valid(store: SessionStore) -> None:
    store.open("S1", attested=True, at=minute(0))
    exchange(store, "How many days?", 1, 1)
    store.close("S1", surprise="", at=minute(4))
    evidence = gather_evidence([(store.session("S1"), store.exchanges("S1"))], lambda question: "", now=minute(40))
    assert evidence is not None and (evidence.n_sessions, evidence.n_valid) == (1, 0)


def test_without_any_opened_session_there_is_no_evidence(store: SessionStore) -> None:
    assert gather_evidence([(store.session("S1"), [])], lambda question: "", now=minute(1)) is None


def test_a_failed_write_leaves_the_session_as_it_was(store: SessionStore) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.invite(
            session_id="S2", token="blue-otter", tester="Bo", charter="", minutes=30, responder="base", at=minute(1)
        )
    assert [session.session_id for session in store.sessions()] == ["S1"]
