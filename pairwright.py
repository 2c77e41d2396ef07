"""The command line: one command per front door.

Every command prints a short result, or one JSON object with --json; everything else goes to stderr. Exit code 0: done;
1: done, and the answer is no; 2: bad input or usage, one line saying what was expected, what came and what to do,
with --json also as {"error": …}.
"""

import stopping  # noqa: F401 - the first of all imports: it says so itself
import errno
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from answers_command import answers
from calibration_command import calibrate
from evalsuite.records import Bars, Rate, Stamp, Summary, Verdict
from evalsuite.responders import Responder
from prep import import_words
from prep.amount import Amount
from prep.clock import moment, now
from prep.decision_log import read_log
from prep.errors import BadInput, PairwrightError
from prep.glossary.questions import Question, senses_in_words
from prep.import_summary import ImportSummary
from prep.plurals import many
from prep.project import Project, digest, locate, open_project
from prep.quiet import quiet_libraries
from prep.records import Finding, Rejection, Ticket
from review_commands import cuts, pairs, select, why
from simulated_reviewer import REVIEWER, Sitting, review_sample
from split_command import split, topics
from terminal import Json, ProjectArgument, bar, complain, counted, remark, say, show_facts, show_json, show_table

HERE = Path(__file__).resolve().parent
SAMPLE = HERE / "data" / "sample" / "export"
SEED = 7
TOPICS_SHOWN = 20
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
STOPPED = 130  # what a program ends with after Ctrl+C
PORT = 8501
ANSWERER_IDLE_S = 600
DEFAULT_CHARTER = "You are a new employee. Find out what you need to know, in your own words."

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Helpdesk tickets → self-contained pairs → audit → sealed split → QLoRA → a verdict you can believe.",
)


def main() -> None:
    """Run the command line; turn what a person can mend into one line and exit code 2."""
    quiet_libraries()
    try:
        code = app(prog_name="pairwright", standalone_mode=False)
    except PairwrightError as fault:
        _refuse(str(fault))
    except (PermissionError, FileNotFoundError, IsADirectoryError, NotADirectoryError) as fault:
        _refuse(
            f"{fault.filename}: expected to read or write this, got «{fault.strerror}». Check the path and its rights."
        )
    except OSError as fault:
        if fault.errno not in (*_NO_ROOM, errno.EROFS):
            raise
        _refuse(_unwritten(fault))
    except typer.TyperException as fault:
        _refuse(_misuse(fault))
    except _Stopped as fault:
        _refuse(str(fault), STOPPED)
    if code == STOPPED:
        trains = sys.argv[1:2] in (["train"], ["demo"])
        goes_on = " Training goes on from its last checkpoint." if trains else ""
        _refuse(f"stopped. No file is half written; run the same command again.{goes_on}", STOPPED)
    sys.exit(code)


class _Stopped(Exception):
    """Ctrl+C, with what it left behind."""


def _refuse(line: str, code: int = 2) -> NoReturn:
    """End with one line of what is wrong, and with --json the same as an object."""
    complain(line)
    if "--json" in sys.argv:
        try:
            show_json({"error": line})
            sys.stdout.flush()
        except OSError:  # the disk that is full is where the output goes
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _unwritten(fault: OSError) -> str:
    """What could not be written, and what to do."""
    what = fault.filename or "the output"
    if fault.errno == errno.EROFS:
        return f"{what}: expected to write this, got «{fault.strerror}». Choose a folder that can be written."
    return (
        f"{what}: expected room to write this, got «{fault.strerror}». Nothing is half written, and what stood there "
        "is as it was. Free some space, or choose a project on another disk, and run the same command again."
    )


def _misuse(fault: typer.TyperException) -> str:
    """What is wrong with the words on the command line; without any, typer has shown the help instead."""
    if len(sys.argv) < 2:
        sys.exit(2)
    context = getattr(fault, "ctx", None)
    said = fault.format_message() if isinstance(fault, typer.BadParameter) else str(fault)
    return f"{said.rstrip('.')}. See `{context.command_path if context else 'pairwright'} --help`."


# --- preparation -----------------------------------------------------------------------------------------------------


ExportArgument = Annotated[list[Path], typer.Argument(metavar="EXPORT...", help="Files or a folder of one export.")]
FormatOption = Annotated[
    str, typer.Option("--format", help="auto, or a kind that the README lists: zendesk, jira, table, mbox …")
]
MapOption = Annotated[
    str,
    typer.Option(
        "--map",
        help="Columns of a table: question=COL,answer=COL (also id, subject, topic, time, agent, requester, channel) "
        "or ticket=COL,author=COL,text=COL, and of messages public=COL or internal=COL (yes or no, or in words) tells "
        "internal notes; parts left out are guessed from the names, part=none says there is no column; and "
        "what the export does not say: agent_is=A|B, zone=Europe/Berlin, "
        "dates=day-first, comments=all. As a JSON object where names hold commas. The project remembers it; «guess» "
        "forgets it.",
    ),
]
DomainOption = Annotated[
    list[str] | None, typer.Option("--agent-domain", help="Mail from this domain or address is an agent's.")
]


