"""Records that wait on disk are the records that were given, and nobody else can find them there."""

import os
import pickle
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from prep.holding import in_memory, on_disk
from prep.records import Cut, Message, Person, Ticket

TICKETS = tuple(Ticket(f"T{n}", "Leave\u2028", (Message("1", "customer", f"{n} days? \udcff"),)) for n in range(1, 4))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_records_come_back_in_their_order_any_number_of_times(folder: Path) -> None:
    for hold in (in_memory, on_disk(folder), on_disk()):
        held = hold(iter(TICKETS))
        assert tuple(held) == tuple(held) == TICKETS
        assert (len(held), held[1], held[-1], tuple(held[1:])) == (3, TICKETS[1], TICKETS[2], TICKETS[1:])
        with pytest.raises(IndexError):
            held[3]
        assert not hold(())


def test_what_waits_on_disk_has_no_name_and_one_reader(folder: Path) -> None:
    before = _open_files()
    held = on_disk(folder)(TICKETS)
    (opened,) = _open_files() - before
    assert list(folder.iterdir()) == []
    assert stat.S_IMODE(os.fstat(opened).st_mode) == 0o600 and len(held) == 3


def test_it_is_gone_when_nobody_needs_it_and_after_a_fault(folder: Path) -> None:
    def interrupted() -> Iterator[Ticket]:
        yield TICKETS[0]
        raise KeyboardInterrupt

    before = _open_files()
    held = on_disk(folder)(TICKETS)
    del held
    with pytest.raises(KeyboardInterrupt):
        on_disk(folder)(interrupted())
    assert (_open_files(), list(folder.iterdir())) == (before, [])


def _open_files() -> set[int]:
    return {int(each.name) for each in Path("/proc/self/fd").iterdir() if each.exists() or each.is_symlink()}


def test_a_ticket_is_the_same_ticket_in_another_process_and_on_disk() -> None:
    whole = Ticket(
        "T1",
        "Leave",
        (Message("1", "agent", "18 days", "2", "internal-note", False, "2026-03-01T10:00:00Z", "1 Mar", "html", True),),
        topic="leave",
        tags=("a", "b"),
        status="open",
        merged_into="T2",
        people=(Person("2", "agent", "Bo Berg", ("bo@desk.example",), ("112",), ("QM1",)),),
        source="t:1",
    )
    cut = Cut("signature", "Bo")
    assert (pickle.loads(pickle.dumps(whole)), pickle.loads(pickle.dumps(cut))) == (whole, cut)
