"""The project folder: every file name, reading, atomic writing, digests.

data/<project>/
    project.json               settings, schema version, digests of the inputs
    import.json                how the export was read: counts, columns, three threads
    tickets.jsonl              cleaned, redacted threads
    pairs.jsonl                {"pair_id", "instruction", "response", "topic", "ticket_id", …}
    rejected.jsonl             what was dropped, with code and evidence
    provenance.jsonl           per pair: each edit with before, after and reason
    glossary.yaml              shorthand → meaning, who confirmed it
    glossary.jsonl             what a person said about shorthand (append-only)
    cuts.jsonl                 what a person put back that cleaning had cut (append-only)
    rewrites.jsonl             what a model proposed, if one was named (append-only)
    decisions.jsonl            what a person decided (append-only)
    audit/                     findings.jsonl  audit.json  report.html  borderline.jsonl
    remembered.json            what the last audit worked out, for the next one; may be deleted
    labels.jsonl               which borderline questions a person called the same (append-only)
    calibration.json           the cut that follows from them, for the next audit
    selected.jsonl             the best pairs that were asked for; selected.why.jsonl: why these, why not the others
    topics.json                topics that were found, where the export names none, and what a person calls them
    split/                     train.jsonl  validation.jsonl  held_out.jsonl  split.json  certificate.json
                               certificate.html  openings.jsonl  log_head.json
    split-1/, split-2/, …      splits that were retired, with their opening logs
    runs/<run>/                run.json  steps.jsonl  validation.jsonl  checkpoints/  best/  adapter/  merged/
    evals/<run>/               answers/*.jsonl  scores.jsonl  summary.json  report.html
    sessions.sqlite            blind sessions, every event
    verdict.json
    embeddings.npz             cache of text vectors; may be deleted
"""

import errno
import fcntl
import hashlib
import json
import os
import shlex
import tempfile
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from functools import lru_cache
from io import FileIO
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from prep.errors import BadInput, MissingProject
from prep.named_file import naming

SCHEMA_VERSION = 1
_BLOCK = 1 << 16  # bytes
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Project:
    """Where one fine-tuning project lives. Only this class knows file names."""

    root: Path

    @property
    def name(self) -> str:
        return self.root.name

    @property
    def argument(self) -> str:
        """What to type for PROJECT in a command: the name of what lives in data/, else the path that was given."""
        if self.root == Path("data") / self.name:
            return shlex.quote(self.name)
        path = str(self.root)
        return shlex.quote(path if _is_path(path) else f".{os.sep}{path}")

    @property
    def settings(self) -> Path:
        return self.root / "project.json"

    @property
    def import_summary(self) -> Path:
        return self.root / "import.json"

    @property
    def tickets(self) -> Path:
        return self.root / "tickets.jsonl"

    @property
    def pairs(self) -> Path:
        return self.root / "pairs.jsonl"

    @property
    def rejected(self) -> Path:
        return self.root / "rejected.jsonl"

    @property
    def provenance(self) -> Path:
        return self.root / "provenance.jsonl"

    @property
    def glossary(self) -> Path:
        return self.root / "glossary.yaml"

    @property
    def glossary_said(self) -> Path:
        return self.root / "glossary.jsonl"

    @property
    def cuts_said(self) -> Path:
        return self.root / "cuts.jsonl"

    @property
    def rewrites(self) -> Path:
        return self.root / "rewrites.jsonl"

    @property
    def decisions(self) -> Path:
        return self.root / "decisions.jsonl"

    @property
    def remembered(self) -> Path:
        return self.root / "remembered.json"

    @property
    def findings(self) -> Path:
        return self.root / "audit" / "findings.jsonl"

    @property
    def audit(self) -> Path:
        return self.root / "audit" / "audit.json"

    @property
    def audit_report(self) -> Path:
        return self.root / "audit" / "report.html"

    @property
    def borderline(self) -> Path:
        return self.root / "audit" / "borderline.jsonl"

    @property
    def labels(self) -> Path:
        return self.root / "labels.jsonl"

    @property
    def calibration(self) -> Path:
        return self.root / "calibration.json"

    @property
    def selected(self) -> Path:
        return self.root / "selected.jsonl"

    @property
    def topics(self) -> Path:
        return self.root / "topics.json"

    @property
    def train(self) -> Path:
        return self.root / "split" / "train.jsonl"

    @property
    def validation(self) -> Path:
        return self.root / "split" / "validation.jsonl"

    @property
    def held_out(self) -> Path:
        return self.root / "split" / "held_out.jsonl"

    @property
    def split(self) -> Path:
        return self.root / "split" / "split.json"

    @property
    def certificate(self) -> Path:
        return self.root / "split" / "certificate.json"

    @property
    def canaries(self) -> Path:
        return self.root / "split" / "canaries.json"

    @property
    def certificate_page(self) -> Path:
        return self.root / "split" / "certificate.html"

    @property
    def openings(self) -> Path:
        return self.root / "split" / "openings.jsonl"

    @property
    def log_head(self) -> Path:
        return self.root / "split" / "log_head.json"

    @property
    def runs(self) -> Path:
        return self.root / "runs"

    @property
    def evaluations(self) -> Path:
        return self.root / "evals"

    @property
    def sessions(self) -> Path:
        return self.root / "sessions.sqlite"

    @property
    def embeddings(self) -> Path:
        return self.root / "embeddings.npz"

    @property
    def verdict(self) -> Path:
        return self.root / "verdict.json"

    def run(self, run_id: str) -> Path:
        return self.runs / run_id

    def evaluation(self, run_id: str) -> Path:
        return self.evaluations / run_id