@app.command()
def look(
    exports: ExportArgument,
    export_format: FormatOption = "auto",
    mapping: MapOption = "",
    agent_domain: DomainOption = None,
    as_json: Json = False,
) -> None:
    """Show how an export would be read. Nothing is written."""
    from prep.stages import PrepSettings, look_at

    _need_exports(exports)
    settings = PrepSettings(export_format, _mapping(mapping), tuple(agent_domain or ()))
    summary = look_at(exports, settings, progress=bar)
    if as_json:
        show_json(summary)
        return
    _show_import(summary)
    say()
    say("Nothing was written. Next: pairwright prep PROJECT with the same files and options")


@app.command()
def prep(
    project: ProjectArgument,
    exports: ExportArgument,
    export_format: FormatOption = "auto",
    mapping: MapOption = "",
    agent_domain: DomainOption = None,
    glossary: Annotated[Path | None, typer.Option(help="A YAML file that adds to the project's.")] = None,
    keep_personal_data: Annotated[
        bool, typer.Option(help="Do not replace names, addresses and ids. Recorded.")
    ] = False,
    rewriter: Annotated[
        str,
        typer.Option(
            help="An OpenAI-compatible address or a model's folder: proposes how unclear pairs could stand alone."
        ),
    ] = "",
    rewriter_model: Annotated[str, typer.Option(help="That address's model.")] = "",
    rewriter_window: Annotated[int, typer.Option(help="How many tokens it reads; longer threads are cut.")] = 4096,
    rewriter_price: Annotated[str, typer.Option(help="Per million tokens read, written: 0.15,0.60")] = "",
    rewriter_nli: Annotated[
        str, typer.Option(help="The folder of an entailment model, which may refuse rewritten answers besides.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Read an export and turn its tickets into pairs."""
    from prep.glossary import read_glossary
    from prep.no_pairs import automatic_replies, why_no_pair
    from prep.stages import PrepSettings, prepare_project, remembered_domains, summary_of, without_closed
    from prep.threads import closed_tickets
    from rewriting_command import name_rewriter, outcome, rewrite

    _need_exports(exports)
    named = name_rewriter(rewriter, rewriter_model, rewriter_window, rewriter_price, keep_personal_data, rewriter_nli)
    place = locate(project)
    domains = tuple(agent_domain or ()) or remembered_domains(place)
    if domains and not agent_domain:
        remark(f"Agents write from {', '.join(domains)}, as you said last time; --agent-domain overrides it.")
    if keep_personal_data:
        remark("Warning: personal data stays in the project's files, and this is recorded in project.json.")
    told = _mapping(mapping)
    with _in_one_go(place), _remembering(place, exports, export_format, told) as known:
        imported, prepared = prepare_project(
            place,
            exports,
            PrepSettings(export_format, known, domains, keep_personal_data),
            glossary=read_glossary(glossary) if glossary else None,
            now=now,
            progress=bar,
        )
    summary = without_closed(place, summary_of(imported, prepared))
    rewritten = rewrite(place, named) if named and prepared.pairs else None
    if as_json:
        show_json(
            {
                "project": str(place.root),
                "n_pairs": len(prepared.pairs),
                "rejected": prepared.rejected_by_code,
                "known_values_left": prepared.known_values_left,
                **({"rewriter": asdict(rewritten)} if rewritten else {}),
                **asdict(summary),
            }
        )
    else:
        _show_import(summary)
        say()
        say(f"{many(summary.n_tickets, 'ticket')} → {many(len(prepared.pairs), 'pair')}")
        say(f"Set aside with a reason: {counted(prepared.rejected_by_code)}")
        if rewritten:
            say(outcome(rewritten))
        if not keep_personal_data:
            say(import_words.personal_data_left(imported, prepared.known_values_left))
    if not prepared.pairs:
        automatic = automatic_replies(prepared.tickets, closed_tickets(place))
        remark(why_no_pair(prepared.rejected_by_code, str(place.rejected), automatic))
        raise typer.Exit(1)
    if not as_json:
        say(f"Next: pairwright audit {place.argument}")


def _need_exports(exports: list[Path]) -> None:
    for path in exports:
        if not path.exists():
            raise BadInput(f"{path}: expected an export file or folder, found nothing. Check the path.")


@contextmanager
def _in_one_go(place: Project) -> Iterator[None]:
    """Preparation writes at its end: whoever stops it before has the project as it was, and begins anew."""
    before = _written_at(place)
    try:
        yield
    except KeyboardInterrupt:
        if _written_at(place) == before:
            raise _Stopped("stopped. Nothing was written; run the same command again, it begins anew.") from None
        raise _Stopped(
            "stopped while the files were being written, so some are new and some are not. Run the same command again."
        ) from None


def _written_at(place: Project) -> int:
    return place.tickets.stat().st_mtime_ns if place.tickets.is_file() else 0


@contextmanager
def _remembering(
    place: Project, exports: list[Path], export_format: str, told: dict[str, str] | None
) -> Iterator[Mapping[str, str] | None]:
    """What --map says, or else what it said when this project last read such an export; a fault names its origin."""
    from prep.stages import remembered_mapping

    remembered = {} if told is not None else remembered_mapping(place, exports, export_format)
    if not remembered:
        yield told
        return
    words = ",".join(f"{part}={column}" for part, column in remembered.items())
    remark(f"Read as you said last time: {words} (in {place.settings}; --map overrides it).")
    try:
        yield remembered
    except BadInput as fault:
        raise BadInput(f"{fault} «{words}» is what you said last time; --map guess forgets it.") from None


def _show_import(summary: ImportSummary) -> None:
    """ "This is how I read your file": what became of each row, who wrote, and three threads."""
    say(import_words.read_as(summary))
    for warning in summary.warnings:
        remark(f"Note: {warning}")
    say()
    say(import_words.ledger(summary))
    if summary.left_out:
        rows = [[each.code, f"{each.n:,}", ", ".join(each.examples)] for each in summary.left_out]
        show_table(["Left out", import_words.rows_named(summary).capitalize(), "For example"], rows)
    say()
    show_facts(import_words.facts(summary))
    if summary.examples:
        say()
        say("For example:")
        show_facts([line for ticket in summary.examples for line in _thread(ticket)])


def _thread(ticket: Ticket) -> list[tuple[str, str]]:
    """A thread as labels and texts, without the blank lines in it."""
    said = [(import_words.speaker(message), re.sub(r"\n\s*\n", "\n", message.text)) for message in ticket.messages]
    return [("", ""), (ticket.ticket_id, ticket.subject), *said]


@app.command()
def audit(
    source: Annotated[
        str,
        typer.Argument(
            metavar="PROJECT_OR_JSONL", help="A project, or a JSONL of instructions, prompts or chats with responses."
        ),
    ],
    embedding_model: Annotated[str, typer.Option(help="A sentence-transformers name or local path.")] = "",
    nli: Annotated[
        str, typer.Option("--nli", help="The folder of an entailment model, by which conflicts are ranked besides.")
    ] = "",
    as_worded: Annotated[
        bool, typer.Option("--as-worded", help="Leave each answer in its own words, also where others say the same.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Find copies, conflicting answers, pairs that do not stand on their own. Ends with 1 while answers conflict.

    Pairs of a project that ask the same and whose answers say the same are taught with one of these answers.
    """
    from prep.amount import count_pairs
    from prep.audit_file import audit_file, folder_of, is_file_of_pairs
    from prep.audit_report import disputed_line
    from prep.disputes import open_disputes, waiting_for_dispute
    from prep.embeddings import PACKAGED_MODEL
    from prep.entailment import EntailmentModel
    from prep.held_back import held_back, unquoted
    from prep.one_answer.offers import after_the_seal, read_offers
    from prep.pair_files import notes_on
    from prep.stages import audit_project, read_pairs

    model = embedding_model or PACKAGED_MODEL
    second_opinion = EntailmentModel(Path(nli), "contradiction") if nli else None
    malformed: Sequence[Rejection] = ()
    sealed: frozenset[str] = frozenset()
    n_offers, on_sealing = 0, ""
    if is_file_of_pairs(source):
        audited = audit_file(Path(source), embedding_model=model, second_opinion=second_opinion, progress=bar)
        all_pairs, malformed, found = audited.pairs, audited.malformed, audited.audit
        report = folder_of(Path(source)) / "report.html"
        for note in notes_on(Path(source)):
            remark(f"Note: {note}")
    else:
        place = open_project(source)
        found = audit_project(
            place, embedding_model=model, as_worded=as_worded, second_opinion=second_opinion, progress=bar
        )
        all_pairs, report = read_pairs(place), place.audit_report
        n_offers, sealed = len(read_offers(place)), held_back(place, found)
        on_sealing = after_the_seal(place)
    amount = count_pairs(all_pairs, found)
    disputes, disputed = open_disputes(found), waiting_for_dispute(found)
    codes = dict(Counter(finding.code for finding in found.findings).most_common())
    if as_json:
        show_json(
            {
                "n_pairs": len(found.kept) + len(found.waiting) + len(found.rejected),
                "kept": len(found.kept),
                "waiting": len(found.waiting),
                "rejected": len(found.rejected),
                "question_groups": len(found.groups),
                "answers_shared": found.answers,
                "answers_offered": n_offers,
                "conflicts": {"questions": len(disputes), "waiting": len(disputed), "pair_ids": disputes},
                "amount": asdict(amount),
                "codes": codes,
                "checks": [asdict(run) for run in found.runs],
                "malformed": [asdict(row) for row in malformed],
                "findings": [asdict(unquoted(finding, sealed)) for finding in found.findings],
                "report": str(report),
            }
        )
        raise typer.Exit(1 if disputes else 0)
    for row in malformed:
        remark(f"{row.source}: {row.evidence}")
    waiting = many(len(found.waiting), "waits for a person", "wait for a person")
    unread = f" · {many(len(malformed), 'malformed row')} left out" if malformed else ""
    say(f"{len(found.kept):,} kept · {waiting} · {len(found.rejected):,} set aside{unread}")
    say(f"{many(len(found.groups), 'different question')} among the kept pairs")
    if found.answers:
        shared = many(len(found.answers), "is", "are")
        say(f"{shared} taught with the answer of another pair that says the same (--as-worded leaves all as they are)")
    if n_offers:
        several = many(n_offers, "question is still", "questions are still")
        say(f"{several} taught with several answers: pairwright answers {source} settles each with one word")
        if on_sealing:
            say(on_sealing)
    _show_amount(amount)
    show_table(
        ["Finding", "Pairs", "What happens to them"],
        [[code, f"{number:,}", _fate(code, found.findings)] for code, number in codes.items()],
    )
    for run in found.runs:
        if run.outcome != "ran":
            say(f"{run.check}: {run.outcome}. {run.detail}")
    say(f"Report: {report}")
    if disputes:
        say(disputed_line(len(disputes), len(disputed)))
        raise typer.Exit(1)


def _show_amount(amount: Amount) -> None:
    """Where the set stands against the floor and the usual range, and each topic against the floor."""
    from prep.amount import in_words, size_line

    say(size_line(amount.kept))
    show_table(
        ["Topic", "Kept", "Wait", "Set aside", "Stands"],
        [
            [one.topic or "(no topic)", f"{one.kept:,}", f"{one.waiting:,}", f"{one.rejected:,}", in_words(one)]
            for one in amount.topics[:TOPICS_SHOWN]
        ],
    )
    if len(amount.topics) > TOPICS_SHOWN:
        say(f"{len(amount.topics) - TOPICS_SHOWN} smaller topics are in the report.")


app.command()(calibrate)
app.command()(topics)
app.command()(split)
app.command()(pairs)
app.command()(answers)
app.command()(why)
app.command()(cuts)
app.command()(select)


@app.command()
def glossary(
    project: ProjectArgument,
    action: Annotated[
        Literal["list", "accept", "ignore", "undo", "remake"], typer.Argument(help="remake only makes the pairs again.")
    ] = "list",
    shorthand: Annotated[list[str] | None, typer.Argument(metavar="SHORTHAND...", help="As written: EL, c/f.")] = None,
    means: Annotated[str, typer.Option(help="accept: the meaning; without it, the proposed one.")] = "",
    topic: Annotated[list[str] | None, typer.Option(help="accept: meant so in tickets of this topic only.")] = None,
    near: Annotated[list[str] | None, typer.Option(help="accept: meant so beside this word only.")] = None,
    proposed: Annotated[bool, typer.Option("--proposed", help="accept: every proposed meaning.")] = False,
    by: Annotated[str, typer.Option(help="Who says so; it is written beside the meaning.")] = "a person",
    as_json: Json = False,
) -> None:
    """Say what shorthand means; the pairs are made again from the project's tickets."""
    from prep.remaking import in_no_ticket, read_questions, remake_pairs, said_in_words, say_meanings, unsay

    place = open_project(project)
    forms, at = shorthand or [], moment()
    if action == "list":
        _show_questions(read_questions(place), as_json)
        return
    if action in ("accept", "ignore") and not forms and not proposed:
        raise BadInput(
            f"glossary {action}: expected SHORTHAND, got none. `pairwright glossary {place.argument}` lists it."
        )
    if action == "undo":
        forms = list(unsay(place, forms, at))
    elif action != "remake":
        told = say_meanings(
            place,
            action,
            forms,
            means=means,
            topics=topic or (),
            near=near or (),
            proposed=proposed,
            by=by,
            at=moment(),
        )
        forms = list(told)
    remade = remake_pairs(place, now=now, progress=bar)
    unused = in_no_ticket(place, forms)
    if as_json:
        show_json({"action": action, "shorthand": forms, "in_no_ticket": list(unused), **asdict(remade)})
        return
    if action == "remake" or not forms:
        nothing = "nothing was said that could be taken back" if action == "undo" else "no proposed meaning waits"
        say(f"{action}: {'the pairs' if action == 'remake' else nothing}")
    else:
        for line in said_in_words(action, forms, read_questions(place)):
            say(line)
    for form, spellings in unused.items():
        instead = f"; they write {' and '.join(spellings)}, which is another one" if spellings else ""
        say(f"No ticket writes {form}{instead}. `pairwright glossary {place.argument}` lists what is written.")
    say(f"{many(remade.n_pairs, 'pair')}: {remade.n_changed:,} reworded, {remade.n_new:,} new, {remade.n_gone:,} gone")
    say(f"Next: pairwright audit {place.argument}")


def _show_questions(questions: Sequence[Question], as_json: bool) -> None:
    if as_json:
        show_json({"shorthand": [asdict(question) for question in questions]})
        return
    rows = [
        [
            one.shorthand,
            one.meaning or senses_in_words(one.senses) or "?",
            one.state,
            str(one.n_pairs),
            str(one.n_tickets),
        ]
        for one in questions
    ]
    show_table(["Shorthand", "Meaning", "State", "Pairs", "Tickets"], rows)
    for one in questions:
        if one.state == "open" and one.n_pairs:
            say()
            say(f"{one.shorthand}: {one.meaning or 'what does it mean?'} Decides {many(one.n_pairs, 'pair')}.")
            show_facts(list(one.uses))


# --- training --------------------------------------------------------------------------------------------------------


@app.command()
def train(
    project: ProjectArgument,
    recipe: Annotated[str, typer.Option(help="tiny, t4, t4x2, lora-40gb or article.")] = "",
    changes: Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Change one setting.")] = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="Say what it needs and how long it takes; train nothing.")
    ] = False,
    anew: Annotated[bool, typer.Option(help="Begin another run instead of going on.")] = False,
    as_json: Json = False,
) -> None:
    """Fine-tune on the training part with QLoRA. Run again to resume."""
    from train.stages import choose_recipe, plan_project, run_in_words, train_project

    place = open_project(project)
    chosen = choose_recipe(recipe, changes or [])
    if plan:
        planned = plan_project(place, chosen)
        if as_json:
            show_json(planned)
        else:
            for line in planned.in_words():
                say(line)
        return
    run = train_project(place, chosen, seed=SEED, anew=anew, progress=bar)
    if as_json:
        show_json(run)
        return
    for line in run_in_words(run):
        say(line)
    say(f"Next: pairwright evaluate {place.argument}")


@app.command()
def notebook(
    project: ProjectArgument,
    target: Annotated[str, typer.Option("--for", help="colab or kaggle.")] = "colab",
    recipe: Annotated[str, typer.Option(help="t4, t4x2, lora-40gb or article.")] = "t4",
    as_json: Json = False,
) -> None:
    """Write a notebook that trains this project's train split, and nothing else, on a free GPU."""
    from train.stages import choose_recipe, notebook_project

    path = notebook_project(open_project(project), choose_recipe(recipe, []), target, seed=SEED)
    if as_json:
        show_json({"notebook": str(path)})
    else:
        say(f"Wrote {path}. It asks for split/train.jsonl (and validation.jsonl where there is one), the sealed ones.")


@app.command()
def export(
    project: ProjectArgument,
    to: Annotated[Literal["merged", "gguf", "ollama"], typer.Option(help="For what.")] = "merged",
    run: Annotated[str, typer.Option(help="A run's id; the newest finished one unless named.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where to; exports/<run>-<to> in the project unless named.")] = None,
    as_json: Json = False,
) -> None:
    """Hand the fine-tuned model over in the form that another program reads."""
    from train.stages import export_project

    path = export_project(open_project(project), to, run_id=run, out=out)
    if as_json:
        show_json({"exported": str(path)})
    else:
        say(f"Exported to {path}")


# --- judging ---------------------------------------------------------------------------------------------------------


@app.command()
def evaluate(
    project: ProjectArgument,
    run: Annotated[str, typer.Option(help="A run's id; the newest finished one unless named.")] = "",
    endpoint: Annotated[str, typer.Option(help="Ask this OpenAI-compatible address instead of a run.")] = "",
    model: Annotated[str, typer.Option(help="The endpoint's model.")] = "",
    as_json: Json = False,
) -> None:
    """Ask base, fine-tuned model and nearest pair the held-out questions; report accuracy and gap."""
    from evalsuite.folder import report_file
    from evalsuite.headline import against, headline
    from evalsuite.responders import Endpoint
    from evalsuite.stages import evaluate_project
    from prep.chat import Chat

    place = open_project(project)
    responders: list[Responder]
    if endpoint:
        if not model:
            raise BadInput("--endpoint: expected --model NAME as well, got none. Name the endpoint's model.")
        run_id = f"endpoint-{''.join(letter if letter.isalnum() else '-' for letter in model)}"
        key = os.environ.get("PAIRWRIGHT_API_KEY", "")
        responders = [Endpoint(Chat(endpoint, model, api_key=key), name="fine_tuned")]
        remark(f"Held-out questions go to {endpoint} and nowhere else.")
    else:
        from train.stages import load_responder, newest_finished_run

        run_id = run or newest_finished_run(place)
        responders = [load_responder(place, run_id, "fine_tuned"), load_responder(place, run_id, "base")]
    summary = evaluate_project(
        place, run_id, responders, seed=SEED, command="pairwright evaluate", now=now, progress=bar
    )
    if as_json:
        show_json(summary)
        return
    say(headline(summary))
    _show_accuracies(summary)
    _show_stamp(summary.stamp, summary.notes)
    for comparison in summary.comparisons:
        say(against(comparison))
    for advice in summary.gap.advice:
        say(advice)
    say(f"Report: {report_file(place.evaluation(run_id))}")
    say(f"Next: pairwright verdict {place.argument}")


@app.command()
def score(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help='Rows {"question", "reference", "answer"}.')],
    as_json: Json = False,
) -> None:
    """Grade answers that anybody made: correct, wrong or unsure."""
    from evalsuite.score_file import score_rows

    if not file.is_file():
        raise BadInput(f"{file}: expected a JSONL file of answers, found nothing. Check the path.")
    rows = score_rows(file)
    grades = Counter(str(row.grade) for row in rows)
    if as_json:
        show_json({"n": len(rows), "grades": grades, "rows": [asdict(row) for row in rows]})
        return
    for number, row in enumerate(rows, start=1):
        say(f"{number}: {row.grade}. {' '.join(row.reasons)}")
    say(counted(grades))


@app.command()
def verdict(project: ProjectArgument, as_json: Json = False) -> None:
    """PASS, FAIL or UNDETERMINED: may this model meet real users?"""
    from evalsuite.stages import judge_project

    found = judge_project(open_project(project), now=now)
    if as_json:
        show_json(found)
    else:
        _show_verdict(found)
    if found.outcome == "FAIL":
        raise typer.Exit(1)


@app.command()
def session(
    project: ProjectArgument,
    action: Annotated[str, typer.Argument(help="invite, list, report, or answer (the process that answers testers).")],
    tester: Annotated[str, typer.Option(help="invite: who it is for.")] = "",
    charter: Annotated[str, typer.Option(help="invite: what to explore, as whom.")] = "",
    minutes: Annotated[float, typer.Option(help="invite: the time box.")] = 30,
    as_json: Json = False,
) -> None:
    """Blind tester sessions."""
    place = open_project(project)
    if action == "invite":
        _invite(place, tester, charter, minutes, as_json)
    elif action == "list":
        _list_sessions(place, as_json)
    elif action == "report":
        _report_sessions(place, as_json)
    elif action == "answer":
        _answer_testers(place)
    else:
        raise BadInput(f"session: expected invite, list, report or answer, got {action!r}.")


def _invite(place: Project, tester: str, charter: str, minutes: float, as_json: bool) -> None:
    from evalsuite.sessions.store import SessionStore

    if not tester:
        raise BadInput("session invite: expected --tester NAME, got none. Say who the link is for.")
    token = secrets.token_urlsafe(16)
    invited = SessionStore(place.sessions).invite(
        session_id=f"S{secrets.token_hex(3)}",
        token=token,
        tester=tester,
        charter=charter or DEFAULT_CHARTER,
        minutes=minutes,
        responder="fine_tuned",
        at=now(),
    )
    if as_json:
        show_json({"session": asdict(invited), "token": token, "link": f"http://127.0.0.1:{PORT}/?token={token}"})
        return
    say(f"Link for {tester}, shown only now: http://127.0.0.1:{PORT}/?token={token}")
    say(f"Start the workbench with: pairwright app {place.argument}")


def _list_sessions(place: Project, as_json: bool) -> None:
    from evalsuite.sessions.store import SessionStore

    store = SessionStore(place.sessions)
    rows = [(one, store.clock(one.session_id, now()), store.exchanges(one.session_id)) for one in store.sessions()]
    if as_json:
        show_json({"sessions": [{**asdict(one), "state": clock.state, "n": len(asked)} for one, clock, asked in rows]})
        return
    show_table(
        ["Session", "Tester", "State", "Minutes used", "Exchanges", "Flags"],
        [
            [
                one.session_id,
                one.tester,
                clock.state,
                f"{clock.used_s / 60:.0f} of {one.minutes:.0f}",
                str(len(asked)),
                str(sum(bool(exchange.flag) for exchange in asked)),
            ]
            for one, clock, asked in rows
        ],
    )


def _report_sessions(place: Project, as_json: bool) -> None:
    from evalsuite.stages import session_evidence
    from evalsuite.verdict import session_gate

    evidence = session_evidence(place, now=now)
    gate = session_gate(evidence, Bars())
    if as_json:
        show_json({"evidence": asdict(evidence) if evidence else None, "gate": asdict(gate)})
        return
    say(f"{gate.outcome}: {gate.counts} {gate.comparison} {gate.to_settle}")


def _answer_testers(place: Project) -> None:
    """Answer testers' questions until nobody asked for ten minutes. The workbench starts this as its own process."""
    from evalsuite.sessions.store import SessionStore
    from train.stages import load_responder, newest_finished_run

    store, loaded, idle_since = SessionStore(place.sessions), {}, time.monotonic()
    store.worker_seen(now(), "loading")
    run_id = newest_finished_run(place)
    loaded["fine_tuned"] = load_responder(place, run_id, "fine_tuned")
    while time.monotonic() - idle_since < ANSWERER_IDLE_S:
        store.worker_seen(now(), "ready")
        for exchange, name in store.waiting():
            if name not in loaded:
                loaded[name] = load_responder(place, run_id, name)
            try:
                text, fault = loaded[name].answer([exchange.question])[0], ""
            except (PairwrightError, RuntimeError) as problem:
                text, fault = "", next(iter(str(problem).splitlines()), type(problem).__name__)
            store.answer(exchange.exchange_id, answer=text, error=fault, at=now())
            idle_since = time.monotonic()
        time.sleep(0.3)
    store.worker_seen(now(), "stopped: nobody asked for ten minutes")


# --- the way in ------------------------------------------------------------------------------------------------------


@app.command(name="app")
def open_app(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="A name or a path; the newest unless named.")] = "",
    port: Annotated[int, typer.Option(help="On 127.0.0.1.")] = 0,
    headless: Annotated[bool, typer.Option(help="Do not open a browser.")] = False,
) -> None:
    """Open the workbench in the browser, on this machine only."""
    environment = dict(os.environ)
    if project:
        environment["PAIRWRIGHT_PROJECT"] = str(open_project(project).root.resolve())
    command = [sys.executable, "-m", "streamlit", "run", str(HERE / "streamlit_app.py")]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port or PORT)]
    command += ["--server.headless", "true" if headless else "false", "--browser.gatherUsageStats", "false"]
    command += ["--server.showEmailPrompt", "false"]  # it would wait for an address before the first page
    say(f"The workbench: http://127.0.0.1:{port or PORT} (Ctrl+C stops it)")
    with subprocess.Popen(command, env=environment) as workbench:
        signal.signal(signal.SIGTERM, lambda number, frame: workbench.terminate())  # or it would live on alone
        raise typer.Exit(workbench.wait())


