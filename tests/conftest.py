"""A cut of the sample company, taken through the whole pipeline once, for every test that needs a real project."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent.parent
SAMPLE = HERE / "data" / "sample"
TOPICS = ("leave", "payroll")


def pairwright(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command line as a person runs it, from `folder`."""
    command = [sys.executable, "-m", "pairwright", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=600)


def as_json(*arguments: str, folder: Path) -> dict:
    """What a command prints with --json. Fails with its stderr when it did not end well."""
    done = pairwright(*arguments, "--json", folder=folder)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def cut_sample(target: Path, topics: Sequence[str] = TOPICS) -> Path:
    """The sample's export with the tickets of some topics only."""
    gold = [json.loads(line) for line in (SAMPLE / "gold.jsonl").read_text().splitlines()]
    wanted = {str(row["ticket_id"]) for row in gold if row["topic"] in topics}
    target.mkdir(parents=True)
    for name, key in (("tickets", "id"), ("comments", "ticket_id")):
        lines = (SAMPLE / "export" / f"{name}.jsonl").read_text().splitlines(keepends=True)
        (target / f"{name}.jsonl").write_text("".join(line for line in lines if str(json.loads(line)[key]) in wanted))
    (target / "users.jsonl").write_text((SAMPLE / "export" / "users.jsonl").read_text())
    return target


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data/desk: imported, audited, split, trained for one epoch, evaluated and judged."""
    folder = tmp_path_factory.mktemp("company")
    export = cut_sample(folder / "export")
    for command in (
        ("prep", "desk", str(export)),
        ("audit", "desk"),
        ("split", "desk"),
        ("train", "desk", "--recipe", "tiny", "--set", "epochs=1"),
        ("evaluate", "desk"),
        ("verdict", "desk"),
    ):
        done = pairwright(*command, folder=folder)
        assert done.returncode in (0, 1), f"{command}: {done.stderr}"
    return folder
