"""A ticket becomes the question and the reply that resolves it; everything else is dropped with a reason."""

import pytest

from prep.glossary import GENERAL
from prep.pairing import Pairing, pair_up
from prep.records import Author, Message, MessageKind, Ticket

HOLDING = "Let me check this with the team and get back to you."
ANSWER = "You can carry forward at most 30 days. The rest lapses on 31 December."
QUESTION = "How many days of unused holiday can I carry forward to next year?"


WRITERS = {
    "customer": ("customer", "comment"),
    "note": ("agent", "internal-note"),
    "robot": ("automatic", "auto-reply"),
    "survey": ("customer", "survey"),
    "action": ("automatic", "system"),
    "somebody": ("unknown", "comment"),
}


def thread(*lines: str, subject: str = "Question", **changes: object) -> Ticket:
    """A ticket from lines such as "customer: …", "agent B: …", "note: …", "robot: …"."""
    messages = []
    for n, line in enumerate(lines, start=1):
        who, text = line.split(": ", 1)
        author, kind = WRITERS.get(who, ("agent", "comment"))
        person = {"agent": "[AGENT_1]", "agent B": "[AGENT_2]"}.get(who, "")
        messages.append(message(str(n), author, text, kind, person, public=who != "note"))
    return Ticket("T17", subject, tuple(messages), **changes)  # type: ignore[arg-type]


def message(number: str, author: str, text: str, kind: str, person: str, *, public: bool) -> Message:
    as_author: Author = author  # type: ignore[assignment]
    as_kind: MessageKind = kind  # type: ignore[assignment]
    return Message(number, as_author, text, person, as_kind, public, sent_at=f"2026-03-0{number}T10:00:00Z")


def sides(*lines: str, subject: str = "Question") -> list[tuple[str, str]]:
    return [(pair.instruction, pair.response) for pair in pair_up(thread(*lines, subject=subject), GENERAL).pairs]


def code(pairing: Pairing) -> str:
    assert not pairing.pairs
    return pairing.rejections[0].code


def test_a_question_and_its_answer_make_a_pair_without_courtesy() -> None:
    found = sides(
        f"customer: Hi team,\n{QUESTION}\nThanks in advance!",
        f"agent: Hello [CUSTOMER_1],\n\n{ANSWER}\n\nHope that helps!",
    )
    assert found == [(QUESTION, ANSWER)]


def test_the_pair_says_where_it_comes_from() -> None:
    ticket = thread(f"customer: {QUESTION}", f"agent B: {ANSWER}", topic="leave")
    (pair,) = pair_up(ticket, GENERAL).pairs
    assert (pair.pair_id, pair.ticket_id, pair.topic) == ("T17/2", "T17", "leave")
    assert (pair.agent, pair.answered_at) == ("[AGENT_2]", "2026-03-02T10:00:00Z")


@pytest.mark.parametrize(
    "between",
    [f"agent: {HOLDING}", "robot: Your request has been received.", "note: is it 35 days? do not send yet",
     "survey: Rating: Good", "customer: Any update on this?",
     "agent: Your request has been assigned to me. I will come back to you shortly."],
)  # fmt: skip
def test_what_comes_between_never_is_the_answer(between: str) -> None:
    assert sides(f"customer: {QUESTION}", between, f"agent B: {ANSWER}") == [(QUESTION, ANSWER)]


@pytest.mark.parametrize(
    "after",
    [
        "customer: Thanks, that helped!",
        "customer: ok thanks",
        "agent: You're welcome! Closing this one.",
        "survey: Bad",
    ],
)
def test_what_comes_after_changes_nothing(after: str) -> None:
    assert sides(f"customer: {QUESTION}", f"agent: {ANSWER}", after) == [(QUESTION, ANSWER)]


def test_a_clarifying_turn_is_merged_into_the_question() -> None:
    found = sides(
        "customer: How many days of annual holiday do I get in my contract?",
        "agent: Are you full-time or part-time?",
        "customer: Full-time.",
        "agent: Then it is 25 days a year.",
    )
    assert found == [
        ("How many days of annual holiday do I get in my contract? I am full-time.", "It is 25 days a year.")
    ]


SHARED_DRIVE = "I can't open the shared drive."
VIEWER = "Ask your manager to request the role Viewer in the access portal."


