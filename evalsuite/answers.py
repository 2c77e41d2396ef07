"""Ask every question once.

answers/<responder>.jsonl grows by one line as each answer arrives, so a killed evaluation goes on where it stopped. A
key is the digest of instruction and revision; the revision covers weights and decoding, so a changed model is asked
again. An error is a line of its own, tried again on the next run and dropped only by an answer. It is never a wrong
answer.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evalsuite.records import Answer, Question
from evalsuite.responders import Responder, Unanswered
from prep.errors import BadInput, PairwrightError
from prep.plurals import many
from prep.progress import Progress, silent
from prep.project import append_jsonl, read_records, write_text

GIVE_UP_AFTER = 8  # failures in a row


def answer_key(instruction: str, revision: str) -> str:
    """What an answer is filed under."""
    return hashlib.sha256(json.dumps([instruction, revision], ensure_ascii=True).encode()).hexdigest()


def ask_all(
    questions: Sequence[Question],
    responder: Responder,
    cache_file: Path,
    *,
    batch_size: int = 8,
    progress: Progress = silent,
    now: Callable[[], float] = time.monotonic,
) -> list[Answer]:
    """One answer, or error, for each question, in order; only what `cache_file` does not hold yet is asked.

    After GIVE_UP_AFTER failures in a row the rest is not asked: each such question carries that as its error.
    """
    revision = responder.revision
    known = {answer.key: answer for answer in read_answers(cache_file) if not answer.error}
    keys = [answer_key(question.instruction, revision) for question in questions]
    missing = {key: question for key, question in zip(keys, questions, strict=True) if key not in known}
    failures_in_a_row = 0
    with progress(f"Asking {responder.name}", len(missing)) as tick:
        for batch in _batches(list(missing.items()), batch_size):
            if failures_in_a_row >= GIVE_UP_AFTER:
                stop = f"not asked: {responder.name} failed {failures_in_a_row} times in a row"
                known |= {key: _answer(question, responder, key, error=stop) for key, question in batch}
                continue
            started = now()
            texts, faults = _ask(responder, [question.instruction for _, question in batch])
            seconds = (now() - started) / len(batch)
            for (key, question), text, fault in zip(batch, texts, faults, strict=True):
                answer = _answer(question, responder, key, text=text or "", error=fault, seconds=seconds)
                append_jsonl(cache_file, answer)
                known[key] = answer
                failures_in_a_row = failures_in_a_row + 1 if fault else 0
            tick(len(batch))
    return [replace(known[key], pair_id=question.pair_id) for key, question in zip(keys, questions, strict=True)]


def read_answers(cache_file: Path) -> list[Answer]:
    """What is on file. A last line that was torn by a kill is cut off; damage anywhere else is BadInput."""
    if not cache_file.is_file():
        return []
    written = cache_file.read_bytes()
    whole = written[: written.rfind(b"\n") + 1]
    if whole != written:
        write_text(cache_file, whole.decode("utf-8"))
    return read_records(cache_file, Answer)


def _ask(responder: Responder, instructions: list[str]) -> tuple[Sequence[str | None], Sequence[str]]:
    """Texts and faults of one batch. A machine that runs out of memory is a fault, not a wrong answer."""
    try:
        texts = responder.answer(instructions)
    except Unanswered as unanswered:
        return unanswered.texts, unanswered.faults
    except PairwrightError:
        raise
    except (OSError, RuntimeError, MemoryError) as problem:
        fault = f"{type(problem).__name__}: {' '.join(str(problem).split())[:160]}"
        return [None] * len(instructions), [fault] * len(instructions)
    if len(texts) != len(instructions):
        raise BadInput(
            f"{responder.name}: expected {many(len(instructions), 'answer')}, got {len(texts)}. "
            "A responder returns one text for each instruction, in order."
        )
    return texts, [""] * len(texts)


def _answer(
    question: Question, responder: Responder, key: str, *, text: str = "", error: str = "", seconds: float | None = None
) -> Answer:
    writable = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair cannot be written to a file
    return Answer(question.pair_id, responder.name, writable, error, key, seconds)


def _batches(missing: list[tuple[str, Question]], size: int) -> Iterator[list[tuple[str, Question]]]:
    for start in range(0, len(missing), size):
        yield missing[start : start + size]
