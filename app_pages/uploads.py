"""Files that a person hands over in the browser: kept in a private folder on this machine while the workbench runs."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import streamlit as st


class Uploaded(Protocol):
    """A file that the browser handed over."""

    name: str
    file_id: str

    def getbuffer(self) -> memoryview: ...


def keep(files: Sequence[Uploaded]) -> list[Path]:
    """Where the files lie; each is written once. The folder is this user's alone and goes when the workbench ends."""
    paths = []
    for file in files:
        folder = Path(_folder().name) / "".join(sign for sign in file.file_id if sign.isalnum())
        path = folder / (Path(file.name.replace("\\", "/")).name.lstrip(".") or "upload")
        if not path.is_file():
            folder.mkdir(exist_ok=True)
            path.write_bytes(file.getbuffer())
        paths.append(path)
    return paths


@st.cache_resource(show_spinner=False)
def _folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="pairwright-uploads-")
