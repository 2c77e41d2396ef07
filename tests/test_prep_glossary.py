"""Shorthand is found in the tickets, kept in a file that a person can edit, and written out where that is safe."""

from dataclasses import replace
from pathlib import Path

import pytest

from prep.errors import BadInput
from prep.glossary import (
    GENERAL,
    Entry,
    Glossary,
    Proposal,
    Sense,
    expand,
    mine_glossary,
    read_glossary,
    unknown_shorthand,
    with_proposals,
    write_glossary,
)
from prep.pairing import pair_up
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


def test_a_use_in_a_topic_that_never_writes_it_out_makes_it_unsure() -> None:
    leave = [replace(ticket(n, "my ML", "maternity leave is 26 weeks"), topic="leave") for n in range(4)]
    other = replace(ticket(9, "the ML model fails"), topic="software")
    rest = [ticket(n, "The printer is broken again.") for n in range(10, 40)]
    assert mined(*leave, *rest)["ML"].sure
    assert not mined(*leave, other, *rest)["ML"].sure


@pytest.mark.parametrize(
    "text", ["EL = earned leave, ask HR", "EL stands for earned leave here", "EL means earned leave"]
)
def test_a_definition_in_words_is_found(text: str) -> None:
    assert mined(ticket(1, text))["EL"].meaning == "earned leave"


def test_the_same_places_propose_a_meaning_that_no_ticket_has_beside_it() -> None:
    short = [ticket(n, f"submit within {n} cd of return") for n in range(4)]
    long = [ticket(n, f"submit within {n} calendar days of return") for n in range(4, 9)]
    found = mined(*short, *long)["cd"]
    assert (found.meaning, found.sure, found.n_tickets, found.n_both) == ("calendar days", False, 4, 0)


@pytest.mark.parametrize(
    ("short", "word", "text"),
    [
        ("PS", "payslip", "where do i find my payslip? PS is in the ESS portal > Pay"),
        ("OT", "overtime", "Overtime: Is OT paid or taken as time off?"),
        ("PW", "password", "Password: PW expired and I cannot log in"),
    ],
)
def test_a_word_of_two_parts_is_proposed_for_their_initials_where_a_ticket_uses_both(
    short: str, word: str, text: str
) -> None:
    found = mined(ticket(1, text))[short]
    assert (found.meaning, found.sure, found.n_tickets, found.n_both) == (word, False, 1, 1)


@pytest.mark.parametrize(
    "text", ["Is OT paid in this option?", "Raise a WO without delay", "The FG team may forget it", "PS of the person"]
)
def test_no_part_of_a_word_and_no_everyday_word_is_proposed(text: str) -> None:
    assert mined(ticket(1, text)) == {}


@pytest.mark.parametrize(
    "text",
    ["Is the GM in? Ask Anna Goodman", "GM is out.\nThanks,\nGoodman", "Please ask Mr Blackwell about BW"],
)
def test_a_surname_is_no_meaning(text: str) -> None:
    assert mined(ticket(1, text)) == {}


def test_a_word_that_a_menu_writes_large_is_proposed_where_people_write_it_small() -> None:
    assert mined(ticket(1, "my payslip is under Pay > Payslip, PS is not"))["PS"].meaning == "payslip"


def test_the_only_phrase_beside_a_shorthand_is_proposed_though_one_ticket_has_both() -> None:
    told = [
        ticket(1, "If you have no phone call SD on ext 4444"),
        ticket(2, "SD hours", "When is the service desk open?"),
    ]
    found = mined(*told, ticket(3, "Our service desk is on floor 2"))["SD"]
    assert (found.meaning, found.sure) == ("service desk", False)


def test_a_word_cut_short_is_proposed_where_the_whole_word_stands_too() -> None:
    short = [ticket(n, f"my emp id is {n}, sal not paid", "all is well") for n in range(4)]
    long = [ticket(n, f"my employee id is {n}, salary not paid", "all is well") for n in range(4, 12)]
    found = mined(*short, *long)
    assert {short: (one.meaning, one.sure) for short, one in found.items()} == {
        "emp": ("employee", False),
        "sal": ("salary", False),
    }


