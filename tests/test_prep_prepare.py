"""From an import to pairs: what the last look at the texts finds."""

from dataclasses import replace
from pathlib import Path

import pytest

from prep.glossary import GENERAL
from prep.holding import on_disk
from prep.import_words import personal_data_left
from prep.prepare import known_values_left, prepare
from prep.records import Import, Message, Person, Ticket

ANN = Person("1", "customer", "Ann Leeward", ("ann@home.example",), ("+44 20 7946 0482",))
TICKET = Ticket(
    "T1",
    "Leave",
    (
        Message("1", "customer", "How many days of leave do I get a year? Ann Leeward, ann@home.example", "1"),
        Message("2", "agent", "You get 18 days of leave a year, Ann Leeward. I called 020 7946 0482.", "2"),
    ),
    people=(ANN,),
)
IMPORT = Import("zendesk", "it says so", (TICKET,))


def test_nothing_that_the_export_knows_of_its_people_is_left_in_what_is_written() -> None:
    prepared = prepare(IMPORT, GENERAL)
    assert prepared.known_values_left == 0 and "[CUSTOMER_1]" in prepared.tickets[0].messages[1].text
    said = personal_data_left(IMPORT, 0)
    assert "of the values that it gives for them, none is left in what was written" in said
    assert said.endswith("looked for by their place alone, and may remain"), "it is no proof of cleanness"


def test_what_is_left_is_counted_when_personal_data_is_kept() -> None:
    kept = prepare(IMPORT, GENERAL, keep_personal_data=True)
    assert {residual.kind for residual in known_values_left(kept, [ANN])} == {"name", "email", "phone"}
    assert "2 of their known values are still in what was written" in personal_data_left(IMPORT, 2)


def test_tickets_that_wait_on_disk_are_prepared_like_those_in_memory(tmp_path: Path) -> None:
    export = [replace(TICKET, ticket_id=f"T{number}", subject=f"Leave {number}") for number in range(40)]
    hold = on_disk(tmp_path)
    on_disk_prepared = prepare(replace(IMPORT, tickets=hold(export)), GENERAL, hold=hold)
    on_disk_prepared = replace(on_disk_prepared, tickets=tuple(on_disk_prepared.tickets))
    in_memory_prepared = prepare(replace(IMPORT, tickets=export), GENERAL)
    for part in ("tickets", "pairs", "edits", "rejections", "known_values_left"):
        assert getattr(on_disk_prepared, part) == getattr(in_memory_prepared, part), part


@pytest.mark.parametrize("row", ["-", "_", "=", ".", "*", " ", "1", "A", "- ", "> "])
def test_a_row_of_one_mark_as_long_as_a_book_comes_to_an_end_and_costs_no_word(row: str) -> None:
    rule = row * (20_000 // len(row))
    asked, told = (replace(message, text=f"{message.text}\n{rule}\nThanks") for message in TICKET.messages)
    (pair,) = prepare(replace(IMPORT, tickets=(replace(TICKET, messages=(asked, told)),)), GENERAL).pairs
    assert pair.instruction.startswith("How many days of leave do I get a year?")
    assert pair.response.startswith("You get 18 days of leave a year")


def test_an_export_that_names_nobody_says_which_file_would() -> None:
    nameless = replace(IMPORT, export_format="freshdesk", tickets=(replace(TICKET, people=()),))
    assert "contacts and agents files" in personal_data_left(nameless, 0)
    assert personal_data_left(replace(nameless, export_format="mbox"), 0).endswith("was replaced")
