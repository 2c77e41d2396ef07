"""A project that is sealed keeps its split: what is asked of it is answered from the seal, or refused in one line."""

from prep.errors import BadInput, Refused
from prep.held_out import Sealed
from prep.project import Project


def check_still_asked_for(
    project: Project, sealed: Sealed, audited: str, held_out_share: float | None, seed: int | None
) -> None:
    """Refused when pairs or decisions changed since; BadInput when another share or seed is asked for.

    `audited`: the digest of today's audit. None: no share, or no seed, was asked for.
    """
    anew, split = f"pairwright split {project.argument} --anew", sealed.split
    day = sealed.sealed_at[:10]
    if sealed.pairs_digest != audited:
        raise Refused(
            f"{project.split}: expected the pairs and decisions that were sealed on {day}, got some that changed "
            f"since. Go on with the sealed split as it is, or retire it and seal today's pairs with `{anew}`."
        )
    if held_out_share is not None and held_out_share != split.held_out_share:
        raise BadInput(
            f"{project.split}: expected a sealed split that holds out {_percent(held_out_share)}, got the one of {day} "
            f"that holds out {_percent(split.held_out_share)}. Leave --held-out away to keep it, or retire it and seal "
            f"a new one with `{anew} --held-out {held_out_share:g}`."
        )
    if seed is not None and seed != split.seed:
        raise BadInput(
            f"{project.split}: expected a sealed split drawn with seed {seed}, got the one of {day} drawn with seed "
            f"{split.seed}. Leave --seed away to keep it, or retire it and seal a new one with `{anew} --seed {seed}`."
        )


def _percent(share: float) -> str:
    return f"{100 * share:g} %"
