"""Graded answers → summary: the rates, the gap, the comparisons, and what could not be said."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from evalsuite.overfitting import overfitting_gap
from evalsuite.rates import compare, rate, untaught_rate
from evalsuite.records import Difference, GradedAnswer, Rate, Stamp, Summary
from evalsuite.stamp import what_openings_do
from evalsuite.statistics import clustered

ByResponder = Mapping[str, Sequence[GradedAnswer]]


def summarise(graded: Sequence[GradedAnswer], *, stamp: Stamp, seed: int) -> Summary:
    """The rates, the gap and the comparisons. The responder that comes first in `graded` is the one under test."""
    by_name: dict[str, list[GradedAnswer]] = defaultdict(list)
    for one in graded:
        by_name[one.answer.responder].append(one)
    taught, untaught, train = (_part(by_name, part) for part in ("taught", "untaught", "train"))
    tested = next(iter(by_name))
    comparisons = [compare(taught[tested], taught[other]) for other in by_name if other != tested]
    return Summary(
        responder=tested,
        held_out_accuracy={name: rate(rows) for name, rows in taught.items()},
        clustered={name: _clustered(rows, seed) for name, rows in taught.items()},
        untaught={name: untaught_rate(rows) for name, rows in untaught.items()},
        train_accuracy={name: rate(rows) for name, rows in train.items() if rows},
        gap=overfitting_gap(train[tested], taught[tested], train.get("base", ()), taught.get("base", ())),
        topics=_topics(taught),
        comparisons=tuple(comparison for comparison in comparisons if comparison is not None),
        refused={name: sum(one.graded.refused for one in rows) for name, rows in taught.items()},
        unsure={name: sum(one.graded.grade == "unsure" for one in rows) for name, rows in taught.items()},
        unscored={name: sum(one.graded.grade == "unscored" for one in rows) for name, rows in by_name.items()},
        stamp=stamp,
        notes=(*_notes(taught[tested], train[tested]), *what_openings_do(stamp, rate(taught[tested]))),
    )


def _part(by_name: ByResponder, part: str) -> dict[str, list[GradedAnswer]]:
    return {name: [one for one in rows if one.question.part == part] for name, rows in by_name.items()}


def _clustered(rows: Sequence[GradedAnswer], seed: int) -> Difference:
    scored = [one for one in rows if one.graded.grade != "unscored"]
    return clustered(
        [one.graded.counts_as_right for one in scored],
        [one.question.group_id or one.question.pair_id for one in scored],
        seed=seed,
    )


def _topics(taught: ByResponder) -> dict[str, dict[str, Rate]]:
    names = sorted({one.question.topic for rows in taught.values() for one in rows})
    return {
        topic: {name: rate(one for one in rows if one.question.topic == topic) for name, rows in taught.items()}
        for topic in names
    }


def _notes(taught: Sequence[GradedAnswer], train: Sequence[GradedAnswer]) -> tuple[str, ...]:
    notes = []
    if not taught:
        notes.append("No held-out question is taught by the training part, so there is no held-out accuracy.")
    if not train:
        notes.append("No training question was asked, so there is no overfitting gap.")
    missing = sorted({one.question.topic for one in taught} - {one.question.topic for one in train})
    if train and missing:
        notes.append(f"No training question was asked in {', '.join(name or 'no topic' for name in missing)}.")
    return tuple(notes)
