"""topics.json: the topics that were found for a project whose export names none, and what a person calls them."""

from collections.abc import Sequence

from pydantic import TypeAdapter, ValidationError

from prep.embeddings import Embed
from prep.errors import BadInput
from prep.project import Project, read_json, write_json
from prep.records import Pair
from prep.topics import Topics, are_missing, find_topics, origin_of_topics, with_topics


def topics_of(project: Project, pairs: Sequence[Pair], embed: Embed) -> Topics | None:
    """The topics on file, grown by new pairs, or found now; None where the export names enough. Writes nothing."""
    known = read_topics(project)
    return find_topics(pairs, embed, known) if known.names or are_missing(pairs) else None


def read_topics(project: Project) -> Topics:
    """What is on file; nothing when none were found yet."""
    if not project.topics.is_file():
        return Topics()
    try:
        return TypeAdapter(Topics).validate_python(read_json(project.topics))
    except ValidationError:
        raise BadInput(
            f"{project.topics}: expected found topics and their names, got something else. Delete it: they are found "
            "again."
        ) from None


def write_topics(project: Project, topics: Topics) -> None:
    write_json(project.topics, topics)


def rename_topic(project: Project, pairs: Sequence[Pair], embed: Embed, before: str, after: str) -> Topics:
    """Call a found topic something else, and keep that. BadInput when no topic is called `before`."""
    topics = _found(project, pairs, embed, "rename")
    try:
        renamed = topics.renamed(before, after)
    except KeyError:
        names = ", ".join(sorted(set(topics.names.values())))
        raise BadInput(f"topics: expected one of the found topics, got {before!r}. They are {names}.") from None
    write_topics(project, renamed)
    return renamed


def move_pair(project: Project, pairs: Sequence[Pair], embed: Embed, pair_id: str, to: str) -> Topics:
    """Put one pair into another topic, and keep that. BadInput when its topic is not a found one."""
    pair = next((pair for pair in pairs if pair.pair_id == pair_id), None)
    if pair is None:
        raise BadInput(f"topics --move: expected the id of a kept pair, got {pair_id!r}. pairs.jsonl has the ids.")
    if pair.topic:
        raise BadInput(
            f"topics --move: expected a pair whose topic was found, got {pair_id}, whose topic {pair.topic!r} the "
            "export names. Change it there and import again."
        )
    if not to.strip():
        raise BadInput("topics --move: expected the name of a topic, got an empty one. Say what to call it.")
    moved = _found(project, pairs, embed, "move").moved(pair_id, to.strip())
    write_topics(project, moved)
    return moved


def _found(project: Project, pairs: Sequence[Pair], embed: Embed, option: str) -> Topics:
    topics = topics_of(project, pairs, embed)
    if topics is None:
        raise BadInput(f"topics --{option}: expected found topics, got none. {origin_of_topics(pairs)}")
    return topics


def in_topics(project: Project, pairs: Sequence[Pair], embed: Embed) -> tuple[list[Pair], Topics | None]:
    """The pairs with a topic each, and the found topics where there are any."""
    topics = topics_of(project, pairs, embed)
    return (with_topics(pairs, topics), topics) if topics else (list(pairs), None)
