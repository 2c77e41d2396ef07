"""What went wrong, in the words of the error that says how to mend it."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from prep.errors import MissingProject, PairwrightError, StaleFiles


@contextmanager
def faults_told() -> Iterator[None]:
    """Show what a person can mend as a sentence; let everything else through."""
    try:
        yield
    except PairwrightError as fault:
        tell(fault)


def tell(fault: PairwrightError) -> None:
    """The error's text as plain text: it may quote a file name or a ticket."""
    with st.container(border=True):
        if isinstance(fault, StaleFiles):
            st.badge("out of date", icon=":material/history:", color="gray")
        elif isinstance(fault, MissingProject):
            st.badge("not made yet", icon=":material/pending:", color="gray")
        else:
            st.badge("could not go on", icon=":material/error:", color="red")
        st.text(str(fault))
