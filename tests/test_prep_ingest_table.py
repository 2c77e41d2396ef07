"""Tables with one row a ticket or one row a message."""

from pathlib import Path

import pytest

from prep.errors import BadInput
from prep.import_summary import summarise_import
from prep.ingest import read_export
from prep.ingest.columns import Mapped, guess_layout
from prep.records import Import


def read(folder: Path, text: str, name: str = "x.csv", **options: object) -> Import:
    (folder / name).write_text(text, encoding="utf-8")
    return read_export([folder / name], **options)  # type: ignore[arg-type]


def said(read_in: Import) -> list[list[tuple[str, str]]]:
    return [[(message.author, message.text) for message in ticket.messages] for ticket in read_in.tickets]


@pytest.mark.parametrize(
    "header",
    [
        "question,answer",
        "Instruction,Response",
        "prompt,completion",
        "Customer message,Agent reply",
        "body,reply",
        "Subject,Reply",
    ],
)
def test_columns_are_guessed_from_names_that_leave_no_doubt(tmp_path: Path, header: str) -> None:
    found = read(tmp_path, f"{header}\nLeave?,18 days\n")
    assert said(found) == [[("customer", "Leave?"), ("agent", "18 days")]]
    assert "guessed" in found.because


def test_number_time_agent_and_requester_are_found_by_what_desks_call_them(tmp_path: Path) -> None:
    text = "Ticket No,Opened,Requested by,Question,Answer,Assigned to\n7,2026-03-02T08:00Z,Ana,Leave?,18 days,Bo\n"
    (ticket,) = read(tmp_path, text).tickets
    assert (ticket.ticket_id, ticket.messages[0].sent_at) == ("7", "2026-03-02T08:00:00Z")
    assert guess_layout(text.splitlines()[0].split(",")) == Mapped(
        "a row a ticket",
        {"question": "Question", "answer": "Answer", "id": "Ticket No", "time": "Opened", "agent": "Assigned to",
         "requester": "Requested by"},
        guessed=True,
    )  # fmt: skip


@pytest.mark.parametrize("header", ["a,b", "question,note", "answer,reply", "question,answer,response"])
def test_doubtful_columns_are_a_question_with_an_example(tmp_path: Path, header: str) -> None:
    row = ",".join("x" * len(header.split(",")))
    with pytest.raises(BadInput, match=r"got the columns '.*--map"):
        read(tmp_path, f"{header}\n{row}\n")


def test_a_mapping_decides_and_a_wrong_one_lists_the_columns(tmp_path: Path) -> None:
    text = "Nr,Frage,Antwort,Art\n7,Urlaub?,18 Tage,leave\n"
    found = read(tmp_path, text, mapping={"question": "Frage", "answer": "Antwort", "id": "Nr", "topic": "Art"})
    assert (found.tickets[0].ticket_id, found.tickets[0].topic) == ("7", "leave")
    with pytest.raises(BadInput, match=r"expected a column 'Frag'.*'Frage'"):
        read(tmp_path, text, mapping={"question": "Frag", "answer": "Antwort"})
    with pytest.raises(BadInput, match="expected parts among"):
        read(tmp_path, text, mapping={"quest": "Frage", "answer": "Antwort"})


def test_a_mapping_may_be_loose_about_case_but_not_give_one_column_two_parts(tmp_path: Path) -> None:
    text = "Nr,Customer wrote,We replied\n7,Leave?,18 days\n"
    found = read(tmp_path, text, mapping={"question": "customer  wrote", "answer": "WE_REPLIED"})
    assert found.mapping == {"question": "Customer wrote", "answer": "We replied"}
    with pytest.raises(BadInput, match="a column of its own for question and for answer, got 'We replied' for both"):
        read(tmp_path, text, mapping={"question": "We replied", "answer": "We replied"})


def test_rows_without_an_answer_or_a_question_are_rejected_with_their_line(tmp_path: Path) -> None:
    found = read(tmp_path, "question,answer\nA?,x\nB?,\n,y\n")
    assert [(each.code, each.source) for each in found.rejections] == [
        ("no-agent-reply", "x.csv:3"),
        ("no-question", "x.csv:4"),
    ]
    assert found.n_rows == len(found.tickets) + len(found.rejections) == 3


