"""Pairs whose texts are not shown, since the split in place holds them out: an opening alone shows them, and is logged.

A pair that waits for a person is shown to whoever decides, also where it is held out, since nobody can decide on what
they have not read. Whoever reads the project's files finds every text in pairs.jsonl and tickets.jsonl: this keeps
nobody out, it keeps from looking by the way.
"""

from collections.abc import Collection

from prep.errors import BadInput, Refused
from prep.project import Project, read_json
from prep.split_folder import settle

OPEN = "--open-held-out"
_HELD_OUT = ("taught", "untaught")


def held_back(project: Project, waiting: Collection[str] = ()) -> frozenset[str]:
    """The ids of the pairs that are held out and do not wait for a person; none before the split is sealed."""
    settle(project)
    if not project.split.is_file():
        return frozenset()
    try:
        rows = read_json(project.split)["split"]["assignments"]
        held_out = {str(row["pair_id"]) for row in rows if row["part"] in _HELD_OUT}
    except (KeyError, TypeError):
        raise BadInput(
            f"{project.split}: expected which pair is in which part, got something else. Restore the file, or retire "
            f"this split with `pairwright split {project.argument} --anew`."
        ) from None
    return frozenset(held_out.difference(waiting))


def refuse_unopened(command: str, asked: Collection[str], held_back_ids: Collection[str]) -> None:
    """Refused when somebody asks for the text of a held-out pair without opening the held-out part."""
    sealed = sorted(set(asked).intersection(held_back_ids))
    if sealed:
        named = ", ".join(sealed[:5]) + (f" and {len(sealed) - 5} more" if len(sealed) > 5 else "")
        raise Refused(
            f"{command}: expected pairs that are not held out, got {named}. Whoever reads one opens the held-out part, "
            f"which is logged and printed with every later score: say why with {OPEN} WHY, or leave it closed."
        )