@app.command()
def doctor(as_json: Json = False) -> None:
    """What this machine can do, what is missing and how to get it."""
    from train.machine import look_around

    abilities = look_around()
    if as_json:
        show_json({"abilities": [asdict(ability) for ability in abilities]})
        return
    for ability in abilities:
        mark = {"yes": "✓", "no": "–", "limited": "~"}[ability.state]
        say(f"{mark} {ability.name}: {ability.detail}")
        if ability.remedy:
            say(f"    {ability.remedy}")


@app.command()
def demo(
    project: Annotated[str, typer.Option(help="Where to.")] = "demo",
    unreviewed: Annotated[
        bool, typer.Option("--unreviewed", help="Without the simulated reviewer, who settles which answers are taught.")
    ] = False,
    as_json: Json = False,
) -> None:
    """The whole pipeline on the sample company, ending in a verdict."""
    from evalsuite.stages import evaluate_project, judge_project
    from prep.sealing import split_project
    from prep.stages import PrepSettings, audit_project, prepare_project
    from train.stages import choose_recipe, load_responder, run_in_words, train_project

    started = time.monotonic()
    place = locate(project)
    if unreviewed and (n_said := sum(line.by == REVIEWER for line in read_log(place))):
        raise BadInput(
            f"demo --unreviewed: expected a project that nobody reviewed, got {place.root} with "
            f"{many(n_said, 'decision')} "
            f"of the {REVIEWER}. Name another one with --project."
        )
    remark(f"Sample company → {place.root}: import, pairs, audit, review, split, training, evaluation, verdict.")
    imported, prepared = prepare_project(place, [SAMPLE], PrepSettings(), now=now, progress=bar)
    found = audit_project(place, progress=bar)
    sitting = None if unreviewed else review_sample(place)
    if sitting and sitting.n_offers:
        found = audit_project(place, progress=bar)
    sealed, _ = split_project(place, anew=_is_stale_split(place), now=now, progress=bar)
    run = train_project(place, choose_recipe("tiny", []), seed=SEED, progress=bar)
    responders = [load_responder(place, run.run_id, name) for name in ("fine_tuned", "base")]
    summary = evaluate_project(
        place, run.run_id, responders, seed=SEED, command="pairwright demo", now=now, progress=bar
    )
    judged = judge_project(place, now=now, run_id=run.run_id)
    parts = Counter(row.part for row in sealed.split.assignments)
    read = f"{many(imported.n_rows, 'row')}, {many(len(imported.tickets), 'ticket')}"
    if as_json:
        reviewed = asdict(sitting) if sitting else None
        show_json(
            {"project": str(place.root), "review": reviewed, "summary": asdict(summary), "verdict": asdict(judged)}
        )
        return
    say()
    show_table(
        ["Stage", "What came of it"],
        [
            ["Import", f"{read}, read as {imported.export_format}"],
            ["Pairs", f"{many(len(prepared.pairs), 'pair')}; set aside: {counted(prepared.rejected_by_code)}"],
            [
                "Audit",
                f"{len(found.kept):,} kept, {len(found.waiting):,} wait for you, {len(found.rejected):,} set aside",
            ],
            ["Review", _reviewed(sitting)],
            [
                "Split",
                f"{parts['train']} train, {parts['taught']} taught, {parts['untaught']} untaught held out, sealed",
            ],
            ["Training", "; ".join(run_in_words(run))],
        ],
    )
    say()
    _show_accuracies(summary)
    say()
    _show_verdict(judged)
    say()
    say(f"{(time.monotonic() - started) / 60:.1f} minutes. Look around: .venv/bin/pairwright app {place.argument}")


