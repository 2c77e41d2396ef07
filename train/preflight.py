"""Proof of what will be trained on, before any GPU minute.

A wrong row is silent in training: two start tokens, a stop token cut off or masked, a row dropped because its prompt is
too long. So every row is rendered and looked at; `compare` proves afterwards that the trainer holds the same rows.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from prep.errors import BadInput, Refused
from prep.plurals import many
from prep.progress import Progress, silent
from train.formatting import render_prompt, render_row, template_digest
from train.records import Example, Preflight, RenderedRow, RowProblem


def preflight(
    examples: Sequence[Example], tokenizer: Any, *, max_length: int, progress: Progress = silent
) -> tuple[Preflight, list[RenderedRow]]:
    """Every row rendered, and all that is wrong with them. BadInput when there is nothing to train on."""
    if not examples:
        raise BadInput("training: expected at least one pair, got none. Prepare and split the project first.")
    rows: list[RenderedRow] = []
    problems: list[RowProblem] = []
    with progress("Checking what is trained on", len(examples)) as tick:
        for number, example in enumerate(examples, start=1):
            row = render_row(tokenizer, example)
            problems += row_problems(number, row, render_prompt(tokenizer, example.instruction), tokenizer, max_length)
            rows.append(row)
            tick(1)
    return Preflight(
        n_rows=len(rows),
        n_prompt_tokens=sum(row.n_prompt for row in rows),
        n_trained_tokens=sum(len(row.input_ids) - row.n_prompt for row in rows),
        longest=max(len(row.input_ids) for row in rows),
        max_length=max_length,
        start_token=tokenizer.bos_token or "",
        stop_token=tokenizer.eos_token,
        pad_token=tokenizer.pad_token,
        template_digest=template_digest(tokenizer),
        problems=tuple(problems),
    ), rows


def row_problems(
    number: int, row: RenderedRow, prompt: Sequence[int], tokenizer: Any, max_length: int
) -> list[RowProblem]:
    """What is wrong with one rendered row; `prompt` is what the model will be given in use."""
    found = []
    n_starts = row.input_ids.count(tokenizer.bos_token_id) if tokenizer.bos_token_id is not None else 1
    if n_starts != 1:
        found.append(RowProblem(number, "start-token", f"{many(n_starts, 'start token')} instead of one"))
    if tuple(prompt) != row.input_ids[: len(prompt)]:
        found.append(RowProblem(number, "prompt-not-a-prefix", "the prompt in use is not how the trained row begins"))
    trained = row.input_ids[row.n_prompt :]
    if not set(trained) - {tokenizer.eos_token_id}:
        found.append(RowProblem(number, "nothing-to-learn", "no token of the response is trained on"))
    # Some templates write a line feed after the stop token, so it may be the last but one.
    if trained.count(tokenizer.eos_token_id) != 1 or tokenizer.eos_token_id not in trained[-2:]:
        n_stops = trained.count(tokenizer.eos_token_id)
        found.append(RowProblem(number, "stop-token", f"{n_stops} trained stop tokens instead of one at the end"))
    if len(row.input_ids) > max_length:
        found.append(RowProblem(number, "too-long", f"{len(row.input_ids)} tokens, {max_length} allowed"))
    return found


def require(result: Preflight) -> None:
    """Refused, with counts and lines, unless every row is sound."""
    if not result.problems:
        return
    parts = []
    for code, n in Counter(problem.code for problem in result.problems).most_common():
        lines = [str(problem.row) for problem in result.problems if problem.code == code]
        parts.append(f"{n} {code} (line{'s' if n > 1 else ''} {', '.join(lines[:5])}{', …' if n > 5 else ''})")
    advice = (
        f"Set max_length to {result.longest}, or shorten these pairs."
        if all(problem.code == "too-long" for problem in result.problems)
        else "Mend these pairs, or use a base model with a sound chat template."
    )
    raise Refused(f"preflight: expected {many(result.n_rows, 'sound row')}, got {'; '.join(parts)}. {advice}")


def compare(rows: Sequence[RenderedRow], dataset: Any) -> None:
    """Refused unless the trainer's prepared dataset holds exactly the rows that were checked."""
    if len(dataset) != len(rows):
        raise Refused(
            f"preflight: expected the trainer to hold {many(len(rows), 'row')}, got {len(dataset)}. "
            "The installed trl prepares rows differently; install the versions in constraints.txt."
        )
    for number, (row, held) in enumerate(zip(rows, dataset, strict=True), start=1):
        if list(row.input_ids) != list(held["input_ids"]) or row.labels != list(held["labels"]):
            raise Refused(
                f"preflight: expected the trainer to hold the checked tokens, got others in line {number}. "
                "The installed trl prepares rows differently; install the versions in constraints.txt."
            )
