"""How the heavy libraries are loaded: quietly, without telemetry, and never by a command that does not need them.

Call `prepare()` before the first import of torch, transformers, peft, trl or bitsandbytes.
"""

import importlib.metadata
import platform
import warnings

from prep.quiet import quiet_libraries

_PACKAGES = ("torch", "transformers", "trl", "peft", "bitsandbytes", "accelerate", "datasets", "tokenizers")


def prepare() -> None:
    """Set what the libraries read when they are imported, and silence their bars and advice."""
    quiet_libraries()

    import huggingface_hub.constants as hub
    from datasets.utils.logging import disable_progress_bar
    from datasets.utils.logging import set_verbosity_error as quiet_datasets
    from transformers.utils import logging

    # Another part of the program may have imported it before the variable was set. TRL reports to its maker otherwise.
    hub.HF_HUB_DISABLE_TELEMETRY = True
    # What they say to each other about names that change; the versions are pinned.
    warnings.filterwarnings("ignore", category=FutureWarning, module=r"(transformers|trl|peft|accelerate|torch)\.")
    disable_progress_bar()
    quiet_datasets()
    logging.set_verbosity_error()
    logging.disable_progress_bar()


def versions() -> dict[str, str]:
    """The packages that decide what a run learns, with their versions."""
    return {"python": platform.python_version(), **{name: importlib.metadata.version(name) for name in _PACKAGES}}
