"""A run on a second disk, for machines that are taken away: its newest whole checkpoint, and what goes with it.

Files on a mounted Drive can turn out absent or cut off after a normal end. So a checkpoint counts as copied only when
the copy was read again and every byte is as it was sealed; older copies go after that, and two are kept.
"""

import shutil
from pathlib import Path

from prep.project import write_text
from train import checkpoints, sealing
from train.runs import RunFolder

_N_KEPT = 2


def copy_run(source: Path, target: Path) -> str:
    """Copy a run's newest whole checkpoint, the best epoch's adapter, the final one once there is one, and its logs.

    What is now safe in `target`, such as "step-000050"; "" when there is no whole checkpoint, or when a copy reads
    differently.
    """
    newest = checkpoints.newest_whole(RunFolder(source).checkpoints)
    if newest is None:
        return ""
    place = RunFolder(target).checkpoints / newest.name
    folders = {newest: place}
    if RunFolder(source).adapter.is_dir():
        folders[RunFolder(source).adapter] = RunFolder(target).adapter
    if RunFolder(source).best.is_dir():
        folders[RunFolder(source).best] = RunFolder(target).best
        if _is_another(RunFolder(source).best, RunFolder(target).best):
            shutil.rmtree(RunFolder(target).best)
    if not all(_copied(before, after) for before, after in folders.items()):
        return ""
    for old in sorted(place.parent.glob("step-*"), reverse=True)[_N_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    for before, after in (
        (RunFolder(source).summary, RunFolder(target).summary),
        (RunFolder(source).steps, RunFolder(target).steps),
        (RunFolder(source).epochs, RunFolder(target).epochs),
    ):
        if before.is_file():
            write_text(after, before.read_text(encoding="utf-8"))
    return newest.name


def _is_another(folder: Path, place: Path) -> bool:
    """Whether a whole folder of that name lies at `place`, but with other contents."""
    return (
        not sealing.fault(place)
        and not sealing.fault(folder)
        and sealing.folder_digest(place) != sealing.folder_digest(folder)
    )


def _copied(folder: Path, place: Path) -> bool:
    """Whether a whole copy of a sealed folder lies at `place` now. Training may remove the original meanwhile."""
    if not sealing.fault(place):
        return True
    staging = sealing.staging_for(place)
    shutil.rmtree(staging, ignore_errors=True)
    try:
        shutil.copytree(folder, staging)
        if sealing.fault(staging):
            return False
        shutil.rmtree(place, ignore_errors=True)
        staging.rename(place)
    except (OSError, shutil.Error):
        return False
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return not sealing.fault(place)
