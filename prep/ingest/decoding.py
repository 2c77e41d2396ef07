"""Bytes → text: byte order mark, then strict UTF-8, then a legacy code page, and never that without a warning."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = {"ascii", "cp1252", "latin_1", "iso8859_15", "cp1250", "cp1254", "cp1257", "cp1140", "mac_roman"}
_UNDECODED = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x80-\x9f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text. Bytes that are not text in its encoding stand in it as lone surrogates: refuse those lines."""

    text: str
    encoding: str
    warning: str = ""


def decode(data: bytes) -> Decoded:
    """Text of a file that should be UTF-8 but may come from an older spreadsheet program."""
    decoded = decode_unicode(data)
    damaged = len(_UNDECODED.findall(decoded.text))
    if damaged == 0 or decoded.encoding != "utf-8":
        return decoded
    if sum(char > "\x7f" for char in decoded.text) >= 2 * damaged:  # the undecoded ones are above \x7f themselves
        warning = f"UTF-8 with {damaged} damaged bytes: the lines that hold them were set aside"
        return Decoded(decoded.text, "utf-8", warning)
    return _legacy(data)


def decode_unicode(data: bytes) -> Decoded:
    """Text of a file that must be UTF-8, or UTF-16 that says so."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            data = data[len(mark) :] if encoding == "utf-8" else data
            return Decoded(_with_undecoded(data, encoding), encoding)
    if (wide := _wide_encoding(data)) is not None:
        return Decoded(_with_undecoded(data, wide), wide, f"read as {wide}: it has no byte order mark")
    return Decoded(_with_undecoded(data, "utf-8"), "utf-8")


def undecoded(text: str) -> bool:
    """Whether `text` holds bytes that could not be decoded."""
    return _UNDECODED.search(text) is not None


def _with_undecoded(data: bytes, encoding: str) -> str:
    if encoding == "utf-8":
        return data.decode(encoding, "surrogateescape")
    try:
        return data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:  # cut off in mid-character
        return data.decode(encoding, "replace")


def _wide_encoding(data: bytes) -> str | None:
    sample = data[:4096]
    if len(sample) < 4 or sample.count(0) < len(sample) // 3:
        return None
    return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"


def _legacy(data: bytes) -> Decoded:
    best = from_bytes(data[: 1 << 18]).best()
    guess = "cp1252" if best is None or best.encoding in _WESTERN else best.encoding
    for encoding in dict.fromkeys((guess, "cp1252")):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _CONTROL.search(text):
            return Decoded(text, encoding, f"not UTF-8: read as {encoding}. Check that accents and dashes look right")
    damaged = data.decode("utf-8", "surrogateescape")
    return Decoded(damaged, "utf-8", "neither UTF-8 nor a known code page: lines with other bytes were set aside")
