"""Each stage of preparation on a project folder: read its files, call the plain function, write its files.

The command line and the pages both come through here, so that a click and a command do the same.
"""

from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from prep.audit import audit
from prep.audit_report import render_report
from prep.calibrated_cut import calibrated_cut, cut_of_labels
from prep.calibration import SHIPPED_CUT
from prep.decision_log import read_log
from prep.decisions import Standing, as_said, fold_log, in_a_persons_words, reconciled
from prep.embeddings import PACKAGED_MODEL, Embed, Embedder
from prep.entailment import EntailmentModel
from prep.errors import BadInput, StaleFiles
from prep.glossary import Glossary, laid_over, read_glossary, write_glossary
from prep.held_back import held_back
from prep.holding import Hold, on_disk
from prep.import_summary import ImportSummary, hiding, summarise_import, without_people
from prep.ingest import read_export
from prep.ingest.detect import detect
from prep.ingest.sources import find_files
from prep.prepare import Prepared, prepare
from prep.progress import Progress, silent
from prep.project import (
    Project,
    digest,
    nearest_folder,
    need,
    read_json,
    read_records,
    update_settings,
    write_json,
    write_jsonl,
    write_text,
)
from prep.question_map import place_questions
from prep.records import Audit, Edit, Finding, Import, Pair
from prep.remaking import glossary_now, said_digest
from prep.remembered import Remembered
from prep.replacing import replaced_together
from prep.second_opinion import ranked
from prep.stored_audit import as_stored, from_stored
from prep.threads import closed_tickets, read_restored
from prep.uncollected import uncollected

_DIGESTS = ("pairs_digest", "decisions_digest", "same_question_cut")


@dataclass(frozen=True, slots=True)
class PrepSettings:
    """What a person asked of `pairwright prep`; stored in project.json."""

    export_format: str = "auto"
    mapping: Mapping[str, str] | None = None
    own_domains: tuple[str, ...] = ()
    keep_personal_data: bool = False


def prepare_project(
    project: Project,
    exports: Sequence[Path],
    settings: PrepSettings,
    *,
    glossary: Glossary | None = None,
    now: Callable[[], str],
    progress: Progress = silent,
) -> tuple[Import, Prepared]:
    """Read an export and write tickets, pairs, rejections and provenance. A fault leaves the project as it was.

    `glossary` adds to the project's own.
    """
    hold = on_disk(nearest_folder(project.root))
    imported = _read(exports, settings, hold, progress)
    heard, known = said_digest(project), glossary_now(project)  # what is said from now on waits for the next time
    if glossary:
        known = laid_over(known, glossary)
    prepared = prepare(
        imported,
        known,
        restored=read_restored(project),
        keep_personal_data=settings.keep_personal_data,
        hold=hold,
        progress=progress,
    )
    summary = summary_of(imported, prepared)
    people = (person for ticket in imported.tickets for person in ticket.people)
    hide: Callable[[str], str] = str if settings.keep_personal_data else hiding(people)
    with replaced_together(project, project.glossary, project.settings) as new:
        write_jsonl(new.tickets, prepared.tickets)
        write_json(
            new.import_summary,
            {
                "tickets_digest": digest(new.tickets),
                **asdict(without_people(summary, hide)),
            },
        )
        write_jsonl(new.rejected, prepared.rejections)
        write_jsonl(new.provenance, prepared.edits)
        write_jsonl(new.pairs, prepared.pairs)
        write_glossary(new.glossary, prepared.glossary)
        update_settings(
            new,
            {
                "name": project.name,
                "prepared_at": now(),
                "prep": asdict(settings),
                "glossary": {"said_digest": heard},
                "rewriter": None,  # until one is named and has answered
                "inputs": [{"file": str(path), "sha256": digest(path)} for path in exports if path.is_file()],
                "import": {
                    "export_format": imported.export_format,
                    "because": hide(imported.because),
                    "n_rows": imported.n_rows,
                    "n_tickets": len(imported.tickets),
                    "mapping": dict(imported.mapping),
                    "warnings": list(map(hide, imported.warnings)),
                    "known_values_left": prepared.known_values_left,
                },
            },
        )
    return imported, prepared


