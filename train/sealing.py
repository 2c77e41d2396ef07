"""A folder that is whole or absent: checkpoints, adapters, merged models.

<folder>/
    …                  the files
    MANIFEST.json      written last: size and SHA-256 of every file, and what they were made from

The files are written into a staging folder beside the target, brought to disk, listed in the manifest, and the folder
is renamed. safetensors has no checksum of its own: a flipped bit loads without error, so what is loaded is verified
first.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from prep.errors import BadInput, StaleFiles
from prep.project import digest, read_json, write_json

MANIFEST = "MANIFEST.json"
_STAGING = ".staging-"


@contextlib.contextmanager
def sealed(target: Path, facts: Mapping[str, object]) -> Iterator[Path]:
    """A staging folder to write into; sealed and renamed to `target` at the end, removed when something raises."""
    staging = staging_for(target)
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        yield staging
        seal(staging, target, facts)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def staging_for(target: Path) -> Path:
    return target.parent / f"{_STAGING}{target.name}"


def seal(staging: Path, target: Path, facts: Mapping[str, object]) -> None:
    """Bring a written folder to disk, list it in its manifest, and give it its name."""
    files = {}
    for path in _files(staging):
        _sync(path)
        files[path.relative_to(staging).as_posix()] = {"size": path.stat().st_size, "sha256": digest(path)}
    write_json(staging / MANIFEST, {**facts, "files": files})
    for folder in [staging, *(path for path in staging.rglob("*") if path.is_dir())]:
        _sync(folder)
    if target.exists():
        shutil.rmtree(target)
    staging.rename(target)
    _sync(target.parent)


def fault(folder: Path) -> str:
    """What is wrong with a sealed folder, in words; "" when every byte is as it was sealed."""
    if not (folder / MANIFEST).is_file():
        return f"no {MANIFEST}"
    try:
        listed = read_json(folder / MANIFEST)["files"]
        for name, expected in listed.items():
            path = folder / name
            if not path.is_file():
                return f"{name} is missing"
            if path.stat().st_size != expected["size"]:
                return f"{name} has {path.stat().st_size} bytes instead of {expected['size']}"
            if digest(path) != expected["sha256"]:
                return f"{name} is not what was written"
    except (BadInput, KeyError, TypeError, AttributeError):
        return f"{MANIFEST} is damaged"
    extra = {path.relative_to(folder).as_posix() for path in _files(folder)} - {*listed, MANIFEST}
    return f"{min(extra)} does not belong here" if extra else ""


def manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder that is whole, or StaleFiles."""
    if problem := fault(folder):
        raise StaleFiles(
            f"{folder}: expected the files as they were written, but {problem}. Delete the folder and run again."
        )
    return read_json(folder / MANIFEST)


def folder_digest(folder: Path) -> str:
    """SHA-256 over names and digests of a sealed folder's files: its revision."""
    files = {name: entry["sha256"] for name, entry in read_json(folder / MANIFEST)["files"].items()}
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()


def sweep(parent: Path) -> None:
    """Remove what an interrupted write left behind."""
    for orphan in parent.glob(f"{_STAGING}*"):
        shutil.rmtree(orphan, ignore_errors=True)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
