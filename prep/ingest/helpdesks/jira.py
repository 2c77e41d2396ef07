"""Jira Service Management: issue searches as CSV, and issues and comments of its REST API.

The rows are read in jira_csv and jira_rest. Here is decided who speaks and what customers could see: the CSV marks no
internal comments, so a person must say what they are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from prep.courtesy import strip_courtesy
from prep.errors import BadInput
from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks import jira_csv, jira_rest
from prep.ingest.helpdesks.jira_issues import Comment, Issue
from prep.ingest.helpdesks.jira_text import wiki_text
from prep.ingest.helpdesks.staff import Staff, Who, ask_for_agents, opening_author
from prep.ingest.helpdesks.told import Asked, Helpdesk, Opened, Said, Told
from prep.ingest.roles import address_in
from prep.ingest.times import read_time
from prep.records import Author, MessageKind, Person

_ISSUE, _LISTED, _COMMENT = "issue", "listed issue", "comment"
_PORTAL_ROLE, _APP_ROLE = (
    "customer",
    "app",
)  # accountType: who has an account in the portal only; integrations and rules
_PORTAL_ACCOUNT = "qm:"  # how the ids of such accounts begin
_MACHINES = ("557058:f58131cb-b67d-43c7-b30d-6b58d40bd077",)  # Automation for Jira, on every Cloud site
_ALL, _LAST_STAFF = "all", "last-staff"  # the answers to --map comments


def _kind(row: Mapping[str, Any]) -> str:
    if jira_rest.is_issue(row):
        return _ISSUE
    if jira_rest.is_comment(row):
        return _COMMENT
    if jira_csv.is_listed(row):
        return _LISTED
    return _ISSUE if jira_csv.is_issue(row) else ""


def _tell(rows: Sequence[JsonRow], asked: Asked) -> Told:
    issues: list[Issue] = []
    alone: list[Comment] = []
    searched: list[JsonRow] = []
    n_other = 0
    for row in rows:
        kind = _kind(row.value)
        if kind == _ISSUE and isinstance(row.value.get("fields"), dict):
            issues.append(jira_rest.issue_of(row.value, row.source))
        elif kind == _ISSUE:
            searched.append(row)
            issues.append(jira_csv.issue_of(row))
        elif kind == _LISTED:
            issues.append(jira_csv.listed_issue(row))
        elif kind == _COMMENT:
            alone.append(jira_rest.comment_of(row.value, row.source))
        else:
            n_other += 1
    if searched and any(issue.comments for issue in issues):
        _refuse_without_reporters(searched)
    export = _Export(issues, alone)
    staff = Staff(export.everybody(), evident=export.evident_staff(), machines=export.machines(), asked=asked)
    people = _people(export, staff)
    names = {account: person.name for account, person in people.items()}
    messages = [message for key in export.threads for message in _said(key, export, staff, names, asked)]
    asked_about = [message for message in messages if message.ticket_id in export.issues]
    ask_for_agents(asked_about, names, "export the issues with their assignees (CSV, all fields)")
    opened, n_for_others = _opened(issues, messages, staff, people, names)
    warnings = list(_warnings(export, asked, messages))
    if n_for_others:
        warnings.append(
            f"{n_for_others} issues were created by somebody else than their reporter and answered by staff: their "
            "description was taken for the reporter's question."
        )
    if n_other:
        warnings.append(f"{n_other} rows that are neither issue nor comment were not used.")
    return Told(tuple(opened), tuple(messages), people, warnings=tuple(warnings))


class _Export:
    """Issues by key, and the comments of each, those that came alone among them."""

    def __init__(self, issues: Sequence[Issue], alone: Iterable[Comment]) -> None:
        self.issues = {issue.key: issue for issue in issues}
        keys = {issue.issue_id: issue.key for issue in issues if issue.issue_id}
        self.threads: dict[str, list[Comment]] = defaultdict(list)
        for issue in issues:
            self.threads[issue.key] += issue.comments
        for comment in alone:
            self.threads[keys.get(comment.issue, comment.issue)].append(comment)

    def comments(self) -> Iterable[Comment]:
        return (comment for thread in self.threads.values() for comment in thread)

    def everybody(self) -> Iterable[Who]:
        for issue in self.issues.values():
            yield from (issue.reporter, issue.creator, issue.assignee)
        yield from (comment.author for comment in self.comments())

    def evident_staff(self) -> Iterable[Who]:
        """Whom issues were assigned to, and who wrote what customers do not see: Jira lets only staff do either."""
        yield from (issue.assignee for issue in self.issues.values())
        yield from (comment.author for comment in self.comments() if comment.public is False)

    def machines(self) -> set[str]:
        apps = [comment.author for comment in self.comments() if comment.role == _APP_ROLE]
        apps += [issue.creator for issue in self.issues.values() if issue.creator_role == _APP_ROLE]
        return {*_MACHINES, *(each for app in apps for each in app.ids)}


def _said(key: str, export: _Export, staff: Staff, names: Mapping[str, str], asked: Asked) -> Iterable[Said]:
    issue = export.issues.get(key, Issue(key, "", "", "", ""))
    comments = export.threads[key]
    authors = [_author(comment, issue, staff) for comment in comments]
    seen = _seen_by_customers(comments, authors, asked.settings.get("comments", ""))
    for comment, author, public in zip(comments, authors, seen, strict=True):
        kind: MessageKind = "comment" if public else "internal-note"
        if author == "automatic":
            kind = "auto-reply"
        yield Said(
            ticket_id=key,
            message_id=comment.comment_id,
            text=wiki_text(comment.text, names) if comment.is_wiki else comment.text,
            author=author,
            source=comment.source,
            person_id=comment.author.person_id,
            kind=kind,
            public=public,
            written_at=comment.written_at,
            text_format="text",
            left_out=("bad-row", comment.unreadable) if comment.unreadable else None,
        )


def _author(comment: Comment, issue: Issue, staff: Staff) -> Author:
    if comment.role == _PORTAL_ROLE or comment.author.person_id.startswith(_PORTAL_ACCOUNT):
        return "customer"
    return staff.author(comment.author, issue.reporter, issue.assignee)


def _seen_by_customers(comments: Sequence[Comment], authors: Sequence[Author], choice: str) -> list[bool]:
    """Whether customers could see each comment. BadInput when neither the export nor the person says so."""
    if choice not in ("", _ALL, _LAST_STAFF):
        raise BadInput(f"--map comments: expected {_ALL} or {_LAST_STAFF}, got {choice[:60]!r}. Choose one of the two.")
    unsaid = [
        place
        for place, (comment, author) in enumerate(zip(comments, authors, strict=True))
        if comment.public is None and author not in ("customer", "automatic")
    ]
    if unsaid and not choice:
        raise BadInput(
            f"{comments[unsaid[0]].source}: expected to learn which comments customers could see, got comments that "
            f"are not marked internal or public (Jira's CSV marks none). Say --map comments={_ALL} (customers saw all "
            f"of them) or --map comments={_LAST_STAFF} (only the last staff comment of an issue answers), or export "
            "through the REST API, whose comments have jsdPublic."
        )
    answers = set(unsaid)
    if choice == _LAST_STAFF:
        answers = set(_before_thanks(_oldest_first(list(range(len(comments))), comments), comments, authors)[-1:])
    return [
        (place in answers or place not in unsaid) if comment.public is None else comment.public
        for place, comment in enumerate(comments)
    ]


def _before_thanks(places: Sequence[int], comments: Sequence[Comment], authors: Sequence[Author]) -> list[int]:
    """The unmarked staff comments up to the customer's last thanks: what staff write after it is for themselves."""
    said: list[int] = []
    thanked: list[int] = []
    for place in places:
        if authors[place] == "customer":
            thanked = said if not strip_courtesy(comments[place].text).text else []
            said = list(said)
        elif authors[place] == "agent" and comments[place].public is None:
            said.append(place)
    return thanked or said


