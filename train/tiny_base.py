"""The tiny base model that comes with pairwright, for machines without a GPU or a model hub.

How it was made, and what it can do: data/tiny-base/README.md.
"""

from pathlib import Path

from prep.errors import MissingProject, StaleFiles
from prep.project import digest, read_json

FOLDER = Path(__file__).resolve().parent.parent / "data" / "tiny-base"


def tiny_base(folder: Path = FOLDER) -> Path:
    """Its folder. MissingProject when it is not there, StaleFiles when its weights are not those that were shipped."""
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise MissingProject(
            f"{weights}: expected the tiny base model that comes with pairwright, found nothing. "
            "Clone the repository again, or choose another base with --set base_model=FOLDER."
        )
    if digest(weights) != read_json(folder / "training.json")["weights_sha256"]:
        raise StaleFiles(
            f"{weights}: expected the weights that training.json names, got others. Put them back with git, or choose "
            "another base with --set base_model=FOLDER."
        )
    return folder
