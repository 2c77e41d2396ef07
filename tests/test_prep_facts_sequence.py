"""Two answers that put the same steps the other way round contradict each other where the order is asked for."""

from prep.facts.sequence import order_turned

ASKED = "In what order do I rinse and disinfect the lines?"
RINSE_FIRST = "Rinse with water first, then run the disinfectant."


def test_the_same_steps_the_other_way_round() -> None:
    assert order_turned(RINSE_FIRST, "The disinfectant comes first. After that, rinse with water.", ASKED) is not None


def test_the_same_order_as_a_list() -> None:
    assert order_turned(RINSE_FIRST, "1. Rinse with water\n2. Run the disinfectant", ASKED) is None


def test_nobody_asked_for_an_order() -> None:
    turned = "The disinfectant comes first. After that, rinse with water."
    assert order_turned(RINSE_FIRST, turned, "What do I need for the lines?") is None
