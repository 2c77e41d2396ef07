"""Libraries kept quiet: no telemetry, no progress bars beside ours, no notes that a user cannot act on, and no cores
that others want kept busy with waiting.

Call it before importing transformers, trl, peft, bitsandbytes or sentence-transformers.
"""

import logging
import os

from tqdm import tqdm


def quiet_libraries() -> None:
    """Set once per process what the libraries read when they are imported. What the person set wins."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # OpenMP's threads spin while they wait for one another, which is quickest where nobody else wants the cores. Where
    # others do, the one that is waited for does not get its turn, and training comes almost to a halt.
    if _is_busy():
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    tqdm.monitor_interval = 0  # its thread would stay, and a process with threads cannot share work out (spreading.py)
    # It recommends an optional kernel package that has no build for most CPUs.
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)


def _is_busy() -> bool:
    """Whether more programs than there are cores wanted one in the last minute."""
    return hasattr(os, "getloadavg") and os.getloadavg()[0] > (os.cpu_count() or 1)
