"""The cut between same and different questions that a project was calibrated to, for its next audit."""

from prep.calibration import SHIPPED_CUT
from prep.embeddings import PACKAGED_MODEL, model_digest
from prep.project import Project, read_json


def calibrated_cut(project: Project, embedding_model: str = PACKAGED_MODEL) -> float:
    """The project's own cut; the shipped one where it has none, or has one of another embedding model."""
    if not project.calibration.is_file():
        return SHIPPED_CUT
    stored = read_json(project.calibration)
    is_of_model = stored.get("embedding_model") == model_digest(embedding_model)
    return float(stored.get("cut", SHIPPED_CUT)) if is_of_model else SHIPPED_CUT
