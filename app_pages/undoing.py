"""A press taken back on the page where it was made; what a later word holds in place is told where it was tried.

A page that counts keeps `{page}_times`: each press of this sitting by its moment in the log, with the clock's time,
from which the pace follows.
"""

import time
from collections.abc import Iterable

import streamlit as st

from app_pages.marked_text import paragraph, show
from prep.clock import moment
from prep.presses import Press, undo_press
from prep.project import Project

S = st.session_state


def was_pressed(page: str, at: str) -> None:
    """Count a press of this sitting, made at this moment of the log, and go on from what was brought back."""
    S[f"{page}_times"][at] = time.monotonic()
    go_on(page)


def take_back(project: Project, press: Press, page: str) -> set[str]:
    """Take a press of this page back, but for the pairs about which something was said later, on whatever page.

    Which were taken back.
    """
    left = undo_press(project, press, moment())
    undone = {one.pair_id for one in press}.difference(left)
    if undone:
        S.get(f"{page}_times", {}).pop(press[0].decided_at, None)
    S[f"{page}_left"], S[f"{page}_back"] = left, undone
    return undone


def is_back(page: str, pair_ids: Iterable[str]) -> bool:
    """Whether the last undo of this page brought all of these back and the person has not gone on since."""
    return set(pair_ids) <= S.get(f"{page}_back", set())


def go_on(page: str) -> None:
    """Leave what an undo brought back."""
    S[f"{page}_back"] = set()


def show_left(page: str) -> None:
    """Which pairs the last undo left as they are; once, with the drawing that follows it."""
    if left := S.pop(f"{page}_left", ()):
        told = f"Left as they are, since you said something later elsewhere: {', '.join(left)}. Take that back first."
        show(paragraph([("quiet", told)]))
