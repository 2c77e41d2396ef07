"""Why a press saved nothing, in one line beside its key, until the next press."""

import streamlit as st

from app_pages.marked_text import paragraph, show

S = st.session_state


def refuse(page: str, why: str) -> None:
    """Say with the next drawing of the page why nothing was saved."""
    S[f"{page}_refused"] = why


def show_refusal(page: str) -> None:
    """The line, once."""
    if why := S.pop(f"{page}_refused", ""):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge("not saved", icon=":material/error:", color="orange")
            show(paragraph([("same", why)]), width="content")
