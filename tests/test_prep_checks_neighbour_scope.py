"""A pair whose neighbours say whom they ask for, while it does not."""

from prep.checks import Ground, NotApplicable, neighbour_scope
from prep.records import Finding, Pair, QuestionGroup


def found(*questions: tuple[str, str]) -> list[Finding]:
    pairs = tuple(Pair(f"T{n}", "", asked, said) for n, (asked, said) in enumerate(questions))
    group = QuestionGroup("T0", tuple(pair.pair_id for pair in pairs))
    findings = neighbour_scope.CHECK.find(Ground(pairs, groups=(group,)))
    assert not isinstance(findings, NotApplicable)
    return list(findings)


IOS, ANDROID = ("How do I export on iOS?", "Tap share."), ("How do I export on Android?", "Tap the menu.")
BARE = ("How do I export?", "Tap share.")


def test_a_limit_that_all_neighbours_state_is_noted() -> None:
    (finding,) = found(BARE, IOS, ("Export from an iPhone?", "Tap share."))
    assert (finding.severity, finding.pair_ids[0], finding.value) == ("info", "T0", 1.0)
    assert "platform: ios" in finding.detail


def test_a_pair_waits_when_its_neighbours_are_limited_in_different_ways() -> None:
    findings = found(BARE, IOS, ("Export, iPad?", "Tap share."), ANDROID, ("Export on Android phone", "The menu."))
    assert [(finding.severity, finding.pair_ids[0]) for finding in findings] == [("review", "T0")]


def test_a_pair_that_states_it_in_its_answer_lacks_nothing() -> None:
    assert found(("How do I export?", "On iOS, tap share."), IOS, ("Export from an iPhone?", "Tap share.")) == []


def test_one_neighbour_alone_may_only_be_more_precise() -> None:
    assert found(BARE, IOS, ("How can I export?", "Tap share.")) == []
