"""What libraries read when they are imported."""

import os

import pytest

from prep.quiet import quiet_libraries


def test_no_telemetry_and_no_core_kept_busy_with_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HF_HUB_DISABLE_TELEMETRY", "OMP_WAIT_POLICY"):
        monkeypatch.setenv(name, "")  # so that it is put back afterwards
        monkeypatch.delenv(name)
    quiet_libraries()
    assert (os.environ["HF_HUB_DISABLE_TELEMETRY"], os.environ["OMP_WAIT_POLICY"]) == ("1", "PASSIVE")


def test_what_the_person_set_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_WAIT_POLICY", "ACTIVE")
    quiet_libraries()
    assert os.environ["OMP_WAIT_POLICY"] == "ACTIVE"
