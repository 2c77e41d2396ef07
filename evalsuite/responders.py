"""Who answers: anything with a name, a revision and `answer`.

Here are the nearest training pair, which needs no language model, and any OpenAI-compatible chat endpoint. A local base
model or adapter is an object of the same shape, made elsewhere.
"""

import hashlib
import json
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

import httpx
import numpy as np
from numpy.typing import NDArray

from prep.errors import BadInput, PairwrightError

_WORTH_RETRYING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT_S = 60.0


class Responder(Protocol):
    """Whoever answers instructions."""

    @property
    def name(self) -> str:
        """What results are filed under: "fine_tuned", "base", "nearest_pair"."""

    @property
    def revision(self) -> str:
        """Changes whenever answers could: weights, prompt template, decoding settings."""

    def answer(self, instructions: Sequence[str]) -> list[str]:
        """One answer for each instruction, in order. Raises Unanswered when some could not be had."""


class Unanswered(PairwrightError):
    """Some of a batch could not be answered. What did come is kept.

    `texts` has one entry an instruction, None where no answer came; `faults` says why, "" where one did.
    """

    def __init__(self, texts: Sequence[str | None], faults: Sequence[str]) -> None:
        super().__init__(next(fault for fault in faults if fault))
        self.texts = list(texts)
        self.faults = list(faults)


@dataclass(frozen=True)
class NearestPair:
    """Answers with the response of the training pair whose instruction is nearest: what copying alone achieves."""

    instructions: Sequence[str]
    responses: Sequence[str]
    embed: Callable[[Sequence[str]], NDArray[np.floating[Any]]] = field(repr=False)
    embed_revision: str = ""
    name: str = "nearest_pair"

    def __post_init__(self) -> None:
        if not self.instructions or len(self.instructions) != len(self.responses):
            raise BadInput(
                f"Nearest pair: expected training pairs, got {len(self.instructions)} instructions and "
                f"{len(self.responses)} responses. Seal a split that has training pairs."
            )

    @property
    def revision(self) -> str:
        return _digest([self.embed_revision, *self.instructions, *self.responses])

    def answer(self, instructions: Sequence[str]) -> list[str]:
        if not instructions:
            return []
        known = np.asarray(self.embed(self.instructions))
        nearest = np.argmax(np.asarray(self.embed(instructions)) @ known.T, axis=1)
        return [self.responses[position] for position in nearest]


@dataclass(frozen=True)
class Endpoint:
    """A chat endpoint that speaks OpenAI's protocol. Instructions go to `url` and nowhere else.

    Redirects are not followed, since they would send the questions to a host that nobody named. `api_key` appears in no
    file, message or revision.
    """

    url: str  # "https://host/v1" or the full ".../chat/completions"
    model: str
    name: str = "endpoint"
    api_key: str = field(default="", repr=False)
    system: str = ""  # system prompt; "" sends none
    temperature: float = 0.0
    max_tokens: int = 512
    timeout_s: float = 60.0
    tries: int = 4
    first_wait_s: float = 1.0  # doubled after each failed try, with jitter
    at_once: int = 4  # requests under way at a time
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadInput(f"Endpoint: expected an address such as http://localhost:8000/v1, got {self.url!r}.")
        if not self.model:
            raise BadInput("Endpoint: expected the name of a model, got none. Name it with --model.")

    @property
    def revision(self) -> str:
        return _digest([self.address, self.model, self.system, self.temperature, self.max_tokens])

    @property
    def address(self) -> str:
        base = self.url.rstrip("/")
        return base if base.endswith("/chat/completions") else base + "/chat/completions"

    def answer(self, instructions: Sequence[str]) -> list[str]:
        headers = {"Authorization": f"Bearer {self.api_key}"} if self.api_key else {}
        # A proxy set in the environment has no business between us and this machine.
        local = urlsplit(self.url).hostname in ("localhost", "127.0.0.1", "::1")
        with (
            httpx.Client(timeout=self.timeout_s, headers=headers, trust_env=not local) as client,
            ThreadPoolExecutor(max_workers=max(1, self.at_once)) as pool,
        ):
            came = list(pool.map(lambda instruction: self._ask(client, instruction), instructions))
        texts, faults = [text for text, _ in came], [fault for _, fault in came]
        if any(faults):
            raise Unanswered(texts, faults)
        return [text or "" for text in texts]

    def _ask(self, client: httpx.Client, instruction: str) -> tuple[str | None, str]:
        """(text, "") or (None, why not)."""
        messages = [{"role": "system", "content": self.system}] if self.system else []
        body = {
            "model": self.model,
            "messages": [*messages, {"role": "user", "content": instruction}],
            "temperature": self.temperature,
            "max_tokens": self.max_tokens,
        }
        jitter = random.Random(_digest([instruction]))
        fault = ""
        for attempt in range(max(1, self.tries)):
            wait_s = self.first_wait_s * 2**attempt * jitter.uniform(0.75, 1.25)
            try:
                response = client.post(self.address, json=body)
            except httpx.TimeoutException:
                fault = f"no answer within {self.timeout_s:g} s"
            except httpx.TransportError as problem:
                fault = f"no connection ({type(problem).__name__})"
            else:
                if response.status_code == 200:
                    return _read_reply(response)
                fault = f"status {response.status_code}"
                if response.status_code not in _WORTH_RETRYING:
                    return None, f"{fault}: {self._shown(response.text)}"
                wait_s = _asked_to_wait(response) or wait_s
            if attempt + 1 < self.tries:
                self.sleep(min(wait_s, _LONGEST_WAIT_S))
        return None, f"{fault}, after {self.tries} tries"

    def _shown(self, text: str) -> str:
        """The start of an error's body; a key that it repeats is hidden."""
        short = " ".join(text.split())[:160]
        return short.replace(self.api_key, "[KEY]") if self.api_key else short


def _read_reply(response: httpx.Response) -> tuple[str | None, str]:
    """The message's text, strictly: anything else than a chat completion is an error, never an empty answer."""
    try:
        text = response.json()["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError):
        return None, "status 200, but not a chat completion"
    if not isinstance(text, str):
        return None, "a chat completion without text"
    return text, ""


def _asked_to_wait(response: httpx.Response) -> float | None:
    """Retry-After in seconds. The form with a date is ignored."""
    try:
        return max(0.0, float(response.headers.get("retry-after", "")))
    except ValueError:
        return None


def _digest(parts: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()
