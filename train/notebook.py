"""A notebook that trains one project's train split, and nothing else, on a GPU that somebody lends for free.

It carries the modules of this folder as they are, so that what trains there is what trains here: the same preflight,
order of examples, sealed checkpoints and run.json. Written as plain .ipynb JSON (nbformat 4.5).
"""

import ast
import json
import typing
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Literal

from prep.errors import BadInput
from train import notebook_cells as cells
from train.recipe import TINY, Recipe

Target = Literal["colab", "kaggle"]

_ROOT = Path(__file__).parent.parent
_ENTRY = ("train/finetune.py", "train/mirror.py")
# What decides what a run learns. All else that these bring along is theirs to choose.
PINNED = (
    "torch", "transformers", "trl", "peft", "bitsandbytes", "accelerate", "datasets", "tokenizers", "safetensors",
    "huggingface_hub", "pydantic",
)  # fmt: skip
_WORK = {"colab": "/content/pairwright", "kaggle": "/kaggle/working/pairwright"}
_KEEP = {"colab": "/content/drive/MyDrive/pairwright", "kaggle": ""}
# Both end a session after twelve hours; Colab often sooner, which the copies on Drive are for.
_STOP_AFTER_S = 11 * 3600
_METADATA: Mapping[str, dict[str, object]] = {
    "colab": {"accelerator": "GPU", "colab": {"gpuType": "T4", "provenance": []}},
    "kaggle": {"kaggle": {"accelerator": "nvidiaTeslaT4", "isGpuEnabled": True, "isInternetEnabled": True}},
}


def notebook_text(
    recipe: Recipe,
    *,
    train_digest: str,
    n_pairs: int,
    project_name: str,
    target: str,
    versions: Mapping[str, str],
    seed: int,
    run_id: str,
    validation_digest: str = "",
) -> str:
    """`write_notebook` as the text of an .ipynb file."""
    notebook = write_notebook(
        recipe,
        train_digest=train_digest,
        n_pairs=n_pairs,
        project_name=project_name,
        target=target,
        versions=versions,
        seed=seed,
        run_id=run_id,
        validation_digest=validation_digest,
    )
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def write_notebook(
    recipe: Recipe,
    *,
    train_digest: str,
    n_pairs: int,
    project_name: str,
    target: str,
    versions: Mapping[str, str],
    seed: int,
    run_id: str,
    validation_digest: str = "",
) -> dict[str, object]:
    """The notebook as JSON. The digests are the SHA-256 of the sealed train.jsonl and validation.jsonl (""
    where there is none), `versions` package → version as in
    constraints.txt, `run_id` the run's name at home. BadInput when `target` can not carry the recipe out."""
    _check(recipe, target, versions)
    constants = {
        "PROJECT": project_name,
        "RUN": run_id,
        "TRAIN_SHA256": train_digest,
        "VALIDATION_SHA256": validation_digest,  # "" where the split has no validation part
        "N_PAIRS": n_pairs,
        "SEED": seed,
        "STOP_AFTER_S": _STOP_AFTER_S,
        "WORK": _WORK[target],  # where training writes
        "KEEP": _KEEP[target],  # where checkpoints are copied to; "" when WORK itself is kept
        "PACKAGES": [f"{name}=={versions[name]}" for name in PINNED],
        # The merged model is made at home: only the adapter, a hundred megabytes, travels.
        "RECIPE": asdict(replace(recipe, merge_into="nothing")),
    }
    first = [f"{name} = {_literal(value)}" for name, value in constants.items()]
    chosen = cells.FOR[target]
    written = [
        _prose(chosen.introduction.replace("PROJECT", project_name).replace("N_PAIRS", f"{n_pairs:,}")),
        _code("\n".join(first) + "\n\n" + cells.CHECK_DATA.replace("ASK_FOR_DATA\n", chosen.ask_for_data)),
        _prose("## Packages, in the versions that this was tested with"),
        _code(cells.INSTALL),
        _prose(cells.ABOUT_SOURCES),
        *(_code(f"%%writefile {name}\n{text}") for name, text in sources().items()),
        _code(f"%%writefile train_pairs.py\n{cells.TRAIN_SCRIPT}"),
        _prose(chosen.about_resuming),
        _code(chosen.resume),
        _prose("## Train\n\nRun this cell again to go on after an interruption."),
        _code(cells.TRAIN),
        _prose("## Bring the adapter home"),
        _code(cells.FINISH + chosen.hand_over),
    ]
    return {
        "cells": [{"id": f"cell-{number:02d}", **cell} for number, cell in enumerate(written)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            **_METADATA[target],
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def sources() -> dict[str, str]:
    """Name and text of every module of ours that training needs, found by following the imports."""
    found: dict[str, str] = {}
    waiting = [*_ENTRY, "prep/__init__.py", "train/__init__.py"]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = (_ROOT / name).read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(found[name])):
            modules = []
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for module in modules:
                path = f"{module.replace('.', '/')}.py"
                if module.startswith(("prep.", "train.")) and (_ROOT / path).is_file():
                    waiting.append(path)
    return dict(sorted(found.items()))


def _check(recipe: Recipe, target: str, versions: Mapping[str, str]) -> None:
    if target not in typing.get_args(Target):
        raise BadInput(f"notebook: expected one of {', '.join(typing.get_args(Target))}, got {target!r}. Use --for.")
    if recipe.base_model == TINY:
        raise BadInput(
            "notebook: expected a recipe for a GPU, got 'tiny', which trains on any machine. Use --recipe t4."
        )
    if recipe.processes > (n_cards := {"colab": 1, "kaggle": 2}[target]):
        raise BadInput(
            f"notebook: {target} lends {n_cards} GPU{'s' if n_cards > 1 else ''}, got a recipe for "
            f"{recipe.processes}. Use --recipe t4."
        )
    if missing := [name for name in PINNED if name not in versions]:
        raise BadInput(
            f"notebook: expected the versions of {', '.join(PINNED)}, got none for {', '.join(missing)}. "
            "Restore constraints.txt."
        )


def _prose(text: str) -> dict[str, object]:
    return {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)}


def _code(text: str) -> dict[str, object]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": text.strip("\n").splitlines(keepends=True),
    }


def _literal(value: object) -> str:
    """A Python literal, one entry a line where it is long, so that a person can read and change it."""
    if isinstance(value, dict):
        return "{\n" + "".join(f"    {key!r}: {_literal(item)},\n" for key, item in value.items()) + "}"
    return repr(list(value) if isinstance(value, tuple) else value)