@pytest.mark.parametrize(
    ("between", "carried"),
    [
        (("agent: Do you need to read or to edit?", "customer: Read only."),
         "Do I need to read or to edit? Read only."),
        (("agent: Which drive is it?", "agent: And do you need to read or to edit?", "customer: S. Read only."),
         "Which drive is it? Do I need to read or to edit? S. Read only."),
        (("agent: Do you need to read or to edit?", "customer: ok one moment", "customer: Read only."),
         "Do I need to read or to edit? Read only."),
        (("agent: Do you need to read or to edit?", "customer: Read only.", "customer: On the S drive."),
         "Do I need to read or to edit? Read only. On the S drive."),
        (("agent: Did you have access in the past 2 years? [AGENT_1]", "customer: No"),
         "I did not have access in the past 2 years."),
        (("agent: Please clarify whether you need to edit.", "customer: Read only."),
         "Whether I need to edit: Read only."),
    ],
)  # fmt: skip
def test_what_a_reply_answers_is_never_lost(between: tuple[str, ...], carried: str) -> None:
    found = sides(f"customer: {SHARED_DRIVE}", *between, f"agent: {VIEWER}")
    assert found == [(f"{SHARED_DRIVE} {carried}", VIEWER)]


def test_an_agent_who_answers_after_all_has_asked_nothing_back() -> None:
    found = sides(
        f"customer: {SHARED_DRIVE}",
        "agent: Do you need to read or to edit?",
        f"agent: {VIEWER}",
        "customer: How long does it take to get access to the shared drive?",
        "agent: It takes 2 days.",
    )
    assert found[1] == ("How long does it take to get access to the shared drive?", "It takes 2 days.")


def test_a_new_question_after_a_reply_goes_on_by_itself() -> None:
    found = sides(
        f"customer: {SHARED_DRIVE}",
        f"agent: {VIEWER}",
        "agent: Do you need to read or to edit?",
        "customer: Read only.",
        "customer: How do I reset my VPN password?",
        "customer: It is a Windows laptop.",
        "agent: Open the VPN client and choose Reset password.",
    )
    assert found[1] == (
        "How do I reset my VPN password? It is a Windows laptop.",
        "Open the VPN client and choose Reset password.",
    )


def test_what_made_the_agent_answer_anew_enters_the_question() -> None:
    ticket = thread(
        f"customer: {SHARED_DRIVE}",
        f"agent: {VIEWER}",
        "customer: No, I need to change files.",
        "agent: Ask for the role Editor in the access portal.",
    )
    pairing = pair_up(ticket, GENERAL)
    assert pairing.pairs[0].instruction == f"{SHARED_DRIVE} I need to change files."
    assert pairing.pairs[0].response == "Ask for the role Editor in the access portal."


@pytest.mark.parametrize(
    ("earlier", "later", "kind"),
    [
        ("You can carry forward 40 days.", f"Correction to the previous reply: {ANSWER}", "replaced-answer"),
        ("You can carry forward 40 days.", ANSWER, "replaced-answer"),
        ("The form is Stockroom > New laptop.", "Orders take 6 working days.", "partial-answer"),
        ("Open the portal and sign in there. Which browser do you use?", ANSWER, "replaced-answer"),
    ],
)
def test_an_earlier_answer_is_absorbed_or_named(earlier: str, later: str, kind: str) -> None:
    pairing = pair_up(thread(f"customer: {QUESTION}", f"agent: {earlier}", f"agent: {later}"), GENERAL)
    assert kind in {edit.kind for edit in pairing.edits if edit.side == "response" and "2" in edit.message_ids}


def test_a_question_that_cannot_be_put_together_makes_no_pair() -> None:
    ticket = thread(
        "customer: Can I claim it?",
        "agent: Does he approve it or she?",
        "customer: neither",
        "agent: It is 8 days, all on 1 January.",
    )
    assert code(pair_up(ticket, GENERAL)) == "unverified"


def test_who_asks_only_as_per_subject_and_replies_has_asked_the_subject() -> None:
    ((question, _),) = sides(
        "customer: as per subject",
        "agent: Which year do you mean?",
        "customer: 2026",
        "agent: It is 8 days, all on 1 January.",
        subject="Casual leave credit date",
    )
    assert question.startswith("Casual leave credit date") and "2026" in question


