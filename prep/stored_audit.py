"""An audit as it stands in audit.json and findings.jsonl."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from pydantic import TypeAdapter

from prep.records import Audit, Finding


def as_stored(audit: Audit) -> dict[str, Any]:
    """What goes into audit.json: all but the findings, which have a file of their own."""
    return {name: value for name, value in asdict(audit).items() if name != "findings"}


def from_stored(stored: Mapping[str, Any], findings: Sequence[Finding]) -> Audit:
    """The audit again. What an earlier version did not write yet is as if there were none of it."""
    known = {field.name: stored[field.name] for field in fields(Audit) if field.name in stored}
    return TypeAdapter(Audit).validate_python({**known, "findings": findings})
