"""The Glossary page in a real browser: every key does what is printed on it, and foreign text stays text."""

from collections.abc import Iterator

import pytest
from app_project import answered
from app_site import HOSTILE, NEEDS_BROWSER, Site, opened
from playwright.sync_api import expect

from prep.glossary import GENERAL, Entry, mine_glossary, read_glossary, with_proposals, write_glossary
from prep.prepare import pair_tickets
from prep.project import Project, update_settings, write_jsonl
from prep.remaking import read_said

pytestmark = NEEDS_BROWSER


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
def site(project: Project) -> Iterator[Site]:
    with opened(project) as site:
        site.visit("/confirm_glossary", "0 decided in this sitting")
        yield site


def last_said(project: Project) -> tuple[str, str, str]:
    line = read_said(project)[-1]
    return line.shorthand, line.action, line.meaning


def test_each_key_does_what_is_printed_on_it(site: Site, project: Project) -> None:
    site.press("a", "1 short form waits")
    assert last_said(project) == ("cd", "accept", "calendar days")
    site.press("u", "2 short forms wait")
    assert last_said(project) == ("cd", "undo", "")
    site.press("e", "Only in tickets about")
    expect(site.page.locator(".st-key-edit_meaning textarea")).to_be_focused()
    site.page.keyboard.press("Control+A")
    site.page.keyboard.type("days of the calendar")
    site.press("Control+Enter", "1 short form waits")
    assert last_said(project) == ("cd", "accept", "days of the calendar")
    site.press("ArrowLeft", "days of the calendar")
    site.press("ArrowRight", "decides 3 pairs")
    site.press("x", "No shorthand waits for a meaning")
    assert last_said(project) == ("EDD", "ignore", "")
    site.press("u", "1 short form waits")
    site.press("u", "2 short forms wait")
    site.press("ArrowRight", "EDD")
    assert HOSTILE[1] in site.text()
    site.press("g", "2 proposed meanings")
    site.press("Escape", "decides")
    before = len(read_said(project))
    site.settle()
    for _ in range(12):
        site.page.keyboard.down("x")
        site.page.wait_for_timeout(30)
    site.page.keyboard.up("x")
    site.page.wait_for_timeout(1_000)
    assert len(read_said(project)) == before + 1
    assert site.asked_elsewhere == set()


def test_enter_makes_the_pairs_again_when_nothing_waits(site: Site, project: Project) -> None:
    site.press("x", "No shorthand waits for a meaning")
    site.settle()
    site.page.keyboard.press("Enter")
    expect(site.page.get_by_text("made with all that was said").first).to_be_visible(timeout=120_000)
    assert read_glossary(project.glossary).entries["cd"].is_a_persons