def _oldest_first(places: list[int], comments: Sequence[Comment]) -> list[int]:
    times = {place: read_time(comments[place].written_at).at for place in places}
    return sorted(places, key=lambda place: times[place]) if all(times.values()) else places


def _opened(
    issues: Iterable[Issue],
    messages: Iterable[Said],
    staff: Staff,
    people: Mapping[str, Person],
    names: Mapping[str, str],
) -> tuple[list[Opened], int]:
    """The tickets, and how many of their texts somebody entered for the reporter."""
    said: dict[str, list[Said]] = defaultdict(list)
    for message in messages:
        said[message.ticket_id].append(message)
    opened, n_for_others = [], 0
    for issue in issues:
        creator = issue.creator if issue.creator.ids else issue.reporter
        is_requester = creator.is_same(issue.reporter)
        role = staff.author(creator, issue.reporter, issue.assignee)
        author = opening_author(role, is_requester=is_requester, messages=said[issue.key])
        n_for_others += author == "customer" and not is_requester
        kind: MessageKind = "system" if author == "automatic" else "comment"
        opening = Said(
            ticket_id=issue.key,
            message_id="0",
            text=wiki_text(issue.description, names) if issue.is_wiki else issue.description,
            author=author,
            source=issue.source,
            person_id=(issue.reporter if author == "customer" else creator).person_id,
            kind=kind,
            written_at=issue.created_at,
            text_format="text",
            truncated=issue.truncated,
        )
        involved = (issue.reporter, issue.creator, issue.assignee)
        opened.append(
            Opened(
                ticket_id=issue.key,
                subject=issue.summary,
                source=issue.source,
                opening=opening if issue.description.strip() else None,
                topic=issue.topic,
                tags=issue.tags,
                status=issue.status,
                people=tuple(people[each.person_id] for each in involved if each.person_id in people),
                updated_at=issue.updated_at,
            )
        )
    return opened, n_for_others


