"""Documentation that cannot drift: commands, codes, files and the tree are checked against the code."""

import re
import shlex
from pathlib import Path

import pytest
from app_project import build_project, let_answers_differ
from conftest import HERE, pairwright
from typer.testing import CliRunner

from pairwright import app
from prep.checks import CHECKS
from prep.project import __doc__ as project_folder
from prep.records import Pair

README = (HERE / "README.md").read_text()
COMMANDS = sorted(
    set(re.findall(r"pairwright ([a-z]+)\b", " ".join(re.findall(r"`[^`]*`|^pairwright .*$", README, re.M))))
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_in_the_readme_exists(command: str, tmp_path: Path) -> None:
    assert "Usage:" in pairwright(command, "--help", folder=tmp_path).stdout


def test_every_command_is_in_the_readme(tmp_path: Path) -> None:
    offered = re.findall(r"^│ ([a-z]+)  ", pairwright("--help", folder=tmp_path).stdout, re.M)
    assert offered and set(offered) <= set(COMMANDS)


def test_every_finding_code_is_explained() -> None:
    explained = set(re.findall(r"^\| `([a-z-]+)`", (HERE / "docs" / "findings.md").read_text(), re.M))
    assert explained == {check.code for check in CHECKS}


def test_every_file_that_the_readme_names_exists() -> None:
    linked = re.findall(r"\]\(((?:docs|benchmarks|data)/[^)#]+)\)", README)
    assert linked and [path for path in linked if not (HERE / path).exists()] == []


def test_the_tree_in_the_readme_is_the_tree() -> None:
    tree = README.split("## The tree")[1].split("```")[1]
    named = [line.split()[0] for line in tree.splitlines() if line.strip() and not line.startswith("    ")]
    assert named and [path for path in named if not (HERE / path).exists()] == []


def test_the_project_folder_in_the_readme_names_every_file_that_the_code_draws() -> None:
    drawn = set(re.findall(r"[\w.]+\.(?:jsonl|json|yaml|html|sqlite|npz)", project_folder or ""))
    assert [name for name in sorted(drawn) if name not in README] == []


def test_no_page_or_report_shows_foreign_text_as_html() -> None:
    sources = [
        path.read_text()
        for folder in ("app_pages", "prep", "evalsuite", "train")
        for path in (HERE / folder).rglob("*.py")
    ]
    assert not [text for text in sources if "unsafe_allow_html" in text]


def test_the_examples_of_deciding_on_pairs_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    let_answers_differ(build_project(tmp_path / "data", extra=[Pair("T9301/2", "T9301", "And?", "Yes.", "Hardware")]))
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"^pairwright ((?:pairs|why|answers) .*)$", README, re.M)
    assert len(examples) >= 13
    for example in examples:
        done = CliRunner().invoke(app, shlex.split(example, comments=True))
        assert done.exit_code == 0, f"{example}: {done.exception}"
