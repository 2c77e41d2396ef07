"""The cut between same and different questions that a project was calibrated to, for its next audit."""

from prep.calibration import SHIPPED_CUT
from prep.embeddings import PACKAGED_MODEL, model_digest
from prep.project import Project, read_json


def calibrated_cut(project: Project, embedding_model: str = PACKAGED_MODEL) -> float:
    """The project's own cut; the shipped one where it has none, or has one of another embedding model."""
    if not project.calibration.is_file():
        return SHIPPED_CUT
    is_of_model = read_json(project.calibration).get("embedding_model") == model_digest(embedding_model)
    return cut_of_labels(project) if is_of_model else SHIPPED_CUT


def cut_of_labels(project: Project) -> float:
    """Where a person's labels put the cut, whatever model they were drawn with."""
    return (
        float(read_json(project.calibration).get("cut", SHIPPED_CUT)) if project.calibration.is_file() else SHIPPED_CUT
    )
