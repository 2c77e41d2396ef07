"""This is how I read your file: what came of the last import, and a form that reads another export."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st
from pydantic import TypeAdapter

from app_pages.cuts_view import show_kinds
from app_pages.faults import tell
from app_pages.import_form import (
    CALLED,
    HEAD,
    LAYOUTS,
    OPTIONAL,
    REQUIRED,
    Recognised,
    domains,
    listed,
    missing,
    options,
    preview,
    proposed,
    recognise,
    sheets,
    undecided,
    visibility,
    with_sample,
    without_the_unchosen,
)
from app_pages.import_view import show_counts, show_details, show_import, show_threads
from app_pages.marked_text import paragraph, show
from app_pages.offers import wait_for
from app_pages.pickers import PROJECT_VARIABLE, offer_projects, picked
from app_pages.readers import cleaned_of, closed_of, tables_of
from app_pages.remaking import show_remaking
from app_pages.starting import start, started
from app_pages.uploads import keep
from prep.clock import day_and_time
from prep.errors import BadInput
from prep.import_summary import ImportSummary
from prep.import_words import called, dates, internal, ledger, title
from prep.ingest import FORMATS
from prep.ingest.columns import NO_COLUMN, Layout
from prep.ingest.tables import Table
from prep.ingest.visibility import PARTS
from prep.plurals import many
from prep.project import Project, locate, read_json
from prep.stages import read_import_summary

OVERVIEW = Path(__file__).resolve().parent / "see_overview.py"
LAST, ANOTHER = "The last import", "Read an export"
_NAME = re.compile(r"[\w][\w .-]{0,60}")
S = st.session_state


def show_last(project: Project) -> None:
    """What came of the last import."""
    settings = read_json(project.settings)
    if not project.import_summary.is_file():
        show_title("This project was imported before its summary was kept", project, settings)
        st.markdown("Read the export again to see how it is read. Your decisions on pairs are kept.")
        return
    summary = read_import_summary(project)
    show_title(title(summary), project, settings)
    about = "Three typical threads, as the project keeps them: " + (
        "personal data stays in them, as you asked."
        if settings.get("prep", {}).get("keep_personal_data")
        else "cleaned, with placeholders for personal data."
    )
    show_counts(summary)
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown("**Next:** check the roles in the threads below. If they are right, go on.", width="stretch")
        st.button("Read it again", on_click=turn_to, args=(ANOTHER,))
        if st.button("Go on", type="primary", icon=":material/arrow_forward:", shortcut="Enter"):
            st.switch_page(OVERVIEW)
    show_details(summary, about)
    if project.cuts_said.is_file():
        show_remaking(project, is_next=False)
    with st.expander("What was cut out of messages, and why", icon=":material/content_cut:"):
        show_kinds(project, cleaned_of(project), closed_of(project))


def show_title(words: str, project: Project | None, settings: Mapping[str, Any]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(words, width="content")
        st.space("stretch")
        offer_projects()
        if project is not None and (at := settings.get("prepared_at")):
            read = f"{project.name} · read {day_and_time(at, st.context.timezone)}"
            show(paragraph([("quiet", read)]), width="content")


def turn_to(view: str) -> None:
    S["import_view"] = view


def show_form(project: Project | None) -> None:
    """Choose an export, see how it would be read, make the project from it."""
    stored = read_json(project.settings) if project else {}
    show_title("Which export shall I read?", None, {})
    paths, export_format, said_domains = choose_files(stored)
    if not paths:
        st.markdown(
            "A Zendesk or Freshdesk export, a table with questions and answers, mails, or chat transcripts. "
            "Everything stays on this machine."
        )
        return
    found = recognise(paths, export_format)
    show(paragraph([("strong", f"This looks like {called(found.kind)}"), ("same", f": {found.because}.")]))
    if found.kind == "table":
        mapping, own, is_ready = ask_about_table(paths, stored, said_domains)
    else:
        mapping, own = remembered_answers(stored, found), said_domains
        is_ready = show_look(paths, options(export_format, mapping, own))
    show_start(project, paths, options(export_format, mapping, own), is_ready)


def choose_files(stored: Mapping[str, Any]) -> tuple[list[Path], str, list[str]]:
    """Files by path or by upload, and what a person knows about them from the start."""
    left, right = st.columns(2)
    written = left.text_input(
        "A file or folder on this machine", placeholder="/home/me/export", key="import_path", persist_state="session"
    )
    uploaded = right.file_uploader("Or drop the files here", accept_multiple_files=True, key="import_files")
    with left, st.container(horizontal=True):
        export_format = st.selectbox(
            "Kind",
            ["auto", *FORMATS],
            format_func=lambda kind: "tell by content" if kind == "auto" else called(kind),
            key="import_kind",
        )
        own = st.text_input(
            "Your own mail domains",
            value=", ".join(stored.get("prep", {}).get("own_domains", ())),
            placeholder="example.com",
            help="Mail from there is an agent's. Needed for mailboxes; several with commas.",
        )
    if uploaded:
        right.caption("A copy lies in a private folder on this machine until the workbench ends.")
        return keep(uploaded), export_format, listed(own)
    path = (written or "").strip().strip("\"'")
    return ([Path(path).expanduser()] if path else []), export_format, listed(own)


def remembered_answers(stored: Mapping[str, Any], found: Recognised) -> Mapping[str, str]:
    """What was said with --map when the project last read such an export."""
    same_kind = stored.get("import", {}).get("export_format") == found.kind
    return stored.get("prep", {}).get("mapping") or {} if same_kind else {}


def ask_about_table(
    paths: Sequence[Path], stored: Mapping[str, Any], own: list[str]
) -> tuple[Mapping[str, str], list[str], bool]:
    """The mapping, the agents' domains, and whether the table can be read with them."""
    remembered = stored.get("prep", {}).get("mapping") or {}
    left, right = st.columns([2, 3])
    with left.container(border=True):
        sheet = ask_sheet(paths, remembered)
        if sheet is None:
            return {}, own, False
        tables = tables_of(paths, sheet)
        layout, mapping = ask_columns(paths, tables, remembered)
        if sheet:
            mapping["sheet"] = sheet
        if layout == "a row a message" and (column := mapping.get("role") or mapping.get("author")):
            agents, more = ask_agents(paths, tables, column, remembered)
            own = list(dict.fromkeys([*own, *more]))
            if agents:
                mapping["agent_is"] = "|".join(agents)
    with right.container(border=True):
        return mapping, own, show_preview(tables, layout, mapping, own)


