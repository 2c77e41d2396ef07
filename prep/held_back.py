"""Pairs whose texts are not shown, since the split in place holds them out: an opening alone shows them, and is logged.

A pair that waits for a person is shown to whoever decides, also where it is held out, since nobody can decide on what
they have not read. A copy that the audit folded into a held-out pair says the same, so it is not shown either, nor is a
pair that was held out and comes back to that side once it is kept again. Whoever reads the project's files finds every
text in pairs.jsonl and tickets.jsonl: this keeps nobody out, it keeps from looking by the way.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Literal

from prep.errors import BadInput, Refused
from prep.project import Project, read_json
from prep.records import Audit, Finding
from prep.selecting import COPIES
from prep.split_folder import settle

OPEN = "--open-held-out"
_HELD_OUT = ("taught", "untaught")


def held_back(project: Project, audit: Audit | None = None) -> frozenset[str]:
    """The ids of the pairs that are held out and do not wait for a person, and of the copies that `audit` folded into
    them; none before the split is sealed.
    """
    settle(project)
    if not project.split.is_file():
        return frozenset()
    try:
        held_out = held_out_ids(read_json(project.split)["split"])
    except (KeyError, TypeError):
        raise BadInput(
            f"{project.split}: expected which pair is in which part, got something else. Restore the file, or retire "
            f"this split with `pairwright split {project.argument} --anew`."
        ) from None
    return unshown(held_out, audit)


def held_out_ids(split: Mapping[str, Any]) -> frozenset[str]:
    """What a split, as it is stored, holds out or will hold out again, with what it left out as a copy of one of them.

    KeyError or TypeError when it is no split.
    """
    rows = [*split["assignments"], *split.get("absent", ())]
    held_out = {str(row["pair_id"]) for row in rows if row["part"] in _HELD_OUT}
    copies = (row for row in split.get("left_out", ()) if row["why"] == "copy" and row["because_of"] in held_out)
    return frozenset(held_out).union(str(row["pair_id"]) for row in copies)


def unshown(held_out: Collection[str], audit: Audit | None) -> frozenset[str]:
    """Held-out pairs but those that wait for a person, with the copies that were folded into them."""
    if audit is None:
        return frozenset(held_out)
    closed = set(held_out).difference(audit.waiting)
    rejected = set(audit.rejected)
    folded = [one.pair_ids for one in audit.findings if one.code in COPIES and one.pair_ids[0] in rejected]
    n_before = -1
    while len(closed) > n_before:  # a copy of a copy
        n_before = len(closed)
        closed |= {copy for copy, *kept in folded if closed.intersection(kept)}
    return frozenset(closed)


def unquoted(finding: Finding, held_back_ids: Collection[str]) -> Finding:
    """A finding as it may be printed: its words may be those of any of its pairs, so they go where one is held out."""
    sealed = [pair_id for pair_id in finding.pair_ids if pair_id in held_back_ids]
    return replace(finding, detail=f"not quoted: {sealed[0]} is held out", evidence=()) if sealed else finding


def refuse_unopened(
    command: str, asked: Collection[str], held_back_ids: Collection[str], what: Literal["pairs", "tickets"] = "pairs"
) -> None:
    """Refused when somebody asks for the text of a held-out pair, or its ticket, without opening the held-out part."""
    sealed = sorted(set(asked).intersection(held_back_ids))
    if sealed:
        named = ", ".join(sealed[:5]) + (f" and {len(sealed) - 5} more" if len(sealed) > 5 else "")
        raise Refused(
            f"{command}: expected {what} that are not held out, got {named}. Whoever reads one opens the held-out "
            f"part, which is logged and printed with every later score: say why with {OPEN} WHY, or leave it closed."
        )
