"""What a person wishes a split to be like."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from prep.answer_kind import answer_kind
from prep.errors import BadInput
from prep.records import Pair, Split

COLUMNS = ("agent", "channel", "month", "answer")  # that a split can be in proportion to, beside the topic
ALWAYS = ("answer",)  # of these, what a new split is in proportion to unasked: it chooses within a topic only


@dataclass(frozen=True, slots=True)
class Wish:
    """How much to hold out, and of what. Shares are of the kept pairs. BadInput when out of range."""

    held_out_share: float = 0.18
    validation_share: float = 0.0  # 0: no validation part
    by: tuple[str, ...] = ALWAYS  # of COLUMNS; splits of earlier versions lack those of ALWAYS
    by_time: bool = False  # hold out the newest pairs instead of some of each topic
    seed: int = 7
    n_canaries: int = 0  # strings to plant in training answers; 0: none, and none in the held-out part

    def __post_init__(self) -> None:
        if not 0.05 <= self.held_out_share <= 0.5:
            raise BadInput(
                f"--held-out: expected a share between 0.05 and 0.5, got {self.held_out_share:g}. 0.18 is usual."
            )
        if self.validation_share and not 0.02 <= self.validation_share <= 0.3:
            raise BadInput(
                f"--validation: expected a share between 0.02 and 0.3, got {self.validation_share:g}. 0.1 is usual."
            )
        if not 0 <= self.n_canaries <= 100:
            raise BadInput(f"--canaries: expected up to 100, got {self.n_canaries}. 5 are usual.")
        for column in self.by:
            if column not in COLUMNS:
                raise BadInput(
                    f"--by: expected one of {', '.join(COLUMNS)}, got {column!r}. "
                    "Topic and kind of answer always count as well."
                )
        if self.by_time and not set(self.by).issubset(ALWAYS):
            raise BadInput(
                "--by-time: expected no --by beside it, got both. The newest are in no proportion: leave one away."
            )


@dataclass(frozen=True, slots=True)
class Asked:
    """As much of a wish as somebody said; None: nothing was said about it."""

    held_out_share: float | None = None
    validation_share: float | None = None
    by: tuple[str, ...] | None = None
    by_time: bool | None = None
    seed: int | None = None
    n_canaries: int | None = None

    def wish(self) -> Wish:
        """What was said, and for the rest what is usual. Columns that are said come before those that always count."""
        said = {key: value for key, value in asdict(self).items() if value is not None}
        if self.by is not None:
            said["by"] = tuple(dict.fromkeys((*self.by, *ALWAYS)))
        return Wish(**said)


def wish_of(split: Split) -> Wish:
    """The wish that a split was drawn by."""
    return Wish(split.held_out_share, split.validation_share, split.by, split.by_time, split.seed, split.n_canaries)


def in_words(column: str, n: int = 1) -> str:
    """What a column is called in a sentence."""
    ending = "" if n == 1 else "s"
    return f"kind{ending} of answer" if column == "answer" else f"{column}{ending}"


def values(pair: Pair, columns: Sequence[str]) -> tuple[str, ...]:
    """What a pair has in these columns, "" where it has nothing; month and answer are when and how it is answered."""
    return tuple(_value(pair, column) for column in columns)


def _value(pair: Pair, column: str) -> str:
    match column:
        case "month":
            return pair.answered_at[:7]
        case "answer":
            return answer_kind(pair.response)
        case _:
            return str(getattr(pair, column))
