"""The shapes in which the benchmark writes exports are those that the readers read."""

from pathlib import Path

import pytest
from import_speed import write_export

from export_shapes import SHAPES
from prep.holding import in_memory, on_disk
from prep.ingest import read_export

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