def test_what_is_frequent_and_unknown_is_asked_with_three_uses() -> None:
    asked = mined(*[ticket(n, f"See SOP {n} for it, pls") for n in range(5)])
    assert [(found.shorthand, found.meaning, found.n_tickets) for found in asked.values()] == [("SOP", "", 5)]
    assert asked["SOP"].evidence[0] == ("T0", "See SOP 0 for it, pls")
    assert len(asked["SOP"].evidence) == 3


def test_words_that_are_to_be_heard_are_not_asked() -> None:
    assert mined(*[ticket(n, "Do NOT open it, ONLY forward it, ALWAYS by post") for n in range(5)]) == {}
    assert unknown_shorthand("Do NOT open it, ONLY forward it") == ()


def test_small_words_in_capitals_are_asked_where_they_name_a_thing() -> None:
    assert set(mined(*[ticket(n, "Raise an SO, attach the DO. SO please DO it") for n in range(5)])) == {"SO", "DO"}
    text = "Raise an SO first. SO please DO NOT wait, this IS the rule on what TO do"
    assert [text[start:end] for start, end in unknown_shorthand(text)] == ["SO"]


def test_placeholders_addresses_and_reply_marks_are_not_asked() -> None:
    assert mined(*[ticket(n, "FW: [AGENT_1] see https://desk.example/EL cc me") for n in range(5)]) == {}


def test_a_question_stays_unanswered_in_the_glossary() -> None:
    glossary = with_proposals(GENERAL, mine_glossary([ticket(n, "See the SOP") for n in range(5)]))
    assert (glossary.entries["SOP"].meaning, glossary.entries["SOP"].confirmed_by) == ("", "")
    assert unknown_shorthand("See the SOP", glossary) == ((8, 11),)


def test_what_was_mined_before_and_is_not_now_goes() -> None:
    mined_before = Entry("wd", "weekend", "", 5, "short-form: T1: 3 wd")
    by_hand = [Entry("EL", "earned leave", "Ana"), Entry("SL", "sick leave", "")]
    old = GENERAL.with_entries([mined_before, *by_hand])
    assert [entry.shorthand for entry in with_proposals(old, []).own] == ["EL", "SL"]


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
        ("after 1 wd, not 11 wd", "after 1 working day, not 11 working days"),
        ("wfh", "work from home"),
        ("2 days/wk, 18/yr, 5 EUR/mth", "2 days/week, 18/year, 5 EUR/month"),
        ("see /srv/yr/1 and a/wk/b", "see /srv/yr/1 and a/wk/b"),
        ("how many days/wk, 10 EUR/yr, €20/mth", "how many days/week, 10 EUR/year, €20/month"),
        ("3 tickets/wk, 10-12/wk, 1.5 h/wk", "3 tickets/week, 10-12/week, 1.5 h/week"),
        ("see docs/wk and main/yr, date as mm/yr", "see docs/wk and main/yr, date as mm/yr"),
        ("on 12/31/yr, v2.1/wk", "on 12/31/yr, v2.1/wk"),
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


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("PS is in the ESS portal", ["PS", "ESS"]),
        ("Download your PS there", ["PS"]),
        ("PS: the office is closed", []),
        ("Done. PS I moved it", []),
        ("a car with 150 PS", []),
        ("call SD on ext 4444", ["SD"]),
        ("put the SD card in, or a micro SD", []),
        ("CC of your manager needed", ["CC"]),
        ("Which CC do I enter?", ["CC"]),
        ("Please CC me, with HR in CC", []),
        ("L1 approval in LMS", ["L1", "LMS"]),
        ("send it to L2 support", ["L2"]),
        ("print it on A4 at gate B2, guests use P1", []),
        ("Office 365 E3 support, an Office 365 E3 approval", []),
        ("Q1 incidents, Q1 approval", []),
        ("P2 tickets, E2 approval", ["P2", "E2"]),
        ("see docs/wk", []),
    ],
)
def test_what_everybody_knows_in_one_place_is_asked_in_another(text: str, unknown: list[str]) -> None:
    assert [text[start:end] for start, end in unknown_shorthand(text)] == unknown


