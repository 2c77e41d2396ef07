"""What stands below a reply without being part of it: signatures, mobile sign-offs, disclaimers, list footers.

Works on the last lines of a message, history already taken away. "Thanks, Jane" stays: that is courtesy, and its
author wrote it by hand. A sign-off with a block of contact data below it is a signature that a program added.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from prep.mail.footers import is_footer
from prep.mail.quotes import ADDRESS, is_rule
from prep.mail.words import SENT_FROM, SIGN_OFFS

_MAX_SIGNATURE_LINES = 25
_MAX_CONTACT_LINES = 14


def _words(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


_DELIMITER = re.compile(r"^\s*(?:--|_{2,3}|—|––|—-|-- --|\*\*|\*--\*)\s*$")
_EXACT_DELIMITER = re.compile(r"^(?:--|__) ?$")
_STANDARD_DELIMITER = "-- "  # RFC 3676: no person types the blank behind it
_MOBILE = re.compile(rf"^[\s*_\-—–(\[<]*(?:{_words(SENT_FROM)})", re.I)
_MOBILE_END = re.compile(
    r"\b(?:iphone|ipad|android|blackberry|smartphone|galaxy|mobile|handy|telefon|tel[eé]fono|t[eé]l[eé]phone|phone|"
    r"outlook(?: for \w+)?|yahoo mail[\w ]*|mail|device|tablet|pixel|huawei|xiaomi|windows(?: \d+)?|ios|app|gmail|"
    r"protonmail|proton mail|spark|airmail|thunderbird)\b",
    re.I,
)
_GET_APP = re.compile(r"^get [\w ]{3,20} for (?:your )?(?:phone|mobile|ios|android|iphone|ipad|windows|mac)\W*$", re.I)
_VERB_AFTER = re.compile(r",\s+(?:is|are|was|it|i|we|but|so|and i|which|because)\b", re.I)
_LINK = re.compile(r"<?\(?(?:https?://|www\.)\S+", re.I)
_OPENS_WITH_SIGN_OFF = re.compile(rf"^\s*[*_]*(?:{_words(SIGN_OFFS)})\b[^.?!]{{0,30}}[.!]?\s*$", re.I)
_SMALL_WORD = re.compile(r"(?<![\w.@'’-])[^\W\d_A-Z][^\W\d_]*")  # "days", but nothing of "jane.doe@example.com"
_PARTICLES = frozenset(
    ("von", "van", "der", "den", "de", "del", "di", "da", "du", "le", "la", "of", "and", "und", "et", "y", "for", "at")
)  # fmt: skip
_BESIDE = re.compile(r"\([^()]*\)|\bit\b")  # "(she/her)"; "it" is no department
_SIGN_OFF = re.compile(rf"^\s*[*_]*(?:{_words(SIGN_OFFS)})[\s,.!*_:)-]*$", re.I)
_NAME = re.compile(r"^[*_\s~–—-]*(?:[^\W\d_][\w.'’\-]*[ ,*_]*){1,5}$")
_PHONE = re.compile(
    r"\b(?:tel|telefon|téléphone|teléfono|telephone|phone|ph|mobile|mob|mobil|cell|fax|office|direct|ext|durchwahl|"
    r"desk|m|t|p|f|o|d|c|w)\b\s?[.:)|]*\s{0,3}\(?\+?[\d(][\d\s().\-/]{2,}|(?<!\w)\+\d[\d\s().\-/]{6,}"
    r"|(?<!\w)\(\d{2,5}\)\s?\d[\d\s.\-/]{4,}|\bext?\.?\s?\d{3,5}\b",
    re.I,
)
_TITLE = re.compile(
    r"\b(?:manager|director|officer|engineer|specialist|assistant|coordinator|consultant|analyst|president|ceo|cto|cfo|"
    r"coo|founder|head of|team lead|lead|developer|administrator|advisor|representative|executive|partner|associate|"
    r"support|service desk|helpdesk|department|team|sales|marketing|hr|human resources|payroll|finance|it)\b",
    re.I,
)
_COMPANY = re.compile(
    r"\b(?:inc|ltd|llc|gmbh|ag|s\.?a\.?|s\.?r\.?l|b\.?v|plc|corp|corporation|company|limited|group|co)\b", re.I
)
_ADDRESS_LINE = re.compile(
    r"\b(?:street|st\.|avenue|ave\.|road|rd\.|suite|floor|str\.|straße|strasse|platz|via|rue|calle|p\.?o\.? box)\b"
    r"|\b\d{4,6}\s+[A-ZÄÖÜ]\w+|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2}\b",
)


def is_sign_off(line: str) -> bool:
    return len(line) < 60 and bool(_SIGN_OFF.match(line))


def is_mobile_sign_off(line: str) -> bool:
    """ "Sent from my iPhone" and its kin. "Sent from my desk, is much easier than …" is a sentence."""
    text = _LINK.sub("", line).strip(" >)]*_")
    if _GET_APP.match(text):
        return True
    if len(text) > 100 or not _MOBILE.match(line) or _VERB_AFTER.search(text):
        return False
    return len(text.split()) <= 8 or bool(_MOBILE_END.search(text))


def footer_start(lines: Sequence[str]) -> tuple[int, str] | None:
    """Where the footer at the end of these lines starts, and the reason to cut it; None when there is none.

    The last line must not be blank. Call again on what is left: footers stand below one another.
    """
    last = len(lines) - 1
    if last < 0:
        return None
    if is_mobile_sign_off(lines[last]):
        return last, "mobile-sign-off"
    if last and _LINK.match(lines[last].strip()) and is_mobile_sign_off(lines[last - 1]):
        return last - 1, "mobile-sign-off"
    if (start := _delimited(lines)) is not None:
        return start, "signature"
    paragraph = _paragraph_start(lines, last)
    if paragraph > 0 and is_footer("\n".join(lines[paragraph:])):
        return paragraph, "footer"
    if is_rule(lines[last]) and last > 0:
        return last, "separator"
    if (start := _contact_block(lines)) is not None:
        return start, "signature"
    return None


def _delimited(lines: Sequence[str]) -> int | None:
    """The line "-- " (RFC 3676) and its kin, with a signature below it.

    People type "--" between two things that they have to say, too: then their own words stand below it.
    """
    filled, is_separator = 0, False
    for n in range(len(lines) - 1, -1, -1):
        if not lines[n].strip():
            continue
        if _DELIMITER.match(lines[n]) and not (is_separator and lines[n] != _STANDARD_DELIMITER):
            below = [line for line in lines[n + 1 :] if line.strip()]
            if lines[n] != _STANDARD_DELIMITER and _are_own_words(lines[n + 1 :]):
                is_separator = True
                continue
            exact = bool(_EXACT_DELIMITER.match(lines[n]))
            short = all(len(line) <= 90 for line in below) and len(below) <= 10
            if exact or short or (below and is_footer("\n".join(below))):
                return n
            return None
        filled += 1
        if filled > _MAX_SIGNATURE_LINES:
            return None
    return None


def _are_own_words(below: Sequence[str]) -> bool:
    """Whether what stands below a dashed line goes on with the text: it starts as no signature does."""
    paragraph = _first_paragraph(below)
    if not paragraph or is_footer("\n".join(paragraph)) or any(map(_is_reachable, paragraph)):
        return False
    first = paragraph[0]
    if is_sign_off(first) or _OPENS_WITH_SIGN_OFF.match(first) or is_mobile_sign_off(first) or first[0] in "\"“„«'*_":
        return False
    if first.endswith("?"):
        return True
    words = _BESIDE.sub("", first)
    if _is_contact(words):
        return False
    small = [word for word in _SMALL_WORD.findall(words) if word not in _PARTICLES]
    return bool(small) and len(first.split()) >= 3


def _first_paragraph(lines: Sequence[str]) -> list[str]:
    bare = [line.strip() for line in lines]
    start = next((n for n, line in enumerate(bare) if line), len(bare))
    return list(takewhile(bool, bare[start:]))


def _paragraph_start(lines: Sequence[str], last: int) -> int:
    start = last
    while start > 0 and lines[start - 1].strip():
        start -= 1
    return start


def _contact_block(lines: Sequence[str]) -> int | None:
    """A block of short lines with a name on top and ways to reach its owner below, at the end of the lines."""
    first, filled, telltales, reachable = len(lines), 0, 0, False
    for n in range(len(lines) - 1, -1, -1):
        line = lines[n].strip()
        if not line:
            continue
        if is_sign_off(line):
            return n if n > 0 and filled > 1 and (reachable or telltales) else None
        if len(line) > 100 or filled >= _MAX_CONTACT_LINES or _reads_as_sentence(line):
            break
        filled += 1
        telltales += _is_contact(line)
        reachable = reachable or _is_reachable(line)
        first = n
    return _named_start(lines, first) if telltales >= 2 else None


def _named_start(lines: Sequence[str], first: int) -> int | None:
    """The first line from `first` on that looks like a name and stands below a blank line, a list of contacts aside."""
    for n in range(max(first, 1), len(lines) - 1):
        above = next((line.strip() for line in reversed(lines[:n]) if line.strip()), "")
        if lines[n - 1].strip() or not lines[n].strip() or above.endswith((":", ",", ";")):
            continue
        if _NAME.match(lines[n].strip()) and len(lines[n].split()) in (2, 3) and lines[n].strip()[0].isupper():
            below = [line for line in lines[n + 1 :] if line.strip()]
            return n if sum(_is_contact(line) for line in below) >= 2 else None
    return None


def _is_reachable(line: str) -> bool:
    """A phone number, an address of any kind, or the bars that only signature blocks have."""
    return bool(
        _PHONE.search(line)
        or _LINK.match(line)
        or (ADDRESS.search(line) and len(line.split()) <= 3)
        or " | " in line
        or " · " in line
    )


def _is_contact(line: str) -> bool:
    bare = line.strip()
    return bool(
        _is_reachable(bare)
        or ((_TITLE.search(bare) or _COMPANY.search(bare)) and len(bare.split()) <= 6)
        or _ADDRESS_LINE.search(bare)
    )


def _reads_as_sentence(line: str) -> bool:
    return len(line.split()) > 5 and line.rstrip().endswith((".", "?", "!")) and not _PHONE.search(line)
