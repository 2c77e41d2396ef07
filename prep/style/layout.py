"""How an answer is laid out: list signs, headings, markup, how it opens and closes."""

import re
from collections.abc import Iterator

from prep.courtesy import strip_courtesy
from prep.facts import find_facts
from prep.style.habit import Habit, Seen

_BULLET = re.compile(r"^[ \t]*(?P<sign>[-*+•●◦▪–—·»])[ \t]+\S", re.MULTILINE)
_NUMBER = re.compile(r"^[ \t]*(?P<open>\(?)(?:\d{1,2}|[a-z])(?P<sign>[.):])[ \t]+\S", re.MULTILINE)
_HEADING = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+\S[^\n]*|\*\*[^*\n]{2,60}\*\*:?|__[^_\n]{2,60}__:?|[^\n]{3,60}\n(?:={3,}|-{3,})"
    r"|(?=[^\n]*[A-Z]{4})[A-Z][A-Z ,&/-]{5,60}[A-Z]:?)[ \t]*$",
    re.MULTILINE,
)
_MARKUP = re.compile(
    r"\*\*[^*\n]+\*\*|(?<![\w_])__[^_\n]+__(?![\w_])|`[^`\n]+`|\[[^\]\n]+\]\(\w[^)\s]*\)|^#{1,6}[ \t]+\S[^\n]*"
    r"|</?(?:b|i|u|p|br|div|span|li|ul|ol|strong|em|a|h[1-6])\b[^>\n]*>",
    re.MULTILINE,
)
_CLOSED = re.compile(r"[.!?…。！？][\"”’')\]]*\s*\Z")
_LAST_WORD = re.compile(r"\S+\s*\Z")
_AS_EVER = frozenset(("money", "measure", "url", "email", "name", "version"))
_FIRST_WORD = re.compile(r"\A\W*(?P<word>\S+)")


def _bullets(text: str) -> Iterator[Seen]:
    for match in _BULLET.finditer(text):
        yield Seen(f'"{match["sign"]}" before each point', *match.span("sign"))


def _numbers(text: str) -> Iterator[Seen]:
    found = list(_NUMBER.finditer(text))
    if len(found) > 1:
        sign = f'"{found[0]["open"]}1{found[0]["sign"]}" before each step'
        yield Seen(sign, found[0].start(), found[0].end("sign"))


def _headings(text: str) -> Iterator[Seen]:
    match = _HEADING.search(text)
    yield Seen("a heading", *match.span()) if match else Seen("no heading")


def _markup(text: str) -> Iterator[Seen]:
    match = _MARKUP.search(text)
    yield Seen("markup", *match.span()) if match else Seen("no markup")


def _greetings(text: str) -> Iterator[Seen]:
    greeting = next((cut for cut in strip_courtesy(text).cuts if cut.reason == "greeting"), None)
    start = text.find(greeting.text) if greeting else -1
    yield Seen("a greeting", start, start + len(greeting.text)) if greeting and start >= 0 else Seen("no greeting")


def _sign_offs(text: str) -> Iterator[Seen]:
    sign_off = next((cut for cut in strip_courtesy(text).cuts if cut.reason == "sign-off"), None)
    start = text.rfind(sign_off.text) if sign_off else -1
    yield Seen("a sign-off", start, start + len(sign_off.text)) if sign_off and start >= 0 else Seen("no sign-off")


def _closings(text: str) -> Iterator[Seen]:
    """Whether running text ends with a stop; a list, an address and a bare value have no say."""
    last = text.rstrip().rsplit("\n", 1)[-1]
    if len(last.split()) < 4 or _BULLET.match(last) or _NUMBER.match(last):
        return
    word = _LAST_WORD.search(text)
    if word and not re.match(r"(?:https?:|www\.)", word[0]):
        yield Seen("a full stop at the end" if _CLOSED.search(text) else "no stop at the end", *word.span())


def _openings(text: str) -> Iterator[Seen]:
    """Whether the first word has its capital; an amount or an address in front is written as it always is."""
    word = _FIRST_WORD.match(text)
    if word and word["word"][0].isalpha() and word["word"][0].upper() != word["word"][0].lower():
        if any(fact.start == word.start("word") and fact.kind in _AS_EVER for fact in find_facts(text)):
            return
        is_capital = word["word"][0].isupper()
        yield Seen("a capital at the start" if is_capital else "a small letter at the start", *word.span("word"))


LAYOUT = (
    Habit("bullets", "answers with bullets", _bullets),
    Habit("numbered steps", "answers with numbered steps", _numbers),
    Habit("headings", "answers", _headings),
    Habit("markup", "answers", _markup),
    Habit("greetings", "answers", _greetings),
    Habit("sign-offs", "answers", _sign_offs),
    Habit("endings", "answers in sentences", _closings),
    Habit("openings", "answers", _openings),
)
