"""ServiceNow's journals: rows of sys_journal_field, or the text into which an incident's row runs its entries together.

Field names: ServiceNow, "Journal field type"; records of sys_journal_field (sys_id, name, element, element_id, value,
sys_created_on, sys_created_by). Entries that were run together have a line `time - name (kind)` before each, newest
first, as demisto/content ServiceNowv2 and records of the Table API show; the labels in other languages were not seen
in a record.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prep.ingest.markup import format_of
from prep.records import TextFormat

# Element of sys_journal_field, field of an incident, and the label that a line has in some languages.
_PUBLIC = {
    *("comments", "additional comments", "additional comments (customer visible)", "zusätzliche kommentare"),
    *("commentaires supplémentaires", "comentarios adicionales"),
}
_INTERNAL = {"work_notes", "work notes", "arbeitsnotizen", "notes de travail", "notas de trabajo"}
RUN_TOGETHER = ("comments", "work_notes", "comments_and_work_notes")

_HEADER = re.compile(
    r"^(?P<when>(?=[^\n]*?[0-9]{1,2}[:.][0-9]{2})[\w][\w./: -]{7,30}?[\w.]) - (?P<name>[^\n]{1,80}?) "
    r"\((?P<label>[^()\n]{3,40}(?:\([^()\n]*\))?)\)[ \t]*\r?$",
    re.M,
)
_MAIL_SENDER = re.compile(r"\s*(?:reply|received) from: *(?P<address>[^\s<>]+@[^\s<>]+)[ \t]*(?:\r?\n|$)\s*", re.I)
_CODE = re.compile(r"\[code\](.*?)\[/code\]", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a journal. `author` is a user name in sys_journal_field, a full name where entries run together."""

    text: str
    author: str
    written_at: str
    public: bool


def is_public(element: str) -> bool | None:
    """Whether customers see a journal of this name or label; None when it is neither comments nor work notes."""
    plain = element.strip().casefold()
    return True if plain in _PUBLIC else False if plain in _INTERNAL else None


def entries_of(fields: Mapping[str, str]) -> Iterator[Entry | str]:
    """The entries of the run-together fields of one incident, oldest first and each once; a text without any header as
    it is. What a single field holds is known; among mixed ones the label tells, and what it does not is internal."""
    seen: set[tuple[str, str, str]] = set()
    for field in RUN_TOGETHER:
        text = fields.get(field, "").strip()
        if not text:
            continue
        headers = _headers(text)
        if not headers:
            yield text
            continue
        ends = [header.start() for header in headers[1:]] + [len(text)]
        entries = [
            Entry(
                text=text[header.end() : end].strip(),
                author=header["name"].strip(),
                written_at=header["when"],
                public=bool(is_public(header["label"] if field == "comments_and_work_notes" else field)),
            )
            for header, end in zip(headers, ends, strict=True)
        ]
        for entry in reversed(entries):
            key = (entry.written_at, entry.author, entry.text)
            if key not in seen:
                seen.add(key)
                yield entry


def _headers(text: str) -> list[re.Match[str]]:
    """The header lines; none when the text does not begin with one. The first tells a label in whatever language."""
    found = list(_HEADER.finditer(text))
    if not found or found[0].start() != 0:
        return []
    first = found[0]["label"].casefold()
    return [header for header in found if header["label"].casefold() == first or is_public(header["label"]) is not None]


def mail_sender(text: str) -> tuple[str, str]:
    """The address in the line that inbound mail puts before its text, and the text without that line."""
    match = _MAIL_SENDER.match(text)
    return (match["address"].casefold(), text[match.end() :]) if match else ("", text)


def readable(text: str) -> tuple[str, TextFormat]:
    """A journal's text: what stands in [code] tags is HTML, the rest is plain."""
    if not _CODE.search(text):
        return text, format_of(text)
    pieces, end = [], 0
    for code in _CODE.finditer(text):
        pieces += [html.escape(text[end : code.start()], quote=False).replace("\n", "<br>"), code[1]]
        end = code.end()
    return "".join((*pieces, html.escape(text[end:], quote=False).replace("\n", "<br>"))), "html"