def look_at(exports: Sequence[Path], settings: PrepSettings, *, progress: Progress = silent) -> ImportSummary:
    """How an export would be read. Writes nothing."""
    return summarise_import(_read(exports, settings, on_disk(), progress))


def summary_of(imported: Import, prepared: Prepared) -> ImportSummary:
    """How the export of a preparation was read, with threads as the project keeps them."""
    places = {ticket.ticket_id: place for place, ticket in enumerate(prepared.tickets)}
    return summarise_import(imported, lambda ticket: prepared.tickets[places[ticket.ticket_id]])


def read_import_summary(project: Project) -> ImportSummary:
    """How the export of today's tickets was read; StaleFiles when the tickets changed since.

    The threads of held-out pairs are not among its examples.
    """
    command = f"pairwright prep {project.argument} EXPORT"
    stored = read_json(need(project.import_summary, command))
    if stored.pop("tickets_digest", "") != digest(need(project.tickets, command)):
        raise StaleFiles(
            f"{project.import_summary}: expected to be about today's tickets, got an import of other ones. "
            f"Run `{command}`."
        )
    summary = TypeAdapter(ImportSummary).validate_python(stored)
    return without_closed(project, summary)


def without_closed(project: Project, summary: ImportSummary) -> ImportSummary:
    """The summary as it may be shown: without the threads of held-out pairs."""
    closed = closed_tickets(project)
    return replace(summary, examples=tuple(one for one in summary.examples if one.ticket_id not in closed))


def remembered_mapping(project: Project, exports: Sequence[Path], export_format: str = "auto") -> Mapping[str, str]:
    """What a person said with --map when this project last read an export of this kind; empty when nothing."""
    if not project.settings.is_file():
        return {}
    stored = read_json(project.settings)
    mapping = stored.get("prep", {}).get("mapping") or {}
    kind = stored.get("import", {}).get("export_format", "")
    return mapping if mapping and _kind(exports, export_format, mapping) == kind else {}


def remembered_domains(project: Project) -> tuple[str, ...]:
    """What a person said with --agent-domain when this project last read an export."""
    if not project.settings.is_file():
        return ()
    return tuple(read_json(project.settings).get("prep", {}).get("own_domains") or ())


def _kind(exports: Sequence[Path], export_format: str, mapping: Mapping[str, str]) -> str:
    """Which kind of export this is by its content, or else by what the mapping says; "" when that does not tell."""
    files = find_files(exports)
    for said in ({}, mapping):
        try:
            return detect(files, export_format, said).export_format
        except BadInput:
            continue
    return ""


def _read(exports: Sequence[Path], settings: PrepSettings, hold: Hold, progress: Progress) -> Import:
    return read_export(
        exports,
        export_format=settings.export_format,
        mapping=settings.mapping,
        own_domains=settings.own_domains,
        hold=hold,
        progress=progress,
    )


@uncollected()
def audit_project(
    project: Project,
    *,
    embedding_model: str = PACKAGED_MODEL,
    as_worded: bool = False,
    second_opinion: EntailmentModel | None = None,
    progress: Progress = silent,
) -> Audit:
    """Audit the project's pairs as a person has decided on them; write audit/.

    Unless `as_worded`, pairs that ask the same and say the same share one answer from here on. `second_opinion`: a
    model by which conflicts are ranked besides.
    """
    audited = _digests(project)  # before anything is read: what is decided meanwhile makes this an older audit
    made, standings = _read_said(project)
    pairs = in_a_persons_words(made, as_said(standings))
    said = standings.values()
    embed = Embedder(embedding_model, project.embeddings, progress)
    remembered = Remembered(project.remembered)
    found = audit(
        pairs,
        embed,
        decisions=[standing.said for standing in said if not standing.is_overtaken],
        overtaken=[standing.said for standing in said if standing.is_overtaken],
        taught_with={pair_id: standing.taught for pair_id, standing in standings.items() if standing.taught},
        reconciled=reconciled(standings),
        refused=_refused_rewrites(project, {standing.said.pair_id for standing in said if standing.is_edited}),
        glossary=read_glossary(project.glossary),
        as_worded=as_worded,
        as_written={pair_id for pair_id, standing in standings.items() if standing.is_as_written},
        same_question_cut=calibrated_cut(project, embedding_model),
        remembered=remembered,
        progress=progress,
    )
    if second_opinion:
        found = ranked(found, pairs, second_opinion, remembered=remembered, progress=progress)
    write_jsonl(project.findings, found.findings)
    write_report(project, pairs, found, embed, held_back(project, found), remembered)
    remembered.keep()
    write_json(project.audit, {**audited, **as_stored(found)})
    return found


