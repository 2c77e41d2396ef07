"""Facts are found, compared after normalising, and set against each other slot by slot."""

import pytest

from prep.facts import disagreements, find_facts, same_facts, same_value, unsaid


def values(text: str, kind: str) -> list[tuple[float | str, str]]:
    return [(fact.value, fact.unit) for fact in find_facts(text) if fact.kind == kind]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("You have 14 days.", "You have two weeks."),
        ("It takes half an hour.", "It takes 30 minutes."),
        ("It takes an hour and a half.", "It takes 90 min."),
        ("You get a dozen.", "You get 12."),
        ("It costs 1.200,00 €.", "It costs 1200."),
        ("It costs 1.200 €.", "It costs EUR1,200."),
        ("It costs $1.250.", "It costs $1.25."),
        ("It costs cr 1,500.", "It costs 1500 crowns."),
        ("It costs 99 cents.", "It costs $0.99."),
        ("Within 10 working days.", "Within two weeks."),
        ("Within 90 days.", "Within 3 months."),
        ("You get 18/yr.", "You get 18 days a year."),
        ("It is $20 per month.", "It is $240 per year."),
        ("By 31 December.", "By December 31st, 2026."),
        ("At 5 pm.", "At 17:00."),
        ("At noon.", "At 12:00."),
        ("Every 90 days.", "Every three months."),
        ("Twice a year.", "Every six months."),
        ("You get three weeks, as your weeks count five days.", "You get 15 days."),
        ("You get two weeks of 4 days.", "You get 8 days."),
        ("You can repeat it once.", "You can repeat it one time."),
        ("Up to 25 MB.", "Up to 25 megabytes."),
        ("Half the price.", "50% of the price."),
        ("See https://www.acme.example/returns/.", "See acme.example/returns"),
        ("Open Settings > Privacy > Data.", "Go to Settings → Privacy."),
        ("Ask the IT service desk.", "Ask the IT helpdesk."),
    ],
)
def test_the_same_fact_in_other_words_is_the_same(left: str, right: str) -> None:
    (one, other) = (
        next(f for f in find_facts(text) if f.kind not in ("contrast", "modality")) for text in (left, right)
    )
    assert same_value(one, other)
    assert not disagreements(left, right)


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("You have 14 days to send it back.", "Returns are accepted within 30 days of delivery.", "duration"),
        ("Reply within 5 days.", "Reply within 5 working days.", "duration"),
        ("It takes 3-5 business days.", "It takes 5-7 business days.", "duration"),
        ("Cancel within 14 days.", "Cancel after 14 days.", "duration"),
        ("The seat costs $20.", "The seat costs $25.", "money"),
        ("The allowance is 80%.", "The allowance is 85 percent.", "percent"),
        ("Passwords have at least 12 characters.", "Passwords have at least 8 characters.", "number"),
        ("Claims are due on 31 March.", "Claims are due on 30 June.", "date"),
        ("Parcels come Monday to Friday.", "Parcels come Monday to Saturday.", "date"),
        ("The desk opens at 8:30.", "The desk opens at 9 am.", "time"),
        ("Attachments may have 25 MB.", "Attachments may have 10 MB.", "measure"),
        ("The app needs version 4.2.", "The app needs version 5.0.", "version"),
        ("Write to pay@acme.example.", "Write to people@acme.example.", "email"),
        ("Call 020 7946 0111 for help.", "For help call 020 7946 0222.", "phone"),
        ("Your line manager approves it.", "It is approved by the department head.", "contact"),
        ("Apply for it in Meridian.", "Apply for it in PayNest.", "name"),
        ("Use form B-12 for refunds.", "Refunds use form C-40.", "name"),
        ("Yes, weekends are counted.", "No, weekends are not counted.", "answer"),
        ("Yes, weekends are counted.", "Sorry Anna, no, weekends are not counted.", "answer"),
        ("Dogs are allowed in the garden.", "Dogs are not allowed in the garden.", "modality"),
        ("You must keep the receipt.", "There is no need to keep the receipt.", "modality"),
        ("Shipping is free of charge.", "We charge a fee for shipping.", "contrast"),
        ("Restart the laptop before the update.", "Restart the laptop after the update.", "contrast"),
        ("The fee is refunded when you cancel.", "The fee is not refunded when you cancel.", "contrast"),
        ("Lockers are free.", "Lockers cost 50 cents.", "money"),
        ("There is no deposit.", "The deposit is 200 crowns.", "money"),
        ("You can cancel the box at any time.", "You can cancel the box with two weeks' notice.", "duration"),
        ("The notice period to cancel is 2 weeks.", "You can cancel anytime to the end of the month.", "duration"),
        ("You need no notice to cancel.", "You need 2 weeks' notice to cancel.", "duration"),
    ],
)
def test_another_value_in_the_same_slot_disagrees(left: str, right: str, kind: str) -> None:
    found = disagreements(left, right)
    assert kind in [disagreement.kind for disagreement in found]
    assert not same_facts(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("You have 14 days.", "You have 14 days, and the refund takes 5 days."),
        ("Refunds arrive within 5 days.", "You can return the item within 30 days."),
        ("Full-time staff get 18 days.", "Part-time staff get 9 days."),
        ("On iOS tap Settings > Privacy.", "On Android tap Menu > Account."),
        ("It takes 3-5 days.", "It takes 4 days."),
        ("Receipts are required above 10 crowns.", "Under 10 crowns no receipt is required."),
        ("Comp-off stays valid for 60 days.", "Comp-off lapses when not taken within 60 days."),
        ("Cancel at least 14 days before.", "Cancel no later than two weeks before."),
        ("Only managers can approve timesheets.", "Timesheets have to be approved by a manager."),
        ("The training is voluntary.", "You don't have to attend the training."),
        ("You can cancel at any time.", "You can cancel at any time with two weeks' notice."),
        ("You can cancel at any time.", "After you cancel the refund takes 2 weeks."),
    ],
)
def test_saying_more_less_or_of_another_case_is_no_disagreement(left: str, right: str) -> None:
    assert not disagreements(left, right)


