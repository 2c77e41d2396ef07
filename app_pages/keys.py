"""Keys: buttons with their key printed in them, and whether a press was meant for what is on the screen.

A held key repeats, and a repeated press still runs the callback of the pair before. So each decision carries the id
that it was drawn for, and after every press and every new pair there is a quiet time that each further press starts
again.
"""

import math
import time
from collections.abc import Callable
from typing import Any

import streamlit as st

QUIET_S = 0.25


def key_button(
    name: str,
    label: str,
    icon: str,
    shortcut: str,
    call: Callable[..., None],
    *args: Any,
    primary: bool = False,
    quiet: bool = False,
    disabled: bool = False,
) -> None:
    """A key with its name. One primary a page; what only moves is quiet. `name` tells the modes of a page apart."""
    st.button(
        label,
        key=f"{name}_{shortcut}",
        icon=f":material/{icon}:" if icon else None,
        type="primary" if primary else "tertiary" if quiet else "secondary",
        shortcut=shortcut,
        on_click=call,
        args=args,
        disabled=disabled,
    )


def drawing(page: str) -> None:
    """Say that the fragment of `page` begins to be drawn: until it is `shown`, no press is about what stands there.

    A held key interrupts the drawing, which then never ends, and would count as soon as drawing takes long.
    """
    st.session_state[f"{page}_shown"] = math.inf


def shown(page: str) -> None:
    """Say that the fragment of `page` has been drawn; called where it ends."""
    st.session_state[f"{page}_shown"] = time.monotonic()


def on_time(page: str, drawn_for: str, current: str) -> bool:
    """Whether this press comes late enough after the last one, and is about what stands there now."""
    now = time.monotonic()
    before = max(st.session_state.get(f"{page}_pressed", 0.0), st.session_state.get(f"{page}_shown", 0.0))
    st.session_state[f"{page}_pressed"] = now
    return drawn_for == current and now - before > QUIET_S
