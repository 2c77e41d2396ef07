"""The commands of a person who looks at pairs: where one comes from, and which wait for a word."""

from collections.abc import Iterator
from typing import Annotated

import typer

from app_pages.clock import day_and_time
from prep.origins import Origins, Source
from prep.project import open_project
from prep.records import Decision, Edit
from terminal import Json, ProjectArgument, say, show_facts, show_json


def why(
    project: ProjectArgument,
    pair_id: Annotated[str, typer.Argument(metavar="PAIR_ID", help="As in pairs.jsonl.")],
    as_json: Json = False,
) -> None:
    """Where each sentence of a pair comes from, and what was changed."""
    from prep.why import explain

    origins = explain(open_project(project), pair_id)
    if as_json:
        show_json(origins)
        return
    pair = origins.pair
    say(" · ".join(filter(None, (pair.pair_id, f"ticket {pair.ticket_id}", pair.topic, pair.agent))))
    say()
    show_facts(list(_sentences(origins)))
    changes = [*map(_changed, origins.edits), *map(_decided, origins.decisions)]
    if changes:
        say("What was changed:")
        show_facts(changes)


def _sentences(origins: Origins) -> Iterator[tuple[str, str]]:
    for origin in origins.sentences:
        yield origin.side, origin.text
        for source in origin.sources:
            yield "  from", _place(source)
        if not origin.sources:
            yield "  from", "nowhere in the thread"
        if origin.unexplained and origin.sources:
            yield "  not said", f"{' '.join(origin.unexplained)} (no message of the thread has these words)"
        yield "", ""


def _place(source: Source) -> str:
    if source.kind == "glossary":
        return f"the glossary ({source.author or 'it depends on the words around'}): {source.quote}"
    if source.kind == "person":
        return f"a person, {day_and_time(source.at)}: «{source.quote}»"
    if source.kind == "subject":
        return f"the subject line of ticket {source.ticket_id}: «{source.quote}»"
    author = " ".join(filter(None, (source.author, source.who)))
    said_as = "message" if source.said_as == "comment" else source.said_as.replace("-", " ")
    where = f"{said_as} {source.message_id} of ticket {source.ticket_id}"
    return f"{author}, {day_and_time(source.at)}, {where}: «{source.quote}»"


def _changed(edit: Edit) -> tuple[str, str]:
    what = f"«{edit.before}» → «{edit.after}»" if edit.after else f"«{edit.before}» left out"
    return f"  {edit.side}, {edit.kind}", f"{what if edit.before else f'«{edit.after}» added'}: {edit.reason}"


def _decided(decision: Decision) -> tuple[str, str]:
    words = " · ".join(filter(None, (decision.reason, decision.instruction, decision.response)))
    return "  a person", f"{decision.action}, {day_and_time(decision.decided_at)}{f': {words}' if words else ''}"