def test_not_at_any_time_is_no_word_against_a_notice() -> None:
    found = disagreements("You cannot cancel at any time.", "You cannot cancel without two weeks' notice.")
    assert "duration" not in [disagreement.kind for disagreement in found]


def test_the_scope_of_the_question_limits_its_answer() -> None:
    left, right = "You get 18 days of leave.", "You get 9 days of leave."
    assert disagreements(left, right)
    assert not disagreements(
        left, right, left_scope=frozenset(("hours:full-time",)), right_scope=frozenset(("hours:part-time",))
    )


def test_evidence_points_at_the_words_on_both_sides() -> None:
    left, right = "Hello, you have 14 days to return it.", "You can return it within 30 days."
    (found,) = disagreements(left, right)
    assert left[found.left.start : found.left.end] == "14 days"
    assert right[found.right.start : found.right.end] == "30 days"


def test_disagreement_does_not_depend_on_the_side() -> None:
    left, right = "The fee is $20, due on 1 May.", "The fee is $25, due on 1 June."
    forth, back = disagreements(left, right), disagreements(right, left)
    assert {(d.kind, d.left.text, d.right.text) for d in forth} == {(d.kind, d.right.text, d.left.text) for d in back}


def test_what_a_reference_states_and_an_answer_leaves_out_is_listed() -> None:
    reference = "Submit it within 30 days under Claims > New, with the receipt."
    assert [fact.text for fact in unsaid(reference, "You have one month.")] == ["Claims > New"]
    assert unsaid(reference, reference) == ()


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Press 3 for billing.", "number", [(3.0, "label press")]),
        ("Step 2. Open it.", "number", []),
        ("One of the agents helps.", "number", []),
        ("One device per user.", "number", [(1.0, "devic")]),
        ("Rs 2 lakh", "money", [(200_000.0, "INR")]),
        ("EUR 30 to 40", "money", [(30.0, "EUR"), (40.0, "EUR")]),
        ("It costs EUR50.", "money", [(50.0, "EUR")]),
        ("eur50 and Rs2,500", "money", [(50.0, "EUR"), (2500.0, "INR")]),
        ("1.200,00 €", "money", [(1200.0, "EUR")]),
        ("It costs € 1.234.567,89.", "money", [(1_234_567.89, "EUR")]),
        ("Up to 1.000 EUR a year", "money", [(1000.0, "EUR")]),
        ("1.200 CHF", "money", [(1200.0, "CHF")]),
        ("1.105 USD", "money", [(1.105, "USD")]),
        ("$1.250", "money", [(1.25, "USD")]),
        ("£1.250 or 1.250 GBP", "money", [(1.25, "GBP"), (1.25, "GBP")]),
        ("1.459 €/litre", "money", [(1.459, "EUR")]),
        ("1.200 EUR per licence", "money", [(1200.0, "EUR")]),
        ("0.125 EUR", "money", [(0.125, "EUR")]),
        ("1.200 rows", "number", [(1.2, "row")]),
        ("The build EURO50", "money", []),
        ("Take an RS232 or rs485 cable.", "money", []),
        ("Open CAD2024.", "money", []),
        ("Plug it into the RS 232 port.", "money", []),
        ("Plug it into the RS 232 port.", "number", []),
        ("The canteen takes RS 485 a month.", "money", [(485.0, "INR")]),
        ("It costs RS 232, Rs 485 or RS 500.", "money", [(232.0, "INR"), (485.0, "INR"), (500.0, "INR")]),
        ("CHF1'200, 1'200.50 CHF or CHF 1’200’000", "money", [(1200.0, "CHF"), (1200.5, "CHF"), (1_200_000.0, "CHF")]),
        ("1'200 rows", "number", [(1200.0, "row")]),
        ("CAD50, RS1,500 and Rs500", "money", [(50.0, "CAD"), (1500.0, "INR"), (500.0, "INR")]),
        ("For a lost one cr 25 is taken off.", "money", [(25.0, "crown")]),
        ("We are open 24 hours a day.", "duration", []),
        ("You may go in May.", "date", [("????-05-??", "date")]),
        ("In March.", "date", [("????-03-??", "date")]),
        ("With the March salary.", "date", [("????-03-??", "date")]),
        ("A month.", "duration", [(1, "month")]),
        ("Book a week ahead.", "duration", [(604_800, "second")]),
        ("A day pass is cheaper.", "duration", []),
        ("Weekdays and 12/31/2026", "date", [("01234", "weekday"), ("2026-12-31", "date")]),
        ("from 1 to 20 November", "date", [("????-11-01", "date"), ("????-11-20", "date")]),
        ("9-11 am", "time", [(540, "clock"), (660, "clock")]),
        ("A monthly report of annual leave", "frequency", []),
    ],
)
def test_numbers_mean_what_stands_around_them(text: str, kind: str, expected: list[tuple[float | str, str]]) -> None:
    assert values(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("at least 14 days", "at-least"),
        ("no more than 14 days", "at-most"),
        ("14 days or more", "at-least"),
        ("14+ days", "at-least"),
        ("up to and including 14 days", "at-most"),
        ("no later than 14 days before", "at-least"),
        ("not exceeding 14 days", "at-most"),
        ("14 days", "exactly"),
    ],
)
def test_limits_are_read_from_the_words_around(text: str, bound: str) -> None:
    (fact,) = (fact for fact in find_facts(f"Take {text}.") if fact.kind == "duration")
    assert fact.bound == bound


