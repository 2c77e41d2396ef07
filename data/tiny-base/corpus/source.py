"""What is written by hand: policies with the many ways to ask about them and the few rules that companies have."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

WITHHELD = 0.12  # share of the policies
HERE = Path(__file__).resolve().parent
# The C loader is ten times faster; both read the same language.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that a company may have, in several wordings. All state the same {values}."""

    full: tuple[str, ...]
    terse: tuple[str, ...]  # as a hurried agent writes; may be empty


@dataclass(frozen=True, slots=True)
class Policy:
    policy_id: str  # "annual-leave/carry-over-limit"
    topic: str
    title: str  # of the topic
    subject: str
    canonical: str  # the question in one clear sentence
    asks: tuple[str, ...]
    rules: tuple[Rule, ...]
    values: tuple[tuple[str, str], ...]  # placeholder, kind (see values.py)


def load_policies(folder: Path = HERE / "policies") -> list[Policy]:
    """Every policy, in the order of file names. more/<topic>.yaml adds asks and terse answers to a topic's policies.

    ValueError when it adds to a policy that does not exist.
    """
    policies = []
    for file in sorted(folder.glob("*.yaml")):
        topic = _read(file)
        more = folder / "more" / file.name
        additions = {row["id"]: row for row in _read(more)["more"]} if more.is_file() else {}
        if unknown := sorted(additions.keys() - {row["id"] for row in topic["policies"]}):
            raise ValueError(f"{more}: expected ids of policies in {file}, got {', '.join(unknown)}. Correct the ids.")
        for row in topic["policies"]:
            policies.append(_policy(topic, row, additions.get(row["id"], {})))
    return policies


def load_matters(file: Path = HERE / "matters.jsonl") -> list[Policy]:
    """What else is asked about: only the ways to ask, no rules and no values."""
    rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [
        Policy(f"matters/{row['topic']}", row["topic"], row["subject"], row["subject"], row["canonical"],
               tuple(row["asks"]), rules=(), values=())
        for row in rows
    ]  # fmt: skip


def is_withheld(policy: Policy) -> bool:
    """Whether the base never reads of this policy: with these one sees how it learns what is new to it."""
    return random.Random(f"withheld/{policy.policy_id}").random() < WITHHELD


def load_phrases(file: Path = HERE / "phrases.yaml") -> dict[str, Any]:
    """What people write around a question, and words that stand for others."""
    phrases: dict[str, Any] = _read(file)
    return phrases


def _policy(topic: dict[str, Any], row: dict[str, Any], more: dict[str, Any]) -> Policy:
    terse: Sequence[Sequence[str]] = more.get("terse", [])
    rules = [
        Rule(tuple(wordings), tuple(terse[place]) if place < len(terse) else ())
        for place, wordings in enumerate(row["answers"])
    ]
    return Policy(
        policy_id=f"{topic['topic']}/{row['id']}",
        topic=topic["topic"],
        title=topic["title"],
        subject=row["subject"],
        canonical=row["canonical"],
        asks=(*row["asks"], *more.get("asks", ())),
        rules=tuple(rules),
        values=tuple((name, str(kind)) for name, kind in (row.get("values") or {}).items()),
    )


def _read(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)  # a safe loader, whichever it is
