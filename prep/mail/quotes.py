"""Where the history below a reply starts: attributions, header blocks, separators, reply markers.

Works on lines. Nothing here decides what to cut: it says what a line is, and how many lines it takes. A library of
patterns proposes too much ("From: Berlin", "To: Munich" in a body), so each kind needs its evidence: a header block
two or more keys and an address or a dated subject line, an attribution a date, a time or an address.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from prep.mail.words import (
    ABOVE_THIS_LINE,
    FORWARDED,
    HEADER_KEYS,
    ON,
    ORIGINAL_MESSAGE,
    WEEKDAYS,
    WROTE,
    WROTE_MYSELF,
    HeaderKey,
)

HistoryKind = Literal["attribution", "headers", "original-message", "forwarded-message", "reply-marker"]

_MAX_LINE = 1000  # no mail program writes a longer header line
_MAX_ATTRIBUTION = 400
_MAX_HEADER_LINES = 20


def _words(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


ADDRESS = re.compile(r"[^\s<>\"'()\[\]:;,@]+@[^\s<>\"'()\[\]:;,@]*\w")
TIME = re.compile(r"\b\d{1,2}\s?[:.h]\s?\d{2}\b(?!\.\d)|\b\d{1,2}\s?[ap]\.?m\b|[上下]午|오[전후]", re.I)
DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}\b|\d{4}\s?[年년]|\d{1,2}\s?[月월]", re.I
)
RULE = re.compile(r"^[\s>*]*([-_=*~—–─]\s?){3,}[\s*]*$")
QUOTED = re.compile(r"^\s{0,3}>(?!\s*[:：]\s*$)")  # "\n>:" closes an address that was wrapped
_RULED_WORDS = re.compile(r"^\s*([-_=*])\1{2,}\s?[^-_=*\n]{3,60}\s?\1{3,}\s*$")
_DECORATION = " \t*_-—–=~#|"
_WROTE = re.compile(rf"(?<!\w)(?:{_words(WROTE)})(?!\w)", re.I)
# Yahoo goes on in the same line: "On Monday, 3 April 2017, 10:22, Jane <jane@x.com> wrote:   Hi there".
_RUNS_ON = re.compile(
    rf"^\s*[^\n:]{{1,12}}\d[^\n]{{4,160}}[<(]?[^\s<>()]+@[^\s<>()]+[>)]\s*(?:{_words(WROTE)})\s?:\s+\S", re.I
)
# Old Gmail has neither verb nor colon: "2012/4/3 Jane Doe <jane@x.com>".
_DATED_ADDRESS = re.compile(r"^\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b[^\n:@]{0,80}<[^\s<>]+@[^\s<>]+>\s*$")
_FULL_DATE = re.compile(
    rf"^\W*(?:(?:{_words(ON)})\s+)?(?:{_words([day for day in WEEKDAYS if len(day) > 4])})\W.{{0,40}}\b(?:19|20)\d\d\b",
    re.I,
)
_WROTE_CJK = re.compile(r"写道|寫道|のメール|書きました|님이 작성|작성")
_WROTE_MYSELF = re.compile(rf"(?<!\w)(?:{_words(WROTE_MYSELF)})(?!\w)", re.I)
_OPENS = re.compile(rf"^[\s*_|-]*(?:(?:{_words([*ON, *WEEKDAYS])})(?!\w)|\d)", re.I)
_KEY = re.compile(r"^[\s*_|]*([^\W\d_][^:：\n<>@]{0,24}?)[\s*_]*[:：][\s*_]*(.*)$", re.S)
_KEY_INSIDE = re.compile(
    rf"(?:^|[\s>*])({_words([key for key in HEADER_KEYS if len(key) > 1 or key == 'à'])})\s?\*?\s?[:：]", re.I
)
_SEPARATOR = re.compile(
    rf"^(?P<left>[\s*_>=\-—–#]*)(?:(?P<original>{_words(ORIGINAL_MESSAGE)})|(?P<forwarded>{_words(FORWARDED)}))"
    r"(?P<rest>.{0,80})$",
    re.I,
)
_ABOVE = re.compile(rf"(?:{_words(ABOVE_THIS_LINE)})", re.I)
_ABOVE_VERB = re.compile(
    r"\b(?:reply|respond|response|answer|type|write|writ\w+|antwort\w*|r[ée]pon\w+|[ée]crire|respond\w+|escrib\w+|"
    r"respuesta|rispo\w+|scriv\w+|antwoord\w*|svar\w*|skriv\w*|vastau\w*|odpowied\w*|odpov\w*|ответ\w*)\b|回复|返信",
    re.I,
)


@dataclass(frozen=True, slots=True)
class History:
    """Lines that introduce older messages: `start` up to but not including `end`."""

    kind: HistoryKind
    start: int
    end: int
    strong: bool = True  # False: believe it only when quoted lines follow


def is_quoted(line: str) -> bool:
    return bool(QUOTED.match(line))


def is_rule(line: str) -> bool:
    """A line of dashes, or of words between dashes: "------ Oprindelig besked ------"."""
    return bool(RULE.match(line) or _RULED_WORDS.match(line))


def closes_frame(lines: Sequence[str]) -> bool:
    """Whether the last line is a rule whose twin stands above: an author set what is between them apart."""
    return bool(RULE.match(lines[-1])) and lines[-1].strip() in (line.strip() for line in lines[:-1])


def history_at(lines: Sequence[str], at: int) -> History | None:
    """What introduces history at line `at`, which is not quoted and not blank; None for an ordinary line."""
    line = lines[at]
    if len(line) > _MAX_LINE:
        return None
    return _marker_at(line, at) or _separator_at(lines, at) or _headers_at(lines, at) or _attribution_at(lines, at)


def _marker_at(line: str, at: int) -> History | None:
    """ "##- Please type your reply above this line -##", in whatever language."""
    if len(line) > 160:
        return None
    phrase = _ABOVE.search(line)
    if phrase and (line.lstrip().startswith(("#", "-", "=", "_", "*")) or _is_last(line, phrase.end())):
        return History("reply-marker", at, at + 1) if _ABOVE_VERB.search(line) else None
    return None


def _is_last(line: str, end: int) -> bool:
    return not line[end:].strip(_DECORATION + ".!:")


def _separator_at(lines: Sequence[str], at: int) -> History | None:
    """ "-----Original Message-----", "Begin forwarded message:", with the header block that follows."""
    found = _SEPARATOR.match(lines[at])
    if not found:
        return None
    ruled = len(found["left"].strip()) >= 2
    alone = found["rest"].strip(_DECORATION) in ("", ":")
    if not ruled and not (alone and found["rest"].strip().endswith(":") and found["forwarded"]):
        return None
    end = at + 1
    below = next((n for n in range(end, min(end + 3, len(lines))) if lines[n].strip()), None)
    if below is not None and (headers := _headers_at(lines, below, after_separator=True)):
        end = headers.end
    return History("forwarded-message" if found["forwarded"] else "original-message", at, end)


def _headers_at(lines: Sequence[str], at: int, *, after_separator: bool = False) -> History | None:
    """A block of "From: … Sent: … To: … Subject: …" that starts at line `at`."""
    first = _key_of(lines[at])
    if first is None:
        return None
    kinds: dict[HeaderKey, str] = {}
    end = at
    for n in range(at, min(at + _MAX_HEADER_LINES, len(lines))):
        line = lines[n]
        if not line.strip():
            following = next((m for m in range(n + 1, min(n + 3, len(lines))) if lines[m].strip()), None)
            if following is None or _key_of(lines[following]) is None:
                break
            continue
        key = _key_of(line)
        if key is None:
            if end != n or not _continues(line):
                break
        else:
            if key[0] in kinds and key[0] not in ("cc", "other"):
                break  # no mail program writes a key twice: here something else starts
            for kind, value in _keys_in(line, key):
                kinds.setdefault(kind, value)
        end = n + 1
    return History("headers", at, end) if _is_header_block(kinds, lines, at, end, after_separator) else None


def _is_header_block(
    kinds: dict[HeaderKey, str], lines: Sequence[str], at: int, end: int, after_separator: bool
) -> bool:
    if len(kinds) < 2 or not ({"from", "date"} & set(kinds) or {"to", "subject"} <= set(kinds)):
        return False
    if after_separator:
        return True
    text = "\n".join(lines[at:end])
    dated = DATE.search(kinds.get("date", ""))
    if not ADDRESS.search(text):
        return bool(dated and "subject" in kinds and "from" in kinds)
    if dated or "subject" in kinds:
        return True
    # Only names and addresses: a rule or a form in somebody's own words looks the same, so it must stand apart.
    return (at == 0 or not lines[at - 1].strip() or is_rule(lines[at - 1])) and (
        end < len(lines) and not lines[end].strip()
    )


def _key_of(line: str) -> tuple[HeaderKey, str] | None:
    if len(line) > _MAX_LINE or (":" not in line[:40] and "：" not in line[:40]):
        return None
    found = _KEY.match(line)
    kind = HEADER_KEYS.get(found[1].strip().casefold()) if found else None
    return (kind, found[2].strip()) if found and kind else None


def _keys_in(line: str, first: tuple[HeaderKey, str]) -> list[tuple[HeaderKey, str]]:
    """The keys of one line: "À : abc@abc.be Objet : Votre message" has two."""
    inside = [HEADER_KEYS[found[1].casefold()] for found in _KEY_INSIDE.finditer(first[1])]
    return [first, *((kind, first[1]) for kind in inside)]


def _continues(line: str) -> bool:
    """A header's second line: an address, or indented, or a list going on."""
    return bool(ADDRESS.search(line)) or line.startswith((" ", "\t")) or line.rstrip().endswith((";", ">"))


