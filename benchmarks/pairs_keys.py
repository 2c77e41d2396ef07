"""From a key going down to the painted page: the Pairs page with 2,000 pairs that wait, in a real browser.

    python benchmarks/pairs_keys.py [--pairs 2000] [--presses 60] [--chromium PATH] [--json]

The app runs in a process of its own, as `pairwright app` starts it, and each decision is appended with fsync. In the
browser a listener notes when a key goes down, and an observer when the last of the page's text has changed; two frames
later it is painted. Between presses there is a pause, as a person reads. The first five presses are not counted.

- accept_ms, skip_ms, undo_ms, edit_ms: the median of each key (A, →, U, E), with the 95th percentile as *_p95_ms.
- load: what else the machine did, as load averages before and after.

Needs playwright and Chromium, like the browser tests.
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from statistics import median, quantiles

from pairs_page import invent
from playwright.sync_api import Page, sync_playwright

from prep.project import Project, digest, update_settings, write_jsonl
from prep.project import write_json as write_stored
from to_the_reader import run

APP = Path(__file__).resolve().parent.parent / "streamlit_app.py"
WARM_UP = 5
PAUSE_MS = 450  # longer than the quiet time that tells a press from a held key
WATCH = """
() => {
  window.painted = 0; window.down = 0;
  document.addEventListener("keydown", () => { window.down = performance.now(); window.painted = 0; }, true);
  const seen = () => document.querySelector("%s")?.textContent ?? "";
  let before = seen();
  new MutationObserver(() => {
    if (seen() === before) return;
    before = seen();
    requestAnimationFrame(() => requestAnimationFrame(() => { window.painted = performance.now(); }));
  }).observe(document.body, {childList: true, subtree: true, characterData: true});
}
"""
# What stands in the header, count and pair id, changes with every decision and step; the bar with every mode.
HEADER = "[data-testid=stMain]"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--presses", type=int, default=60, help="of each key")
    parser.add_argument("--chromium", default=shutil.which("chromium") or "/usr/bin/chromium")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        project = write_project(Project(Path(folder) / "desk"), options.pairs)
        with app_on(project) as address:
            scores = measure(address, options.chromium, options.presses)
    scores = {"n_pairs": options.pairs, **scores}
    print(json.dumps(scores) if options.json else "\n".join(f"{name}: {value}" for name, value in scores.items()))
    return 0


def write_project(project: Project, n_pairs: int) -> Project:
    """A project whose pairs all wait, as preparation and audit would leave it."""
    found, tickets, edits = invent(n_pairs)
    write_jsonl(project.tickets, tickets.values())
    write_jsonl(project.pairs, found.pairs.values())
    write_jsonl(project.provenance, [edit for changes in edits.values() for edit in changes])
    write_jsonl(project.findings, found.audit.findings)
    update_settings(project, {"name": project.name})
    audit = {key: value for key, value in asdict(found.audit).items() if key != "findings"}
    write_stored(project.audit, {"pairs_digest": digest(project.pairs), "decisions_digest": "", **audit})
    return project


@contextmanager
def app_on(project: Project) -> Iterator[str]:
    """The app's address, while it runs on this project."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(port)]
    environment = {**os.environ, "PAIRWRIGHT_PROJECT": str(project.root)}
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def measure(address: str, chromium: str, n_presses: int) -> dict[str, object]:
    before = os.getloadavg()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{address}/review_pairs")
        page.get_by_text("waiting").first.wait_for(timeout=60_000)
        page.wait_for_timeout(2000)
        page.evaluate(WATCH % HEADER)
        times = {
            "accept": pressed(page, ["a"], n_presses),
            "skip": pressed(page, ["ArrowRight"], n_presses),
            "undo": pressed(page, ["u"], min(n_presses, 40)),
            "edit": pressed(page, ["e", "Escape"], n_presses)[::2],
        }
        browser.close()
    scores: dict[str, object] = {}
    for name, taken in times.items():
        scores[f"{name}_ms"] = round(median(taken), 1)
        scores[f"{name}_p95_ms"] = round(quantiles(taken, n=20)[-1], 1)
    return {**scores, "load": [round(load, 1) for load in (before[0], os.getloadavg()[0])]}


def pressed(page: Page, keys: Sequence[str], n_presses: int) -> list[float]:
    """Milliseconds from each press of the keys, in turn, to the paint of what it changed."""
    taken = []
    for _ in range(WARM_UP + n_presses):
        for key in keys:
            page.keyboard.press(key)
            page.wait_for_timeout(PAUSE_MS)
            page.wait_for_function("window.painted > window.down", timeout=10_000)
            taken.append(page.evaluate("window.painted - window.down"))
    return taken[WARM_UP * len(keys) :]


if __name__ == "__main__":
    run(main)
