"""The last look before texts are shared."""

import base64

import pytest

from prep.personal.residual import residual_values
from prep.records import Person

PRIYA = Person("c1", "customer", "Priya Núñez", ("priya@example.com",), ("+44 20 7946 0482",), ("QM23933",))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("signed PRIYA NUNEZ", "name"),
        ("priya%40example.com", "email"),
        ("Priya=40example.com=20", "email"),
        ("mail &lt;priya&#64;example.com&gt;", "email"),
        (base64.b64encode(b"write to priya@example.com").decode(), "email"),
        ("020-7946-0482", "phone"),
        ("badge qm23933", "id"),
    ],
)
def test_known_values_are_found_however_they_are_encoded(text: str, kind: str) -> None:
    assert [(left.person_id, left.kind) for left in residual_values([text], [PRIYA])] == [("c1", kind)]


def test_placeholders_and_first_names_leave_nothing() -> None:
    assert residual_values(["[CUSTOMER_1] wrote, Priya knows", "Order 7946"], [PRIYA]) == []


def test_the_text_that_leaks_is_named() -> None:
    (left,) = residual_values(["clean", "priya@example.com"], [PRIYA])
    assert left.text_number == 1