def test_a_table_without_any_answer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no agent replies"):
        read(tmp_path, "question,answer\nA?,\nB?,\n")
    with pytest.raises(BadInput, match="no usable row"):
        read(tmp_path, "question,answer\n")


def test_rows_of_one_id_are_exchanges_of_one_ticket_and_equal_rows_are_one(tmp_path: Path) -> None:
    found = read(tmp_path, "id,question,answer\n7,A?,x\n7,B?,y\n7,A?,x\n")
    assert [message.text for message in found.tickets[0].messages] == ["A?", "x", "B?", "y"]
    assert [(each.code, each.source) for each in found.rejections] == [("repeated-row", "x.csv:4")]


def test_contact_columns_become_people_and_other_columns_do_not(tmp_path: Path) -> None:
    text = "question,answer,Customer Name,E-Mail,Agent,Product name\nA?,x,Ann Lee,ann@home.example,Bo Desk,Lamp\n"
    people = {person.author: person for person in read(tmp_path, text).tickets[0].people}
    assert (people["customer"].name, people["customer"].emails) == ("Ann Lee", ("ann@home.example",))
    assert people["agent"].name == "Bo Desk"
    assert "Ann" not in people["customer"].person_id


def test_json_rows_are_a_table_too(tmp_path: Path) -> None:
    found = read(
        tmp_path, '{"instruction": "A?", "response": "007"}\n{"instruction": "B?", "response": 7}\n', "x.jsonl"
    )
    assert said(found) == [[("customer", "A?"), ("agent", "007")], [("customer", "B?"), ("agent", "7")]]


def test_several_files_number_their_rows_on(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"question,answer\n{name}?,x\n")
    assert [ticket.ticket_id for ticket in read_export([tmp_path]).tickets] == ["1", "2"]


def test_html_cells_are_marked(tmp_path: Path) -> None:
    found = read(tmp_path, "question,answer\nIs 3 < 4?,<p>Yes.</p>\n")
    assert [message.text_format for message in found.tickets[0].messages] == ["text", "html"]


def test_generated_data_with_unfilled_placeholders_is_warned_about(tmp_path: Path) -> None:
    found = read(tmp_path, "question,answer\nMy {product_purchased} broke,Sorry\n")
    assert any("placeholders" in warning for warning in found.warnings)


TALK = "ticket,author,text\n7,customer,A?\n8,customer,B?\n7,agent,x\n8,bot,Received\n8,agent,y\n"


def test_rows_a_message_are_joined_by_ticket(tmp_path: Path) -> None:
    found = read(tmp_path, TALK)
    assert said(found) == [
        [("customer", "A?"), ("agent", "x")],
        [("customer", "B?"), ("automatic", "Received"), ("agent", "y")],
    ]
    assert found.tickets[1].messages[1].kind == "system"


def test_authors_may_be_addresses_of_ones_own_domain(tmp_path: Path) -> None:
    text = "ticket_id,from,body\n7,Ann <ann@home.example>,A?\n7,bo@firm.example,x\n"
    found = read(tmp_path, text, own_domains=["firm.example"])
    assert said(found) == [[("customer", "A?"), ("agent", "x")]]
    with pytest.raises(BadInput, match="--agent-domain"):
        read(tmp_path, text)


def test_authors_may_be_names_when_the_staff_is_named(tmp_path: Path) -> None:
    text = "ticket_id,author,body\n7,Ann,A?\n7,Bo,x\n"
    found = read(tmp_path, text, mapping={"ticket": "ticket_id", "author": "author", "text": "body", "agent_is": "Bo"})
    assert said(found) == [[("customer", "A?"), ("agent", "x")]]


def test_a_customers_contact_column_is_never_the_agents(tmp_path: Path) -> None:
    rows = "7,customer,A?,ann@home.example,Bo\n7,agent,x,ann@home.example,Bo\n"
    text = f"ticket,author,text,customer email,agent name\n{rows}"
    ticket = read(tmp_path, text).tickets[0]
    people = {person.author: person for person in ticket.people}
    assert (people["customer"].emails, people["agent"].name) == (("ann@home.example",), "Bo")
    assert ticket.messages[1].person_id == people["agent"].person_id


