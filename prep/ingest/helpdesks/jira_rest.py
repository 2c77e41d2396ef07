"""Jira's REST API, v2 (wiki markup) and v3 (document trees): issues with their comments, or comments alone.

Field names: Atlassian, "Jira Cloud platform REST API" v3, Issues and Issue comments; airbytehq/airbyte source-jira
schemas. `jsdPublic` is Cloud's; on a server the comment property sd.public.comment says {"internal": true}, and only
when the properties were asked for.
"""

import re
from collections.abc import Mapping
from typing import Any

from prep.ingest.helpdesks.fields import text_id, text_of
from prep.ingest.helpdesks.jira_issues import Comment, Issue
from prep.ingest.helpdesks.jira_text import adf_text
from prep.ingest.helpdesks.staff import NOBODY, Who, who

_INTERNAL_PROPERTY = "sd.public.comment"
_FIELDS = ("summary", "issuetype", "project", "reporter", "comment")  # two of them tell an issue
_ISSUE_IN_ADDRESS = re.compile(r"/issue/([^/]+)/comment/")


def is_issue(row: Mapping[str, Any]) -> bool:
    fields = row.get("fields")
    return isinstance(fields, dict) and isinstance(row.get("key"), str) and sum(name in fields for name in _FIELDS) >= 2


def is_comment(row: Mapping[str, Any]) -> bool:
    """Whether a row is a comment that stands alone."""
    return (
        isinstance(row.get("body"), str | dict)
        and "created" in row
        and ("jsdPublic" in row or _ISSUE_IN_ADDRESS.search(text_of(row, "self")) is not None)
    )


def issue_of(row: Mapping[str, Any], source: str) -> Issue:
    fields = row["fields"]
    key = text_id(row.get("key"))
    thread = fields.get("comment")
    thread = thread if isinstance(thread, dict) else {}
    listed = thread.get("comments")
    comments = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    total = thread.get("total")
    text, _ = _text(fields.get("description"))
    return Issue(
        key=key,
        issue_id=text_id(row.get("id")),
        summary=text_of(fields, "summary"),
        description=text,
        source=source,
        reporter=account(fields.get("reporter")),
        creator=account(fields.get("creator")),
        assignee=account(fields.get("assignee")),
        creator_role=_role(fields.get("creator")),
        created_at=text_of(fields, "created"),
        updated_at=text_of(fields, "updated"),
        status=_name(fields.get("status")),
        topic=_request_type(fields) or _name(fields.get("issuetype")),
        tags=tuple(str(label) for label in fields["labels"]) if isinstance(fields.get("labels"), list) else (),
        comments=tuple(comment_of(each, source, issue=key) for each in comments),
        is_wiki=isinstance(fields.get("description"), str),
        n_comments=total if isinstance(total, int) else 0,
    )


def comment_of(row: Mapping[str, Any], source: str, issue: str = "") -> Comment:
    address = _ISSUE_IN_ADDRESS.search(text_of(row, "self"))
    text, unreadable = _text(row.get("body"))
    return Comment(
        issue=issue or text_id(row.get("issueId")) or text_id(row.get("issueKey")) or (address[1] if address else ""),
        comment_id=text_id(row.get("id")),
        text=text,
        author=account(row.get("author")),
        source=source,
        written_at=text_of(row, "created"),
        public=_is_public(row),
        role=_role(row.get("author")),
        unreadable=unreadable,
        is_wiki=isinstance(row.get("body"), str),
    )


def account(value: Any) -> Who:
    """An account of Cloud (accountId) or of a server (name, key). The display name is shared by others."""
    if not isinstance(value, dict):
        return NOBODY
    ids = [text_id(value.get(name)) for name in ("accountId", "name", "key")]
    ids = [each for each in ids if each]
    names = (text_of(value, "displayName").strip(), text_of(value, "emailAddress").strip())
    found = who(ids[0] if ids else "", *ids, *names)
    return Who(found.person_id, frozenset(each.casefold() for each in ids), found.names)


def _is_public(row: Mapping[str, Any]) -> bool | None:
    """None when the export does not say."""
    properties = row.get("properties")
    listed = [each for each in properties if isinstance(each, dict)] if isinstance(properties, list) else []
    mark = next((each.get("value") for each in listed if each.get("key") == _INTERNAL_PROPERTY), None)
    if row.get("visibility") or row.get("jsdPublic") is False:
        return False
    if isinstance(mark, dict):
        return str(mark.get("internal")).casefold() != "true"
    return True if row.get("jsdPublic") is True or isinstance(properties, list) else None


def _role(value: Any) -> str:
    return text_of(value, "accountType") if isinstance(value, dict) else ""


def _name(value: Any) -> str:
    return text_of(value, "name") if isinstance(value, dict) else ""


def _request_type(fields: Mapping[str, Any]) -> str:
    """The request type that a service project's custom field holds."""
    found = (value.get("requestType") for value in fields.values() if isinstance(value, dict))
    return next((name for each in found if (name := _name(each))), "")


def _text(value: Any) -> tuple[str, str]:
    """Wiki markup as it is, or the text of a tree; and why there is none."""
    if isinstance(value, str):
        return value, ""
    if not isinstance(value, dict):
        return "", ""
    try:
        return adf_text(value), ""
    except RecursionError:
        return "", "its document tree is nested too deep"
