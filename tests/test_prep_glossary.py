"""Shorthand is found in the tickets, kept in a file that a person can edit, and written out where that is safe."""

from pathlib import Path

import pytest

from prep.errors import BadInput
from prep.glossary import (
    GENERAL,
    Entry,
    Glossary,
    Proposal,
    expand,
    mine_glossary,
    read_glossary,
    unknown_shorthand,
    with_proposals,
    write_glossary,
)
from prep.records import Message, Ticket

EL = GENERAL.with_entries([Entry("EL", "earned leave", "a person")])


def ticket(number: int, *texts: str) -> Ticket:
    return Ticket(f"T{number}", "", tuple(Message(str(n), "agent", text) for n, text in enumerate(texts)))


def mined(*tickets: Ticket) -> dict[str, Proposal]:
    return {proposal.shorthand: proposal for proposal in mine_glossary(tickets)}


@pytest.mark.parametrize("text", ["You get earned leave (EL) each month.", "Your EL (earned leave) is credited."])
def test_a_definition_is_found_in_either_order(text: str) -> None:
    found = mined(ticket(1, text))["EL"]
    assert (found.meaning, found.how, found.sure) == ("earned leave", "definition", True)
    assert found.evidence[0][0] == "T1"


def test_two_definitions_that_differ_are_left_to_a_person() -> None:
    found = mined(ticket(1, "early leave (EL)"), ticket(2, "earned leave (EL)"))["EL"]
    assert not found.sure


def test_a_bracket_that_defines_nothing_is_no_definition() -> None:
    assert mined(ticket(1, "Call the service desk (IT) or the office (see map).")) == {}


def test_capitals_take_the_phrase_that_stands_beside_them() -> None:
    both = [ticket(n, "how much EL is left", "Your earned leave is 12 days.") for n in range(3)]
    others = [ticket(n, "The printer on the second floor is broken again.") for n in range(3, 40)]
    found = mined(*both, *others)["EL"]
    assert (found.meaning, found.how, found.n_tickets, found.sure) == ("earned leave", "initials", 3, True)


def test_capitals_with_two_readings_are_not_sure() -> None:
    first = [ticket(n, "my ML", "maternity leave is 26 weeks") for n in range(3)]
    second = [ticket(n, "the ML", "the mailing list is full") for n in range(3, 6)]
    assert not mined(*first, *second)["ML"].sure


def test_only_sure_meanings_are_applied() -> None:
    sure = Proposal("EL", "earned leave", "definition", 4, True, (("T1", "earned leave (EL)"),))
    unsure = Proposal("ML", "maternity leave", "initials", 2, False, (("T2", "maternity leave"),))
    glossary = with_proposals(GENERAL, [sure, unsure])
    assert expand("EL and ML", glossary)[0] == "Earned leave and ML"
    assert glossary.entries["ML"].confirmed_by == ""


def test_what_a_person_confirmed_stands_before_what_was_mined() -> None:
    mined_meaning = Proposal("EL", "early leave", "definition", 9, True, ())
    assert with_proposals(EL, [mined_meaning]).entries["EL"].meaning == "earned leave"


def test_a_project_overrides_the_general_list() -> None:
    glossary = GENERAL.with_entries([Entry("TL", "technical lead", "Ana"), Entry("pls", "", "Ana")])
    assert expand("ask ur TL pls", glossary)[0] == "ask your technical lead pls"


def test_a_question_keeps_the_capitals_that_people_type() -> None:
    text, expansions = expand("how much EL and when is EL paid", EL, keep_capitals=True)
    assert text == "how much earned leave (EL) and when is earned leave paid"
    assert [expansion.shorthand for expansion in expansions] == ["EL", "EL"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pls chk ur bal", "Please check your balance"),
        ("receipt appr by mgr", "receipt approved by manager"),
        ("raise a req", "raise a request"),
        ("LM appr req", "LM approval required"),
        ("balance can be c/f", "balance can be carried forward"),
        ("within 8 wd, min 6 hrs", "within 8 working days, minimum 6 hours"),
        ("wait 5 min w/o login", "wait 5 minutes without login"),
        ("wfh", "work from home"),
    ],
)
def test_the_form_that_fits(text: str, expected: str) -> None:
    assert expand(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    ["earned leave (EL) is paid", "EL (earned leave) is paid", "Leave > EL > Apply", "https://desk.example/EL", "pl el",
     "\"EL\" is on the screen", "EL-2 form"],
)  # fmt: skip
def test_what_is_defined_or_a_name_stays(text: str) -> None:
    assert expand(text, EL)[0] == text


