"""The best pairs of a project or of a file: read the audit, choose, write the rows and the reasons.

Of a project whose held-out part is sealed, only pairs of its training part may be chosen.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from prep.audit_file import audited_file, folder_of
from prep.embeddings import PACKAGED_MODEL, Embedder
from prep.errors import BadInput, StaleFiles
from prep.glossary import Glossary, read_glossary
from prep.held_out import read_sealed, read_train
from prep.one_answer import with_one_answer
from prep.progress import Progress, silent
from prep.project import Project, digest, write_jsonl
from prep.quality import Quality, mean_quality, rate_pairs
from prep.records import Audit, Pair
from prep.selecting import Choice, select_pairs
from prep.stages import read_audit, read_pairs


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen and where it was written."""

    asked: int
    choices: Sequence[Choice]
    rows: Path  # exactly {"instruction", "response"} a line, the best first
    reasons: Path  # a Choice a line: the chosen in the order of the rows, then those left out
    chosen_quality: float | None  # mean score
    eligible_quality: float | None  # of all that could be chosen
    holds_all_parts: bool  # of a project that holds nothing out yet

    @property
    def n_chosen(self) -> int:
        return sum(choice.is_chosen for choice in self.choices)


def select_from_project(
    project: Project,
    best: int,
    to: Path | None = None,
    *,
    embedding_model: str = PACKAGED_MODEL,
    progress: Progress = silent,
) -> Selection:
    """The best pairs that the project's audit kept; MissingProject or StaleFiles without an audit of today's pairs."""
    if to is not None and to.resolve() != project.selected.resolve() and _is_within(to, project.root):
        raise BadInput(
            f"--to {to}: expected a file outside the project's folder, got one among the project's own. "
            f"Leave --to away to write {project.selected}, or name another place."
        )
    found, pairs = read_audit(project), read_pairs(project)
    embed = Embedder(embedding_model, project.embeddings, progress)
    barred = _outside_train(project, found)
    chosen = _select(pairs, found, embed, best, to or project.selected, barred, read_glossary(project.glossary))
    return replace(chosen, holds_all_parts=not project.split.is_file())


def select_from_file(
    path: Path,
    best: int,
    to: Path | None = None,
    *,
    embedding_model: str = PACKAGED_MODEL,
    progress: Progress = silent,
) -> Selection:
    """The best pairs of any instruction/response JSONL, which is audited first unless it was."""
    if to is not None and path.resolve() in (to.resolve(), _reasons_beside(to).resolve()):
        raise BadInput(f"--to {to}: expected other files than the one that is read. Name a new file.")
    audited = audited_file(path, embedding_model=embedding_model, progress=progress)
    embed = Embedder(embedding_model, folder_of(path) / "embeddings.npz", progress)
    return _select(audited.pairs, audited.audit, embed, best, to or folder_of(path) / "selected.jsonl", {}, None)


def _select(
    pairs: Sequence[Pair],
    audit: Audit,
    embed: Embedder,
    best: int,
    to: Path,
    barred: Mapping[str, str],
    glossary: Glossary | None,
) -> Selection:
    if best < 1:
        raise BadInput(f"--best: expected a number of pairs from 1, got {best}. Say how many you want.")
    eligible = [pair_id for pair_id in audit.kept if pair_id not in barred]
    quality: Mapping[str, Quality] = rate_pairs(pairs, audit, eligible, glossary)
    choices = select_pairs(pairs, audit, quality, embed, best=best, barred=barred)
    chosen = [choice.pair_id for choice in choices if choice.is_chosen]
    by_id = {pair.pair_id: pair for pair in with_one_answer(pairs, audit)}
    reasons = _reasons_beside(to)
    write_jsonl(reasons, choices)
    write_jsonl(
        to, ({"instruction": by_id[pair_id].instruction, "response": by_id[pair_id].response} for pair_id in chosen)
    )
    means = mean_quality(quality, chosen), mean_quality(quality, eligible)
    return Selection(best, choices, to, reasons, *means, holds_all_parts=False)


def _is_within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _reasons_beside(rows: Path) -> Path:
    return rows.with_name(f"{rows.stem}.why.jsonl")


def by_topic(choices: Iterable[Choice]) -> dict[str, tuple[int, int]]:
    """Of each topic how many pairs were chosen, and how many could be; the largest first."""
    eligible = [choice for choice in choices if choice.quality]
    chosen = Counter(choice.topic for choice in eligible if choice.is_chosen)
    could_be = Counter(choice.topic for choice in eligible)
    return {topic: (chosen[topic], n) for topic, n in sorted(could_be.items(), key=lambda one: (-one[1], one[0]))}


def _outside_train(project: Project, audit: Audit) -> dict[str, str]:
    """Kept pairs that a sealed split holds out: whoever trains on a selection must not have seen them."""
    if not project.split.is_file():
        return {}
    if read_sealed(project).pairs_digest != digest(project.audit):
        raise StaleFiles(
            f"{project.split}: expected a split of today's audit, got one of other pairs or decisions, so that nobody "
            f"can say what it holds out. Run `pairwright split {project.argument}`: old pairs keep their side."
        )
    train = {pair.pair_id for pair in read_train(project)}
    return {pair_id: "outside the training part of the sealed split" for pair_id in audit.kept if pair_id not in train}
