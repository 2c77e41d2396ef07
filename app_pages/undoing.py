"""A press taken back on the page where it was made; what a later word holds in place is told where it was tried."""

import streamlit as st

from app_pages.marked_text import paragraph, show
from prep.clock import moment
from prep.presses import Press, undo_press
from prep.project import Project

S = st.session_state


def take_back(project: Project, press: Press, page: str) -> None:
    """Take a press of this page back, but for the pairs about which something was said later, on whatever page."""
    S[f"{page}_left"] = undo_press(project, press, moment())


def show_left(page: str) -> None:
    """Which pairs the last undo left as they are; once, with the drawing that follows it."""
    if left := S.pop(f"{page}_left", ()):
        told = f"Left as they are, since you said something later elsewhere: {', '.join(left)}. Take that back first."
        show(paragraph([("quiet", told)]))
