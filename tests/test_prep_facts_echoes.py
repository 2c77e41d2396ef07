"""Words that question and answer share and the other pair does not know."""

from prep.facts.echoes import echoed_words, echoes, exchanged_words, strange_words

VAN = ("Deposit for a van?", "A van needs a deposit of 500 €.")
SCOOTER = ("Deposit for a scooter?", "For a scooter we ask for 100 €.")


def test_two_things_each_named_twice() -> None:
    assert echoes(VAN, SCOOTER) == (1, 1)


def test_a_word_of_one_side_only_is_no_second_thing() -> None:
    assert min(echoes(VAN, ("How much deposit?", "The deposit is 300 €."))) == 0


def test_numbers_in_words_and_single_letters_name_things() -> None:
    five = ("Holidays on a five-day week?", "On a five-day week it is 28 days.")
    four = ("Holidays on a four-day week?", "The four-day week gives 22 days.")
    assert min(echoes(five, four)) > 0
    dogs = ("Is a dog allowed in building A?", "Dogs are allowed in building A.")
    assert min(echoes(dogs, ("Dog in building C?", "No dogs in building C."))) > 0


def test_endings_do_not_make_another_word() -> None:
    pens = ("Where are the printers?", "Printers stand in the hall.")
    assert echoes(pens, ("printer place?", "The printing room has a printer.")) == (0, 0)


def test_verbs_count_where_all_words_do() -> None:
    starts = ("How do I start it?", "To start it press the green key.")
    stops = ("How do I stop it?", "To stop it press the red key.")
    assert (min(echoes(starts, stops)), echoed_words(starts, stops)) == (0, 1)
    assert exchanged_words(starts, stops) > 0.5


def test_strange_words_of_a_question() -> None:
    assert strange_words("Deposit for the blue van?", SCOOTER) == 2


def test_a_hyphen_does_not_make_another_word_of_it() -> None:
    mail = ("How long is an e-mail kept?", "An e-mail is kept for 3 years.")
    assert echoes(mail, ("How long do you keep email?", "Email is kept for 1 year.")) == (0, 0)
