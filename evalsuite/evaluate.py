"""★ Is it good enough? Ask, grade, count.

evaluate: answers.ask_all → grading.grade_all → summarise.summarise → scores.jsonl, summary.json, report.html
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from evalsuite.answers import ask_all
from evalsuite.folder import answers_file, read_labels, report_file, write_scores, write_summary
from evalsuite.grading import grade_all
from evalsuite.memorisation import find_recited, recited_in_words
from evalsuite.records import Answer, Question, Stamp, Summary
from evalsuite.report import report_html
from evalsuite.responders import NearestPair, Responder
from evalsuite.summarise import summarise
from prep.canaries import Canary
from prep.errors import BadInput
from prep.progress import Progress, silent
from prep.project import write_text


def evaluate(
    held_out: Sequence[Question],
    train_sample: Sequence[Question],
    responders: Sequence[Responder],
    *,
    folder: Path,
    seed: int,
    stamp: Stamp = Stamp(),  # noqa: B008 - frozen
    canaries: Sequence[Canary] = (),
    probes: Sequence[Question] = (),
    batch_size: int = 8,
    progress: Progress = silent,
    now: Callable[[], float] = time.monotonic,
) -> Summary:
    """Put every question to every responder and write down in `folder` what came of it.

    The first responder is the one under test; one called "base" gives the gap its placebo. `train_sample` comes from
    sampling.match_train_sample. Labels that people left in `folder` replace automatic grades. Run again, only answers
    that are missing are asked for. `probes` are asked too, only to look for `canaries` in what is said.
    """
    check_evaluation(held_out, responders)
    answered: list[tuple[Question, Answer]] = []
    said: list[Answer] = []
    for responder in responders:
        # The nearest pair would find each training question itself, which says nothing.
        is_model = not isinstance(responder, NearestPair)
        questions = [*held_out, *train_sample] if is_model else [*held_out]
        asked = [*questions, *probes] if is_model else questions
        cache_file = answers_file(folder, responder.name)
        answers = ask_all(asked, responder, cache_file, batch_size=batch_size, progress=progress, now=now)
        answered += zip(questions, answers, strict=False)
        said += answers if is_model else []
    graded = grade_all(answered, labels=read_labels(folder), progress=progress)
    recited = find_recited(said, canaries)
    summary = summarise(graded, stamp=stamp, seed=seed)
    summary = replace(summary, recited=recited, notes=(*summary.notes, *recited_in_words(recited)))
    write_scores(folder, graded)
    write_summary(folder, summary)
    write_text(report_file(folder), report_html(summary, graded))
    return summary


def check_evaluation(held_out: Sequence[Question], responders: Sequence[Responder]) -> None:
    """BadInput when there is nobody to ask, nothing to ask, or two responders of one name."""
    names = [responder.name for responder in responders]
    if not names or len(set(names)) < len(names):
        raise BadInput(f"Evaluation: expected responders with different names, got {', '.join(names) or 'none'}.")
    if not held_out:
        raise BadInput("Evaluation: expected held-out questions, got none. Seal a split with `pairwright split`.")
