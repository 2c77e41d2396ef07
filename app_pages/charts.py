"""The charts, all in the theme's own colours.

Vega's rules and words are black unless told otherwise, and a hex colour fails in one of the two themes. So `paint`
gives every layer a name, and one scale turns names into the theme's palette: "data" is its first colour, "words" its
last, the grey of lines and labels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt
import pandas as pd

INK = alt.Color("ink:N", scale=alt.Scale(domain=["data", "2", "3", "4", "5", "6", "words"]), legend=None)
_WORDS_AT = 1.05  # of the share axis: where the words beside an interval begin
_WORDS_END = 1.62


@dataclass(frozen=True, slots=True)
class Interval:
    """One row of a chart: a share with its interval, and the same in words."""

    name: str
    value: float
    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True)
class HeldOutShare:
    """How much of one topic is held out, as shares of it, and the same in words."""

    name: str
    taught: float
    held_out: float  # taught and untaught
    words: str


@dataclass(frozen=True, slots=True)
class LossPoint:
    """One logged loss. `series` is "training" or "validation"."""

    epoch: float
    loss: float
    series: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said about a moment of the training."""

    epoch: float
    words: str


def paint(chart: alt.Chart, name: str) -> alt.Chart:
    """`chart` in the theme's colour of that name."""
    return chart.transform_calculate(ink=f"'{name}'").encode(color=INK)


def interval_dots(
    rows: Sequence[Interval], *, bar: float | None = None, bar_words: str = "", step: int = 34
) -> alt.LayerChart | alt.FacetChart:
    """Shares between 0 and 1 with their intervals, words at the right, and the bar as a dashed line."""
    order = [row.name for row in rows]
    base = alt.Chart(_frame(rows)).encode(y=_names(order))
    share = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], title=None, labelFlush=False, grid=True, domain=False)
    scale = alt.Scale(domain=[0, _WORDS_END], nice=False)
    layers = [
        paint(base.mark_rule(strokeWidth=4, opacity=0.4), "data").encode(
            x=alt.X("low:Q", axis=share, scale=scale), x2="high:Q"
        ),
        paint(base.mark_point(filled=True, size=90, opacity=1), "data").encode(x=alt.X("value:Q", scale=scale)),
        paint(base.mark_text(align="left", fontSize=13), "words").encode(x=alt.X("at:Q", scale=scale), text="words:N"),
    ]
    if bar is not None:
        layers += _line(bar, scale, bar_words, dashed=True)
    return alt.layer(*layers).properties(height=alt.Step(step))


def gap_dots(rows: Sequence[Interval], *, limit: float, limit_words: str) -> alt.LayerChart | alt.FacetChart:
    """Differences in points with their intervals: zero is a solid line, the limit a dashed one."""
    order = [row.name for row in rows]
    reach = max(0.2, limit * 1.4, *(max(abs(row.low), abs(row.high)) for row in rows)) * 1.05
    scale = alt.Scale(domain=[-reach, reach * 2.1], nice=False)
    near = [-limit * 2, -limit, 0, limit, limit * 2]
    far = [tick for tick in ((0.4,) if reach < 0.5 else (0.5, 0.75, 1)) if tick > limit * 3]
    ticks = sorted([*near, *far, *(-tick for tick in far)])
    axis = alt.Axis(
        values=[tick for tick in ticks if abs(tick) <= reach],
        labelExpr="replace(format(datum.value * 100, '.0f'), '-', '−')",
        title=None,
        labelFlush=False,
        grid=True,
        domain=False,
    )
    base = alt.Chart(_frame(rows, at=reach * 1.05)).encode(y=_names(order))
    layers = [
        *_line(0, scale, "", dashed=False),
        *_line(limit, scale, limit_words, dashed=True, side="left"),
        paint(base.mark_rule(strokeWidth=4, opacity=0.4), "data").encode(
            x=alt.X("low:Q", axis=axis, scale=scale), x2="high:Q"
        ),
        paint(base.mark_point(filled=True, size=90, opacity=1), "data").encode(x=alt.X("value:Q", scale=scale)),
        paint(base.mark_text(align="left", fontSize=13), "words").encode(x=alt.X("at:Q", scale=scale), text="words:N"),
    ]
    return alt.layer(*layers).properties(height=alt.Step(34))


