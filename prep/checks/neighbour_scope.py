"""Pairs that leave out whom or what their neighbours limit the same question to: "on iOS", "for interns"."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from prep.checks.check import Check, Found, Ground, shorten
from prep.facts.scopes import TOPICS
from prep.records import Finding, Pair, Severity

MIN_STATING = 2  # neighbours that must state the scope: one alone may only be more precise
SHARE = 0.5  # of the neighbours
MAX_EVIDENCE = 6
_Kinds = Mapping[str, Sequence[str]]  # kind of scope → its values


def find(ground: Ground) -> Found:
    """One finding a pair and kind of scope; the value is the share of its neighbours that state one.

    Where they state different ones, the question alone does not tell which is meant and the pair waits; where all
    state the same, it is only noted.
    """
    pairs = {pair.pair_id: pair for pair in ground.pairs}
    findings: list[Finding] = []
    for group in ground.groups:
        members = [pairs[pair_id] for pair_id in group.pair_ids if pair_id in pairs]
        if len(members) > MIN_STATING:
            stated = {pair.pair_id: _kinds(ground.readings.question(pair.instruction).scopes) for pair in members}
            for pair in members:
                own = _kinds(ground.readings.pair(pair).scopes)
                findings += _missing(pair, own, [other for other in members if other is not pair], stated)
    return findings


def _missing(pair: Pair, own: _Kinds, neighbours: Sequence[Pair], stated: Mapping[str, _Kinds]) -> list[Finding]:
    """What the questions of a pair's neighbours state and neither side of the pair does."""
    found = []
    for kind in sorted({kind for other in neighbours for kind in stated[other.pair_id]} - own.keys() - TOPICS):
        stating = [other for other in neighbours if kind in stated[other.pair_id]]
        share = len(stating) / len(neighbours)
        if len(stating) < MIN_STATING or share < SHARE:
            continue
        values = Counter(value for other in stating for value in stated[other.pair_id][kind])
        apart = Counter(
            value for other in stating for value in stated[other.pair_id][kind] if _only(other, kind, stated)
        )
        severity: Severity = "review" if sum(n >= MIN_STATING for n in apart.values()) > 1 else "info"
        said = " or ".join(value.replace("-", " ") for value, _ in values.most_common(3))
        detail = (
            f"{len(stating)} of {len(neighbours)} pairs that ask the same {'says' if len(stating) == 1 else 'say'} "
            f"which {kind.replace('-', ' ')}: {said}; "
            f'"{shorten(pair.instruction)}" does not.'
        )
        ids = (pair.pair_id, *(other.pair_id for other in stating[:MAX_EVIDENCE]))
        found.append(Finding(CHECK.code, severity, ids, round(share, 4), detail))
    return found


def _only(pair: Pair, kind: str, stated: Mapping[str, _Kinds]) -> bool:
    """Whether a question is limited to one value of a kind; one that names two compares them."""
    return len(stated[pair.pair_id][kind]) == 1


def _kinds(scopes: Iterable[str]) -> _Kinds:
    """Of the scopes that a text states, each once."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for tag in scopes:
        kind, _, value = tag.partition(":")
        kinds[kind].append(value)
    return kinds


CHECK = Check("neighbour-scope", "Pairs that leave out a limit which others state", "review", find)
