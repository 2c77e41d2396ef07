"""The leakage certificate as a page that may be shown to others: ids and scores, never a ticket's text."""

from collections.abc import Sequence

from jinja2 import Environment, StrictUndefined

from prep.certificate import Certificate
from prep.certificate_page import PAGE
from prep.plurals import many

_Row = tuple[str, int, float]  # a range of scores, the pairs in it, the length of its bar in percent


def render_certificate(certificate: Certificate, *, title: str, root: str, sealed_at: str) -> str:
    """The whole page. Everything is escaped; nothing is loaded from anywhere."""
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return page.from_string(PAGE).render(
        c=certificate,
        title=title,
        root=root,
        sealed_on=sealed_at[:10],
        headline=headline(certificate),
        distributions=[
            ("By words: copy score", _rows(certificate.n_by_copy_score)),
            ("By meaning: cosine", _rows(certificate.n_by_cosine)),
        ],
        answers=_answers(certificate),
    )


def headline(certificate: Certificate) -> str:
    """The finding in a few words."""
    if certificate.is_clean:
        return "no held-out question is a copy of a training question"
    n = many(certificate.n_copies, "held-out question is a copy", "held-out questions are copies")
    return f"{n} of a training question"


def _rows(counts: Sequence[int]) -> list[_Row]:
    width = 1 / max(1, len(counts))
    longest = max((*counts, 1))
    return [
        (f"{n * width:.1f} to {(n + 1) * width:.1f}", count, 100 * count / longest) for n, count in enumerate(counts)
    ]


def _answers(certificate: Certificate) -> str:
    n = certificate.n_responses_in_train
    stand = many(n, "held-out answer stands", "held-out answers stand")
    return f"{stand} in training word for word: a right answer to the same question, asked another way, is no leak."
