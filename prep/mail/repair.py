"""Characters as their author meant them: broken encodings, escaped line breaks, invisible controls.

Only damage is repaired. Curly quotes, accents and emoji stay as written; normal forms are for comparison elsewhere.
"""

import html
import re
import unicodedata

import ftfy
from ftfy.badness import is_bad

_MAX_MARKS = 4  # combining marks on one letter; living scripts need no more

_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029|\u0085|\x0b|\x0c")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffc]")
# Format characters (category Cf) that carry no meaning of their own; joiners are looked at one by one.
_FORMAT = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_JOINER = re.compile("[\u200c\u200d]")
_TAGGED_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")  # Scotland, Wales, England
_ESCAPED = re.compile(r"\\r\\n|\\n|\\r(?![a-z])|\\t(?![a-z])")
_PATH = re.compile(r"^\W*(?:[A-Za-z]:\\|\\\\|\.{0,2}/)|\\(?:[dwsbDWSB]|\.)")
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|rsquo|lsquo|ldquo|rdquo|ndash|mdash|hellip|euro|[aeiouAEIOU]uml|"
                     r"szlig|[aeiou](?:acute|grave|circ)|ccedil|ntilde|#\d{2,5}|#x[0-9a-fA-F]{2,5});")  # fmt: skip


def repair(text: str) -> str:
    """Mend one text. Line breaks become "\\n", no-break spaces become spaces."""
    text = _LINE_ENDS.sub("\n", text)
    if "\\" in text:
        text = _real_line_breaks(text)
    if _ENTITY.search(text):
        text = html.unescape(text)
    if text.isascii():
        return _CONTROLS.sub("", text)
    if is_bad(text):
        text = ftfy.fix_encoding(text)
    text = text.replace("\u00a0", " ").replace("\u202f", " ")
    return _cap_marks(_without_invisible(_CONTROLS.sub("", _LINE_ENDS.sub("\n", text))))


def bidi_controls(text: str) -> str:
    """The characters that make a text read otherwise than it is stored, as "U+202E U+2069"; "" when there are none."""
    return " ".join(f"U+{ord(character):04X}" for character in _BIDI.findall(text))


def _real_line_breaks(text: str) -> str:
    r"""Turn a literal "\n" into a line break, unless it stands in a path ("C:\new") or a pattern ("\d+\n")."""
    found = list(_ESCAPED.finditer(text))
    if not found or ("\n" in text and len(found) < 2):
        return text
    paths = [(word.start(), word.end()) for word in re.finditer(r"\S+", text) if _PATH.search(word[0])]
    if not paths:
        return _ESCAPED.sub(_meant, text)
    inside = {at.start() for at in found if any(start <= at.start() < end for start, end in paths)}
    return _ESCAPED.sub(lambda at: at[0] if at.start() in inside else _meant(at), text)


def _meant(escape: re.Match[str]) -> str:
    return "\t" if escape[0] == "\\t" else "\n"


def _without_invisible(text: str) -> str:
    if _FORMAT.search(text):
        flags = _TAGGED_FLAG.findall(text)
        pieces = [_FORMAT.sub("", piece) for piece in _TAGGED_FLAG.split(text)]
        text = "".join(piece + flag for piece, flag in zip(pieces, [*flags, ""], strict=True))
    return _JOINER.sub(_joined, text) if _JOINER.search(text) else text


def _joined(joiner: re.Match[str]) -> str:
    """Keep a joiner between letters whose script joins (Arabic, Indic) or between emoji."""
    before, after = joiner.string[: joiner.start()][-1:], joiner.string[joiner.end() :][:1]
    return joiner[0] if before and after and _joins(before) and _joins(after) else ""


def _joins(character: str) -> bool:
    code = ord(character)
    script = 0x0600 <= code <= 0x0DFF or 0x1000 <= code <= 0x109F
    return script or code >= 0x1F000 or 0x2190 <= code <= 0x2BFF or code == 0xFE0F


def _cap_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MAX_MARKS:
            kept.append(character)
    return "".join(kept)
