"""A proposal → the pair with what verification lets through. What it refuses stays as it was, and is told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from prep.glossary import Glossary, expand
from prep.records import Edit, Pair
from prep.rewriter.entailing import SecondReader
from prep.rewriter.prompting import said
from prep.rewriter.records import Request
from prep.verifying import Fault, stands_no_worse, verify

Side = Literal["instruction", "response"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A pair after a model's proposal, and what was done to it."""

    pair: Pair
    edits: tuple[Edit, ...]

    @property
    def is_rewritten(self) -> bool:
        return any(edit.kind == "rewriter" for edit in self.edits)


def accept(
    request: Request,
    proposal: tuple[str, str] | None,
    model: str,
    glossary: Glossary,
    reader: SecondReader | None = None,
) -> Outcome:
    """Take over each side that says what was said; both only if the pair stands no worse than before.

    `reader` is asked about answers that passed every other check.
    """
    pair = request.pair
    if proposal is None:
        return Outcome(pair, (_refusal(pair, "response", "", "the model's answer was no question and answer"),))
    edits: list[Edit] = []
    instruction, response = proposal
    if instruction != pair.instruction:
        faults = verify(instruction, pair.instruction, _earlier(request), glossary)
        edits.append(_edit(pair, "instruction", instruction, model, faults))
    asked = instruction if edits and edits[0].kind == "rewriter" else pair.instruction
    if response != pair.response:
        faults = verify(response, pair.response, [], glossary, [asked])
        if reader and not faults:
            faults = tuple(reader.faults(asked, expand(pair.response, glossary)[0], response))
        edits.append(_edit(pair, "response", response, model, faults))
    after = replace(pair, **{edit.side: edit.after for edit in edits if edit.kind == "rewriter"})
    before = (pair.instruction, pair.response)
    worse = tuple(stands_no_worse(before, (after.instruction, after.response), glossary)) if after != pair else ()
    if worse:
        edits = [_edit(pair, edit.side, edit.refused or edit.after, model, worse) for edit in edits]
        return Outcome(pair, tuple(edits))
    return Outcome(after, tuple(edits))


def _earlier(request: Request) -> list[str]:
    """What a question may draw on: the subject line and what was said, but for the answer."""
    answered_by = request.pair.pair_id
    texts = [request.ticket.subject]
    for message in said(request.ticket):
        if message.message_id == answered_by or answered_by.endswith(f"/{message.message_id}"):
            break
        texts.append(message.text)
    return [text for text in texts if text.strip()]


def _edit(pair: Pair, side: Side, proposed: str, model: str, faults: Sequence[Fault]) -> Edit:
    if faults:
        told = "; ".join(f"{fault.kind}: {fault.detail}" for fault in faults[:4])
        return _refusal(pair, side, proposed, told)
    before = pair.instruction if side == "instruction" else pair.response
    return Edit(pair.pair_id, side, "rewriter", before, proposed, f"{model}: so that it stands on its own")


def _refusal(pair: Pair, side: Side, proposed: str, why: str) -> Edit:
    kept = pair.instruction if side == "instruction" else pair.response
    return Edit(pair.pair_id, side, "unverified", kept, kept, f"refused: {why}", refused=proposed)
