"""Splitting a project: draw or grow the split, certify it, seal it.

The command line and the Split page both come through here, so that a click and a command do the same.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

from prep.canaries import draw_canaries
from prep.certificate import certify
from prep.earlier_splits import opened_before
from prep.embeddings import Embed, Embedder
from prep.growing import Earlier, parts_so_far
from prep.held_back import held_out_ids, unshown
from prep.held_out import Sealed, check_bound, read_openings, read_sealed, seal_split
from prep.one_answer import with_one_answer
from prep.progress import Progress, silent
from prep.project import Project, digest, need
from prep.records import Audit, Pair, Split
from prep.sealed_already import check_still_asked_for
from prep.split import split_pairs
from prep.split_folder import settle, splitting
from prep.stages import read_audit, read_pairs, read_pairs_both_ways, write_report
from prep.topic_file import in_topics, write_topics
from prep.topics import Topics
from prep.wish import Asked, wish_of

_NOTHING_SAID = Asked()
FOUND_TOPICS = (
    "The export names no topics for most pairs, so they were found by what is asked; `pairwright topics` lists and "
    "renames them."
)


def split_project(
    project: Project,
    asked: Asked = _NOTHING_SAID,
    *,
    anew: bool = False,
    embed: Embed | None = None,
    now: Callable[[], str],
    progress: Progress = silent,
) -> tuple[Sealed, bool]:
    """Split the kept pairs and seal the held-out part; whether a new split was made.

    A project that is already sealed keeps its split: the same pairs give the old one back, and other ones make it grow:
    old pairs keep their side, new ones are drawn. BadInput when another share, seed … is asked for than was sealed,
    unless `anew` draws everything. The split before stays in the project as split-1, split-2, … `embed` is the packaged
    model's unless given.
    """
    need(project.audit, f"pairwright audit {project.argument}")
    with splitting(project):
        audited, paired = digest(project.audit), digest(project.pairs)
        found = read_audit(project)
        sealed = _in_place(project, asked, anew)
        if sealed and sealed.pairs_digest == audited:
            return sealed, False
        embed = embed or Embedder(cache_file=project.embeddings, progress=progress)
        taught, said = read_pairs_both_ways(project)
        pairs, split, topics = _draw(project, taught, found, sealed, asked, embed)
        part = {row.pair_id: row for row in split.assignments}
        kept = [pair for pair in pairs if pair.pair_id in part]
        learnt = [pair for pair in kept if not part[pair.pair_id].is_held_out]
        held_out = [pair for pair in kept if part[pair.pair_id].is_held_out]
        if topics:
            write_topics(project, topics)
        # Before the seal is in place: a process killed between leaves a report that quotes too little, not too much.
        write_report(project, said, found, embed, unshown(held_out_ids(asdict(split)), found))
        return (
            seal_split(
                project,
                split,
                kept,
                certify(learnt, held_out, embed, seed=split.seed),
                salts=[secrets.token_hex(16) for _ in held_out],
                sealed_at=now(),
                pairs_digest=audited,
                pairs_file_digest=paired,
                canaries=draw_canaries(split, split.n_canaries, secrets.token_bytes),
            ),
            True,
        )


def plan_split(
    project: Project, asked: Asked = _NOTHING_SAID, *, anew: bool = False, embed: Embed | None = None
) -> Split:
    """The split that `split_project` would seal of today's pairs. Writes nothing and searches no copies across it."""
    audited, found = digest(need(project.audit, f"pairwright audit {project.argument}")), read_audit(project)
    sealed = _in_place(project, asked, anew)
    if sealed and sealed.pairs_digest == audited:
        return sealed.split
    embed = embed or Embedder(cache_file=project.embeddings)
    return _draw(project, read_pairs(project), found, sealed, asked, embed)[1]


def kept_pairs(project: Project) -> list[Pair]:
    """The pairs that today's audit keeps."""
    kept = set(read_audit(project).kept)
    return [pair for pair in read_pairs(project) if pair.pair_id in kept]


def _in_place(project: Project, asked: Asked, anew: bool) -> Sealed | None:
    """The sealed split that is to be kept or grown, whole and asked for; None where there is none, or one to forget."""
    asked.wish()  # what no split can be is refused as such, not as another one than was sealed
    settle(project)
    if anew or not project.split.is_file():
        return None
    sealed = read_sealed(project)
    check_still_asked_for(project, sealed, asked)
    check_bound(project, sealed)
    read_openings(project)
    return sealed


def _draw(
    project: Project, pairs: Sequence[Pair], found: Audit, grown_from: Sealed | None, asked: Asked, embed: Embed
) -> tuple[list[Pair], Split, Topics | None]:
    """The kept pairs as they are taught, where each goes, and the topics that had to be found for that."""
    kept = set(found.kept)
    part_of = parts_so_far(grown_from.split) if grown_from else {}
    earlier = Earlier(
        part_of,
        gone=tuple(pair for pair in pairs if pair.pair_id in part_of and pair.pair_id not in kept),
        opened=opened_before(project),
    )
    wish = wish_of(grown_from.split) if grown_from else asked.wish()  # the sealed one is still asked for: _in_place
    ours, topics = in_topics(project, [pair for pair in with_one_answer(pairs, found) if pair.pair_id in kept], embed)
    split = split_pairs(ours, found.groups, wish, earlier)
    if topics:
        split = replace(split, notes=(*split.notes, FOUND_TOPICS))
    return ours, split, topics
