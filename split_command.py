"""`pairwright split`: hold out, show what that buys, seal, or certify somebody else's split; `pairwright topics`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evalsuite.records import Bars
from prep.clock import now
from prep.errors import BadInput
from prep.plurals import many
from prep.project import open_project
from prep.records import Pair, Split
from terminal import Json, ProjectArgument, bar, remark, say, show_json, show_table

if TYPE_CHECKING:
    from prep.topics import Topics  # numpy, which the command line starts without

_ACCURACY = Bars().held_out_accuracy
_EXAMPLE = 70  # characters


def split(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="A name or a path; none with --check.")] = "",
    held_out: Annotated[
        float | None, typer.Option(help="Share of kept pairs to hold out; 0.18 unless said, 0.15 to 0.20 is usual.")
    ] = None,
    validation: Annotated[
        float | None, typer.Option(help="Share of kept pairs that training may look at to choose when to stop: 0.1.")
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN",
            help="Keep agent, channel or month in proportion, too, beside topic and kind of answer; may be said twice.",
        ),
    ] = None,
    by_time: Annotated[
        bool, typer.Option("--by-time", help="Hold out the newest pairs, whatever their topic.")
    ] = False,
    canaries: Annotated[
        int | None, typer.Option(help="Plant so many unique strings in training answers, to see if a model recites: 5.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Another seed draws another split; 7 unless said.")] = None,
    anew: Annotated[
        bool, typer.Option(help="Retire a sealed split and draw every pair again, those never scored on first.")
    ] = False,
    check: Annotated[
        tuple[Path, Path] | None,
        typer.Option(
            metavar="TRAIN HELD",
            help="Only search an existing split's two files (JSONL, or CSV with a column of questions) for copies.",
        ),
    ] = None,
    plan: Annotated[
        bool, typer.Option(help="Only show what would be held out and how exact that makes the score; write nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Hold out pairs to judge by, prove that no copy straddles, and seal them. Again: new pairs join, old ones stay."""
    from prep.sealing import plan_split, split_project
    from prep.stages import read_audit
    from prep.wish import Asked

    if check:
        return _check_split(*check, as_json)
    if not project:
        raise BadInput("split: expected a PROJECT, or --check TRAIN.jsonl HELD.jsonl, got neither. Name one of them.")
    place = open_project(project)
    asked = Asked(held_out, validation, tuple(by) if by else None, by_time or None, seed, canaries)
    if plan:
        planned = plan_split(place, asked, anew=anew)
        return _show_plan(planned, len(read_audit(place).waiting), place.argument, as_json)
    was_sealed = place.split.is_file()
    sealed, is_new = split_project(place, asked, anew=anew, now=now, progress=bar)
    n_waiting = len(read_audit(place).waiting)
    n_earlier = sum(one.n_openings for one in sealed.earlier)
    if as_json:
        show_json(
            {
                "new": is_new,
                "root": sealed.root,
                "n_earlier_openings": n_earlier,
                "n_copies_across": sealed.n_copies,
                **_facts(sealed.split, n_waiting),
            }
        )
    else:
        if not is_new:
            say(f"Already sealed on {sealed.sealed_at[:10]}; nothing changed since.")
        elif was_sealed:
            say(f"Sealed anew; the split before is kept as split-{len(sealed.earlier)}.")
        else:
            say("Sealed.")
        _show_split(sealed.split)
        say(f"{many(sealed.n_copies, 'copy', 'copies')} across the split · seal {sealed.root}")
        _show_worth(sealed.split, n_waiting, place.argument)
        if n_earlier:
            say(
                f"Retired splits were opened {many(n_earlier, 'time')} and held out {sealed.n_seen_before} of these "
                "pairs; every score of this split says so."
            )
        say(
            "Keep the seal elsewhere: whoever owns this machine can rebuild everything; only what others kept shows it."
        )
    if sealed.n_copies:
        raise typer.Exit(1)


def _check_split(train: Path, held_out: Path, as_json: bool) -> None:
    """Certify two files that somebody else split."""
    from prep.checked_files import check_files, in_words
    from prep.question_files import notes_on_questions

    checked = check_files(train, held_out)
    for note in (*notes_on_questions(train), *notes_on_questions(held_out)):
        remark(f"Note: {note}")
    if as_json:
        show_json(
            {
                "is_clean": checked.is_clean,
                "n_as_written": checked.n_as_written,
                "n_word_for_word": checked.n_word_for_word,
                **asdict(checked),
            }
        )
    else:
        for line in in_words(checked):
            say(line)
    if not checked.is_clean:
        raise typer.Exit(1)


