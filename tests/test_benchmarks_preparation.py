"""The benchmark of preparation sees what it must not find."""

from dataclasses import replace

import pytest

from prep.glossary import GENERAL
from prep.prepare import Prepared, pair_tickets
from prep.records import Message, Ticket
from preparation import count_invented

THREAD = (
    Message("m1", "customer", "How many days may I carry over?"),
    Message("m2", "agent", "Upto 14 days, until 31 March, via Meridian > Leave."),
)


def prepared(**changed: str) -> Prepared:
    made = pair_tickets([Ticket("7", "Question", THREAD)], GENERAL)
    return replace(made, pairs=tuple(replace(pair, **changed) for pair in made.pairs))


def test_nothing_is_invented_where_every_fact_is_in_the_thread() -> None:
    assert count_invented(prepared(), GENERAL) == {"invented_facts": 0, "unexplained_words": 0}


@pytest.mark.parametrize(
    "response",
    [
        "Up to 15 days, until 31 March, via Meridian > Leave.",
        "Up to 14 weeks, until 31 March, via Meridian > Leave.",
        "Up to 14 days, until 30 April, via Meridian > Leave.",
        "Up to 14 days, until 31 March, via Kronos > Leave.",
    ],
)
def test_another_number_unit_date_or_name_is_an_invented_fact(response: str) -> None:
    assert count_invented(prepared(response=response), GENERAL)["invented_facts"] >= 1
