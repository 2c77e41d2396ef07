"""The certificate of anybody's split: two files of pairs, no project; which held-out questions has training seen?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prep.containment import normalised
from prep.copies import COPY_FROM, nearest_copies
from prep.pair_files import read_numbered_pairs
from prep.records import Rejection


@dataclass(frozen=True, slots=True)
class Leak:
    """A held-out question and the training question that it is a copy of most, by line of the two files."""

    held_out_line: int
    train_line: int
    score: float
    held_out_text: str
    train_text: str

    @property
    def is_word_for_word(self) -> bool:
        """Whether only case, punctuation or white space differ."""
        return normalised(self.held_out_text) == normalised(self.train_text)


@dataclass(frozen=True, slots=True)
class CheckedFiles:
    """What an exact search found. Clean means no leak, and no row that could not be searched."""

    threshold: float  # of the copy score
    n_train: int
    n_held_out: int
    leaks: tuple[Leak, ...]  # those word for word first, then the highest score
    unread: tuple[Rejection, ...]

    @property
    def is_clean(self) -> bool:
        return not self.leaks and not self.unread

    @property
    def n_word_for_word(self) -> int:
        return sum(leak.is_word_for_word for leak in self.leaks)


def check_files(train: Path, held_out: Path) -> CheckedFiles:
    """Search every held-out instruction among all training instructions, by wording."""
    train_rows, train_unread = read_numbered_pairs(train)
    held_out_rows, held_out_unread = read_numbered_pairs(held_out)
    found = nearest_copies(
        [pair.instruction for _, pair in held_out_rows], [pair.instruction for _, pair in train_rows]
    )
    leaks = []
    for (line, pair), (place, score) in zip(held_out_rows, found, strict=True):
        if score >= COPY_FROM:
            train_line, copied = train_rows[place]
            leaks.append(Leak(line, train_line, round(score, 4), pair.instruction, copied.instruction))
    return CheckedFiles(
        COPY_FROM,
        len(train_rows),
        len(held_out_rows),
        tuple(sorted(leaks, key=lambda leak: (not leak.is_word_for_word, -leak.score, leak.held_out_line))),
        (*train_unread, *held_out_unread),
    )


def in_words(checked: CheckedFiles) -> Sequence[str]:
    """The outcome in lines for a person."""
    lines = [f"{checked.n_held_out:,} held-out questions searched among {checked.n_train:,} training questions."]
    for leak in checked.leaks:
        lines += [
            f"held-out line {leak.held_out_line} is a copy of train line {leak.train_line} ({leak.score:.2f})",
            f"    held-out: {_on_one_line(leak.held_out_text)}",
            f"    train:    {_on_one_line(leak.train_text)}",
        ]
    lines += [f"Not read: {row.source}: {row.evidence}" for row in checked.unread]
    if checked.is_clean:
        return [*lines, "Clean: no held-out question is a copy of a training question."]
    causes = []
    if checked.leaks:
        causes.append(
            f"{len(checked.leaks):,} of {checked.n_held_out:,} held-out questions are copies, "
            f"{checked.n_word_for_word:,} of them word for word; remove one side"
        )
    if checked.unread:
        causes.append(f"{len(checked.unread):,} rows could not be searched; repair or remove them")
    return [*lines, f"Not clean: {'; '.join(causes)}."]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
