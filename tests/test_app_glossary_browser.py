"""The Glossary page in a real browser: every key does what is printed on it, and foreign text stays text."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from test_app_browser import APP, CHROMIUM, HOSTILE, OFFLINE, free_port, is_local, pytestmark, wait_until_up
from test_app_glossary import answered

from prep.glossary import GENERAL, Entry, mine_glossary, read_glossary, with_proposals, write_glossary
from prep.prepare import pair_tickets
from prep.project import Project, update_settings, write_jsonl
from prep.remaking import read_said

__all__ = ["pytestmark"]  # where there is no browser, this is skipped as the other pages' tests are


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    tickets = [answered(n, f"Hand it in within {n} cd of your return.") for n in range(1, 6)]
    tickets += [answered(n, f"Hand it in within {n} calendar days of your return.") for n in range(6, 9)]
    tickets += [answered(n, f"EDD {text}") for n, text in enumerate((HOSTILE[0], HOSTILE[2], HOSTILE[7]), start=9)]
    project = Project(tmp_path_factory.mktemp("projects") / "desk")
    made = pair_tickets(tickets, with_proposals(GENERAL, mine_glossary(tickets)))
    write_jsonl(project.tickets, tickets)
    write_jsonl(project.pairs, made.pairs)
    write_jsonl(project.rejected, made.rejections)
    write_jsonl(project.provenance, made.edits)
    write_glossary(project.glossary, made.glossary.with_entries([Entry("EDD", HOSTILE[1], "", 3, HOSTILE[0])]))
    update_settings(project, {"name": project.name})
    return project


@pytest.fixture(scope="module")
def asked() -> list[str]:
    return []


@pytest.fixture(scope="module")
def page(project: Project, asked: list[str]) -> Iterator[Page]:
    port = free_port()
    environment = {**os.environ, "PAIRWRIGHT_PROJECT": str(project.root)}
    command = [sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_up(port)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OFFLINE))
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.on("request", lambda request: asked.append(request.url))
            page.goto(f"http://127.0.0.1:{port}/confirm_glossary")
            expect(page.get_by_text("0 decided in this sitting").first).to_be_visible(timeout=60_000)
            yield page
            browser.close()
    finally:
        server.terminate()
        server.wait(timeout=20)


def settle(page: Page) -> None:
    """Until the page is drawn to its end, and the quiet time is over that tells a press from a held key."""
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)
    page.wait_for_timeout(700)


def press(page: Page, key: str, then: str) -> None:
    settle(page)
    page.keyboard.press(key)
    expect(page.get_by_text(then).first).to_be_visible(timeout=30_000)


def last_said(project: Project) -> tuple[str, str, str]:
    line = read_said(project)[-1]
    return line.shorthand, line.action, line.meaning


def test_each_key_does_what_is_printed_on_it(page: Page, project: Project, asked: list[str]) -> None:
    press(page, "a", "1 short form waits")
    assert last_said(project) == ("cd", "accept", "calendar days")
    press(page, "u", "2 short forms wait")
    assert last_said(project) == ("cd", "undo", "")
    press(page, "e", "Only in tickets about")
    expect(page.locator(".st-key-edit_meaning textarea")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("days of the calendar")
    press(page, "Control+Enter", "1 short form waits")
    assert last_said(project) == ("cd", "accept", "days of the calendar")
    press(page, "ArrowLeft", "days of the calendar")
    press(page, "ArrowRight", "decides 3 pairs")
    press(page, "x", "No shorthand waits for a meaning")
    assert last_said(project) == ("EDD", "ignore", "")
    press(page, "u", "1 short form waits")
    press(page, "u", "2 short forms wait")
    press(page, "ArrowRight", "EDD")
    page.wait_for_timeout(400)
    seen = str(page.evaluate("document.body.textContent"))
    assert HOSTILE[1] in seen
    press(page, "g", "2 proposed meanings")
    press(page, "Escape", "decides")
    before = len(read_said(project))
    settle(page)
    for _ in range(12):
        page.keyboard.down("x")
        page.wait_for_timeout(30)
    page.keyboard.up("x")
    page.wait_for_timeout(1_000)
    assert len(read_said(project)) == before + 1
    assert {url for url in asked if not is_local(url)} == set()


def test_enter_makes_the_pairs_again_when_nothing_waits(page: Page, project: Project) -> None:
    press(page, "x", "No shorthand waits for a meaning")
    settle(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("made with all that was said").first).to_be_visible(timeout=120_000)
    assert read_glossary(project.glossary).entries["cd"].is_a_persons