def _people(export: _Export, staff: Staff) -> dict[str, Person]:
    """Everybody whom the export names, by account."""
    known: dict[str, list[Who]] = defaultdict(list)
    for each in export.everybody():
        known[each.person_id].append(each)
    known.pop("", None)
    reporters = {each for issue in export.issues.values() for each in issue.reporter.ids}
    return {person_id: _person(person_id, found, staff, reporters) for person_id, found in known.items()}


def _person(person_id: str, found: Sequence[Who], staff: Staff, reporters: Collection[str]) -> Person:
    ids = frozenset(each for one in found for each in one.ids)
    names = list(dict.fromkeys(name for one in found for name in one.names))
    emails = tuple(name for name in names if address_in(name) == name.casefold())
    shown = [name for name in names if name not in emails and (name.casefold() not in ids or " " in name)]
    author: Author = "unknown"
    if staff.is_machine(found[0]):
        author = "automatic"
    elif any(map(staff.has, found)):
        author = "agent"
    elif not ids.isdisjoint(reporters):
        author = "customer"
    return Person(
        person_id,
        author,
        name=shown[0] if shown else "",
        emails=emails,
        ids=tuple(name for name in names if name.casefold() in ids and name not in (*emails, *shown)),
    )


def _refuse_without_reporters(searched: Sequence[JsonRow]) -> None:
    """BadInput when no column of a CSV tells who asked."""
    if not any(jira_csv.knows_reporters(row.value) for row in searched):
        raise BadInput(
            f"{searched[0].source}: expected the columns Reporter and Reporter Id, which tell who asked, got comments "
            "without them. Export again with all fields: Export > CSV (all fields)."
        )


def _warnings(export: _Export, asked: Asked, messages: Sequence[Said]) -> Iterable[str]:
    choice = asked.settings.get("comments", "")
    if choice and any(comment.public is None for comment in export.comments()):
        n_internal = sum(message.kind == "internal-note" for message in messages)
        yield {
            _ALL: "Comments without a mark were all taken as seen by customers, as --map comments=all says.",
            _LAST_STAFF: (
                "Only the last staff comment of each issue (before a customer's thanks) was taken as an answer, as "
                f"--map comments=last-staff says; {n_internal} other comments count as internal. Nothing in the export "
                "shows it: look through the answers for internal remarks."
            ),
        }[choice]
    short = [
        key
        for key, issue in export.issues.items()
        if len({c.comment_id for c in export.threads[key]}) < issue.n_comments
    ]
    if short:
        yield (
            f"{len(short)} issues have more comments in Jira than in this export ({', '.join(short[:8])}): fetch them "
            "from /rest/api/3/issue/KEY/comment and add the file."
        )


JIRA = Helpdesk(
    name="jira",
    label="Jira Service Management",
    kind=_kind,
    tell=_tell,
    with_answers=(
        "Jira's comments come with Export > CSV (all fields) of an issue search, or through the REST API "
        "(/rest/api/3/search/jql with fields=*all, or /rest/api/3/issue/KEY/comment); the data pipeline of Data Center "
        "has none. Add that file."
    ),
)
