"""The nouns of training: what is trained on, what a run reports, what it left behind.

Standard library only. Token counts are tokens, sizes are bytes, times are seconds.
"""

from dataclasses import dataclass
from typing import Literal, Protocol

RunState = Literal["running", "interrupted", "finished", "failed"]
Which = Literal["adapter", "base", "merged"]
Pattern = Literal["learning", "too-early", "not-learning", "diverging", "not-a-number", "memorising"]


class Example(Protocol):
    """Anything with an instruction and a response: a prep.records.Pair, a TrainRow."""

    @property
    def instruction(self) -> str: ...

    @property
    def response(self) -> str: ...


@dataclass(frozen=True, slots=True)
class TrainRow:
    """One line of split/train.jsonl."""

    instruction: str
    response: str


@dataclass(frozen=True, slots=True)
class RenderedRow:
    """One example as token ids. The first `n_prompt` are read, the rest are trained on and end with the stop token."""

    input_ids: tuple[int, ...]
    n_prompt: int

    @property
    def labels(self) -> list[int]:
        """The ids with the prompt masked by -100, as the trainer's loss reads them."""
        return [-100] * self.n_prompt + list(self.input_ids[self.n_prompt :])


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why one row must not be trained on as it is."""

    row: int  # 1-based, the line in train.jsonl
    code: str  # "too-long", "start-token", "stop-token", "prompt-not-a-prefix", "nothing-to-learn"
    detail: str


@dataclass(frozen=True, slots=True)
class Preflight:
    """What will be trained on, and what stands in the way. Training starts only without problems."""

    n_rows: int
    n_prompt_tokens: int
    n_trained_tokens: int
    longest: int
    max_length: int
    start_token: str
    stop_token: str
    pad_token: str
    template_digest: str
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class StepLog:
    """One line of steps.jsonl: the mean since the line before."""

    step: int  # optimiser steps done
    epoch: float
    loss: float  # nats per trained token
    lr: float
    grad_norm: float  # 0 for a step that was skipped because float16 overflowed
    examples_seen: int
    elapsed_s: float  # training time, earlier sittings of the same run included
    token_accuracy: float | None = None  # share of trained tokens that were the most likely one


@dataclass(frozen=True, slots=True)
class EpochLog:
    """One line of validation.jsonl: the loss on the validation part after an epoch."""

    epoch: int
    step: int
    loss: float  # nats per token of the answers


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A loss curve in words."""

    pattern: Pattern
    sentence: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the merged model answers as the adapter did that was trained and judged."""

    n_instructions: int
    n_identical: int  # greedy answers equal to the last character
    max_logit_difference: float  # over the first answer token of every instruction

    @property
    def share_identical(self) -> float:
        return self.n_identical / self.n_instructions


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What run.json says: enough to repeat the run, to trust it, and to load what it left behind."""

    run_id: str
    state: RunState
    recipe: dict[str, object]
    recipe_digest: str
    train_file_digest: str
    seed: int
    n_pairs: int
    base_model: str  # hub name or folder, or "tiny"
    base_revision: str
    template_digest: str
    versions: dict[str, str]
    device: str
    n_steps: int  # planned
    n_steps_done: int = 0
    n_trained_tokens: int = 0
    first_loss: float | None = None
    final_loss: float | None = None
    seconds: float = 0.0  # of training
    peak_memory_bytes: int = 0
    resumed_from_step: int = 0
    diagnosis: Diagnosis | None = None
    agreement: Agreement | None = None
    agreement_note: str = ""  # why the merged model was not compared, when it was not
    adapter_digest: str = ""
    merged_digest: str = ""
    message: str = ""  # one sentence for the person who started it
    kept_epoch: int = 0  # whose adapter was kept, by the validation part; 0: the last one's, for there was none
