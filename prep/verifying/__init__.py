"""Whether a rewrite says what its sources say: nothing invented, nothing lost, no "not" or "must" changed or moved.

Deterministic and strict, one file a check. It does not judge style; a refusal costs a person a look, an invented
figure costs trust.
"""

from prep.verifying.records import Fault
from prep.verifying.standing import stands_no_worse
from prep.verifying.verify import collapse_repeats, verify

__all__ = ["Fault", "collapse_repeats", "stands_no_worse", "verify"]
