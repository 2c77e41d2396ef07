"""Training on a project folder: choose a run, train it, load what it left, hand it over.

Reads the sealed split's training and validation parts and nothing else.
"""

import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from prep.errors import BadInput, MissingProject
from prep.held_out import read_train_of_today, read_validation
from prep.plurals import many
from prep.progress import Progress, silent
from prep.project import Project, digest, write_text
from train import libraries
from train.export import Form, export_run
from train.finetune import finetune
from train.notebook import PINNED, notebook_text
from train.plan import Plan, plan, this_machine
from train.recipe import Recipe, preset, with_changes
from train.records import RunSummary, Which
from train.runs import choose_run, list_runs, next_run_id

if TYPE_CHECKING:
    from train.generate import LocalResponder

MAX_NEW_TOKENS = 160  # support answers are a few sentences; what goes on is a model that does not stop
RESPONDERS: dict[str, Which] = {"fine_tuned": "adapter", "base": "base", "merged": "merged"}
CHARACTERS_PER_TOKEN = 3.6  # of English support text, for planning before a tokenizer is there
TEMPLATE_TOKENS = 8


def choose_recipe(name: str, changes: Sequence[str]) -> Recipe:
    """A preset with `key=value` changes. Without a name: "t4" where there is a GPU, "tiny" where there is none."""
    written = {}
    for change in changes:
        key, equals, value = change.partition("=")
        if not (key.strip() and equals):
            raise BadInput(f"--set: expected key=value, got {change!r}. Example: --set epochs=2")
        written[key.strip()] = value
    return with_changes(preset(name or ("t4" if this_machine().n_cards else "tiny")), written)


def train_project(
    project: Project,
    recipe: Recipe,
    *,
    seed: int,
    anew: bool = False,
    stop_after_s: float | None = None,
    progress: Progress = silent,
) -> RunSummary:
    """Train, go on with the run that was interrupted, or find that it is finished. `anew` begins another run."""
    pairs = read_train_of_today(project)
    train_digest = digest(project.train)
    folder = choose_run(project.runs, recipe, train_file_digest=train_digest, seed=seed, anew=anew)
    return finetune(
        pairs,
        recipe,
        run_folder=folder,
        train_file_digest=train_digest,
        seed=seed,
        validation=read_validation(project),
        progress=progress,
        stop_after_s=stop_after_s,
    )


def plan_project(project: Project, recipe: Recipe) -> Plan:
    """What training would need, from text lengths alone; loads no model."""
    pairs = read_train_of_today(project)
    lengths = [
        TEMPLATE_TOKENS + round((len(pair.instruction) + len(pair.response)) / CHARACTERS_PER_TOKEN) for pair in pairs
    ]
    return plan(len(pairs), lengths, recipe, this_machine())


def notebook_project(project: Project, recipe: Recipe, target: str, *, seed: int) -> Path:
    """Write <project>/train-on-<target>.ipynb."""
    pairs = read_train_of_today(project)
    path = project.root / f"train-on-{target}.ipynb"
    write_text(
        path,
        notebook_text(
            recipe,
            train_digest=digest(project.train),
            n_pairs=len(pairs),
            project_name=project.name,
            target=target,
            # A local build's mark, such as "+cpu", is not for another machine.
            versions={name: importlib.metadata.version(name).partition("+")[0] for name in PINNED},
            seed=seed,
            validation_digest=digest(project.validation) if read_validation(project) else "",
            run_id=next_run_id((run.run_id for run in list_runs(project.runs)), recipe.name),
        ),
    )
    return path


def export_project(project: Project, to: Form, *, run_id: str = "", out: Path | None = None) -> Path:
    """Hand a run's model over as "merged", "gguf" or "ollama"."""
    run_id = run_id or newest_finished_run(project)
    return export_run(project.run(run_id), to, out or project.root / "exports" / f"{run_id}-{to}")


def newest_finished_run(project: Project) -> str:
    """The run that was finished last, or MissingProject saying how to make one."""
    finished = [run.run_id for run in list_runs(project.runs) if run.state == "finished"]
    if not finished:
        raise MissingProject(
            f"{project.runs}: expected a finished training run, found none. Run `pairwright train {project.argument}`."
        )
    return finished[-1]


def load_responder(project: Project, run_id: str, name: str) -> "LocalResponder":
    """One of a run's models by the name that results are filed under: "fine_tuned", "base" or "merged"."""
    libraries.prepare()
    from train import generate

    return generate.load_responder(project.run(run_id), RESPONDERS[name], max_new_tokens=MAX_NEW_TOKENS)


def run_in_words(run: RunSummary) -> list[str]:
    """What a run came to, for a terminal."""
    words = [run.message] if run.message else []
    if run.diagnosis:
        words.append(run.diagnosis.sentence)
    words.append(
        f"Run {run.run_id}: {many(run.n_pairs, 'pair')}, {run.n_steps_done} of {many(run.n_steps, 'step')}, {run.state}"
    )
    if run.kept_epoch:
        words.append(f"Kept: the adapter of epoch {run.kept_epoch}, where the loss on the validation part was lowest.")
    if run.agreement_note:
        words.append(run.agreement_note)
    return words