def ask_sheet(paths: Sequence[Path], remembered: Mapping[str, str]) -> str | None:
    """The sheet to read, "" where there is only one; None until a person has chosen."""
    found = sheets(paths)
    if len(found) < 2:
        return ""
    before = found.index(remembered["sheet"]) if remembered.get("sheet") in found else None
    return st.selectbox(
        "Sheet", found, index=before, placeholder="Choose the sheet with the tickets", key=key(paths, "sheet")
    )


def ask_columns(
    paths: Sequence[Path], tables: Sequence[Table], remembered: Mapping[str, str]
) -> tuple[Layout, dict[str, str]]:
    """Which column plays which part, begun with what was said or guessed."""
    columns = list(tables[0].columns)
    begun, proposal, origin = proposed(columns, remembered)
    st.markdown("**Which column is what?**" + (f" :gray[{origin}]" if origin else ""))
    layout = st.radio(
        "Layout", list(LAYOUTS), index=list(LAYOUTS).index(begun), format_func=LAYOUTS.__getitem__,
        key=key(paths, "layout"), label_visibility="collapsed",
    )  # fmt: skip
    told = {} if any(part in remembered for part in PARTS) else visibility(tables, begun, proposal)
    proposal = {**proposal, **told}
    neither = any(remembered.get(part) == NO_COLUMN for part in PARTS)
    mapping: dict[str, str] = {}

    def ask(part: str, is_needed: bool) -> None:
        choices = columns if is_needed else [None, *columns]
        before = choices.index(proposal[part]) if layout == begun and part in proposal else None if is_needed else 0
        chosen = st.selectbox(
            CALLED[part], choices, index=before, placeholder="Choose a column",
            format_func=lambda column: "–" if column is None else with_sample(tables, column),
            key=key(paths, layout, part),
        )  # fmt: skip
        if chosen:
            mapping[part] = chosen

    for part in REQUIRED[layout]:
        ask(part, is_needed=True)
    with st.expander("More columns", expanded=False):
        for part in OPTIONAL[layout]:
            ask(part, is_needed=False)
        if layout == "a row a message" and not any(part in mapping for part in PARTS):
            none = st.checkbox(
                "No column tells internal notes", value=neither or bool(told), key=key(paths, layout, NO_COLUMN)
            )
            if none:
                mapping["internal"] = NO_COLUMN
    return layout, without_the_unchosen(layout, columns, mapping)


