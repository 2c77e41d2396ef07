"""Which files an export consists of, and their bytes: folders and ZIP archives walked, gzip opened, sizes watched."""

import gzip
import os
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from prep.errors import BadInput
from prep.ingest.archives import (
    UNPACKED_ALLOWANCE,
    UNPACKED_RATIO,
    BadArchive,
    Member,
    archive_kind,
    is_archive,
    members_of,
    open_archive,
    refuse_unreadable,
)
from prep.progress import Progress, Tick

HEAD_BYTES = 1 << 16
MAX_WHOLE_BYTES = 1 << 30  # a file that has to be held whole
_OFFICE = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".docx", ".pptx", ".ods", ".odt"}
_BESIDE_THE_POINT = {"thumbs.db", "desktop.ini", "__macosx"}


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of an export."""

    path: Path
    name: str  # how messages call it: the file name, or its place below the folder or archive that was named
    named: bool  # the person named this very file, not a folder or archive around it
    size: int  # bytes on disk
    member: Member | None = None  # which file in the archive at `path`

    @property
    def head(self) -> bytes:
        """The first 64 KB, unpacked. Read anew each time: a folder may hold a hundred thousand mails."""
        with open_file(self) as stream:
            return stream.read(HEAD_BYTES)

    @property
    def zipped(self) -> bool:
        """Whether it has more bytes than it fills on disk."""
        if self.member is not None:
            return True
        with self.path.open("rb") as raw:
            return _is_gzip(raw)


def find_files(paths: Sequence[Path]) -> tuple[ExportFile, ...]:
    """Every file at or below `paths`, in a stable order, each once. A ZIP archive that is no Office file is a folder.

    Hidden files in folders and archives are left out.
    """
    if not paths:
        raise BadInput("Expected at least one export file or folder, got none. Name it after the project.")
    found: dict[tuple[Path, str], ExportFile] = {}
    for path in paths:
        if path.is_dir():
            below = [each for file in _walk(path) for each in _files_at(file, str(file.relative_to(path)), named=False)]
            if not below:
                raise BadInput(f"{path}: expected a folder with export files, found it empty. Name another folder.")
        elif path.is_file():
            below = _files_at(path, path.name, named=True)
        else:
            came = "something that is neither file nor folder" if path.exists() else "nothing there"
            raise BadInput(f"{path}: expected an export file or folder, found {came}. Check the path.")
        for file in below:
            found.setdefault((file.path.resolve(), file.member.name if file.member else ""), file)
    return tuple(found.values())


def read_bytes(file: ExportFile) -> bytes:
    """The whole file, unpacked; BadInput over 1 GB, because a document in one piece has to fit into memory."""
    pieces = []
    size = 0
    for piece in read_pieces(file):
        size += len(piece)
        if size > MAX_WHOLE_BYTES:
            raise BadInput(
                f"{file.name}: expected at most 1 GB in one piece, got more. "
                "Export one JSON object a line, or in several files."
            )
        pieces.append(piece)
    return b"".join(pieces)


def read_pieces(file: ExportFile) -> Iterator[bytes]:
    """The file, unpacked, in pieces of at most 1 MB."""
    size = 0
    with open_file(file) as stream:
        while piece := stream.read(1 << 20):
            size += len(piece)
            _watch(file, size)
            yield piece


def read_lines(file: ExportFile, *, at_most: int) -> Iterator[tuple[int, bytes]]:
    """Line number and bytes of each line, its line feed included. A longer line comes as its first `at_most` bytes."""
    size = 0
    number = 0
    with open_file(file) as stream:
        while line := stream.readline(at_most):
            number += 1
            size += len(line)
            yield number, line
            while not line.endswith(b"\n") and (line := stream.readline(at_most)):
                size += len(line)
            _watch(file, size)


def reading(files: Sequence[ExportFile], progress: Progress) -> AbstractContextManager[Tick]:
    """A progress stage that counts bytes read; without a total when the unpacked size is unknown."""
    total = None if any(file.zipped for file in files) else sum(file.size for file in files)
    return progress("Reading the export", total)


@contextmanager
def open_file(file: ExportFile) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked; what the system, gzip or ZIP says against it becomes BadInput."""
    try:
        with file.member.open() if file.member else file.path.open("rb") as raw:
            if _is_gzip(raw):
                with gzip.GzipFile(fileobj=raw) as unpacked:
                    yield unpacked  # type: ignore[misc]  # GzipFile reads like a BinaryIO
            else:
                yield raw
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as fault:
        raise BadInput(
            f"{file.name}: expected a readable file, got {_reason(fault)}. Export or copy it again."
        ) from None


def _files_at(path: Path, name: str, *, named: bool) -> list[ExportFile]:
    """The file itself, or what is in it when it is an archive of files."""
    file = _describe(path, name, named=named)
    if not is_archive(_first_bytes(path, name)):
        return [file]
    try:
        archive = open_archive(path)
    except BadArchive as fault:
        if path.suffix.casefold() in _OFFICE:
            return [file]  # whoever reads it says how to save it again
        raise BadInput(f"{name}: expected a ZIP archive, got a damaged one ({fault}). Copy it again.") from None
    if archive_kind(archive) != "folder":
        archive.close()
        return [file]
    members = [each for each in members_of(archive, name, file.size) if all(map(_counts, each.name.split("/")))]
    refuse_unreadable(members, name)
    if not members:
        raise BadInput(f"{name}: expected an archive with export files, found it empty. Name another one.")
    members.sort(key=lambda member: member.name.split("/"))
    return [ExportFile(path, f"{name}/{member.name}", False, member.packed, member) for member in members]


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if _counts(name))
        for name in sorted(files):
            path = Path(here) / name
            if _counts(name) and path.is_file():
                yield path


def _counts(name: str) -> bool:
    return not name.startswith(".") and name.casefold() not in _BESIDE_THE_POINT


def _describe(path: Path, name: str, *, named: bool) -> ExportFile:
    try:
        return ExportFile(path, name, named, path.stat().st_size)
    except OSError as fault:
        raise BadInput(f"{name}: expected a readable file, got {_reason(fault)}. Check its permissions.") from None


def _first_bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as raw:
            return raw.read(4)
    except OSError as fault:
        raise BadInput(f"{name}: expected a readable file, got {_reason(fault)}. Check its permissions.") from None


def _is_gzip(raw: BinaryIO) -> bool:
    """Whether a stream at its beginning holds gzip; it is at its beginning again afterwards."""
    mark = raw.read(2)
    raw.seek(0)
    return mark == b"\x1f\x8b"


def _watch(file: ExportFile, unpacked: int) -> None:
    if unpacked > UNPACKED_ALLOWANCE and unpacked > UNPACKED_RATIO * max(file.size, 1):
        raise BadInput(
            f"{file.name}: expected a compressed export, got one that unpacks to over {UNPACKED_RATIO} times its size. "
            "Unpack it yourself if you trust it."
        )


def _reason(fault: BaseException) -> str:
    return (fault.strerror if isinstance(fault, OSError) else None) or str(fault) or type(fault).__name__
