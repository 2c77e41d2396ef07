"""An evaluation's records as what its page shows: rows of charts, lists of answers. Knows nothing of Streamlit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import nan
from typing import Literal

from app_pages.charts import Interval
from evalsuite.folder import read_scores, read_summary, summary_file
from evalsuite.records import Difference, GradedAnswer, Rate, Summary
from evalsuite.wording import FEW, SOME, named, percent, points, points_span, span
from prep.project import Project

Which = Literal["Wrong", "Unsure", "Refused", "Invented", "Errors", "Right"]
WHICH: tuple[Which, ...] = ("Wrong", "Unsure", "Refused", "Invented", "Errors", "Right")


@dataclass(frozen=True, slots=True)
class UntaughtRow:
    """What one responder did with questions that training never covered, in counts."""

    responder: str
    refused: str
    right: str
    invented: str


def evaluated_runs(project: Project) -> list[str]:
    """The runs that were evaluated, latest first."""
    if not project.evaluations.is_dir():
        return []
    found = [
        (summary_file(folder).stat().st_mtime, folder.name)
        for folder in project.evaluations.iterdir()
        if summary_file(folder).is_file()
    ]
    return [name for _, name in sorted(found, reverse=True)]


def read_evaluation(project: Project, run: str) -> tuple[Summary, list[GradedAnswer]]:
    """A run's summary and its graded answers."""
    folder = project.evaluation(run)
    return read_summary(folder), read_scores(folder)


def responder_rows(summary: Summary) -> list[Interval]:
    """Held-out accuracy of everyone who answered, the one under test first."""
    return _rows(
        {_called(name): rate for name, rate in sorted(summary.held_out_accuracy.items(), key=_tested_first(summary))}
    )


def topic_rows(summary: Summary) -> list[Interval]:
    """Held-out accuracy of the responder under test by topic, weakest first, where there are enough questions."""
    large = [(rate.value or 0.0, topic) for topic, rate in _topics(summary).items() if rate.n >= FEW]
    return _rows({topic: _topics(summary)[topic] for _, topic in sorted(large)})


def small_topics(summary: Summary) -> str:
    """The counts of the other topics: "payroll 3 of 4 · travel 0 of 6"; "" when there is none."""
    small = {topic: rate for topic, rate in sorted(_topics(summary).items()) if rate.n < FEW}
    return " · ".join(f"{topic} {rate.n_right} of {rate.n}" for topic, rate in small.items())


def _topics(summary: Summary) -> dict[str, Rate]:
    return {topic or "(no topic)": by_name[summary.responder] for topic, by_name in summary.topics.items()}


def gap_rows(summary: Summary) -> list[Interval]:
    """The gap of the responder under test, and the base model's own, which is luck."""
    gap = summary.gap
    rows = [(_called(summary.responder), Difference(gap.value, gap.low, gap.high))]
    if gap.base is not None:
        rows.append(("Base model, which saw neither", gap.base))
    return [
        Interval(
            name, found.value, found.low, found.high, f"{points(found.value)} · {points_span(found.low, found.high)}"
        )
        for name, found in rows
        if found.value is not None and found.low is not None and found.high is not None
    ]


def untaught_rows(summary: Summary) -> list[UntaughtRow]:
    """Counts, since there are few such questions by design."""
    return [
        UntaughtRow(
            _called(name),
            f"{found.n - found.accuracy.n_right - found.invented} of {found.n}",
            f"{found.accuracy.n_right} of {found.n}",
            f"{found.invented} of {found.n}",
        )
        for name, found in sorted(summary.untaught.items(), key=_tested_first(summary))
        if found.n
    ]


def choose_answers(
    graded: Sequence[GradedAnswer], responder: str, which: Which, topic: str | None
) -> list[GradedAnswer]:
    """The held-out answers of one responder that a person asked to read."""
    return [
        one
        for one in graded
        if one.answer.responder == responder
        and one.question.part != "train"
        and (topic is None or one.question.topic == topic)
        and _kind(one) == which
    ]


def answer_counts(graded: Sequence[GradedAnswer], responder: str, topic: str | None) -> Mapping[Which, int]:
    """How many held-out answers there are of each kind."""
    return {which: len(choose_answers(graded, responder, which, topic)) for which in WHICH}


def _kind(one: GradedAnswer) -> Which:
    if one.graded.grade == "unscored":
        return "Errors"
    if one.graded.refused:
        return "Refused"
    if one.question.part == "untaught" and not one.graded.counts_as_right:
        return "Invented"
    if one.graded.grade == "unsure":
        return "Unsure"
    return "Right" if one.graded.grade == "correct" else "Wrong"


def _rows(rates: Mapping[str, Rate]) -> list[Interval]:
    return [_row(name, rate) for name, rate in rates.items()]


def _row(name: str, rate: Rate) -> Interval:
    """Under ten answers the words stand without a dot: a share of so few says nothing."""
    if rate.value is None or rate.low is None or rate.high is None:
        return Interval(name, nan, nan, nan, "no answer could be graded")
    counts = f"{rate.n_right} of {rate.n}"
    if rate.n < FEW:
        return Interval(name, nan, nan, nan, f"{counts}, too few for a share")
    if rate.n < SOME:
        return Interval(
            name, rate.value, rate.low, rate.high, f"{counts} · {percent(rate.value)} · {span(rate.low, rate.high)}"
        )
    words = f"{percent(rate.value)} · {span(rate.low, rate.high)} · n = {rate.n}"
    return Interval(name, rate.value, rate.low, rate.high, words)


def _called(responder: str) -> str:
    name = named(responder)
    return name[:1].upper() + name[1:]


def _tested_first(summary: Summary) -> Callable[[tuple[str, object]], tuple[bool, str]]:
    return lambda item: (item[0] != summary.responder, item[0])
