"""One pair whole, for a person who decides on it: both sides, what was found, and the answers that it contradicts."""

from collections.abc import Collection, Mapping, Sequence

from prep.decisions import Standing
from prep.records import Audit, Pair
from prep.waiting import CONFLICT

RIVALS_SHOWN = 3


def whole(
    pair: Pair, audit: Audit, pairs: Mapping[str, Pair], said: Standing | None, held_back: Collection[str] = ()
) -> list[tuple[str, str]]:
    """Labels and what they say. `pairs`: all, in today's words; of those `held_back` nothing is quoted beside it."""
    found = [one for one in audit.findings if one.pair_ids[0] == pair.pair_id]
    lines = [("instruction", pair.instruction), ("response", pair.response), ("the audit", _state(pair.pair_id, audit))]
    for one in found:
        sealed = [other for other in one.pair_ids if other in held_back and other != pair.pair_id]
        lines.append((f"  {one.code}", f"not quoted: {sealed[0]} is held out" if sealed else one.detail))
    rivals = rivals_of(pair.pair_id, audit)
    for pair_id in rivals[:RIVALS_SHOWN]:
        if pair_id not in held_back and (rival := pairs.get(pair_id)):
            lines += [(f"contradicts {pair_id}", rival.instruction), ("  it answers", rival.response)]
    if len(rivals) > RIVALS_SHOWN:
        lines.append(("and contradicts", ", ".join(rivals[RIVALS_SHOWN:])))
    if said:
        lines.append(("you said", _said(said)))
    return lines


def rivals_of(pair_id: str, audit: Audit) -> Sequence[str]:
    """The pairs that answer otherwise, whichever of the two the conflict was written down for; the clearest first."""
    conflicts = [one.pair_ids for one in audit.findings if one.code == CONFLICT and pair_id in one.pair_ids]
    own_first = sorted(conflicts, key=lambda ids: ids[0] != pair_id)
    others = (ids[1:] if ids[0] == pair_id else ids[:1] for ids in own_first)
    return list(dict.fromkeys(other for ids in others for other in ids))


def _state(pair_id: str, audit: Audit) -> str:
    if pair_id in audit.waiting:
        return "lets it wait for you"
    return "keeps it" if pair_id in audit.kept else "set it aside"


def _said(standing: Standing) -> str:
    said = standing.said
    words = ": ".join(filter(None, (said.action, said.reason)))
    return f"{words} (about another text than today's; it waits again)" if standing.is_overtaken else words
