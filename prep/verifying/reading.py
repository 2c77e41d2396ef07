"""A text → its terms: words by their stem, figures by their value, stances by their meaning."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from prep.facts import Fact, find_facts
from prep.facts.numerals import find_numerals
from prep.grammar.lexicon import AUXILIARIES, CONJUNCTIONS, SPEAKERS, word_set
from prep.grammar.tagging import base_forms
from prep.verifying.records import Reading, Role, Term
from prep.verifying.same_words import SAME_WORDS
from prep.verifying.typed import as_meant
from prep.verifying.unmarked import said_in_full
from prep.verifying.wordings import DESK, FIRST, LIGHT, OTHERS, RELATIONS, SECOND, one_form

_TOKEN = re.compile(
    r"§[A-Za-z]+|https?://\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+\w|\[[A-Z]+_\d+\]|[^\W_]*\d[^\W_]*(?:[.,:/-]\d[^\W_]*)*"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)?|[%€$£₹]|->|→|(?<=\s)>(?=\s)"
)
_COUNTED = ("calendar", "working", "business")
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]+[\"”')\]]*(?=\s|$)|\n+")
_ENDS_WITH_DATE = re.compile(r"\.\s+[A-Z]")  # "on 11 May. You …": the mark is the sentence's
_CLAUSE_END = re.compile(r"[,;:()–—]|\s-\s")
ARROW, STEP = "→", ">"  # "invoices → Ines", "Portal > Pay"
_OPENS_CLAUSE = frozenset(("if", "unless", "before", "after", "until", "and", "but", "because", "which", "so", "or"))
_PART_OF_NAME = ("My", "Our", "Your")  # "My Account > Orders", and likewise "More > Export"
_VALUED = frozenset(
    ("money", "percent", "duration", "date", "time", "measure", "version", "url", "email", "phone", "number")
)
_SMALL = (
    word_set(
        """
        a an the it its itself is that this these those they them their theirs there am be been being are one n do does
        done has having will who whom whose what which how why where as & than while though although because since
        it's that's s t re ve ll d as about like regarding concerning up down even quite very much many long far well
        """
    )
    | CONJUNCTIONS
    | AUXILIARIES
    | (SPEAKERS - {"yourself", "myself", "ourselves", "yours"})
)


@lru_cache(maxsize=20_000)
def read(text: str) -> Reading:
    """The terms of a text."""
    plain = one_form(said_in_full(as_meant(text)))
    facts = [_figure_alone(fact) for fact in find_facts(plain) if fact.kind in _VALUED]
    terms: list[Term] = []
    sentence = clause = segment = at = 0
    for start, end, key, role in sorted((*_figures(plain, facts), *_words(plain, facts))):
        between = plain[at:start]
        if _SENTENCE_END.search(between):
            sentence, clause, segment = sentence + 1, clause + 1, segment + 1
        elif _CLAUSE_END.search(between):
            clause, segment = clause + 1, segment + 1
        elif key in _OPENS_CLAUSE or key == ARROW:
            clause += 1
        terms.append(Term(key, role, plain[start:end], sentence, clause, segment))
        at = end - 1 if _ENDS_WITH_DATE.match(plain, end - 1) else end
    return Reading(text, tuple(terms))


def _figure_alone(fact: Fact) -> Fact:
    """A version without the name before it, which is a word of the sentence like any other."""
    digits = re.search(r"\bv?\d", fact.text) if fact.kind == "version" else None
    return replace(fact, start=fact.start + digits.start(), text=fact.text[digits.start() :]) if digits else fact


def _figures(text: str, facts: list[Fact]) -> Iterator[tuple[int, int, str, Role]]:
    """Figures by value, so that two weeks are 14 days; what is no amount, by its letters."""
    for fact in facts:
        yield fact.start, fact.end, figure_key(fact), "figure"
    taken = [(fact.start, fact.end) for fact in facts]
    for numeral in find_numerals(text):
        free = not any(start < numeral.end and numeral.start < end for start, end in taken)
        if free and not (numeral.spelled and numeral.value == 1):
            taken.append((numeral.start, numeral.end))
            yield numeral.start, numeral.end, f"number {numeral.value:g}", "figure"


def figure_key(fact: Fact) -> str:
    """What makes two figures the same."""
    value = fact.value if isinstance(fact.value, str) else f"{fact.value:g}"
    if fact.kind == "number":
        return f"number {value}"
    if fact.kind in ("url", "email", "phone"):
        return f"{fact.kind} {value}"
    # 2 working weeks are not 2 weeks; of days the unit says it
    known = ("working", "business") if fact.unit == "working-day" else ()
    counted = next((said for said in _COUNTED if said in fact.text.lower() and said not in known), "")
    return f"{fact.kind} {value} {fact.unit} {counted}".rstrip()


def _words(text: str, facts: list[Fact]) -> Iterator[tuple[int, int, str, Role]]:
    taken = [(fact.start, fact.end) for fact in facts]
    numerals = [(n.start, n.end) for n in find_numerals(text) if not (n.spelled and n.value == 1)]
    for match in _TOKEN.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in (*taken, *numerals)):
            continue
        inside = text[: match.start()].rstrip()[-1:] not in ("", *".!?:;\n")
        word = match[0].removeprefix("§")
        named = word in ("IT", "US") or (inside and (word in _PART_OF_NAME or (word != match[0] and word[0].isupper())))
        key, role = _key_and_role(match[0])
        if named:
            key, role = word.lower(), "word"
        if key:
            yield match.start(), match.end(), key, role


def role_of(word: str) -> Role:
    """What a word is in a sentence, as it stands alone."""
    return _key_and_role(word)[1]


@lru_cache(maxsize=50_000)
def _key_and_role(token: str) -> tuple[str, Role]:
    low = token.lower().replace("’", "'")
    if low[0] == "§":
        return low[1:], "stance"
    if low in ("->", ARROW):
        return ARROW, "small"
    if low == STEP:
        return STEP, "small"
    if low in FIRST:
        return "first", "speaker"
    if low in DESK:
        return "we", "speaker"
    if low in SECOND:
        return "second", "speaker"
    if low in OTHERS:
        return "other", "speaker"
    if low[0] == "[" or any(letter.isdigit() for letter in low):
        return low.replace("-", ""), "figure"
    for tail in ("'s", "'ll", "'re", "'ve", "'d", "'m"):
        if low.endswith(tail):
            return _key_and_role(low.removesuffix(tail))
    if low in RELATIONS:
        return RELATIONS[low], "relation"
    if light := next((form for form in (low, *base_forms(low)) if form in LIGHT), ""):
        return light, "light"
    if low in _SMALL:
        return low, "small"
    key = stem(low)
    return (key, "light") if key in LIGHT else (key, "word")


_PUTS_ES = ("sses", "xes", "zzes", "ches", "shes")  # "boxes" of "box"
_IN_US = word_set("bonus status campus virus census surplus focus bus plus apparatus nexus")
_SHORTEST_WITH_E = 5  # letters: "care" is no "car", "plane" no "plan"


@lru_cache(maxsize=50_000)
def stem(low: str) -> str:
    """A word without its ending, "approved", "approving" and "approval" as one."""
    if low in SAME_WORDS:
        return _shortened(SAME_WORDS[low])
    bases = base_forms(low)
    base = next((each for each in bases if each in SAME_WORDS), bases[0] if bases else low)
    short = _shortened(base)
    return _SHORT_SAME.get(short, short)


def _shortened(word: str) -> str:
    if word in _IN_US or word.removesuffix("es") in _IN_US:
        return word.removesuffix("es")
    if word.endswith(("ied", "ies")):
        return f"{word[:-3]}y"
    if word.endswith("es") and not word.endswith(_PUTS_ES):
        word = word[:-1]  # "dates" of "date"
    else:
        for ending in ("ing", "ed", "es", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
                word = word[: -len(ending)]
                break
    if len(word) > _SHORTEST_WITH_E and word[-1] == "e":
        return word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl" else word


_SHORT_SAME = {_shortened(word): _shortened(first) for word, first in SAME_WORDS.items()}
