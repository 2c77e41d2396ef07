"""The shapes in which the benchmark writes exports are those that the readers read."""

from pathlib import Path

import pytest
from import_speed import wrap, write_export

from export_shapes import SHAPES
from prep.holding import in_memory, on_disk
from prep.ingest import read_export
from prep.records import Ticket

READ_AS = {"jira-rest": "jira", "messages": "table"}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_is_recognised_and_read_alike_in_memory_and_on_disk(tmp_path: Path, name: str) -> None:
    (tmp_path / "export").mkdir()
    write_export(tmp_path / "export", 60, name)
    shape = SHAPES[name]
    held, spilled = (
        read_export([tmp_path / "export"], mapping=shape.mapping, own_domains=shape.own_domains, hold=hold)
        for hold in (in_memory, on_disk(tmp_path))
    )
    assert held.export_format == READ_AS.get(name, name)
    assert tuple(spilled.tickets) == tuple(held.tickets)
    assert (spilled.rejections, spilled.warnings, spilled.n_rows) == (held.rejections, held.warnings, held.n_rows)
    messages = [message for ticket in held.tickets for message in ticket.messages]
    assert {"agent", "customer"} <= {message.author for message in messages}


def test_records_that_an_object_wraps_are_the_same_tickets(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    write_export(tmp_path / "export", 60, "zendesk")
    by_line = read_export([tmp_path / "export"])
    wrap(tmp_path / "export")
    wrapped = read_export([tmp_path / "export"])
    assert [path.suffix for path in (tmp_path / "export").iterdir()] == [".json"] * 3
    assert [_said(ticket) for ticket in wrapped.tickets] == [_said(ticket) for ticket in by_line.tickets]


def _said(ticket: Ticket) -> tuple[object, ...]:
    """Without the places, which are another file's."""
    return ticket.ticket_id, ticket.subject, [(each.message_id, each.author, each.text) for each in ticket.messages]
