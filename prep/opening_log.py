"""The opening log on disk: split/openings.jsonl, one chained line for each look at the held-out part.

A line that a killed process left half-written stands for an opening that began, so it counts as one: the next opening
sets its bytes aside in split/openings.torn and puts a whole line in its place, which says so.

How long the log was when it was last written stands in split/log_head.json, and each score's stamp carries the head of
its opening: a log that was cut short or exchanged fits neither.
"""

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from prep.errors import PairwrightError, StaleFiles
from prep.plurals import many
from prep.project import Project, append_jsonl, need, read_json, to_json, write_json, write_text
from prep.seal import Opening, check_openings, next_opening

CUT_OFF = "an opening that was cut off while it was logged"


def is_look(line: Opening) -> bool:
    """Whether somebody read held-out pairs without judging a model."""
    return not line.run and not line.why.startswith(CUT_OFF)


@dataclass(frozen=True, slots=True)
class LogHead:
    """How many openings were logged, and what the log had come to."""

    n_openings: int
    digest: str


def begin_log(split_folder: Project, root: str) -> None:
    """An empty log, so that a log which is missing later was deleted."""
    write_text(split_folder.openings, "")
    write_json(split_folder.log_head, LogHead(0, root))


def read_log(project: Project, root: str) -> list[Opening]:
    """Every opening so far, checked against its chain; one that was cut off while it was logged is among them.

    StaleFiles when the log was edited, cut short, deleted or exchanged for another split's.
    """
    log, torn = _whole_and_torn(project)
    check_openings(log, root, str(project.openings))
    noted = _noted_head(project)
    if torn:
        lost = noted.digest if noted.n_openings == len(log) + 1 else ""
        log = [*log, _cut_off(log, root, lost)]
    if len(log) < noted.n_openings or noted.digest not in _heads(log[: noted.n_openings][-1:], root):
        raise StaleFiles(
            f"{project.openings}: expected the {many(noted.n_openings, 'opening')} that {project.log_head.name} "
            f"vouches for, got {len(log)}. The log was cut short or exchanged: restore both files, or retire this "
            f"split with `pairwright split {project.argument} --anew`; its openings go on counting."
        )
    return log


def log_opening(project: Project, root: str, *, opened_at: str, run: str, why: str, command: str) -> list[Opening]:
    """Add one opening, on disk when this returns; the log with it. To be called `alone`.

    StaleFiles when a score was printed with an opening that the log does not have.
    """
    log = read_log(project, root)
    _check_printed(project, log, root)
    _mend(project, log)
    log.append(next_opening(log, root, opened_at=opened_at, run=run, why=why, command=command))
    append_jsonl(project.openings, log[-1])
    write_json(project.log_head, LogHead(len(log), log[-1].digest))
    return log


def printed_heads(project: Project, root: str) -> dict[str, Path]:
    """The log heads that scores of the split with this root were printed with, and where."""
    heads = {}
    for path in [*sorted(project.evaluations.glob("*/summary.json")), project.verdict]:
        with contextlib.suppress(OSError, PairwrightError):
            stamp = read_json(path).get("stamp") or {}
            if stamp.get("seal_root") == root and stamp.get("log_head"):
                heads[str(stamp["log_head"])] = path
    return heads


def _noted_head(project: Project) -> LogHead:
    stored = read_json(need(project.log_head, f"pairwright split {project.argument} --anew"))
    try:
        return TypeAdapter(LogHead).validate_python(stored)
    except ValidationError:
        raise StaleFiles(
            f"{project.log_head}: expected how many openings were logged and the last one's digest, got {stored}. "
            f"Restore the file, or retire this split with `pairwright split {project.argument} --anew`."
        ) from None


def _heads(log: Sequence[Opening], root: str) -> set[str]:
    """What a stamp may carry of these openings. The line for a torn one stands for that one's head as well."""
    lost = {line.why.removeprefix(CUT_OFF).strip() for line in log if line.why.startswith(CUT_OFF)}
    return {line.digest for line in log} | lost if log else {root}


def _check_printed(project: Project, log: Sequence[Opening], root: str) -> None:
    for digest, path in printed_heads(project, root).items():
        if digest not in _heads(log, root):
            raise StaleFiles(
                f"{project.openings}: expected the opening that {path} was printed with ({digest[:12]}…), got a log "
                f"of {len(log)} without it. Restore the log, or retire this split with "
                f"`pairwright split {project.argument} --anew`; its openings go on counting."
            )


def mend_log(project: Project, root: str) -> None:
    """Leave whole lines only, so that a log which is about to be retired can be checked for ever. Call it `alone`."""
    _mend(project, read_log(project, root))


def _mend(project: Project, log: Sequence[Opening]) -> None:
    """Write the log with whole lines only, after keeping the bytes that were torn."""
    if (b"\n" + project.openings.read_bytes()).endswith(b"\n"):
        return
    _, torn = _whole_and_torn(project)
    if torn:
        with project.openings.with_suffix(".torn").open("ab") as aside:
            aside.write(torn + b"\n")
    write_text(project.openings, "".join(to_json(line) + "\n" for line in log))
    write_json(project.log_head, LogHead(len(log), log[-1].digest))


def _cut_off(log: Sequence[Opening], root: str, lost: str) -> Opening:
    """The line that stands for a torn one, whose digest is `lost` where that was noted."""
    return next_opening(log, root, opened_at="", run="", why=f"{CUT_OFF} {lost}".strip(), command="")


def _whole_and_torn(project: Project) -> tuple[list[Opening], bytes]:
    """The lines, and the bytes of a last one that is not whole. A whole one that lacks its line end is a line."""
    path = project.openings
    if not path.is_file():
        raise StaleFiles(
            f"{path}: expected the opening log that was begun when the split was sealed, found nothing. Restore it, or "
            f"retire this split with `pairwright split {project.argument} --anew`; its openings go on counting."
        )
    *lines, last = path.read_bytes().split(b"\n")
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
