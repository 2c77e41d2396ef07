"""What the splits before this one came to, so that drawing anew does not make their openings forgotten.

Read with patience: a split is often retired because one of its files is damaged, and what can be read still counts.
"""

import contextlib
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from prep.errors import PairwrightError
from prep.opening_log import printed_heads
from prep.project import Project, read_json, read_rows
from prep.seal import EarlierSplit
from prep.split_folder import retired_folders


def earlier_splits(project: Project) -> tuple[EarlierSplit, ...]:
    """Every split of the project until now, the one in place with it, oldest first."""
    return _told_by(project, _folders(project))


def seen_before(project: Project, earlier: Sequence[EarlierSplit], pair_ids: Collection[str]) -> int:
    """How many of these pairs were opened already, held out by one of the `earlier` splits.

    All of them where the files of a split that was opened are gone: what it held out cannot be known.
    """
    seen = _opened(project, earlier)
    if any(ids is None for ids in seen):
        return len(pair_ids)
    return sum(any(pair_id in (ids or ()) for ids in seen) for pair_id in pair_ids)


def opened_before(project: Project) -> frozenset[str]:
    """The pairs that splits until now, the one in place with them, held out and opened, as far as it can be known."""
    return frozenset().union(*filter(None, _opened(project, earlier_splits(project))))


def _opened(project: Project, earlier: Sequence[EarlierSplit]) -> list[set[str] | None]:
    """For each split that was opened what it held out; None where its files are gone."""
    held_out_by: dict[str, set[str]] = {}
    for folder in _folders(project):
        stored = _json(folder / "split.json")
        with contextlib.suppress(KeyError, TypeError):
            held_out_by[str(stored["root"])] = {
                row["pair_id"] for row in stored["split"]["assignments"] if row["part"] in ("taught", "untaught")
            }
    return [held_out_by.get(one.root) for one in earlier if one.n_openings]


def _folders(project: Project) -> list[Path]:
    in_place = [project.split.parent] if project.split.parent.is_dir() else []
    return [*retired_folders(project), *in_place]


def _told_by(project: Project, folders: Sequence[Path]) -> tuple[EarlierSplit, ...]:
    """The newest of the folders tells of itself and of those before; where it cannot, the one before tells."""
    if not folders:
        return ()
    stored = _json(folders[-1] / "split.json")
    try:
        before = TypeAdapter(tuple[EarlierSplit, ...]).validate_python(stored["earlier"])
    except (KeyError, ValidationError):
        before = _told_by(project, folders[:-1])
    return (*before, _account(project, folders[-1], str(stored.get("root", ""))))


def _account(project: Project, folder: Path, root: str) -> EarlierSplit:
    """Of everything that tells how often the split was opened, what tells the most."""
    logged = _json(folder / "log_head.json")
    n_logged = logged.get("n_openings")
    log = folder / "openings.jsonl"
    n_lines = sum(bool(line.strip()) for line in log.read_bytes().split(b"\n")) if log.is_file() else 0
    digests = [str(logged.get("digest", root))]
    with contextlib.suppress(OSError, UnicodeDecodeError, PairwrightError):
        digests += [str(line.get("digest", "")) for _, line in read_rows(log)]
    n_openings = max(n_lines, n_logged if isinstance(n_logged, int) else 0, len(printed_heads(project, root)))
    return EarlierSplit(root, n_openings, digests[-1])


def _json(path: Path) -> dict[str, Any]:
    try:
        return read_json(path)
    except (OSError, PairwrightError):
        return {}
