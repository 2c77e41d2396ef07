"""One plain-text mail → what its author wrote in it.

Every line is either kept or belongs to a cut with a reason; nothing is rewritten. Older messages go first (below an
attribution, a header block or a separator), then what stands below the reply (signatures, disclaimers, list footers).
Lines quoted with ">" and answered below them stay with their answers. Linear in the length of the mail.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from prep.cuts import weight
from prep.mail.footers import is_banner
from prep.mail.quotes import History, closes_frame, history_at, is_quoted, is_rule
from prep.mail.signatures import footer_start, is_mobile_sign_off
from prep.records import Cut

_KEPT = ""
_MAX_FOOTERS = 100
_FENCE = re.compile(r"^\s*(```|~~~)")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
# A mail whose line breaks were lost on the way: history starts in the middle of a line.
_INLINE_HISTORY = re.compile(
    r"(?<=\S)\s+(?="
    r"On [A-Z][a-z]{2,8},? [^\n<>]{6,80}<[^\s<>]+@[^\s<>]+>\s+wrote:"
    r"|Am \d{1,2}\.\d{1,2}\.\d{2,4}[^\n<>]{0,60}<[^\s<>]+@[^\s<>]+>:"
    r"|-{4,} ?(?:Original|Forwarded) [Mm]essage ?-{4,}|_{20,}\s+From: |##- [^#\n]{0,80}-##"
    r"|From: [^\n]{3,120}\sSent: [^\n]{6,80}\sTo: [^\n]{3,200}\sSubject: |From: [^\n]{3,120}\sDate: [^\n]{6,80}\sTo: "
    r")"
)


@dataclass(frozen=True, slots=True)
class Stripped:
    """The author's own text, and what was taken out of it, in the order in which it stood."""

    text: str
    cuts: tuple[Cut, ...] = ()


@dataclass(slots=True)
class _Mail:
    """The lines of a mail and, for each, the reason to cut it or "" while it is kept."""

    lines: list[str]
    bare: list[str]  # the same without invisible characters: what the rules look at
    quoted: list[bool]
    reasons: list[str]
    attributions: list[History] = field(default_factory=list)

    def cut(self, start: int, end: int, reason: str) -> None:
        for n in range(start, end):
            if self.reasons[n] == _KEPT:
                self.reasons[n] = reason

    def last_kept(self, end: int) -> int:
        """The last line before `end` that is kept and not blank, or -1."""
        return next((n for n in range(end - 1, -1, -1) if self.reasons[n] == _KEPT and self.bare[n].strip()), -1)


def strip_reply(text: str) -> Stripped:
    """What the author of one mail wrote in it, and the cuts.

    The text is empty only when nothing in the mail is the author's own: a reply above whose quote nothing stands.
    """
    lines = _split_lines(text)
    bare = [_INVISIBLE.sub("", line).replace("\u00a0", " ") for line in lines]
    mail = _Mail(lines, bare, _quoted_lines(bare), [_KEPT] * len(lines))
    _cut_history(mail)
    _cut_tail(mail)
    _cut_answered_quotes(mail)
    _cut_banner(mail)
    _keep_something(mail)
    return _result(mail)


def _split_lines(text: str) -> list[str]:
    lines = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if 80 < len(line) < 200_000 and not is_quoted(line):
            lines.extend(_INLINE_HISTORY.sub("\n", line).split("\n"))
        else:
            lines.append(line)
    return lines


def _cut_history(mail: _Mail) -> None:
    """Cut from the first line that introduces older messages; remember attributions of ">" quotes for later."""
    fenced = _fenced_lines(mail.bare)
    own = False  # whether words of the author's own stand above
    n = 0
    while n < len(mail.bare):
        line = mail.bare[n]
        if fenced[n] or not line.strip() or is_quoted(line):
            own = own or bool(line.strip())
            n += 1
            continue
        if own and _stands_apart(mail.bare, n) and is_mobile_sign_off(line):
            mail.cut(n, n + 1, "mobile-sign-off")
            if not any(mail.quoted[n + 1 : n + 40]):
                return mail.cut(n + 1, len(mail.bare), "quoted-history")
        history = history_at(mail.bare, n)
        if history is None:
            own = True
            n += 1
            continue
        below = next((m for m in range(history.end, len(mail.bare)) if mail.bare[m].strip()), None)
        quoted_below = below is not None and is_quoted(mail.bare[below])
        if history.kind == "reply-marker" and not own:
            mail.cut(n, history.end, "reply-marker")
        elif history.kind != "attribution" and not own:
            mail.cut(n, history.end, "forwarded-headers")
        elif quoted_below:
            mail.attributions.append(history)
        elif history.strong:
            return mail.cut(_with_rules_above(mail, n), len(mail.bare), "quoted-history")
        n = history.end


def _cut_tail(mail: _Mail) -> None:
    """Cut footers and quoted lines off the end, as often as there is one."""
    end = len(mail.lines)
    for _ in range(_MAX_FOOTERS):
        if (last := mail.last_kept(end)) < 0:
            return
        if not any(mail.reasons[last + 1 :]) and closes_frame(mail.bare[: last + 1]):
            return
        start = _tail_quote_start(mail, last)
        reason = "quoted-history"
        if start is None:
            first = _first_of_tail(mail, last)
            found = footer_start(mail.bare[first : last + 1])
            if found is None:
                return
            start, reason = found[0] + first, found[1]
        mail.cut(start, end, reason)
        end = start


