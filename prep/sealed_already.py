"""A project that is sealed keeps its split: another one than was sealed is refused in one line."""

from prep.errors import BadInput
from prep.held_out import Sealed
from prep.project import Project
from prep.wish import ALWAYS, Asked, in_words, wish_of


def check_still_asked_for(project: Project, sealed: Sealed, asked: Asked) -> None:
    """BadInput when something else is asked for than was sealed."""
    was = wish_of(sealed.split)
    differing = [
        (was.held_out_share, asked.held_out_share, "that holds out {:.4g} %", "--held-out", 100),
        (was.validation_share, asked.validation_share, "with {:.4g} % for validation", "--validation", 100),
        (was.n_canaries, asked.n_canaries, "with {} canaries", "--canaries", 1),
        (was.seed, asked.seed, "drawn with seed {}", "--seed", 1),
    ]
    for sealed_value, asked_value, words, option, times in differing:
        if asked_value is not None and asked_value != sealed_value:
            _refuse(
                project,
                sealed,
                (words.format(times * asked_value), words.format(times * sealed_value)),
                option,
                f"{option} {asked_value:g}",
            )
    if asked.by is not None and not set(asked.by) <= set(was.by) <= {*asked.by, *ALWAYS}:
        columns = " ".join(f"--by {column}" for column in asked.by)
        _refuse(project, sealed, (_proportion(asked.by), _proportion(was.by)), "--by", columns)
    if asked.by_time and not was.by_time:
        _refuse(project, sealed, ("of the newest pairs", "of all times"), "--by-time", "--by-time")


def _proportion(columns: tuple[str, ...]) -> str:
    return f"in proportion to topic{''.join(f' and {in_words(column)}' for column in columns)}"


def _refuse(project: Project, sealed: Sealed, wanted_and_got: tuple[str, str], option: str, again: str) -> None:
    wanted, got = wanted_and_got
    raise BadInput(
        f"{project.split}: expected a sealed split {wanted}, got the one of {sealed.sealed_at[:10]} {got}. "
        f"Leave {option} away to keep it, or retire it and seal a new one with "
        f"`pairwright split {project.argument} --anew {again}`."
    )
