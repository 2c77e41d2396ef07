"""The certificate of anybody's split: two files of pairs, no project; which held-out questions has training seen?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prep.containment import normalised
from prep.copies import COPY_FROM, nearest_copies
from prep.plurals import many
from prep.question_files import read_questions
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
    def is_as_written(self) -> bool:
        """Whether every character is the same, but for white space around the text."""
        return self.held_out_text.strip() == self.train_text.strip()

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
    leaks: tuple[Leak, ...]  # those as written first, then those word for word, then the highest score
    unread: tuple[Rejection, ...]

    @property
    def is_clean(self) -> bool:
        return not self.leaks and not self.unread

    @property
    def n_as_written(self) -> int:
        return sum(leak.is_as_written for leak in self.leaks)

    @property
    def n_word_for_word(self) -> int:
        return sum(leak.is_word_for_word for leak in self.leaks)


def check_files(train: Path, held_out: Path) -> CheckedFiles:
    """Search every held-out question among all training questions, by wording."""
    train_rows, train_unread = read_questions(train)
    held_out_rows, held_out_unread = read_questions(held_out)
    found = nearest_copies([text for _, text in held_out_rows], [text for _, text in train_rows])
    as_written = {text.strip(): line for line, text in reversed(train_rows)}
    leaks = []
    for (line, text), (place, score) in zip(held_out_rows, found, strict=True):
        if text.strip() in as_written:
            leaks.append(Leak(line, as_written[text.strip()], 1.0, text, text))
        elif score >= COPY_FROM:
            train_line, copied = train_rows[place]
            leaks.append(Leak(line, train_line, round(score, 4), text, copied))
    return CheckedFiles(
        COPY_FROM,
        len(train_rows),
        len(held_out_rows),
        tuple(
            sorted(
                leaks,
                key=lambda leak: (not leak.is_as_written, not leak.is_word_for_word, -leak.score, leak.held_out_line),
            )
        ),
        (*train_unread, *held_out_unread),
    )


def in_words(checked: CheckedFiles) -> Sequence[str]:
    """The outcome in lines for a person."""
    lines = [
        f"{many(checked.n_held_out, 'held-out question')} searched among {many(checked.n_train, 'training question')}."
    ]
    for leak in checked.leaks:
        how = f"{leak.score:.2f}"
        if leak.is_word_for_word:
            how = "to the last character" if leak.is_as_written else "word for word"
        lines += [
            f"held-out line {leak.held_out_line} is a copy of train line {leak.train_line} ({how})",
            f"    held-out: {_on_one_line(leak.held_out_text)}",
            f"    train:    {_on_one_line(leak.train_text)}",
        ]
    lines += [f"Not read: {row.source}: {row.evidence}" for row in checked.unread]
    if checked.is_clean:
        return [*lines, "Clean: no held-out question is a copy of a training question."]
    causes = []
    if checked.leaks:
        causes.append(
            f"copies: {len(checked.leaks):,} of {many(checked.n_held_out, 'held-out question')}, "
            f"{checked.n_word_for_word:,} of them word for word, {checked.n_as_written:,} to the last character; "
            "remove one side"
        )
    if checked.unread:
        causes.append(f"{many(len(checked.unread), 'row')} could not be searched; repair or remove")
    return [*lines, f"Not clean: {'; '.join(causes)}."]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
