"""Whether two questions ask the same thing: one probability, so that one answer may serve both."""

from prep.questions.crowds import crowd_size, crowding
from prep.questions.score import SAME_QUESTION_FROM, same_question_scores

__all__ = ["SAME_QUESTION_FROM", "crowd_size", "crowding", "same_question_scores"]
