"""Judging on a project folder: open the sealed part, evaluate a run, keep sessions, give the verdict.

The responders come from outside, since a local model is known only to `train`.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import TypeAdapter
from rapidfuzz import fuzz, process

from evalsuite.evaluate import evaluate
from evalsuite.folder import read_summary, summary_file
from evalsuite.records import Question, SessionEvidence, Stamp, Summary, Verdict
from evalsuite.responders import NearestPair, Responder
from evalsuite.sampling import match_train_sample
from evalsuite.sessions.evidence import gather_evidence
from evalsuite.sessions.store import SessionStore
from evalsuite.verdict import decide
from prep.canaries import without_canaries
from prep.embeddings import Embedder
from prep.errors import MissingProject
from prep.held_out import open_held_out, read_canaries, read_sealed, read_train
from prep.progress import Progress, silent
from prep.project import Project, read_json, write_json

MIN_TRAIN_SAMPLE = 60  # training questions asked at least, where there are so many
UNKNOWN_TOPIC_BELOW = 45.0  # rapidfuzz score of the nearest training question, 0 to 100


def evaluate_project(
    project: Project,
    run_id: str,
    responders: Sequence[Responder],
    *,
    seed: int,
    command: str,
    now: Callable[[], str],
    batch_size: int = 32,
    progress: Progress = silent,
) -> Summary:
    """Ask the held-out questions and a matching sample of training ones; write evals/<run>/.

    The nearest training pair is added as a responder of its own. Each call is one opening of the sealed part.
    """
    canaries = read_canaries(project)
    train = without_canaries(read_train(project), canaries)
    opened_at = now()
    held_out, seal = open_held_out(project, run=run_id, why="evaluation", command=command, opened_at=opened_at)
    group_of = {row.pair_id: row.group_id for row in read_sealed(project).split.assignments}
    questions = [
        Question(row.pair.pair_id, row.pair.instruction, (row.pair.response,), row.pair.topic, row.part, row.group_id)
        for row in held_out
    ]
    known = [
        Question(pair.pair_id, pair.instruction, (pair.response,), pair.topic, "train", group_of[pair.pair_id])
        for pair in train
    ]
    recites = {canary.pair_id for canary in canaries}
    n_taught = sum(question.part == "taught" for question in questions)
    size = None if n_taught >= MIN_TRAIN_SAMPLE else MIN_TRAIN_SAMPLE
    sample = match_train_sample(known, questions, seed=seed, size=size)
    embed = Embedder(cache_file=project.embeddings, progress=progress)
    nearest = NearestPair(
        [pair.instruction for pair in train], [pair.response for pair in train], embed, embed.revision
    )
    return evaluate(
        questions,
        sample or known[:MIN_TRAIN_SAMPLE],
        [*responders, nearest],
        folder=project.evaluation(run_id),
        seed=seed,
        stamp=Stamp(
            seal_root=seal.root,
            earlier_openings=seal.openings_before,
            near_copies=seal.near_copies,
            run=run_id,
            made_at=opened_at,
            log_head=seal.log_head,
            of_retired_splits=seal.of_retired_splits,
            seen_before=seal.seen_before,
            other_runs=seal.other_runs,
            cut_off=seal.cut_off,
            looks=seal.looks,
        ),
        canaries=canaries,
        probes=[question for question in known if question.pair_id in recites],
        batch_size=batch_size,
        progress=progress,
    )


def judge_project(project: Project, *, now: Callable[[], str], run_id: str = "") -> Verdict:
    """The verdict on a run (the one evaluated last unless named); writes verdict.json."""
    run_id = run_id or latest_evaluation(project)
    summary = read_summary(project.evaluation(run_id)) if run_id else None
    verdict = decide(summary, session_evidence(project, now=now))
    write_json(project.verdict, verdict)
    return verdict


def read_verdict(project: Project) -> Verdict | None:
    """The verdict on file, or None when none was given yet."""
    if not project.verdict.is_file():
        return None
    return TypeAdapter(Verdict).validate_python(read_json(project.verdict))


def latest_evaluation(project: Project) -> str:
    """The run evaluated last, "" when none was."""
    folders = [folder for folder in project.evaluations.glob("*") if summary_file(folder).is_file()]
    newest: Path | None = max(folders, key=lambda folder: summary_file(folder).stat().st_mtime, default=None)
    return newest.name if newest else ""


def session_evidence(project: Project, *, now: Callable[[], str]) -> SessionEvidence | None:
    """What the tester sessions came to so far; None when nobody tested."""
    store = SessionStore(project.sessions)
    sessions = [(session, store.exchanges(session.session_id)) for session in store.sessions()]
    return gather_evidence(sessions, _topic_finder(project), now=now())


def _topic_finder(project: Project) -> Callable[[str], str]:
    """Names a tester's question by the topic of the training question that is worded most like it."""
    try:
        train = read_train(project)
    except MissingProject:
        return lambda question: ""
    instructions = [pair.instruction for pair in train]

    def topic_of(question: str) -> str:
        found = process.extractOne(
            question, instructions, scorer=fuzz.token_set_ratio, score_cutoff=UNKNOWN_TOPIC_BELOW
        )
        return train[found[2]].topic if found else ""

    return topic_of