def _reviewed(sitting: Sitting | None) -> str:
    """What was decided on the offers, and by whom: no person did."""
    if sitting is None:
        return "left out (--unreviewed): answers stay as the audit left them"
    if not sitting.n_offers:
        return f"nothing left to do: the {REVIEWER} of an earlier demo answered every offer"
    wrote = f"wrote {many(sitting.n_written, 'answer')} himself" if sitting.n_written else "wrote none himself"
    return (
        f"a {REVIEWER} answered {many(sitting.n_offers, 'offer')} with {many(sitting.n_keys, 'key')}, as the sample's "
        f"rule book says; {wrote}"
    )


def _is_stale_split(place: Project) -> bool:
    """Whether an earlier demo left a split of other pairs: the demo may retire it, since nobody tunes on a demo."""
    from prep.held_out import read_sealed

    try:
        return place.split.is_file() and read_sealed(place).pairs_digest != digest(place.audit)
    except BadInput:  # of an earlier version, or damaged
        return True


def _show_accuracies(summary: Summary) -> None:
    """Who answered how well: held-out taught questions, training questions, untaught ones. Intervals are 95 %."""
    from evalsuite.wording import named

    under_test = summary.responder
    n_taught, n_untaught = summary.held_out_accuracy[under_test].n, summary.untaught[under_test].n
    rows = []
    for name, rate in summary.held_out_accuracy.items():
        trained, untaught = summary.train_accuracy.get(name), summary.untaught[name]
        rows.append([named(name), _share(rate), _share(trained), f"{untaught.invented} of {untaught.n}"])
    show_table(
        ["Who answers", f"Right, taught (n = {n_taught})", "Right, training", f"Invented, untaught ({n_untaught})"],
        rows,
    )


