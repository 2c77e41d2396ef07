"""Exports → tickets. One module a family of exports; `detect` chooses by content and says why.

    files → kind of content → zendesk | one of helpdesks/ | table | mbox | transcript → Import

Nothing is dropped in silence: every message read is in a ticket or has a Rejection with a code and its file:line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from prep.collecting import uncollected
from prep.holding import Hold, in_memory
from prep.ingest.automatic import mark_receipts
from prep.ingest.detect import FORMATS, Choice, detect
from prep.ingest.helpdesks import HELPDESKS, Asked, read_helpdesk
from prep.ingest.jsonlines import older_encoding
from prep.ingest.kinds import content_kind
from prep.ingest.mbox import read_mailboxes
from prep.ingest.sources import find_files
from prep.ingest.table import read_tables
from prep.ingest.transcript import read_transcripts
from prep.ingest.zendesk import read_zendesk
from prep.progress import Progress, silent
from prep.records import Import

__all__ = ["FORMATS", "read_export"]


def read_export(
    paths: Sequence[Path],
    *,
    export_format: str = "auto",
    mapping: Mapping[str, str] | None = None,
    own_domains: Sequence[str] = (),
    hold: Hold = in_memory,
    progress: Progress = silent,
) -> Import:
    """Read one export, whatever its files are called.

    `mapping` is what --map says: for a table, which column plays which part (`prep.ingest.columns`), a `sheet`, and
    the author value(s) that `agent_is`; for transcripts the key of the `turns`. `own_domains` are the domains or
    mailboxes of one's own staff, for exports that know authors by address only. `hold` is where tickets wait.

    Raises BadInput, with one line that says what to do, for anything that cannot be read for certain.
    """
    with uncollected():
        return _read(paths, export_format, dict(mapping or {}), own_domains, hold, progress)


def _read(
    paths: Sequence[Path],
    export_format: str,
    mapping: Mapping[str, str],
    own_domains: Sequence[str],
    hold: Hold,
    progress: Progress,
) -> Import:
    choice = detect(find_files(paths), export_format, mapping)
    if choice.export_format == "zendesk":
        read = read_zendesk(choice.files, because=choice.because, hold=hold, progress=progress)
    elif choice.export_format in HELPDESKS:
        asked = Asked(own_domains, mapping)
        helpdesk = HELPDESKS[choice.export_format]
        read = read_helpdesk(helpdesk, choice.files, because=choice.because, asked=asked, hold=hold, progress=progress)
    else:
        read = _read_other(choice, mapping, own_domains, hold, progress)
    tickets = mark_receipts(read.tickets, hold)
    of_json = (file for file in choice.files if content_kind(file) == "json")
    older = filter(None, map(older_encoding, of_json))
    return replace(read, tickets=tickets, warnings=(*choice.warnings, *older, *read.warnings))


def _read_other(
    choice: Choice, mapping: Mapping[str, str], own_domains: Sequence[str], hold: Hold, progress: Progress
) -> Import:
    """Exports of no helpdesk: mails are joined by what they answer, tables by their columns."""
    files, because = choice.files, choice.because
    if choice.export_format == "mbox":
        return read_mailboxes(files, because=because, own_domains=own_domains, hold=hold, progress=progress)
    reader = read_transcripts if choice.export_format == "transcript" else read_tables
    return reader(files, because=because, mapping=mapping, own_domains=own_domains, hold=hold, progress=progress)
