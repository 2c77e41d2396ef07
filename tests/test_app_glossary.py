"""A person says what shorthand means with one key each, sees what hangs on it, and can take every word back."""

from pathlib import Path

import pytest
from app_pressing import open_page, press
from app_project import answered
from streamlit.testing.v1 import AppTest

from app_pages.shorthand import marks, read_shorthand
from prep.glossary import GENERAL, Entry, mine_glossary, read_glossary, with_proposals, write_glossary
from prep.prepare import pair_tickets
from prep.project import Project, update_settings, write_json, write_jsonl
from prep.remaking import read_questions, read_said, remake_pairs


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Five answers hang on "cd", which has a proposal, three on "EDD", which has none."""
    tickets = [answered(n, f"Hand it in within {n} cd of your return.") for n in range(1, 6)]
    tickets += [answered(n, f"Hand it in within {n} calendar days of your return.") for n in range(6, 9)]
    tickets += [answered(n, f"Hand form {n} in {n} weeks before the EDD.") for n in range(9, 12)]
    project = Project(tmp_path / "desk")
    made = pair_tickets(tickets, with_proposals(GENERAL, mine_glossary(tickets)))
    write_jsonl(project.tickets, tickets)
    write_jsonl(project.pairs, made.pairs)
    write_jsonl(project.rejected, made.rejections)
    write_jsonl(project.provenance, made.edits)
    write_glossary(project.glossary, made.glossary)
    update_settings(project, {"name": project.name})
    return project


@pytest.fixture
def app(project: Project, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return open_page("confirm_glossary", project, monkeypatch)


def said(project: Project) -> list[tuple[str, str, str]]:
    return [(line.shorthand, line.action, line.meaning) for line in read_said(project)]


def test_the_header_counts_and_says_what_hangs_on_the_first(app: AppTest) -> None:
    assert app.markdown[0].value.startswith("**2** short forms wait · 0 decided in this sitting")
    assert any("decides 5 pairs" in text.value for text in app.markdown)


def test_a_held_out_pair_is_no_example_of_a_use(project: Project) -> None:
    held = read_questions(project)[0].uses[0][0]
    write_json(project.split, {"split": {"assignments": [{"pair_id": held, "part": "taught"}]}})
    (first, *_) = read_questions(project)
    assert first.uses and held not in dict(first.uses)
    assert read_shorthand(project).questions[0].uses == first.uses


def test_accept_is_on_disk_at_once_and_the_next_comes(app: AppTest, project: Project) -> None:
    press(app, "Accept")
    assert said(project) == [("cd", "accept", "calendar days")]
    assert app.markdown[0].value.startswith("**1** short form waits · 1 decided")
    assert any("decides 3 pairs" in text.value for text in app.markdown)


def test_what_has_no_proposal_cannot_be_accepted_unwritten(app: AppTest, project: Project) -> None:
    press(app, "Skip")
    assert next(button for button in app.button if button.label == "Accept").disabled
    press(app, "Edit")
    app.text_area(key="edit_meaning").set_value("expected date of delivery")
    press(app, "Save")
    assert said(project) == [("EDD", "accept", "expected date of delivery")]


def test_a_meaning_can_be_kept_to_a_topic(app: AppTest, project: Project) -> None:
    press(app, "Edit")
    app.multiselect(key="edit_topics").set_value(["leave"])
    app.text_input(key="edit_near").set_value("within, of")
    press(app, "Save")
    assert [(line.topics, line.near) for line in read_said(project)] == [(("leave",), ("within", "of"))]


def test_an_empty_meaning_is_refused_in_one_sentence(app: AppTest, project: Project) -> None:
    press(press(app, "Skip"), "Edit")
    press(app, "Save")
    assert said(project) == []
    assert any("EDD: expected a meaning, got none" in text.value for text in app.text)


def test_ignore_and_undo_bring_it_back(app: AppTest, project: Project) -> None:
    press(press(app, "Ignore"), "Undo")
    assert said(project) == [("cd", "ignore", ""), ("cd", "undo", "")]
    assert app.markdown[0].value.startswith("**2** short forms wait · 0 decided in this sitting")
    assert any("decides 5 pairs" in text.value for text in app.markdown)


def test_all_proposals_are_shown_before_they_are_accepted(project: Project, app: AppTest) -> None:
    proposed = Entry("EDD", "expected date of delivery", "", 3)
    write_glossary(project.glossary, read_glossary(project.glossary).with_entries([proposed]))
    app.run()
    press(app, "Accept all 2")
    assert said(project) == []
    press(app, "Accept all 2")
    assert {short for short, _, _ in said(project)} == {"cd", "EDD"}
    assert app.title[0].value == "No shorthand waits for a meaning"
    press(app, "Undo")
    assert app.markdown[0].value.startswith("**2** short forms wait")


def test_when_nothing_waits_the_pairs_are_made_again_and_the_page_knows(app: AppTest, project: Project) -> None:
    press(press(app, "Accept"), "Ignore")
    assert any(button.label == "Make the pairs again" for button in app.button)
    remake_pairs(project, now=lambda: "2026-09-01T08:00:00+00:00")
    app.run()
    assert not any(button.label == "Make the pairs again" for button in app.button)
    assert any("made with all that was said" in text.value for text in app.markdown)


def test_one_that_was_decided_can_be_looked_at_again(app: AppTest) -> None:
    press(app, "Accept")
    app.selectbox(key="glossary_picked").set_value("cd").run()
    assert any("accepted" in text.value for text in app.markdown)


def test_the_words_that_need_no_decision_are_counted(project: Project) -> None:
    assert read_shorthand(project).in_words.startswith("0 confirmed, 0 left alone, 0 applied unasked")


def test_a_short_form_is_marked_where_it_stands_alone() -> None:
    assert marks("cd or abcd, cd&x, cd", "cd") == [(0, 2, "fact"), (18, 20, "fact")]