def held_out_bars(rows: Sequence[HeldOutShare], *, wished: float) -> alt.LayerChart | alt.FacetChart:
    """Shares held out: taught full, untaught pale, words at the right, the share wished for as a dashed line."""
    end = max(wished, *(row.held_out for row in rows)) * 1.05
    frame = pd.DataFrame(
        [(row.name, 0.0, row.taught, row.held_out, row.words, end * 1.03) for row in rows],
        columns=["name", "zero", "taught", "held_out", "words", "at"],
    )
    scale = alt.Scale(domain=[0, end * 1.8], nice=False)
    ticks = [tick / 10 for tick in range(11) if tick / 10 <= end]
    axis = alt.Axis(format="%", values=ticks, title=None, labelFlush=False, grid=True, domain=False)
    base = alt.Chart(frame).encode(y=_names([row.name for row in rows]))
    layers = [
        paint(base.mark_bar(opacity=0.9), "data").encode(x=alt.X("zero:Q", axis=axis, scale=scale), x2="taught:Q"),
        paint(base.mark_bar(opacity=0.4), "data").encode(x=alt.X("taught:Q", scale=scale), x2="held_out:Q"),
        paint(base.mark_text(align="left", fontSize=13), "words").encode(x=alt.X("at:Q", scale=scale), text="words:N"),
        *_line(wished, scale, "", dashed=True),
    ]
    return alt.layer(*layers).properties(height=alt.Step(26))


def loss_lines(points: Sequence[LossPoint], remarks: Sequence[Remark] = ()) -> alt.LayerChart | alt.FacetChart:
    """Loss per token against epochs: training solid, validation dashed, remarks as dashed rules with words on top."""
    frame = pd.DataFrame(
        [(point.epoch, point.loss, point.series) for point in points], columns=["epoch", "loss", "series"]
    )
    base = alt.Chart(frame).encode(
        x=alt.X("epoch:Q", title="epochs", axis=alt.Axis(grid=False)),
        y=alt.Y("loss:Q", title="loss per token", scale=alt.Scale(zero=False)),
        tooltip=[alt.Tooltip("epoch:Q", format=".2f"), alt.Tooltip("loss:Q", format=".3f"), "series:N"],
    )
    ends = frame.sort_values("epoch").groupby("series", sort=False).tail(1)
    layers = [
        paint(base.transform_filter("datum.series == 'training'").mark_line(strokeWidth=2), "data"),
        paint(
            base.transform_filter("datum.series == 'validation'").mark_line(
                strokeWidth=2, strokeDash=[6, 4], point=True
            ),
            "2",
        ),
        paint(
            alt.Chart(ends).mark_text(align="left", dx=8, fontSize=13).encode(x="epoch:Q", y="loss:Q", text="series:N"),
            "words",
        ),
    ]
    if remarks:
        said = alt.Chart(pd.DataFrame([(one.epoch, one.words) for one in remarks], columns=["epoch", "words"]))
        layers += [
            paint(said.mark_rule(strokeDash=[4, 4]), "words").encode(x="epoch:Q"),
            paint(said.mark_text(align="left", dx=5, fontSize=12, baseline="top"), "words").encode(
                x="epoch:Q", y=alt.value(4), text="words:N"
            ),
        ]
    return alt.layer(*layers).properties(height=320)


def _frame(rows: Sequence[Interval], at: float = _WORDS_AT) -> pd.DataFrame:
    return pd.DataFrame(
        [(row.name, row.value, row.low, row.high, row.words, at) for row in rows],
        columns=["name", "value", "low", "high", "words", "at"],
    )


def _names(order: Sequence[str]) -> alt.Y:
    return alt.Y(
        "name:N",
        sort=list(order),
        axis=alt.Axis(title=None, labelLimit=260, labelFlush=False, ticks=False, domain=False),
    )


def _line(
    at: float, scale: alt.Scale, words: str, *, dashed: bool, side: Literal["left", "right"] = "right"
) -> list[alt.Chart]:
    place = alt.Chart(pd.DataFrame({"place": [at], "said": [words]}))
    rule = place.mark_rule(strokeDash=[4, 4]) if dashed else place.mark_rule(strokeWidth=1.5)
    layers = [paint(rule, "words").encode(x=alt.X("place:Q", scale=scale))]
    if words:
        layers.append(
            paint(
                place.mark_text(align=side, dx=-5 if side == "right" else 5, dy=-2, fontSize=12, baseline="top"),
                "words",
            ).encode(x=alt.X("place:Q", scale=scale), y=alt.value(0), text="said:N")
        )
    return layers
