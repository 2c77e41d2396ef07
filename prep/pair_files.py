"""Any instruction/response JSONL as pairs: a file that another tool wrote, with whatever columns it has."""

import codecs
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prep.errors import BadInput
from prep.ingest.decoding import code_page, line_decoder, undecoded
from prep.plurals import many
from prep.records import Pair, Rejection

_IDS = ("pair_id", "id")
_TOPICS = ("topic", "category", "label", "intent", "tag")
_TIMES = ("answered_at", "date", "answered", "created_at", "updated_at", "timestamp")
_SIDES = ("instruction", "response")
_NO_UTF8 = "Expected UTF-8"
_SHOWN = 40  # characters of a text that is no row
_MAX_DEPTH_ERRORS = (json.JSONDecodeError, RecursionError, ValueError)


def read_pairs(path: Path) -> tuple[list[Pair], list[Rejection]]:
    """The pairs of a JSONL file (or one JSON list), and the rows that are none, each with file:line and reason."""
    numbered, rejections = read_numbered_pairs(path)
    return [pair for _, pair in numbered], rejections


def read_numbered_pairs(path: Path) -> tuple[list[tuple[int, Pair]], list[Rejection]]:
    """`read_pairs`, each pair with its 1-based line (or place in the list).

    A pair's id is the row's "pair_id" or "id", else its 1-based line number. Other columns that are understood: topic,
    ticket_id, agent, and the time of the answer. BadInput when most rows have no instruction and response.
    """
    pairs: list[tuple[int, Pair]] = []
    rejections: list[Rejection] = []
    seen: Counter[str] = Counter()
    keys: Counter[tuple[str, ...]] = Counter()
    for number, row in _rows(path):
        source = f"{path}:{number}"
        if isinstance(row, _Fault):
            rejections.append(Rejection("malformed-row", row.told, source=source))
            continue
        if not isinstance(row, dict):
            rejections.append(Rejection("malformed-row", f"Expected a JSON object, got {_kind(row)}.", source=source))
            continue
        if wrong := [f'{_kind(row.get(side))} under "{side}"' for side in _SIDES if not isinstance(row.get(side), str)]:
            keys[tuple(row)] += 1
            fault = f"Expected text, got {' and '.join(wrong)}. Write a text there, or leave the row out."
            rejections.append(Rejection("malformed-row", fault, source=source))
            continue
        broken = next((side for side in _SIDES if not _encodable(row[side])), None)
        if broken:
            fault = f'The text under "{broken}" holds half a character (a lone surrogate).'
            rejections.append(Rejection("malformed-row", fault, source=source))
            continue
        written = next((str(row[key]) for key in _IDS if row.get(key) not in (None, "")), str(number))
        seen[written] += 1
        pairs.append((number, _pair(row, written if seen[written] == 1 else f"{written}@{number}")))
    _refuse_unlike(path, len(pairs), rejections, keys)
    return pairs, rejections


def older_encoding(path: Path) -> str:
    """A remark on a file that is no UTF-8 and is read all the same, as an export is; "" for any other."""
    raw = _bytes(path)
    page = code_page(lambda: (raw,), by_line=not _is_list(raw))
    return f"{path}: {page.warning}." if page else ""


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a line is no JSON."""

    told: str


def _pair(row: Mapping[str, Any], pair_id: str) -> Pair:
    return Pair(
        pair_id=pair_id,
        ticket_id=str(row.get("ticket_id") or ""),
        instruction=row["instruction"],
        response=row["response"],
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
    try:
        return path.read_bytes()
    except OSError as fault:
        raise BadInput(f"{path}: expected a file to read, got {fault.strerror or fault}. Check the path.") from None


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


def _kind(value: object) -> str:
    """What stands where another thing was expected, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool | int | float):
        return f"the {'word' if isinstance(value, bool) else 'number'} {json.dumps(value)}"
    if isinstance(value, str):
        return f"the text {value[:_SHOWN]!r}" if value.strip() else "an empty text"
    return "a list" if isinstance(value, list) else "an object"


def _refuse_unlike(path: Path, n_pairs: int, rejections: list[Rejection], keys: Counter[tuple[str, ...]]) -> None:
    n_rows = n_pairs + len(rejections)
    if n_rows == 0:
        raise BadInput(f"{path}: expected one pair a line, got an empty file. Export the pairs again.")
    if len(rejections) * 2 <= n_rows:
        return
    if not keys:
        if rejections[0].evidence.startswith(_NO_UTF8):
            raise BadInput(f"{rejections[0].source}: {_lowered(rejections[0].evidence)}")
        raise BadInput(
            f'{rejections[0].source}: expected one {{"instruction", "response"}} object a line, got '
            f"{len(rejections)} of {n_rows} lines that are no JSON objects. Export as JSONL."
        )
    commonest = keys.most_common(1)[0][0]
    if set(_SIDES) <= {*commonest}:
        first = next(rejection for rejection in rejections if rejection.evidence.startswith("Expected text"))
        raise BadInput(
            f"{first.source}: {_lowered(first.evidence)} So {len(rejections)} of {many(n_rows, 'row')} are no pairs."
        )
    got = ", ".join(f'"{key}"' for key in commonest) or "no keys"
    raise BadInput(
        f'{path}: expected "instruction" and "response" in each row, got {got} in most of '
        f"{many(n_rows, 'row')}. "
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
