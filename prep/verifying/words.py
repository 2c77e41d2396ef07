"""Words: each that carries meaning survives, and each comes from a source. A few light ones may come or go."""

from collections.abc import Iterator

from prep.verifying.records import Fault, Reading, Sources

_LIGHT_WORDS_MORE = 4  # or a fifth of the words


def check(now: Reading, sources: Sources) -> Iterator[Fault]:
    said, kept = now.keys("word"), sources.kept.keys("word")
    for key, count in kept.items():
        if said[key] < count:
            yield Fault("lost", f'"{key}" of the original is gone')
    allowed = sources.most + sources.lent
    for key, count in said.items():
        if count > allowed[key] and not (count == allowed[key] + 1 and kept[key] and _is_among_others(now, key)):
            yield Fault("invented", f'"{key}" was not said')
    light = now.keys("light") - allowed
    if light.total() > max(_LIGHT_WORDS_MORE, len(now.terms) // 5):
        yield Fault("invented", f"{light.total()} words more than were said: {', '.join(light)}")


def _is_among_others(now: Reading, key: str) -> bool:
    """Whether a word never makes a sentence of its own: then it may say once more what "it" stood for."""
    places = {term.sentence for term in now.terms if term.key == key}
    return all(sum(other.carries and other.sentence == place for other in now.terms) > 2 for place in places)