def _attribution_at(lines: Sequence[str], at: int) -> History | None:
    """ "On Monday, 3 May 2024 at 10:00, Jane Doe <jane@example.com> wrote:", also wrapped over up to four lines."""
    if not _OPENS.match(lines[at]) and not ADDRESS.search(lines[at]) and not _ends(lines[at]):
        return None
    if _RUNS_ON.match(lines[at]):
        return History("attribution", at, at + 1)
    if _DATED_ADDRESS.match(lines[at]):
        return History("attribution", at, at + 1, strong=False)
    for end in range(at + 1, min(at + 5, len(lines) + 1)):
        line = lines[end - 1]
        if end > at + 1 and (not line.strip() or is_quoted(line)):
            return None
        text = " ".join(part.strip() for part in lines[at:end])
        if len(text) > _MAX_ATTRIBUTION:
            return None
        if not _ends(line):
            continue
        if end > at + 1 and not _opens_wrapped(lines[at]):
            return None
        return _believe(text, at, end)
    return None


def _ends(line: str) -> bool:
    text = line.rstrip(_DECORATION)
    if text.endswith((":", "：")):
        return True
    tail = text[-24:]
    return any(verb.end() == len(tail) for verb in _WROTE.finditer(tail))


def _opens_wrapped(line: str) -> bool:
    """Whether a line can be the first of several: it says when or who, and no sentence ends with it."""
    evidence = DATE.search(line) or TIME.search(line) or ADDRESS.search(line) or re.search(r"\d", line)
    by_weekday = _OPENS.match(line) and len(line) < 30
    return bool((_OPENS.match(line) and evidence) or ADDRESS.search(line) or by_weekday) and not re.search(
        r"[.?!]\s*$", line
    )


def _believe(text: str, at: int, end: int) -> History | None:
    wrote = _WROTE.search(text) or _WROTE_CJK.search(text)
    address, when, day = ADDRESS.search(text), TIME.search(text), DATE.search(text)
    colon = text.rstrip(_DECORATION).endswith((":", "："))
    if wrote and _WROTE_MYSELF.search(text) and not address:
        return None
    if not colon:
        return History("attribution", at, end) if wrote and address and (when or day) else None
    if wrote and (address or (when and day) or _FULL_DATE.match(text)):
        return History("attribution", at, end)
    if not wrote and address and day and when and re.search(r"@[^\s]*[>\])]*\s*[:：]$", text.rstrip(_DECORATION)):
        return History("attribution", at, end)
    if re.match(r"^\s*(?:quoting|zitat von|citat|citando|citeren)\b", text, re.I) and address:
        return History("attribution", at, end)
    if wrote and (day or when or len(text) < 80):
        return History("attribution", at, end, strong=False)
    return None
