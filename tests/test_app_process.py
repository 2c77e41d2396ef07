"""The app's own process stays small and keeps to itself."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from app_project import add_evaluation, add_run, build_project

HERE = Path(__file__).resolve().parent.parent
PAGES = (
    "see_overview.py", "review_pairs.py", "resolve_conflicts.py", "watch_training.py", "read_evaluation.py",
    "run_sessions.py", "read_import.py", "read_split.py",
)  # fmt: skip


VISIT = """
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("streamlit_app.py", default_timeout=60).run()
for page in sys.argv[1:]:
    app.switch_page(page).run()
    assert not app.exception, page
print(*sorted(set(sys.modules) & {"torch", "transformers", "sentence_transformers", "presidio_analyzer", "trl"}))
"""


def test_visiting_every_page_loads_no_model_library(tmp_path: Path) -> None:
    project = build_project(tmp_path, offices=1)
    add_run(project)
    add_evaluation(project)
    pages = [str(path) for path in sorted((HERE / "app_pages").glob("*.py")) if path.name in PAGES]
    assert len(pages) == len(PAGES)
    done = subprocess.run(
        [sys.executable, "-c", VISIT.replace("streamlit_app.py", str(HERE / "streamlit_app.py")), *pages],
        capture_output=True, text=True, check=True, env={**os.environ, "PAIRWRIGHT_PROJECT": str(project.root)},
    )  # fmt: skip
    assert done.stdout.strip() == ""


def test_the_app_listens_here_and_tells_nobody() -> None:
    settings = tomllib.loads((HERE / ".streamlit" / "config.toml").read_text())
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"] == {"toolbarMode": "minimal", "showErrorDetails": "none", "showErrorLinks": False}


def test_both_themes_name_the_same_colours() -> None:
    theme = tomllib.loads((HERE / ".streamlit" / "config.toml").read_text())["theme"]
    assert theme["light"].keys() == theme["dark"].keys()
    assert len(theme["light"]["chartCategoricalColors"]) == len(theme["dark"]["chartCategoricalColors"]) == 7
