"""Who answers: anything with a name, a revision and `answer`.

Here are the nearest training pair, which needs no language model, and any OpenAI-compatible chat endpoint. A local base
model or adapter is an object of the same shape, made elsewhere.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from prep.chat import Chat
from prep.errors import BadInput, PairwrightError
from prep.plurals import many


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
                f"Nearest pair: expected training pairs, got {many(len(self.instructions), 'instruction')} and "
                f"{many(len(self.responses), 'response')}. Seal a split that has training pairs."
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
    """A chat endpoint as a responder. The key is no part of the revision."""

    chat: Chat
    name: str = "endpoint"

    @property
    def revision(self) -> str:
        return _digest([self.chat.address, self.chat.model, self.chat.temperature, self.chat.max_tokens])

    def answer(self, instructions: Sequence[str]) -> list[str]:
        conversations = [[{"role": "user", "content": instruction}] for instruction in instructions]
        came = sorted(self.chat.replies(conversations), key=lambda reply: reply.place)
        if any(reply.fault for reply in came):
            raise Unanswered([reply.text for reply in came], [reply.fault for reply in came])
        return [reply.text or "" for reply in came]


def _digest(parts: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()