def ask_agents(
    paths: Sequence[Path], tables: Sequence[Table], column: str, remembered: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Who of those whose name tells no role is an agent: names, and whole mail domains."""
    speakers = undecided(tables, column)
    if not speakers:
        return [], []
    n_messages = {speaker: many(n, "message") for speaker, n in speakers if "|" not in speaker}
    whole = [f"@{domain}" for domain in domains(list(n_messages))]
    said = [name for name in remembered.get("agent_is", "").split("|") if name in n_messages]
    chosen = st.multiselect(
        "Who of these answers for your helpdesk?",
        [*whole, *n_messages],
        default=said,
        format_func=lambda who: f"{who} · {n_messages[who]}" if who in n_messages else f"everybody {who}",
        key=key(paths, column, "agents"),
        placeholder="Choose your agents; all others count as customers",
    )
    return [who for who in chosen if who in n_messages], [who[1:] for who in chosen if who not in n_messages]


def show_preview(tables: Sequence[Table], layout: Layout, mapping: Mapping[str, str], own: Sequence[str]) -> bool:
    """The first threads as they would be read; whether the table can be read at all."""
    if lacking := missing(layout, mapping):
        st.markdown("**This is how I would read your file**")
        names = " and ".join(f"“{CALLED[part]}”" for part in lacking)
        st.markdown(f"Choose a column for {names}, and the first threads appear here.")
        return False
    try:
        summary = preview(tables, mapping, own)
    except BadInput as fault:
        tell(fault)
        return False
    n_rows = sum(len(table.rows) for table in tables)
    about = (
        f"From the first {HEAD} of {n_rows:,} rows"
        if n_rows > HEAD
        else "From its only row"
        if n_rows == 1
        else f"From all {n_rows:,} rows"
    )
    about = f"{about}: {ledger(summary)}. Dates: {dates(summary)}. Internal: {internal(summary)}. "
    about += "Names are replaced when the pairs are made."
    show_threads(summary, about)
    for each in summary.left_out:
        show(paragraph([("badge", each.code), ("quiet", f"  {each.n:,}, such as {', '.join(each.examples)}")]))
    for warning in summary.warnings:
        show(paragraph([("quiet", warning)]))
    if not summary.n_answered:
        st.badge("no thread has an answer", icon=":material/error:", color="orange")
    return summary.n_tickets > 0


def show_look(paths: Sequence[Path], words: list[str]) -> bool:
    """What the whole export is read as, when a person wants to see it first. It can be read in any case."""
    asked = [*map(str, paths), *words]
    if st.button("Look at it first", icon=":material/visibility:"):
        S["import_look"] = (asked, look(asked))
    seen = S.get("import_look")
    if seen and seen[0] == asked:
        if isinstance(seen[1], ImportSummary):
            show_import(
                seen[1], "Three typical threads, cleaned, with placeholders for personal data. Nothing was written."
            )
        else:
            tell(BadInput(seen[1]))
            return False
    return True


def look(words: list[str]) -> ImportSummary | str:
    """`pairwright look` in a process of its own, so that no model library comes into this one; or why it failed."""
    with st.spinner("Reading the export"):
        done = subprocess.run(
            [sys.executable, "-m", "pairwright", "look", *words, "--json"], capture_output=True, text=True, check=False
        )
    if done.returncode:
        return next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "The reader stopped.")
    return TypeAdapter(ImportSummary).validate_python(json.loads(done.stdout))


def show_start(project: Project | None, paths: Sequence[Path], words: list[str], is_ready: bool) -> None:
    """Into which project, and the button that reads everything and makes the pairs."""
    with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
        target = ask_target(project)
        if target and target.pairs.is_file():
            st.badge("makes this project's pairs anew, keeps your decisions", icon=":material/history:", color="orange")
        st.space("stretch")
        job = started(f"prep {target.root}") if target else None
        if job and job.is_running:
            wait_for(job, "prep")
            return
        label = "Read everything and make the pairs"
        if (
            st.button(label, type="primary", icon=":material/play_arrow:", disabled=not (is_ready and target))
            and target
        ):
            root = target.root.resolve()
            start(f"prep {target.root}", "prep", str(root), *(str(path.resolve()) for path in paths), *words)
            S["import_started"] = str(target.root)
            st.rerun()
    if job and job.last_words:
        st.badge("could not go on", icon=":material/error:", color="red")
        st.text(job.last_words)


def ask_target(project: Project | None) -> Project | None:
    """The project to make or to fill again."""
    if project is not None and os.environ.get(PROJECT_VARIABLE):
        show(paragraph([("quiet", "Into the project "), ("strong", project.name)]), width="content")
        return project
    name = (st.text_input("Into the project", value=project.name if project else "my-desk", width=260) or "").strip()
    if not _NAME.fullmatch(name):
        st.caption("A project's name has letters, digits, blanks, dots and dashes.")
        return None
    return locate(name)


def key(paths: Sequence[Path], *parts: str) -> str:
    """A name for a question about these very files: other files begin with other answers."""
    about = "\n".join([*map(str, paths), *parts])
    return f"import_{hashlib.sha256(about.encode('utf-8', 'surrogateescape')).hexdigest()[:12]}"


def welcome_what_was_made() -> None:
    """When the import that was started here has ended well, turn to what came of it."""
    root = S.get("import_started", "")
    job = started(f"prep {root}") if root else None
    if job and not job.is_running:
        del S["import_started"]
        if not job.last_words:
            S["project"] = Path(root).name
            S["import_view"] = LAST


welcome_what_was_made()
project = picked()
if project is None:
    show_form(None)
else:
    view = st.segmented_control(
        "View",
        [LAST, ANOTHER],
        default=None if "import_view" in S else LAST,
        required=True,
        key="import_view",
        bind="query-params",
        label_visibility="collapsed",
    )
    if view == LAST:
        show_last(project)
    else:
        show_form(project)
