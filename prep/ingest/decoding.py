"""Bytes → text: byte order mark, then strict UTF-8, then a legacy code page, and never that without a warning."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from charset_normalizer import from_bytes

from prep.plurals import many

Pieces = Callable[[], Iterable[bytes]]  # of a file, from its beginning each time

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = {"ascii", "cp1252", "latin_1", "iso8859_15", "cp1250", "cp1254", "cp1257", "cp1140", "mac_roman"}
_UNDECODED = re.compile("[\ud800-\udfff]")
_HALF_PAIR = re.compile("\udced[\udca0-\udcbf][\udc80-\udcbf]")  # of a surrogate pair, as bytes
_SNIFFED = 4096  # bytes
_ONE_SIDED = 0.6  # of two-byte characters nearly always the same half is zero
_CONTROL = re.compile("[\x80-\x9f]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_ACCENTED = re.compile(rb"(?<![\x80-\xff])[\xc0-\xff]{1,2}(?![\x80-\xff])")  # "Büro", "Grüße"


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file's bytes are read. What is no text in it stands there as lone surrogates: refuse those lines."""

    name: str
    warning: str = ""
    errors: str = "strict"
    n_mark: int = 0  # bytes before the text


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, read as `Encoding` says."""

    text: str
    encoding: str
    warning: str = ""


def tell_encoding(pieces: Pieces) -> Encoding:
    """How to read a file that should be UTF-8 but may come from an older spreadsheet program."""
    told = tell_unicode(pieces)
    if told.name != "utf-8":
        return told
    n_damaged = n_halves = n_other = 0  # characters
    for text in text_of(pieces, told):
        if not text.isascii():
            n_damaged += len(_UNDECODED.findall(text))
            n_halves += len(_HALF_PAIR.findall(text))
            n_other += len(text) - len(text.encode("ascii", "ignore"))
    if n_damaged == 0:
        return told
    # The damaged ones are among the others. What is only half of a pair was never a letter of an older code page.
    if n_other >= 2 * n_damaged or n_damaged == 3 * n_halves:
        return replace(told, warning=f"UTF-8 with {many(n_damaged, 'damaged byte')}: each line with one was set aside")
    return _legacy(pieces)


def tell_unicode(pieces: Pieces) -> Encoding:
    """How to read a file that must be UTF-8, or UTF-16 that says so."""
    told = _by_mark(_beginning(pieces, _SNIFFED))
    if told.name == "utf-8" or _fits(pieces, told):
        return told
    return replace(told, errors="replace")  # cut off in mid-character


def code_page(pieces: Pieces) -> Encoding | None:
    """The older encoding of a file that should be UTF-8; None where it is Unicode, damaged or not."""
    if _fits(pieces, Encoding("utf-8")):
        return None
    told = tell_encoding(pieces)
    return None if told.name.startswith("utf") else told


def line_decoder(pieces: Pieces) -> Callable[[bytes], str]:
    """What reads a file's lines: each as UTF-8 where it is that, since two programs may have written one file; else in
    the file's code page, which is looked for once, or with lone surrogates for what is no text.
    """
    page = cache(lambda: code_page(pieces))

    def text(line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            older = page()
            return line.decode(older.name, "replace") if older else line.decode("utf-8", "surrogateescape")

    return text


def text_of(pieces: Pieces, encoding: Encoding) -> Iterator[str]:
    """The text, in pieces as they come."""
    decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
    to_skip = encoding.n_mark
    for piece in pieces():
        yield decoder.decode(piece[to_skip:])
        to_skip = max(0, to_skip - len(piece))
    yield decoder.decode(b"", final=True)


def decode(data: bytes) -> Decoded:
    """The text of a whole file, as `tell_encoding` says."""
    return _decoded(data, tell_encoding(lambda: (data,)))


def decode_unicode(data: bytes) -> Decoded:
    """The text of a whole file, as `tell_unicode` says."""
    return _decoded(data, tell_unicode(lambda: (data,)))


def _decoded(data: bytes, encoding: Encoding) -> Decoded:
    text = data[encoding.n_mark :].decode(encoding.name, encoding.errors)
    return Decoded(text, encoding.name, encoding.warning)


def undecoded(text: str) -> bool:
    """Whether `text` holds bytes that could not be decoded."""
    return _UNDECODED.search(text) is not None


def _by_mark(head: bytes) -> Encoding:
    for mark, name in _MARKS:
        if head.startswith(mark):
            is_narrow = name == "utf-8"
            return Encoding(
                name, errors="surrogateescape" if is_narrow else "surrogatepass", n_mark=len(mark) if is_narrow else 0
            )
    if (wide := _wide_encoding(head)) is not None:
        return Encoding(wide, f"read as {wide}: it has no byte order mark", "surrogatepass")
    return Encoding("utf-8", errors="surrogateescape")


def _fits(pieces: Pieces, encoding: Encoding, refused: re.Pattern[str] | None = None) -> bool:
    """Whether all of a file is text in an encoding, and holds none of what is refused."""
    try:
        return not any(refused and refused.search(text) for text in text_of(pieces, encoding))
    except (UnicodeDecodeError, LookupError):
        return False


def _is_spelled(head: bytes) -> bool:
    """Whether most bytes beyond ASCII are letters among plain ones, as accents are; no script of its own is written so.

    Of few of them the guess would make "B黵o" of "Büro".
    """
    n_among = sum(map(len, _ACCENTED.findall(head)))
    return 2 * n_among > len(_BEYOND_ASCII.findall(head))


def _beginning(pieces: Pieces, size: int) -> bytes:
    head = b""
    for piece in pieces():
        head += piece[: size - len(head)]
        if len(head) == size:
            break
    return head


def _wide_encoding(data: bytes) -> str | None:
    sample = data[:_SNIFFED]
    if len(sample) < 4 or sample.count(0) < len(sample) // 3:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if min(even, odd) > _ONE_SIDED * max(even, odd):
        return None  # nothing but zeros, as in a bomb
    return "utf-16-le" if odd > even else "utf-16-be"


def _legacy(pieces: Pieces) -> Encoding:
    head = _beginning(pieces, 1 << 18)
    best = from_bytes(head).best()
    guess = "cp1252" if best is None or best.encoding in _WESTERN or _is_spelled(head) else best.encoding
    for name in dict.fromkeys((guess, "cp1252")):
        if _fits(pieces, Encoding(name), _CONTROL):
            return Encoding(name, f"not UTF-8: read as {name}. Check that accents and dashes look right")
    return Encoding(
        "utf-8", "neither UTF-8 nor a known code page: lines with other bytes were set aside", "surrogateescape"
    )
