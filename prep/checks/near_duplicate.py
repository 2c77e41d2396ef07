"""Pairs whose instruction has the wording of another one and whose answer says the same.

Answers that differ in a checkable fact are never folded, however alike they are: they stay and meet in
`conflicting-answers`. There is no closure: each pair goes into a kept one that it is itself a copy of.
"""

from collections import defaultdict
from collections.abc import Iterator

from prep.checks.check import Check, Found, Ground, shorten
from prep.copies import copy_score
from prep.copy_rank import best_first
from prep.folding import may_fold
from prep.known_copies import known_copies
from prep.records import Finding, Pair


def find(ground: Ground) -> Found:
    """Every pair that another one, kept, makes superfluous; that one is named as evidence."""
    keys = {pair.pair_id: ground.readings.question(pair.instruction).wording for pair in ground.pairs}
    one_of = {keys[pair.pair_id]: pair.instruction for pair in ground.pairs}
    distinct = sorted(one_of)
    near: dict[str, list[str]] = defaultdict(list)
    for copy in known_copies([one_of[key] for key in distinct], ground.remembered):
        near[distinct[copy.left]].append(distinct[copy.right])
        near[distinct[copy.right]].append(distinct[copy.left])
    kept: dict[str, list[Pair]] = defaultdict(list)
    findings = []
    for pair in best_first(ground.pairs, ground.n_findings):
        key = keys[pair.pair_id]
        model = next((other for other in _kept_near(key, near, kept) if may_fold(pair.response, other.response)), None)
        if model is None:
            kept[key].append(pair)
            continue
        score = 1.0 if keys[model.pair_id] == key else round(copy_score(pair.instruction, model.instruction), 3)
        detail = f"Asks like {model.pair_id}, with the same answer: {shorten(model.instruction)}"
        findings.append(Finding(CHECK.code, "reject", (pair.pair_id, model.pair_id), score, detail))
    return findings


def _kept_near(key: str, near: dict[str, list[str]], kept: dict[str, list[Pair]]) -> Iterator[Pair]:
    for other in (key, *near[key]):
        yield from kept[other]


CHECK = Check("near-duplicate", "Copies of a question with the same answer", "reject", find)
