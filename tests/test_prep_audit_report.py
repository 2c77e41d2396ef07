"""The report can be read by whoever decides: what is ready, what waits, why, and what to do next."""

from wordbag import embed

from prep.audit import audit
from prep.audit_report import advice, headline, on_scale, render_report
from prep.question_map import place_questions
from prep.records import Audit, CheckRun, Finding, Pair

CONFLICT = [
    Pair("T1", "", "How much annual leave do I get per year?", "You get 25 days of annual leave per year.", "leave"),
    Pair("T2", "", "What annual leave do I get per year?", "You get 20 days of annual leave per year.", "leave"),
]


def test_the_page_shows_the_disagreeing_words_marked() -> None:
    page = render_report(CONFLICT, audit(CONFLICT, embed), title="people desk")
    assert "<mark>25 days</mark>" in page and "<mark>20 days</mark>" in page
    assert "0 of 2 pairs are ready; 2 wait for your decision." in page
    assert "Answers that contradict each other: 1 question, 2 pairs" in page and "gravest are shown" not in page


def test_a_held_out_pair_is_named_and_not_quoted() -> None:
    page = render_report(CONFLICT, audit(CONFLICT, embed), title="people desk", held_back=["T2"])
    assert "25 days" in page and "20 days" not in page and CONFLICT[1].instruction not in page
    assert "T2: not quoted, because it is held out." in page


def test_ticket_text_is_escaped_and_nothing_is_loaded_from_anywhere() -> None:
    pairs = [Pair("<b>1", "", "How do I reset it?", "<script>alert(1)</script> Done.", "<i>topic")]
    page = render_report(pairs, audit(pairs, embed), title="<u>desk")
    for harm in ("<script", "<i>topic", "<u>desk", "http://", "https://", "src="):
        assert harm not in page
    assert "&lt;script&gt;" in page


def test_topics_are_set_against_the_floor() -> None:
    asked = {
        "Where is the staff canteen of the head office?": "The canteen is on the ground floor of the head office.",
        "How does a visitor get a guest Wi-Fi code?": "Reception prints a guest Wi-Fi code for every visitor.",
    }
    pairs = [Pair(question, "", question, answer, "rooms") for question, answer in asked.items()]
    page = render_report(pairs, audit(pairs, embed), title="desk")
    assert "498 short of 500" in page


def test_the_next_step_is_named() -> None:
    first = advice(audit(CONFLICT, embed))[0]
    assert first.startswith("Resolve the contradicting answers first: 2 pairs wait, in 1 question,")
    assert advice(Audit((), (), (), ("T1",), (), ())) == ["Nothing is left to decide: split the pairs and train."]
    assert headline(Audit((), (), (), (), (), ())) == "There are no pairs to audit."


def test_a_number_of_pairs_has_its_place_between_floor_and_range() -> None:
    assert [on_scale(n) for n in (0, 250, 500, 2_000, 10_000, 50_000)] == [0.0, 16.7, 33.3, 66.7, 100.0, 100.0]


def test_the_worst_stand_open_and_the_map_is_drawn_where_places_are_known() -> None:
    found = audit(CONFLICT, embed)
    page = render_report(
        CONFLICT, found, title="desk", places=place_questions(embed([one.instruction for one in CONFLICT]))
    )
    assert "The worst findings" in page and page.index("The worst findings") < page.index("<mark>25 days</mark>")
    assert "A map of the questions" in page and page.count('<path class="d conflict') == 3  # two pairs and the legend
    assert "A map of the questions" not in render_report(CONFLICT, found, title="desk")


def test_what_a_person_decided_is_no_longer_among_the_worst() -> None:
    findings = tuple(Finding("ambiguous-answer", "review", (name,), 0.1, f"{name} is unsure.") for name in ("T1", "T2"))
    waits = render_report(CONFLICT, Audit(findings, (), (), (), ("T1", "T2"), ()), title="desk")
    decided = render_report(CONFLICT, Audit(findings, (), (), ("T1", "T2"), (), ()), title="desk")
    assert "The worst findings" in waits and "The worst findings" not in decided
    assert "T1 is unsure." in decided, "it stays in the list of its kind"


def test_a_pair_with_personal_data_is_not_quoted_anywhere() -> None:
    pairs = [
        Pair("T1", "", "How does Jane Doe get there?", "Write to jane.doe@mail.example, she is on leave."),
        *CONFLICT,
    ]
    findings = (
        Finding("personal-data", "review", ("T1",), 1.0, "An address that only one pair names."),
        Finding("not-self-contained", "review", ("T1",), 0.1, 'response: account ("she is on leave")'),
    )
    page = render_report(
        pairs,
        Audit(findings, (), (), (), ("T1", "T2"), ()),
        title="desk",
        places=place_questions(embed(["a", "b", "c"])),
    )
    assert "jane" not in page.casefold() and "she is on leave" not in page
    assert "Text not shown" in page and "An address that only one pair names." in page


def test_what_is_usual_here_is_told() -> None:
    run = CheckRun("inconsistent-format", "ran", 0, "Dates: 30 of 31 answers have figures only\nMoney: all")
    page = render_report(CONFLICT, Audit((), (run,), (), ("T1", "T2"), (), ()), title="desk")
    assert "<li>Dates: 30 of 31 answers have figures only.</li><li>Money: all.</li>" in page
