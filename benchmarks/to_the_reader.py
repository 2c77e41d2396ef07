"""How every benchmark runs, so that `python benchmarks/rewrites.py | head` ends when the reader has read enough."""

import os
import sys
from collections.abc import Callable
from typing import NoReturn

READ_ENOUGH = 141  # what a shell shows for a command whose reader left (128 + SIGPIPE)


def run(main: Callable[[], int | None]) -> NoReturn:
    """Run a benchmark and end with its code. A reader who leaves ends it without a traceback."""
    try:
        code = main() or 0
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the last flush would fail once more
        code = READ_ENOUGH
    raise SystemExit(code)
