"""A model of natural language inference in a folder, as a second reader of rewritten answers. It only ever refuses.

It comes after the checks that need no model, and hears statements only: what a question entails is not defined.
"""

from collections.abc import Iterator

from prep.entailment import EntailmentModel
from prep.verifying import Fault


class SecondReader(EntailmentModel):
    """Refuses what does not follow from the other text."""

    def faults(self, question: str, kept: str, rewritten: str) -> Iterator[Fault]:
        """What the model does not find in the other text, either way. Both are read behind their question."""
        if not self.says(f"{question} {kept}", rewritten, "entailment"):
            yield Fault("entailment", f"{self.folder.name} does not find it in what was said")
        if not self.says(f"{question} {rewritten}", kept, "entailment"):
            yield Fault("entailment", f"{self.folder.name} does not find in it what was said")
