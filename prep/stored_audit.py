"""An audit as it stands in audit.json and findings.jsonl."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from pydantic import TypeAdapter

from prep.project import Project, read_json, read_records
from prep.records import Audit, Finding


def as_stored(audit: Audit) -> dict[str, Any]:
    """What goes into audit.json: all but the findings, which have a file of their own."""
    return {name: value for name, value in asdict(replace(audit, findings=())).items() if name != "findings"}


def read_last_audit(project: Project) -> Audit | None:
    """The last audit, whether of today's pairs or not; None before the first."""
    if not project.audit.is_file():
        return None
    return from_stored(read_json(project.audit), read_records(project.findings, Finding))


def from_stored(stored: Mapping[str, Any], findings: Sequence[Finding]) -> Audit:
    """The audit again. What an earlier version did not write yet is as if there were none of it."""
    known = {field.name: stored[field.name] for field in fields(Audit) if field.name in stored}
    return TypeAdapter(Audit).validate_python({**known, "findings": findings})
