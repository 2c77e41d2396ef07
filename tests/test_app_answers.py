"""A question with several answers is settled with one key: which answer all pairs get that ask the same."""

from pathlib import Path

import pytest
from app_project import FEWER, SEVERAL, build_project, let_answers_differ
from streamlit.testing.v1 import AppTest
from test_app_conflicts import opened, press

from app_pages.offer_rows import answer_rows
from prep.decisions import APART, AS_WORDED, ONE_ANSWER
from prep.one_answer.offers import Offer
from prep.project import Project, append_jsonl, read_json, read_records, write_json
from prep.records import Decision, Pair

FULLEST, SHORTER, _, OTHER = (row[2] for row in SEVERAL)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = build_project(tmp_path, offices=1)
    let_answers_differ(project)
    return project


def offered(project: Project, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return opened(project, monkeypatch, "Several answers")


def left(app: AppTest) -> str:
    return next(text.value for text in app.markdown if "left**" in text.value)


def said(project: Project) -> dict[str, tuple[str, str]]:
    return {line.pair_id: (line.reason, line.response) for line in read_records(project.decisions, Decision)}


def test_each_answer_is_shown_with_its_pairs_and_what_differs(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = offered(project, monkeypatch)
    assert left(app).startswith("**2 questions left** with several answers · 0 decided")
    shown = " ".join(html.value for html in app.html)
    assert all(row[1] in shown and row[2][:12] in shown for row in SEVERAL)
    assert "does not say Meridian, 1 May" in shown and FEWER[0][1] not in shown
    assert [badge for badge in app.markdown if "suggested" in badge.value]


def test_a_question_says_which_values_of_its_answers_cannot_all_be_right(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_jsonl(project.decisions, Decision(SEVERAL[1][0], "edit", response="You may bank up to 25 days."))
    app = offered(project, monkeypatch)
    assert any("20 days – 25 days" in html.value for html in app.html)
    assert any("these differ" in badge.value for badge in app.markdown)
    assert not any("these differ" in badge.value for badge in press(app, "Skip").markdown)


def test_where_questions_are_about_two_sites_leaving_them_is_the_blue_key_until_one_is_unticked(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for (pair_id, *_), site in zip(SEVERAL[:2], ("Mirefield", "Halden"), strict=True):
        asked, said = f"How much leave may I bank in {site}?", f"In {site} you may bank up to 20 days."
        append_jsonl(project.decisions, Decision(pair_id, "edit", instruction=asked, response=said))
    app = offered(project, monkeypatch)
    assert any("these ask about different cases" in badge.value for badge in app.markdown)
    assert any("Halden – Mirefield" in html.value for html in app.html)
    assert blue(app) == ["Leave as worded"]
    app.checkbox[0].uncheck().run()
    assert blue(app) == ["For all 3"]


def blue(app: AppTest) -> list[str]:
    return [button.label for button in app.button if button.proto.type == "primary"]


def test_one_key_gives_all_pairs_the_suggested_answer_and_undo_offers_it_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = press(offered(project, monkeypatch), "For all 4")
    assert said(project) == {row[0]: (ONE_ANSWER, FULLEST) for row in SEVERAL}
    assert left(app).startswith("**1 question left** with several answers · 1 decided")
    app = press(app, "For all 2")
    assert app.title[0].value == "No question is left"
    assert left(press(app, "Undo")).startswith("**1 question left** with several answers · 1 decided")


def test_undo_offers_the_question_that_was_decided_whatever_was_skipped_before(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = press(press(offered(project, monkeypatch), "Skip"), "For all 2")
    assert SEVERAL[0][1] in " ".join(html.value for html in app.html)
    app = press(app, "Undo")
    assert FEWER[0][1] in " ".join(html.value for html in app.html)
    assert left(app).startswith("**2 questions left** with several answers · 0 decided")


def test_what_is_unticked_keeps_its_answer(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = offered(project, monkeypatch)
    app.checkbox(key=f"answers_tick_{SEVERAL[3][0]}_0").uncheck().run()
    assert any("1 pair set apart" in text.value for text in app.caption)
    press(app, "For all 3")
    assert said(project)[SEVERAL[3][0]] == (APART, OTHER)
    assert said(project)[SEVERAL[1][0]] == (ONE_ANSWER, FULLEST)


def test_all_pairs_of_an_answer_are_unticked_with_one_key(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = offered(project, monkeypatch)
    next(button for button in app.button if button.key == "answers_tick_Alt+2").click().run()
    assert [box.value for box in app.checkbox] == [True, False, False, True]
    press(app, "For all 2")
    assert {pair_id for pair_id, (reason, _) in said(project).items() if reason == APART} == {"T9402/2", "T9403/2"}


def test_another_answer_is_taken_by_its_number(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    press(offered(project, monkeypatch), "Answer 2")
    assert {response for _, response in said(project).values()} == {SHORTER}


def test_an_answer_can_be_written_for_all(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(offered(project, monkeypatch), "Write one")
    assert app.text_area(key="answer_for_all").value == FULLEST
    app.text_area(key="answer_for_all").set_value("")
    press(app, "Save for all")
    assert not project.decisions.exists() and any("The answer has no text." in one.value for one in app.html)
    app.text_area(key="answer_for_all").set_value("Up to 20 days; your lead decides.")
    press(app, "Save for all")
    assert {response for _, response in said(project).values()} == {"Up to 20 days; your lead decides."}


def test_a_question_is_left_as_worded_or_skipped(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(offered(project, monkeypatch), "Skip")
    assert any(FEWER[0][1] in html.value for html in app.html)
    press(app, "Leave as worded")
    assert said(project) == {row[0]: (AS_WORDED, row[2]) for row in FEWER}


def test_a_held_out_pair_is_not_shown(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = read_json(project.split)
    next(row for row in sealed["split"]["assignments"] if row["part"] == "taught")["pair_id"] = SEVERAL[3][0]
    write_json(project.split, sealed)
    app = offered(project, monkeypatch)
    assert not any(OTHER in html.value or SEVERAL[3][1] in html.value for html in app.html)


def test_nothing_is_left_where_every_question_has_one_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = offered(build_project(tmp_path, offices=1), monkeypatch)
    assert app.title[0].value == "Every question is taught with one answer"


def test_a_figure_that_differs_stands_beside_the_suggested_one() -> None:
    pairs = [Pair("a", "", "How much leave?", "You get 15 days of leave."), Pair("b", "", "Leave?", "leave 10 days")]
    rows = answer_rows(Offer(tuple(pairs)))
    assert rows[1].differs == "10 days, suggested 15 days"
    assert ("fact", "15 days") in rows[0].pieces and ("fact", "10 days") in rows[1].pieces


def test_a_no_that_would_be_lost_stands_beside_the_suggested_answer() -> None:
    no = Pair("1", "1", "Can I pay by invoice?", "No, we take Visa and PayPal.")
    plain = Pair("2", "2", "How can I pay?", "You can pay with Visa and PayPal.")
    assert answer_rows(Offer((no, plain)))[1].differs == "no, suggested neither yes nor no"
    yes = Pair("2", "2", "Is an invoice possible?", "Yes, you can pay with an invoice, Visa and PayPal.")
    assert answer_rows(Offer((no, yes)))[1].differs.startswith(("no, suggested yes", "yes, suggested no"))
