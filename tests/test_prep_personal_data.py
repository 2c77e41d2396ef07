"""Personal data with a shape of its own, told from numbers that are none."""

import random
from time import process_time

import pytest

from prep.personal_data import find_personal_data


def found(text: str) -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in find_personal_data(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("mail jane.doe@corp.internal", "email", "jane.doe@corp.internal"),
        ("mail jane＠example.com", "email", "jane＠example.com"),
        ("mail jane dot doe at example dot com", "email", "jane dot doe at example dot com"),
        ("call me at 4155550123", "phone", "4155550123"),
        ("4155550123 is my phone", "phone", "4155550123"),
        ("Phone:\n0393 1144137", "phone", "0393 1144137"),
        ("write to 020 7946 0482", "phone", "020 7946 0482"),
        ("write to +44 20 7946 0482", "phone", "+44 20 7946 0482"),
        ("082 490 1693-Office", "phone", "082 490 1693"),
        ("I sit at ext. 3559", "phone", "3559"),
        ("card number 630427373398 is lost", "card", "630427373398"),
        ("4111 1111 1111 1111", "card", "4111 1111 1111 1111"),
        ("ssn 832-13-6314", "ssn", "832-13-6314"),
        ("blocked 41.176.181.243 again", "ip", "41.176.181.243"),
        ("blocked fe80::1ff:fe23:4567:890a", "ip", "fe80::1ff:fe23:4567:890a"),
        ("account number 12345678", "account", "12345678"),
        ("my password is Summer2024!", "secret", "Summer2024!"),
        ("key ghp_abcdefghijklmnopqrstuvwxyz0123456789", "secret", "ghp_abcdefghijklmnopqrstuvwxyz0123456789"),
        ("I was born on 14/08/1987, when does my pension start?", "birth-date", "14/08/1987"),
        ("DOB: 2 February 1991", "birth-date", "2 February 1991"),
        ("Geburtsdatum: 23.09.1984", "birth-date", "23.09.1984"),
        ("my birthday is 12 March", "birth-date", "12 March"),
        ("My birthday is 12 March. Do I get a day off?", "birth-date", "12 March"),
        ("my employee no. is 48213", "person-number", "48213"),
        ("emp id QM18401", "person-number", "QM18401"),
        ("Kundennummer: 100234518", "person-number", "100234518"),
        ("username k.ito2 is locked", "person-number", "k.ito2"),
        ("Passport No.: C01X00T47", "passport", "C01X00T47"),
        ("driving licence no: MORGA 657054 SM9IJ", "driver-licence", "MORGA 657054 SM9IJ"),
        ("I live at 12 Elm Street, Portbell and work there", "address", "12 Elm Street, Portbell"),
        ("we moved to Hauptstraße 12, 10827 Berlin.", "address", "Hauptstraße 12, 10827 Berlin"),
        ("j'habite au 15 rue de la Paix, 75002 Paris", "address", "15 rue de la Paix, 75002 Paris"),
        ("Hi Priya,\nit is broken", "person", "Priya"),
        ("Regards,\nAnne-Marie O'Brien", "person", "Anne-Marie O'Brien"),
    ],
)
def test_what_is_personal_is_found(text: str, kind: str, value: str) -> None:
    assert found(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Order 4155550123 never arrived",
        "my tracking number is 941234567890123",
        "Ticket #48291042 and invoice 555-123-4567",
        "order 123-4567890-1234567",
        "I call about ticket 4155550123",
        "it costs cr 26,000 or 1 000 000 in all",
        "from 01/05/2024 - 03/05/2024 for 30 days, 10:30-11:30",
        "the log of 2024-01-15 14:30:25 and 2026 08:43",
        "version 2.3.1.4",
        "The password is expired",
        "password: must be 12 characters",
        "see https://example.com/t/4155550123?u=5",
        "2023-2024 budget",
        "How many days may I carry over?",
        "Employees born after 31/12/1963 retire at 67.",
        "A child born on 1 April 2026 or later gets the new rate.",
        "The policy came into force on 12/03/1990.",
        "Product number 100234518 replaces part no. 8841207.",
        "Enter your employee number, for example 12345.",
        "The employee number has five digits.",
        "Your username is firstname.lastname, all in small letters.",
        "Book overtime with payroll code 9001.",
        "Visa code 482 is for skilled workers.",
        "Employee: 12000 euros a year, employer: 18000 euros a year.",
        "A passport must be valid for 6 months.",
        "The Harrow Bridge office is at 3 Foundry Lane.",
        "On 12 March Road works start, 30 km of road.",
    ],
)
def test_what_is_not_personal_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_long_word_where_a_name_may_stand_takes_no_longer_than_others() -> None:
    assert found("Regards,\nRindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetz1") == []


def test_a_long_row_of_numbers_takes_as_long_as_it_is() -> None:
    begun = process_time()
    assert found("12 " * 8000) == []
    assert process_time() - begun < 6  # it took two minutes


def test_a_word_of_a_hundred_thousand_hyphens_comes_to_an_end() -> None:
    assert found("A0b-" * 100_000) == []  # as a street's name it was tried from each hyphen to the end: for hours


def test_bare_numbers_of_orders_tickets_and_parcels_are_hardly_ever_touched() -> None:
    rng = random.Random(7)
    forms = [
        "Order {} never arrived",
        "ticket {}",
        "Tracking: {}",
        "Where is {}?",
        "I still wait for {}",
        "parcel {} is lost",
    ]
    texts = [rng.choice(forms).format(rng.randrange(10 ** rng.randrange(6, 15))) for _ in range(1_000)]
    assert sum(bool(find_personal_data(text)) for text in texts) <= 10


@pytest.mark.slow  # imports Presidio
@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("IBAN DE89 3704 0044 0532 0130 00", "iban", "DE89 3704 0044 0532 0130 00"),
        ("my iban is gb82west12345698765432", "iban", "gb82west12345698765432"),
        ("national insurance number AB123456C", "national-id", "AB123456C"),
        ("my passport is 123456789", "passport", "123456789"),
        ("device A8:5E:45:11:22:33", "mac", "A8:5E:45:11:22:33"),
    ],
)
def test_numbers_with_checksums_are_found(text: str, kind: str, value: str) -> None:
    assert found(text) == [(kind, value)]
