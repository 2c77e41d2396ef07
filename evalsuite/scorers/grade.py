"""The scorers together: correct, wrong or unsure, with reasons. No language model, nothing learned.

Values come first and wording second. An answer that has another number, date or amount in the place of the reference's,
or another yes or no, is wrong however alike the texts are. Where the values agree, little shared wording is enough,
since people say the same in many ways. Where there are no values to compare, wording has to carry the grade and must
carry more.

Between the cuts lies the unsure band. An unsure answer has a nearer side (score from 0.5 is correct), for numbers that
need one, and waits for a person. Cuts were chosen on half of the questions of EVOUNA's NQ part and on invented support
answers; benchmarks/answer_grading.py measures them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evalsuite.records import Grade, Graded
from evalsuite.scorers.containment import contained
from evalsuite.scorers.exact import exact
from evalsuite.scorers.fact_agreement import FactAgreement, fact_agreement
from evalsuite.scorers.fuzzy import fuzzy
from evalsuite.scorers.polarity import PolarityConflict, polarity_conflict, same_stance
from evalsuite.scorers.refusal import refused
from evalsuite.scorers.token_recall import new_token_recall, new_words
from evalsuite.scorers.words import telling, words

# Shares of the reference's telling words. Under the first an answer is wrong, from the second correct, unsure between.
WHEN_VALUES_AGREE = (0.0, 0.15)
WHEN_A_VALUE_IS_MISSING = (0.20, 2.0)  # never surely correct
WITHOUT_VALUES = (0.20, 0.70)
NEARER_SIDE = 0.40  # share from which an unsure answer leans to correct
SIMILAR = 0.80  # letter by letter, from which a short reference may be there in other clothes
SHORT = 6  # telling words up to which a reference is a name, date or phrase rather than a sentence


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the scorers see in an answer beside one reference."""

    exact: bool
    wording: float  # share of the reference's words that the question does not have; 1 when it is contained
    similarity: float  # of the most similar stretch of the answer, letter by letter
    values: FactAgreement
    polarity: PolarityConflict
    same_stance: bool  # the reference is a plain yes or no, and the answer is the same one
    is_short: bool


def grade_answer(question: str, references: Sequence[str], answer: str) -> Graded:
    """The grade against the reference that the answer fits best; any one reference is enough.

    Unscored without a reference. A refusal is wrong with `refused`, unless the answer is right all the same.
    """
    comparable = [reference for reference in references if words(reference)]
    if not comparable:
        return Graded("unscored", reasons=("no reference to compare with",))
    if not words(answer):
        return Graded("wrong", 0.0, reasons=("the answer is empty",))
    best = max((_judge(gather(question, reference, answer)) for reference in comparable), key=_rank)
    if best.grade != "correct" and refused(question, comparable, answer):
        return Graded("wrong", 0.0, refused=True, reasons=("nothing was attempted: it refuses or hands over",))
    return best


def gather(question: str, reference: str, answer: str) -> Evidence:
    """Every scorer's view of an answer."""
    return Evidence(
        exact=exact([reference], answer),
        wording=1.0 if contained([reference], answer) else new_token_recall(question, [reference], answer),
        similarity=fuzzy([reference], answer),
        values=fact_agreement(question, reference, answer),
        polarity=polarity_conflict(reference, answer),
        same_stance=not new_words(question, reference) and same_stance(reference, answer),
        is_short=len(telling(words(reference))) <= SHORT,
    )


def _judge(evidence: Evidence) -> Graded:
    values, share, polarity = evidence.values, evidence.wording, evidence.polarity
    wording = f"{share:.0%} of the reference's words"
    if values.contradicted:
        changes = (f"“{wanted}” became “{said}”" for wanted, said in values.contradicted)
        return Graded("wrong", 0.1, reasons=(*changes, wording))
    if polarity.certain:
        return Graded("wrong", 0.2, reasons=(f"says the opposite: {polarity.reason}", wording))
    if evidence.exact:
        return Graded("correct", 1.0, reasons=("the same words as the reference",))
    if values.missing:
        missing = tuple(f"does not say “{wanted}”" for wanted in values.missing)
        return _by_wording(share, WHEN_A_VALUE_IS_MISSING, (*missing, wording))
    if values.vague:
        vague = tuple(f"says “{wanted}” less exactly" for wanted in values.vague)
        wrong = not evidence.is_short and share < WHEN_A_VALUE_IS_MISSING[0]
        return Graded("wrong" if wrong else "unsure", 0.2 if wrong else 0.6, reasons=(*vague, wording))
    if not evidence.is_short and (doubts := _doubts(evidence)):
        return Graded("unsure", 0.4, reasons=(*doubts, wording))
    if not evidence.is_short and values.added:
        added = tuple(f"adds “{other}”" for other in values.added)
        return Graded("unsure", 0.6, reasons=(*added, wording))
    if values.matched or evidence.same_stance:
        stated = f"states {', '.join(f'“{value}”' for value in values.matched) or 'the same yes or no'}"
        return _by_wording(share, WHEN_VALUES_AGREE, (stated, wording))
    if evidence.is_short and share < WITHOUT_VALUES[0] and evidence.similarity >= SIMILAR:
        return Graded("unsure", 0.6, reasons=(f"{evidence.similarity:.0%} alike letter by letter", wording))
    return _by_wording(share, WITHOUT_VALUES, (wording,))


def _doubts(evidence: Evidence) -> list[str]:
    """Where a sentence may say the opposite of the reference."""
    doubts = [f"may deny “{value}”" for value in evidence.values.doubted]
    return [*doubts, f"may say the opposite: {evidence.polarity.reason}"] if evidence.polarity.doubtful else doubts


def _by_wording(share: float, cuts: tuple[float, float], reasons: tuple[str, ...]) -> Graded:
    """The share of words between two cuts, drawn out so that 0.5 is the nearer side."""
    wrong_under, correct_from = cuts
    grade: Grade = "wrong" if share < wrong_under else "correct" if share >= correct_from else "unsure"
    middle = min(max(NEARER_SIDE, wrong_under), correct_from)
    score = 0.5 * share / middle if share < middle else 0.5 + 0.5 * (share - middle) / (1 - middle)
    return Graded(grade, round(min(score, 1.0), 3), reasons=reasons)


def _rank(graded: Graded) -> tuple[bool, bool, float]:
    return graded.grade == "correct", graded.grade == "unsure", graded.score or 0.0
