"""Charts say their numbers in words and take every colour from the theme."""

from math import nan

import altair as alt
import pytest

from app_pages.charts import (
    HeldOutShare,
    Interval,
    LossPoint,
    Remark,
    gap_dots,
    held_out_bars,
    interval_dots,
    loss_lines,
)

ROW = Interval("Fine-tuned model", 0.88, 0.81, 0.92, "88 % · 81 to 92 % · n = 132")
FEW = Interval("Payroll", nan, nan, nan, "3 of 4, too few for a share")
CHARTS = {
    "intervals": interval_dots([ROW, FEW], bar=0.85, bar_words="your bar"),
    "gap": gap_dots([ROW], limit=0.1, limit_words="your limit"),
    "held out": held_out_bars([HeldOutShare("Leave", 0.16, 0.2, "10 of 50 · 20.0 % (+2.0)")], wished=0.18),
    "loss": loss_lines(
        [LossPoint(0.5, 2.1, "training"), LossPoint(1.0, 1.4, "training"), LossPoint(1.0, 1.6, "validation")],
        [Remark(1.0, "the loss flattens")],
    ),
}


@pytest.mark.parametrize("name", CHARTS)
def test_no_layer_names_a_colour_of_its_own(name: str) -> None:
    spec = CHARTS[name].to_dict()
    assert "#" not in str([layer["mark"] for layer in spec["layer"]])
    assert all(layer["encoding"]["color"]["field"] == "ink" for layer in spec["layer"])


def test_a_share_of_too_few_has_words_but_no_dot() -> None:
    rows = next(iter(CHARTS["intervals"].to_dict()["datasets"].values()))
    payroll = next(row for row in rows if row.get("name") == "Payroll")
    assert payroll["value"] is None and payroll["words"] == "3 of 4, too few for a share"


def test_training_is_solid_and_validation_dashed() -> None:
    marks = [layer["mark"] for layer in CHARTS["loss"].to_dict()["layer"]]
    assert "strokeDash" not in marks[0] and marks[1]["strokeDash"] == [6, 4]


def test_a_gap_beyond_the_limit_still_fits_the_axis() -> None:
    chart = gap_dots([Interval("x", 0.4, 0.3, 0.5, "40.0")], limit=0.1, limit_words="")
    assert isinstance(chart, alt.LayerChart)
    domains = [layer["encoding"]["x"]["scale"]["domain"] for layer in chart.to_dict()["layer"]]
    assert all(domain[1] > 0.5 for domain in domains)
    axes = [layer["encoding"]["x"].get("axis") for layer in chart.to_dict()["layer"]]
    assert [axis["values"][-1] for axis in axes if axis and "values" in axis] == [0.5]


@pytest.mark.parametrize(("gap", "last"), [(0.12, 0.2), (0.36, 0.4), (0.56, 0.5), (0.9, 1)])
def test_the_ticks_reach_about_as_far_as_the_gap(gap: float, last: float) -> None:
    row = Interval("Fine-tuned model", gap, gap - 0.09, gap + 0.08, "")
    spec = gap_dots([row], limit=0.1, limit_words="your limit").to_dict()
    ticks = next(axis["values"] for layer in spec["layer"] if (axis := layer["encoding"].get("x", {}).get("axis")))
    assert max(ticks) == last and min(ticks) == -last


def test_the_share_wished_for_and_the_longest_bar_fit_the_axis() -> None:
    for held_out, wished in ((0.5, 0.18), (0.1, 0.4)):
        chart = held_out_bars([HeldOutShare("x", held_out, held_out, "")], wished=wished).to_dict()
        assert all(layer["encoding"]["x"]["scale"]["domain"][1] > max(held_out, wished) for layer in chart["layer"])
