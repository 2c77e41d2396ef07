"""A model that a person names proposes how a pair could stand on its own; what verification refuses stays as it was.

Only pairs that do not stand yet are sent, as the project keeps them: with placeholders for personal data.
"""

from prep.rewriter.entailing import SecondReader
from prep.rewriter.records import Estimate, Price, Rewritten, Spent
from prep.rewriter.stage import rewrite_project, with_known_rewrites

__all__ = ["Estimate", "Price", "Rewritten", "SecondReader", "Spent", "rewrite_project", "with_known_rewrites"]