def test_private_rows_are_notes_and_times_put_rows_in_order(tmp_path: Path) -> None:
    text = (
        "ticket,author,text,time,public\n"
        "7,agent,x,2026-03-01T11:00:00Z,true\n"
        "7,customer,A?,2026-03-01T09:00:00Z,true\n"
        "7,agent,ask Bo,2026-03-01T10:00:00Z,false\n"
    )
    messages = read(tmp_path, text).tickets[0].messages
    assert [(message.text, message.kind) for message in messages] == [
        ("A?", "comment"),
        ("ask Bo", "internal-note"),
        ("x", "comment"),
    ]


def test_a_message_id_stands_once_and_the_newest_text_stays(tmp_path: Path) -> None:
    text = (
        "ticket,author,text,message_id,time\n"
        "7,customer,A?,1,2026-03-01T09:00:00Z\n"
        "7,agent,new,2,2026-03-01T12:00:00Z\n"
        "7,agent,old,2,2026-03-01T10:00:00Z\n"
        "7,customer,A?,1,2026-03-01T09:00:00Z\n"
    )
    found = read(tmp_path, text)
    assert [message.text for message in found.tickets[0].messages] == ["A?", "new"]
    assert [each.source for each in found.rejections] == ["x.csv:4", "x.csv:5"]
    assert any("newest was kept" in warning for warning in found.warnings)


def test_customers_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no agent replies"):
        read(tmp_path, "ticket,author,text\n7,customer,A?\n")


def test_answers_that_are_alike_stay_answers_where_a_row_has_one_time(tmp_path: Path) -> None:
    rows = "".join(f"{day},Repair {day}?,Open the phone form.,2026-03-0{day} 08:00\n" for day in range(1, 8))
    found = read(tmp_path, f"Ticket ID,Question,Answer,Created\n{rows}")
    assert {message.kind for ticket in found.tickets for message in ticket.messages} == {"comment"}


DESK = "No;Requester;Requester E-Mail;Assignee;Question;Answer\n"


def conversations(folder: Path, *rows: str, header: str = DESK, **options: object) -> Import:
    return read(folder, header + "\n".join(rows) + "\n", **options)


def test_a_cell_that_holds_a_whole_conversation_is_split_at_its_headers(tmp_path: Path) -> None:
    found = conversations(
        tmp_path,
        '1;Ann Lee;ann@home.example;Bo Desk;Laptop?;"25/07/2024 09:12 – Harbour Desk:\n[auto-reply] Thank you.\n\n'
        "25/07/2024 09:20 – Bo Desk:\nWhich one?\n\n25/07/2024 10:00 – Ann Lee:\nThe new one.\n\n"
        '25/07/2024 10:05 – Cy Long:\nUse port 2: it charges.\nWithin 2 hours."',
        '2;Dee Fox;dee@home.example;Cy Long;Leave?;"26/07/2024 09:12 – Cy Long:\n18 days"',
    )
    assert said(found) == [
        [
            ("customer", "Laptop?"),
            ("automatic", "[auto-reply] Thank you."),
            ("agent", "Which one?"),
            ("customer", "The new one."),
            ("agent", "Use port 2: it charges.\nWithin 2 hours."),
        ],
        [("customer", "Leave?"), ("agent", "18 days")],
    ]
    messages = found.tickets[0].messages
    assert messages[2].sent_at == "2024-07-25T09:20:00Z"
    assert messages[0].person_id == messages[3].person_id != messages[4].person_id
    assert {person.name for person in found.tickets[0].people} == {"Ann Lee", "Bo Desk", "Cy Long"}
    assert "2 of 2 cells of 'Answer' hold whole conversations" in " ".join(found.warnings)
    summary = summarise_import(found)
    assert (summary.n_rows, summary.n_rows_kept, summary.n_unaccounted) == (2, 2, 0)


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("[2024-07-25 09:12] Ann Lee: Leave?", "[2024-07-25 09:15] Bo Desk: 18 days"),
        ("On 25 July 2024, 9:12 AM, Ann Lee wrote:\nLeave?", "On 25 July 2024, 9:15 AM, Bo Desk wrote:\n18 days"),
        ("Ann Lee (2024-07-25 09:12):\nLeave?", "Bo Desk (2024-07-25 09:15):\n18 days"),
        ("Ann Lee - 25.07.2024 09:12\nLeave?", "Bo Desk - 25.07.2024 09:15\n18 days"),
        ("Customer: Leave?", "Agent: 18 days"),
    ],
)
def test_headers_of_several_forms_are_known_and_the_question_stands_once(
    tmp_path: Path, asks: str, answers: str
) -> None:
    found = conversations(tmp_path, f'1;Ann Lee;ann@home.example;Bo Desk;Leave?;"{asks}\n\n{answers}"')
    assert said(found) == [[("customer", "Leave?"), ("agent", "18 days")]]


