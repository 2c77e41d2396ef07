"""What kind of content a file holds, by its first bytes and never by its name alone."""

import io
import re
from pathlib import PurePath
from typing import Literal

from prep.ingest.archives import ArchiveKind, BadArchive, archive_kind, is_archive, open_archive
from prep.ingest.decoding import decode_unicode
from prep.ingest.mailbox import starts_mbox
from prep.ingest.sources import ExportFile, read_bytes

ContentKind = Literal["json", "xlsx", "parquet", "mail", "text", "empty", "foreign"]
_JSON = re.compile(r"\s*(?:\{|\[\s*(?:[\[{\"\]]|-?[0-9]|true|false|null|$))")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HEADER = re.compile(r"([!-9;-~]+)[ \t]*:")
_MAIL_HEADERS = {
    *("from", "to", "cc", "bcc", "subject", "date", "sender", "reply-to", "message-id", "in-reply-to", "references"),
    *("received", "return-path", "delivered-to", "mime-version", "content-type", "content-transfer-encoding"),
    *("x-mailer", "resent-from", "resent-date", "resent-to", "auto-submitted", "x-original-to", "dkim-signature"),
}
_MAIL_SUFFIXES = {".eml", ".mbox", ".mbx", ".mail"}
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF. Export the tickets as JSON or CSV"),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Office or Outlook file. Save it as .xlsx or .eml"),
    (b"<?xml", "XML. Export the tickets as JSON, or as CSV with their comments"),
    (b"<!doctype html", "a web page. Export the tickets as JSON or CSV"),
    (b"<html", "a web page. Export the tickets as JSON or CSV"),
    (b"SQLite format 3", "a database. Export the tickets as JSON or CSV"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"Rar!", "a RAR archive. Unpack it and name the files inside"),
    (b"7z\xbc\xaf", "a 7z archive. Unpack it and name the files inside"),
    (b"BZh", "a bzip2 file. Unpack it"),
    (b"\xfd7zXZ", "an xz file. Unpack it"),
    (b"PARE", "an encrypted Parquet file. Export the tickets without encryption"),
)
_ARCHIVES: dict[ArchiveKind, str] = {
    "document": "an Office document or program that is no XLSX workbook. Save the table as .xlsx or CSV",
    "folder": "a ZIP archive inside another archive. Unpack it and name the files inside",
}
_TAR = slice(257, 262)  # where a tar archive bears its mark


def content_kind(file: ExportFile) -> ContentKind:
    """How a file's bytes begin; "foreign" is explained by `foreign_reason`."""
    head = file.head
    if not head.strip(b"\0\t\r\n \xef\xbb\xbf\xfe\xff"):
        return "empty"
    if is_archive(head):
        return "xlsx" if _kind_of_archive(file) == "workbook" else "foreign"
    if head.startswith(b"PAR1"):
        return "parquet"
    if _reason(head):
        return "foreign"
    text = decode_unicode(head).text
    if _JSON.match(text):
        return "json"
    if starts_mbox(head) or _is_mail(text, PurePath(file.name.removesuffix(".gz")).suffix.casefold()):
        return "mail"
    return "text"


def foreign_reason(file: ExportFile) -> str:
    """What a file is that no reader takes, and what to do; "" for all others."""
    if content_kind(file) != "foreign":
        return ""
    head = file.head
    return _ARCHIVES.get(_kind_of_archive(file), "") if is_archive(head) else _reason(head)


def _kind_of_archive(file: ExportFile) -> ArchiveKind:
    """What an archive is that was not taken for a folder. A damaged one counts as a workbook: its reader says so."""
    stream = io.BytesIO(read_bytes(file)) if file.zipped else None
    try:
        with open_archive(stream or file.path) as archive:
            return archive_kind(archive)
    except BadArchive:
        return "workbook"


def _reason(head: bytes) -> str:
    if head[_TAR] == b"ustar":
        return "a tar archive. Unpack it and name the files inside, or pack them as ZIP"
    start = head.lstrip(b"\xef\xbb\xbf\r\n\t ")[:32].lower()
    named = next((reason for mark, reason in _FOREIGN if start.startswith(mark.lower())), "")
    return named or ("binary data. Export the tickets as JSON or CSV" if _is_binary(head) else "")


def _is_binary(head: bytes) -> bool:
    text = decode_unicode(head[:4096]).text
    return 10 * len(_CONTROL.findall(text)) > len(text)


def _is_mail(text: str, suffix: str) -> bool:
    """Whether a text begins with mail headers: two that are known, or one when the name claims a mail too."""
    names = set()
    for number, line in enumerate(text.lstrip("\r\n").splitlines()[:200]):
        if not line.strip():
            break
        match = _HEADER.match(line)
        if match:
            names.add(match[1].casefold())
        elif (number == 0 or not line.startswith((" ", "\t"))) and suffix not in _MAIL_SUFFIXES:
            return False
    return len(names & _MAIL_HEADERS) >= (1 if suffix in _MAIL_SUFFIXES else 2)
