"""Lists that share a member and differ in another."""

from prep.facts.members import listed_otherwise


def strength(left: str, right: str) -> float:
    found = listed_otherwise(left, right)
    return found.strength if found else 0.0


def test_one_member_exchanged() -> None:
    assert strength("We deliver in Pune, Mumbai and Nagpur.", "Our cities: Pune, Mumbai and Nashik.") > 0.8


def test_one_member_more_says_less() -> None:
    cities = "We deliver in Pune, Mumbai and Nagpur."
    assert 0 < strength(cities, "We deliver in Pune and Mumbai.") < strength(cities, "We deliver in Pune and Nashik.")


def test_the_order_does_not_matter() -> None:
    assert strength("Bring your passport and a photo.", "A photo and your passport, please.") == 0


def test_lists_of_other_kinds_are_not_compared() -> None:
    assert strength("Bring your passport and a photo.", "We are open on Monday and Friday.") == 0


def test_a_member_that_is_ruled_out_is_missing() -> None:
    left = "We take Visa, Mastercard and Klarna."
    assert strength(left, "Visa, Mastercard and PayPal work. Klarna is not offered.") > 0.8


def test_bullets_are_a_list() -> None:
    assert strength("- Visa\n- PayPal", "We take Visa and Klarna.") > 0.5
