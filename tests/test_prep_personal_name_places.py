"""Where names of strangers stand."""

from prep.personal.name_places import find_names


def names(text: str) -> list[str]:
    return [text[start:end] for start, end in find_names(text)]


def test_everybody_who_is_greeted_is_named() -> None:
    assert names("Hi Priya and Tom, can you help?") == ["Priya", "Tom"]
    assert names("Hi Anna, Tom, Priya, can you help?") == ["Anna", "Tom", "Priya"]


def test_a_list_that_goes_on_behind_a_greeting_names_nobody() -> None:
    assert names("Hi Anna, Visa, Paycard, Mastercard and cash.") == ["Anna"]
    assert names("Hi Anna, Zoom, Outlook and Teams are down.") == ["Anna"]
