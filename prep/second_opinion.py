"""What a model of natural language inference says of the conflicts that were found: which of them come first.

It is asked about conflicts only, and decides none: their likelihood becomes the mean of ours and the model's, and lists
and pages show the likeliest first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pydantic import TypeAdapter

from prep.disputes import CODE
from prep.entailment import EntailmentModel
from prep.progress import Progress, silent
from prep.records import Audit, Finding, Pair
from prep.remembered import Remembered, digest_of

_CONFLICTS = (CODE, "superseded")


def ranked(
    audit: Audit,
    pairs: Sequence[Pair],
    model: EntailmentModel,
    *,
    remembered: Remembered | None = None,
    progress: Progress = silent,
) -> Audit:
    """The audit with its conflicts valued by the model too; what it said of the same answers before is remembered."""
    by_id = {pair.pair_id: pair for pair in pairs}
    places = [place for place, finding in enumerate(audit.findings) if finding.code in _CONFLICTS]
    held = [_sides(audit.findings[place], by_id) for place in places]

    def read(missing: Sequence[int]) -> Iterator[float]:
        with progress("Reading conflicts", len(missing)) as tick:
            for place in missing:
                yield contradiction(*held[place], model)
                tick(1)

    digests = [
        digest_of(model.address, *(text for pair in sides for text in (pair.instruction, pair.response)))
        for sides in held
    ]
    said = (remembered or Remembered()).results("second opinions", TypeAdapter(float), digests, read)
    findings = list(audit.findings)
    for place, likelihood in zip(places, said, strict=True):
        ours = findings[place].value
        findings[place] = replace(findings[place], value=round(((ours or 0.0) + likelihood) / 2, 3))
    return replace(audit, findings=tuple(findings))


def contradiction(left: Pair, right: Pair, model: EntailmentModel) -> float:
    """How likely one answer contradicts the other, 0 to 1: the mean of both ways, each behind its question."""
    both = ((left, right), (right, left))
    ways = (
        model.likelihood(f"{one.instruction} {one.response}", f"{other.instruction} {other.response}", "contradiction")
        for one, other in both
    )
    return sum(ways) / len(both)


def _sides(finding: Finding, by_id: Mapping[str, Pair]) -> tuple[Pair, Pair]:
    """A finding's pair, and the one that it contradicts most clearly."""
    return by_id[finding.pair_ids[0]], by_id[finding.pair_ids[1]]
