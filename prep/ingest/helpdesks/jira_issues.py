"""What Jira's exports tell of an issue, in one form for all of them."""

from dataclasses import dataclass

from prep.ingest.helpdesks.staff import NOBODY, Who


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment. `public` is None when the export does not say whether customers could see it."""

    issue: str  # key or id
    comment_id: str
    text: str
    author: Who
    source: str
    written_at: str = ""
    public: bool | None = None
    role: str = ""  # what Jira itself says of the account: "customer", "app"
    unreadable: str = ""  # why there is no text
    is_wiki: bool = False  # in Jira's markup


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue."""

    key: str
    issue_id: str
    summary: str
    description: str
    source: str
    reporter: Who = NOBODY
    creator: Who = NOBODY
    assignee: Who = NOBODY
    creator_role: str = ""
    created_at: str = ""
    updated_at: str = ""
    status: str = ""
    topic: str = ""
    tags: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    n_comments: int = 0  # that Jira counts
    is_wiki: bool = False  # the description
    truncated: bool = False
