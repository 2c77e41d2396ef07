"""A split as what its page shows: rows of tables and charts, sentences. Knows nothing of Streamlit.

Of the held-out part it knows ids, topics and counts, never a text: only an opening, which is logged, reads those.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from app_pages.charts import HeldOutShare
from evalsuite.records import Stamp
from evalsuite.stamp import what_openings_do
from prep.clock import day, day_and_time
from prep.dividing import MIN_STRATUM
from prep.errors import PairwrightError
from prep.held_out import Sealed, check_bound, read_openings
from prep.opening_log import CUT_OFF, is_look
from prep.plurals import many
from prep.precision import prices
from prep.project import Project, digest
from prep.records import Split
from prep.seal import Opening
from prep.split import strata
from prep.split_words import deviation, percent
from prep.wish import Asked, in_words

NEAREST = 10  # rows of the certificate that are shown, the nearest first
_SHOWN = 16  # digits of a digest where it only has to be told from others


def title(sealed: Sealed) -> str:
    """The finding: whether this split can be believed."""
    if sealed.n_copies:
        return f"Sealed, but {many(sealed.n_copies, 'held-out question is a copy', 'held-out questions are copies')}"
    return f"Sealed: {many(sealed.n_held_out, 'pair')} held out, none of them a copy of a training question"


def stratum_header(split: Split, column: str = "topic") -> list[str]:
    validation = ["Validation"] if split.validation_share else []
    return [in_words(column).capitalize(), "Train", *validation, "Taught", "Untaught", "Held out (off)"]


def stratum_rows(split: Split, column: str = "topic") -> list[Sequence[str]]:
    """Each value of a column: pairs in each part, the share held out and how far it is from the one wished for."""
    return [
        (
            _named(row.value, column),
            f"{row.n_train:,}",
            *([f"{row.n_validation:,}"] if split.validation_share else []),
            f"{row.n_taught:,}",
            f"{row.n_untaught:,}",
            deviation(row, split),
        )
        for row in strata(split, column)
    ]


def topic_bars(split: Split) -> list[HeldOutShare]:
    """The topics that are measured on their own, for the chart."""
    bars = []
    for row in strata(split):
        n = row.n
        if n >= MIN_STRATUM:
            words = f"{row.n_taught + row.n_untaught} of {n} · {deviation(row, split)}"
            bars.append(HeldOutShare(_named(row.value), row.n_taught / n, row.held_out_share, words))
    return bars


def price_rows(split: Split, accuracy: float) -> list[Sequence[str]]:
    """What each interval takes: taught pairs, held-out pairs, share of today's pairs, kept pairs at the same share."""
    return [
        (
            f"±{100 * one.reach:g} points",
            f"{one.n_taught:,}",
            f"{one.n_held_out:,}",
            "reached" if one.is_met else percent(one.held_out_share) if one.held_out_share else "not from these",
            f"{one.n_kept:,}",
        )
        for one in prices(split, accuracy=accuracy)
    ]


def certificate_sentence(sealed: Sealed, certificate: Mapping[str, Any]) -> str:
    """What was searched, and what was found."""
    searched = (
        f"Every one of {many(sealed.n_held_out, 'held-out question')} was compared with every one of "
        f"{many(certificate.get('n_train', 0), 'training question')}."
    )
    if sealed.n_copies:
        return f"{searched} Copies found: {sealed.n_copies:,}. Training refuses this split."
    return f"{searched} No copy was found."


def nearest_rows(certificate: Mapping[str, Any]) -> list[Sequence[str]]:
    """The held-out pairs that come nearest to a training pair, copies among them, by id alone."""
    threshold = certificate.get("threshold", 1.0)
    return [
        (
            row["pair_id"],
            row["by_wording"] or "none near",
            f"{row['copy_score']:.2f}" + (" · a copy" if row["copy_score"] >= threshold else ""),
            row["by_meaning"],
            f"{row['cosine']:.2f}",
        )
        for row in certificate.get("nearest", ())[:NEAREST]
    ]


def seal_fault(project: Project, sealed: Sealed) -> str:
    """What no longer fits the seal, "" when training part, certificate, assignments and opening log all do."""
    try:
        check_bound(project, sealed)
        read_openings(project)
    except PairwrightError as fault:
        return str(fault)
    return ""


def is_of_today(project: Project, sealed: Sealed) -> bool:
    """Whether the split was drawn from the last audit."""
    return project.audit.is_file() and digest(project.audit) == sealed.pairs_digest


def opening_rows(log: Sequence[Opening], zone: str | None) -> list[Sequence[str]]:
    """When, for which run, why, by which command."""
    return [
        (
            str(line.number),
            day_and_time(line.opened_at, zone),
            "none" if is_look(line) else line.run or "unknown",
            line.why,
            line.command,
        )
        for line in log
    ]


def earlier_rows(sealed: Sealed) -> list[Sequence[str]]:
    """The splits that were retired before this one was sealed."""
    return [
        (f"split-{number}", one.root[:_SHOWN] or "unknown", many(one.n_openings, "opening"))
        for number, one in enumerate(sealed.earlier, start=1)
    ]


def what_was_seen(sealed: Sealed) -> str:
    """Held-out pairs that an earlier split showed already; "" when none."""
    if not sealed.n_seen_before:
        return ""
    return f"{many(sealed.n_seen_before, 'held-out pair')} of this split were opened with an earlier one."


def claims(sealed: Sealed, log: Sequence[Opening]) -> Sequence[str]:
    """What the openings so far do to the next score."""
    return what_openings_do(
        Stamp(
            of_retired_splits=sum(one.n_openings for one in sealed.earlier),
            seen_before=sealed.n_seen_before,
            other_runs=len({line.run for line in log if line.run}),
            cut_off=sum(line.why.startswith(CUT_OFF) for line in log),
            looks=sum(map(is_look, log)),
        )
    )


def settings(asked: Asked) -> list[str]:
    """What was asked for, as the command line says it."""
    said = [] if asked.held_out_share is None else ["--held-out", f"{asked.held_out_share:g}"]
    said += ["--validation", f"{asked.validation_share:g}"] if asked.validation_share else []
    said += [word for column in asked.by or () for word in ("--by", column)]
    return [*said, "--by-time"] if asked.by_time else said


def sealed_on(sealed: Sealed, zone: str | None) -> str:
    return f"sealed {day(sealed.sealed_at, zone)} · wished for {percent(sealed.split.held_out_share)} held out"


def _named(value: str, column: str = "topic") -> str:
    return value or f"(no {column})"
