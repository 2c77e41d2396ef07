"""The nouns of an evaluation: questions, answers, grades, rates, the summary, the gates and the verdict.

Shares are between 0 and 1. A share of nothing is None, never 0. A summary's fields are the keys of summary.json.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from prep.records import Part

Grade = Literal["correct", "wrong", "unsure", "unscored"]
LabelledGrade = Literal["correct", "wrong", "refused", "unsure"]
GateName = Literal["held-out accuracy", "overfitting gap", "tester sessions"]
GateOutcome = Literal["PASS", "FAIL", "UNDETERMINED"]


@dataclass(frozen=True, slots=True)
class Question:
    """A pair's instruction, put to a responder, and the references its answer is compared with."""

    pair_id: str
    instruction: str
    references: tuple[str, ...]  # any one of them is a right answer
    topic: str = ""
    part: Part = "taught"
    group_id: str = ""  # the pair's question group; "" when it stands alone


@dataclass(frozen=True, slots=True)
class Answer:
    """What a responder said to one instruction, or why it said nothing."""

    pair_id: str
    responder: str
    text: str
    error: str  # "" when an answer came
    key: str  # digest of the instruction and the responder's revision
    seconds: float | None  # its share of the batch's time


@dataclass(frozen=True, slots=True)
class Graded:
    """Whether an answer is right, and why one would say so.

    `score` runs from 0 (surely wrong) to 1 (surely correct). From 0.5 on it is the correct side, which is where an
    unsure answer counts when a number needs a side. A refusal or hand-over is "wrong" with `refused`: nothing was
    attempted.
    """

    grade: Grade
    score: float | None = None  # None when unscored
    refused: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def counts_as_right(self) -> bool:
        """The nearer side: an unsure answer is right from a score of 0.5."""
        return self.grade == "correct" or (self.grade == "unsure" and self.score is not None and self.score >= 0.5)


@dataclass(frozen=True, slots=True)
class Label:
    """A person's grade of one answer. It replaces the automatic grade; the latest label of a key counts."""

    key: str  # the answer's key
    grade: LabelledGrade
    labeller: str = ""
    labelled_at: str = ""
    policy: str = ""  # version of the labelling policy


@dataclass(frozen=True, slots=True)
class GradedAnswer:
    """One row of scores.jsonl: question, answer and grade together."""

    question: Question
    answer: Answer
    graded: Graded
    labelled: bool = False  # the grade is a person's


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of answers, 95 % Wilson interval. Unsure answers count on their nearer side, unscored ones not at all."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    n_right: int = 0
    n_right_if_unsure_wrong: int = 0
    n_right_if_unsure_right: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One share minus another, with its 95 % interval."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Training minus held-out accuracy of the responder under test, Newcombe's interval, beside the base model's own.

    The base model saw neither set, so its gap is the luck of the split. `advice` is empty unless the gap is large.
    """

    value: float | None
    low: float | None
    high: float | None
    base: Difference | None = None
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Untaught:
    """Questions that training never covered. Refusing or handing over is the right thing to do there.

    value, low, high: the share refused. `accuracy`: the share answered correctly all the same. `invented`: answers that
    are neither.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    accuracy: Rate
    invented: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two responders on the same questions. `difference` is the first's share of right answers minus the other's."""

    responder: str
    other: str
    n: int
    only_responder: tuple[str, ...]  # ids of pairs that only this one got right
    only_other: tuple[str, ...]
    difference: Difference
    p_value: float | None  # exact McNemar


@dataclass(frozen=True, slots=True)
class Stamp:
    """What makes a score believable: which sealed split, how often it was opened before, copies of it in training."""

    seal_root: str = ""
    earlier_openings: int | None = None  # of retired splits too
    near_copies: int | None = None
    run: str = ""
    made_at: str = ""
    log_head: str = ""  # of the opening log, with this score's opening as its last line
    of_retired_splits: int = 0  # of the earlier openings
    seen_before: int = 0  # held-out questions that were opened already, with a retired split
    other_runs: int = 0  # that this split was opened for before
    cut_off: int = 0  # openings that were cut off while they were logged
    looks: int = 0  # openings of this split that judged no model: somebody read held-out pairs


@dataclass(frozen=True, slots=True)
class Recited:
    """Planted strings (prep/canaries.py) that came out of a responder's mouth."""

    n_planted: int  # in training answers
    n_recited: int
    is_held_out_recited: bool  # the one that stands in the held-out part alone: it was trained on


@dataclass(frozen=True, slots=True)
class Summary:
    """summary.json. `held_out_accuracy` is about the taught questions alone; keys inside are the responders' names."""

    responder: str  # the one under test
    held_out_accuracy: Mapping[str, Rate]
    clustered: Mapping[str, Difference]  # the same shares, intervals from a bootstrap over question groups
    untaught: Mapping[str, Untaught]
    train_accuracy: Mapping[str, Rate]
    gap: Gap
    topics: Mapping[str, Mapping[str, Rate]]
    comparisons: tuple[Comparison, ...]
    refused: Mapping[str, int]  # refusals on taught questions, all counted as wrong
    unsure: Mapping[str, int]  # on taught questions
    unscored: Mapping[str, int]  # over everything that was asked
    stamp: Stamp = field(default_factory=Stamp)
    notes: tuple[str, ...] = ()  # what could not be done, such as a topic without training pairs
    recited: Mapping[str, Recited] = field(default_factory=dict)  # empty where no canary was planted


@dataclass(frozen=True, slots=True)
class SessionEvidence:
    """What the blind tester sessions came to."""

    n_sessions: int
    n_valid: int
    minutes: float  # in valid sessions, while the model was ready
    n_exchanges: int  # in valid sessions
    n_failures: int = 0  # exchanges that a tester flagged and an owner confirmed
    consistent_failure_modes: tuple[str, ...] = ()  # in words, such as "wrong limit in leave"


@dataclass(frozen=True, slots=True)
class Bars:
    """What good enough means."""

    held_out_accuracy: float = 0.85
    gap: float = 0.10
    session_minutes: float = 30
    session_exchanges: int = 25


@dataclass(frozen=True, slots=True)
class Gate:
    """One of the three questions that the verdict asks."""

    name: GateName
    outcome: GateOutcome
    value: float | None
    low: float | None  # the one-sided 95 % bounds that the gate compares
    high: float | None
    bar: float
    counts: str  # "116 of 132 right (88 %, 95 % interval 81 to 92 %)"
    comparison: str  # "It may be as low as 82 %, and your bar is 85 %."
    to_settle: str  # "" unless UNDETERMINED


@dataclass(frozen=True, slots=True)
class Verdict:
    """FAIL if any gate fails, PASS if all pass, else UNDETERMINED."""

    outcome: GateOutcome
    sentence: str
    because: str
    gates: tuple[Gate, ...]
    stamp: Stamp = field(default_factory=Stamp)