def test_not_without_requires_and_without_does_not() -> None:
    said = [f.value for f in find_facts("You can come without a booking.") if f.unit == "required"]
    refused = [f.value for f in find_facts("No refund is made without a receipt.") if f.unit == "required"]
    assert (said, refused) == (["no"], ["yes"])


def test_odd_texts_break_nothing() -> None:
    for text in ("", " ", "\ud800", "9" * 400, "(" * 500, "Ünïcödé ½ ٣ 三", "a > " * 300, "1-2-3-4-5/6/7"):
        assert find_facts(text) == find_facts(text)
    find_facts("no " * 8_000)


@pytest.mark.parametrize("text", ["30", "30.", " 2003 ", "31,038"])
def test_a_number_that_is_the_whole_text_is_no_list_marker(text: str) -> None:
    assert [fact.kind for fact in find_facts(text)] == ["number"]


def test_two_answers_that_are_other_numbers_differ() -> None:
    assert disagreements("30", "31", at_least=0.01) and not disagreements("30", "30.", at_least=0.01)


@pytest.mark.parametrize("text", ["Day one.", "On day 1.", "On your first day."])
def test_the_first_day_is_day_one(text: str) -> None:
    assert values(text, "number") == [(1, "ordinal day")]


def test_ten_monthly_instalments_are_ten_and_three_monthly_is_a_quarter() -> None:
    assert values("You pay in 10 monthly instalments.", "number") == [(10, "month instalment")]
    assert values("It is paid 3-monthly.", "frequency") == [(3, "month")]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("You don't need a permit.", "You do not need a permit."),
        ("Please don't open the seal.", "Please do not open the seal."),
        ("The licence hasn't expired.", "The licence has not expired."),
    ],
)
def test_not_denies_whatever_the_verb_ends_in(left: str, right: str) -> None:
    assert not disagreements(left, right)


