"""Which column of a table tells internal notes from what customers saw; where that is not certain, a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from prep.errors import BadInput
from prep.ingest.columns import NO_COLUMN, Mapped
from prep.ingest.tables import Table
from prep.ingest.visibility_words import (
    NameKind,
    Seen,
    flag,
    in_a_word,
    is_of_two_words,
    is_plainly_internal,
    name_kind,
)

PARTS: tuple[Seen, ...] = ("public", "internal")
_MAX_VALUES = 12  # a column of more different values is text, or an id
_LONGEST = 30  # characters of a value that may be such a word
_CHOICES = '--map "internal={0}" (yes means that no customer saw it), --map "public={0}" (yes means that customers did)'


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that may tell internal notes: as which part it is surely read, or why that is not certain."""

    name: str
    part: Seen | None
    doubt: str = ""
    strange: str = ""  # a value of a column about visibility that nobody can read


def with_visibility(table: Table, mapped: Mapped, mapping: Mapping[str, str]) -> Mapped:
    """The columns with the one that tells internal notes. BadInput where there may be one whose sense is not certain.

    What `mapping` says of public and internal is checked and nothing else is looked for.
    """
    if mapped.layout != "a row a message":
        return mapped
    said = [part for part in PARTS if part in mapping]
    if said:
        for part in said:
            if part in mapped.columns:
                _check(table, mapped.columns[part], part)
        return mapped
    taken = set(mapped.columns.values())
    found = [each for column in table.columns if column not in taken and (each := _judge(table, column))]
    sure = [each for each in found if each.part]
    if not sure:
        if found:
            raise BadInput(_question(table, found[0]))
        return mapped
    columns = dict(mapped.columns)
    for each in sure:
        assert each.part
        if each.part not in columns:
            columns[each.part] = each.name
        elif not _agree(table, columns[each.part], each.name, each.part):
            raise BadInput(
                f"{table.name}: expected one column that tells internal notes, got {columns[each.part]!r} and "
                f"{each.name!r}, which contradict each other. Say which one counts: --map {each.part}="
                f"{columns[each.part]} or --map {each.part}={each.name}."
            )
    return replace(mapped, columns=columns)


def is_internal(cells: Mapping[str, str], *, unticked: bool = False) -> bool:
    """Whether a row is an internal note, from its cells by part: when either column says so.

    `unticked`: an empty cell says so too, see `only_ticks`.
    """
    if unticked and not cells["public"].strip():
        return True
    return any(_seen(cells[part], part) == "internal" for part in PARTS if part in cells)


def only_ticks(table: Table, mapped: Mapped) -> bool:
    """Whether a table ticks what customers saw and says no to nothing: then what is not ticked nobody saw."""
    values = _values(table, mapped.columns["public"]) if "public" in mapped.columns else []
    return bool(values) and all(map(_is_tick, values))


def _is_tick(value: str) -> bool:
    if (said := flag(value)) is not None:
        return said
    told = in_a_word(value)
    return told is not None and told.strong and told.seen == "public"


@lru_cache(maxsize=1_000)
def _seen(cell: str, part: Seen) -> Seen:
    if (said := flag(cell)) is not None:
        return "public" if said == (part == "public") else "internal"
    told = in_a_word(cell)
    return told.seen if told else "public"


def _judge(table: Table, column: str) -> _Column | None:
    """What a column is that nobody named; None when it does not look like visibility."""
    values = _values(table, column)
    kind = name_kind(column)
    if not values:
        return None
    words = {value: told for value in values if flag(value) is None and (told := in_a_word(value))}
    flags = [value for value in values if flag(value) is not None]
    strange = [value for value in values if value not in words and value not in flags]
    short = len(values) <= _MAX_VALUES and max(map(len, values)) <= _LONGEST
    if kind in PARTS or kind == "visibility":
        if strange:
            return _Column(column, None, strange=strange[0]) if short else None
        if flags and kind == "visibility":
            return _Column(column, None, f"{_listed(values)} as its values")
        return _Column(column, "internal" if kind == "internal" else "public")
    if not short:
        return None
    if flags:
        return _Column(column, None, f"{_listed(values)} as its values") if kind == "hint" and not strange else None
    if not any(told.seen == "internal" for told in words.values()):
        return None
    return _of_words(column, kind, values, strange)


def _of_words(column: str, kind: NameKind, values: Sequence[str], strange: Sequence[str]) -> _Column | None:
    """A column whose name says nothing for certain and that holds at least one word for internal."""
    two_words = any(map(is_of_two_words, values))
    public = any((told := in_a_word(value)) and told.seen == "public" and told.strong for value in values)
    opposites = public and any(map(is_plainly_internal, values))
    if two_words or (not strange and opposites) or (kind in ("hint", "type") and not strange and public):
        return _Column(column, "public")
    if kind == "type" and any(value.strip().casefold().startswith(("note", "work note")) for value in values):
        return _Column(column, "public")
    if strange and not any(map(is_plainly_internal, values)):
        return None  # as of customers who are private or business
    return _Column(column, None, f"{_listed(values)} as its values")


def _check(table: Table, column: str, part: Seen) -> None:
    """BadInput when a column that a person named is the other way round by its name, or holds what nobody can read."""
    values = _values(table, column)
    flags = [value for value in values if flag(value) is not None]
    kind = name_kind(column)
    other: Seen = "internal" if part == "public" else "public"
    if kind == other and flags:
        raise BadInput(
            f"{table.name}: expected a column whose {flags[0]!r} answers whether a message is {part}, got {column!r}, "
            f'which by its name answers whether it is {other}. Say --map "{other}={column}", or rename the column.'
        )
    strange = [value for value in values if flag(value) is None and in_a_word(value) is None]
    told = len(values) > len(strange)
    if strange and not (told and kind in ("type", "other")):
        raise BadInput(
            f"{table.name}: expected words such as public and internal, or yes and no, in the column {column!r}, got "
            f"{strange[0][:60]!r}. Replace it there, or name another column."
        )


def _question(table: Table, column: _Column) -> str:
    if column.strange:
        return (
            f"{table.name}: expected words such as public and internal, or yes and no, in the column {column.name!r}, "
            f"got {column.strange!r}. Replace it there, or say --map internal={NO_COLUMN} if the column does not tell "
            "internal notes."
        )
    return (
        f"{table.name}: expected to know which messages are internal notes; the column {column.name!r} may say it, but "
        f"with {column.doubt} that is not certain. Say which: {_CHOICES.format(column.name)}, or "
        f"--map internal={NO_COLUMN} if it says neither."
    )


def _agree(table: Table, one: str, other: str, part: Seen) -> bool:
    first, second = table.columns.index(one), table.columns.index(other)
    return all(_seen(row.cells[first], part) == _seen(row.cells[second], part) for row in table.rows)


def _values(table: Table, column: str) -> list[str]:
    """The different values of a column, the empty one left out; one more than may count is enough."""
    place = table.columns.index(column)
    found: dict[str, str] = {}
    for row in table.rows:
        if cell := row.cells[place].strip():
            found.setdefault(cell.casefold(), cell)
            if len(found) > _MAX_VALUES and not _may_be_word(cell):
                break
    return list(found.values())


def _may_be_word(cell: str) -> bool:
    return flag(cell) is not None or in_a_word(cell) is not None


def _listed(values: Sequence[str]) -> str:
    return " and ".join(repr(value) for value in values[:2])
