"""An import in words, the same in the terminal and on the page."""

from collections.abc import Mapping
from datetime import datetime

from prep.import_summary import ImportSummary
from prep.ingest.helpdesks import HELPDESKS
from prep.plurals import many
from prep.records import Import, Message

_LABELS = {
    **{name: helpdesk.label for name, helpdesk in HELPDESKS.items()},
    "zendesk": "Zendesk",
    "table": "a table",
    "mbox": "mails",
    "transcript": "chat transcripts",
}
_NAMED_IN = {  # where an export of this kind says who its people are
    "zendesk": "the export's users file",
    "freshdesk": "the export's contacts and agents files",
    "intercom": "the export's contacts and admins files",
    "hubspot": "the export's actors and contacts files",
    "front": "the export's teammates and contacts files",
    "zammad": "the export's users file",
    "osticket": "the tables user, user_email and staff",
    "table": "columns with names and addresses (such as «Customer name», «Agent email»)",
}
_CANNOT_TELL = {"transcript": "a transcript", "mbox": "a mailbox"}
_ROW = {"mbox": "mail", "transcript": "turn"}


def read_as(summary: ImportSummary) -> str:
    """ "Read as Zendesk: tickets.jsonl holds Zendesk tickets"."""
    return f"Read as {called(summary.export_format)}: {summary.because}"


def called(export_format: str) -> str:
    """The kind of export as a person calls it."""
    return _LABELS.get(export_format, export_format)


def title(summary: ImportSummary) -> str:
    """The finding in a sentence."""
    return f"{many(summary.n_tickets, 'ticket')} read, {answered(summary)}"


def answered(summary: ImportSummary) -> str:
    """ "1,690 with an agent's reply (96 %)"."""
    if summary.n_tickets == 1:
        return "with an agent's reply" if summary.n_answered else "without an agent's reply"
    if not summary.n_answered:
        return "none with an agent's reply"
    share = summary.n_answered / summary.n_tickets
    if summary.n_answered == summary.n_tickets:
        return "all with an agent's reply"
    return f"{summary.n_answered:,} with an agent's reply ({min(share, 0.99):.0%})".replace("%", " %")


def rows_named(summary: ImportSummary) -> str:
    """What the export's rows are called."""
    return f"{_row(summary)}s"


def ledger(summary: ImportSummary) -> str:
    """Where every row went: "5,829 rows = 5,600 messages + 229 left out"."""
    of_pairs = ("question with its answer", "questions with answers")
    kept = many(summary.n_rows_kept, *(of_pairs if summary.holds_pairs else ("message",)))
    said = f"{many(summary.n_rows, _row(summary))} = {kept} + {summary.n_left_out:,} left out"
    if summary.n_unaccounted:
        said += f" + {summary.n_unaccounted:,} that cannot be accounted for: please report this"
    return said


def dates(summary: ImportSummary) -> str:
    """ "14 Jan 2024 to 3 Mar 2026", with how many messages bear no time."""
    if not summary.first_at:
        return "no message bears a time that could be read"
    said = f"{_day(summary.first_at)} to {_day(summary.last_at)}"
    return f"{said}, {many(summary.n_undated, 'message')} without a time" if summary.n_undated else said


def authors(summary: ImportSummary) -> str:
    """Messages by author; the unknown are counted too, so that their absence can be seen."""
    return counts(summary.by_author)


def kinds(summary: ImportSummary) -> str:
    """Messages by kind."""
    return counts({kind.replace("-", " "): n for kind, n in summary.by_kind.items()})


def columns(summary: ImportSummary) -> str:
    """ "question ← Frage · answer ← Antwort"."""
    return " · ".join(f"{part} ← {column}" for part, column in summary.columns.items())


def settings(summary: ImportSummary) -> str:
    """What a person has said about the export."""
    return " · ".join(f"{name} = {value}" for name, value in summary.settings.items())


def facts(summary: ImportSummary) -> list[tuple[str, str]]:
    """Everything but what was left out, the notes and the examples; lines that say nothing are not there."""
    lines = [
        ("Tickets", f"{summary.n_tickets:,}, {answered(summary)}"),
        ("Dates", dates(summary)),
        ("Written by", authors(summary)),
        ("Kinds", kinds(summary)),
        ("Internal", internal(summary)),
        ("Cut short", f"{many(summary.n_truncated, 'message')} in the export itself" if summary.n_truncated else ""),
        ("Columns", columns(summary)),
        *(("", note) for note in summary.column_notes),
        ("You said", settings(summary)),
    ]
    return [(label, value) for label, value in lines if value]


def internal(summary: ImportSummary) -> str:
    """How many messages no customer saw, or that the export cannot tell."""
    cannot = _CANNOT_TELL.get(summary.export_format, "")
    if summary.export_format == "jira" and "comments" in summary.settings:
        cannot = "Jira's CSV"
    if cannot and not summary.n_internal:
        return f"{cannot} cannot tell internal notes, so all count as public"
    told = summary.export_format != "table" or summary.n_internal or {"public", "internal"} & summary.columns.keys()
    if told:
        return f"{many(summary.n_internal, 'message')} that no customer saw"
    said = "the table does not tell internal notes"
    column = "; where a column does, name it: --map internal=COLUMN or public=COLUMN"
    return said if summary.holds_pairs else f"{said}, so all count as public{column}"


def speaker(message: Message) -> str:
    """Who wrote a message, and what it is where that is no plain comment: "agent, internal note"."""
    kind = "internal note" if not message.public and message.kind == "comment" else message.kind.replace("-", " ")
    said = message.author if kind == "comment" else f"{message.author}, {kind}"
    return f"{said}, cut short" if message.truncated else said


def counts(numbers: Mapping[str, int]) -> str:
    """ "customer 2,900 · agent 2,500"."""
    return " · ".join(f"{name} {number:,}" for name, number in numbers.items()) or "none"


def _row(summary: ImportSummary) -> str:
    return _ROW.get(summary.export_format, "row")


def _day(moment: str) -> str:
    read = datetime.fromisoformat(moment)
    return f"{read.day} {read:%b %Y}"


def personal_data_left(imported: Import, n_left: int) -> str:
    """What a last look at everything written found of the people whom the export names."""
    n_people = len({person.person_id for ticket in imported.tickets for person in ticket.people})
    if not n_people:
        nobody = "Personal data: the export names nobody, so only what has a shape or a place of its own was replaced"
        return f"{nobody}{_who_would_name_them(imported.export_format)}"
    looked = f"Personal data: the export names {many(n_people, 'person', 'people')}"
    limit = "Other names that somebody only typed were looked for by their place alone, and may remain"
    if not n_left:
        return f"{looked}; of the values that it gives for them, none is left in what was written. {limit}"
    values = many(n_left, "of their known values is", "of their known values are")
    return f"{looked}; {values} still in what was written: look before you share it. {limit}"


def _who_would_name_them(export_format: str) -> str:
    named = _NAMED_IN.get(export_format)
    return f". Give {named} too, and the names in them are replaced" if named else ""
