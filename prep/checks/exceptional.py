"""Findings about answers that do something otherwise than the project does: the custom, who keeps it, and the place."""

from collections.abc import Iterable, Iterator

from prep.checks.check import shorten
from prep.records import Finding, Span
from prep.style import Custom


def exceptions_to(code: str, customs: Iterable[Custom]) -> Iterator[Finding]:
    """One finding for each answer and custom; the value is the share of answers that keep the custom.

    They are only noted: an answer in another form is still right.
    """
    for custom in customs:
        share = round(custom.n_usual / custom.n_voters, 4)
        for other in custom.exceptions:
            seen = other.seen
            quoted = f': "{shorten(other.text, 60)}"' if other.text.strip() else ""
            yield Finding(
                code,
                "info",
                (other.pair_id,),
                share,
                f"{custom.in_words}; this one has {seen.way}{quoted}.",
                cause=f"{custom.habit}: {seen.way}",
                evidence=(Span(other.pair_id, "response", seen.start, seen.end, other.text),) if other.text else (),
            )