@pytest.mark.parametrize(
    "text",
    ["Max Weber called", "Max is away", "ask Max about it", "the temp in the server room is 40", "the temp sensor",
     "Bal Krishnan", "Tel Aviv office", "corn on the cob", "iPhone 15 Pro Max", "Std. Chartered", "a 2 u rack",
     "a 3 d printer", "TL;DR it works", "std::string", "google docs", "Urs Fischer"],
)  # fmt: skip
def test_names_and_other_words_are_no_short_forms(text: str) -> None:
    assert expand(text)[0] == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Max 3 days", "Maximum 3 days"),
        ("max amount?", "maximum amount?"),
        ("temp password expired", "temporary password expired"),
        ("temp ID", "temporary ID"),
        ("Prev month", "Previous month"),
        ("Ur bal is low", "Your balance is low"),
        ("by cob today", "by close of business today"),
    ],
)
def test_in_a_fitting_place_they_are(text: str, expected: str) -> None:
    assert expand(text)[0] == expected


@pytest.mark.parametrize("text", ["the ML model fails", "AI and ML", "500 ML", "ML pipeline"])
def test_a_confirmed_meaning_is_not_forced_on_another_well_known_sense(text: str) -> None:
    glossary = GENERAL.with_entries([Entry("ML", "maternity leave", "a person")])
    assert expand(text, glossary)[0] == text
    assert expand("ML of 26 weeks", glossary)[0] == "Maternity leave of 26 weeks"


@pytest.mark.parametrize("text", ["You'll get it", "we’ll see", "they'd know"])
def test_what_follows_an_apostrophe_is_no_shorthand(text: str) -> None:
    assert unknown_shorthand(text) == ()


def test_what_nobody_explains_is_reported_with_its_place() -> None:
    text = "ask LM, send the PDF by VPN, c/f is 240"
    assert [text[start:end] for start, end in unknown_shorthand(text)] == ["LM", "c/f"]
    assert unknown_shorthand("line manager (LM) pays cr 240") == ()


@pytest.mark.parametrize("text", ["See annex XIV", "Super Bowl LII", "about 1500 BC", "Call after 2:44 p.m. EDT"])
def test_roman_figures_eras_and_time_zones_are_no_shorthand(text: str) -> None:
    assert unknown_shorthand(text) == ()


def test_the_same_letters_without_a_figure_are() -> None:
    assert [start for start, _ in unknown_shorthand("Ask the AD team about CL.")] == [8, 22]


def test_the_file_gives_the_same_glossary_back(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    glossary = EL.with_entries([Entry("ML", "maternity leave", "", 3, "initials: T2: maternity leave")])
    write_glossary(path, glossary)
    assert read_glossary(path).entries == glossary.entries
    assert "please" not in path.read_text(encoding="utf-8")


def test_a_file_made_by_hand_may_be_short(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text("EL: earned leave\n", encoding="utf-8")
    assert expand("EL", read_glossary(path))[0] == "Earned leave"


def test_without_a_file_there_is_the_general_list(tmp_path: Path) -> None:
    assert read_glossary(tmp_path / "none.yaml").entries == GENERAL.entries


@pytest.mark.parametrize("content", ["- EL\n", "EL: [1, 2]\n", "EL: {meaning: [\n", "NO: not ok\n"])
def test_a_broken_file_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match="glossary.yaml: expected"):
        read_glossary(path)


def test_two_letters_are_not_taken_for_a_longer_word() -> None:
    assert "wd" not in mined(*[ticket(n, "needs 3 wd", "not on the weekend") for n in range(6)])


def test_an_empty_glossary_applies_nothing() -> None:
    assert expand("pls chk", Glossary())[0] == "pls chk"
