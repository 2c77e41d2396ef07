"""Ticket lists that helpdesks export without replies, by columns that no other table has together.

Column names: Zendesk's full CSV export and its views, Freshdesk's ticket export, as people post them in the vendors'
forums; not one genuine file was at hand.
"""

from collections.abc import Collection

_LISTS: tuple[tuple[frozenset[str], str], ...] = (
    (
        frozenset(("requester", "assignee", "group", "subject", "id")),
        "This looks like a list of tickets from Zendesk. Its JSON export has the comments (Admin Center > Account > "
        "Tools > Reports > Export), as has /api/v2/tickets/ID/comments.json",
    ),
    (
        frozenset(("ticket id", "subject", "resolution status", "first response status")),
        "This looks like a list of tickets from Freshdesk. The conversations come from its API "
        "(/api/v2/tickets/ID/conversations), with the tickets (/api/v2/tickets?include=description)",
    ),
)


def export_with_replies(columns: Collection[str]) -> str:
    """Which export has the replies that a helpdesk's list lacks; "" for any other table."""
    names = {" ".join(column.casefold().split()) for column in columns}
    return next((advice for telling, advice in _LISTS if telling <= names), "")
