"""What a check of the audit is: a stable code, a title, a severity and one function."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from prep.camps import Quarrel
from prep.embeddings import Vectors
from prep.readings import Readings
from prep.records import Decision, Edit, Finding, Pair, QuestionGroup, Severity
from prep.remembered import Remembered
from prep.selfcontained import Judgement

MIN_PAIRS = 20  # under which a check that compares a pair with the whole set says nothing


@dataclass(frozen=True, slots=True)
class Ground:
    """What a check may look at. Pairs stand in order of their ids.

    Checks of copies also see how many findings each pair has so far; checks of questions and of customs see what is
    left after copies and rejected pairs are set aside: its groups, who contradicts whom in them, and the vectors of
    both sides, one row a pair.
    """

    pairs: tuple[Pair, ...]
    n_findings: dict[str, int] = field(default_factory=dict)
    groups: tuple[QuestionGroup, ...] = ()
    quarrels: tuple[Quarrel, ...] = ()
    instructions: Vectors | None = None
    responses: Vectors | None = None
    refused: tuple[Edit, ...] = ()  # of provenance: rewrites that verification did not let through
    overtaken: tuple[Decision, ...] = ()  # a person's last words on pairs whose text changed since
    readings: Readings = field(default_factory=Readings)  # what each text says by itself
    remembered: Remembered = field(default_factory=Remembered)  # what an earlier audit worked out

    def judge(self, pair: Pair) -> Judgement:
        """How well a pair stands on its own."""
        return self.readings.pair(pair).judgement


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Why a check says nothing about this set: neither a pass nor a fault."""

    detail: str


@dataclass(frozen=True, slots=True)
class Told:
    """Findings, and what the check has to say about the set besides, a line each."""

    findings: Sequence[Finding]
    lines: tuple[str, ...]


Found = Sequence[Finding] | NotApplicable | Told


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `severity` is the gravest that its findings have."""

    code: str
    title: str
    severity: Severity
    find: Callable[[Ground], Found]


def shorten(text: str, length: int = 90) -> str:
    """A quotation for a finding's detail: one line, cut at a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[:length].rsplit(" ", 1)[0] + " …"


def n_words(text: str) -> int:
    """Words between spaces."""
    return len(text.split())
