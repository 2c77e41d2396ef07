"""Mail archives: split into mails, joined into threads, and who of them is staff."""

from pathlib import Path

import pytest

from prep.errors import BadInput
from prep.ingest import read_export
from prep.records import Import

FROM = "From MAILER Thu Jan  1 00:00:00 2026\n"


def mail(number: int, sender: str, subject: str, body: str, *, reply_to: int = 0, to: str = "", more: str = "") -> str:
    lines = [
        f"From: {sender}",
        f"To: {to or 'desk@firm.example'}",
        f"Subject: {subject}",
        f"Message-ID: <{number}@x.example>",
        f"Date: Sun, 01 Mar 2026 10:{number:02}:00 +0000",
        *([f"In-Reply-To: <{reply_to}@x.example>"] if reply_to else []),
        *([more] if more else []),
    ]
    return "\n".join([*lines, "", body, ""])


def read(folder: Path, *mails: str, own: tuple[str, ...] = ("firm.example",)) -> Import:
    (folder / "all.mbox").write_text("".join(f"{FROM}{each}\n" for each in mails))
    return read_export([folder / "all.mbox"], own_domains=own)


ASKED = mail(1, "ann@home.example", "Leave", "How many days?")
ANSWERED = mail(2, "bo@firm.example", "Re: Leave", "18 days.", reply_to=1, to="ann@home.example")


def test_mails_that_refer_to_each_other_are_one_ticket(tmp_path: Path) -> None:
    found = read(tmp_path, ANSWERED, ASKED)
    assert [(message.author, message.text.strip()) for message in found.tickets[0].messages] == [
        ("customer", "How many days?"),
        ("agent", "18 days."),
    ]
    assert found.tickets[0].subject == "Leave"
    assert found.n_rows == 2


def test_no_address_stands_in_an_id(tmp_path: Path) -> None:
    ticket = read(tmp_path, ASKED, ANSWERED).tickets[0]
    ids = [ticket.ticket_id, *(value for each in ticket.messages for value in (each.message_id, each.person_id))]
    assert not any("ann" in value or "@" in value for value in ids)
    assert {person.emails for person in ticket.people} == {("ann@home.example",), ("bo@firm.example",)}


def test_a_reply_without_references_finds_its_thread_by_subject_and_people(tmp_path: Path) -> None:
    loose = mail(2, "bo@firm.example", "AW: Leave", "18 days.", to="ann@home.example")
    stranger = mail(3, "cy@home.example", "Re: Leave", "Me too", to="other@firm.example")
    found = read(tmp_path, ASKED, loose, stranger)
    assert sorted(len(ticket.messages) for ticket in found.tickets) == [1, 2]


def test_two_customers_with_one_subject_are_two_tickets(tmp_path: Path) -> None:
    found = read(tmp_path, ASKED, mail(5, "cy@home.example", "Leave", "And I?"), ANSWERED)
    assert len(found.tickets) == 2


def test_a_sentence_that_begins_with_from_does_not_split_a_mail(tmp_path: Path) -> None:
    body = "Hi\n\nFrom the beginning we get 18 days.\n\n>From the wall\nFrom 1 to 5"
    found = read(tmp_path, ASKED, mail(2, "bo@firm.example", "Re: Leave", body, reply_to=1))
    assert found.tickets[0].messages[1].text.strip() == body.replace(">From", "From")


def test_the_same_mail_in_two_folders_is_one(tmp_path: Path) -> None:
    found = read(tmp_path, ASKED, ANSWERED, ANSWERED)
    assert len(found.tickets[0].messages) == 2
    assert [each.code for each in found.rejections] == ["repeated-row"]


def test_other_mails_under_a_known_id_are_kept(tmp_path: Path) -> None:
    other = ASKED.replace("ann@", "cy@").replace("How many", "Which")
    found = read(tmp_path, ASKED, ANSWERED, other)
    assert sum(len(ticket.messages) for ticket in found.tickets) == 3
    assert any("Message-ID of another mail" in warning for warning in found.warnings)


def test_a_folder_of_single_mails_is_an_archive(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_text(ASKED)
    (tmp_path / "2.eml").write_text(ANSWERED)
    (tmp_path / "notes.txt").write_text("not a mail")
    found = read_export([tmp_path], own_domains=["firm.example"])
    assert [message.author for message in found.tickets[0].messages] == ["customer", "agent"]
    assert any("notes.txt" in warning for warning in found.warnings)


def test_bounces_are_machines_and_bodyless_mails_are_explained(tmp_path: Path) -> None:
    bounce = mail(3, "MAILER-DAEMON@firm.example", "Undelivered", "failed")
    empty = mail(4, "ann@home.example", "x", "")
    found = read(tmp_path, ASKED, ANSWERED, bounce, empty)
    assert found.tickets[1].messages[0].author == "automatic"
    assert [(each.code, each.source) for each in found.rejections] == [("unreadable-mail", "all.mbox:29")]


def threads(n: int, answered_by: str) -> list[str]:
    mails = []
    for number in range(1, 2 * n, 2):
        mails.append(mail(number, f"c{number}@home{number}.example", f"Topic {number}", "Question"))
        mails.append(mail(number + 1, answered_by, f"Re: Topic {number}", "Answer", reply_to=number))
    return mails


def test_a_domain_that_answers_nearly_everything_counts_as_yours_and_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, *threads(4, "bo@firm.example"), own=())
    assert [message.author for message in found.tickets[0].messages] == ["customer", "agent"]
    assert any("firm.example answers in 4 of 4" in warning for warning in found.warnings)


def test_a_mailbox_inside_the_customers_own_domain_can_be_told_too(tmp_path: Path) -> None:
    mails = [each.replace("home", "firm").replace("firm1.", "firm.") for each in threads(4, "hr@firm.example")]
    found = read(tmp_path, *[each.replace("@firm3.", "@firm.").replace("@firm5.", "@firm.") for each in mails], own=())
    assert found.tickets[0].messages[1].author == "agent"


def test_undecided_roles_stay_unknown_and_name_the_flag(tmp_path: Path) -> None:
    found = read(tmp_path, ASKED, ANSWERED, own=())
    assert {message.author for message in found.tickets[0].messages} == {"unknown"}
    assert any("--agent-domain" in warning for warning in found.warnings)


def test_a_domain_that_never_answers_is_refused_with_those_that_write(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no agent replies.*home\.example"):
        read(tmp_path, ASKED, ANSWERED, own=("other.example",))
