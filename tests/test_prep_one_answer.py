"""prep/one_answer: pairs that ask the same and say the same are taught with one answer."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from prep.audit import audit
from prep.one_answer import one_answer_each, with_one_answer
from prep.records import Audit, Decision, Pair, QuestionGroup
from prep.remembered import Remembered

PLAIN = "You may carry over up to 12 days of earned leave into the next year."
POLITE = "Up to 12 days of earned leave can be carried over into the next year."
SHORT = "EL c/f max 12 days"


def made(*answers: str, question: str = "How many days of earned leave can I carry over?") -> list[Pair]:
    return [Pair(str(number), "", question, answer, "leave") for number, answer in enumerate(answers)]


def choose(pairs: Sequence[Pair], decided: Sequence[str] = ()) -> dict[str, str]:
    """With vectors that say that all answers are equally near to one another."""
    vectors = np.full((len(pairs), 4), 0.5)
    return one_answer_each(pairs, [QuestionGroup("0", tuple(pair.pair_id for pair in pairs))], vectors, decided)


def taught(*answers: str, question: str = "How many days of earned leave can I carry over?") -> list[str]:
    pairs = made(*answers, question=question)
    found = Audit((), (), (), tuple(pair.pair_id for pair in pairs), (), (), choose(pairs))
    return [pair.response for pair in with_one_answer(pairs, found)]


def test_shorthand_is_taught_as_a_colleague_wrote_it_out() -> None:
    assert taught(PLAIN, SHORT) == [PLAIN, PLAIN]


def test_several_whole_answers_become_the_one_that_is_nearest_to_all() -> None:
    pairs = made(PLAIN, POLITE, SHORT)
    vectors = np.array([[1.0, 0.0], [0.8, 0.6], [0.96, 0.28]])  # the second is the farthest from the others
    group = QuestionGroup("0", ("0", "1", "2"))
    assert one_answer_each(pairs, [group], vectors, ()) == {"1": "0", "2": "0"}


def test_an_answer_with_another_figure_keeps_its_words() -> None:
    other = "You may carry over up to 15 days of earned leave into the next year."
    assert taught(PLAIN, other) == [PLAIN, other]


def test_the_fuller_answer_stands_for_the_other_and_never_the_other_way_round() -> None:
    fuller = "You may carry over up to 12 days of earned leave. Request it in Meridian by 15 December."
    assert taught(PLAIN, fuller) == [fuller, fuller]


def test_no_second_figure_of_the_same_kind_is_added() -> None:
    more = "You may carry over up to 12 days of earned leave, and encash up to 10 days of it."
    assert taught(SHORT, more) == [SHORT, more]


def test_how_one_persons_case_stands_is_not_what_everybody_is_told() -> None:
    own = "You may carry over the 12 days of earned leave, as you have worked for a whole year."
    assert taught(own, SHORT) == [own, SHORT]


def test_shorthand_alone_is_left_as_it_is() -> None:
    assert taught(SHORT, "c/f 12 days EL") == [SHORT, "c/f 12 days EL"]


def test_yes_and_no_belong_to_the_question_that_was_put() -> None:
    no = "No, more than 12 days of earned leave cannot be carried over."
    assert taught(no, PLAIN, SHORT) == [no, PLAIN, PLAIN]


def test_what_is_remembered_of_a_question_holds_until_an_answer_or_a_decision_changes(tmp_path: Path) -> None:
    pairs, group, vectors = made(PLAIN, SHORT), QuestionGroup("0", ("0", "1")), np.full((2, 4), 0.5)
    for _ in range(2):
        remembered = Remembered(tmp_path / "remembered.json")
        assert one_answer_each(pairs, [group], vectors, (), remembered=remembered) == {"1": "0"}
        assert one_answer_each(pairs, [group], vectors, ["1"], remembered=remembered) == {}
        other = [pairs[0], replace(pairs[1], response="EL c/f max 15 days")]
        assert one_answer_each(other, [group], vectors, (), remembered=remembered) == {}
        remembered.keep()


def test_what_a_person_decided_on_keeps_its_words() -> None:
    assert choose(made(PLAIN, SHORT), decided=["1"]) == {}


def test_other_questions_are_not_touched() -> None:
    pairs = made(PLAIN, SHORT)
    groups = [QuestionGroup("0", ("0",)), QuestionGroup("1", ("1",))]
    assert one_answer_each(pairs, groups, np.full((2, 4), 0.5), ()) == {}


def test_the_order_of_the_pairs_makes_no_difference() -> None:
    pairs = made(PLAIN, POLITE, SHORT)
    assert choose(pairs) == choose(pairs[::-1])


def test_the_audit_shares_answers_of_kept_pairs_and_leaves_them_where_told() -> None:
    questions = ("How many days of earned leave can I carry over?", "how many EL days can i carry over")
    pairs = [
        Pair(str(number), "", question, answer, "leave")
        for number, (question, answer) in enumerate(zip(questions, (PLAIN, POLITE), strict=True))
    ]

    def embed(texts: Sequence[str]) -> np.ndarray:
        return np.tile([1.0, 0.0], (len(texts), 1))

    assert set(audit(pairs, embed).answers.items()) in ({("0", "1")}, {("1", "0")})
    assert audit(pairs, embed, as_worded=True).answers == {}
    assert audit(pairs, embed, decisions=[Decision("0", "accept"), Decision("1", "accept")]).answers == {}


def test_a_rule_for_other_people_or_things_keeps_its_words() -> None:
    for one, other in (
        ("Refunds take 5 days for orders from the US.", "Refunds take 5 days for orders from the EU."),
        ("You can reset it in the mobile app.", "You can reset it in the web portal under Settings."),
    ):
        assert taught(one, other) == [one, other]


def test_an_exception_is_neither_lost_nor_added() -> None:
    plain, excepted = "The limit is 20 GB for a mailbox.", "The limit is 20 GB unless you are a contractor."
    assert taught(plain, excepted) == [plain, excepted]


def test_what_is_to_be_done_is_never_left_out() -> None:
    short = "Hand the key in at the kiosk by 6 pm."
    assert taught(short, "Empty the locker. Then hand the key in at the kiosk by 6 pm.")[1] != short
    assert taught(short, "Hand the key in at the kiosk by 6 pm and sign the list.")[1] != short


def test_steps_in_another_order_keep_their_order() -> None:
    one, other = "First close the valve, then open the lid.", "First open the lid, then close the valve."
    assert taught(one, other) == [one, other]


def test_only_stays_where_it_was_said() -> None:
    one, other = "Guests may park in Garage 2.", "Only guests may park in Garage 2."
    assert taught(one, other) == [one, other]


def test_a_condition_is_neither_left_out_nor_added() -> None:
    one, other = "The fee of 12 € is refunded.", "The fee of 12 € is refunded if you cancel in writing."
    assert taught(one, other) == [one, other]


def test_what_holds_for_some_people_or_in_some_place_is_not_told_to_all() -> None:
    for one, other in (
        ("You may borrow 40 books.", "Teachers may borrow 40 books."),
        ("A visit costs 45 €.", "A visit in the old town costs 45 €."),
        ("4 hours a week may be booked.", "Youth players may book 4 hours a week."),
    ):
        assert taught(one, other) == [one, other]


def test_two_answers_in_one_wording_with_another_person_or_thing_stay_apart() -> None:
    for one, other in (
        ("Hand the list to the coach by 8 pm.", "Hand the list to the caretaker by 8 pm."),
        ("By 8 pm the list goes to the coach.", "Hand the list to the caretaker by 8 pm."),
        ("The lab keeps your prints for 1 year.", "The lab keeps your negatives for 1 year."),
        ("Visitors may wear a badge.", "Visitors must wear a badge."),
    ):
        assert taught(one, other) == [one, other]


def test_what_one_does_to_order_a_thing_is_never_taught_to_who_cancels_it() -> None:
    told = (
        "Open the portal, go to travel bookings, choose {} and confirm. Your manager approves it within 3 working days."
    )
    deeds = ("order", "cancel", "renew", "extend", "block", "transfer")
    pairs = [Pair(deed, "", f"How do I {deed} a travel booking?", told.format(deed), "travel") for deed in deeds]
    assert choose(pairs) == {}


def test_what_one_does_with_a_monitor_is_never_taught_to_who_asks_about_a_booking() -> None:
    told = "Open the portal, go to {}s, choose order and confirm. Your manager approves it within 3 working days."
    things = ("monitor", "travel booking", "parking permit")
    pairs = [Pair(thing, "", f"How do I order a {thing}?", told.format(thing), "orders") for thing in things]
    assert choose(pairs) == {}


def test_what_one_cancels_is_never_taught_to_who_moves_it_since_cancelling_is_out_of_the_question() -> None:
    told = (
        "Open the portal, go to flight bookings, choose {} and confirm. Your manager approves it within 3 working days."
    )
    move = Pair("move", "", "I cannot cancel: how do I move a flight booking?", told.format("move"), "travel")
    cancel = Pair("cancel", "", "How do I cancel a flight booking?", told.format("cancel"), "travel")
    assert choose([move, cancel]) == {}


def test_an_answer_that_is_but_a_figure_and_its_limit_keeps_both() -> None:
    rights = "For a single install request the day pass in the Software Centre, it lasts 8 hours."
    pairs = [
        Pair("rights", "", "Can I get admin rights on my laptop?", rights, "it"),
        Pair("pass", "", "How long does the day pass last?", "8 hours from approval.", "it"),
    ]
    assert choose(pairs) == {}


def test_yes_is_left_out_where_another_answer_states_it_in_a_sentence() -> None:
    plain, yes = "You may bring one guest for 5 €.", "Yes, you may bring one guest for 5 €."
    assert taught(plain, yes, question="May I bring a guest?") == [plain, plain]


def test_yes_stays_where_no_other_answer_states_it() -> None:
    hours, yes = "The sauna is open from 10 am to 9 pm.", "Yes, the sauna is open from 10 am to 9 pm."
    assert taught(hours, yes, question="Is the sauna included for day guests?") == [hours, yes]
    no = "You may not bring guests for 5 €."
    assert taught(no, "Yes, you may bring guests for 5 €.", question="May I bring a guest?")[1] != no


def test_list_marks_and_a_word_that_only_says_noted_make_no_other_answer() -> None:
    plain = "EL c/f max 12 days"
    assert taught(plain, "Checked.\n\nEL c/f max 12 days") == [plain, plain]
    listed = "- Up to 12 days move over.\n- Request it by 15 December."
    joined = "Up to 12 days move over. Request it by 15 December."
    assert len(set(taught(listed, joined))) == 1


def test_names_of_a_path_are_said_by_the_path() -> None:
    path = "Open DeskHub > Self-help > Renew certificate. It is valid for 365 days."
    told = "Certificates last 365 days. Use Renew certificate in DeskHub under Self-help."
    assert taught(path, told) in ([path, path], [told, told])


def test_a_count_keeps_what_is_counted() -> None:
    people, bare = "A meeting holds up to 200 people.", "A meeting can hold up to 200."
    assert taught(bare, people) != [bare, bare]


VAN = "You can borrow the van from the depot."
VAN_ALIKE = ["The van can be borrowed from the depot.", "Borrow the van from the depot.", "The depot lends the van."]
VAN_LIMITED = [
    "You can borrow the van from the depot after 6 months of employment.",
    "You can borrow the van from the depot for 30 euros.",
    "You can borrow the van from the depot with a deposit of 300 euros.",
    "You can borrow the van from the depot during the probation period.",
    "You can borrow the van from the depot on school days.",
    "You can borrow the van from the depot at 80 percent of the price.",
    "Trainees can borrow the van from the depot.",
    "You can borrow the van from the depot, except in July.",
]


def test_a_limit_that_one_answer_has_alone_reaches_no_other_and_is_never_lost() -> None:
    for limited in VAN_LIMITED:
        assert taught(VAN, limited, question="Where is the van?") == [VAN, limited]
        assert taught(limited, VAN, question="Where is the van?") == [limited, VAN]


def test_a_limit_is_not_spared_however_many_answered_without_it() -> None:
    for others in ([VAN, *VAN_ALIKE[:1]], [VAN, *VAN_ALIKE[:2]], [VAN, *VAN_ALIKE]):
        for limited in VAN_LIMITED:
            found = taught(*others, limited, question="Where is the van?")
            assert found[-1] == limited and limited not in found[:-1]


def test_a_limit_that_two_colleagues_give_in_their_own_words_is_taught_to_who_left_it_out() -> None:
    question = "How do I get the van?"
    plain = "You can borrow the van from the depot."
    limited = "The depot lends you the van after 6 months of employment."
    again = "After 6 months of employment you may borrow the van at the depot."
    assert taught(plain, limited, question=question) == [plain, limited]
    assert taught(plain, limited, again, question=question) == [limited, limited, again]
    assert taught(plain, limited, again.replace("6", "9"), question=question)[0] == plain


def test_how_often_and_when_is_told_only_to_who_asks_for_it() -> None:
    often = "Change the filter every 6 weeks or when the red lamp flashes."
    again = "Every 6 weeks, or as soon as the red lamp starts flashing, the filter is changed."
    means = "The flashing red lamp means that the filter is to be changed."
    assert taught(means, often, again, question="The red lamp is flashing. What does it mean?")[0] == means


def test_least_and_before_and_the_way_to_reach_somebody_are_meant() -> None:
    for one, other in (
        ("The repair takes 5 days.", "The repair takes at least 5 days."),
        ("Pay up to 3 days before arrival.", "Pay up to 3 days after arrival."),
        ("Report it within 14 days of the return.", "Report it within 14 days before the return."),
        ("Call the depot.", "Message the depot."),
    ):
        assert taught(one, other, question="When and how?") == [one, other]


def test_a_further_sentence_changes_what_is_to_be_done_and_not_a_figure() -> None:
    one, more = "Hang the key up at the kiosk.", "Hang the key up at the kiosk. Sign the blue list."
    assert taught(one, more, question="How do I return the key?") == [one, more]
    one, more = "A sled costs 9 € a day.", "A sled costs 9 € a day. Children need a helmet."
    assert taught(one, more, question="How much is a sled?") == [more, more]


def test_what_three_colleagues_answered_without_may_be_left_out_but_no_amount_of_money_and_no_step() -> None:
    others = [
        "You may carry over up to 12 days of earned leave.",
        "Up to 12 days of earned leave can be carried over.",
        "12 days at most are carried over of earned leave.",
    ]
    remark = "You may carry over up to 12 days of earned leave. Weekends count."
    assert len(set(taught(*others, remark))) == 1
    step = "You may carry over up to 12 days of earned leave. Please tell the payroll team."
    assert "payroll" in taught(*others, step)[3]
    fee = "You may carry over up to 12 days of earned leave. It costs 5 €."
    assert "5 €" in taught(*others, fee)[3]


def test_what_each_of_two_colleagues_tells_besides_stays() -> None:
    one = "Up to 12 days of earned leave may be carried over. The form is blue."
    other = "12 days of earned leave at most are carried over. Requests close in spring."
    assert taught(one, other) == [one, other]


def test_one_amount_written_in_two_ways_is_one_answer() -> None:
    asked = "How much is the allowance for a home office?"
    for one, other in (
        ("You get 50 € a month.", "You get EUR 50 a month."),
        ("Up to €50 a night.", "Up to 50 euros a night."),
        ("50 € per month", "EUR 50 per month"),
        ("50 €", "EUR 50"),
    ):
        assert len(set(taught(one, other, question=asked))) == 1
    assert len(set(taught("You get 50 € a month.", "You get USD 50 a month.", question=asked))) == 2
    assert len(set(taught("50 €", "EUR 55", question=asked))) == 2
