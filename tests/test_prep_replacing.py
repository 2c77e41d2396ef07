"""Files of a project change together or not at all."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from prep.project import Project, write_jsonl, write_text
from prep.replacing import replaced_together


def full_disk() -> Iterator[dict[str, int]]:
    yield {"row": 1}
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_files_take_their_places_together_beside_those_that_stay(tmp_path: Path) -> None:
    project = Project(tmp_path / "desk")
    write_text(project.decisions, "kept")
    write_text(project.glossary, "EL: earned leave\n")
    with replaced_together(project, project.glossary, project.settings) as new:
        assert new.glossary.read_text() == "EL: earned leave\n" and not new.settings.exists()
        write_text(new.pairs, "new")
        assert not project.pairs.exists()
    assert sorted(path.name for path in project.root.iterdir()) == ["decisions.jsonl", "glossary.yaml", "pairs.jsonl"]


def test_a_full_disk_leaves_all_as_they_were_and_names_the_file(tmp_path: Path) -> None:
    project = Project(tmp_path / "desk")
    write_text(project.tickets, "old")
    with pytest.raises(OSError) as fault, replaced_together(project) as new:
        write_text(new.tickets, "new")
        write_jsonl(new.pairs, full_disk())
    assert fault.value.filename == str(project.pairs)
    assert [(path.name, path.read_text()) for path in project.root.iterdir()] == [("tickets.jsonl", "old")]


def test_a_project_that_was_never_written_leaves_no_folder(tmp_path: Path) -> None:
    project = Project(tmp_path / "desk")
    with pytest.raises(OSError), replaced_together(project) as new:
        write_jsonl(new.pairs, full_disk())
    assert not project.root.exists()
