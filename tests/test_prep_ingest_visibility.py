"""Internal notes of a table are told by whatever column tells them; where that is not certain, somebody is asked."""

from pathlib import Path

import pytest

from prep.errors import BadInput
from prep.import_summary import summarise_import
from prep.import_words import internal
from prep.ingest import read_export
from prep.records import Import

SAID = ("customer,Where is my parcel?", "agent,Do not tell him: lost it.", "agent,It arrives on Monday.")


def table(column: str, *cells: str) -> str:
    """A ticket of three messages, the middle one a note, with what the column says of each."""
    return "\n".join([f"ticket,author,text,{column}", *(f"7,{s},{cell}" for s, cell in zip(SAID, cells, strict=True))])


def read(folder: Path, rows: str, /, **mapping: str) -> Import:
    (folder / "chat.csv").write_text(rows + "\n", encoding="utf-8")
    return read_export([folder / "chat.csv"], mapping=mapping)


def notes(imported: Import) -> list[str]:
    return [
        m.text for ticket in imported.tickets for m in ticket.messages if m.kind == "internal-note" and not m.public
    ]


NOTE = ["Do not tell him: lost it."]


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("Visibility", ("public", "internal", "public")),
        ("Public", ("true", "false", "true")),
        ("Internal", ("no", "yes", "no")),
        ("Internal", ("", "x", "")),
        ("Public", ("x", "", "x")),
        ("Public", ("", "", "x")),
        ("Visibility", ("Public", "", "Public")),
        ("is_private", ("0", "1", "0")),
        ("isPrivate", ("FALSE", "TRUE", "FALSE")),
        ("Message type", ("Reply", "Private note", "Reply")),
        ("Message type", ("Email", "Note", "Email")),
        ("Message type", ("Public", "Private", "Public")),
        ("Type", ("public comment", "internal comment", "public comment")),
        ("Visible to customer", ("Yes", "No", "Yes")),
        ("Scope", ("public", "internal", "public")),
        ("Sichtbarkeit", ("öffentlich", "intern", "öffentlich")),
        ("Intern", ("nein", "ja", "nein")),
        ("Öffentlich", ("ja", "nein", "ja")),
        ("Nachrichtentyp", ("Antwort", "Interne Notiz", "Antwort")),
        ("Visibilité", ("publique", "privée", "publique")),
        ("Privé", ("non", "oui", "non")),
        ("Visibilidad", ("público", "privado", "público")),
        ("Interno", ("no", "sí", "no")),
        ("Zichtbaarheid", ("openbaar", "intern", "openbaar")),
        ("Visibility", ("not internal", "not public", "not internal")),
    ],
)
def test_a_column_that_tells_internal_notes_is_recognised_by_its_name_and_values(
    tmp_path: Path, column: str, cells: tuple[str, ...]
) -> None:
    assert notes(read(tmp_path, table(column, *cells))) == NOTE


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("Visibility", ("yes", "no", "yes")),
        ("Private or public", ("1", "0", "1")),
        ("Direction", ("incoming", "internal", "outgoing")),
        ("Sector", ("private", "public", "private")),
        ("Side of the desk", ("external", "internal", "internal")),
    ],
)
def test_a_column_of_uncertain_sense_stops_with_both_choices(
    tmp_path: Path, column: str, cells: tuple[str, ...]
) -> None:
    with pytest.raises(BadInput) as stopped:
        read(tmp_path, table(column, *cells))
    said = str(stopped.value)
    assert f'--map "internal={column}"' in said and f'--map "public={column}"' in said and "\n" not in said
    assert "--map internal=none" in said


def test_the_answer_to_the_question_is_taken_either_way_or_neither(tmp_path: Path) -> None:
    text = table("Visibility", "1", "0", "1")
    assert notes(read(tmp_path, text, public="Visibility")) == NOTE
    assert notes(read(tmp_path, table("Visibility", "0", "1", "0"), internal="Visibility")) == NOTE
    assert notes(read(tmp_path, text, internal="none")) == []
    assert notes(read(tmp_path, table("Direction", "incoming", "internal", "outgoing"), public="Direction")) == NOTE


