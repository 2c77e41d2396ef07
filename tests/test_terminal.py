"""What tickets hold never steers the terminal."""

import pytest

from terminal import complain, remark, say, show_facts, show_table

HOSTILE = "a [bold]\x1b]0;owned\x07 row\x1b[2J"


def test_no_control_character_of_a_ticket_reaches_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say(HOSTILE)
    remark(HOSTILE)
    complain(HOSTILE)
    show_table([""], [[HOSTILE]])
    show_facts([(HOSTILE, HOSTILE)])
    shown = "".join(capsys.readouterr())
    assert "\x1b" not in shown and "\x07" not in shown
    assert shown.count("[bold]]0;owned row[2J") == 6