def test_a_confirmed_meaning_is_not_written_where_everybody_knows_another() -> None:
    glossary = GENERAL.with_entries([Entry("SD", "service desk", "Ana"), Entry("L1", "first-level", "Ana")])
    assert expand("Ask SD for an SD card", glossary)[0] == "Ask service desk for an SD card"
    assert expand("needs L1 approval", glossary)[0] == "needs first-level approval"


def test_what_nobody_explains_is_reported_with_its_place() -> None:
    text = "ask LM, send the PDF by VPN, c/f is 240"
    assert [text[start:end] for start, end in unknown_shorthand(text)] == ["LM", "c/f"]
    assert unknown_shorthand("line manager (LM) pays cr 240") == ()


@pytest.mark.parametrize("text", ["See annex XIV", "Super Bowl LII", "about 1500 BC", "Call after 2:44 p.m. EDT"])
def test_roman_figures_eras_and_time_zones_are_no_shorthand(text: str) -> None:
    assert unknown_shorthand(text) == ()


def test_the_same_letters_without_a_figure_are() -> None:
    assert [start for start, _ in unknown_shorthand("Ask the AD team about CL.")] == [8, 22]


DOC = Entry("doc", "", "Ana", senses=(Sense("doctor", ("sick leave",)), Sense("document", (), ("upload", "sign"))))


def test_of_two_senses_the_topic_and_the_words_around_choose() -> None:
    glossary = GENERAL.with_entries([DOC])
    assert expand("note from the doc", glossary.about("sick leave"))[0] == "note from the doctor"
    assert expand("upload the doc", glossary.about("software"))[0] == "upload the document"


@pytest.mark.parametrize(("text", "topic"), [("the doc is here", "software"), ("the doc is here", "")])
def test_where_nothing_tells_two_senses_apart_it_is_asked(text: str, topic: str) -> None:
    glossary = GENERAL.with_entries([DOC]).about(topic)
    assert expand(text, glossary)[0] == text
    assert unknown_shorthand(text, glossary) == ((4, 7),)


def test_two_senses_that_both_fit_are_none() -> None:
    both = Entry("doc", "", "Ana", senses=(Sense("doctor", ("hr",)), Sense("document", ("hr",))))
    assert expand("the doc", GENERAL.with_entries([both]).about("hr"))[0] == "the doc"


def test_a_pair_is_written_in_the_sense_of_its_topic() -> None:
    asked = Message("1", "customer", "How long may I be ill at home without a note from the doc?")
    told = Message("2", "agent", "You need a note from the doc after 3 days of sick leave in a row.")
    pairing = pair_up(Ticket("T1", "", (asked, told), topic="sick leave"), GENERAL.with_entries([DOC]))
    assert pairing.pairs[0].response == "You need a note from the doctor after 3 days of sick leave in a row."


def test_the_file_gives_senses_back_and_names_a_broken_one(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    write_glossary(path, GENERAL.with_entries([DOC]))
    assert read_glossary(path).entries["doc"] == DOC
    path.write_text("doc: {confirmed_by: Ana, senses: [doctor]}\n", encoding="utf-8")
    with pytest.raises(BadInput, match="glossary.yaml: expected doc: {senses:"):
        read_glossary(path)


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
    assert mined(*[ticket(n, "needs 3 wd", "not on the weekend") for n in range(6)])["wd"].meaning == ""


def test_an_empty_glossary_applies_nothing() -> None:
    assert expand("pls chk", Glossary())[0] == "pls chk"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Capped (max. 20 days per year).", "Capped (maximum 20 days per year)."),
     ("approx. half of it", "approximately half of it"),
     ("prices incl. VAT", "prices including VAT"), ("per week (20 days max.)", "per week (20 days maximum)"),
     ("Wait 3 hrs. Then start", "Wait 3 hours. Then start"), ("Bring docs. then wait", "Bring documents. then wait"),
     ("20 days max. the rest lapses", "20 days maximum. the rest lapses")],
)  # fmt: skip
def test_the_dot_of_an_abbreviation_goes_with_it_and_the_dot_of_a_sentence_stays(text: str, expected: str) -> None:
    assert expand(text)[0] == expected


