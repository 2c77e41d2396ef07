"""The report can be read by whoever decides: what is ready, what waits, why, and what to do next."""

from wordbag import embed

from prep.audit import audit
from prep.audit_report import advice, headline, render_report
from prep.records import Audit, Pair

CONFLICT = [
    Pair("T1", "", "How much annual leave do I get per year?", "You get 25 days of annual leave per year.", "leave"),
    Pair("T2", "", "What annual leave do I get per year?", "You get 20 days of annual leave per year.", "leave"),
]


def test_the_page_shows_the_disagreeing_words_marked() -> None:
    page = render_report(CONFLICT, audit(CONFLICT, embed), title="people desk")
    assert "<mark>25 days</mark>" in page and "<mark>20 days</mark>" in page
    assert "0 of 2 pairs are ready; 2 wait for your decision." in page
    assert "Answers that contradict each other: 1 question, 2 pairs" in page and "gravest are shown" not in page


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
