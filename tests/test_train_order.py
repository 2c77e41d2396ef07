"""The order of examples is the same in a run and in its resumption."""

from train.order import EpochOrder, epoch_order

LENGTHS = [20 + (row * 37) % 90 for row in range(203)]


def test_every_row_comes_once_an_epoch() -> None:
    for by_length in (True, False):
        order = epoch_order(LENGTHS, batch=16, seed=1, epoch=2, by_length=by_length)
        assert sorted(order) == list(range(203))


def test_the_order_depends_on_seed_and_epoch_alone() -> None:
    def order(seed: int, epoch: int) -> list[int]:
        return epoch_order(LENGTHS, batch=16, seed=seed, epoch=epoch, by_length=True)

    assert order(1, 2) == order(1, 2)
    assert order(1, 2) != order(1, 3)
    assert order(1, 2) != order(2, 2)


def test_a_sampler_that_starts_in_a_later_epoch_goes_on_where_the_first_would() -> None:
    straight = EpochOrder(LENGTHS, batch=16, seed=0, by_length=True)
    list(straight)
    straight.set_epoch(1)
    resumed = EpochOrder(LENGTHS, batch=16, seed=0, by_length=True)
    resumed.set_epoch(1)
    assert list(straight) == list(resumed)


def test_rows_of_a_step_are_of_similar_length_and_the_longest_come_first() -> None:
    order = epoch_order(LENGTHS, batch=16, seed=0, epoch=0, by_length=True)
    steps = [[LENGTHS[row] for row in order[start : start + 16]] for start in range(0, 203, 16)]
    assert max(LENGTHS) in steps[0]
    assert max(max(step) - min(step) for step in steps) <= 12
    assert len(steps[-1]) == 203 % 16
