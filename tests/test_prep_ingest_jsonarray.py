"""An array that may be larger than memory, element by element."""

import json

import pytest

from prep.ingest.jsonarray import TextAhead, elements_of
from prep.ingest.strictjson import NotJson

LONGEST = 200  # characters


def read(text: str, size: int) -> tuple[list[tuple[int, object, tuple[str, ...]]], str]:
    """Elements with line and flaws of a text that comes in pieces of this size, and what follows the array."""
    ahead = TextAhead(text[at : at + size] for at in range(0, len(text), size))
    found = [(line, parsed.value, parsed.flaws) for line, parsed in elements_of(ahead, LONGEST)]
    return found, ahead.rest()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_elements_are_the_same_whatever_pieces_the_text_comes_in(size: int) -> None:
    values: list[object] = [{"id": 1, "a": 'x]\\"}, y'}, 12, -3.5, "té,]", [1, [2]], {}, None, True]
    text = "\n [" + ",\n".join(json.dumps(value, ensure_ascii=False) for value in values) + " ]\nrest"
    found, rest = read(text, size)
    assert found == [(line, value, ()) for line, value in enumerate(values, start=2)]
    assert rest == "\nrest"
    assert read("[ ]", size) == ([], "")


@pytest.mark.parametrize("size", [5, 64, 10_000])
def test_an_element_that_is_too_long_is_passed_over_whatever_it_holds(size: int) -> None:
    long = {"a": 'q"]},{[\\' * 200, "b": [{"c": "]"}] * 30}
    found, rest = read(json.dumps([1, long, {"id": 2}]) + "\n", size)
    assert [value for _, value, flaws in found if not flaws] == [1, {"id": 2}]
    assert [flaws for _, _, flaws in found if flaws] == [("over 0 MB in one record",)]
    assert rest == "\n"


@pytest.mark.parametrize(("text", "line"), [('[{"id": 1},\n{"id": ]', 2), ('[{"id": 1}\n{"id": 2}]', 2), ("[1,\n2", 2)])
def test_where_an_array_breaks_is_said_and_what_was_before_is_read(text: str, line: int) -> None:
    ahead = TextAhead(iter(text))
    found = []
    with pytest.raises(NotJson):
        for _, parsed in elements_of(ahead, LONGEST):
            found.append(parsed.value)
    assert found and ahead.line == line


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('{"id": 2, "a": "x}', "invalid control character"),
        ('{"id": 2, "a: "x"}', "expecting ':'"),
        ('{"id": 2 "a": "x"}', "expecting ','"),
        ('{"id": 2} {}', "expecting ','"),
    ],
)
@pytest.mark.parametrize("size", [7, 64, 10_000])
def test_a_break_is_no_long_element_however_much_follows(broken: str, reason: str, size: int) -> None:
    text = ",\n".join(['[{"id": 1}', broken, *(json.dumps({"id": n, "a": "y"}) for n in range(3, 100))]) + "]"
    ahead = TextAhead(text[at : at + size] for at in range(0, len(text), size))
    found = []
    with pytest.raises(NotJson, match=reason):
        for _, parsed in elements_of(ahead, LONGEST):
            found.append((parsed.value, parsed.flaws))
    assert found[:1] == [({"id": 1}, ())] and all(not flaws for _, flaws in found) and ahead.line == 2
