"""What libraries read when they are imported."""

import os

import pytest

from prep.quiet import quiet_libraries


def test_no_telemetry_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    unset(monkeypatch, "HF_HUB_DISABLE_TELEMETRY")
    quiet_libraries()
    assert os.environ["HF_HUB_DISABLE_TELEMETRY"] == "1"


@pytest.mark.parametrize(("load", "policy"), [(9.0, "PASSIVE"), (0.1, None)])
def test_threads_sleep_while_they_wait_where_others_want_the_cores(
    monkeypatch: pytest.MonkeyPatch, load: float, policy: str | None
) -> None:
    unset(monkeypatch, "OMP_WAIT_POLICY")
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(os, "getloadavg", lambda: (load, load, load))
    quiet_libraries()
    assert os.environ.get("OMP_WAIT_POLICY") == policy


def test_what_the_person_set_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_WAIT_POLICY", "ACTIVE")
    monkeypatch.setattr(os, "getloadavg", lambda: (99.0, 99.0, 99.0))
    quiet_libraries()
    assert os.environ["OMP_WAIT_POLICY"] == "ACTIVE"


def unset(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "")  # so that it is put back afterwards
    monkeypatch.delenv(name)