def test_a_conversation_that_stands_newest_first_is_put_in_order(tmp_path: Path) -> None:
    cell = "2024-07-26 08:00 - Bo Desk:\n18 days\n\n2024-07-25 09:00 - Bo Desk:\nFor whom?"
    found = conversations(tmp_path, f'1;Ann Lee;ann@home.example;Bo Desk;Leave?;"{cell}"')
    assert [text for _, text in said(found)[0]] == ["Leave?", "For whom?", "18 days"]


def test_who_is_named_nowhere_is_never_taken_for_an_agent_until_somebody_says_so(tmp_path: Path) -> None:
    rows = '1;Leave?;"2024-07-25 09:00 - Bo Desk:\nFor whom?\n2024-07-25 10:00 - Ann Lee:\nMe"'
    found = conversations(tmp_path, rows, header="No;Question;Answer\n")
    assert [author for author, _ in said(found)[0]] == ["customer", "unknown", "unknown"]
    assert "agent_is=" in " ".join(found.warnings)
    found = conversations(tmp_path, rows, header="No;Question;Answer\n", mapping={"agent_is": "Bo Desk"})
    assert [author for author, _ in said(found)[0]] == ["customer", "agent", "customer"]


@pytest.mark.parametrize("tag", ["<b>Error</b>", "a <br> too many", "Press <p>Enter</p>"])
def test_a_conversation_in_plain_lines_in_which_somebody_wrote_a_tag_is_split_at_its_lines(
    tmp_path: Path, tag: str
) -> None:
    cell = f"25/07/2024 09:12 - Ann Lee:\nIt says {tag}\n25/07/2024 09:15 - Bo Desk:\nClear the cache.\n\nThen restart."
    found = conversations(tmp_path, *[f'{n};Ann Lee;ann@home.example;Bo Desk;Leave?;"{cell}"' for n in (1, 2)])
    said = [(message.author, message.text) for message in found.tickets[0].messages]
    assert said[-2:] == [("customer", f"It says {tag}"), ("agent", "Clear the cache.\n\nThen restart.")]


def test_a_conversation_in_html_is_split_and_its_messages_stay_html(tmp_path: Path) -> None:
    cell = (
        "<p><b>25/07/2024 09:12 &ndash; Ann&nbsp;Lee:</b></p><p>Leave?</p><div>25/07/2024 09:15 &ndash; Bo Desk:<br>"
        "<a href='https://x.example/leave'>18&nbsp;days</a> &amp; more</div>"
    )
    found = conversations(tmp_path, f'1;Ann Lee;ann@home.example;Bo Desk;Leave?;"{cell}"')
    asked, answered = found.tickets[0].messages
    assert (asked.author, answered.author, answered.text_format) == ("customer", "agent", "html")
    assert "Leave?" in asked.text and "days" not in asked.text
    assert (
        "<a href='https://x.example/leave'>18&nbsp;days</a> &amp; more" in answered.text and "Bo" not in answered.text
    )
    assert answered.sent_at == "2024-07-25T09:15:00Z"


def test_styles_before_a_conversation_in_html_hide_none_of_it(tmp_path: Path) -> None:
    cell = (
        "<title>Ticket</title><style>p {margin: 0}</style><p>25/07/2024 09:12 - Ann Lee:</p><p>Leave?</p>"
        "<p>25/07/2024 09:15 - Bo Desk:</p><p>18 days</p>"
    )
    found = conversations(tmp_path, f'1;Ann Lee;ann@home.example;Bo Desk;Leave?;"{cell}"')
    assert [(author, "18 days" in text) for author, text in said(found)[0]] == [("customer", False), ("agent", True)]


