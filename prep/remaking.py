"""A changed glossary, and what was put back of cuts, taken in: the pairs are made again from the project's tickets,
without the export.

Says what a person said about shorthand as well, because both the command line and the page do so before.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.process import extract

from prep.cuts import with_restored
from prep.errors import BadInput
from prep.glossary import (
    Entry,
    Glossary,
    Said,
    last_press,
    mine_glossary,
    read_glossary,
    standing,
    with_proposals,
    with_said,
    write_glossary,
)
from prep.glossary.questions import Question, ask, senses_in_words, worth_asking
from prep.glossary.said import Action
from prep.held_back import held_back
from prep.plurals import many
from prep.prepare import pair_tickets
from prep.progress import Progress, silent
from prep.project import (
    Project,
    append_rows,
    digest,
    need,
    read_appended,
    read_json,
    read_records,
    update_settings,
    write_jsonl,
)
from prep.records import Edit, Pair, Rejection, Ticket
from prep.rewriter import with_known_rewrites
from prep.stored_audit import read_last_audit
from prep.threads import read_cleaned, read_restored, read_threads

_NEAR = 5  # short forms named where one does not exist
_WITH_MEANING = re.compile(r"(?P<form>[^\s=:]+)\s*[=:]\s*(?P<meaning>\S.*)")  # EL=earned leave


@dataclass(frozen=True, slots=True)
class Remade:
    """What making the pairs again changed."""

    n_pairs: int
    n_changed: int  # the same pair in other words
    n_new: int
    n_gone: int


def remake_pairs(project: Project, *, now: Callable[[], str], progress: Progress = silent) -> Remade:
    """Make the pairs again with what a person says about shorthand and cuts, and write them as preparation does.

    What the import set aside stays set aside. A fault leaves the project as it was.
    """
    command = f"pairwright prep {project.argument} EXPORT"
    heard = said_digest(project)  # what is said from now on waits for the next time
    tickets, restored = read_cleaned(project), read_restored(project)
    before = {pair.pair_id: pair for pair in read_records(need(project.pairs, command), Pair)}
    known = with_proposals(glossary_now(project), mine_glossary(tickets))
    set_aside = _set_aside_by_import(project, tickets)
    made = pair_tickets(tickets, known, set_aside, restored=restored, progress=progress)
    threads = [with_restored(ticket, restored) for ticket in tickets]
    pairs, edits = with_known_rewrites(project, threads, made.pairs, made.edits, made.glossary)
    write_glossary(project.glossary, made.glossary)
    write_jsonl(project.rejected, made.rejections)
    write_jsonl(project.provenance, edits)
    write_jsonl(project.pairs, pairs)
    update_settings(project, {"glossary": {"remade_at": now(), "said_digest": heard}})
    after = {pair.pair_id: pair for pair in pairs}
    return Remade(
        len(after),
        sum(pair_id in before and before[pair_id] != pair for pair_id, pair in after.items()),
        len(after.keys() - before.keys()),
        len(before.keys() - after.keys()),
    )


def is_taken_in(project: Project) -> bool:
    """Whether the pairs were made with all that a person said about shorthand and cuts."""
    stored = read_json(project.settings).get("glossary") or {}
    return stored.get("said_digest", "") == said_digest(project)


def said_digest(project: Project) -> str:
    """Changes with every line that a person says about shorthand or cuts; "" before the first."""
    return "+".join(digest(log) for log in (project.glossary_said, project.cuts_said) if log.is_file())


def read_said(project: Project) -> list[Said]:
    """Every line that a person said about shorthand."""
    return read_appended(project.glossary_said, Said)


def say(project: Project, lines: Sequence[Said], at: str) -> None:
    """Add what was said at once to the append-only log; it is on disk when this returns."""
    for line in lines:
        if line.action == "accept" and not line.meaning.strip():
            raise BadInput(
                f"{line.shorthand}: expected a meaning, got none, and the tickets propose none. Say what it means, or "
                "ignore it."
            )
    append_rows(project.glossary_said, [replace(line, said_at=at) for line in lines])


def say_meanings(
    project: Project,
    action: Action,
    forms: Sequence[str],
    *,
    means: str = "",
    topics: Sequence[str] = (),
    near: Sequence[str] = (),
    proposed: bool = False,
    by: str,
    at: str,
) -> tuple[str, ...]:
    """Accept or ignore these short forms; `means` or else what is proposed, `proposed`: every proposal as well,
    but for words cut short, which may be words of their own.
    """
    if means and len(forms) != 1:
        raise BadInput(
            f"glossary: expected one shorthand for the meaning {means!r}, got {len(forms)}. Say one at a time."
        )
    _check_topics(project, topics)
    entries = glossary_now(project).entries
    if proposed:
        forms = [
            *forms,
            *(short for short, entry in entries.items() if entry.meaning and not (entry.confirmed_by or entry.is_cut)),
        ]
    if action == "accept" and not means:
        _check_meanings(project, forms, entries)
    meanings = {form: means or (entries[form].meaning if form in entries else "") for form in forms}
    if action == "ignore":
        meanings = dict.fromkeys(forms, "")
    lines = [Said(form, action, meaning, tuple(topics), tuple(near), by) for form, meaning in meanings.items()]
    say(project, lines, at)
    return tuple(meanings)


def _check_meanings(project: Project, forms: Sequence[str], entries: Mapping[str, Entry]) -> None:
    """BadInput for a form that nobody gives a meaning, neither now nor so far: what to write instead."""
    command = f"pairwright glossary {project.argument}"
    said = _WITH_MEANING.fullmatch("=".join(forms))
    if said and (" " in said["meaning"] or len(forms) == 1):
        raise BadInput(
            f"glossary accept: expected short forms, got the meaning {said['meaning']!r} as well. It goes behind "
            f'--means: `{command} accept {said["form"]} --means "{said["meaning"]}"`.'
        )
    for form in forms:
        if form in entries and entries[form].meaning:
            continue
        unused = in_no_ticket(project, [form])
        say_it = f'`{command} accept {next(iter(unused.get(form, ())), form)} --means "…"`'
        if form in entries or form not in unused:
            raise BadInput(
                f"glossary accept: expected what {form} means, got nothing, and nothing is proposed. Say it with "
                f"{say_it}, or leave it as it is with `{command} ignore {form}`."
            )
        listed = [one.shorthand for one in read_questions(project)]
        near = ", ".join(unused[form] or [match[0] for match in extract(form, listed, limit=_NEAR)]) or "none"
        raise BadInput(
            f"glossary accept: expected a shorthand of this project, got {form!r}. Nearest: {near}; `{command}` lists "
            f"all. Check it, or say what it means with {say_it}."
        )


def said_in_words(action: Action, forms: Sequence[str], questions: Iterable[Question]) -> list[str]:
    """What was done about each short form, and what hangs on it."""
    known = {one.shorthand: one for one in questions}
    lines = []
    for form in forms:
        one = known.get(form)
        n_pairs, meaning = (one.n_pairs, one.meaning or senses_in_words(one.senses)) if one else (0, "")
        done = {
            "accept": f"means «{meaning}»" if meaning else "accepted",
            "ignore": "is no shorthand and stays as it is",
            "undo": f"taken back: {one.state if one else 'not in the glossary'}",
        }[action]
        lines.append(f"{form}: {done}; {many(n_pairs, 'pair has', 'pairs have') if n_pairs else 'no pair has'} it")
    return lines


def _check_topics(project: Project, topics: Sequence[str]) -> None:
    """BadInput for a topic that no ticket has: a meaning for it would apply nowhere, and the form mean nothing else."""
    if not topics:
        return
    known = sorted({ticket.topic for ticket in read_records(project.tickets, Ticket) if ticket.topic})
    if unknown := [topic for topic in topics if topic not in known]:
        raise BadInput(
            f"glossary --topic: expected a topic of this project's tickets, got {unknown[0]!r}. "
            f"They are: {', '.join(known) or 'none'}."
        )


def in_no_ticket(project: Project, forms: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Those of the forms that no ticket uses as they are written, so that saying what they mean changes nothing; with
    each the other spellings that tickets have: CC for cc.
    """
    texts = [
        text
        for ticket in read_threads(project)
        for text in (ticket.subject, *(message.text for message in ticket.messages))
    ]
    unused = {}
    for form in forms:
        written = re.compile(rf"(?<![\w&/]){re.escape(form)}(?![\w&/])", re.IGNORECASE)
        spellings = sorted({found for text in texts for found in written.findall(text)})
        only = Glossary({form: Entry(form, form, "a person")})
        if not any(map(only.find, spellings)):
            unused[form] = tuple(spellings)
    return unused


