"""What a split comes to in sentences: the same for the command line and the workbench."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict

from prep.plurals import many
from prep.precision import USUAL_REACH, Precision, Price, precision, price, reach_of_refusing
from prep.records import Split
from prep.split import Stratum

FEW_TAUGHT = 30
_NAMED = 5
_BOUND_BY = {"copy": "a copy of", "ticket": "of the ticket of", "requester": "asked again by the one who asked"}
PARTS_MEAN = (
    "Taught: training has the same question in other words. Untaught: training never has it, so a good model says that "
    "it does not know."
)


def parts_line(split: Split) -> str:
    """ "812 train · 90 validation · 138 held out, taught · 24 held out, untaught"."""
    parts = Counter(row.part for row in split.assignments)
    validation = f" · {parts['validation']:,} validation" if parts["validation"] else ""
    return (
        f"{parts['train']:,} train{validation} · {parts['taught']:,} held out, taught · "
        f"{parts['untaught']:,} held out, untaught"
    )


def waiting_line(n_waiting: int, project: str) -> str:
    """Which pairs the split knows nothing of yet; "" when none waits."""
    if not n_waiting:
        return ""
    wait = many(n_waiting, "pair still waits for you and is", "pairs still wait for you and are")
    return (
        f"{wait} in no part of the split. Once you have decided, audit and run `pairwright split {project}` again: "
        "the others keep their side."
    )


def left_out_line(split: Split) -> str:
    """Which kept pairs are in no part, and why; "" when all are in one."""
    if not split.left_out:
        return ""
    named = ", ".join(f"{one.pair_id} ({_BOUND_BY[one.why]} {one.because_of})" for one in split.left_out[:_NAMED])
    more = f" and {len(split.left_out) - _NAMED:,} more" if len(split.left_out) > _NAMED else ""
    return (
        f"{many(len(split.left_out), 'kept pair is', 'kept pairs are')} in no part, since training on "
        f"{'it' if len(split.left_out) == 1 else 'them'} would give held-out answers away: {named}{more}."
    )


def few_taught(split: Split, accuracy: float) -> str:
    """A warning where so few taught questions are held out that the score will hardly tell models apart, else ""."""
    found = precision(split, accuracy=accuracy)
    if found is None or found.n_questions >= FEW_TAUGHT:
        return ""
    return (
        f"Warning: only {many(found.n_questions, 'taught question is', 'taught questions are')} held out, fewer than "
        f"{FEW_TAUGHT}. With {percent(accuracy)} right the 95 % interval is {_points(2 * found.reach)} points wide or "
        "more: it will hardly tell a good model from a middling one."
    )


def deviation(row: Stratum, split: Split) -> str:
    """How much of a topic is held out, and how far that is from the share wished for: "20.0 % (+2.0)"."""
    off = round(100 * (row.held_out_share - split.held_out_share), 1)
    sign = "+" if off > 0 else "−" if off < 0 else "±"
    return f"{100 * row.held_out_share:.1f} % ({sign}{abs(off):.1f})"


def exactness(split: Split, accuracy: float) -> str:
    """What the number of taught pairs means for the score, were the share `accuracy` of them answered right."""
    found = precision(split, accuracy=accuracy)
    if found is None:
        return "No taught pair is held out, so there will be no held-out accuracy: no question is asked in two ways."
    said = (
        f"Held-out accuracy will be known to ±{_points(found.reach)} points: with {percent(accuracy)} of "
        f"{many(found.n_taught, 'taught pair')} right, the 95 % interval is {_number(found.low)} to "
        f"{percent(found.high)}."
    )
    return said + _shared_questions(found)


def exactness_of_refusing(split: Split, accuracy: float) -> str:
    """The same of the untaught pairs, "" where none is held out."""
    reach = reach_of_refusing(split, accuracy=accuracy)
    if reach is None:
        return ""
    n_untaught = sum(row.part == "untaught" for row in split.assignments)
    return (
        f"Whether it refuses what it was not taught will be known to ±{_points(reach)} points, from "
        f"{many(n_untaught, 'untaught pair')}."
    )


def price_of_five_points(split: Split, accuracy: float) -> str:
    """How many pairs ±5 points take, and where they would come from."""
    found = price(split, USUAL_REACH, accuracy=accuracy)
    return price_sentence(found, split) if found else ""


def price_sentence(found: Price, split: Split) -> str:
    """ "±5 points take 196 taught pairs: hold out 23.6 % of today's pairs, or keep 1,307 pairs and hold out 18 %."."""
    takes = f"±{_points(found.reach)} points take {many(found.n_taught, 'taught pair')}"
    if found.is_met:
        return f"{takes}, which this split has."
    larger = f"{takes}, {found.n_held_out:,} held out in all: "
    if found.held_out_share:
        larger += (
            f"hold out {100 * found.held_out_share:.1f} % of today's pairs (--held-out {found.held_out_share:g}), or "
        )
    return f"{larger}have {many(found.n_kept, 'kept pair')} of the same kind at {percent(split.held_out_share)}."


def plan_facts(split: Split, accuracy: float) -> Mapping[str, object]:
    """The same for a program."""
    parts = Counter(row.part for row in split.assignments)
    expected, five = precision(split, accuracy=accuracy), price(split, USUAL_REACH, accuracy=accuracy)
    return {
        "n_train": parts["train"],
        "n_taught": parts["taught"],
        "n_untaught": parts["untaught"],
        "n_validation": parts["validation"],
        "left_out": [asdict(one) for one in split.left_out],
        "precision": asdict(expected) if expected else None,
        "reach_of_refusing": reach_of_refusing(split, accuracy=accuracy),
        "price_of_five_points": asdict(five) if five else None,
    }


def percent(share: float) -> str:
    """ "18 %"; with a decimal only where there is one: "17.5 %"."""
    return f"{round(100 * share, 1):g} %"


def _number(share: float) -> str:
    return percent(share).removesuffix(" %")


def _points(share: float) -> str:
    return f"{round(100 * share, 1):g}"


def _shared_questions(found: Precision) -> str:
    if found.n_questions == found.n_taught:
        return ""
    return (
        f" They ask {many(found.n_questions, 'question')}; ways of asking one stand or fall together, so the true "
        "doubt is somewhat larger."
    )