def write_report(
    project: Project,
    pairs: Sequence[Pair],
    audited: Audit,
    embed: Embed,
    held_back_ids: Collection[str],
    remembered: Remembered | None = None,
) -> None:
    """Write audit/report.html, which quotes none of the pairs that are held back."""
    places = place_questions(embed([pair.instruction for pair in pairs]), remembered)
    page = render_report(pairs, audited, title=project.name, places=places, held_back=held_back_ids)
    write_text(project.audit_report, page)


def read_pairs(project: Project) -> list[Pair]:
    """The project's pairs with a person's edits applied, and the answers that a person chose for several."""
    made, standings = _read_said(project)
    return in_a_persons_words(made, standings)


def read_pairs_as_said(project: Project) -> list[Pair]:
    """The same without the answers that a person chose for several: each pair as it is held against others."""
    made, standings = _read_said(project)
    return in_a_persons_words(made, as_said(standings))


def read_pairs_both_ways(project: Project) -> tuple[list[Pair], list[Pair]]:
    """The pairs of `read_pairs` and those of `read_pairs_as_said`, of the same files."""
    made, standings = _read_said(project)
    return in_a_persons_words(made, standings), in_a_persons_words(made, as_said(standings))


def read_audit(project: Project, *, at_any_cut: bool = False) -> Audit:
    """The audit of today's pairs, decisions and calibration; StaleFiles when one of them changed since.

    `at_any_cut`: for whoever is calibrating, which moves the cut with every label.
    """
    stored = read_json(need(project.audit, f"pairwright audit {project.argument}"))
    today = _digests(project)
    compared = [name for name in _DIGESTS if not (at_any_cut and name == "same_question_cut")]
    if any(stored.get(name) != today.get(name) for name in compared):
        raise StaleFiles(
            f"{project.audit}: expected an audit of today's pairs, decisions and labels, got an older one. "
            f"Run `pairwright audit {project.argument}`."
        )
    findings = read_records(need(project.findings, f"pairwright audit {project.argument}"), Finding)
    return from_stored(stored, findings)


def _read_said(project: Project) -> tuple[list[Pair], dict[str, Standing]]:
    """The pairs as preparation made them, and what a person's decisions come to for each that they decided on."""
    made = read_records(need(project.pairs, f"pairwright prep {project.argument} EXPORT"), Pair)
    return made, fold_log(read_log(project), {pair.pair_id: pair for pair in made})


def _refused_rewrites(project: Project, edited_by_a_person: Container[str]) -> list[Edit]:
    """What verification refused, of pairs that nobody has put into other words since."""
    edits = read_records(project.provenance, Edit) if project.provenance.is_file() else []
    return [edit for edit in edits if edit.kind == "unverified" and edit.pair_id not in edited_by_a_person]


def _digests(project: Project) -> Mapping[str, str | float]:
    """What tells today's pairs, decisions and calibration from others; an audit at the shipped cut names none."""
    pairs = need(project.pairs, f"pairwright prep {project.argument} EXPORT")
    decisions = digest(project.decisions) if project.decisions.is_file() else ""
    known = {"pairs_digest": digest(pairs), "decisions_digest": decisions}
    cut = cut_of_labels(project)
    return known if cut == SHIPPED_CUT else {**known, "same_question_cut": cut}