def _cut_answered_quotes(mail: _Mail) -> None:
    """An attribution goes; its quote goes too when one answer stands below it, and stays when answers stand between."""
    for number, history in enumerate(mail.attributions):
        if mail.reasons[history.start] != _KEPT:
            continue
        later = mail.attributions[number + 1].start if number + 1 < len(mail.attributions) else len(mail.bare)
        blocks = [block for block in _quote_blocks(mail, history.end, later) if mail.reasons[block[0]] == _KEPT]
        mail.cut(history.start, history.end, "quoted-history")
        if len(blocks) == 1:
            mail.cut(*blocks[0], "quoted-history")


def _cut_banner(mail: _Mail) -> None:
    """Cut the paragraph that a mail gateway put on top."""
    first = next((n for n, line in enumerate(mail.bare) if mail.reasons[n] == _KEPT and line.strip()), None)
    if first is None:
        return
    end = next((n for n in range(first, len(mail.bare)) if not mail.bare[n].strip()), len(mail.bare))
    if is_banner("\n".join(mail.bare[first:end])):
        mail.cut(first, end, "security-banner")


def _keep_something(mail: _Mail) -> None:
    """Take signature cuts back where hardly anything would be left: a lone emoji does not prove what a dash means."""
    kept = [line for line, reason in zip(mail.bare, mail.reasons, strict=True) if reason == _KEPT and line.strip()]
    undo = set()
    if kept and not any(character.isalnum() for line in kept for character in line):
        undo = {"signature"}
    elif not kept and all(is_quoted(line) for line in mail.bare if line.strip()):
        undo = {"quoted-history"}  # nothing but quoted lines, and nobody they are ascribed to
    for n, reason in enumerate(mail.reasons):
        if reason in undo:
            mail.reasons[n] = _KEPT


def _result(mail: _Mail) -> Stripped:
    cuts = []
    kept: list[str] = []
    for reason, run in groupby(zip(mail.reasons, mail.lines, strict=True), key=lambda pair: pair[0]):
        lines = [line for _, line in run]
        if reason == _KEPT:
            kept.extend(lines)
        elif text := "\n".join(lines).strip("\n"):
            cuts.append(Cut(reason, text, sum(map(weight, kept))))
    return Stripped("\n".join(line.rstrip() for line in kept).strip(), tuple(cuts))


def _tail_quote_start(mail: _Mail, last: int) -> int | None:
    """Where the quote that ends with line `last` starts, its attribution and the rule above it included."""
    if not mail.quoted[last]:
        return None
    start = last
    while (
        start > 0 and mail.reasons[start - 1] == _KEPT and (mail.quoted[start - 1] or not mail.bare[start - 1].strip())
    ):
        start -= 1
    while mail.attributions and mail.attributions[-1].start >= start:
        mail.attributions.pop()
    if mail.attributions and mail.attributions[-1].end >= start:
        start = mail.attributions.pop().start
    return _with_rules_above(mail, start)


def _first_of_tail(mail: _Mail, last: int) -> int:
    """The first line of the kept run that ends with `last`: footers never reach across a cut or a quote."""
    first = last
    while first > 0 and mail.reasons[first - 1] == _KEPT and not is_quoted(mail.bare[first - 1]) and last - first < 80:
        first -= 1
    return first


def _quote_blocks(mail: _Mail, start: int, end: int) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    n = start
    while n < end:
        if not mail.quoted[n]:
            n += 1
            continue
        stop = n
        while stop < end and (mail.quoted[stop] or not mail.bare[stop].strip()):
            stop += 1
        blocks.append((n, stop))
        n = stop
    return blocks


def _quoted_lines(lines: Sequence[str]) -> list[bool]:
    """Which lines are quoted, lines that a mail program wrapped out of their quote included."""
    quoted: list[bool] = []
    for n, line in enumerate(lines):
        wrapped = (
            n > 0
            and quoted[n - 1]
            and line.strip() != ""
            and len(lines[n - 1]) >= 60
            and len(line) < len(lines[n - 1])
            and (line.lstrip()[:1].islower() or (n + 1 < len(lines) and is_quoted(lines[n + 1]) and len(line) < 20))
        )
        quoted.append(is_quoted(line) or wrapped)
    return quoted


def _with_rules_above(mail: _Mail, start: int) -> int:
    """`start`, moved up over blank lines and rules such as "________"."""
    at = start
    while at > 0 and (not mail.bare[at - 1].strip() or is_rule(mail.bare[at - 1])):
        at -= 1
    return at


def _stands_apart(lines: Sequence[str], n: int) -> bool:
    return (n == 0 or not lines[n - 1].strip()) and (n + 1 >= len(lines) or not lines[n + 1].strip())


def _fenced_lines(lines: Sequence[str]) -> list[bool]:
    """Which lines stand in a closed ``` block."""
    marks = [n for n, line in enumerate(lines) if _FENCE.match(line)]
    fenced = [False] * len(lines)
    for start, end in zip(marks[::2], marks[1::2], strict=False):
        fenced[start : end + 1] = [True] * (end + 1 - start)
    return fenced
