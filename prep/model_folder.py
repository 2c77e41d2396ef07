"""Loads a model and its tokenizer from a folder on this machine. Nothing is fetched."""

from pathlib import Path
from typing import Any, Literal

from prep.errors import BadInput
from prep.quiet import quiet_libraries


def load_folder(
    folder: Path, kind: Literal["AutoModelForCausalLM", "AutoModelForSequenceClassification"], expected: str
) -> tuple[Any, Any]:
    """The model, ready to read, and its tokenizer; BadInput where the folder holds no `expected` and its tokenizer.

    `kind` is the class of transformers that reads it.
    """
    quiet_libraries()
    import transformers

    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = getattr(transformers, kind).from_pretrained(folder, local_files_only=True)
    except (OSError, ValueError, KeyError) as problem:
        raise BadInput(
            f"{folder}: expected {expected} and its tokenizer, got files that cannot be read "
            f"({type(problem).__name__}). Export it again."
        ) from None
    return model.eval(), tokenizer
