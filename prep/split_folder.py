"""The split folder's life: made by one process at a time, put in place whole, retired when another follows.

A new split is built beside the old one. Renaming the finished build to `.split-ready` settles it: a process that is
killed before that leaves the old split as it was, one that is killed after it leaves two renames, which whoever comes
next makes up for. A retired split keeps its opening log, as split-1, split-2, …
"""

import contextlib
import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from prep.errors import Refused
from prep.project import Project


@contextlib.contextmanager
def splitting(project: Project) -> Iterator[None]:
    """Refused while another process draws a split of this project. The lock goes with the process, however it ends."""
    with _locked(project.root / ".splitting.lock", wait=False):
        yield


@contextlib.contextmanager
def alone(project: Project) -> Iterator[None]:
    """Wait until nobody else writes in the split folder; it is whole inside."""
    with _locked(project.root / ".split.lock", wait=True):
        _make_up(project)
        yield


def settle(project: Project) -> None:
    """Make up for what a killed split left to do, if it left anything."""
    if _ready(project).is_dir():
        with alone(project):
            pass


def empty_build(project: Project) -> Project:
    """A project whose split folder may be written: nobody reads it before `put_in_place`. To be called `alone`."""
    folder = project.root / ".split-being-written"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "split").mkdir(parents=True)
    return Project(folder)


def put_in_place(project: Project, build: Project) -> None:
    """Let the build be the split from now on, and retire the one before. To be called `alone`."""
    _rename(build.split.parent, _ready(project))
    _make_up(project)


def retired_folders(project: Project) -> list[Path]:
    """The splits that were sealed before this one, oldest first."""
    found = ((re.fullmatch(r"split-(\d+)", path.name), path) for path in project.root.glob("split-*"))
    return [path for _, path in sorted((int(match[1]), path) for match, path in found if match)]


def _make_up(project: Project) -> None:
    """The two renames that end a split, or the one that is left of them."""
    shutil.rmtree(project.root / ".split-being-written", ignore_errors=True)
    ready, place = _ready(project), project.split.parent
    if not ready.is_dir():
        return
    if place.exists():
        newest = retired_folders(project)[-1:]
        number = 1 + max((int(path.name.removeprefix("split-")) for path in newest), default=0)
        _rename(place, place.with_name(f"split-{number}"))
    _rename(ready, place)


def _ready(project: Project) -> Path:
    return project.root / ".split-ready"


def _rename(old: Path, new: Path) -> None:
    """Rename a folder and have it on disk before returning."""
    old.rename(new)
    handle = os.open(new.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _locked(path: Path, *, wait: bool) -> Iterator[None]:
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise Refused(
                f"{path.parent}: expected to be the only split of this project, found another one under way. "
                "Wait until it has ended."
            ) from None
        except OSError as fault:
            raise Refused(
                f"{path}: expected a disk that can lock a file, got «{fault.strerror}». "
                "Keep the project on a disk of this machine."
            ) from None
        yield
