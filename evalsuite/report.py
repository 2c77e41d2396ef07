"""Summary and graded answers → report.html, for whoever has to decide and has no time for the numbers' names."""

from collections.abc import Iterable, Sequence

from jinja2 import Environment, StrictUndefined

from evalsuite.headline import against, headline
from evalsuite.records import Bars, GradedAnswer, Summary
from evalsuite.report_page import PAGE
from evalsuite.stamp import stamp_line, to_keep
from evalsuite.verdict import accuracy_gate, gap_gate
from evalsuite.wording import named, percent, rate_in_words

SHOWN = 40  # answers of one kind


def report_html(summary: Summary, graded: Sequence[GradedAnswer], bars: Bars = Bars()) -> str:  # noqa: B008 - frozen
    """The whole page. Every text from tickets and models is escaped."""
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    page.filters |= {"percent": percent, "named": named, "rate_in_words": rate_in_words}
    return page.from_string(PAGE).render(
        summary=summary,
        headline=headline(summary),
        against=[against(comparison) for comparison in summary.comparisons],
        stamp=stamp_line(summary.stamp),
        to_keep=to_keep(summary.stamp),
        gates=(accuracy_gate(summary, bars), gap_gate(summary, bars)),
        bar=bars.held_out_accuracy,
        untaught=_untaught(summary),
        topics=[(topic, rates[summary.responder]) for topic, rates in summary.topics.items()],
        lists=_lists([one for one in graded if one.answer.responder == summary.responder]),
    )


def _untaught(summary: Summary) -> dict[str, dict[str, float | int | None]]:
    return {
        name: {
            "value": found.value,
            "n": found.n,
            "n_refused": found.n - found.accuracy.n_right - found.invented,
            "n_right": found.accuracy.n_right,
            "invented": found.invented,
        }
        for name, found in summary.untaught.items()
        if found.n
    }


def _lists(graded: Sequence[GradedAnswer]) -> list[tuple[str, Sequence[GradedAnswer], int]]:
    """What a person should read, most telling first, each list cut at SHOWN."""
    taught = [one for one in graded if one.question.part == "taught"]
    untaught = [one for one in graded if one.question.part == "untaught" and one.graded.grade != "unscored"]
    invented = (one for one in untaught if not one.graded.refused and not one.graded.counts_as_right)
    return [
        _cut("Wrong answers", (one for one in taught if one.graded.grade == "wrong" and not one.graded.refused)),
        _cut("Refused although taught", (one for one in taught if one.graded.refused)),
        _cut("Invented although never taught", invented),
        _cut("Unsure: grade these by hand", (one for one in taught if one.graded.grade == "unsure")),
        _cut("Errors, counted nowhere", (one for one in graded if one.graded.grade == "unscored")),
    ]


def _cut(title: str, rows: Iterable[GradedAnswer]) -> tuple[str, Sequence[GradedAnswer], int]:
    listed = list(rows)
    return f"{title} ({len(listed)})", listed[:SHOWN], max(0, len(listed) - SHOWN)