def _show_plan(split: Split, n_waiting: int, project: str, as_json: bool) -> None:
    """What would be held out, stratum by stratum, and what that buys."""
    from prep.split import strata
    from prep.split_words import deviation, percent
    from prep.wish import in_words

    if as_json:
        show_json({"planned": True, **_facts(split, n_waiting)})
        return
    say("A plan: nothing was written.")
    _show_split(split)
    for column in ("topic", *split.by):
        counts = ["Train", *(["Validation"] if split.validation_share else []), "Taught", "Untaught"]
        show_table(
            [in_words(column).capitalize(), *counts, f"Held out (wished: {percent(split.held_out_share)})"],
            [
                [
                    row.value or "(none)",
                    str(row.n_train),
                    *([str(row.n_validation)] if split.validation_share else []),
                    str(row.n_taught),
                    str(row.n_untaught),
                    deviation(row, split),
                ]
                for row in strata(split, column)
            ],
        )
    _show_worth(split, n_waiting, project)


def _show_split(split: Split) -> None:
    from prep.split_words import PARTS_MEAN, parts_line

    say(parts_line(split))
    say(PARTS_MEAN)


def _show_worth(split: Split, n_waiting: int, project: str) -> None:
    """How exact the score will be, what is to be said about the split, and which pairs it knows nothing of."""
    from prep.split_words import (
        exactness,
        exactness_of_refusing,
        few_taught,
        left_out_line,
        price_of_five_points,
        waiting_line,
    )

    for line in (
        exactness(split, _ACCURACY),
        exactness_of_refusing(split, _ACCURACY),
        few_taught(split, _ACCURACY),
        price_of_five_points(split, _ACCURACY),
        waiting_line(n_waiting, project),
        *split.notes,
        left_out_line(split),
    ):
        if line:
            say(line)


def _facts(split: Split, n_waiting: int) -> Mapping[str, Any]:
    from prep.split import strata
    from prep.split_words import plan_facts

    return {
        **plan_facts(split, _ACCURACY),
        "n_waiting": n_waiting,
        "strata": [asdict(row) for column in ("topic", *split.by) for row in strata(split, column)],
        "notes": split.notes,
    }


def topics(
    project: ProjectArgument,
    rename: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="OLD NEW", help="Call a topic something else; two of one name are one."),
    ] = None,
    move: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="PAIR_ID TOPIC", help="Put one pair into another topic, or into a new one."),
    ] = None,
    as_json: Json = False,
) -> None:
    """List the topics that were found where the export names none; rename them and move pairs before sealing."""
    from prep.embeddings import Embedder
    from prep.held_back import held_back
    from prep.sealing import kept_pairs
    from prep.topic_file import move_pair, rename_topic, topics_of
    from prep.topics import origin_of_topics, with_topics

    if rename and move:
        raise BadInput("topics: expected --rename or --move, got both. Say them one after the other.")
    place = open_project(project)
    kept, embed = kept_pairs(place), Embedder(cache_file=place.embeddings, progress=bar)
    if rename:
        found: Topics | None = rename_topic(place, kept, embed, *rename)
    elif move:
        found = move_pair(place, kept, embed, *move)
    else:
        found = topics_of(place, kept, embed)
    of_topic: dict[str, list[Pair]] = {}
    for pair in with_topics(kept, found) if found else kept:
        of_topic.setdefault(pair.topic, []).append(pair)
    rows = sorted(of_topic.items(), key=lambda row: (-len(row[1]), row[0]))
    if as_json:
        show_json({"found": bool(found), "topics": [{"name": name, "n": len(pairs)} for name, pairs in rows]})
        return
    say("Found by what is asked:" if found else origin_of_topics(kept))
    sealed = held_back(place)
    show_table(
        ["Topic", "Pairs", "For example"],
        [[name or "(none)", f"{len(pairs):,}", _example(pairs, sealed)] for name, pairs in rows],
    )
    if place.split.is_file():
        say("The sealed split keeps the names that it was sealed with.")
    elif found:
        say(
            f"Rename one with: pairwright topics {place.argument} --rename OLD NEW; put a pair into another with --move"
        )


def _example(pairs: Sequence[Pair], held_back_ids: Collection[str]) -> str:
    """The shortest question that may be shown."""
    shown = [pair.instruction for pair in pairs if pair.pair_id not in held_back_ids]
    return min(shown, key=len)[:_EXAMPLE] if shown else "(all held out)"
