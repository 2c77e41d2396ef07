"""How the command line has a model rewrite pairs: what it says before, as it runs and afterwards."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from prep.chat import Chat, Talker
from prep.clock import about
from prep.errors import BadInput
from prep.local_model import LocalModel
from prep.plurals import many
from prep.project import Project
from prep.rewriter import Estimate, Price, Rewritten, SecondReader, Spent, rewrite_project
from terminal import bar, remark

_WRITTEN_AT_MOST = 512  # tokens an answer
_SMALLEST_WINDOW = 1024  # tokens
_WORTH_A_METER = 10  # pairs
_PATIENCE_S = 120  # a small model on a laptop takes its time


@dataclass(frozen=True, slots=True)
class Rewriter:
    """The endpoint or local model that a person named, with what they said about it."""

    chat: Talker
    window: int
    price: Price | None
    reader: SecondReader | None = None


def name_rewriter(
    url: str, model: str, window: int, price: str, keep_personal_data: bool, nli: str = ""
) -> Rewriter | None:
    """What a person named, None when nothing; what is wrong with it is said before anything is read."""
    if not url:
        if model or price or nli:
            option = "--rewriter-nli" if nli else "--rewriter-model"
            raise BadInput(f"{option}: expected --rewriter URL as well, got none. Name the endpoint to ask.")
        return None
    local = _local(url)
    if not model and not local:
        raise BadInput(
            "--rewriter: expected --rewriter-model NAME as well, or the folder of a model, got none. Name one of them."
        )
    if window < _SMALLEST_WINDOW:
        raise BadInput(f"--rewriter-window: expected at least {_SMALLEST_WINDOW:,} tokens, got {window:,}.")
    if keep_personal_data:
        raise BadInput(
            "--rewriter: expected placeholders for personal data, got --keep-personal-data. A rewriter is sent nothing "
            "else; leave one of the two out."
        )
    reader = SecondReader(Path(nli).expanduser()) if nli else None
    if local:
        folder = LocalModel(local, max_tokens=_WRITTEN_AT_MOST)
        return Rewriter(folder, min(window, folder.window or window), Price.parse(price) if price else None, reader)
    key = os.environ.get("PAIRWRIGHT_API_KEY", "")
    chat = Chat(url, model, api_key=key, max_tokens=_WRITTEN_AT_MOST, timeout_s=_PATIENCE_S)
    return Rewriter(chat, window, Price.parse(price) if price else None, reader)


def rewrite(place: Project, named: Rewriter) -> Rewritten:
    """Rewrite what does not stand on its own, telling what leaves this machine and what it takes."""
    chat = named.chat

    def announce(estimate: Estimate) -> None:
        remark(in_words(estimate))
        if estimate.n_asked and not chat.is_this_machine:
            remark(leaving(chat))

    meter = Meter(time.monotonic)
    done = rewrite_project(
        place,
        chat,
        window=named.window,
        price=named.price,
        reader=named.reader,
        announce=announce,
        running=lambda spent: remark(said) if (said := meter.says(spent)) else None,
        progress=bar,
    )
    for fault, n in done.faults.items():
        remark(f"{chat.model} left {many(n, 'pair')} unanswered: {fault}. The same command again asks for these only.")
    return done


@dataclass(slots=True)
class Meter:
    """What asking has cost so far and what it will still take, said at every tenth of the way."""

    clock: Callable[[], float]  # seconds
    began: float = field(init=False)
    said: int = 0  # tenths

    def __post_init__(self) -> None:
        self.began = self.clock()

    def says(self, spent: Spent) -> str:
        """A line where another tenth is done, else ""."""
        tenths = 10 * spent.n_replies // spent.n_asked
        if tenths == self.said or spent.n_asked < _WORTH_A_METER:
            return ""
        self.said = tenths
        took = self.clock() - self.began
        left = took / spent.n_replies * (spent.n_asked - spent.n_replies)
        cost = "" if spent.cost is None else f", {spent.cost:.2f} by the prices you gave"
        return (
            f"{spent.n_replies:,} of {spent.n_asked:,} answered in {about(took)}: about {spent.tokens_read:,} tokens "
            f"read and {spent.tokens_written:,} written{cost}; {about(left)} left"
        )


def _local(said: str) -> Path | None:
    """The folder that was named instead of an address; None for an address."""
    folder = Path(said).expanduser()
    return folder if "://" not in said and folder.is_dir() else None


def in_words(estimate: Estimate) -> str:
    """What asking will take, in a line or two."""
    if not estimate.n_pairs:
        return "Every pair stands on its own; no model is asked."
    known = f", {estimate.n_known:,} of them answered earlier" if estimate.n_known else ""
    kept = f", {estimate.n_withheld:,} kept back (too long, or perhaps personal data)" if estimate.n_withheld else ""
    cost = "" if estimate.cost is None else f", about {estimate.cost:.2f} by the prices you gave"
    lean = many(estimate.n_pairs, "pair does not stand alone", "pairs do not stand alone")
    minutes = max(1, round(estimate.seconds / 60))
    return (
        f"{lean}{known}{kept}. To ask: {estimate.n_asked:,}, about "
        f"{estimate.tokens_read:,} tokens read and {estimate.tokens_written:,} written{cost}; roughly "
        f"{many(minutes, 'minute')} at 20 tokens a second."
    )


def leaving(chat: Talker) -> str:
    """The warning for an address that is not this machine."""
    return f"Warning: these threads, with placeholders for personal data, go to {chat.address}, another machine."


def outcome(done: Rewritten) -> str:
    """What became of them, in a line."""
    return (
        f"Of {many(done.n_pairs, 'pair')} that did not stand alone: {done.n_accepted:,} rewritten, "
        f"{many(done.n_refused, 'rewrite')} refused, {done.n_unchanged:,} left as they are, "
        f"{done.n_unanswered:,} unanswered, {done.n_withheld:,} kept back"
    )
