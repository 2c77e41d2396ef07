"""Jira Service Management: issue searches as CSV, and issues and comments of its REST API.

The rows are read in jira_csv and jira_rest. Here is decided who speaks and what customers could see: the CSV marks no
internal comments, so a person must say what they are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from prep.courtesy import strip_courtesy
from prep.errors import BadInput
from prep.holding import Hold, pickle_by_arguments
from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks import jira_csv, jira_rest
from prep.ingest.helpdesks.jira_issues import Comment, Issue
from prep.ingest.helpdesks.jira_text import wiki_text
from prep.ingest.helpdesks.staff import Staff, Who, ask_for_agents, opening_author
from prep.ingest.helpdesks.told import Asked, Helpdesk, Opened, Said, Told
from prep.ingest.picked import Grouped, sorted_by_kind
from prep.ingest.roles import address_in
from prep.ingest.times import read_time
from prep.plurals import many
from prep.records import Author, MessageKind, Person

_ISSUE, _LISTED, _COMMENT = "issue", "listed issue", "comment"
_PORTAL_ROLE, _APP_ROLE = (
    "customer",
    "app",
)  # accountType: who has an account in the portal only; integrations and rules
_PORTAL_ACCOUNT = "qm:"  # how the ids of such accounts begin
_MACHINES = ("557058:f58131cb-b67d-43c7-b30d-6b58d40bd077",)  # Automation for Jira, on every Cloud site
_ALL, _LAST_STAFF = "all", "last-staff"  # the answers to --map comments


pickle_by_arguments(Comment, Issue)


def _kind(row: Mapping[str, Any]) -> str:
    if jira_rest.is_issue(row):
        return _ISSUE
    if jira_rest.is_comment(row):
        return _COMMENT
    if jira_csv.is_listed(row):
        return _LISTED
    return _ISSUE if jira_csv.is_issue(row) else ""


def _tell(rows: Iterable[JsonRow], asked: Asked, hold: Hold) -> Told:
    by_kind = sorted_by_kind(rows, _kind, hold)
    issues = hold(chain(map(_issue_of, by_kind[_ISSUE]), map(jira_csv.listed_issue, by_kind[_LISTED])))
    alone = hold(jira_rest.comment_of(row.value, row.source) for row in by_kind[_COMMENT])
    if any(issue.comments for issue in issues):
        _refuse_without_reporters(by_kind[_ISSUE])
    export = _Export(issues, alone)
    staff = Staff(export.everybody(), evident=export.evident_staff(), machines=export.machines(), asked=asked)
    people = _people(export, staff)
    names = {account: person.name for account, person in people.items()}
    messages = hold(message for key in export for message in _said(key, export, staff, names, asked))
    asked_about = (message for message in messages if message.ticket_id in export.issues)
    ask_for_agents(asked_about, names, "export the issues with their assignees (CSV, all fields)")
    for_others: list[str] = []
    opened = hold(_opened(issues, messages, staff, people, names, for_others))
    warnings = list(_warnings(export, asked, messages))
    if for_others:
        warnings.append(
            f"{many(len(for_others), 'issue was', 'issues were')} created by somebody else than the reporter and "
            "answered "
            "by staff: the description was taken for the reporter's question."
        )
    if n_other := len(by_kind[""]):
        warnings.append(f"Not used: {many(n_other, 'row that is', 'rows that are')} neither issue nor comment.")
    return Told(opened, messages, people, warnings=tuple(warnings))


def _issue_of(row: JsonRow) -> Issue:
    return jira_rest.issue_of(row.value, row.source) if _is_of_rest(row) else jira_csv.issue_of(row)


def _is_of_rest(row: JsonRow) -> bool:
    return isinstance(row.value.get("fields"), dict)


class _Export:
    """Issues by key, and the comments of each, those that came alone among them."""

    def __init__(self, issues: Sequence[Issue], alone: Sequence[Comment]) -> None:
        keys = {issue.issue_id: issue.key for issue in issues if issue.issue_id}
        self.issues = Grouped(issues, lambda issue: issue.key)
        self._alone = Grouped(alone, lambda comment: keys.get(comment.issue, comment.issue))

    def __iter__(self) -> Iterator[str]:
        """The keys of issues, then those that comments alone name."""
        yield from self.issues
        yield from (key for key in self._alone if key not in self.issues)

    def thread(self, key: str) -> list[Comment]:
        within = (comment for issue in self.issues.of(key) for comment in issue.comments)
        return [*within, *self._alone.of(key)]

    def last_issues(self) -> Iterator[Issue]:
        """Each issue as the last file has it."""
        return (issue for key in self.issues if (issue := self.issues.last(key)))

    def comments(self) -> Iterator[Comment]:
        return (comment for key in self for comment in self.thread(key))

    def everybody(self) -> Iterator[Who]:
        for issue in self.last_issues():
            yield from (issue.reporter, issue.creator, issue.assignee)
        yield from (comment.author for comment in self.comments())

    def evident_staff(self) -> Iterator[Who]:
        """Whom issues were assigned to, and who wrote what customers do not see: Jira lets only staff do either."""
        yield from (issue.assignee for issue in self.last_issues())
        yield from (comment.author for comment in self.comments() if comment.public is False)

    def machines(self) -> set[str]:
        found = set(_MACHINES)
        for comment in self.comments():
            found |= comment.author.ids if comment.role == _APP_ROLE else frozenset()
        for issue in self.last_issues():
            found |= issue.creator.ids if issue.creator_role == _APP_ROLE else frozenset()
        return found


def _said(key: str, export: _Export, staff: Staff, names: Mapping[str, str], asked: Asked) -> Iterable[Said]:
    issue = export.issues.last(key) or Issue(key, "", "", "", "")
    comments = export.thread(key)
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
    messages: Sequence[Said],
    staff: Staff,
    people: Mapping[str, Person],
    names: Mapping[str, str],
    for_others: list[str],
) -> Iterator[Opened]:
    """The tickets; `for_others` gets those whose text somebody entered for the reporter."""
    said = Grouped(messages, lambda message: message.ticket_id)
    for issue in issues:
        creator = issue.creator if issue.creator.ids else issue.reporter
        is_requester = creator.is_same(issue.reporter)
        role = staff.author(creator, issue.reporter, issue.assignee)
        author = opening_author(role, is_requester=is_requester, messages=said.of(issue.key))
        for_others += [issue.key] if author == "customer" and not is_requester else []
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
        yield Opened(
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


def _people(export: _Export, staff: Staff) -> dict[str, Person]:
    """Everybody whom the export names, by account."""
    known: dict[str, dict[Who, None]] = defaultdict(dict)
    for each in export.everybody():
        known[each.person_id][each] = None
    known.pop("", None)
    reporters = {each for issue in export.last_issues() for each in issue.reporter.ids}
    return {person_id: _person(person_id, list(found), staff, reporters) for person_id, found in known.items()}


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


def _refuse_without_reporters(issues: Iterable[JsonRow]) -> None:
    """BadInput when no column of a CSV tells who asked."""
    searched = (row for row in issues if not _is_of_rest(row))
    first = next(searched, None)
    if first and not any(jira_csv.knows_reporters(row.value) for row in chain((first,), searched)):
        raise BadInput(
            f"{first.source}: expected the columns Reporter and Reporter Id, which tell who asked, got comments "
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
                f"--map comments=last-staff says; "
                f"{many(n_internal, 'other comment counts', 'other comments count')} as internal. Nothing "
                "in the export shows it: look through the answers for internal remarks."
            ),
        }[choice]
    short = [
        issue.key
        for issue in export.last_issues()
        if issue.n_comments and len({comment.comment_id for comment in export.thread(issue.key)}) < issue.n_comments
    ]
    if short:
        yield (
            f"{many(len(short), 'issue has', 'issues have')} more comments in Jira than in this export "
            f"({', '.join(short[:8])}): fetch them from /rest/api/3/issue/KEY/comment and add the file."
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
