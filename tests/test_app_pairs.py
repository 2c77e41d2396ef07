"""A person decides on a pair with its thread beside it, and can take every decision back."""

from pathlib import Path

import pytest
from app_pressing import open_page, press
from app_project import ACCEPTED_BY_RULE, WAITING, build_project
from streamlit.testing.v1 import AppTest

from app_pages.waiting_pairs import (
    SAMPLE,
    Choice,
    like_this,
    next_in,
    queue,
    refused_rewrites,
    sample,
    sides,
    thread,
    unsupported,
    why,
    without,
)
from prep.decisions import fingerprint
from prep.found import Found, read_found
from prep.held_back import held_back
from prep.presses import Decided, read_decided, write_press
from prep.project import Project, append_jsonl, digest, read_records, write_jsonl
from prep.records import Audit, Cut, Decision, Edit, Finding, Message, Pair, Ticket
from prep.stages import read_pairs

TICKET = Ticket("T1", "", (Message("m1", "customer", "EL c/f?"), Message("m2", "agent", "upto 14 days, till 31 Mar")))
NOTHING = Decided.of([])
PAIR = Pair("T1/m2", "T1", "EL carry over?", "Up to 14 days, until 31 March. Ask for 3 more.")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    others = [Pair(f"T950{n}/2", f"T950{n}", f"Question {n}?", f"Answer {n}.", "Hardware") for n in range(2)]
    return build_project(tmp_path, offices=1, extra=others)


@pytest.fixture
def found(project: Project) -> Found:
    found = read_found(project)
    assert found is not None
    return found


