"""Are answers that break with a set's own custom found, and how many untouched ones are flagged?

    python benchmarks/consistency.py [--data FILE] [--each N] [--seed N] [--json]

FILE holds {"instruction", "response"} a line, as pairs.jsonl of a project does; without it the answers of
benchmarks/data/conflicts_dev.jsonl and conflicts_check.jsonl are taken. In turn up to N answers, and no more than a
thirtieth of those that could be, are changed in one respect, and the checks run over the whole set. Of each kind of
change `planted` are the answers changed, `found` the share of them that the check names for it. Where the set has no
custom in that respect, or too few such answers, the kind is left out and named in `no_custom`. `untouched` is what the
checks say of the set as it is, by code; whether they are right is for a person to say, and `--show` prints them.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from prep.checks import OF_CUSTOMS, Ground, NotApplicable, Told
from prep.embeddings import Embed, Embedder
from prep.facts import find_facts
from prep.project import read_rows
from prep.records import Finding, Pair
from prep.style import FORMAT, TONE, customs
from to_the_reader import run

DATA = Path(__file__).parent / "data"
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
RARE = 30  # one changed answer among so many that could be: more would make another custom
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})\b")

Change = Callable[[Pair], str]


def in_figures(pair: Pair) -> str:
    return _DAY_MONTH.sub(
        lambda found: f"{int(found[1]):02}/{MONTHS.index(found[2]) + 1:02}/26", pair.response, count=1
    )


def month_first(pair: Pair) -> str:
    return _DAY_MONTH.sub(r"\2 \1", pair.response, count=1)


def half_days(pair: Pair) -> str:
    def turned(found: re.Match[str]) -> str:
        hour = int(found[1])
        return f"{(hour - 1) % 12 + 1}:{found[2]} {'am' if hour < 12 else 'pm'}"

    return re.sub(r"\b([01]?\d|2[0-3]):([0-5]\d)\b", turned, pair.response)


def code_behind(pair: Pair) -> str:
    return re.sub(r"€\s?([\d.,]*\d)", r"\1 EUR", re.sub(r"\bcr ([\d.,]*\d)", r"\1 crowns", pair.response))


def started_small(pair: Pair) -> str:
    return pair.response[0].lower() + pair.response[1:]


def as_i(pair: Pair) -> str:
    return re.sub(r"\bour\b", "my", re.sub(r"\b[Ww]e\b", "I", pair.response))


def put_before(*openings: str) -> Change:
    def change(pair: Pair) -> str:
        return openings[len(pair.response) % len(openings)] + pair.response

    return change


def put_behind(*endings: str) -> Change:
    def change(pair: Pair) -> str:
        return pair.response + endings[len(pair.response) % len(endings)]

    return change


def bold(pair: Pair) -> str:
    return re.sub(r"\b([A-Za-z]{5,})\b", r"**\1**", pair.response, count=1)


def doubting(pair: Pair) -> str:
    said = pair.response[0].lower() + pair.response[1:]
    openings = ("I think ", "Not sure, but ", "Probably ", "If I remember correctly, ", "As far as I know ")
    return openings[len(said) % len(openings)] + said


def corrected(pair: Pair) -> str:
    """The answer, taken back with another figure."""
    figure = re.search(r"\b\d+\b", pair.response)
    if not figure:
        return ""
    other = f"{pair.response[: figure.start()]}{int(figure[0]) + 3}{pair.response[figure.end() :]}"
    return f"{pair.response} {('Correction: ', 'Sorry, I meant: ', 'Edit: ')[len(other) % 3]}{other}"


def twice(pair: Pair) -> str:
    """One sentence with a figure, and the same with another one."""
    sentence = next((one for one in re.split(r"(?<=[.!?])\s+", pair.response) if re.search(r"\b\d+\b", one)), "")
    facts = [fact for fact in find_facts(sentence) if fact.kind == "duration"]
    if len(facts) != 1 or not re.match(r"\d", facts[0].text):
        return ""
    other = re.sub(r"\b\d+\b", lambda found: str(int(found[0]) + 3), sentence, count=1)
    return f"{sentence} {other}"


CHANGES: Mapping[str, tuple[str, str, Change]] = {  # name: code, habit or "", change
    "date in figures": ("inconsistent-format", "dates", in_figures),
    "month before day": ("inconsistent-format", "dates", month_first),
    "am and pm": ("inconsistent-format", "times of day", half_days),
    "currency behind": ("inconsistent-format", "money", code_behind),
    "greeting": ("inconsistent-format", "greetings", put_before("Hi Anna,\n", "Hello,\n\n", "Dear colleague, ")),
    "sign-off": ("inconsistent-format", "sign-offs", put_behind("\n\nKind regards,\nAnna", "\nBest,\nTom", " Thanks!")),
    "markup": ("inconsistent-format", "markup", bold),
    "heading": ("inconsistent-format", "headings", put_before("## Answer\n", "**Your question**\n")),
    "small letter": ("inconsistent-format", "openings", started_small),
    "we to I": ("inconsistent-tone", "who speaks", as_i),
    "chat words": ("inconsistent-tone", "chat words", put_before("Hey, ", "Yep, ", "Btw, ")),
    "office words": ("inconsistent-tone", "office words", put_before("Kindly note: ", "Please be informed: ")),
    "smileys": ("inconsistent-tone", "emphasis", put_behind(" 🙂", "!!", " :)")),
    "doubt": ("ambiguous-answer", "", doubting),
    "correction": ("several-answers", "", corrected),
    "said twice": ("several-answers", "", twice),
}


def measure(pairs: Sequence[Pair], embed: Embed, *, each: int, seed: int) -> dict[str, Any]:
    """Plant each kind of change in turn, and mismatches last."""
    chance = random.Random(seed)
    usual = {custom.habit for custom in customs(pairs, (*FORMAT, *TONE))}
    before = check(pairs, embed)
    kinds: dict[str, dict[str, Any]] = {}
    for name, (code, habit, change) in CHANGES.items():
        if habit and habit not in usual:
            continue
        changed = {pair.pair_id: text for pair in pairs if (text := change(pair)) and text != pair.response}
        n_planted = min(each, len(changed) // RARE)
        if not n_planted:
            continue
        chosen = set(chance.sample(sorted(changed), n_planted))
        planted = [replace(pair, response=changed[pair.pair_id]) if pair.pair_id in chosen else pair for pair in pairs]
        named = {f.pair_ids[0] for f in check(planted, embed) if f.code == code and f.cause.startswith(habit)}
        kinds[name] = {"planted": n_planted, "found": round(len(chosen & named) / n_planted, 3)}
    kinds["mismatch"] = mismatches(pairs, embed, chance, each)
    return {
        "n": len(pairs),
        "kinds": kinds,
        "no_custom": sorted(set(CHANGES) - set(kinds)),
        "untouched": dict(Counter(finding.code for finding in before)),
    }


def mismatches(pairs: Sequence[Pair], embed: Embed, chance: random.Random, each: int) -> dict[str, Any]:
    """Answers that changed places, two by two. Some questions ask the same, so that some swaps change nothing."""
    places = chance.sample(range(len(pairs)), 2 * each)
    swapped = list(pairs)
    for one, other in zip(places[::2], places[1::2], strict=True):
        swapped[one] = replace(pairs[one], response=pairs[other].response)
        swapped[other] = replace(pairs[other], response=pairs[one].response)
    chosen = {pairs[place].pair_id for place in places}
    named = {finding.pair_ids[0] for finding in check(swapped, embed) if finding.code == "mismatched-answer"}
    return {
        "planted": len(chosen),
        "found": round(len(chosen & named) / len(chosen), 3),
        "precision": round(len(chosen & named) / max(1, len(named)), 3),
    }


def check(pairs: Sequence[Pair], embed: Embed) -> list[Finding]:
    """What the checks of customs find."""
    sides = embed([pair.instruction for pair in pairs]), embed([pair.response for pair in pairs])
    ground = Ground(tuple(pairs), instructions=sides[0], responses=sides[1])
    results = [one.find(ground) for one in OF_CUSTOMS]
    told = [found.findings if isinstance(found, Told) else found for found in results]
    return [finding for found in told if not isinstance(found, NotApplicable) for finding in found]


def load(path: Path | None) -> list[Pair]:
    """The distinct pairs of a file, or of the two sets in data/."""
    if path:
        texts = [(row["instruction"], row["response"]) for _, row in read_rows(path)]
    else:
        texts = [
            (row[f"instruction_{side}"], row[f"response_{side}"])
            for name in ("conflicts_dev.jsonl", "conflicts_check.jsonl")
            for _, row in read_rows(DATA / name)
            for side in "ab"
        ]
    return [Pair(f"P{n:05}", "", *text) for n, text in enumerate(dict.fromkeys(texts))]


def main() -> None:
    """Read, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", action="store_true", help="print what is found in the set as it is")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    pairs = load(asked.data)
    if asked.show:
        answers = {pair.pair_id: pair for pair in pairs}
        for finding in check(pairs, Embedder()):
            pair = answers[finding.pair_ids[0]]
            print(f"{finding.code} | {finding.detail}\n    {pair.instruction}\n    {pair.response!r}")
        return
    figures = measure(pairs, Embedder(), each=asked.each, seed=asked.seed)
    if asked.json:
        print(json.dumps(figures))
        return
    for name, kind in figures["kinds"].items():
        print(f"{name:18} " + "  ".join(f"{key} {value}" for key, value in kind.items()))
    print(f"no custom: {', '.join(figures['no_custom']) or '-'}; untouched: {figures['untouched']}")


if __name__ == "__main__":
    run(main)
