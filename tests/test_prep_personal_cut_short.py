"""Half a number is half of somebody's number."""

import pytest

from prep.personal.cut_short import begins_one_of, find_cut_short

IBAN = "DE89 3704 0044 0532 0130 00"
WHOLE = {"de89370400440532013000": IBAN, "442079460999": "+44 20 7946 0999"}


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("My iban for refund DE89 3704 00", "DE89 3704 00"),
        ("Refund to DE893704…", "DE893704"),
        ("Call +44 20 79 ...", "+44 20 79"),
        ("Refund to DE89 3704 0044 0532 0130 00", ""),  # in full: found as what it is
        ("Room DE8", ""),
        ("Refund for order 4420", ""),
        ("Refund", ""),
    ],
)
def test_the_beginning_of_a_number_that_the_ticket_says_in_full_is_found(text: str, cut: str) -> None:
    found = begins_one_of(text, WHOLE)
    assert (text[found[0] : found[1]] if found else "") == cut


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My iban for refund GB29 NWBK 6", [("iban", "GB29 NWBK 6")]),
        ("refund please, FR14 200", [("iban", "FR14 200")]),
        ("account FR14200", [("iban", "FR14200")]),
        ("refund of CR14200", []),
        ("Payment of invoice IE12 3456", []),
        ("Refund of order no. FR14 200", []),
        ("Account statement, invoice: IE12 3456", []),
        ("My IBAN for the order: IE12 3456", [("iban", "IE12 3456")]),
        ("My account for the claim FR14 2004", [("iban", "FR14 2004")]),
        ("account ref: GB29 NWBK 60", [("iban", "GB29 NWBK 60")]),
        ("Payment of the invoice to IE12 3456", [("iban", "IE12 3456")]),
        ("bank account for PO14200", []),
        ("Charged twice on my card 4929 12", [("card", "4929 12")]),
        ("Please call me back on 07700 90", [("phone", "07700 90")]),
        ("Unknown caller +49 171 23", [("phone", "+49 171 23")]),
        ("Bank account number 12345", [("account", "12345")]),
        ("Order 4929123 is late", []),
        ("Order 4929123", []),
        ("Error 0x80070005 on laptop 48213", []),
        ("Leave from 2026-09-14", []),
        ("How do I get to room AB12 34", []),
        ("Laptop costs EUR 1,234.50", []),
    ],
)
def test_where_a_subject_ends_the_word_before_says_whether_half_a_number_is_somebodys(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert [(kind, text[start:end]) for kind, start, end in find_cut_short(text, at_end=True)] == found


def test_within_a_text_only_what_ends_in_dots_is_cut() -> None:
    text = "You wrote: my card 4929 12… Our reply"
    assert [text[start:end] for _, start, end in find_cut_short(text, at_end=False)] == ["4929 12"]
    assert not list(find_cut_short("my card 4929 12", at_end=False))
