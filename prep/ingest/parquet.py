"""Parquet → a table of text: digits as they are, times in ISO 8601, nothing as "", lists and structures as JSON."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from prep.errors import BadInput
from prep.holding import Hold, in_memory
from prep.ingest.archives import UNPACKED_ALLOWANCE, UNPACKED_RATIO
from prep.ingest.tables import MAX_CELL, MAX_CELLS, Row, Table, check_header
from prep.plurals import many
from prep.records import Rejection

_MAX_BYTES = 1 << 30  # unpacked; the table is held whole
_BATCH_ROWS = 500
_DIGITS = {"s": 0, "ms": 3, "us": 6, "ns": 9}
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the zone is written by `_time`, when there is one


@dataclass(frozen=True, slots=True)
class _Fault:
    """A value that has no text."""

    why: str


def read_parquet(data: bytes, name: str, *, at_most: int | None = None, hold: Hold = in_memory) -> Table:
    """The table in a Parquet file, its first `at_most` rows, or all; rows count from 1 and wait in `hold`.

    BadInput when it is damaged or would not fit into memory.
    """
    try:
        return _read(data, name, at_most, hold)
    except BadInput:
        raise
    except Exception as fault:  # pyarrow raises OSError, ValueError, NotImplementedError … for what it cannot read
        raise BadInput(
            f"{name}: expected a Parquet table, got a damaged one ({type(fault).__name__}). "
            "Copy it again, or export the table as CSV UTF-8."
        ) from None


def _read(data: bytes, name: str, at_most: int | None, hold: Hold) -> Table:
    import pyarrow
    from pyarrow.parquet import ParquetFile

    with ParquetFile(pyarrow.BufferReader(data)) as looked_at:
        _refuse_bomb(looked_at.metadata, len(data), name)
        columns = check_header(name, tuple(looked_at.schema_arrow.names))
        texts = _text_columns(looked_at)
    rejections: list[Rejection] = []
    n_blank: Counter[str] = Counter()  # by the name of the file
    # As a dictionary a text that a million rows share is held once, as it is in the file.
    with ParquetFile(pyarrow.BufferReader(data), read_dictionary=texts) as file:
        batches = file.iter_batches(batch_size=min(_BATCH_ROWS, at_most or _BATCH_ROWS))
        rows = hold(islice(_rows(batches, len(columns), name, rejections, n_blank), at_most))
    notes = (f"{name}: {many(n_blank[name], 'blank row was', 'blank rows were')} skipped.",) if n_blank else ()
    return Table(name, columns, rows, tuple(rejections), notes)


def _rows(
    batches: Iterable[Any], width: int, name: str, rejections: list[Rejection], n_blank: Counter[str]
) -> Iterator[Row]:
    number = 0
    for batch in batches:
        for cells in zip(*(_cells(column) for column in batch.columns), strict=True):
            number += 1
            if number * width > MAX_CELLS:
                raise BadInput(f"{name}: expected at most {MAX_CELLS:,} cells, got more. Leave out columns.")
            source = f"{name}:{number}"
            evidence = next((why for cell in cells if (why := _fault(cell))), "")
            if evidence:
                rejections.append(Rejection("bad-row", evidence, source=source))
            elif any(cells):
                yield Row(cells, source)
            else:
                n_blank[name] += 1


def _refuse_bomb(metadata: Any, size: int, name: str) -> None:
    # Not by column: pyarrow 26 aborts the whole process on some damaged descriptions of a column.
    unpacked = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    if unpacked > _MAX_BYTES or (unpacked > UNPACKED_ALLOWANCE and unpacked > UNPACKED_RATIO * size):
        raise BadInput(
            f"{name}: expected a Parquet table of at most {_MAX_BYTES >> 30} GB unpacked and {UNPACKED_RATIO} times "
            f"its size, got {unpacked >> 20} MB. Export it in several files."
        )
    n_cells = metadata.num_rows * metadata.num_columns
    if n_cells > MAX_CELLS:
        raise BadInput(f"{name}: expected at most {MAX_CELLS:,} cells, got {n_cells:,}. Leave out columns.")


def _text_columns(file: Any) -> list[str]:
    """The places of all texts, those within lists too, as the file's schema names them."""
    leaves = [file.schema.column(number) for number in range(len(file.schema))]
    kinds = {"STRING", "NONE", "JSON", "ENUM"}
    return [leaf.path for leaf in leaves if leaf.physical_type == "BYTE_ARRAY" and leaf.logical_type.type in kinds]


def _cells(column: Any) -> Iterator[str | _Fault]:
    """One column of a batch as text."""
    from pyarrow import array, types

    kind = column.type
    if types.is_dictionary(kind):
        places = column.indices.to_pylist()
        used = sorted({place for place in places if place is not None})
        known = dict(zip(used, _cells(column.dictionary.take(array(used, "int64"))), strict=True))
        yield from ("" if place is None else known[place] for place in places)
    elif types.is_timestamp(kind):
        for ticks in column.cast("int64").to_pylist():
            yield "" if ticks is None else _time(ticks, kind.unit, zoned=kind.tz is not None)
    elif types.is_floating(kind):
        for written in column.cast("string").to_pylist():  # the shortest that means this number in its own precision
            yield "" if written is None else _number(written)
    else:
        if types.is_string(kind) or types.is_large_string(kind):  # the format does not promise that they are text
            column = column.cast("binary" if types.is_string(kind) else "large_binary")
        yield from map(_text, column)


def _text(scalar: Any) -> str | _Fault:
    try:
        value = _plain(scalar.as_py())
    except UnicodeDecodeError:
        return _Fault("bytes that are no text")
    except (ValueError, OverflowError):
        return _Fault("a date or time that no calendar has")
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, dict):
        return {str(_plain(key)): _plain(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(member) for member in value]
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)


def _number(written: str) -> str:
    value = float(written)
    if math.isnan(value):
        return ""  # how pandas writes a missing number
    return str(int(value)) if value.is_integer() else written


def _time(ticks: int, unit: str, *, zoned: bool) -> str | _Fault:
    """A timestamp to its last digit. With a zone it is in UTC: the file keeps no other."""
    digits = _DIGITS[unit]
    seconds, fraction = divmod(ticks, 10**digits)
    try:
        moment = (_EPOCH + timedelta(seconds=seconds)).isoformat()
    except OverflowError:
        return _Fault("a date or time that no calendar has")
    decimals = f".{fraction:0{digits}}".rstrip("0") if fraction else ""
    return moment + decimals + ("+00:00" if zoned else "")


def _fault(cell: str | _Fault) -> str:
    if isinstance(cell, _Fault):
        return cell.why
    if "\0" in cell:
        return "a NUL character"
    return f"a cell of over {MAX_CELL:,} characters" if len(cell) > MAX_CELL else ""
