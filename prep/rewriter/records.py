"""The nouns of asking a model: what is asked, what it answered, what it costs and what became of it."""

from dataclasses import dataclass, field

from prep.errors import BadInput
from prep.records import Pair, Ticket


@dataclass(frozen=True, slots=True)
class Request:
    """What a model is asked about one pair."""

    key: str  # changes with everything that the answer could depend on: thread, pair, prompt, model
    pair: Pair
    ticket: Ticket
    conversation: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One line of rewrites.jsonl: what a model wrote. It is never asked for the same again."""

    key: str
    pair_id: str
    model: str
    text: str


@dataclass(frozen=True, slots=True)
class Price:
    """What an endpoint takes, in one currency, for a million tokens read and a million written."""

    read: float
    written: float

    @classmethod
    def parse(cls, said: str) -> "Price":
        """ "0.15,0.60" """
        try:
            read, written = (float(part) for part in said.split(","))
        except ValueError:
            raise BadInput(
                f"--rewriter-price: expected two prices for a million tokens such as 0.15,0.60 (read, written), "
                f"got {said!r}."
            ) from None
        return cls(read, written)

    def of(self, read: int, written: int) -> float:
        """What so many tokens cost."""
        return (read * self.read + written * self.written) / 1e6


@dataclass(frozen=True, slots=True)
class Spent:
    """Where asking stands."""

    n_replies: int
    n_asked: int
    tokens_read: int  # of conversations that were answered; about
    tokens_written: int
    cost: float | None  # None without a price


@dataclass(frozen=True, slots=True)
class Estimate:
    """What asking will take, known before anything is sent."""

    n_pairs: int  # that do not stand on their own
    n_known: int  # of these, answered in an earlier run
    n_withheld: int  # of these, not sent
    n_asked: int
    tokens_read: int
    tokens_written: int  # at most
    seconds: float
    cost: float | None  # None without a price


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What became of the pairs that did not stand on their own."""

    n_pairs: int = 0
    n_accepted: int = 0  # at least one side was rewritten
    n_refused: int = 0  # verification refused what was proposed
    n_unchanged: int = 0  # nothing was proposed
    n_unanswered: int = 0
    n_withheld: int = 0  # they look as if they held personal data, or are too long
    faults: dict[str, int] = field(default_factory=dict)  # why there was no answer, how often
