"""mbox files and .eml files → single mails.

An mbox is split only where a full "From address date" line follows a blank line (RFC 4155), because sentences that
begin with "From" are common; ">From" inside a mail is unquoted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prep.holding import pickle_by_arguments
from prep.ingest.mail import MAX_MAIL_BYTES, Mail, read_mail
from prep.ingest.sources import ExportFile, read_bytes, read_lines
from prep.progress import Tick
from prep.records import Rejection

_LONGEST_LINE = 1 << 20
_FROM = re.compile(
    rb"From \S.{0,300}?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .{0,40}[0-9]{1,2}:[0-9]{2}.{0,20}[0-9]{4}"
    rb"|[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}).{0,20}\s*$"
)
_QUOTED_FROM = re.compile(rb"^>(?=>*From )", re.M)


def starts_mbox(head: bytes) -> bool:
    """Whether a file begins like an mbox."""
    return _FROM.match(head.lstrip(b"\xef\xbb\xbf\r\n").partition(b"\n")[0]) is not None


@dataclass(frozen=True, slots=True)
class Sealed:
    """One mail as it came: its bytes, or why they cannot be read."""

    data: bytes
    source: str
    fault: str = ""


pickle_by_arguments(Sealed)


def split_mails(file: ExportFile, tick: Tick) -> Iterator[Sealed]:
    """Every mail of a file, unread."""
    if not starts_mbox(file.head):
        data = read_bytes(file)
        tick(len(data))
        yield Sealed(data, file.name)
        return
    for number, data, cut in _split(file, tick):
        source = f"{file.name}:{number}"
        if len(data) > MAX_MAIL_BYTES:
            yield Sealed(b"", source, f"over {MAX_MAIL_BYTES >> 20} MB")
        elif cut:
            yield Sealed(b"", source, f"a line of over {_LONGEST_LINE >> 20} MB")
        else:
            yield Sealed(_QUOTED_FROM.sub(b"", data), source)


def opened(sealed: Sealed) -> Mail | Rejection:
    """The mail read."""
    if sealed.fault:
        return Rejection("unreadable-mail", sealed.fault, source=sealed.source)
    return read_mail(sealed.data, sealed.source)


def _split(file: ExportFile, tick: Tick) -> Iterator[tuple[int, bytes, bool]]:
    """Each mail with the number of the line that it begins on, and whether one of its lines was cut.

    A mail over the limit comes cut, and so does a line.
    """
    mail = bytearray()
    began = 0
    cut = False
    after_blank = True
    for number, line in read_lines(file, at_most=_LONGEST_LINE):
        tick(len(line))
        if after_blank and _FROM.match(line):
            if began:
                yield began, bytes(mail), cut
            mail.clear()
            began, after_blank, cut = number, False, False
            continue
        cut = cut or len(line) >= _LONGEST_LINE
        after_blank = not line.strip()
        if len(mail) <= MAX_MAIL_BYTES:
            mail += line
    if began:
        yield began, bytes(mail), cut
