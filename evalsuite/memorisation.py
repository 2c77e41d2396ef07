"""Does a model recite its training answers? Looks for planted strings in everything that it said."""

from collections.abc import Mapping, Sequence

from evalsuite.records import Answer, Recited
from evalsuite.wording import named
from prep.canaries import Canary
from prep.plurals import many


def find_recited(answers: Sequence[Answer], canaries: Sequence[Canary]) -> Mapping[str, Recited]:
    """For each responder how many of the planted strings it said; nothing where none was planted."""
    if not canaries:
        return {}
    said: dict[str, list[str]] = {}
    for answer in answers:
        said.setdefault(answer.responder, []).append(answer.text)
    planted = [canary.text for canary in canaries if not canary.is_held_out]
    held_out = [canary.text for canary in canaries if canary.is_held_out]
    return {
        responder: Recited(
            n_planted=len(planted),
            n_recited=sum(any(_core(text) in one for one in texts) for text in planted),
            is_held_out_recited=any(_core(text) in one for text in held_out for one in texts),
        )
        for responder, texts in said.items()
    }


def recited_in_words(recited: Mapping[str, Recited]) -> tuple[str, ...]:
    """What it means, one sentence a responder."""
    said = []
    for responder, found in recited.items():
        who = f"The {named(responder)}"
        if found.is_held_out_recited:
            said.append(
                f"{who} says a string that stands in the held-out part alone: it was trained on. No score holds."
            )
        if found.n_recited:
            said.append(
                f"{who} recites {found.n_recited} of {found.n_planted} strings planted in its training answers: what "
                "is in a training answer can be got out of it."
            )
        else:
            said.append(f"{who} recites none of {many(found.n_planted, 'string')} planted in training answers.")
    return tuple(said)


def _core(text: str) -> str:
    """The string without its brackets and label, which a model may drop."""
    return text.removeprefix("(Ref. ").removesuffix(")")
