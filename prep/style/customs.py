"""What is usual in a project: each habit is put to the vote, one answer one voice for every way in which it does it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from prep.records import Pair
from prep.style.habit import Habit, Seen

MIN_VOTERS = 20  # answers that must have a say before anything counts as usual
USUAL_FROM = 0.85  # share of them that must do it the same way
SeenIn = Callable[[str, Habit], Iterable[Seen]]


@dataclass(frozen=True, slots=True)
class Exceptional:
    """A pair whose answer does something in another way than is usual, and the first place where it does."""

    pair_id: str
    seen: Seen
    text: str  # what stands there


@dataclass(frozen=True, slots=True)
class Custom:
    """A way of writing that most answers share, and who does otherwise."""

    habit: str
    voters: str
    way: str
    n_usual: int
    n_voters: int
    example: str  # as most of them write it; "" where there is nothing to quote
    exceptions: tuple[Exceptional, ...]

    @property
    def in_words(self) -> str:
        """ "Dates: 212 of 230 answers with a date have the day before the month, as in "5 May 2026"."""
        quoted = f', as in "{self.example}"' if len(self.example) > 1 else ""
        said = f"{self.n_usual:,} of {self.n_voters:,} {self.voters} have {self.way}{quoted}"
        return f"{self.habit.capitalize()}: {said}"


def read_now(answer: str, habit: Habit) -> Iterable[Seen]:
    """In which ways an answer does something, read off it now."""
    return habit.read(answer)


def customs(pairs: Sequence[Pair], habits: Iterable[Habit], seen_in: SeenIn = read_now) -> tuple[Custom, ...]:
    """Every habit of which the project has a custom. Where fewer agree there is none, and nobody is an exception.

    `seen_in` knows what was read off an answer before.
    """
    times = Counter(pair.response for pair in pairs)  # an answer is read once, however many pairs give it
    return tuple(custom for habit in habits for custom in _of_habit(pairs, times, habit, seen_in))


def _of_habit(pairs: Sequence[Pair], times: Counter[str], habit: Habit, seen_in: SeenIn) -> Iterable[Custom]:
    # Of what is compared → answer → in which way it does it → the first place where it does.
    compared: dict[str, dict[str, dict[str, Seen]]] = defaultdict(lambda: defaultdict(dict))
    for answer in times:
        for seen in seen_in(answer, habit):
            compared[seen.of][answer].setdefault(seen.way, seen)
    for _, voices in sorted(compared.items()):
        n_voters = sum(times[answer] for answer in voices)
        if n_voters < MIN_VOTERS:
            continue
        counts: Counter[str] = Counter()
        for answer, ways in voices.items():
            counts.update(dict.fromkeys(ways, times[answer]))
        usual, n_usual = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if n_usual < USUAL_FROM * n_voters:
            continue
        texts: Counter[str] = Counter()
        other: dict[str, Seen] = {}
        for answer, ways in voices.items():
            if usual in ways:
                texts[answer[ways[usual].start : ways[usual].end]] += times[answer]
            for way, seen in ways.items():
                if way != usual:
                    other.setdefault(answer, seen)
        exceptions = [
            Exceptional(pair.pair_id, seen, pair.response[seen.start : seen.end])
            for pair in pairs
            for seen in [other.get(pair.response)]
            if seen
        ]
        example = min(texts, key=lambda text: (-texts[text], text))
        yield Custom(habit.name, habit.voters, usual, n_usual, n_voters, example, tuple(exceptions))