def test_words_that_nobody_can_read_in_such_a_column_stop_and_are_named(tmp_path: Path) -> None:
    text = table("Visibility", "everyone", "desk 4", "everyone")
    with pytest.raises(BadInput, match=r"in the column 'Visibility', got 'everyone'.*internal=none"):
        read(tmp_path, text)
    with pytest.raises(BadInput, match="in the column 'Visibility', got 'everyone'"):
        read(tmp_path, text, public="Visibility")


def test_a_column_is_not_read_against_its_own_name(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match='Say --map "internal=Internal"'):
        read(tmp_path, table("Internal", "no", "yes", "no"), public="Internal")


def test_columns_that_only_resemble_one_are_left_alone(tmp_path: Path) -> None:
    for column, cells in (
        ("International", ("yes", "no", "yes")),
        ("Urgent", ("yes", "no", "yes")),
        ("Message type", ("incoming", "outgoing", "outgoing")),
        ("Customer kind", ("private", "business", "private")),
        ("Internal note", ("", "He called twice and was rather rude about it", "")),
        ("Visibility", ("", "", "")),
    ):
        imported = read(tmp_path, table(column, *cells))
        assert notes(imported) == []
        assert not {"public", "internal"} & imported.mapping.keys()


def test_two_columns_that_agree_are_one_and_two_that_do_not_are_a_question(tmp_path: Path) -> None:
    assert notes(read(tmp_path, table("Public,Internal", "yes,no", "no,yes", "yes,no"))) == NOTE
    agreeing = table("Visibility,Message type", "public,Reply", "internal,Private note", "public,Reply")
    assert notes(read(tmp_path, agreeing)) == NOTE
    contradicting = table("Visibility,Message type", "public,Reply", "public,Private note", "public,Reply")
    with pytest.raises(BadInput, match="contradict each other"):
        read(tmp_path, contradicting)


def test_a_mapping_of_some_columns_keeps_the_guesses_for_the_rest(tmp_path: Path) -> None:
    text = table("Audience", "1", "0", "1")
    imported = read(tmp_path, text, public="Audience")
    assert notes(imported) == NOTE
    assert imported.mapping == {"ticket": "ticket", "author": "author", "text": "text", "public": "Audience"}
    foreign = table("Visibility", "public", "internal", "public").replace("text", "Inhalt")
    assert notes(read(tmp_path, foreign, text="Inhalt")) == NOTE
    assert read(tmp_path, "question,Bescheid,Topic\nLeave?,18 days,pay\n", answer="Bescheid").tickets[0].topic == "pay"


def test_none_leaves_a_part_without_a_column(tmp_path: Path) -> None:
    text = "question,answer,topic\nLeave?,18 days,pay\n"
    assert read(tmp_path, text, topic="none").mapping == {"question": "question", "answer": "answer"}


def test_visibility_belongs_to_rows_of_messages(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="one row a message"):
        read(tmp_path, "question,answer,p\nLeave?,18 days,no\n", question="question", answer="answer", public="p")


def test_the_summary_says_when_the_table_does_not_tell_internal_notes(tmp_path: Path) -> None:
    silent = internal(summarise_import(read(tmp_path, table("Urgent", "no", "no", "no"))))
    assert silent.startswith("the table does not tell internal notes") and "--map internal=COLUMN" in silent
    told = internal(summarise_import(read(tmp_path, table("Visibility", "public", "internal", "public"))))
    assert told == "1 message that no customer saw"


def test_of_several_tables_the_one_that_tells_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(table("Visibility", "public", "internal", "public"))
    (tmp_path / "b.csv").write_text(table("Urgent", "no", "no", "no").replace("\n7,", "\n8,"))
    imported = read_export([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert any(note.startswith("b.csv: no column tells internal notes") for note in imported.warnings)
