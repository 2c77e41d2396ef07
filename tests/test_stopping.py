"""Ctrl+C, also where Python would drop it."""

import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DROPPED = """
import stopping, signal, sys, time
class Finalised:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    Finalised()
    time.sleep(20)
except KeyboardInterrupt:
    sys.exit("stopped after all")
"""


def test_an_interrupt_that_comes_in_a_finaliser_is_not_lost() -> None:
    done = subprocess.run([sys.executable, "-c", DROPPED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "stopped after all\n")


def test_other_exceptions_of_finalisers_are_shown_as_python_shows_them() -> None:
    code = "import stopping\nclass Broken:\n    def __del__(self):\n        1 / 0\nBroken()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "Exception ignored in" in done.stderr and "ZeroDivisionError" in done.stderr


def test_stopping_the_program_while_it_is_loaded_shows_no_traceback() -> None:
    code = "import stopping, signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "signal.raise_signal(signal.SIGINT)\nimport pairwright"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "pairwright: stopped before it began.\n")
