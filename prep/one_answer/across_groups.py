"""One answer for groups of questions that ask the same in words too far apart: found by their answers.

Two answers that state two facts in common which few others state, such as a figure with its unit and a menu path,
and differ in none, give one rule, whatever the questions look like.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Mapping, Sequence

from prep.facts import Fact
from prep.one_answer.values import values
from prep.records import Pair

_IN_COMMON = 2  # facts that both answers state and few others do
_FEW = 20  # different answers that may state such a fact


def across_groups(
    pairs: Sequence[Pair],
    group_of: Mapping[str, str],
    taken: Mapping[str, str],
    decided: Container[str],
    covers: Callable[[Pair, Pair], bool],
) -> dict[str, str]:
    """`taken` with answers of one group that another group's answer stands for: pair id → id of the pair it is from.

    An answer is given up only as a whole: the other must stand for each answer in whose place it is taught.
    """
    by_id = {pair.pair_id: pair for pair in pairs}
    taught: dict[tuple[str, str], list[Pair]] = defaultdict(list)  # group, the answer that is taught → its pairs
    speaker: dict[tuple[str, str], Pair] = {}
    for pair in sorted(pairs, key=lambda pair: pair.pair_id):
        if pair.pair_id in group_of and pair.pair_id not in decided:
            from_pair = by_id[taken.get(pair.pair_id, pair.pair_id)]
            key = group_of[pair.pair_id], from_pair.response
            taught[key].append(pair)
            speaker.setdefault(key, from_pair)
    by_weight = sorted(taught, key=lambda key: (len(taught[key]), key[1], key[0]))
    near = _sharing([speaker[key] for key in by_weight])
    found = dict(taken)
    for number, key in enumerate(by_weight):
        for other in sorted(near[number], reverse=True):
            if other <= number or by_weight[other][0] == key[0]:
                continue
            heavier = speaker[by_weight[other]]
            if all(covers(heavier, pair) for pair in _once_each(taught[key])):
                for pair in taught[key]:
                    if pair.response != heavier.response:
                        found[pair.pair_id] = heavier.pair_id
                taught[by_weight[other]] += taught[key]
                break
    return found


def _once_each(pairs: Sequence[Pair]) -> list[Pair]:
    return list({pair.response: pair for pair in pairs}.values())


def _sharing(speakers: Sequence[Pair]) -> list[set[int]]:
    """For each answer the numbers of those that state enough facts in common with it."""
    stating: dict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(speakers):
        for fact in {_mark(fact) for fact in values(pair.response)}:
            stating[fact].append(number)
    shared: list[Counter[int]] = [Counter() for _ in speakers]
    for numbers in stating.values():
        if len(numbers) <= _FEW:
            for number in numbers:
                shared[number].update(other for other in numbers if other != number)
    return [{other for other, n_facts in counts.items() if n_facts >= _IN_COMMON} for counts in shared]


def _mark(fact: Fact) -> str:
    """What a fact is found by: its figures, whatever their unit, since shorthand leaves it out; else its words."""
    return "".join(letter for letter in fact.text if letter.isdigit() or letter in ".:") or str(fact.value)
