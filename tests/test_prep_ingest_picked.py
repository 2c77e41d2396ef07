"""Rows told apart and brought together by where they stand."""

from pathlib import Path

from prep.holding import in_memory, on_disk
from prep.ingest.envelopes import JsonRow
from prep.ingest.picked import Chained, Grouped, Picked, sorted_by_kind

ROWS = [
    JsonRow({"kind": kind, "ticket": ticket, "text": text}, f"x.jsonl:{line}")
    for line, (kind, ticket, text) in enumerate(
        [("said", "7", "A?"), ("user", "", "Ann"), ("said", "8", "B?"), ("said", "7", "Yes."), ("said", "7", "Thanks")],
        start=1,
    )
]


def texts(rows: object) -> list[str]:
    return [row.value["text"] for row in rows]  # type: ignore[attr-defined]


def test_each_kind_keeps_its_rows_in_file_order_wherever_they_wait(tmp_path: Path) -> None:
    for hold in (in_memory, on_disk(tmp_path)):
        by_kind = sorted_by_kind(iter(ROWS), lambda row: row["kind"], hold)
        assert texts(by_kind["said"]) == ["A?", "B?", "Yes.", "Thanks"]
        assert texts(by_kind["user"]) == ["Ann"] and not by_kind["ticket"]


def test_a_group_is_what_names_the_same_ticket() -> None:
    of_ticket = Grouped(Picked(ROWS, [0, 2, 3, 4]), lambda row: row.value["ticket"])
    assert list(of_ticket) == ["7", "8"]
    assert texts(of_ticket.of("7")) == ["A?", "Yes.", "Thanks"]
    assert "9" not in of_ticket and not of_ticket.of("9") and of_ticket.last("9") is None
    last = of_ticket.last("7")
    assert last and last.value["text"] == "Thanks"


def test_rows_of_two_files_can_be_read_one_after_the_other_again_and_again() -> None:
    chained = Chained(ROWS[3:], ROWS[:1])
    assert texts(chained) == texts(chained) == ["Yes.", "Thanks", "A?"]
