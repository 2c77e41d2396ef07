"""What a score is printed with, and what the openings of the held-out part do to its claim."""

import math
from statistics import NormalDist

from evalsuite.records import Rate, Stamp
from evalsuite.wording import points
from prep.plurals import many

SEVERAL = 2  # models judged on these questions before: from the third on somebody may be choosing by the score
SHOWN = 16  # digits of a digest where it only has to be told from others


def stamp_line(stamp: Stamp) -> list[str]:
    """Run, seal, earlier openings, copies across the split, the log's head. What is unknown says so."""
    n_opened, n_copies = stamp.earlier_openings, stamp.near_copies
    opened = "openings unknown" if n_opened is None else f"opened {many(n_opened, 'time')} before"
    if stamp.of_retired_splits:
        opened += f" ({stamp.of_retired_splits} of them on retired splits)"
    copies = "copies not counted" if n_copies is None else f"{many(n_copies, 'near-duplicate')} across the split"
    seal = f"seal {stamp.seal_root[:SHOWN]}" if stamp.seal_root else "not sealed"
    log = f"log {stamp.log_head[:SHOWN]}" if stamp.log_head else ""
    return [part for part in (stamp.run and f"run {stamp.run}", seal, opened, copies, log, stamp.made_at) if part]


def to_keep(stamp: Stamp) -> str:
    """What to keep elsewhere, "" for a score that is not sealed."""
    if not (stamp.seal_root and stamp.log_head):
        return ""
    return (
        f"Keep elsewhere: seal {stamp.seal_root}, log {stamp.log_head}. Whoever owns this machine can rebuild "
        "everything here; only what others kept shows it (tools/verify_seal.py)."
    )


def what_openings_do(stamp: Stamp, rate: Rate | None = None) -> tuple[str, ...]:
    """What the openings before do to the claim. Nothing to say before somebody looked or several models were judged.

    With the rate of the score: by how much the best of equally good models looks better than it is, by luck alone.
    """
    said = []
    if stamp.cut_off:
        said.append(f"{many(stamp.cut_off, 'opening')} broke off while being logged, and counts like any other.")
    of_retired_splits = stamp.of_retired_splits if stamp.seen_before else 0
    if stamp.looks:
        said.append(
            f"Somebody read held-out questions {many(stamp.looks, 'time')} without judging a model; openings.jsonl "
            "says why. If what they saw changed pairs or recipe, this is no score of questions that nobody had seen."
        )
    n_before = stamp.other_runs + stamp.cut_off + of_retired_splits
    if n_before >= SEVERAL:
        with_retired = f" ({of_retired_splits} of them with a retired split that held out {stamp.seen_before} of these "
        retired = f"{with_retired}questions)" if of_retired_splits else ""
        said.append(
            f"{n_before} models may have been judged before this one{retired}. If their scores decided what to keep or "
            f"change, this one is no longer the score of questions that nobody had seen{_luck(n_before + 1, rate)}. "
            "For a number to rely on, import new tickets, audit, and retire this split with `pairwright split PROJECT "
            "--anew`."
        )
    return tuple(said)


def _luck(n_models: int, rate: Rate | None) -> str:
    """Expected lead of the best of n equal models (Blom's order statistic times the standard error), as a clause."""
    if rate is None or rate.low is None or rate.high is None or not rate.n:
        return ""
    standard_error = (rate.high - rate.low) / 2 / NormalDist().inv_cdf(0.975)
    lead = NormalDist().inv_cdf((n_models - 0.375) / (n_models + 0.25)) * standard_error
    if not math.isfinite(lead) or lead < 0.0005:
        return ""
    return f": the best of {n_models} equally good models looks up to about {points(lead)} points better than it is"