CHIEFS = GENERAL.with_entries(
    [Entry("LM", "line manager", "Ana"), Entry("GF", "Geschäftsführung", "Ana"), Entry("EL", "earned leave", "Ana")]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Das geht, wenn Ihr LM zustimmt.", "Das geht, wenn Ihr LM zustimmt."),
     ("Does my LM sign? Das geht nur, wenn Ihr LM zustimmt.",
      "Does my line manager sign? Das geht nur, wenn Ihr LM zustimmt."),
     ("Frag die GF, ob das geht und wer bezahlt.", "Frag die Geschäftsführung, ob das geht und wer bezahlt."),
     ("De la Cruz needs EL", "De la Cruz needs earned leave"), ("LM ok?", "Line manager ok?")],
)  # fmt: skip
def test_a_sentence_of_another_language_keeps_its_short_forms(text: str, expected: str) -> None:
    assert expand(text, CHIEFS)[0] == expected


@pytest.mark.parametrize(
    "text",
    ["What is a DAF?", "what does DAF mean", "Can you tell me what a DAF is?", "Who knows what is meant by DAF?",
     "What is DAF? Do I need a DAF?", "A DAF is a Deviation Approval Form."],
)  # fmt: skip
def test_who_asks_what_a_short_form_means_is_not_told_in_the_question(text: str) -> None:
    daf = GENERAL.with_entries([Entry("DAF", "Deviation Approval Form", "Ana")])
    assert expand(text, daf, keep_capitals=True)[0] == text


def test_who_asks_about_what_it_stands_for_is_read_as_ever() -> None:
    assert expand("What is the EL balance?", EL, keep_capitals=True)[0] == "What is the earned leave (EL) balance?"


@pytest.mark.parametrize(
    ("text", "unknown"),
    [("The fee is 300 SEK, paid in SEK.", []), ("A visa costs SAR 200.", []), ("Raise a SAR for it.", ["SAR"])],
)
def test_a_currency_is_no_shorthand(text: str, unknown: list[str]) -> None:
    assert [text[start:end] for start, end in unknown_shorthand(text)] == unknown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open b/w 9 and 5.", "Open between 9 and 5."),
        ("Leave b/w the 1st and the 15th.", "Leave between the 1st and the 15th."),
        ("Which one, b/w Teams and Zoom?", "Which one, between Teams and Zoom?"),
        ("The gap b/w resignation and last day.", "The gap between resignation and last day."),
        ("Late b/c of traffic.", "Late because of traffic."),
        ("Can I c/f leave w/o notice?", "Can I carry forward leave without notice?"),
    ],
)
def test_a_short_form_with_a_slash_is_written_out_between_what_it_needs(text: str, expected: str) -> None:
    assert expand(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Why do my prints come out b/w?",
        "The default b/w is set back after each job.",
        "Can I have b/w copies and colour covers?",
        "It is set to b/w today and it stays.",
        "Is it gate b/c?",
        "Show the temperature in c/f.",
        "Raise a w/o for this.",
        "Delivered in w/o 12/03.",
    ],
)
def test_a_short_form_with_a_slash_stays_where_it_means_something_else(text: str) -> None:
    assert expand(text)[0] == text


def test_black_and_white_is_no_unknown_shorthand_beside_what_is_printed() -> None:
    assert unknown_shorthand("Why do my prints come out b/w?") == ()
