"""A ZIP archive as a folder of its members, looked at before anything is unpacked.

Nothing is ever written to disk: members are read as streams out of the archive, so their names can lead nowhere.
"""

import io
import re
import stat
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, cast

from prep.errors import BadInput

UNPACKED_ALLOWANCE = 64 << 20  # below this an unpacked size is never suspicious
UNPACKED_RATIO = 200
MAX_DIRECTORY_BYTES = 32 << 20  # of an archive's list of members, which is held whole: some 300,000 of them
ArchiveKind = Literal["workbook", "document", "folder"]
_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_WORKBOOKS = {"xl/workbook.xml", "xl/workbook.bin"}
_DOCUMENTS = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}  # Office, OpenDocument and e-book, Java
_READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # others may ask for memory before a byte of them is seen
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_PATCH = 0x20  # a change to another file
_LISTED_END = 22  # bytes of the record that ends an archive, without its remark
_LONGEST_REMARK = 1 << 16
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_DRIVE = re.compile("[A-Za-z]:")


class BadArchive(Exception):
    """An archive whose list of members cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive."""

    name: str  # its place in the archive, with / between folders
    archive: zipfile.ZipFile
    info: zipfile.ZipInfo

    @property
    def packed(self) -> int:
        """Bytes that it fills in the archive."""
        return self.info.compress_size

    def open(self) -> BinaryIO:
        """Its bytes, unpacked as they are read."""
        return cast(BinaryIO, io.BufferedReader(self.archive.open(self.info)))  # alone it reads lines slowly


def is_archive(head: bytes) -> bool:
    """Whether a file begins like a ZIP archive, as workbooks and other Office files do too."""
    return head.startswith(_MARKS)


def open_archive(source: Path | BinaryIO) -> zipfile.ZipFile:
    """An archive with its list of members read, or BadArchive."""
    try:
        if isinstance(source, Path):
            with source.open("rb") as stream:
                _refuse_long_directory(stream)
        else:
            _refuse_long_directory(source)
        return zipfile.ZipFile(source)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError, OSError, EOFError) as fault:
        raise BadArchive(str(fault) or type(fault).__name__) from None


def archive_kind(archive: zipfile.ZipFile) -> ArchiveKind:
    """Whether an archive is a spreadsheet, another document, or files that somebody packed."""
    names = set(archive.namelist())
    if names & _WORKBOOKS:
        return "workbook"
    return "document" if names & _DOCUMENTS else "folder"


def members_of(archive: zipfile.ZipFile, name: str, size: int) -> list[Member]:
    """The files in the archive `name` of `size` bytes. BadInput, in one line, when it must not be unpacked."""
    found: dict[str, Member] = {}
    for info in archive.infolist():
        place = _place(info, name)
        if info.is_dir() or place.endswith("/"):
            continue
        if place in found:
            raise BadInput(f"{name}: expected each file once, got {place!r} twice. Unpack it and name the right one.")
        found[place] = Member(place, archive, info)
    _refuse_bomb(list(found.values()), name, size)
    return list(found.values())


def refuse_unreadable(members: Sequence[Member], name: str) -> None:
    """BadInput when members are encrypted, or packed in a way that is not read."""
    for member in members:
        if member.info.flag_bits & _ENCRYPTED:
            raise BadInput(
                f"{name}: expected an archive without a password, got {member.name!r} encrypted. "
                "Unpack it and name the files inside."
            )
        if member.info.compress_type not in _READABLE or member.info.flag_bits & _PATCH:
            raise BadInput(
                f"{name}: expected an archive packed with deflate, got {member.name!r} packed with method "
                f"{member.info.compress_type}. Unpack it and name the files inside."
            )


def _place(info: zipfile.ZipInfo, name: str) -> str:
    """A member's place below the archive; BadInput when the name leads elsewhere or deceives the eye."""
    written = info.filename.replace("\\", "/")  # some Windows programs write them so
    parts = [part for part in written.split("/") if part != "."]
    leads_out = written.startswith("/") or _DRIVE.match(written) or ".." in parts
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    if leads_out or is_link or _UNPRINTABLE.search(written) or not any(parts):
        came = "a link to another file" if is_link else "a name that leads out of it or cannot be shown"
        raise BadInput(
            f"{name}: expected an archive of plain files, got {came} ({info.filename[:60]!a}). "
            "Unpack it and name the files inside."
        )
    return "/".join(parts)


def _refuse_bomb(members: Sequence[Member], name: str, size: int) -> None:
    if sum(member.packed for member in members) > size:
        raise BadInput(
            f"{name}: expected an archive, got one whose files share the same bytes, as only a bomb does. "
            "Pack the files again."
        )
    unpacked = sum(member.info.file_size for member in members)
    worst = max((m for m in members if _suspicious(m.info.file_size, m.packed)), key=_unpacked, default=None)
    if worst is not None or _suspicious(unpacked, size):
        what = f"{worst.name!r} unpacks" if worst else "its files unpack"
        raise BadInput(
            f"{name}: expected an archive of export files, got one where {what} to over {UNPACKED_RATIO} times the "
            "packed size. Unpack it yourself if you trust it."
        )


def _unpacked(member: Member) -> int:
    return member.info.file_size


def _suspicious(unpacked: int, packed: int) -> bool:
    return unpacked > UNPACKED_ALLOWANCE and unpacked > UNPACKED_RATIO * max(packed, 1)


def _refuse_long_directory(stream: BinaryIO) -> None:
    """BadArchive when the list of members, which the standard library reads at one go, is too long to be held."""
    end = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, end - _LISTED_END - _LONGEST_REMARK - 76))  # 76: the two records of a large archive before it
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    length = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if length == 0xFFFFFFFF and (large := tail.rfind(b"PK\x06\x06", 0, at)) >= 0:
        length = int.from_bytes(tail[large + 40 : large + 48], "little")
    if length > MAX_DIRECTORY_BYTES:
        raise BadArchive(f"its list of files alone fills {length >> 20} MB")
