"""Checks that look at one pair: each fires, stays silent, and says when it cannot judge."""

from dataclasses import replace

import pytest

from prep.checks import (
    Check,
    Ground,
    NotApplicable,
    mixed_language,
    non_answer,
    not_self_contained,
    personal_data,
    placeholder_left,
    rewrite_refused,
    text_changed,
    too_long,
    too_short,
    undefined_shorthand,
)
from prep.languages import language_of
from prep.records import Decision, Edit, Finding, Pair

QUESTION = "How many days of annual leave does a full-time employee get per year?"
ANSWER = "A full-time employee gets 25 days of annual leave per year."


def found(check: Check, *pairs: Pair) -> list[Finding]:
    findings = check.find(Ground(pairs))
    assert not isinstance(findings, NotApplicable)
    return list(findings)


def pair(instruction: str = QUESTION, response: str = ANSWER, pair_id: str = "T1") -> Pair:
    return Pair(pair_id, "", instruction, response)


def many(n: int = 30) -> list[Pair]:
    return [pair(pair_id=f"N{number:02}") for number in range(n)]


ALONE = [
    (too_short.CHECK, "review", pair("Hello?")),
    (too_short.CHECK, "review", pair(response="Well, yes.")),
    (non_answer.CHECK, "reject", pair(response="Done, closing this ticket.")),
    (non_answer.CHECK, "reject", pair(response="  ")),
    (not_self_contained.CHECK, "review", pair("And how do I change it there?", "As I told you on the phone.")),
    (undefined_shorthand.CHECK, "review", pair(response="A full-time employee gets 25 days as per the QZX.")),
    (personal_data.CHECK, "review", pair(response="Please write to jane.doe@gmail.com about your leave.")),
    (personal_data.CHECK, "review", pair("My mail is jane.doe@gmail.com, how much annual leave do I get?")),
    (placeholder_left.CHECK, "review", pair(response="The {product_name} warranty lasts 2 years.")),
    (placeholder_left.CHECK, "review", pair(response="Please call [PHONE_1].")),
    (placeholder_left.CHECK, "info", pair("I wrote to [EMAIL_1] before. How much annual leave do I get?")),
]


@pytest.mark.parametrize(("check", "severity", "bad"), ALONE)
def test_a_check_fires_on_the_pair_concerned(check: Check, severity: str, bad: Pair) -> None:
    (finding,) = found(check, bad)
    assert (finding.code, finding.severity, finding.pair_ids) == (check.code, severity, ("T1",))
    assert finding.detail


@pytest.mark.parametrize("check", dict.fromkeys(check for check, _, _ in ALONE))
def test_a_check_stays_silent_on_a_sound_pair(check: Check) -> None:
    assert found(check, pair()) == []


def test_a_figure_alone_can_be_an_answer() -> None:
    assert found(too_short.CHECK, pair(response="25 days.")) == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("When did the office in Leeds open?", "2003"),
        ("Who signs off travel requests?", "Finance"),
        ("Where is the lost property box?", "Reception"),
        ("How many desks does the second floor have?", "31,038"),
    ],
)
def test_a_name_or_a_year_is_all_that_some_questions_ask_for(asked: str, said: str) -> None:
    assert found(too_short.CHECK, pair(asked, said)) == []
    assert found(non_answer.CHECK, pair(asked, said)) == []


def test_a_short_answer_is_no_non_answer() -> None:
    assert found(non_answer.CHECK, pair("How do I reset my password?", "Service portal")) == []
    assert len(found(too_short.CHECK, pair("How do I reset my password?", "Service portal"))) == 1


def test_too_short_is_relative_to_the_set() -> None:
    trivia = [pair("Capital of a country in Europe", "Vienna", f"N{n:02}") for n in range(30)]
    short = pair("How do I reset my password?", "Service portal", "T9")
    assert found(too_short.CHECK, *trivia, short) == []
    assert [finding.pair_ids for finding in found(too_short.CHECK, *many(), short)] == [("T9",)]


def test_a_person_whose_name_was_redacted_is_no_answer() -> None:
    assert len(found(non_answer.CHECK, pair("Who approves my leave?", "[AGENT_7]"))) == 1
    assert len(found(too_short.CHECK, pair("How do I reset my password?", "[AGENT_7]"))) == 1


def test_an_address_of_the_whole_desk_is_no_personal_data() -> None:
    desk = [pair(response="Write to jo.bell@acme.example, please.", pair_id=f"T{n}") for n in range(3)]
    assert found(personal_data.CHECK, *desk) == []
    assert len(found(personal_data.CHECK, desk[0])) == 1


