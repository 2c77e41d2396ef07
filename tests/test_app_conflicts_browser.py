"""The views of the Conflicts page in a real browser, by keys alone: conflicts, copies, findings, borderline pairs."""

from collections.abc import Iterator

import pytest
from app_project import FEWER, SEVERAL, build_project, let_answers_differ
from app_site import NEEDS_BROWSER, Site, opened
from playwright.sync_api import expect

from prep.calibrating import draw, read_labels
from prep.decisions import APART, ONE_ANSWER
from prep.project import Project, read_json, read_records, write_json, write_jsonl
from prep.records import Finding, Pair

pytestmark = NEEDS_BROWSER


def told(number: int, question: str, answer: str, at: str) -> Pair:
    return Pair(f"T96{number:02}/2", f"T96{number:02}", question, answer, "Annual leave", "[AGENT_1]", at)


RULES = [
    ("How many days may I bank for a sabbatical?", "You may bank up to {} days for a sabbatical.", 20, 25),
    ("How many days of study leave do I get?", "You get up to {} days of study leave per year.", 5, 8),
]
CHANGED = [
    told(10 * place + n, question, answer.format(days), at)
    for place, (question, answer, before, after) in enumerate(RULES)
    for n, (days, at) in enumerate(
        [(before, "2026-03-01T09:00:00Z"), (after, "2026-06-01T09:00:00Z"), (after, "2026-06-02T09:00:00Z")]
    )
]


COPY = told(90, "How many days may I bank for a sabbatical, please?", "Ask your manager.", "2026-03-03T09:00:00Z")


def let_copy(project: Project) -> None:
    """The audit set a copy of a training pair aside: copies of held-out pairs are not shown."""
    found, split = read_json(project.audit), read_json(project.split)["split"]
    trained = next(row["pair_id"] for row in split["assignments"] if row["part"] == "train")
    found["waiting"] = [pair_id for pair_id in found["waiting"] if pair_id != COPY.pair_id]
    found["rejected"] = [*found["rejected"], COPY.pair_id]
    write_json(project.audit, found)
    copy = Finding("near-duplicate", "reject", (COPY.pair_id, trained), 0.97, "")
    write_jsonl(project.findings, [*read_records(project.findings, Finding), copy])


def let_disagree(project: Project) -> None:
    """The audit found the older answer of each rule against both newer ones."""
    found = read_json(project.audit)
    by_rule = [CHANGED[:3], CHANGED[3:]]
    conflicts = [
        Finding("conflicting-answers", "review", (older.pair_id, newer.pair_id), 0.9, "")
        for older, *others in by_rule
        for newer in others
    ]
    ids = {pair.pair_id for pair in CHANGED}
    found["kept"] = [pair_id for pair_id in found["kept"] if pair_id not in ids]
    found["waiting"] = [*found["waiting"], *sorted(ids)]
    write_json(project.audit, found)
    write_jsonl(project.findings, [*read_records(project.findings, Finding), *conflicts])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    project = build_project(tmp_path_factory.mktemp("projects"), offices=2, extra=[*CHANGED, COPY])
    let_disagree(project)
    let_copy(project)
    let_answers_differ(project)
    draw(project)
    with opened(project) as site:
        yield site


def test_conflicts_that_are_alike_are_previewed_and_settled_by_two_keys(site: Site) -> None:
    assert "3 conflicts left" in site.visit("/resolve_conflicts", "undo at any time")
    site.press("ArrowRight", "for a sabbatical")
    site.press("g", "2 conflicts like this")
    assert "bank up to 20 days" in site.text() and "up to 5 days of study leave" in site.text()
    site.press("Escape", "undo at any time")
    before = len(site.decisions)
    site.press("g", "2 conflicts like this")
    site.press("3", "1 conflict left")
    made = site.decisions[before:]
    assert len({line.decided_at for line in made}) == 1 and len(made) == len({line.pair_id for line in made})
    assert {line.reason for line in made if line.action == "reject"} == {"superseded"}
    site.press("u", "3 conflicts left")


def test_a_question_with_several_answers_is_settled_by_keys_and_a_held_key_settles_one(site: Site) -> None:
    site.visit("/resolve_conflicts?found=Several+answers", "2 questions left")
    site.press("Alt+3", "1 pair set apart")
    before = len(site.decisions)
    site.settle()
    for _ in range(10):
        site.page.keyboard.down("1")
        site.page.wait_for_timeout(30)
    site.page.keyboard.up("1")
    expect(site.page.get_by_text("1 question left").first).to_be_visible(timeout=15_000)
    said = {line.pair_id: line.reason for line in site.decisions[before:]}
    assert said == {**{row[0]: ONE_ANSWER for row in SEVERAL}, SEVERAL[3][0]: APART}
    site.press("e", "One answer for all that are ticked")
    site.page.keyboard.type("Bring it. ")
    site.press("Control+Enter", "No question is left")
    assert [line.response.endswith("Bring it.") for line in site.decisions[-len(FEWER) :]] == [True, True]
    site.press("u", "1 question left")
    site.press("u", "2 questions left")
    assert site.asked_elsewhere == set()


def test_another_copy_is_chosen_by_its_number(site: Site) -> None:
    assert "1 group with a held-out pair not shown" in site.visit(
        "/resolve_conflicts?found=Copies", "The audit keeps the one"
    )
    site.press("2", "You have been through all copies")
    assert {line.action for line in site.decisions[-2:]} == {"accept", "reject"}
    site.press("u", "group 1 of")


def test_a_finding_is_decided_on_by_a_key(site: Site) -> None:
    assert "1 of 8" in site.visit("/resolve_conflicts?found=Other+findings", "A decision wins")
    site.press("a", "2 of 8")
    site.press("ArrowLeft", "you said: accept")
    site.press("ArrowRight", "2 of 8")
    site.press("u", "1 of 8")
    assert site.decisions[-1].action == "undo"


def test_after_a_click_on_a_tab_the_arrows_go_through_its_cards_and_by_keys_through_the_tabs(site: Site) -> None:
    site.visit("/resolve_conflicts", "undo at any time")
    site.page.get_by_role("radio", name="Other findings").click()
    expect(site.page.get_by_text("1 of 8").first).to_be_visible(timeout=15_000)
    site.press("ArrowRight", "2 of 8")
    site.press("ArrowLeft", "1 of 8")
    tabs = site.page.get_by_role("radio")
    tabs.nth(3).focus()
    site.page.keyboard.press("ArrowLeft")
    expect(tabs.nth(2)).to_be_focused()


def test_borderline_questions_are_labelled_by_keys_and_a_held_key_labels_one(site: Site) -> None:
    site.visit("/resolve_conflicts?found=Same+question%3F", "the cut stays as shipped")
    site.press("s", "1 labelled")
    site.press("d", "2 labelled")
    site.press("u", "1 labelled")
    assert [one.answer for one in read_labels(site.project)] == ["same", "different", "undo"]
    site.page.wait_for_timeout(600)
    for _ in range(10):
        site.page.keyboard.down("d")
        site.page.wait_for_timeout(30)
    site.page.keyboard.up("d")
    site.page.wait_for_timeout(1_000)
    assert len(read_labels(site.project)) == 4
    assert site.asked_elsewhere == set()
