"""Bytes → text: byte order mark, then strict UTF-8, then a legacy code page, and never that without a warning."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

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
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
# A run of bytes beyond ASCII as Windows-1252 has it: a mark before a word, letters in it, marks behind: "„Über", "é…".
_LETTER = rb"[\x9a\x9c\x9e\xc0-\xd6\xd8-\xf6\xf8-\xff]"
_SPELLED_RUN = re.compile(
    rb"[\x82\x84\x8b\x91-\x97\xa0\xa1\xab\xbf]{0,2}%b{0,2}[\x80\x82\x84\x85\x8b\x91-\x97\x99\x9b"
    rb"\xa0\xa3\xa7\xa9\xab\xad\xae\xb0\xb2-\xb4\xb7\xba\xbb]{0,3}" % _LETTER
)
_ALONE = re.compile(rb"[\xc2\xc3\xe2]")  # no word of their own; what is left of a character cut off
_INSIDE_WORDS = re.compile(rb"[\x91\x92\x96\x97\xad\xb7]")  # "don’t", "Mon–Fri"
_HAS_LETTER = re.compile(_LETTER)
# UTF-8 for more than one byte, cut off or not, that is no letter of Windows-1252 with the mark that ends its word.
_OF_UTF_8 = re.compile(
    rb"[\xc2\xc3][\x80-\xbf]|\xe2[\x80-\x84\x86-\x90]|(?<=[a-z])[\xc2\xc3](?![\x80-\xff])"
    rb"|[\xc4-\xf4][\x80-\x84\x86-\x90\x98\x9a-\x9f\xa1-\xac\xaf-\xb3\xb5-\xba\xbc-\xbf][\x80-\xbf]*"
)
_LEAST_OF_A_SCRIPT = 8  # characters that tell a script of its own from chance
_KOREAN, _CHINESE = re.compile("[\uac00-\ud7a3]"), re.compile("[\u4e00-\u9fff]")
_WEIGHED = 1 << 18  # bytes
_LONGEST_LINE = 1 << 16
_HIGH = bytes(range(0x80, 0x100))


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


def tell_encoding(pieces: Pieces, *, by_line: bool = False) -> Encoding:
    """How to read a file that should be UTF-8 but may come from an older spreadsheet program.

    `by_line`: each line that is UTF-8 is read so; how to read the others.
    """
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
    return _legacy(pieces, by_line=by_line)


def tell_unicode(pieces: Pieces) -> Encoding:
    """How to read a file that must be UTF-8, or UTF-16 that says so."""
    told = _by_mark(_beginning(pieces, _SNIFFED))
    if told.name == "utf-8" or _fits(pieces, told):
        return told
    return replace(told, errors="replace")  # cut off in mid-character


def code_page(pieces: Pieces, *, by_line: bool = False) -> Encoding | None:
    """The older encoding of a file that should be UTF-8, or of its lines that are none; None where it is Unicode,
    damaged or not.
    """
    if _fits(pieces, Encoding("utf-8")):
        return None
    told = tell_encoding(pieces, by_line=by_line)
    return None if told.name.startswith("utf") else told


def line_decoder(pieces: Pieces) -> Callable[[bytes], str]:
    """What reads a file's lines: each as UTF-8 where it is that, since two programs may have written one file; else in
    the file's code page, which is looked for once. What is no text, or may be either, gets lone surrogates.
    """
    page = cache(lambda: code_page(pieces, by_line=True))

    def text(line: bytes) -> str:
        if line.isascii():
            return line.decode("ascii")
        older = page()
        try:
            told = line.decode("utf-8")
        except UnicodeDecodeError:
            return line.decode(older.name, "replace") if older else line.decode("utf-8", "surrogateescape")
        # No western word looks like UTF-8, but one Chinese or two Cyrillic letters may: "通" would be "ͨ".
        return told if older is None or older.name == "cp1252" else line.decode("ascii", "surrogateescape")

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


def _is_spelled(sample: bytes) -> bool:
    """Whether most bytes beyond ASCII stand as accents and marks do in Windows-1252, which no other script's do.

    Of few of them the guess would make "B黵o" of "Büro" and "B³ro" of it beside a dash.
    """
    n_all = n_fitting = 0
    for run in _BEYOND_ASCII.finditer(sample):
        n_all += len(run[0])
        before, after = sample[max(0, run.start() - 1) : run.start()], sample[run.end() : run.end() + 1]
        n_fitting += len(run[0]) * _is_spelled_run(run[0], before.isalpha(), after.isalpha())
    return 2 * n_fitting > n_all


def _is_spelled_run(run: bytes, letter_before: bool, letter_after: bool) -> bool:
    if not _HAS_LETTER.search(run) and letter_before and letter_after:
        return _INSIDE_WORDS.fullmatch(run) is not None
    if not _SPELLED_RUN.fullmatch(run):
        return False
    if letter_before or letter_after or not _HAS_LETTER.search(run):
        return True
    return len(run) == 1 and not _ALONE.match(run)  # "à"


def _is_script(sample: bytes, name: str) -> bool:
    """Whether so many letters of another script are read that it is no chance, and not all may be cut-off UTF-8.

    Korean is written in its own letters: Chinese ones among them are another encoding's.
    """
    text = sample.decode(name, "ignore")
    n_letters = sum(char.isalpha() and not char.isascii() for char in text)
    is_mixed = _KOREAN.search(text) and _CHINESE.search(text)
    return n_letters >= _LEAST_OF_A_SCRIPT and not is_mixed and not _OF_UTF_8.sub(b"", sample).isascii()


def _is_utf_8(line: bytes) -> bool:
    return not undecoded(line.decode("utf-8", "surrogateescape"))


def _sample(pieces: Pieces, *, by_line: bool) -> bytes:
    """The first lines with bytes beyond ASCII, or only those that are no UTF-8."""
    found, rest = b"", b""
    for piece in chain(pieces(), (b"\n",)):
        *lines, rest = (rest + piece).split(b"\n")
        if len(rest) > _LONGEST_LINE:
            cut = rest.rstrip(_HIGH) or rest  # not within a character
            lines.append(cut)
            rest = rest[len(cut) :]
        for line in lines:
            if not line.isascii() and not (by_line and _is_utf_8(line)):
                found += line + b"\n"
        if len(found) >= _WEIGHED:
            break
    return found


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


def _legacy(pieces: Pieces, *, by_line: bool) -> Encoding:
    sample = _sample(pieces, by_line=by_line)
    best = None if _is_spelled(sample) else from_bytes(sample).best()
    guess = "cp1252" if best is None or best.encoding in _WESTERN else best.encoding
    # UTF-8 in a western text is the rest of a character cut off, or of rows that another program wrote.
    is_told = not _OF_UTF_8.search(sample) if guess == "cp1252" else _is_script(sample, guess)
    if is_told and _fits(pieces, Encoding(guess), _CONTROL):
        return Encoding(guess, f"not UTF-8: read as {guess}. Check that accents and dashes look right")
    return Encoding(
        "utf-8", "neither UTF-8 nor a known code page: lines with other bytes were set aside", "surrogateescape"
    )
