"""A gate lets a pattern through wherever it could match."""

from prep.facts.gate import gate, literals


def test_a_gate_opens_to_patterns_whose_words_a_text_may_hold() -> None:
    wordings = [r"part[- ]?time|contractors?", r"full[- ]?time", r"\bEU\b"]
    known = gate([literals(wording) for wording in wordings])
    assert known.open_to("contractor, full time") == [0, 1, 2]
    assert known.open_to("at the factory") == [2]  # two letters are no literal, so that pattern is always tried


def test_a_literal_is_needed_whole() -> None:
    assert gate([("contractor",)]).open_to("a contract") == []
    assert gate([("contractor",)]).open_to("") == []
