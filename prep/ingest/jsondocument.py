"""A JSON text in one piece → its records, with the line that each begins on."""

from collections.abc import Generator, Iterator
from typing import Any

from prep.errors import BadInput
from prep.ingest.envelopes import Element, JsonRow, bad_row, unwrap, with_ticket, wrapped_lists
from prep.ingest.strictjson import NotJson, Parsed, StrictDecoder, repeated_names, skip_blank
from prep.records import Rejection

MAX_RECORD = 20 << 20  # characters


def lost_most(name: str, line: int, fault: NotJson) -> BadInput:
    return BadInput(
        f"{name}:{line}: expected one JSON array, got something else ({fault.reason}), and nothing after it could be "
        "read. Export again, or as one JSON object a line."
    )


class DocumentReader:
    """Reads a text that holds one JSON value, or several after each other, keeping count of lines.

    What stands before `start` was read; `line` is the one that it is on.
    """

    def __init__(self, name: str, text: str, *, start: int = 0, line: int = 1) -> None:
        self._name = name
        self._text = text
        self._decoder = StrictDecoder()
        self._start = start
        self._counted_to = start
        self._line = line
        self._after_array = 0

    def rows(self) -> Iterator[JsonRow | Rejection]:
        """Each row. After a fault at top level reading resumes at the next line; inside an array it ends there."""
        position = skip_blank(self._text, self._start)
        while position < len(self._text):
            start = position
            line = self._line_of(start)
            try:
                if self._text[start] == "[":
                    position = yield from self._rows_of_array(start)
                else:
                    found, position = self._value(start)
                    self._expect_line_end(position)
                    for stream, members in found.items():
                        for element in members:
                            yield from unwrap(self._name, element, stream=stream)
            except NotJson as fault:
                at = self._line_of(fault.position)
                evidence = f"not JSON: {fault.reason}" + ("" if at == line else f" in line {at}")
                position = self._next_line(start)
                yield bad_row(f"{self._name}:{line}", evidence)
            position = skip_blank(self._text, position)

    def _rows_of_array(self, start: int) -> Generator[JsonRow | Rejection, None, int]:
        """The rows of an array as they are read; the position to go on from. NotJson when not even one was."""
        n_read = 0
        try:
            for element in self._array(start):
                n_read += 1
                yield from unwrap(self._name, element, stream="")
            self._expect_line_end(self._after_array)
            return self._after_array
        except NotJson as fault:
            if not n_read:
                raise
            at = self._line_of(fault.position)
            self._refuse_if_most_is_lost(fault, at)
            yield bad_row(f"{self._name}:{at}", f"not JSON: {fault.reason}; nothing after it could be read")
            return len(self._text)

    def _refuse_if_most_is_lost(self, fault: NotJson, line: int) -> None:
        if fault.position < len(self._text) // 2:
            raise lost_most(self._name, line, fault)

    def _value(self, start: int) -> tuple[dict[str, list[Element]], int]:
        """One value, or for an object that only wraps lists of records those lists by name; the position after it."""
        line = self._line_of(start)
        if self._text[start] != "{":
            parsed = self._read(start)
            return {"": [Element(parsed.value, line, parsed.flaws)]}, parsed.end
        members: list[tuple[str, Any]] = []
        lists: dict[str, list[Element]] = {}
        flaws: list[str] = []
        position = skip_blank(self._text, start + 1)
        if self._at(position) == "}":
            return {"": [Element({}, line, ())]}, position + 1
        while True:
            if self._at(position) != '"':
                raise NotJson("expecting a name in double quotes", position)
            name = self._read(position)
            position = self._expect(":", name.end)
            if self._at(position) == "[":
                elements = list(self._array(position))
                position = self._after_array
                lists[name.value] = elements
                members.append((name.value, [element.value for element in elements]))
                flaws.extend(flaw for element in elements for flaw in element.flaws)
            else:
                parsed = self._read(position)
                position = parsed.end
                members.append((name.value, parsed.value))
                flaws.extend(parsed.flaws)
            position = skip_blank(self._text, position)
            if self._at(position) == "}":
                break
            position = self._expect(",", position)
        value = dict(members)
        repeated = tuple(repeated_names(members))
        if repeated or not (wrapped := wrapped_lists(value)):
            return {"": [Element(value, line, (*flaws, *repeated))]}, position + 1
        return {
            stream: [Element(with_ticket(each.value, value), each.line, each.flaws) for each in lists[stream]]
            for stream in wrapped
        }, position + 1

    def _array(self, start: int) -> Iterator[Element]:
        """The array's elements as they are read; at its end `_after_array` is the position after it."""
        position = skip_blank(self._text, start + 1)
        self._after_array = position + 1
        if self._at(position) == "]":
            return
        while True:
            parsed = self._read(position)
            yield Element(parsed.value, self._line_of(position), parsed.flaws)
            position = skip_blank(self._text, parsed.end)
            self._after_array = position + 1
            if self._at(position) == "]":
                return
            position = self._expect(",", position)

    def _read(self, position: int) -> Parsed:
        parsed = self._decoder.read(self._text, position)
        if parsed.end - position > MAX_RECORD:
            return Parsed(parsed.value, parsed.end, (*parsed.flaws, f"over {MAX_RECORD >> 20} MB in one record"))
        return parsed

    def _at(self, position: int) -> str:
        return self._text[position : position + 1]

    def _expect(self, mark: str, position: int) -> int:
        position = skip_blank(self._text, position)
        if self._at(position) != mark:
            came = "the end of the file" if position >= len(self._text) else "something else"
            raise NotJson(f"expecting {mark!r}, got {came}", position)
        return skip_blank(self._text, position + 1)

    def _expect_line_end(self, position: int) -> None:
        end = self._next_line(position)
        if (rest := skip_blank(self._text, position)) < end:
            raise NotJson("more text after the value", rest)

    def _next_line(self, position: int) -> int:
        found = self._text.find("\n", position)
        return len(self._text) if found < 0 else found + 1

    def _line_of(self, position: int) -> int:
        if position >= self._counted_to:
            self._line += self._text.count("\n", self._counted_to, position)
        else:
            self._line -= self._text.count("\n", position, self._counted_to)
        self._counted_to = position
        return self._line
