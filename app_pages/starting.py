"""Work that outlives the page: it runs in a process of its own, and pages watch its files.

The app's own process never loads a model.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import IO

import streamlit as st

from evalsuite.sessions.store import SessionStore
from prep.clock import now, seconds_since
from prep.project import Project

UNSEEN_S = 15  # after which the answering process counts as gone
_AGAIN_S = 30  # before a process that failed is tried again


@dataclass(frozen=True, slots=True)
class Job:
    """A process that the app started, and what it says."""

    process: subprocess.Popen[bytes]
    said: IO[bytes]
    started_at: str

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    @property
    def last_words(self) -> str:
        """The last line of a process that failed; "" while it runs and when it ended well."""
        if not self.process.poll():
            return ""
        lines = self._all_words().splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), "")

    @property
    def answered_no(self) -> bool:
        """Whether the command did its work and its answer is no. Python ends with the same code when it gives up."""
        return self.process.poll() == 1 and "Traceback (most recent call last)" not in self._all_words()

    def _all_words(self) -> str:
        self.said.seek(0)
        return self.said.read().decode("utf-8", "replace")


def start(name: str, *words: str) -> Job:
    """Run `pairwright WORDS` on its own, whatever becomes of the page. `name` finds the job again."""
    said = tempfile.TemporaryFile()  # noqa: SIM115 - read as long as the job is remembered
    process = subprocess.Popen(
        [sys.executable, "-m", "pairwright", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=said,
        start_new_session=True,
    )
    job = Job(process, said, now())
    _jobs()[name] = job
    return job


def started(name: str) -> Job | None:
    """The job last started under this name, by any visitor of this app."""
    return _jobs().get(name)


def keep_answering(project: Project) -> None:
    """Start the process that answers testers, unless one was seen just now, is busy, or failed a moment ago."""
    seen_at, _ = SessionStore(project.sessions).worker()
    job = answering(project)
    if job and (job.is_running or seconds_since(job.started_at, now()) < _AGAIN_S):
        return
    if seconds_since(seen_at, now()) > UNSEEN_S:
        start(f"answer {project.root}", "session", str(project.root), "answer")


def answering(project: Project) -> Job | None:
    """The process that this app started to answer testers, if it did."""
    return started(f"answer {project.root}")


@st.cache_resource(show_spinner=False)
def _jobs() -> dict[str, Job]:
    return {}