def locate(name_or_path: str) -> Project:
    """A project by name (then it lives in data/NAME) or by path. It need not exist yet."""
    return Project(Path(name_or_path) if _is_path(name_or_path) else Path("data") / name_or_path)


def _is_path(name_or_path: str) -> bool:
    return os.sep in name_or_path or name_or_path in (".", "..")


def open_project(name_or_path: str) -> Project:
    """An existing project, or MissingProject saying how to make one."""
    project = locate(name_or_path)
    if not project.settings.is_file():
        raise MissingProject(
            f"{project.root}: expected a project folder with project.json, found "
            f"{'a folder without one' if project.root.is_dir() else 'nothing'}. "
            f"Make it with `pairwright prep {project.argument} EXPORT`."
        )
    return project


def nearest_folder(path: Path) -> Path:
    """`path` if that folder exists, else the folder above it that does, on whose disk `path` will be."""
    return next(folder for folder in (path, *path.absolute().parents) if folder.is_dir())


def need(path: Path, command: str) -> Path:
    """`path` if that file exists, else MissingProject naming the command that makes it."""
    if not path.is_file():
        raise MissingProject(f"{path}: expected this file, found nothing. Make it with `{command}`.")
    return path


def to_json(record: object) -> str:
    """One record, or plain JSON value, as one line of JSON. Non-ASCII text stays readable."""
    return json.dumps(record, ensure_ascii=False, default=_fields_of)


def _fields_of(record: object) -> dict[str, object]:
    """A record's fields as they are: asdict would copy what they hold, which takes longer than writing it."""
    if not is_dataclass(record) or isinstance(record, type):
        raise TypeError(f"Expected a record or a JSON value, got {type(record).__name__}. Write its fields instead.")
    return {field.name: getattr(record, field.name) for field in fields(record)}


def write_text(path: Path, text: str) -> None:
    """Replace a file whole or not at all: temporary file in the same folder, fsync, rename, fsync of the folder."""
    _replace(path, (text,))


