"""Calibration on a project: draw borderline pairs, keep what a person says of them, and the cut for the next audit."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import exp

from prep.calibration import (
    ENOUGH,
    SHIPPED_CUT,
    Answer,
    Borderline,
    Calibration,
    Label,
    Share,
    calibrate,
    draw_borderline,
    still_said,
    texts_of,
)
from prep.embeddings import PACKAGED_MODEL, Embedder, model_digest
from prep.held_back import held_back
from prep.neighbours import question_links
from prep.progress import Progress, silent
from prep.project import Project, append_jsonl, read_records, write_json, write_jsonl
from prep.records import Pair
from prep.stages import read_audit, read_pairs, read_pairs_as_said

SEED = 7


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before the person: the drawn pairs, what was said about them, and where that puts the cut."""

    drawn: tuple[Borderline, ...]
    pairs: Mapping[str, Pair]  # in the words that they have now
    said: Mapping[tuple[str, str], Label]
    calibration: Calibration
    held_back: frozenset[str] = frozenset()  # not shown, since they are held out

    @property
    def waiting(self) -> list[Borderline]:
        """What nobody has labelled yet, may be shown, and still says what it said when it was drawn."""
        return [
            one
            for one in self.drawn
            if (one.left, one.right) not in self.said
            and not self.held_back.intersection((one.left, one.right))
            and self.is_current(one)
        ]

    def is_current(self, one: Borderline | Label) -> bool:
        """Whether both pairs are still there with the same questions."""
        both = self.pairs.get(one.left), self.pairs.get(one.right)
        return both[0] is not None and both[1] is not None and texts_of(both[0], both[1]) == one.texts


def draw(project: Project, *, embedding_model: str = PACKAGED_MODEL, progress: Progress = silent) -> Desk:
    """Draw pairs around the cut from the pairs that the audit did not set aside and no split holds out.

    What was said before still counts. Their odds are the audit's, which holds pairs against each other by what they say
    themselves, whatever they are taught with.
    """
    audit = read_audit(project, at_any_cut=True)
    aside = held_back(project).union(audit.rejected)
    shown = (one for one in read_pairs_as_said(project) if one.pair_id not in aside)
    pairs = sorted(shown, key=lambda one: one.pair_id)
    embed = Embedder(embedding_model, project.embeddings, progress)
    vectors = embed([one.instruction for one in pairs]), embed([one.response for one in pairs])
    links = question_links(pairs, *vectors, progress=progress)
    known = {label.texts for label in still_said(read_labels(project)).values()}
    write_jsonl(project.borderline, draw_borderline(pairs, links, seed=SEED, known=known))
    return read_desk(project)


def read_desk(project: Project, pairs: Mapping[str, Pair] | None = None) -> Desk:
    """The drawn pairs and the labels; none drawn before the first `draw`. `pairs`: where they were read already."""
    drawn = read_records(project.borderline, Borderline) if project.borderline.is_file() else []
    if pairs is None:
        pairs = {pair.pair_id: pair for pair in read_pairs(project)}
    desk = Desk(tuple(drawn), pairs, still_said(read_labels(project)), calibrate(()), held_back(project))
    current = [label for label in desk.said.values() if desk.is_current(label)]
    return replace(desk, calibration=calibrate(current))


def read_labels(project: Project) -> list[Label]:
    """Every line that a person said, oldest first."""
    return read_records(project.labels, Label) if project.labels.is_file() else []


def keep(
    project: Project,
    one: Borderline | Label,
    answer: Answer,
    at: str,
    *,
    model: str = PACKAGED_MODEL,
    pairs: Mapping[str, Pair] | None = None,
) -> Desk:
    """Keep a person's word on two questions, and the cut that follows for the next audit."""
    append_jsonl(project.labels, Label(one.left, one.right, one.odds, one.texts, answer, at))
    desk = read_desk(project, pairs)
    write_json(project.calibration, {"embedding_model": model_digest(model), **asdict(desk.calibration)})
    return desk


def last_said(labels: Sequence[Label]) -> Label | None:
    """What an undo would take back."""
    standing: list[Label] = []
    for label in labels:
        if label.answer != "undo":
            standing.append(label)
            continue
        about = [n for n, before in enumerate(standing) if (before.left, before.right) == (label.left, label.right)]
        if about:
            del standing[about[-1]]
    return standing[-1] if standing else None


def in_words(calibration: Calibration) -> list[str]:
    """Where the cut stands and what it does, for a person; what is missing where it has not moved."""
    n = calibration.n_labels
    if not calibration.is_moved:
        return [f"{n} of {ENOUGH} labels: the cut stays as shipped until there are {ENOUGH}."]
    lines = [
        f"The cut is at {_chance(calibration.cut)} likelihood of being the same question; shipped: "
        f"{_chance(SHIPPED_CUT)}. From {n} labels, {calibration.n_same} the same."
    ]
    for name, now, before in (
        ("Of the pairs that count as the same, really the same", calibration.precision, calibration.precision_before),
        ("Of the pairs that are the same, found", calibration.recall, calibration.recall_before),
    ):
        lines.append(f"{name}: {_share(now)}; as shipped {_share(before)}.")
    return [*lines, "Among borderline pairs only: those that are clear were not shown."]


def _chance(odds: float) -> str:
    return f"{1 / (1 + exp(-odds)):.0%}".replace("%", " %")


def _share(share: Share) -> str:
    if share.value is None or share.low is None or share.high is None:
        return "none"
    return (
        f"{share.n_right} of {share.n} ({100 * share.value:.0f} %, 95 % interval {100 * share.low:.0f} to "
        f"{100 * share.high:.0f} %)"
    )