def test_a_mailbox_that_many_share_is_no_personal_data() -> None:
    assert found(personal_data.CHECK, pair(response="Write to hr@acme.example or payroll@acme.example.")) == []


def test_a_number_that_reaches_a_desk_is_no_personal_data() -> None:
    assert found(personal_data.CHECK, pair(response="Call the IT service desk on 020 7946 0999.")) == []
    assert len(found(personal_data.CHECK, pair(response="Call Jane Doe on 020 7946 0111."))) == 1


def test_personal_data_are_not_repeated_in_the_finding() -> None:
    (finding,) = found(personal_data.CHECK, pair(response="Please write to jane.doe@gmail.com about your leave."))
    assert "jane" not in finding.detail


def test_a_signature_placeholder_carries_no_answer() -> None:
    assert found(placeholder_left.CHECK, pair(response=f"Hi [CUSTOMER_1], {ANSWER} Regards, [AGENT_2]")) == []


def test_too_long_is_relative_to_the_set() -> None:
    long = pair(response="word " * 400, pair_id="T9")
    assert [finding.pair_ids for finding in found(too_long.CHECK, *many(), long)] == [("T9",)]
    assert found(too_long.CHECK, *many()) == []
    assert isinstance(too_long.CHECK.find(Ground((long,))), NotApplicable)


def test_another_language_than_the_set_or_than_the_question_is_found() -> None:
    german = "Der Antrag ist nicht auf der Seite, bitte fragen Sie die Kollegen und wir helfen auch."
    english = "You can find the form on the page of the team, and we will help you with it."
    spanish = "Puede encontrar el formulario en la página del equipo y se lo enviamos con su contrato."
    sound = [pair(english, english, pair_id=f"N{n:02}") for n in range(25)]
    findings = found(mixed_language.CHECK, *sound, pair(english, german, "T1"), pair(spanish, spanish, "T2"))
    assert [finding.detail for finding in findings] == [
        "Asked in English, answered in German.",
        "In Spanish; most are in English.",
    ]
    assert isinstance(mixed_language.CHECK.find(Ground((pair(),))), NotApplicable)
    assert isinstance(
        mixed_language.CHECK.find(Ground(tuple(pair("Ok?", "Ok.", f"{n}") for n in range(30)))), NotApplicable
    )


def test_a_script_shows_its_language() -> None:
    assert language_of("Где находится форма?") == "Cyrillic"
    assert language_of("PIN?") == ""


def test_a_refused_rewrite_makes_its_pair_wait() -> None:
    refused = Edit(
        "T1", "response", "unverified", ANSWER, ANSWER, 'refused: figure: "26 days" was not said', refused="26"
    )
    other = replace(refused, pair_id="T9")
    (finding,) = rewrite_refused.CHECK.find(Ground((pair(),), refused=(refused, other)))
    assert (finding.severity, finding.pair_ids) == ("review", ("T1",))
    assert '"26 days" was not said' in finding.detail


def test_a_decision_about_another_text_makes_its_pair_wait() -> None:
    said = Decision("T1", "edit", response="25 days.", decided_at="2026-11-01T09:00:00+00:00")
    (finding,) = text_changed.CHECK.find(Ground((pair(),), overtaken=(said, Decision("T9", "accept"))))
    assert finding.detail == 'The text changed since you decided: edit on 2026-11-01. You had written: "25 days."'


def test_pairs_with_the_same_lack_share_a_cause() -> None:
    leaning = found(not_self_contained.CHECK, pair("And there?", "As I told you on the phone."))
    short = found(
        undefined_shorthand.CHECK, pair(response="Ask the QZX or the XQZ."), pair(response="Ask the XQZ.", pair_id="T2")
    )
    assert leaning[0].cause.startswith("response: ")
    assert [finding.cause for finding in short] == ["XQZ", "XQZ"]


@pytest.mark.parametrize(
    "text",
    ["Empty the folder %LOCALAPPDATA%.", "Delete %MYDATA%\\cache.", "Run it from ${HOME}/bin.",
     r"It is in C:\Users\<your name>\AppData.", "Edit ~/<your name>/settings."],
)  # fmt: skip
def test_environment_variables_and_paths_are_no_fields(text: str) -> None:
    assert found(placeholder_left.CHECK, pair(response=text)) == []


@pytest.mark.parametrize("text", ["Dear %CUSTOMER_NAME%, the fee is 5.", "See https://shop.example/{product}."])
def test_fields_of_a_template_are(text: str) -> None:
    assert [finding.severity for finding in found(placeholder_left.CHECK, pair(response=text))] == ["review"]
