"""Ctrl+C is never lost and never a traceback. Import this first: the other imports take a second.

Python drops an exception that comes up where nobody could catch it, in a finaliser or a weak reference's callback, and
an interrupt may come up anywhere. Dropped there it comes again a moment later.
"""

import signal
import sys
from types import TracebackType

_AGAIN_S = 0.05
_shown = sys.excepthook
_dropped = sys.unraisablehook


def raise_again(dropped: "sys.UnraisableHookArgs") -> None:
    """Python's hook for exceptions that it drops: an interrupt is raised anew, outside of what dropped it."""
    if issubclass(dropped.exc_type, KeyboardInterrupt):
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, _AGAIN_S)
    else:
        _dropped(dropped)


def end(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Python's hook for what nobody caught: of an interrupt while the program is being loaded one line is enough."""
    if issubclass(kind, KeyboardInterrupt):
        print("pairwright: stopped before it began.", file=sys.stderr)
    else:
        _shown(kind, fault, trace)


sys.unraisablehook, sys.excepthook = raise_again, end
