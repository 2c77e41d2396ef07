"""A score says what it rests on, and what many looks at the same questions do to it."""

from evalsuite.records import Rate, Stamp
from evalsuite.stamp import stamp_line, to_keep, what_openings_do

RATE = Rate(0.8, 0.732, 0.854, 168, 134)


def test_the_line_carries_seal_openings_copies_and_log() -> None:
    stamp = Stamp("a" * 64, 3, 0, "002", "2026-09-02", "b" * 64, of_retired_splits=2)
    assert stamp_line(stamp) == [
        "run 002",
        "seal aaaaaaaaaaaaaaaa",
        "opened 3 times before (2 of them on retired splits)",
        "0 near-duplicates across the split",
        "log bbbbbbbbbbbbbbbb",
        "2026-09-02",
    ]


def test_what_is_unknown_says_so() -> None:
    assert stamp_line(Stamp()) == ["not sealed", "openings unknown", "copies not counted"]
    assert to_keep(Stamp()) == ""


def test_what_others_should_keep_is_whole_and_says_why() -> None:
    kept = to_keep(Stamp("a" * 64, 0, 0, log_head="b" * 64))
    assert "a" * 64 in kept and "b" * 64 in kept and "can rebuild everything" in kept


def test_looking_again_with_the_same_run_is_not_tuning() -> None:
    assert what_openings_do(Stamp("a", 9, 0, other_runs=1), RATE) == ()


def test_after_several_runs_it_says_what_that_does_and_how_to_get_a_clean_number() -> None:
    (said,) = what_openings_do(Stamp("a", 4, 0, other_runs=4), RATE)
    assert said.startswith("4 models may have been judged before this one. If their scores decided")
    assert "the best of 5 equally good models looks up to about 3.7 points better than it is" in said
    assert "import new tickets, audit, and retire this split" in said


def test_openings_of_retired_splits_are_no_clean_slate() -> None:
    (said,) = what_openings_do(Stamp("a", 5, 0, of_retired_splits=5, seen_before=30), RATE)
    assert "(5 of them with a retired split that held out 30 of these questions)" in said


def test_new_tickets_are_a_clean_slate() -> None:
    assert what_openings_do(Stamp("a", 5, 0, of_retired_splits=5, seen_before=0), RATE) == ()


def test_an_opening_that_broke_off_is_said() -> None:
    (said,) = what_openings_do(Stamp("a", 1, 0, cut_off=1), RATE)
    assert said == "1 opening broke off while being logged, and counts like any other."


def test_looking_at_held_out_questions_is_said_from_the_first_time_on() -> None:
    (said,) = what_openings_do(Stamp("a", 2, 0, looks=2), RATE)
    assert said.startswith("Somebody read held-out questions 2 times without judging a model")
