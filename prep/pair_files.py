"""Any JSONL of questions and answers as pairs: a file that another tool wrote, with whatever columns it has."""

import codecs
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prep.errors import BadInput
from prep.ingest.decoding import code_page, decode_unicode, line_decoder, tell_unicode, undecoded
from prep.pair_rows import OURS, NoSides, Sides, kind_of, said_of, shape_of, sides_of
from prep.plurals import many
from prep.records import Pair, Rejection

_IDS = ("pair_id", "id")
_TOPICS = ("topic", "category", "label", "intent", "tag")
_TIMES = ("answered_at", "date", "answered", "created_at", "updated_at", "timestamp")
_NO_UTF8 = "Expected UTF-8"
_MAX_DEPTH_ERRORS = (json.JSONDecodeError, RecursionError, ValueError)


def read_pairs(path: Path) -> tuple[list[Pair], list[Rejection]]:
    """The pairs of a JSONL file (or one JSON list), and the rows that are none, each with file:line and reason."""
    numbered, rejections = read_numbered_pairs(path)
    return [pair for _, pair in numbered], rejections


def read_numbered_pairs(path: Path) -> tuple[list[tuple[int, Pair]], list[Rejection]]:
    """`read_pairs`, each pair with its 1-based line (or place in the list).

    A pair's id is the row's "pair_id" or "id", else its 1-based line number. Other columns that are understood: topic,
    ticket_id, agent, and the time of the answer. BadInput when most rows have no question and answer.
    """
    pairs: list[tuple[int, Pair]] = []
    rejections: list[Rejection] = []
    seen: Counter[str] = Counter()
    unlike: dict[tuple[str, ...], list[Rejection]] = {}
    for number, row in _rows(path):
        source = f"{path}:{number}"
        if isinstance(row, _Fault):
            rejections.append(Rejection("malformed-row", row.told, source=source))
            continue
        if not isinstance(row, dict):
            rejections.append(Rejection("malformed-row", f"Expected a JSON object, got {kind_of(row)}.", source=source))
            continue
        sides = sides_of(row)
        if isinstance(sides, NoSides):
            rejections.append(Rejection("malformed-row", sides.told, source=source))
            unlike.setdefault(tuple(row), []).append(rejections[-1])
            continue
        broken = next((side for side in OURS if not _encodable(getattr(sides, side))), None)
        if broken:
            fault = f'The text under "{broken}" holds half a character (a lone surrogate).'
            rejections.append(Rejection("malformed-row", fault, source=source))
            continue
        written = next((str(row[key]) for key in _IDS if row.get(key) not in (None, "")), str(number))
        seen[written] += 1
        pairs.append((number, _pair(row, sides, written if seen[written] == 1 else f"{written}@{number}")))
    _refuse_unlike(path, len(pairs), rejections, unlike)
    return pairs, rejections


def notes_on(path: Path) -> list[str]:
    """What is to be known of how a file of pairs is read: its encoding, and keys that are not our own."""
    read = [sides for _, row in _rows(path) if isinstance(row, dict) and isinstance(sides := sides_of(row), Sides)]
    shapes = {sides.keys: [each for each in read if each.keys == sides.keys] for sides in read}
    said = (said_of(keys, len(each), sum(one.n_system for one in each)) for keys, each in shapes.items())
    return [*filter(None, (older_encoding(path),)), *(f"{path}: {each}." for each in filter(None, said))]


def older_encoding(path: Path) -> str:
    """A remark on a file that is no UTF-8 and is read all the same, as an export is; "" for any other."""
    wide = tell_unicode(lambda: (raw_bytes(path),)).warning
    raw = _bytes(path)
    page = code_page(lambda: (raw,), by_line=not _is_list(raw))
    warning = page.warning if page else wide
    return f"{path}: {warning}." if warning else ""


def raw_bytes(path: Path) -> bytes:
    """The bytes of a file; BadInput where there is none."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise BadInput(f"{path}: expected a file to read, got {fault.strerror or fault}. Check the path.") from None


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a line is no JSON."""

    told: str


def _pair(row: Mapping[str, Any], sides: Sides, pair_id: str) -> Pair:
    return Pair(
        pair_id=pair_id,
        ticket_id=str(row.get("ticket_id") or ""),
        instruction=sides.instruction,
        response=sides.response,
        topic=next((str(row[key]) for key in _TOPICS if isinstance(row.get(key), str | int)), ""),
        agent=str(row.get("agent") or ""),
        answered_at=next((time for key in _TIMES if (time := _time(row.get(key)))), ""),
    )


