"""A row of a fine-tuning file → its question and its answer, in each shape that trainers commonly read.

{"instruction", "response"}; {"prompt", "completion"}, texts or turns; {"messages": [system, user, assistant]}. A row of
several questions and answers is a conversation and no pair: nobody could say which of its turns to judge.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prep.plurals import many

OURS = ("instruction", "response")
_COMPLETED = ("prompt", "completion")
_TURNS = ("messages",)
_SHAPES = (OURS, _TURNS, _COMPLETED)  # some rows of messages repeat their question under "prompt"
_TURN = ("role", "content")
_SHOWN = 40  # characters of what is no text
_ROLES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a row, and the keys under which they stood."""

    instruction: str
    response: str
    keys: tuple[str, ...] = OURS
    n_system: int = 0  # turns that are no part of either side


@dataclass(frozen=True, slots=True)
class NoSides:
    """Why a row has no two sides, and what to do."""

    told: str


def shape_of(keys: Collection[str]) -> tuple[str, ...] | None:
    """The keys of the sides that a row with these keys has; None where it is of no known shape."""
    return next((shape for shape in _SHAPES if set(shape) <= set(keys)), None)


def sides_of(row: Mapping[str, Any]) -> Sides | NoSides:
    """The two sides of a row."""
    keys = shape_of(row) or OURS
    if keys == _TURNS:
        return _of_turns(row["messages"], keys)
    asked, answered = (row.get(key) for key in keys)
    if keys == _COMPLETED and isinstance(asked, list) and isinstance(answered, list):
        return _of_turns([*asked, *answered], keys)
    if wrong := [f'{kind_of(row.get(key))} under "{key}"' for key in keys if not isinstance(row.get(key), str)]:
        return NoSides(f"Expected text, got {' and '.join(wrong)}. Write a text there, or leave the row out.")
    return Sides(str(asked), str(answered), keys)


def said_of(keys: tuple[str, ...], n_rows: int, n_system: int) -> str:
    """How rows of this shape were read; "" for those that have our own keys."""
    if keys == OURS:
        return ""
    rows = many(n_rows, "row")
    if keys == _COMPLETED:
        said = f'{rows} read with "prompt" as the instruction and "completion" as the response'
    else:
        said = f"{rows} read with the user's turn as the instruction and the assistant's as the response"
    return f"{said}, {many(n_system, 'system turn')} left out" if n_system else said


def kind_of(value: object) -> str:
    """What stands where another thing was expected, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool | int | float):
        return f"the {'word' if isinstance(value, bool) else 'number'} {json.dumps(value)}"
    if isinstance(value, str):
        return f"the text {value[:_SHOWN]!r}" if value.strip() else "an empty text"
    return "a list" if isinstance(value, list) else "an object"


def _of_turns(turns: object, keys: tuple[str, ...]) -> Sides | NoSides:
    """Of one user turn and the assistant's after it, below a system turn or none."""
    under = " and ".join(f'"{key}"' for key in keys)
    if not isinstance(turns, list):
        return NoSides(
            f"Expected a list of turns, got {kind_of(turns)} under {under}. Write one, or leave the row out."
        )
    for number, turn in enumerate(turns, start=1):
        held = turn if isinstance(turn, dict) else {}
        if wrong := [f'{kind_of(held.get(key))} under "{key}"' for key in _TURN if not isinstance(held.get(key), str)]:
            return NoSides(
                f"Expected text, got {' and '.join(wrong)} in turn {number} of {under}. "
                "Write a text there, or leave the row out."
            )
    n_system = int(bool(turns) and turns[0]["role"] in ("system", "developer"))
    roles = [turn["role"] for turn in turns[n_system:]]
    if roles != ["user", "assistant"]:
        return NoSides(
            f"Expected one user and one assistant turn under {under}, got {_told(roles)}. "
            "Keep one question with its answer, or leave the row out."
        )
    asked, answered = turns[n_system:]
    return Sides(asked["content"], answered["content"], keys, n_system)


def _told(roles: Sequence[str]) -> str:
    """The first few roles; one that is no word, and may be a whole text, by its beginning."""
    shown = [role if role.isalpha() and len(role) <= _SHOWN else repr(role[:_SHOWN]) for role in roles[:_ROLES_SHOWN]]
    n_more = len(roles) - len(shown)
    return f"{', '.join(shown) or 'none'}{f' and {n_more} more' if n_more else ''}"
