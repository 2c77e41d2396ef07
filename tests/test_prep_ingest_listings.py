"""A helpdesk's list of tickets as CSV names the export that has the replies."""

from pathlib import Path

import pytest

from prep.errors import BadInput
from prep.ingest import read_export

ZENDESK = "Status,Id,Subject,Requester,Requested,Group,Assignee"
FRESHDESK = "Ticket ID,Subject,Status,Agent,Group,Created time,Resolution status,First response status"


@pytest.mark.parametrize(
    ("columns", "advice"), [(ZENDESK, "Zendesk. Its JSON export"), (FRESHDESK, "Freshdesk. The conversations")]
)
def test_a_list_without_replies_names_the_export_that_has_them(tmp_path: Path, columns: str, advice: str) -> None:
    row = ",".join("x" for _ in columns.split(","))
    (tmp_path / "list.csv").write_text(f"{columns}\n{row}\n{row}\n")
    with pytest.raises(BadInput, match=f"no agent replies.*list of tickets from {advice}"):
        read_export([tmp_path / "list.csv"])


def test_a_table_with_an_answer_column_is_no_such_list(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(f"{ZENDESK},Answer\nSolved,1,How many days?,Ann,,HR,Bo,30 days a year.\n")
    read = read_export([tmp_path / "list.csv"], mapping={"question": "Subject", "answer": "Answer"})
    assert [message.text for message in read.tickets[0].messages] == ["How many days?", "30 days a year."]
