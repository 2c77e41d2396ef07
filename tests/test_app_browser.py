"""A real browser: foreign text stays text, nothing leaves this machine, and every key does what is printed on it."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from app_project import CONFLICT, add_import, add_run, add_sessions, build_project, hostile_evaluation, write_hostile
from app_site import HOSTILE, NEEDS_BROWSER, Site, opened
from playwright.sync_api import expect

from evalsuite.sessions.store import SessionStore
from prep.decisions import NO_CONTRADICTION
from prep.held_out import open_held_out
from prep.project import read_json, write_json
from prep.records import Pair

FAR = "2099-01-01T00:00:00+00:00"

pytestmark = NEEDS_BROWSER


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    pairs, tickets = write_hostile(HOSTILE)
    pairs += [Pair(f"T950{n}/2", f"T950{n}", f"Question {n}?", f"Answer {n}.", "Hardware") for n in range(2)]
    project = build_project(tmp_path_factory.mktemp("projects"), offices=1, extra=pairs, extra_tickets=tickets)
    add_run(project)
    hostile_evaluation(project, HOSTILE)
    add_import(project, HOSTILE)
    store = add_sessions(project, worker_seen_at=FAR)
    store.open("S2", attested=True, at=datetime.now(UTC).isoformat(timespec="seconds"))
    for text in HOSTILE:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        store.answer(store.ask("S2", text, moment), answer=text, error="", at=moment)
    with opened(project) as site:
        yield site


def test_hostile_text_is_shown_exactly_on_every_page_and_nothing_leaves_this_machine(site: Site) -> None:
    assert len(HOSTILE) == 25
    site.visit("/", "Where this project stands")
    site.visit("/watch_training", "is finished")
    seen = site.visit("/read_import", "bad-row")
    assert [text for text in HOSTILE if text.strip() not in seen] == []
    seen = site.visit("/review_pairs", "T8000/2")
    for number in range(1, len(HOSTILE)):
        site.press("ArrowRight", f"T8{number:03}/2")
        seen += site.text()
    assert [text for text in HOSTILE if text not in seen] == []
    site.visit("/resolve_conflicts?found=Other+findings", "waits for a person")
    site.press("ArrowRight", "beacon")
    seen = site.visit("/read_evaluation?view=Answers", "graded by the scorers")
    for number in range(1, len(HOSTILE)):
        site.page.get_by_role("button", name="Next page").click()
        expect(site.page.get_by_text(f"H{number} ·").first).to_be_visible()
        seen += site.text()
    assert [text for text in HOSTILE if text not in seen] == []
    site.visit("/read_evaluation", "By topic")
    site.visit("/run_sessions", "Invite a tester")
    site.page.get_by_role("button", name="Read").first.click()
    expect(site.page.get_by_text("two  spaces").first).to_be_visible()
    seen = site.text()
    # Here Streamlit's own plain text is used, which drops spaces around a text.
    assert [text for text in HOSTILE if text.strip() not in seen] == []
    seen = site.visit("/?token=green-heron", "left")
    assert [text for text in HOSTILE if text.strip() not in seen] == []
    assert len(site.asked) > 50
    assert site.asked_elsewhere == set()


def test_each_key_of_the_pairs_page_does_what_is_printed_on_it(site: Site) -> None:
    site.visit("/review_pairs", "0 decided in this sitting")
    waiting = 28
    site.press("a", f"{waiting - 1} waiting")
    assert site.decisions[-1].action == "accept"
    site.press("u", f"{waiting} waiting")
    assert site.decisions[-1].action == "undo"
    site.press("x", f"{waiting - 1} waiting")
    site.press("3", "Marked:")
    assert (site.decisions[-1].action, site.decisions[-1].reason) == ("reject", "out of date")
    site.press("e", "Save and accept")
    expect(site.page.locator(".st-key-edit_response textarea")).to_be_focused()
    site.page.keyboard.type("Ask HR. ")
    site.press("Control+Enter", f"{waiting - 2} waiting")
    assert [line.action for line in site.decisions[-2:]] == ["edit", "accept"]
    assert "Ask HR." in site.decisions[-2].response
    before = len(site.decisions)
    site.press("e", "Save and accept")
    site.press("Escape", "Accept")
    site.press("ArrowRight", f"{waiting - 2} waiting")
    site.press("ArrowLeft", f"{waiting - 2} waiting")
    assert len(site.decisions) == before


def test_a_pair_is_split_from_the_keyboard_and_made_whole_by_u(site: Site) -> None:
    site.visit("/review_pairs", "decided in this sitting")
    site.press("s", "Save both")
    expect(site.page.locator(".st-key-split_first_response textarea")).to_be_focused()
    site.page.keyboard.type("One half. ")
    site.press("Control+Enter", "1 decided in this sitting")
    assert [line.action for line in site.decisions[-2:]] == ["split", "edit"]
    assert "One half." in site.decisions[-1].response
    site.press("u", "0 decided in this sitting")
    assert [line.action for line in site.decisions[-2:]] == ["undo", "undo"]
    site.press("s", "Save both")
    site.press("Escape", "Accept")


def test_all_that_wait_for_the_same_cause_are_listed_then_rejected_and_come_back_by_u(site: Site) -> None:
    site.visit("/review_pairs", "decided in this sitting")
    site.page.get_by_role("button", name="Riskiest first").click()
    site.page.get_by_text("Most alike first").click()
    site.page.keyboard.press("Escape")
    expect(site.page.get_by_text("T9500/2").first).to_be_visible(timeout=15_000)
    site.press("g", "2 pairs that wait for the same reason")
    assert "Answer 0." in site.text() and "Answer 1." in site.text()
    site.press("x", "Rejected 2 pairs")
    site.press("2", "Marked:")
    assert {(line.pair_id, line.reason) for line in site.decisions[-2:]} == {
        ("T9500/2", "not a real answer"),
        ("T9501/2", "not a real answer"),
    }
    site.press("u", "T9500/2")
    assert [line.action for line in site.decisions[-4:]] == ["undo"] * 4
    before = site.page.get_by_role("button", name="Accept").bounding_box()
    site.press("g", "2 pairs that wait for the same reason")
    site.press("l", "Accept the rest")
    expect(site.page.locator(".st-key-leave_out textarea")).to_be_focused()
    after = site.page.get_by_role("button", name="Accept the rest").bounding_box()
    assert before and after and abs(before["y"] - after["y"]) <= 1  # the bar does not move
    site.page.keyboard.type("1")
    site.press("Control+Enter", "decided in this sitting")
    expect(site.page.get_by_text("Accept the rest")).to_have_count(0)
    assert [(line.pair_id, line.action) for line in site.decisions[-1:]] == [("T9501/2", "accept")]
    site.press("u", "T9501/2")


def test_a_held_key_decides_once(site: Site) -> None:
    site.visit("/review_pairs", "decided in this sitting")
    before = len(site.decisions)
    site.page.wait_for_timeout(500)
    for _ in range(15):
        site.page.keyboard.press("a")
        site.page.wait_for_timeout(40)
    site.page.wait_for_timeout(800)
    assert len(site.decisions) == before + 1


def test_a_conflict_is_settled_by_a_number_and_reopened_by_u(site: Site) -> None:
    site.visit("/resolve_conflicts", "1 conflict left")
    site.press("3", "No conflict is left")
    settled = {row.pair_id: row.reason for row in site.decisions[-2:]}
    assert settled == {CONFLICT[0]: "superseded", CONFLICT[1]: ""}
    site.press("u", "1 conflict left")
    site.press("5", "No conflict is left")
    assert {row.reason for row in site.decisions[-2:]} == {NO_CONTRADICTION}
    site.press("u", "1 conflict left")
    site.press("4", "Keep both")
    expect(site.page.locator(".st-key-left_when textarea")).to_be_focused()
    site.page.keyboard.type("on probation")
    site.press("Control+Enter", "No conflict is left")
    assert site.decisions[-2].response.startswith("On probation: ")


def test_a_tester_flags_with_alt_and_a_number(site: Site) -> None:
    site.visit("/?token=green-heron", "left")
    site.press("Alt+2", "you flagged: made-up")
    assert SessionStore(site.project.sessions).exchanges("S2")[-1].flag == "made-up"


def test_a_table_is_dropped_its_columns_and_agents_chosen_and_nothing_is_fetched(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "chat.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["ticket", "author", "text", HOSTILE[0]])
        for number, text in enumerate(HOSTILE):
            rows.writerow([number // 5, HOSTILE[10] if number % 5 else HOSTILE[0], text, text])
    site.visit("/read_import?import_view=Read+an+export", "Which export shall I read?")
    site.page.locator("input[type=file]").set_input_files(path)
    expect(site.page.get_by_text("expected to learn which authors").first).to_be_visible(timeout=15_000)
    agents = site.page.get_by_label("Who of these answers for your helpdesk?")
    agents.click()
    agents.press_sequentially("beacon")
    agents.press("Enter")
    agents.press("Escape")
    expect(site.page.get_by_text("From all").first).to_be_visible(timeout=15_000)
    assert HOSTILE[0] in site.text()
    expect(site.page.get_by_role("button", name="Read everything")).to_be_enabled()
    assert site.asked_elsewhere == set()


BROKEN_WORDS = """() => [...document.querySelectorAll("td, th")].flatMap(cell => {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), broken = [];
  for (let node; node = texts.nextNode();) for (const word of node.data.matchAll(/[A-Za-z]{2,}/g)) {
    const range = document.createRange();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    if (range.getClientRects().length > 1) broken.push(word[0]);
  }
  return broken;
})"""


CUT_FIGURES = """() => {
  const tables = [...document.querySelectorAll("table")].filter(table => table.textContent.includes("Held out (off)"));
  const cells = tables.flatMap(table => [...table.querySelectorAll("td")].map(cell => [table, cell]));
  const cut = cells.filter(([table, cell]) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    const box = table.parentElement.getBoundingClientRect(), of_cell = cell.getBoundingClientRect();
    return new Set([...range.getClientRects()].map(line => line.top)).size > 1 || of_cell.right > box.right + 1;
  });
  return {tables: tables.length, figures: cells.length > 0, cut: cut.map(([, cell]) => cell.textContent)};
}"""


def test_the_figures_of_a_split_with_a_validation_part_stand_whole_in_their_box(site: Site) -> None:
    sealed = site.project.split.read_bytes()
    stored = read_json(site.project.split)
    stored["split"]["validation_share"] = 0.1
    write_json(site.project.split, stored)
    for width in (1280, 1440):
        site.page.set_viewport_size({"width": width, "height": 900})
        site.visit("/read_split", "Validation")
        assert site.page.evaluate(CUT_FIGURES) == {"tables": 2, "figures": True, "cut": []}
    site.project.split.write_bytes(sealed)


def test_no_table_breaks_a_word_however_narrow_the_window(site: Site) -> None:
    for run, command in (("001-tiny", "pairwright demo"), ("", "pairwright pairs people-desk T101/2 T102/2 T103/2")):
        open_held_out(site.project, run=run, why="evaluation", command=command, opened_at="2026-09-02T09:00:00+00:00")
    for width in (1100, 390):
        site.page.set_viewport_size({"width": width, "height": 900})
        site.visit("/read_split", "pairwright demo")
        assert site.page.evaluate(BROKEN_WORDS) == []
