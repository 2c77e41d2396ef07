"""One e-mail → sender, thread, text. Broken mails are usual: every field is read on its own and may fail alone.

Standards: RFC 5322 (messages), 2045–2047 (MIME), 3834 (automatic replies). Attachments are counted, never opened.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message as AnyMessage
from email.utils import getaddresses
from html import unescape
from typing import TypeVar

from prep.ingest.automatic import AUTOMATIC_SUBJECT, kind_from_headers
from prep.ingest.roles import address_in
from prep.ingest.times import read_time
from prep.records import MessageKind, Rejection, TextFormat

MAX_MAIL_BYTES = 25 << 20
MAX_DEPTH = 50
MAX_PARTS = 1000
MAX_HEADER = 100_000  # characters
_PARSED_HEADER = 20_000  # beyond this the standard library's header parser takes very long
_ID = re.compile(r"<[^<>\s]+>")
_TAG = re.compile(r"<[^>]*>")
_BOUNDARY_LINE = re.compile(rb'^--([^\s"\\][^"\\\n]{0,68}?)[ \t]*$', re.M)
_SURROGATE = re.compile("[\ud800-\udfff]")
_REFUSED_CHARSETS = {"utf-7", "utf7", "unicode-1-1-utf-7"}  # decodes plain text to markup
_NO_HEADERS: dict[str, str] = {}
Field = TypeVar("Field")


@dataclass(frozen=True, slots=True)
class Mail:
    """What a thread needs to know of one mail."""

    mail_id: str  # Message-ID, or a digest of the mail when it has none
    references: tuple[str, ...]
    sender: str  # address in lower case, "" when unreadable
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    sent_at: str
    sent_at_written: str
    text: str
    text_format: TextFormat
    kind: MessageKind
    source: str
    n_attachments: int = 0
    flaws: tuple[str, ...] = ()


class _Unreadable(Exception):
    """A mail without a body that can be read; the text says why."""


def read_mail(data: bytes, source: str) -> Mail | Rejection:
    """One mail, or a Rejection saying why there is nothing to read in it."""
    if len(data) > MAX_MAIL_BYTES:
        return Rejection("unreadable-mail", f"over {MAX_MAIL_BYTES >> 20} MB", source=source)
    if not data.strip():
        return Rejection("unreadable-mail", "no content", source=source)
    try:
        message = message_from_bytes(data, policy=policy.default)
        return _read(message, data, source)
    except _Unreadable as fault:
        return Rejection("unreadable-mail", str(fault), source=source)
    except RecursionError:
        return Rejection("unreadable-mail", "nested too deeply", source=source)
    except Exception as fault:  # the parser raises whatever its parts do: LookupError, IndexError, AssertionError …
        return Rejection("unreadable-mail", f"the mail cannot be parsed ({type(fault).__name__})", source=source)


def _read(message: AnyMessage, data: bytes, source: str) -> Mail:
    flaws: list[str] = []

    def field(name: str, read: Callable[[], Field], otherwise: Field) -> Field:
        try:
            return read()
        except Exception:  # header parsing raises IndexError, RecursionError, AttributeError … on access
            flaws.append(name)
            return otherwise

    raw: dict[str, str] = field("headers", lambda: _raw_headers(message), _NO_HEADERS)
    if any(len(value) > MAX_HEADER for value in raw.values()):
        raise _Unreadable(f"a header of over {MAX_HEADER:,} characters")
    sender_text = field("From", lambda: _header(message, raw, "from"), "")
    sender = address_in(sender_text)
    subject = field("Subject", lambda: _header(message, raw, "subject"), "")
    written = raw.get("date", "")
    ids = _ID.findall(raw.get("message-id", ""))
    references = _ID.findall(f"{raw.get('references', '')} {raw.get('in-reply-to', '')}")
    recipients: list[str] = field("To", lambda: _addresses(raw), [])
    if message.get_content_maintype() == "multipart" and not message.is_multipart():
        message = _found_parts(data) or message
    text, text_format, n_attachments = _body(message, flaws)
    kind = kind_from_headers(raw, sender)
    if kind == "comment" and AUTOMATIC_SUBJECT.match(subject):
        kind = "auto-reply"
    return Mail(
        mail_id=ids[0] if ids else f"<{hashlib.sha256(data).hexdigest()[:24]}>",
        references=tuple(dict.fromkeys(references)),
        sender=sender,
        sender_name=_clean(_TAG.sub("", sender_text).replace(sender, "").strip(" \"'()<>")) if sender else "",
        recipients=tuple(recipients),
        subject=subject,
        sent_at=read_time(re.sub(r"\s*\([^)]*\)\s*$", "", written)).at,
        sent_at_written=_clean(written),
        text=text,
        text_format=text_format,
        kind=kind,
        source=source,
        n_attachments=n_attachments,
        flaws=tuple(dict.fromkeys(flaws)),
    )


def _raw_headers(message: AnyMessage) -> dict[str, str]:
    """The first header of each name, unfolded but not decoded; names in lower case."""
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        found.setdefault(str(name).casefold(), re.sub(r"\r?\n[ \t]*", " ", str(value)).strip())
    return found


def _header(message: AnyMessage, raw: dict[str, str], name: str) -> str:
    """A header with its encoded words decoded; as it stands when it is too long for the parser, or cannot be parsed."""
    written = raw.get(name, "")
    if len(written) > _PARSED_HEADER:
        return _clean(written)
    try:
        return _clean(str(message.get(name, "")))
    except Exception:  # as for `field` above; the raw text is better than nothing
        return _clean(written)


def _addresses(raw: dict[str, str]) -> list[str]:
    headers = [raw[name][:_PARSED_HEADER] for name in ("to", "cc", "delivered-to") if name in raw]
    found = [address.casefold() for _, address in getaddresses(headers) if "@" in address]
    return list(dict.fromkeys(found))


def _body(message: AnyMessage, flaws: list[str]) -> tuple[str, TextFormat, int]:
    plain: list[str] = []
    html: list[str] = []
    faults: list[str] = []
    n_attachments = 0
    for part in _parts(message):
        kind = part.get_content_type()
        if _is_attachment(part) or kind not in ("text/plain", "text/html"):
            n_attachments += not part.is_multipart() and part.get_content_maintype() != "multipart"
            continue
        try:
            text = _part_text(part, flaws)
        except _Unreadable as fault:
            faults.append(str(fault))
            continue
        (plain if kind == "text/plain" else html).append(text)
    written, marked_up = "\n".join(plain), "\n".join(html)
    shown = unescape(_TAG.sub(" ", marked_up)).strip()
    if written.strip() and 5 * len(written.strip()) >= len(shown):
        return written, "text", n_attachments
    if shown:
        return marked_up, "html", n_attachments
    if written.strip():
        return written, "text", n_attachments
    raise _Unreadable(faults[0] if faults else "no text body, only attachments" if n_attachments else "no text body")


def _found_parts(data: bytes) -> AnyMessage | None:
    """The parts of a mail whose Content-Type hides its boundary from the parser: by the first line that may be one."""
    _, _, body = data.replace(b"\r\n", b"\n").partition(b"\n\n")
    boundary = _BOUNDARY_LINE.search(body)
    if boundary is None:
        return None
    header = b'Content-Type: multipart/mixed; boundary="' + boundary[1] + b'"\n\n'
    return message_from_bytes(header + body, policy=policy.default)


def _parts(message: AnyMessage) -> Iterator[AnyMessage]:
    """The leaves and containers of a mail in order, not descending into mails attached to it."""
    waiting: list[tuple[AnyMessage, int]] = [(message, 0)]
    n_parts = 0
    while waiting:
        part, depth = waiting.pop()
        n_parts += 1
        if depth > MAX_DEPTH or n_parts > MAX_PARTS:
            raise _Unreadable(f"more than {MAX_DEPTH} levels or {MAX_PARTS:,} parts")
        yield part
        payload = part.get_payload()
        if isinstance(payload, list) and part.get_content_type() not in ("message/rfc822", "message/delivery-status"):
            waiting.extend((child, depth + 1) for child in reversed(payload) if isinstance(child, AnyMessage))


def _is_attachment(part: AnyMessage) -> bool:
    try:
        disposition = part.get_content_disposition()
        named = part.get_filename() is not None
    except Exception:  # a Content-Disposition that cannot be parsed: then it names no file either
        return False
    return disposition == "attachment" or (named and part.get_content_type() != "text/plain")


def _part_text(part: AnyMessage, flaws: list[str]) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise _Unreadable("a text part that cannot be decoded")
    try:
        charset = (part.get_content_charset() or "utf-8").casefold()
    except Exception:  # a Content-Type that cannot be parsed
        charset = "utf-8"
    if charset in _REFUSED_CHARSETS:
        raise _Unreadable("its character set is UTF-7, which can hide markup")
    for encoding in (charset, "utf-8", "cp1252", "latin-1"):
        try:
            text = payload.decode(encoding)
        except (LookupError, ValueError):
            if encoding == charset:
                flaws.append("charset")
            continue
        return _clean(text)
    raise _Unreadable("no character set fits its text")


def _clean(text: str) -> str:
    """Without what no file can hold: NUL, and the lone surrogates by which the parser marks undecodable bytes."""
    return _SURROGATE.sub("\ufffd", text.replace("\0", "")).replace("\r\n", "\n")
