"""Values for a policy's placeholders: numbers, money, dates, menu paths, roles and so on, drawn by kind.

Kinds: "3-40" and "5-60/5" whole numbers, the latter in steps; "money 20-500/10"; "percent 5-50/5"; "a|b|c" a choice;
and the words of DRAWS, such as "date" or "path".
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_RANGE = re.compile(r"(?:(money|percent) )?(\d+)-(\d+)(?:/(\d+))?$")


@dataclass(frozen=True, slots=True)
class Style:
    """How one company writes money, times and addresses."""

    money: str  # "£{}", "{} euros" …
    hour_24: bool
    domain: str


Draw = Callable[[Style, Mapping[str, Sequence[str]], random.Random], str]


def draw(kind: str, style: Style, words: Mapping[str, Sequence[str]], rng: random.Random) -> str:
    """A value of this kind, as the company writes it. ValueError for a kind that does not exist."""
    if ranged := _RANGE.match(kind):
        sort, low, high, step = ranged.groups()
        number = rng.randrange(int(low), int(high) + 1, int(step or 1))
        if sort == "money":
            return style.money.format(f"{number:,}")
        if sort == "percent":
            return f"{number}%" if rng.random() < 0.5 else f"{number} percent"
        return str(number)
    if kind in DRAWS:
        return DRAWS[kind](style, words, rng)
    if "|" in kind:
        return rng.choice(kind.split("|"))
    raise ValueError(
        f"value kind: expected a range, a choice or one of {', '.join(DRAWS)}, got {kind!r}. "
        "Correct it in corpus/policies."
    )


def _date(style: Style, words: Mapping[str, Sequence[str]], rng: random.Random) -> str:
    return f"{rng.randint(1, 28)} {rng.choice(words['months'])}"


def _time(style: Style, words: Mapping[str, Sequence[str]], rng: random.Random) -> str:
    hour, minute = rng.randint(7, 19), rng.choice(("00", "00", "15", "30", "45"))
    return f"{hour}:{minute}" if style.hour_24 else f"{(hour - 1) % 12 + 1}:{minute} {'am' if hour < 12 else 'pm'}"


def _path(style: Style, words: Mapping[str, Sequence[str]], rng: random.Random) -> str:
    return " > ".join(rng.sample(words["menus"], rng.choice((2, 2, 3))))


def _email(style: Style, words: Mapping[str, Sequence[str]], rng: random.Random) -> str:
    return f"{rng.choice(words['mailboxes'])}@{style.domain}"


def _url(style: Style, words: Mapping[str, Sequence[str]], rng: random.Random) -> str:
    return f"{rng.choice(words['mailboxes'])}.{style.domain}"


def _from(name: str) -> Draw:
    return lambda style, words, rng: rng.choice(words[name])


DRAWS: Mapping[str, Draw] = {
    "date": _date,
    "time": _time,
    "path": _path,
    "email": _email,
    "url": _url,
    "month": _from("months"),
    "weekday": _from("weekdays"),
    "role": _from("roles"),
    "form": lambda style, words, rng: f"form {rng.choice('ABCDEHKLPRT')}{rng.choice('ADFHPRTX')}-{rng.randint(2, 60)}",
    "ext": lambda style, words, rng: str(rng.randint(2000, 8999)),
    "room": lambda style, words, rng: f"room {rng.randint(0, 6)}.{rng.randint(1, 40):02}",
    "code": lambda style, words, rng: (
        f"{rng.choice('ABCDEFGHKLMPRSTX')}{rng.choice('ABDEFKLMPRSTX')}-{rng.randint(10, 990)}"
    ),
}
