"""Any OpenAI-compatible chat endpoint: several conversations at a time, tried again with patience.

What goes wrong is a fault in words and never an empty answer. Redirects are not followed, since they would send texts
to a host that nobody named. The key appears in no file and no message.
"""

import hashlib
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

import httpx

from prep.errors import BadInput

_WORTH_RETRYING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT_S = 60.0
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")

Conversation = Sequence[dict[str, str]]  # {"role", "content"} each


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of one conversation: a text, or why there is none."""

    place: int  # of the conversation
    text: str | None
    fault: str = ""


class Talker(Protocol):
    """Who may be asked: an endpoint (Chat) or a model in a folder (prep/local_model.py)."""

    @property
    def address(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def max_tokens(self) -> int: ...
    @property
    def at_once(self) -> int: ...
    @property
    def is_this_machine(self) -> bool: ...
    def replies(
        self, conversations: Sequence[Conversation], *, give_up_after: int | None = None
    ) -> Iterator[Reply]: ...


@dataclass(frozen=True)
class Chat:
    """An endpoint and how to ask it. Texts go to `url` and nowhere else."""

    url: str  # "https://host/v1" or the full ".../chat/completions"
    model: str
    api_key: str = field(default="", repr=False)
    temperature: float = 0.0
    max_tokens: int = 512
    timeout_s: float = 60.0
    tries: int = 4
    first_wait_s: float = 1.0  # doubled after each failed try, with jitter
    at_once: int = 4  # conversations under way at a time
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def __post_init__(self) -> None:
        if not _is_address(self.url):
            raise BadInput(f"Endpoint: expected an address such as http://localhost:8000/v1, got {self.url!r}.")
        if not self.model:
            raise BadInput("Endpoint: expected the name of a model, got none. Name it.")
        if not (self.api_key.isascii() and self.api_key.isprintable()):
            raise BadInput("Endpoint: expected a key of plain letters, digits and marks, got others. Copy it again.")

    @property
    def address(self) -> str:
        base = self.url.rstrip("/")
        return base if base.endswith("/chat/completions") else base + "/chat/completions"

    @property
    def is_this_machine(self) -> bool:
        return urlsplit(self.url).hostname in _THIS_MACHINE

    def replies(self, conversations: Sequence[Conversation], *, give_up_after: int | None = None) -> Iterator[Reply]:
        """Each reply as it comes, in any order. After so many faults in a row no further conversation is begun."""
        headers = {"Authorization": f"Bearer {self.api_key}"} if self.api_key else {}
        at_once = max(1, self.at_once)
        faults_in_a_row = begun = 0
        under_way: dict[Future[tuple[str | None, str]], int] = {}
        # A proxy set in the environment has no business between us and this machine.
        with httpx.Client(timeout=self.timeout_s, headers=headers, trust_env=not self.is_this_machine) as client:
            pool = ThreadPoolExecutor(max_workers=at_once)
            try:
                while True:
                    go_on = give_up_after is None or faults_in_a_row < give_up_after
                    while go_on and begun < len(conversations) and len(under_way) < at_once:
                        under_way[pool.submit(self._ask, client, conversations[begun])] = begun
                        begun += 1
                    if not under_way:
                        return
                    for done in wait(under_way, return_when=FIRST_COMPLETED).done:
                        text, fault = done.result()
                        faults_in_a_row = faults_in_a_row + 1 if fault else 0
                        yield Reply(under_way.pop(done), text, fault)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _ask(self, client: httpx.Client, conversation: Conversation) -> tuple[str | None, str]:
        """(text, "") or (None, why not)."""
        body = {
            "model": self.model,
            "messages": list(conversation),
            "temperature": self.temperature,
            "max_tokens": self.max_tokens,
        }
        jitter = random.Random(hashlib.sha256(json.dumps(list(conversation)).encode()).hexdigest())
        fault = ""
        for attempt in range(max(1, self.tries)):
            wait_s = self.first_wait_s * 2**attempt * jitter.uniform(0.75, 1.25)
            try:
                response = client.post(self.address, json=body)
            except httpx.TimeoutException:
                fault = f"no answer within {self.timeout_s:g} s"
            except httpx.TransportError as problem:
                fault = f"no connection ({type(problem).__name__})"
            except httpx.DecodingError:
                fault = "an answer that cannot be unpacked"
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


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or a bracket that is none
        return False


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
