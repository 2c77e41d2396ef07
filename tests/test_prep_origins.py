"""Where each sentence of a pair comes from."""

from dataclasses import replace

from prep.glossary import GENERAL, Entry
from prep.origins import Origins, SentenceOrigin, trace
from prep.pairing import pair_up
from prep.records import Decision, Edit, Message, Pair, Ticket

GLOSSARY = GENERAL.with_entries([Entry("EL", "earned leave", "Asha")])
ASKED = Message(
    "m1", "customer", "Hi team,\n\nHow much EL is carried forward?\n\nThanks!", "[CUSTOMER_1]", sent_at="T1"
)
ANSWERED = Message("m2", "agent", "Dear all,\nUpto 14 days of EL. The rest lapses.", "[AGENT_1]", sent_at="T2")
TICKET = Ticket("7", "Question", (ASKED, ANSWERED))


def made(ticket: Ticket = TICKET, said: tuple[Decision, ...] = (), today: Pair | None = None) -> Origins:
    pairing = pair_up(ticket, GLOSSARY)
    pair = pairing.pairs[0]
    return trace(pair, today or pair, ticket, pairing.edits, said, GLOSSARY)


def sentence(origins: Origins, beginning: str) -> SentenceOrigin:
    return next(each for each in origins.sentences if each.text.startswith(beginning))


def quotes(origin: SentenceOrigin, kind: str) -> list[str]:
    return [source.quote for source in origin.sources if source.kind == kind]


def test_every_sentence_names_message_author_time_and_ticket() -> None:
    origins = made()
    assert "".join(each.text for each in origins.sentences if each.side == "instruction") in origins.pair.instruction
    source = sentence(origins, "The rest lapses.").sources[0]
    assert (source.message_id, source.author, source.who) == ("m2", "agent", "[AGENT_1]")
    assert (source.at, source.ticket_id, source.quote) == ("T2", "7", "The rest lapses.")


def test_shorthand_comes_from_the_message_and_its_meaning_from_who_confirmed_it() -> None:
    origin = sentence(made(), "How much")
    assert quotes(origin, "message") == ["How much EL is carried forward?"]
    glossary = next(source for source in origin.sources if source.kind == "glossary")
    assert (glossary.quote, glossary.author) == ('"EL" means "earned leave"', "Asha")
    assert origin.unexplained == ()


def test_a_subject_line_in_the_question_is_named() -> None:
    asked = replace(ASKED, text="How long does it last?")
    origins = made(replace(TICKET, subject="Locked account", messages=(asked, ANSWERED)))
    assert quotes(sentence(origins, "Locked account"), "subject") == ["Locked account"]
    assert quotes(sentence(origins, "Locked account"), "message") == ["How long does it last?"]


def test_a_merged_reply_comes_from_what_was_asked_and_what_was_replied() -> None:
    back = Message("m3", "agent", "Do you still have any earned leave left?", "[AGENT_1]")
    reply = Message("m4", "customer", "No, it is at zero.", "[CUSTOMER_1]")
    origins = made(replace(TICKET, messages=(ASKED, back, reply, ANSWERED)))
    merged = sentence(origins, "I do not have any")
    assert {source.message_id for source in merged.sources} == {"m3", "m4"}
    assert merged.unexplained == ()


def test_the_answering_message_comes_before_another_that_says_the_same() -> None:
    note = Message("m0", "agent", "The rest lapses.", "[AGENT_2]", "internal-note", public=False)
    origins = made(replace(TICKET, messages=(ASKED, note, ANSWERED)))
    assert [source.message_id for source in sentence(origins, "The rest").sources] == ["m2"]


def test_what_only_an_internal_note_says_is_shown_as_such() -> None:
    note = Message("m0", "agent", "Finance pays it in March.", "[AGENT_2]", "internal-note", public=False)
    pair = pair_up(TICKET, GLOSSARY).pairs[0]
    leaked = replace(pair, response="Finance pays it in March.")
    ticket = replace(TICKET, messages=(ASKED, note, ANSWERED))
    assert sentence(made(ticket, today=leaked), "Finance").sources[0].said_as == "internal-note"


def test_a_word_that_nobody_said_is_named() -> None:
    pair = pair_up(TICKET, GLOSSARY).pairs[0]
    invented = replace(pair, response="The rest lapses after 90 weeks.")
    assert sentence(made(today=invented), "The rest").unexplained == ("after", "90", "weeks")


def test_a_sentence_that_a_person_wrote_is_theirs_and_the_others_stay_the_messages() -> None:
    edit = Decision("7/m2", "edit", response="Up to 14 days. The rest lapses. Ask Payroll.", decided_at="T9")
    pair = pair_up(TICKET, GLOSSARY).pairs[0]
    origins = made(said=(edit,), today=replace(pair, response=edit.response))
    person = sentence(origins, "Ask Payroll.").sources[-1]
    assert (person.kind, person.at, person.quote) == ("person", "T9", "Ask Payroll")
    assert [source.kind for source in sentence(origins, "The rest lapses.").sources] == ["message"]


def test_what_was_changed_and_decided_goes_along() -> None:
    said = (Decision("7/m2", "accept", decided_at="T9"),)
    origins = made(said=said)
    assert {"greeting", "glossary"} <= {edit.kind for edit in origins.edits}
    assert origins.decisions == said


def test_without_its_thread_nothing_is_explained() -> None:
    pair = Pair("8/m1", "8", "Where is it?", "In Meridian.")
    origins = trace(pair, pair, None, (), (), GENERAL)
    assert [each.sources for each in origins.sentences] == [(), ()]
    assert sentence(origins, "In Meridian").unexplained == ("In", "Meridian")


def test_a_meaning_beside_the_same_words_as_a_person_wrote_them_explains_both() -> None:
    answered = replace(ANSWERED, text="14 days of EL, then unpaid earned leave.")
    origins = made(replace(TICKET, messages=(ASKED, answered)))
    assert sentence(origins, "14 days").unexplained == ()


def test_a_date_that_was_a_relative_time_comes_from_the_time_of_the_message() -> None:
    answered = replace(ANSWERED, text="20 April, same menu as last year.")
    pair = replace(pair_up(TICKET, GLOSSARY).pairs[0], response="20 April, same menu as in 2025.")
    dated = Edit(pair.pair_id, "response", "relative-time", "last year", "in 2025", "sent in 2026", ("m2",))
    origins = trace(pair, pair, replace(TICKET, messages=(ASKED, answered)), (dated,), (), GLOSSARY)
    assert quotes(sentence(origins, "20 April"), "time") == ["last year → in 2025: sent in 2026"]
    assert sentence(origins, "20 April").unexplained == ()


def test_a_word_that_both_sides_said_is_the_own_sides() -> None:
    back = Message("m3", "agent", "Is it for the office or the warehouse?", "[AGENT_1]")
    reply = Message("m4", "customer", "Warehouse.", "[CUSTOMER_1]")
    ticket = replace(TICKET, messages=(ASKED, back, reply, ANSWERED))
    pair = Pair("7/m2", "7", "How much is carried forward? Warehouse.", "Upto 14 days.")
    merged = Edit("7/m2", "instruction", "reply", "", "Warehouse.", "", ("m3", "m4"))
    origins = trace(pair, pair, ticket, (merged,), (), GENERAL)
    assert [source.message_id for source in sentence(origins, "Warehouse.").sources] == ["m4"]