def _rows(path: Path) -> Iterator[tuple[int, Any]]:
    """Each row with its line number; what is no JSON comes as its fault."""
    raw = _bytes(path).removeprefix(codecs.BOM_UTF8)
    if _is_list(raw):
        page = code_page(lambda: (raw,))
        text = raw.decode(page.name) if page else raw.decode("utf-8", "surrogateescape")
        if undecoded(text):
            raise BadInput(f"{path}: {_lowered(_no_utf8(text))}")
        try:
            listed = json.loads(text)
        except _MAX_DEPTH_ERRORS as fault:
            raise BadInput(
                f"{path}: expected JSONL or one JSON list, got a broken list ({fault}). Repair it."
            ) from None
        yield from enumerate(listed, start=1)
        return
    text_of = line_decoder(lambda: (raw,))
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line.strip():
            continue
        text = text_of(line)
        if undecoded(text):
            yield number, _Fault(_no_utf8(text))
            continue
        try:
            yield number, json.loads(text)
        except _MAX_DEPTH_ERRORS:
            yield number, _Fault(f"Expected a JSON object, got {text[:60]!r}. Write one object a line.")


def _is_list(raw: bytes) -> bool:
    return raw.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"["


def _bytes(path: Path) -> bytes:
    """The file, UTF-16 as UTF-8: lines are told by their bytes."""
    raw = raw_bytes(path)
    if tell_unicode(lambda: (raw,)).name == "utf-8":
        return raw
    return decode_unicode(raw).text.encode("utf-8", "surrogatepass")


def _no_utf8(text: str) -> str:
    """Which byte is no UTF-8, with what it would be in the encoding that such files mostly have."""
    at = next(place for place, char in enumerate(text) if undecoded(char))
    near = text[max(0, at - 12) : at + 8].encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return (
        f"{_NO_UTF8}, got the byte 0x{ord(text[at]) & 0xFF:02X} (in Windows-1252 it would read {near!r}). Save the "
        "file as UTF-8, for example with `iconv -f WINDOWS-1252 -t UTF-8`."
    )


def _lowered(sentence: str) -> str:
    """To follow a file's name."""
    return sentence[:1].lower() + sentence[1:]


def _refuse_unlike(
    path: Path, n_pairs: int, rejections: list[Rejection], unlike: Mapping[tuple[str, ...], list[Rejection]]
) -> None:
    """`unlike`: the rows without two sides, by their keys."""
    n_rows = n_pairs + len(rejections)
    if n_rows == 0:
        raise BadInput(f"{path}: expected one pair a line, got an empty file. Export the pairs again.")
    if len(rejections) * 2 <= n_rows:
        return
    if not unlike:
        if rejections[0].evidence.startswith(_NO_UTF8):
            raise BadInput(f"{rejections[0].source}: {_lowered(rejections[0].evidence)}")
        raise BadInput(
            f'{rejections[0].source}: expected one {{"instruction", "response"}} object a line, got '
            f"{len(rejections)} of {n_rows} lines that are no JSON objects. Export as JSONL."
        )
    commonest = max(unlike, key=lambda keys: len(unlike[keys]))
    if shape_of(commonest):
        first = unlike[commonest][0]
        raise BadInput(
            f"{first.source}: {_lowered(first.evidence)} So {len(rejections)} of {many(n_rows, 'row')} are no pairs."
        )
    got = ", ".join(f'"{key}"' for key in commonest) or "no keys"
    raise BadInput(
        f'{path}: expected "instruction" and "response" (or "prompt" and "completion", or "messages") in each row, got '
        f"{got} in most of {many(n_rows, 'row')}. "
        f"Rename the keys, for example with `jq -c '{{instruction: .question, response: .answer}}'`."
    )


def _time(value: object) -> str:
    """ISO 8601 in UTC from a date, a time or an epoch number; "" for anything else."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 1e8:
            return datetime.fromtimestamp(value / (1000 if value > 1e11 else 1), UTC).isoformat()
        if isinstance(value, str):
            moment = datetime.fromisoformat(value.strip())
            return (moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
    return ""


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
