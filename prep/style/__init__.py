"""How a project writes its answers: one file per kind of habit, and the vote that tells what is usual here.

Nothing in this folder knows which way is better. A habit reads in which way an answer does something; what most answers
do is the project's own custom, and those few that do otherwise are its exceptions.
"""

from prep.style.customs import MIN_VOTERS, USUAL_FROM, Custom, Exceptional, customs
from prep.style.format import FORMAT
from prep.style.habit import Habit, Seen
from prep.style.tone import TONE

__all__ = ["FORMAT", "MIN_VOTERS", "TONE", "USUAL_FROM", "Custom", "Exceptional", "Habit", "Seen", "customs"]