def _replace(path: Path, pieces: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with naming(path), os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Have the names in a folder on disk."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_json(path: Path, value: object) -> None:
    """Write one JSON document, indented for people."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    write_text(path, json.dumps(plain, ensure_ascii=False, indent=2) + "\n")


def write_jsonl(path: Path, rows: Iterable[object]) -> int:
    """Write one JSON object a line; the number of lines written."""
    n_lines = 0

    def lines() -> Iterator[str]:
        nonlocal n_lines
        for row in rows:
            n_lines += 1
            yield to_json(row) + "\n"

    _replace(path, lines())
    return n_lines


def append_jsonl(path: Path, row: object) -> None:
    """Add one line to an append-only file and have it on disk before returning."""
    append_rows(path, [row])


def append_rows(path: Path, rows: Iterable[object]) -> None:
    """Add lines to an append-only file, all or none of them, and have them on disk before returning."""
    lines = "".join(to_json(row) + "\n" for row in rows).encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        size = _end_of_whole_lines(file)
        file.truncate(size)
        ended = size == 0 or os.pread(file.fileno(), 1, size - 1) == b"\n"
        try:
            with naming(path):
                written = file.write(lines if ended else b"\n" + lines)
            if written < len(lines):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        except BaseException:
            file.truncate(size)
            raise
        os.fsync(file.fileno())


def _end_of_whole_lines(file: FileIO) -> int:
    """How long the file is without a last line that a killed process left unfinished."""
    size = end = os.fstat(file.fileno()).st_size
    rest = b""
    while end and b"\n" not in rest:
        start = max(0, end - _BLOCK)
        rest = os.pread(file.fileno(), end - start, start) + rest
        end = start
    last = rest[rest.rfind(b"\n") + 1 :]
    return size if is_whole(last) else size - len(last)


def is_whole(last_line: bytes) -> bool:
    """Whether a last line without its line feed says all that was meant to be said."""
    try:
        return not last_line or isinstance(json.loads(last_line), dict)
    except ValueError:
        return False


def read_appended(path: Path, record: type[Record]) -> list[Record]:
    """The records of an append-only file, none when there is no file.

    A last line that a kill tore says nothing: the next one is written over it.
    """
    written = path.read_bytes() if path.is_file() else b""
    last = written[written.rfind(b"\n") + 1 :]
    whole = written if is_whole(last) else written[: len(written) - len(last)]
    return records_of(path, rows_of(path, whole.split(b"\n")), record)


def read_json(path: Path) -> dict[str, Any]:
    """One JSON object from a file of ours."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise BadInput(
            f"{path}: expected JSON, got something else ({fault}). Restore the file or make it again."
        ) from None
    if not isinstance(value, dict):
        raise BadInput(
            f"{path}: expected a JSON object, got {type(value).__name__}. Restore the file or make it again."
        )
    return value


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each line's number and object. Lines end at a line feed only: a U+2028 inside a ticket is text."""
    with path.open("rb") as file:
        yield from rows_of(path, file)


def rows_of(path: Path, lines: Iterable[bytes], *, first: int = 1) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number and object of each line of a file, of which the `first` is the number."""
    for number, line in enumerate(lines, start=first):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError:
            raise BadInput(f"{path}:{number}: expected UTF-8, got other bytes. Repair or delete the line.") from None
        except json.JSONDecodeError as fault:
            shown = line.decode("utf-8").strip()[:60]
            raise BadInput(
                f"{path}:{number}: expected one JSON object on the line, got {shown!r} ({fault.msg}). "
                "Repair or delete the line."
            ) from None
        if not isinstance(row, dict):
            raise BadInput(f"{path}:{number}: expected a JSON object, got {type(row).__name__}. Repair the line.")
        yield number, row


def read_records(path: Path, record: type[Record]) -> list[Record]:
    """A file of ours as records; BadInput with file:line for a row that is not one."""
    return records_of(path, read_rows(path), record)


def records_of(path: Path, rows: Iterable[tuple[int, dict[str, Any]]], record: type[Record]) -> list[Record]:
    """Numbered rows of a file as records."""
    adapter: TypeAdapter[Record] = _adapter(cast(Hashable, record))
    records = []
    for number, row in rows:
        try:
            records.append(adapter.validate_python(row))
        except ValidationError as fault:
            first = fault.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise BadInput(
                f"{path}:{number}: expected {record.__name__} rows, got one whose {place!r} is wrong ({first['msg']}). "
                "Make the file again with the command that wrote it."
            ) from None
    return records


@lru_cache(maxsize=64)
def _adapter(record: Hashable) -> TypeAdapter[Any]:
    """Made once a record: making it takes longer than reading a line."""
    return TypeAdapter(record)


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def update_settings(project: Project, changes: Mapping[str, object]) -> None:
    """Merge `changes` into project.json, which is made when it is missing.

    Who comes while another process merges waits, so that neither loses what the other has set.
    """
    project.root.mkdir(parents=True, exist_ok=True)
    with (project.root / ".settings.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        settings = read_json(project.settings) if project.settings.is_file() else {"schema_version": SCHEMA_VERSION}
        write_json(project.settings, {**settings, **changes})