def _share(rate: Rate | None) -> str:
    if rate is None or rate.value is None or rate.low is None or rate.high is None:
        return "–"
    return f"{rate.value:.0%} ({rate.low:.0%} to {rate.high:.0%})"


def _show_verdict(found: Verdict) -> None:
    from evalsuite.stamp import what_openings_do

    say(f"{found.outcome}: {found.sentence}")
    for gate in found.gates:
        say(f"  {gate.outcome:<13} {gate.name}: {' '.join(dict.fromkeys((gate.counts, gate.comparison)))}")
        if gate.to_settle:
            say(f"  {'':<13} {gate.to_settle}")
    if found.stamp.seal_root:
        _show_stamp(found.stamp, what_openings_do(found.stamp))


def _show_stamp(stamp: Stamp, notes: Sequence[str]) -> None:
    """What the score above is worth: its seal and log, and what is to be said about them."""
    from evalsuite.stamp import stamp_line, to_keep

    say(" · ".join(stamp_line(stamp)))
    for line in (*notes, to_keep(stamp)):
        if line:
            say(line)


def _mapping(written: str) -> dict[str, str] | None:
    """question=COL,answer=COL or a JSON object as a dictionary; None when nothing was written, empty for «guess»."""
    if not written:
        return None
    if written == "guess":
        return {}
    if written.lstrip().startswith("{"):
        return _mapping_of_json(written)
    parts = [part.partition("=") for part in written.split(",")]
    for name, equals, column in parts:
        if not (name.strip() and equals and column.strip()):
            raise BadInput(
                f"--map: expected question=COL,answer=COL, got {written!r}. Join each role and column with «=»."
            )
    return {name.strip(): column.strip() for name, _, column in parts}


def _mapping_of_json(written: str) -> dict[str, str]:
    try:
        found = json.loads(written)
    except json.JSONDecodeError as fault:
        raise BadInput(f"--map: expected a JSON object, got {written!r} ({fault.msg}).") from None
    if not all(isinstance(value, str) for value in found.values()):
        raise BadInput(f"--map: expected a JSON object of texts, got {written!r}.")
    return dict(found)


def _fate(code: str, findings: tuple[Finding, ...]) -> str:
    """What becomes of pairs with this code, in words."""
    severities = {finding.severity for finding in findings if finding.code == code}
    words = {"reject": "set aside", "review": "wait for a person", "info": "kept"}
    return ", ".join(words[severity] for severity in ("reject", "review", "info") if severity in severities)


if __name__ == "__main__":
    main()
