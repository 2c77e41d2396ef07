"""The one thing that Streamlit has no word for: put the cursor into a text area."""

import streamlit as st

# The text area may arrive after this does, hence the second looks, for half a second at most.
_FOCUS = st.components.v2.component(
    "pairwright_focus",
    js="""
export default function ({ data }) {
  const look = (looks) => {
    const box = document.querySelector(`.st-key-${data.key} textarea`)
    if (box) box.focus()
    else if (looks > 0) requestAnimationFrame(() => look(looks - 1))
  }
  if (data.key) look(30)
}
""",
)


def focus(key: str) -> None:
    """Put the cursor into the text area of that key, or nowhere for "".

    Drawn on every run in the same place: then it is loaded when it is needed, and no first letter is lost.
    """
    _FOCUS(data={"key": key}, key="focus", height=1)
