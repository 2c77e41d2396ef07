"""The opening log on disk: split/openings.jsonl, one chained line for each look at the held-out part.

A line that a killed process left half-written stands for an opening that began, so it counts as one: the next opening
sets its bytes aside in split/openings.torn and puts a whole line in its place, which says so.
"""

import json
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from prep.errors import StaleFiles
from prep.project import Project, append_jsonl, to_json, write_text
from prep.seal import Opening, check_openings, next_opening

CUT_OFF = "an opening that was cut off while it was logged"


def read_log(project: Project) -> list[Opening]:
    """Every opening so far, checked against its chain; one that was cut off while it was logged is among them."""
    log, torn = _whole_and_torn(project.openings)
    check_openings(log, str(project.openings))
    return [*log, _cut_off(log)] if torn else log


def log_opening(project: Project, *, opened_at: str, run: str, why: str, command: str) -> list[Opening]:
    """Add one opening, on disk when this returns; the log with it. To be called `alone`."""
    log = read_log(project)
    if _ends_within_a_line(project.openings):
        _mend(project, log)
    log.append(next_opening(log, opened_at=opened_at, run=run, why=why, command=command))
    append_jsonl(project.openings, log[-1])
    return log


def _mend(project: Project, log: list[Opening]) -> None:
    """Write the log with whole lines only, after keeping the bytes that were torn."""
    _, torn = _whole_and_torn(project.openings)
    if torn:
        with project.openings.with_suffix(".torn").open("ab") as aside:
            aside.write(torn + b"\n")
    write_text(project.openings, "".join(to_json(line) + "\n" for line in log))


def _cut_off(log: list[Opening]) -> Opening:
    return next_opening(log, opened_at="", run="", why=CUT_OFF, command="")


def _ends_within_a_line(path: Path) -> bool:
    return path.is_file() and not (b"\n" + path.read_bytes()).endswith(b"\n")


def _whole_and_torn(path: Path) -> tuple[list[Opening], bytes]:
    """The lines, and the bytes of a last one that is not whole. A whole one that lacks its line end is a line."""
    *lines, last = path.read_bytes().split(b"\n") if path.is_file() else [b""]
    log = [_line(line, f"{path}:{number}") for number, line in enumerate(lines, start=1)]
    if not last:
        return log, b""
    try:
        return [*log, _line(last, f"{path}:{len(lines) + 1}")], b""
    except StaleFiles:
        return log, last


def _line(line: bytes, where: str) -> Opening:
    try:
        return TypeAdapter(Opening).validate_python(json.loads(line))
    except (ValueError, ValidationError):
        raise StaleFiles(
            f"{where}: expected one opening of the held-out part, got {line[:40]!r}. The log was edited: restore it, "
            "or retire this split with `pairwright split PROJECT --anew`."
        ) from None
