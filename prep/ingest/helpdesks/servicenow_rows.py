"""The fields of ServiceNow's rows, in each of the forms in which they are exported.

A list exported as XLSX has labels in its header where CSV and JSON have field names. With sysparm_display_value a field
is an object: {"display_value", "value"}, or {"display_value", "link"} and {"link", "value"} for references.
"""

from collections.abc import Mapping
from typing import Any

_LABELS: Mapping[str, str] = {
    "number": "Number",
    "sys_id": "Sys ID",
    "short_description": "Short description",
    "description": "Description",
    "caller_id": "Caller",
    "opened_by": "Opened by",
    "opened_at": "Opened",
    "assigned_to": "Assigned to",
    "assignment_group": "Assignment group",
    "resolved_by": "Resolved by",
    "closed_by": "Closed by",
    "close_notes": "Close notes",
    "state": "State",
    "category": "Category",
    "sys_created_on": "Created",
    "sys_created_by": "Created by",
    "sys_updated_on": "Updated",
    "comments": "Additional comments",
    "work_notes": "Work notes",
    "comments_and_work_notes": "Comments and Work notes",
    "element": "Element",
    "element_id": "Element ID",
    "value": "Value",
}


def has_field(row: Mapping[str, Any], field: str) -> bool:
    return field in row or _LABELS.get(field) in row


def value(row: Mapping[str, Any], field: str) -> str:
    """A field's own value; of a reference the sys_id, where the export has it."""
    found = _found(row, field)
    if isinstance(found, dict):
        address = str(found.get("link") or "")
        found = found.get("value") or address.rpartition("/")[2] or found.get("display_value")
    return _text(found)


def shown(row: Mapping[str, Any], field: str) -> str:
    """A field as people see it; of a reference the name, where the export has it."""
    found = _found(row, field)
    if isinstance(found, dict):
        found = found.get("display_value") or ("" if "link" in found else found.get("value"))
    return _text(found)


def _found(row: Mapping[str, Any], field: str) -> Any:
    return row.get(field, row.get(_LABELS.get(field, field)))


def _text(found: Any) -> str:
    return str(found).strip() if isinstance(found, str | int) and not isinstance(found, bool) else ""
