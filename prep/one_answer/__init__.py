"""One answer to one question: pairs that ask the same and whose answers say the same are taught in the same words."""

from prep.one_answer.choosing import one_answer_each, with_one_answer

__all__ = ["one_answer_each", "with_one_answer"]
