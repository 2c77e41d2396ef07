"""Which of several rows about one ticket or message counts, and where its rows stand in a large export."""

from typing import NamedTuple

from prep.ingest.once import Places, Versions, in_file_order, of_no_ticket, once


class Row(NamedTuple):
    row_id: str
    text: str
    updated: str = ""
    source: str = ""


NEWEST: Versions[Row] = Versions(
    row_id=lambda row: row.row_id,
    source=lambda row: row.source,
    alike=lambda earlier, later: earlier.text == later.text,
    newer=lambda earlier, later: earlier.text != later.text and later.updated >= earlier.updated,
    dated=lambda row: f" ({row.updated})",
)


def places(*ids: str) -> Places:
    return Places.of_rows(ids)


def test_the_rows_of_each_ticket_are_found_in_file_order_tickets_by_their_first_row() -> None:
    found = places("T2", "T1", "T2", "T2")
    assert {ticket_id: list(found.of(ticket_id)) for ticket_id in found} == {"T2": [0, 2, 3], "T1": [1]}
    assert (list(found), len(found), "T3" in found, list(found.of("T3"))) == (["T2", "T1"], 4, False, [])


def test_rows_noted_after_a_look_are_found_too() -> None:
    found = places("T1")
    assert list(found.of("T1")) == [0]
    found.note("T1", 7)
    assert list(found.of("T1")) == [0, 7]


def test_of_equal_rows_the_first_counts_and_of_others_the_newest_at_the_place_of_the_first() -> None:
    rows = [
        Row("1", "18 days", "2026-03-02", "a:1"),
        Row("2", "Thanks", "", "a:2"),
        Row("1", "18 days", "2026-03-03", "b:1"),
        Row("1", "12 days", "2026-03-01", "b:2"),
        Row("2", "Thank you", "", "b:3"),
    ]
    kept, repeats = once(rows, range(5), "T1", NEWEST)
    assert kept == [rows[0], rows[4]]
    assert [(each.place, each.alike, each.rejection.source, each.rejection.evidence) for each in repeats] == [
        (2, True, "b:1", "equal to a:1"),
        (3, False, "b:2", "an older version of a:1 (2026-03-01)"),
        (4, False, "a:2", "an older version of b:3 ()"),
    ]


def test_rows_without_an_id_are_no_versions_of_each_other() -> None:
    rows = [Row("", "Yes"), Row("", "Yes")]
    assert once(rows, (0, 1), "T1", NEWEST) == (rows, [])


def test_repeats_of_all_tickets_are_listed_as_the_file_has_them() -> None:
    rows = [Row("1", "a"), Row("2", "b"), Row("2", "b"), Row("1", "a")]
    repeats = [*once(rows, (0, 3), "T1", NEWEST)[1], *once(rows, (1, 2), "T2", NEWEST)[1]]
    assert [each.place for each in in_file_order(repeats)] == [2, 3]


def test_messages_of_no_ticket_are_left_out_in_file_order() -> None:
    rows = [Row("1", "a", source="c:1"), Row("2", "b", source="c:2"), Row("3", "c", source="c:3")]
    lost = of_no_ticket(rows, places("T9", "", "T1"), places("T1"), lambda row: row.source, "it names no ticket")
    assert [(place, each.evidence, each.ticket_id, each.source) for place, each in lost] == [
        (0, "no ticket T9 in this export", "T9", "c:1"),
        (1, "it names no ticket", "", "c:2"),
    ]
