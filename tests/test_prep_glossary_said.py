"""What a person says about shorthand is a line that counts until it is taken back."""

from prep.glossary import GENERAL, Entry, Said, Sense, last_press, with_said

PROPOSED = GENERAL.with_entries([Entry("EL", "earned leave", "", 9, "initials")])


def accept(short: str, meaning: str, at: str = "1", **place: tuple[str, ...]) -> Said:
    return Said(short, "accept", meaning, said_by="Ana", said_at=at, **place)


def test_an_accepted_meaning_is_applied_with_the_name_of_who_said_it() -> None:
    entry = with_said(PROPOSED, [accept("EL", "early leave")]).entries["EL"]
    assert (entry.meaning, entry.confirmed_by, entry.n_tickets) == ("early leave", "Ana", 9)


def test_what_is_ignored_is_no_shorthand_also_of_the_general_list() -> None:
    entry = with_said(PROPOSED, [Said("TL", "ignore")]).entries["TL"]
    assert (entry.meaning, entry.is_a_persons) == ("", True)


def test_undo_leaves_what_was_said_before() -> None:
    log = [accept("EL", "earned leave"), accept("EL", "early leave", "2"), Said("EL", "undo")]
    assert with_said(PROPOSED, log).entries["EL"].meaning == "earned leave"


def test_what_was_taken_back_waits_again_also_where_the_file_already_has_it() -> None:
    written = with_said(PROPOSED, [accept("EL", "earned leave"), Said("TL", "ignore")])
    undone = [accept("EL", "earned leave"), Said("TL", "ignore"), Said("EL", "undo"), Said("TL", "undo")]
    entries = with_said(written, undone).entries
    assert (entries["EL"].meaning, entries["EL"].confirmed_by) == ("earned leave", "")
    assert entries["TL"] == GENERAL.entries["TL"]


def test_what_a_hand_wrote_into_the_file_afterwards_stands() -> None:
    by_hand = GENERAL.with_entries([Entry("EL", "elder leave", "Ben")])
    assert with_said(by_hand, [accept("EL", "earned leave")]).entries["EL"].meaning == "elder leave"


def test_a_meaning_with_a_place_adds_a_sense() -> None:
    log = [accept("doc", "doctor", topics=("sick leave",)), accept("doc", "document", "2", near=("upload",))]
    entry = with_said(PROPOSED, log).entries["doc"]
    assert entry.senses == (Sense("doctor", ("sick leave",)), Sense("document", (), ("upload",)))
    assert with_said(PROPOSED, [*log, Said("doc", "undo")]).entries["doc"].senses == entry.senses[:1]


def test_what_was_said_at_once_is_one_press() -> None:
    log = [accept("EL", "a", "1"), accept("SL", "b", "2"), accept("CL", "c", "2")]
    assert last_press(log) == ("SL", "CL")
    assert last_press([*log, Said("SL", "undo"), Said("CL", "undo")]) == ("EL",)
    assert last_press([]) == ()