@pytest.mark.parametrize("right", ["You have to pay for parking.", "You must pay for parking."])
def test_free_is_held_against_having_to_pay(right: str) -> None:
    assert disagreements("Parking is free.", right)
    assert not disagreements("Parking is free.", "You do not have to pay for parking.")


def test_a_share_of_the_price_is_what_a_discount_leaves() -> None:
    assert not disagreements("Staff pay 75% of the price.", "Staff get 25% off.")
    assert disagreements("Staff get 20% off.", "Staff get a discount of 25%.")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("You get per day 20 EUR.", (20, "EUR")),
        ("Each year 5 days are carried over.", (5 * 86400, "second")),
        ("This week 10 rooms are free.", (10, "room")),
        ("Two days a week 3 people may work remotely.", (3, "person")),
    ],
)
def test_a_number_behind_a_period_that_is_not_counted_is_its_own(text: str, amount: tuple[float, str]) -> None:
    found = find_facts(text)
    assert amount in [(fact.value, fact.unit) for fact in found]
    assert not any(fact.unit.startswith("ordinal") for fact in found)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Update AnyLink to 5.3 from the Software Centre.", "Install AnyLink 5.3 from the Software Centre."),
        ("Changes before the 15th count for the same month.", "By the 15 they are paid in the same month."),
    ],
)
def test_a_product_name_or_an_ordinal_ending_makes_no_other_value(left: str, right: str) -> None:
    assert not [each for each in disagreements(left, right, at_least=0.0) if each.kind in ("number", "version")]


def test_another_version_beside_a_bare_figure_still_disagrees() -> None:
    found = disagreements("Update AnyLink to 5.3.", "Install AnyLink 5.4.", at_least=0.0)
    assert [(each.left.text, each.right.text) for each in found] == [("5.3", "AnyLink 5.4")]


def test_a_phone_number_in_two_groups_is_no_amount() -> None:
    facts = find_facts("If it is gone, call the desk on 01632 960114 and we reset it.")
    assert [(fact.kind, fact.text) for fact in facts if fact.kind in ("phone", "number")] == [("phone", "01632 960114")]
    assert not disagreements("It takes 5 minutes.", "Call the desk on 01632 960114.", at_least=0.0)


def test_what_is_denied_shows_its_denial_so_that_a_word_never_stands_against_itself() -> None:
    left, right = "Private use is fine on company laptops.", "There is no private use on company laptops."
    contrasts = [fact.text for text in (left, right) for fact in find_facts(text) if fact.unit == "visibility"]
    assert contrasts == ["Private", "no private"]


def test_when_something_is_done_is_not_how_much_there_is_of_it() -> None:
    def disagree(right: str) -> bool:
        return any(each.kind == "duration" for each in disagreements("No new pass needed.", right, at_least=0.0))

    assert not disagree("The pass is sent within 5 working days.") and disagree("The new pass lasts 2 years.")