def test_identity_checks_never_enter_a_pair() -> None:
    (pair,) = sides(
        "agent: How can I help you?",
        "customer: I need to return a jacket that I bought in your shop.",
        "agent: sure, may I have your name please?",
        "customer: [CUSTOMER_1]",
        "agent: ok, may I have your username, email address and order ID please?",
        "customer: Username: [ID_1]",
        "customer: [EMAIL_1]",
        "customer: Order ID: [ORDER_1]",
        "action: Purchase validation in progress ...",
        "agent: ok, was the purchase made in the last 90 days?",
        "customer: No, I bought it in November.",
        "agent: unfortunately because it has been more than 90 days we cannot accept the return. "
        "Anything else I can help with?",
    )  # fmt: skip
    assert pair == (
        "I need to return a jacket that I bought in your shop. The purchase was not made in the last 90 days. "
        "I bought it in November.",
        "Unfortunately because it has been more than 90 days we cannot accept the return.",
    )


@pytest.mark.parametrize(
    ("answer", "carried"),
    [
        ("Returns are free within 90 days.", ""),
        ("Bronze members can return an item within 30 days, all others within 90 days.", " I'm a bronze member."),
    ],
)
def test_what_kind_of_customer_somebody_is_enters_a_pair_only_when_the_answer_depends_on_it(
    answer: str, carried: str
) -> None:
    asked = "Until when can I return a jacket that I bought in your shop?"
    ticket = thread(
        f"customer: {asked}",
        "agent: Thanks! What is your membership level?",
        "customer: I'm a bronze member",
        f"agent: {answer}",
    )
    pairing = pair_up(ticket, GENERAL)
    assert [(pair.instruction, pair.response) for pair in pairing.pairs] == [(asked + carried, answer)]
    assert ("account" in {edit.kind for edit in pairing.edits}) == (not carried)


def test_a_correction_replaces_the_wrong_answer() -> None:
    found = sides(
        f"customer: {QUESTION}",
        "agent: You can carry forward 40 days.",
        f"agent B: Correction to the previous reply: {ANSWER}",
    )
    assert found == [(QUESTION, ANSWER)]


def test_a_plain_answer_replaces_the_one_that_nobody_understood() -> None:
    found = sides(
        f"customer: {QUESTION}",
        "agent: c/f 30 max, rest lapses",
        "customer: Sorry, I don't follow the abbreviations. Could you write that out for me?",
        f"agent: {ANSWER}",
    )
    assert found == [(QUESTION, ANSWER)]


def test_an_answer_in_two_parts_becomes_one() -> None:
    found = sides(
        "customer: Which form do I need for a laptop order and how long does it take?",
        "agent: The form is Stockroom > New laptop. Let me check the rest.",
        "agent: Orders take 6 working days.",
    )
    assert found[0][1] == "The form is Stockroom > New laptop. Orders take 6 working days."


def test_a_later_question_makes_a_second_pair() -> None:
    found = sides(
        "customer: How do I reset the password of my mail account?",
        "agent: Open the portal and choose Reset password.",
        "customer: Great. How long is a reset link for the portal valid?",
        "agent: The link is valid for 20 minutes.",
    )
    assert [question for question, _ in found] == [
        "How do I reset the password of my mail account?",
        "How long is a reset link for the portal valid?",
    ]


def test_a_later_question_that_needs_the_first_one_carries_it() -> None:
    (_, second) = sides(
        "customer: How do I reset the password of my mail account?",
        "agent: Open the portal and choose Reset password.",
        "customer: How long does it take?",
        "agent: It takes 10 minutes.",
    )
    assert second[0] == "How do I reset the password of my mail account? How long does it take?"


@pytest.mark.parametrize(
    "answer",
    ["I have moved this to chat and am replying to you there.", "This has been escalated to the second-level team.",
     "I tried your number [PHONE_1] twice but could not get through. Please call me back.", "done, pls chk",
     "Please share a screenshot of the error.", "Please see the attached document.",
     "Kindly check with your line manager.", "Same as last time."],
)  # fmt: skip
def test_a_reply_that_answers_nothing_is_no_answer(answer: str) -> None:
    assert code(pair_up(thread(f"customer: {QUESTION}", f"agent: {answer}"), GENERAL)) == "non-answer"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((f"customer: {QUESTION}",), "no-agent-reply"),
        ((f"customer: {QUESTION}", "robot: Your request has been received."), "only-automatic-replies"),
        (("robot: Backup finished.",), "only-automatic-replies"),
        (("customer: Thanks a lot for the quick help!", "agent: You're welcome!"), "chitchat"),
        (("customer: My name is Jane Doe, my mobile is 07700 900123.", "agent: Noted."), "no-customer-question"),
        ((f"customer: {QUESTION}", "agent: May I have your employee number please?"), "identity-check-only"),
        (("somebody: It is 30 days.",), "unknown-authors"),
        ((f"agent: {ANSWER}",), "no-customer-question"),
    ],
)
def test_a_ticket_without_a_pair_says_why(lines: tuple[str, ...], expected: str) -> None:
    assert code(pair_up(thread(*lines), GENERAL)) == expected