def test_a_conversation_in_the_column_of_questions_is_split_before_its_answer(tmp_path: Path) -> None:
    talk = "25/07/2024 09:12 - Ann Lee:\nLaptop?\n\n25/07/2024 09:20 - Bo Desk:\nWhich one?\n\n"
    talk += "25/07/2024 10:00 - Ann Lee:\nThe new one."
    answered = f"{talk}\n\n25/07/2024 10:05 - Bo Desk:\nUse port 2."
    found = conversations(
        tmp_path,
        f'1;Ann Lee;ann@home.example;Bo Desk;"{talk}";Use port 2.',
        f'2;Ann Lee;ann@home.example;Bo Desk;"{answered}";Use port 2.',
        f'3;Ann Lee;ann@home.example;Bo Desk;"{answered}";',
        f'4;Ann Lee;ann@home.example;Bo Desk;"{talk.split(chr(10) * 2)[0]}";',
    )
    asked = [("customer", "Laptop?"), ("agent", "Which one?"), ("customer", "The new one."), ("agent", "Use port 2.")]
    assert said(found) == [asked] * 3
    assert [(row.ticket_id, row.code) for row in found.rejections] == [("4", "no-agent-reply")]
    assert "4 of 4 cells of 'Question' hold whole conversations" in " ".join(found.warnings)


@pytest.mark.parametrize("again", ["", "Customer: 2024\nAgent: 18 days.\n"])
def test_of_two_conversations_in_a_row_only_what_the_second_repeats_of_the_first_ones_end_is_left_out(
    tmp_path: Path, again: str
) -> None:
    first = "Customer: Leave?\nAgent: Which year?\nCustomer: 2024\nAgent: 18 days."
    second = f"{again}Customer: Sick leave?\nAgent: Which year?\nCustomer: 2024\nAgent: 10 days."
    found = conversations(tmp_path, *[f'{n};;;;"{first}";"{second}"' for n in (1, 2)])
    assert [text for _, text in said(found)[0]] == [
        "Leave?", "Which year?", "2024", "18 days.", "Sick leave?", "Which year?", "2024", "10 days.",
    ]  # fmt: skip
    held = conversations(tmp_path, *[f'{n};;;;"{first}\nCustomer: Thanks";"Agent: 18 days."' for n in (1, 2)])
    assert [text for _, text in said(held)[0]] == ["Leave?", "Which year?", "2024", "18 days.", "Thanks"]


def test_a_question_that_begins_as_a_form_stays_whole(tmp_path: Path) -> None:
    rows = [f'{n};Ann Lee;;Bo Desk;"User: jdoe{n}\nIssue: no sound";Restart it.' for n in range(3)]
    found = conversations(tmp_path, *rows)
    assert said(found)[0][0] == ("customer", "User: jdoe0\nIssue: no sound")
    talk = [f'{n};;;;"Customer: No sound {n}\nAgent: Since when?\nCustomer: Today";Restart it.' for n in range(3)]
    assert said(conversations(tmp_path, *talk))[0] == [
        ("customer", "No sound 0"), ("agent", "Since when?"), ("customer", "Today"), ("agent", "Restart it."),
    ]  # fmt: skip


def test_a_few_conversations_among_answers_are_warned_about_and_stay(tmp_path: Path) -> None:
    talk = '"2024-07-25 09:00 - Bo Desk:\n18 days"'
    rows = [f"{n};Ann Lee;ann@home.example;Bo Desk;Leave {n}?;{talk if n < 3 else n}" for n in range(1, 9)]
    found = conversations(tmp_path, *rows)
    assert said(found)[0][1] == ("agent", talk.strip('"'))
    assert "2 of 8 cells of 'Answer' look like whole conversations" in " ".join(found.warnings)


def test_an_answer_with_a_time_or_a_label_in_it_stays_one_answer(tmp_path: Path) -> None:
    answers = ["Open until 25/12/2024 18:00: then closed.", "Note: ask Bo.", "25/12/2024 is a holiday."]
    found = conversations(tmp_path, *(f"{n};Ann Lee;;Bo Desk;Q{n}?;{text}" for n, text in enumerate(answers)))
    assert [each[1][1] for each in said(found)] == answers
    assert not any("conversations" in warning for warning in found.warnings)
