"""`pairwright calibrate`: borderline questions one at a time, one key each, and where that puts the cut."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from prep.clock import now
from prep.plurals import many
from prep.project import open_project
from terminal import Json, ProjectArgument, bar, remark, say, show_facts, show_json

if TYPE_CHECKING:
    from prep.calibrating import Desk
    from prep.calibration import Answer, Borderline

KEYS: dict[str, "Answer"] = {"s": "same", "d": "different", "x": "unsure", "u": "undo"}
HELP = "s the same question · d different questions · x unsure · u undo · q stop"


def calibrate(
    project: ProjectArgument,
    anew: Annotated[bool, typer.Option("--draw", help="Draw pairs anew and ask nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Label 30 to 100 borderline pairs of questions, so that «the same question» means what you mean by it."""
    from prep.calibrating import draw, in_words, keep, last_said, read_desk, read_labels

    place = open_project(project)
    if anew or not place.borderline.is_file():
        desk = draw(place, progress=bar)
    else:
        desk = read_desk(place)
        if not desk.waiting and not as_json:
            desk = draw(place, progress=bar)
    if as_json:
        show_json(
            {"waiting": len(desk.waiting), **asdict(desk.calibration), "borderline": list(map(asdict, desk.waiting))}
        )
        return
    if not anew:
        while desk.waiting and (key := _ask(desk, desk.waiting[0])) != "q":
            about = last_said(read_labels(place)) if key == "u" else desk.waiting[0]
            if about is not None:
                desk = keep(place, about, KEYS[key], now())
    say()
    for line in in_words(desk.calibration):
        say(line)
    if desk.waiting:
        waiting = many(len(desk.waiting), "pair waits", "pairs wait")
        say(f"{waiting}: pairwright calibrate {place.argument}, or the Conflicts page of the app.")
    if desk.calibration.is_moved:
        say(f"Next: pairwright audit {place.argument}, which uses the new cut")


def _ask(desk: "Desk", one: "Borderline") -> str:
    """One key about two questions; others are not taken."""
    left, right = desk.pairs[one.left], desk.pairs[one.right]
    say()
    say(f"{len(desk.waiting)} left, {desk.calibration.n_labels} labelled. Do these two ask the same?")
    show_facts(
        [("A", left.instruction), ("  answer", left.response), ("B", right.instruction), ("  answer", right.response)]
    )
    remark(HELP)
    while True:
        key = _key().lower()
        if key in ("\x03", "\x04", ""):
            return "q"
        if key in KEYS or key == "q":
            return key


def _key() -> str:
    """One key from the keyboard, or one letter of what is piped in; "" at its end."""
    return typer.getchar() if sys.stdin.isatty() else sys.stdin.read(1)
