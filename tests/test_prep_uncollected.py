"""prep/uncollected.py."""

import gc

import pytest

from prep.uncollected import uncollected


def test_no_cycles_are_searched_for_meanwhile_and_they_are_again_afterwards() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_work_that_fails_leaves_the_search_on() -> None:
    with pytest.raises(ValueError), uncollected():
        raise ValueError
    assert gc.isenabled()


def test_work_within_such_work_does_not_end_it() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