def unsay(project: Project, shorthand: Sequence[str], at: str) -> tuple[str, ...]:
    """Take back the last word on each of these, or on what was decided last; which were taken back."""
    log = read_said(project)
    counting = standing(log)
    taken = tuple(short for short in shorthand if short in counting) if shorthand else last_press(log)
    say(project, [Said(short, "undo") for short in taken], at)
    return taken


def glossary_now(project: Project) -> Glossary:
    """The project's glossary with what a person said since the pairs were made."""
    return with_said(read_glossary(project.glossary), read_said(project))


def read_questions(project: Project) -> tuple[Question, ...]:
    """Each shorthand of the project with what hangs on it."""
    command = f"pairwright prep {project.argument} EXPORT"
    pairs = read_records(need(project.pairs, command), Pair)
    sealed = held_back(project, read_last_audit(project))
    return ask(glossary_now(project), pairs, read_records(need(project.provenance, command), Edit), sealed)


def open_shorthand(project: Project, pairs: Sequence[Pair]) -> dict[str, int]:
    """The shorthand that nobody decided on and that these pairs hold, with how many of them hold it."""
    return {one.shorthand: one.n_pairs for one in worth_asking(ask(glossary_now(project), pairs, ()))}


def _set_aside_by_import(project: Project, tickets: Sequence[Ticket]) -> list[Rejection]:
    """The rejections that the import wrote before those of the tickets that made no pair.

    The import's summary counts them; a project without one keeps what belongs to no ticket.
    """
    rejections = read_records(project.rejected, Rejection) if project.rejected.is_file() else []
    if project.import_summary.is_file():
        stored = read_json(project.import_summary)
        if stored.get("tickets_digest") == digest(project.tickets):
            return rejections[: sum(each["n"] for each in stored.get("left_out", ()))]
    known = {ticket.ticket_id for ticket in tickets}
    return [rejection for rejection in rejections if rejection.ticket_id not in known]