def test_a_merged_ticket_is_rejected_with_the_ticket_it_went_into() -> None:
    pairing = pair_up(thread(f"customer: {QUESTION}", f"agent: {ANSWER}", merged_into="T9"), GENERAL)
    assert code(pairing) == "merged" and "T9" in pairing.rejections[0].evidence


def test_a_truncated_answer_is_none() -> None:
    ticket = thread(f"customer: {QUESTION}", f"agent: {ANSWER}")
    cut = Message("2", "agent", ANSWER, "[AGENT_1]", truncated=True)
    assert code(pair_up(Ticket("T17", "", (ticket.messages[0], cut)), GENERAL)) == "truncated"


def test_every_change_is_recorded_with_its_messages() -> None:
    pairing = pair_up(
        thread("customer: how many hrs pls, in one shift on the line?", f"agent: Hello [CUSTOMER_1],\n{ANSWER}"),
        GENERAL,
    )
    edits = {(edit.side, edit.kind, edit.before, edit.after) for edit in pairing.edits}
    assert ("instruction", "glossary", "hrs", "hours") in edits
    assert ("response", "greeting", "Hello [CUSTOMER_1],", "") in edits
    assert {edit.message_ids for edit in pairing.edits if edit.kind == "greeting"} == {("2",)}


def test_what_an_agent_asked_somebody_to_do_is_no_question_of_theirs_and_the_pair_waits() -> None:
    found = pair_up(
        thread(
            "customer: OneDrive icon with red X, not syncing",
            "agent: Could you right-click the cloud and tell me what it says?",
            'customer: "Sign-in required"',
            'agent: Click "Sign in" there and use your full e-mail address. It will sync again after that.',
        ),
        GENERAL,
    )
    (pair,) = found.pairs
    assert pair.instruction == "OneDrive icon with red X, not syncing"
    assert [edit.refused for edit in found.edits if edit.kind == "unverified"] == ['"Sign-in required"']


def test_what_somebody_found_when_asked_to_look_is_part_of_their_question_where_it_is_a_sentence() -> None:
    (found,) = sides(
        "customer: My OneDrive does not sync on the new laptop. How do I fix it?",
        "agent: Could you right-click the cloud and tell me what it says?",
        "customer: The cloud icon shows the error 0x8004.",
        "agent: Sign in to OneDrive with your full e-mail address and it syncs within 10 minutes.",
    )
    assert found[0].endswith("How do I fix it? The cloud icon shows the error 0x8004.")


@pytest.mark.parametrize(
    ("opening", "invites", "kept"),
    [
        ("Hi, quick q", "Sure?", ""),
        ("Hello, I have a question", "Hi [CUSTOMER_1], sure, what is it?", ""),
        ("Hello, I have a question about my leave", "Sure, what is it?", "I have a question about my leave. "),
    ],
)
def test_a_question_that_was_announced_first_is_asked_where_it_stands(opening: str, invites: str, kept: str) -> None:
    (found,) = sides(
        f"customer: {opening}",
        f"agent: {invites}",
        "customer: Can I buy extra AL days?",
        "agent: Yes, up to 5 days a year, in the January window only.",
        subject="Your mail",
    )
    assert found[0] == f"{kept}Can I buy extra AL days?"


def test_a_rule_about_what_the_desk_does_not_do_stays_in_the_answer() -> None:
    rule = "For security we do not take bank details by e-mail."
    (found,) = sides(
        "customer: How do I change my bank account for the salary?",
        f"agent: Change it yourself in Beacon > My Pay > Bank details. {rule}",
    )
    assert found[1].endswith(rule)


@pytest.mark.parametrize("mark", [". ", ": ", " - ", ", so ", "\n"])
def test_what_an_agent_writes_after_a_call_that_nobody_took_is_the_answer(mark: str) -> None:
    answer = "Delete the saved credentials and sign in again."
    question = "customer: Outlook keeps asking for my password. What can I do?"
    ((_, response),) = sides(question, f"agent: tried to call u, no answer{mark}{answer}")
    assert response == answer
    assert code(pair_up(thread(question, "agent: tried to call you, no answer"), GENERAL)) == "non-answer"
