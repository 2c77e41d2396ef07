"""The audit of any instruction/response JSONL: no project, everything is written in a folder beside the file.

FILE.jsonl.audit/
    findings.jsonl  malformed.jsonl  audit.json  report.html
    embeddings.npz             cache of text vectors; may be deleted
    remembered.json            what this audit worked out, for the next one; may be deleted
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prep.audit import audit
from prep.audit_report import render_report
from prep.embeddings import PACKAGED_MODEL, Embedder
from prep.entailment import EntailmentModel
from prep.errors import BadInput
from prep.pair_files import read_pairs
from prep.progress import Progress, silent
from prep.project import digest, read_json, read_records, write_json, write_jsonl, write_text
from prep.question_map import place_questions
from prep.records import Audit, Finding, Pair, Rejection
from prep.remembered import Remembered
from prep.second_opinion import ranked
from prep.stored_audit import as_stored, from_stored
from prep.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class AuditedFile:
    """A file's pairs, the rows that are none, and what the audit says."""

    pairs: Sequence[Pair]
    malformed: Sequence[Rejection]
    audit: Audit


def folder_of(path: Path) -> Path:
    """Where the audit of a file lies."""
    return Path(f"{path}.audit")


def is_file_of_pairs(source: str) -> bool:
    """Whether a word on the command line means a file rather than a project; BadInput where that file is missing."""
    path = Path(source)
    if path.is_file():
        return True
    if path.suffix.lower() in (".jsonl", ".json", ".ndjson", ".csv", ".txt") and not path.exists():
        raise BadInput(
            f"{source}: expected a file of instruction/response rows, found nothing. Check the path, or name a project."
        )
    return False


@uncollected()
def audit_file(
    path: Path,
    *,
    embedding_model: str = PACKAGED_MODEL,
    second_opinion: EntailmentModel | None = None,
    progress: Progress = silent,
) -> AuditedFile:
    """Audit a file and write the folder beside it. `second_opinion`: a model by which conflicts are ranked besides."""
    of_file = digest(path)
    pairs, malformed = read_pairs(path)
    folder = folder_of(path)
    embed = Embedder(embedding_model, folder / "embeddings.npz", progress)
    remembered = Remembered(folder / "remembered.json")
    found = audit(pairs, embed, as_worded=True, remembered=remembered, progress=progress)
    if second_opinion:
        found = ranked(found, pairs, second_opinion, remembered=remembered, progress=progress)
    places = place_questions(embed([pair.instruction for pair in pairs]), remembered)
    remembered.keep()
    write_jsonl(folder / "findings.jsonl", found.findings)
    write_jsonl(folder / "malformed.jsonl", map(_as_line, malformed))
    write_text(folder / "report.html", render_report(pairs, found, title=path.name, places=places))
    write_json(folder / "audit.json", {"file_digest": of_file, **as_stored(found)})
    return AuditedFile(pairs, malformed, found)


def audited_file(path: Path, *, embedding_model: str = PACKAGED_MODEL, progress: Progress = silent) -> AuditedFile:
    """The last audit of a file where that is of its present bytes, else a new one."""
    folder = folder_of(path)
    if (folder / "audit.json").is_file() and (folder / "findings.jsonl").is_file():
        stored = read_json(folder / "audit.json")
        if stored.get("file_digest") == digest(path):
            findings = read_records(folder / "findings.jsonl", Finding)
            pairs, malformed = read_pairs(path)
            return AuditedFile(pairs, malformed, from_stored(stored, findings))
    return audit_file(path, embedding_model=embedding_model, progress=progress)


def _as_line(row: Rejection) -> dict[str, object]:
    return {"line": int(row.source.rpartition(":")[2]), "reason": row.evidence}
