"""The answers of an offer as rows: what each says, marked where it differs from the suggested one.

Knows nothing of Streamlit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app_pages.marked_text import Piece, mark_spans
from prep.facts.side_by_side import NOTHING, differing_facts
from prep.one_answer.beside import rows_beside
from prep.one_answer.offers import Offer
from prep.records import Pair

SHOWN = 9  # answers that have a key
OFFER_S = 8.0  # a guess for one question, before a person's own pace is known


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer. `differs`: in words, beside the suggested one."""

    number: int
    response: str
    pieces: Sequence[Piece]
    differs: str
    pairs: Sequence[Pair]
    badge: str


def answer_rows(offer: Offer) -> list[AnswerRow]:
    """Every answer, the suggested one first."""
    suggested = offer.wordings[0].response
    others = [wording.response for wording in offer.wordings[1:]]
    differing = [differing_facts(suggested, other) for other in others]
    marks = [[fact for ours, _ in differing for fact in ours], *(theirs for _, theirs in differing)]
    return [
        AnswerRow(
            number,
            wording.response,
            mark_spans(wording.response, [(fact.start, fact.end, "fact") for fact in facts]),
            _beside(suggested, wording.response),
            wording.pairs,
            "chosen before" if not wording.pairs else "suggested" if number == 1 else "",
        )
        for number, (wording, facts) in enumerate(zip(offer.wordings, marks, strict=True), start=1)
    ]


def _beside(suggested: str, other: str) -> str:
    """ "no, suggested yes · 10 days, suggested 15 days · does not say 1 May"."""
    rows = rows_beside(suggested, other)
    told = [f"{theirs}, suggested {ours}" for _, ours, theirs in rows if NOTHING not in (ours, theirs)]
    missing = [ours for _, ours, theirs in rows if theirs == NOTHING]
    return " · ".join([*told, *([f"does not say {', '.join(missing)}"] if missing else [])])
