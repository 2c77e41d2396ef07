"""What Streamlit has no word for: put the cursor into a text area, and let go of a tab that was clicked."""

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

# A click that a key made has no detail: who goes through the tabs by keys stays there. Tabs let no click pass up.
_LET_GO = st.components.v2.component(
    "pairwright_let_go",
    js="""
export default function ({ data }) {
  const letGo = (event) => {
    const tab = event.detail && event.target.closest(`.st-key-${data.key} button`)
    if (tab) tab.blur()
  }
  document.addEventListener("click", letGo, true)
  return () => document.removeEventListener("click", letGo, true)
}
""",
)


def focus(key: str) -> None:
    """Put the cursor into the text area of that key, or nowhere for "".

    Drawn on every run in the same place: then it is loaded when it is needed, and no first letter is lost.
    """
    _FOCUS(data={"key": key}, key="focus", height=1)


def let_go_of_tabs(key: str) -> None:
    """After a click on a tab of that key, keys such as → are the page's again and no longer move among the tabs."""
    _LET_GO(data={"key": key}, key="let_go", height=1)
