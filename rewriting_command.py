"""How the command line has a model rewrite pairs: what it says before, as it runs and afterwards."""

import os
from dataclasses import dataclass

from prep.chat import Chat
from prep.errors import BadInput
from prep.plurals import many
from prep.project import Project
from prep.rewriter import Estimate, Price, Rewritten, rewrite_project
from terminal import bar, remark

_WRITTEN_AT_MOST = 512  # tokens an answer
_SMALLEST_WINDOW = 1024  # tokens
_PATIENCE_S = 120  # a small model on a laptop takes its time


@dataclass(frozen=True, slots=True)
class Rewriter:
    """The endpoint that a person named, with what they said about it."""

    chat: Chat
    window: int
    price: Price | None


def name_rewriter(url: str, model: str, window: int, price: str, keep_personal_data: bool) -> Rewriter | None:
    """What a person named, None when nothing; what is wrong with it is said before anything is read."""
    if not url:
        if model or price:
            raise BadInput("--rewriter-model: expected --rewriter URL as well, got none. Name the endpoint to ask.")
        return None
    if not model:
        raise BadInput("--rewriter: expected --rewriter-model NAME as well, got none. Name the endpoint's model.")
    if window < _SMALLEST_WINDOW:
        raise BadInput(f"--rewriter-window: expected at least {_SMALLEST_WINDOW:,} tokens, got {window:,}.")
    if keep_personal_data:
        raise BadInput(
            "--rewriter: expected placeholders for personal data, got --keep-personal-data. A rewriter is sent nothing "
            "else; leave one of the two out."
        )
    key = os.environ.get("PAIRWRIGHT_API_KEY", "")
    chat = Chat(url, model, api_key=key, max_tokens=_WRITTEN_AT_MOST, timeout_s=_PATIENCE_S)
    return Rewriter(chat, window, Price.parse(price) if price else None)


def rewrite(place: Project, named: Rewriter) -> Rewritten:
    """Rewrite what does not stand on its own, telling what leaves this machine and what it takes."""
    chat = named.chat

    def announce(estimate: Estimate) -> None:
        remark(in_words(estimate))
        if estimate.n_asked and not chat.is_this_machine:
            remark(leaving(chat))

    done = rewrite_project(place, chat, window=named.window, price=named.price, announce=announce, progress=bar)
    for fault, n in done.faults.items():
        remark(f"{chat.model} left {many(n, 'pair')} unanswered: {fault}. The same command again asks for these only.")
    return done


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


def leaving(chat: Chat) -> str:
    """The warning for an address that is not this machine."""
    return f"Warning: these threads, with placeholders for personal data, go to {chat.address}, another machine."


def outcome(done: Rewritten) -> str:
    """What became of them, in a line."""
    return (
        f"Of {many(done.n_pairs, 'pair')} that did not stand alone: {done.n_accepted:,} rewritten, "
        f"{done.n_refused:,} rewrites refused, {done.n_unchanged:,} left as they are, "
        f"{done.n_unanswered:,} unanswered, {done.n_withheld:,} kept back"
    )
