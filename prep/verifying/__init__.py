"""Whether a rewrite says what its sources say: nothing invented, nothing lost, no "not" or "must" changed or moved.

    grounds.py       the rewrite and its sources as readings, shorthand written out as the rewrite does it
    strict.py        the strict tier: every check, one file a check, of readings word by word
    loose.py         the loose tier: other words read as the original's own, which the strict tier then judges
    verify.py      ★ both

Deterministic. It does not judge style; a refusal costs a person a look, an invented figure costs trust.
"""

from prep.verifying.grounds import collapse_repeats
from prep.verifying.records import Fault
from prep.verifying.standing import stands_no_worse
from prep.verifying.verify import verify

__all__ = ["Fault", "collapse_repeats", "stands_no_worse", "verify"]