@pytest.fixture
def app(project: Project, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return open_page("review_pairs", project, monkeypatch)


def log(project: Project) -> list[tuple[str, str]]:
    return [(row.pair_id, row.action) for row in read_records(project.decisions, Decision)]


def test_the_header_counts_and_the_reason_is_a_badge(app: AppTest) -> None:
    assert app.markdown[0].value.startswith("**3** waiting · 0 decided in this sitting")
    assert any("undefined-shorthand" in text.value for text in app.markdown)


def test_accept_is_on_disk_at_once_and_the_next_pair_comes(app: AppTest, project: Project) -> None:
    press(app, "Accept")
    assert log(project) == [(WAITING, "accept")]
    assert app.markdown[0].value.startswith("**2** waiting · 1 decided")


def test_undo_brings_the_pair_back_and_keeps_the_line(app: AppTest, project: Project) -> None:
    press(press(app, "Accept"), "Undo")
    assert log(project) == [(WAITING, "accept"), (WAITING, "undo")]
    assert app.markdown[0].value.startswith("**3** waiting · 0 decided")


def test_undo_takes_back_what_was_pressed_on_this_page(app: AppTest, project: Project) -> None:
    press(app, "Accept")
    write_press(project, [Decision("T9500/2", "reject")], "2026-09-04T10:00:00+00:00", page="conflicts")
    press(app, "Undo")
    assert log(project) == [(WAITING, "accept"), ("T9500/2", "reject"), (WAITING, "undo")]


def test_what_a_later_word_elsewhere_holds_in_place_is_told(app: AppTest, project: Project) -> None:
    press(press(press(app, "Skip"), "2 like this"), "Accept all 2")
    write_press(project, [Decision("T9500/2", "reject")], "2026-09-04T10:00:00+00:00", page="conflicts")
    press(app, "Undo")
    assert log(project)[2:] == [("T9500/2", "reject"), ("T9501/2", "undo")]
    assert any("since you said something later elsewhere: T9500/2" in one.value for one in app.html)
    assert any("T9501/2" in one.value for one in app.html), "the pair that was taken back is shown, not the first"


def test_undo_passes_over_what_was_decided_again_elsewhere(app: AppTest, project: Project) -> None:
    press(press(app, "Accept"), "Accept")
    write_press(project, [Decision("T9500/2", "reject")], "2026-09-04T10:00:00+00:00", page="conflicts")
    press(app, "Undo")
    assert log(project)[2:] == [("T9500/2", "reject"), (WAITING, "undo")]
    assert any(WAITING in one.value for one in app.html)
    assert next(button for button in app.button if "Undo" in button.label).disabled, "nothing more stands"


def test_a_rejection_may_be_given_a_reason(app: AppTest, project: Project) -> None:
    press(press(app, "Reject"), "out of date")
    assert read_records(project.decisions, Decision)[-1].reason == "out of date"


def test_undo_takes_a_rejection_back_with_its_reason(app: AppTest, project: Project) -> None:
    press(press(press(app, "Reject"), "out of date"), "Undo")
    assert read_decided(project, "").words == {}
    assert app.markdown[0].value.startswith("**3** waiting")


def test_a_decision_carries_the_mark_of_the_text_that_was_seen(app: AppTest, project: Project) -> None:
    press(app, "Accept")
    made = next(pair for pair in read_records(project.pairs, Pair) if pair.pair_id == WAITING)
    assert read_records(project.decisions, Decision)[0].fingerprint == fingerprint(made)


def test_an_edit_is_saved_with_both_texts_and_accepted_in_them(app: AppTest, project: Project) -> None:
    press(app, "Edit")
    app.text_area(key="edit_response").set_value("Up to 14 days until 31 March.")
    press(app, "Save and accept")
    saved, accepted = read_records(project.decisions, Decision)
    assert (saved.action, saved.response) == ("edit", "Up to 14 days until 31 March.")
    assert (accepted.action, accepted.decided_at) == ("accept", saved.decided_at)
    made = {pair.pair_id: pair for pair in read_records(project.pairs, Pair)}
    standing = read_decided(project, "", made).words[WAITING]
    assert (standing.said.action, standing.response, standing.is_overtaken) == ("accept", saved.response, False)


def test_one_undo_takes_back_an_edit_with_its_acceptance(app: AppTest, project: Project) -> None:
    press(app, "Edit")
    app.text_area(key="edit_response").set_value("Up to 14 days until 31 March.")
    press(press(app, "Save and accept"), "Undo")
    assert read_decided(project, "").words == {}
    assert any(button.label == "Accept" for button in app.button)


def test_a_side_that_says_nothing_is_not_saved(app: AppTest, project: Project) -> None:
    press(app, "Edit")
    app.text_area(key="edit_response").set_value("  ")
    press(app, "Save and accept")
    assert not project.decisions.exists()
    assert any(button.label == "Save and accept" for button in app.button)
    assert any("The response has no text. Write it," in one.value for one in app.html)
    press(app, "Leave")
    assert not any("has no text" in one.value for one in app.html)


def test_skipping_decides_nothing_and_back_returns(app: AppTest, project: Project) -> None:
    press(app, "Skip")
    assert not project.decisions.exists() and "T9001" not in "".join(html.value for html in app.html)
    press(app, "Back")
    assert any("T9001/4" in html.value for html in app.html)


def test_pairs_that_wait_for_the_same_reason_go_together_and_come_back_together(app: AppTest, project: Project) -> None:
    press(press(press(app, "Skip"), "2 like this"), "Accept all 2")
    assert log(project) == [("T9500/2", "accept"), ("T9501/2", "accept")]
    press(app, "Undo")
    assert read_decided(project, "").words == {}


def test_a_held_key_decides_once(app: AppTest, project: Project) -> None:
    press(app, "Accept")
    next(button for button in app.button if button.label == "Accept").click().run()
    assert log(project) == [(WAITING, "accept")]


def test_when_nothing_waits_a_sample_is_offered(app: AppTest) -> None:
    for _ in range(3):
        press(app, "Accept")
    assert app.title[0].value == "Nothing waits"
    press(app, "Look at 20")
    assert app.markdown[0].value.startswith("**20** left in the sample")


def test_the_sample_has_no_held_out_pair(project: Project, found: Found) -> None:
    assert held_back(project)
    decided = read_decided(project, found.decisions_digest, found.made)
    drawn = {pair_id for seed in range(20) for pair_id in sample(found, decided, seed=seed)}
    assert len(drawn) > SAMPLE and not drawn & held_back(project)


def test_a_pair_that_was_shown_before_it_was_sealed_is_not_shown_again(app: AppTest, found: Found) -> None:
    sealed = found.pairs[min(found.held_back)]
    app.session_state["pairs_trail"] = [sealed.pair_id]
    app.run()
    assert app.markdown[0].value.startswith("**3** waiting")
    assert sealed.pair_id not in app.session_state["pairs_trail"]
    assert not any(sealed.instruction in one.value for one in [*app.markdown, *app.html])


def test_a_filter_that_matches_nothing_can_be_cleared(app: AppTest) -> None:
    app.selectbox(key="pairs_topic").select("Hardware").run()
    for _ in range(2):
        press(app, "Accept")
    assert app.title[0].value == "No pair matches"
    press(app, "Clear the filter")
    assert app.markdown[0].value.startswith("**1** waiting")


def test_pairs_that_only_conflict_wait_elsewhere(found: Found) -> None:
    assert queue(found, NOTHING, Choice()) == [WAITING, "T9500/2", "T9501/2"]


def test_the_queue_can_be_ordered_and_filtered(found: Found) -> None:
    assert queue(found, NOTHING, Choice(topic="Hardware")) == ["T9500/2", "T9501/2"]
    assert queue(found, NOTHING, Choice("By topic"))[0] == WAITING
    assert queue(found, NOTHING, Choice(code="too-long")) == []


def test_only_the_same_reasons_are_alike(found: Found) -> None:
    waiting = queue(found, NOTHING, Choice())
    assert like_this(found, waiting, "T9501/2") == ["T9501/2", "T9500/2"]
    assert like_this(found, waiting, WAITING) == [WAITING]


def test_a_hint_makes_nobody_wait(found: Found) -> None:
    assert ACCEPTED_BY_RULE not in found.waits


def test_skipped_pairs_come_again_at_the_end() -> None:
    assert next_in(["a", "b"], ["a"]) == "b"
    assert next_in(["a", "b"], ["a", "b"]) == "a"
    assert next_in(["a"], ["a"]) == "a"
    assert next_in([], ["a"]) is None


def test_skipping_goes_round_all_that_wait_however_few() -> None:
    trail: list[str] = []
    for _ in range(7):
        trail.append(next_in(["a", "b", "c"], trail) or "")
    assert trail == ["a", "b", "c", "a", "b", "c", "a"]
    assert next_in(["a", "c"], trail) == "c"


def test_the_replaced_words_are_marked_in_the_answer_and_nowhere_else() -> None:
    customer, agent = thread(TICKET, PAIR, [], None)
    assert {kind for kind, _ in customer[1]} == {"same"}
    assert ("replaced", "upto") in agent[1] and ("fact", "14 days") in agent[1]


def test_an_answer_given_in_two_messages_is_compared_with_both() -> None:
    ticket = Ticket("T1", "", (Message("m1", "agent", "upto 14 days."), Message("m2", "agent", "Ask ur lead.")))
    pair = Pair("T1/m2", "T1", "Leave?", "Up to 14 days. Ask your lead.")
    edits = [Edit("T1/m2", "response", "joined", "", "", "said in two messages", ("m1", "m2"))]
    first, second = thread(ticket, pair, edits, None)
    assert ("replaced", "upto") in first[1] and ("replaced", "ur") in second[1]
    assert [text for kind, text in sides(pair, ticket, edits)[1] if kind == "added"] == ["Up to", "your"]


def test_added_words_and_facts_are_marked_in_the_pair() -> None:
    instruction, response = sides(PAIR, TICKET, [])
    assert ("added", "carry over") in instruction
    assert ("fact", "14 days") in response


def test_a_number_that_nobody_wrote_is_named() -> None:
    assert unsupported(PAIR, TICKET) == ["3"]


def test_of_an_answer_without_a_number_it_is_not_said_that_every_number_is_in_the_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = build_project(tmp_path, offices=1, extra=[Pair("T9500/2", "T9500", "May I?", "Ask your lead.")])
    app = open_page("review_pairs", project, monkeypatch)
    assert any("every number is in the thread" in text.value for text in app.markdown)
    press(app, "Accept")
    assert any("Ask your lead." in text.value for text in app.html)
    assert not any("in the thread" in text.value for text in app.markdown)


def test_why_lists_the_finding_and_each_change_once() -> None:
    edits = [Edit("T1/m2", "response", "glossary", "EL", "earned leave", "EL is earned leave", ())] * 2
    assert "".join(text for _, text in why([], edits)).count("EL is earned leave") == 1


def test_an_edited_pair_that_the_audit_lets_wait_again_waits_again(project: Project, found: Found) -> None:
    write_jsonl(project.decisions, [Decision(WAITING, "edit", response="Ask your TL.", decided_at="1")])
    assert WAITING not in queue(found, read_decided(project, ""), Choice())
    known = digest(project.decisions)
    assert WAITING in queue(found, read_decided(project, known), Choice())
    append_jsonl(project.decisions, Decision(WAITING, "accept", decided_at="2"))
    assert WAITING not in queue(found, read_decided(project, known), Choice())


def test_an_edited_pair_is_accepted_in_the_words_that_were_given_it(app: AppTest, project: Project) -> None:
    press(app, "Edit")
    app.text_area(key="edit_response").set_value("Ask your team lead")
    press(press(app, "Save and accept"), "Back")
    assert log(project) == [(WAITING, "edit"), (WAITING, "accept")]
    assert any("Ask your team lead" in html.value for html in app.html)


def test_some_of_a_group_are_left_out_by_their_numbers(app: AppTest, project: Project) -> None:
    press(press(press(app, "Skip"), "2 like this"), "Leave some out")
    press(app, "Accept the rest")
    assert not project.decisions.exists() and any("No number is written." in one.value for one in app.html)
    app.text_area(key="leave_out").set_value("1, 7")
    press(app, "Accept the rest")
    assert not project.decisions.exists() and any("No number of this list" in html.value for html in app.html)
    app.text_area(key="leave_out").set_value("1")
    press(app, "Accept the rest")
    assert log(project) == [("T9501/2", "accept")]
    press(app, "Undo")
    assert read_decided(project, "").words == {}


def let_contradict(project: Project, *pair_ids: str) -> None:
    """The audit says as well that these answers cannot be right."""
    findings = read_records(project.findings, Finding)
    told = [Finding("conflicting-answers", "review", (pair_id, WAITING), 0.9, "10 or 15") for pair_id in pair_ids]
    write_jsonl(project.findings, [*findings, *told])


def test_a_contradiction_is_not_accepted_together_with_others(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_contradict(project, "T9500/2")
    app = open_page("review_pairs", project, monkeypatch)
    press(press(app, "Skip"), "2 like this")
    assert any("1 pair stays when you accept the others: conflicting-answers 1." in one.value for one in app.html)
    press(app, "Accept 1 of 2")
    assert log(project) == [("T9501/2", "accept")]


def test_a_contradiction_is_not_accepted_with_the_rest_of_a_list(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_contradict(project, "T9501/2")
    app = open_page("review_pairs", project, monkeypatch)
    press(press(press(app, "Skip"), "2 like this"), "Leave some out")
    app.text_area(key="leave_out").set_value("1")
    press(app, "Accept the rest")
    assert not project.decisions.exists() and any("No pair is left to accept." in one.value for one in app.html)


def test_where_all_contradict_others_none_is_accepted_unseen_and_all_can_be_rejected(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_contradict(project, "T9500/2", "T9501/2")
    app = open_page("review_pairs", project, monkeypatch)
    press(press(app, "Skip"), "2 like this")
    assert next(button for button in app.button if button.label == "Accept 0 of 2").disabled
    press(app, "Reject all 2")
    assert log(project) == [("T9500/2", "reject"), ("T9501/2", "reject")]


def test_a_pair_that_contradicts_another_says_so_in_its_header(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_contradict(project, WAITING)
    app = open_page("review_pairs", project, monkeypatch)
    assert any("conflicting-answers" in text.value for text in app.markdown)


def test_numbers_leave_out_what_bears_them_in_the_list() -> None:
    assert without(["a", "b", "c"], "3; 1") == (["b"], [])
    assert without(["a", "b"], "2 b 0") == (["a"], ["b", "0"])
    assert without(["a"], "") == (["a"], [])


def test_a_group_can_be_rejected_with_one_reason_and_comes_back_with_one_undo(app: AppTest, project: Project) -> None:
    press(press(press(press(app, "Skip"), "2 like this"), "Reject all 2"), "not a real answer")
    assert log(project) == [("T9500/2", "reject"), ("T9501/2", "reject")] * 2
    assert {standing.said.reason for standing in read_decided(project, "").words.values()} == {"not a real answer"}
    press(app, "Undo")
    assert read_decided(project, "").words == {}


def test_a_pair_is_split_in_two_and_made_whole_again(app: AppTest, project: Project) -> None:
    press(app, "Split")
    app.text_area(key="split_first_response").set_value("Up to 14 days.")
    app.text_area(key="split_second_instruction").set_value("When does the rest lapse?")
    app.text_area(key="split_second_response").set_value("On 31 March.")
    press(app, "Save both")
    assert log(project) == [(f"{WAITING}~2", "split"), (WAITING, "edit")]
    assert {pair.pair_id: pair.response for pair in read_pairs(project)}[f"{WAITING}~2"] == "On 31 March."
    press(app, "Undo")
    assert read_pairs(project) == read_records(project.pairs, Pair)


def test_half_a_split_is_not_saved(app: AppTest, project: Project) -> None:
    press(app, "Split")
    app.text_area(key="split_second_response").set_value("  ")
    press(app, "Save both")
    assert not project.decisions.exists()
    assert any("The second response has no text." in one.value for one in app.html)


def leaning(pair_id: str, score: float, cause: str, *others: Finding) -> tuple[Pair, list[Finding]]:
    finding = Finding("not-self-contained", "review", (pair_id,), score, f"details of {pair_id}", cause)
    return Pair(pair_id, pair_id, "Who?", "As told.", agent=f"[AGENT_{pair_id}]"), [finding, *others]


def found_with(*told: tuple[Pair, list[Finding]]) -> Found:
    pairs = {pair.pair_id: pair for pair, _ in told}
    findings = tuple(finding for _, each in told for finding in each)
    return Found(Audit(findings, (), (), (), tuple(pairs), ()), pairs, True, "", pairs)


def shorthand(pair_id: str) -> Finding:
    return Finding("undefined-shorthand", "review", (pair_id,), 1, f"Not spelled out in {pair_id}: TL, LM", "TL")


LEANING = found_with(
    leaning("1", 0.2, "response: reply marker"),
    leaning("2", 0.1, "instruction: ellipsis"),
    leaning("3", 0.25, "response: reply marker"),
    leaning("4", 0.05, "response: reply marker", shorthand("4")),
)


def test_pairs_with_the_same_cause_are_alike_whatever_their_words() -> None:
    waiting = queue(LEANING, NOTHING, Choice())
    assert like_this(LEANING, waiting, "3") == ["3", "1"]
    assert like_this(LEANING, waiting, "4") == ["4"]
    same = found_with(*((Pair(one, one, "Who?", "Ask."), [shorthand(one)]) for one in ("5", "6")))
    assert like_this(same, ["5", "6"], "6") == ["6", "5"]


def test_the_riskiest_or_the_most_alike_come_first() -> None:
    assert queue(LEANING, NOTHING, Choice()) == ["4", "2", "1", "3"]
    assert queue(LEANING, NOTHING, Choice("Most alike first"))[:2] == ["1", "3"]


def test_the_queue_is_filtered_by_agent_and_score() -> None:
    assert queue(LEANING, NOTHING, Choice(agent="[AGENT_2]")) == ["2"]
    assert queue(LEANING, NOTHING, Choice(below=0.1)) == ["4"]


def test_what_a_refused_rewrite_would_have_added_is_marked() -> None:
    edits = [Edit("T1", "response", "unverified", "14 days", "14 days", "refused: …", refused="Up to 15 days")]
    assert refused_rewrites(edits) == [("response", [("added", "Up to 15"), ("same", " days")])]


SIGNED = Ticket(
    "T9401",
    "",
    (
        Message("1", "customer", "And who opens it?"),
        Message("2", "agent", "The desk does.", cuts=(Cut("signature", "Ring the bell", 12),)),
    ),
)


def test_what_was_cut_out_of_the_thread_is_shown_with_its_reason_and_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = Pair("T9401/2", "T9401", "And who opens it?", "The desk does.", "Hardware")
    project = build_project(tmp_path, offices=1, extra=[signed], extra_tickets=[SIGNED])
    app = open_page("review_pairs", project, monkeypatch)
    while not any(button.label == "1 cut" for button in app.button):
        press(app, "Skip")
    press(app, "1 cut")
    assert any("signature" in one.value and "Ring the bell" in one.value for one in app.html)
    press(app, "Put it back")
    assert [one.label for one in app.button if "cut" in one.label.casefold()] == ["Cut it again"]
    assert any(button.label == "Make the pairs again" for button in app.button)
    press(app, "Leave")
    assert any("does." in one.value and "Ring the bell" in one.value for one in app.html)
    press(app, "1 cut")
    press(app, "Cut it again")
    press(app, "Leave")
    assert not any("Ring the bell" in one.value for one in app.html)
