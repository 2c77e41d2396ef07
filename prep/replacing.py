"""Several files of a project replaced together: a fault while they are written leaves all as they were."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from prep.project import Project, sync_folder

_PREFIX = ".new-"


@contextmanager
def replaced_together(project: Project, *read_first: Path) -> Iterator[Project]:
    """A project to write files into that take their places in `project` at the end.

    It starts with copies of the files `read_first`, for what adds to them. For files in the project's own folder only.
    """
    is_new = not project.root.exists()
    project.root.mkdir(parents=True, exist_ok=True)
    try:
        with TemporaryDirectory(dir=project.root, prefix=_PREFIX) as name:
            folder = Path(name)
            for path in filter(Path.is_file, read_first):
                shutil.copy2(path, folder)
            yield Project(folder)
            for path in folder.iterdir():
                path.replace(project.root / path.name)
        sync_folder(project.root)
    except OSError as fault:
        if fault.filename and Path(fault.filename).parent.name.startswith(_PREFIX):
            fault.filename = str(project.root / Path(fault.filename).name)
        raise
    finally:
        if is_new:
            with suppress(OSError):  # not empty: all went well
                project.root.rmdir()
