"""JSON exports → rows: one object a line, one array, one {"tickets": [...]} document, Airbyte and Singer envelopes.

A line that is no JSON, or holds a record that nobody could store, becomes a Rejection with file:line and the rest is
read. When more than half is like that the file is of another kind and is refused. A file in an older encoding is read
as a text is, and `older_encoding` says so.
"""

from codecs import BOM_UTF8
from collections.abc import Generator, Iterator

from prep.errors import BadInput
from prep.ingest.decoding import code_page, decode_unicode, line_decoder, tell_unicode, text_of
from prep.ingest.envelopes import Element, JsonRow, bad_row, unwrap
from prep.ingest.jsonarray import TextAhead, elements_of
from prep.ingest.jsondocument import MAX_RECORD, DocumentReader, lost_most
from prep.ingest.jsonpage import read_page
from prep.ingest.sources import ExportFile, read_bytes, read_lines, read_pieces
from prep.ingest.strictjson import NotJson, StrictDecoder, skip_blank
from prep.progress import Tick
from prep.records import Rejection

_SAMPLE_LINES = 20


def stream_json_rows(file: ExportFile, tick: Tick, rejections: list[Rejection]) -> Iterator[JsonRow]:
    """The rows of a JSON file one by one; what is none is added to `rejections`.

    BadInput at its end when it is empty, or when more than half of it is no JSON.
    """
    n_rows = n_unreadable = 0
    first = Rejection("bad-row", "")
    for entry in iterate_json(file, tick):
        if isinstance(entry, JsonRow):
            n_rows += 1
            yield entry
        else:
            first = first if n_unreadable else entry
            n_unreadable += 1
            rejections.append(entry)
    if n_unreadable > n_rows:
        raise BadInput(
            f"{first.source}: expected JSON objects, got something else ({first.evidence}); "
            f"{n_unreadable} of {n_rows + n_unreadable} records are unreadable. "
            "Export again, or name the right file."
        )
    if not n_rows:
        raise BadInput(f"{file.name}: expected JSON objects, found none. Export again, or name the right file.")


def iterate_json(file: ExportFile, tick: Tick) -> Iterator[JsonRow | Rejection]:
    """Rows and rejections in file order, without holding a file of one object a line in memory."""
    return _lines(file, tick) if _one_object_a_line(file) else _whole(file, tick)


def older_encoding(file: ExportFile) -> str:
    """A remark on a file that is no UTF-8 and was read all the same; "" for any other."""
    page = code_page(lambda: read_pieces(file), by_line=_one_object_a_line(file))
    return f"{file.name}: {page.warning}." if page else ""


def _one_object_a_line(file: ExportFile) -> bool:
    """Whether the first line is a record, or, should that one be damaged, most of those that follow it."""
    if decode_unicode(file.head).encoding != "utf-8":
        return False
    n_tried = n_records = 0
    for _, raw in read_lines(file, at_most=MAX_RECORD):
        if len(raw) >= MAX_RECORD:
            continue
        if not raw.endswith(b"\n") or n_tried == _SAMPLE_LINES:
            break
        if line := raw.decode("utf-8-sig", "surrogateescape").strip():
            n_tried += 1
            n_records += _is_record(line)
            if n_records == n_tried == 1:
                return True
    return 2 * n_records > n_tried


def _is_record(line: str) -> bool:
    try:
        parsed = StrictDecoder().read(line)
    except NotJson:
        return False
    return isinstance(parsed.value, dict) and skip_blank(line, parsed.end) == len(line)


def _lines(file: ExportFile, tick: Tick) -> Iterator[JsonRow | Rejection]:
    decoder, text = StrictDecoder(), line_decoder(lambda: read_pieces(file))
    for number, raw in read_lines(file, at_most=MAX_RECORD):
        tick(len(raw))
        source = f"{file.name}:{number}"
        if len(raw) >= MAX_RECORD:
            yield bad_row(source, f"over {MAX_RECORD >> 20} MB in one line")
            continue
        line = text(raw.removeprefix(BOM_UTF8) if number == 1 else raw)
        start = skip_blank(line, 0)
        if start == len(line):
            continue
        try:
            parsed = decoder.read(line, start)
        except NotJson as fault:
            yield bad_row(source, f"not JSON: {fault.reason} at column {fault.position + 1}")
            continue
        if (rest := skip_blank(line, parsed.end)) != len(line):
            yield bad_row(source, f"not one JSON object: more text at column {rest + 1}")
            continue
        yield from unwrap(file.name, Element(parsed.value, number, parsed.flaws), stream="")


def _whole(file: ExportFile, tick: Tick) -> Iterator[JsonRow | Rejection]:
    def pieces() -> Iterator[bytes]:
        for piece in read_pieces(file):
            tick(len(piece))
            yield piece

    encoding = code_page(lambda: read_pieces(file)) or tell_unicode(lambda: read_pieces(file))
    ahead = TextAhead(text_of(pieces, encoding))

    def ahead_of(n_before: int) -> TextAhead:
        again = TextAhead(text_of(lambda: read_pieces(file), encoding))
        again.skip(n_before)
        return again

    if ahead.mark() == "[":
        if (yield from _array(file.name, ahead)):
            return
        ahead = ahead_of(0)
    n_before, line = 0, 1
    while (mark := ahead.mark()) == "{":
        page = read_page(ahead, MAX_RECORD)
        if page is None:
            break
        yield from page.rows(file.name, MAX_RECORD, ahead_of)
        n_before, line = ahead.n_before, ahead.line
    else:
        if not mark:
            return
    text = "".join(text_of(lambda: (read_bytes(file),), encoding))
    yield from DocumentReader(file.name, text, start=n_before, line=line).rows()


def _array(name: str, ahead: TextAhead) -> Generator[JsonRow | Rejection, None, bool]:
    """The rows of an array and of what follows it; False when not even one could be read."""
    n_read = 0
    try:
        for line, parsed in elements_of(ahead, MAX_RECORD):
            n_read += 1
            yield from unwrap(name, Element(parsed.value, line, parsed.flaws), stream="")
        line, rest = ahead.line, ahead.rest()
        if rest.partition("\n")[0].strip():
            raise NotJson("more text after the value", ahead.at)
        yield from DocumentReader(name, rest, line=line).rows()
    except NotJson as fault:
        if not n_read:
            return False
        at = ahead.line + ahead.text.count("\n", ahead.at, fault.position)
        n_before = ahead.n_dropped + fault.position
        if n_before < (ahead.n_dropped + len(ahead.text) + ahead.n_left()) // 2:
            raise lost_most(name, at, fault) from None
        yield bad_row(f"{name}:{at}", f"not JSON: {fault.reason}; nothing after it could be read")
    return True
