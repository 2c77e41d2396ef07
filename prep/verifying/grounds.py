"""What a rewrite may say: its original and its thread, read with their shorthand written out as the rewrite does it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from prep.facts import find_facts
from prep.glossary import Glossary, expand
from prep.verifying.reading import figure_key, read
from prep.verifying.records import Reading, Role, Sources
from prep.verifying.shorthand import written_out
from prep.verifying.typed import without_slips
from prep.verifying.wordings import SAID_LIGHTLY, one_form

_REPEATED = re.compile(r"\b(\d+ [a-z]+(?: [a-z]+)?) \(\1\)")
_BRACKETED = re.compile(r" \(([^\s()]{2,8})\)")
_WITH_UNIT = re.compile(r"(\d+(?:\.\d+)?)(?::00|[ -](?P<unit>[a-z -]+))$")
_CAPITALS = re.compile(r"(?<![\w/&.-])(?P<form>[A-Z]{2,6})(?P<plural>s?)(?![\w/&-])(?! [A-Z])")
_HOURS = r"\b(?:open|opens|hours) (?:from )?\d{1,2} ?(?:[-–]|to) ?\d{1,2}\b(?! ?[a-z%])"  # "open 8-18"
_OPENS_AT = r"\b(?:open|clos|start|begin|end)[a-z]* at (?:[7-9]|1\d|2[0-3])"  # at 2 may be at 14:00
# "How many days of leave …?" asks for one unit, whatever else it names.
_UNIT_ASKED = re.compile(r"\bhow (?:many|much) (?:\w+ )?(minute|hour|night|day|week|month|year)s?\b")


def grounds(
    rewritten: str, kept: str, added: Sequence[str], glossary: Glossary, context: Sequence[str]
) -> tuple[Reading, Sources]:
    """A rewrite and its sources as the checks read them."""
    plain = _capitals_written_out(spelled_out(kept, glossary), rewritten, glossary)
    written = collapse_repeats(expand(_without_shorthand(rewritten, glossary), glossary)[0])

    def spelled(text: str) -> str:
        return written_out(text, written, tuple(other for other in (*added, *context) if other != text), glossary)

    full = collapse_repeats(spelled(_figures_for_words(plain, written)))
    drawn_on = [spelled(expand(text, glossary)[0]) for text in (*added, *context)]
    sources = Sources(
        read(full),
        _most(kept, glossary, full),
        sum((_most(text, glossary, full) for text, full in zip((*added, *context), drawn_on, strict=True)), Counter()),
        tuple(map(read, drawn_on[: len(added)])),
        tuple(map(read, drawn_on[len(added) :])),
    )
    now = _with_bare_figures(read(written), sources)
    slipless = without_slips(now, sources.kept)
    sources = replace(sources, kept=slipless, most=sources.most | slipless.keys("word", "light"))
    for word, light in SAID_LIGHTLY.items():
        said, kept_words = now.keys("word", "light"), sources.kept.keys("word", "light")
        if said[word] != kept_words[word] and said[word] + said[light] == kept_words[word] + kept_words[light]:
            now, sources = _lightly(now, word, light), replace(sources, kept=_lightly(sources.kept, word, light))
    return now, sources


def _figures_for_words(text: str, written: str) -> str:
    """ "4 ext mtgs" as "for ext mtgs" where the rewrite has no 4 and a "for" more, likewise "2" for "to"."""
    for figure, spelled, word in (("4", "four", "for"), ("2", "two", "to")):
        alone = rf"(?<![\w.,:/>-] )(?<![\w.,:/$€£#-]){figure}(?= [a-z])|(?<=[a-z] ){figure}(?= [a-z])"
        n_gone = len(re.findall(alone, text)) if not re.search(rf"\b(?:{figure}|{spelled})\b", written) else 0
        more = len(re.findall(rf"\b{word}\b", written, re.IGNORECASE)) - len(re.findall(rf"\b{word}\b", text))
        if n_gone and more >= n_gone:
            text = re.sub(alone, word, text)
    return text


def spelled_out(kept: str, glossary: Glossary) -> str:
    """The original with what the glossary makes of its shorthand."""
    return collapse_repeats(expand(kept, glossary)[0])


def _capitals_written_out(text: str, rewritten: str, glossary: Glossary) -> str:
    """The text with the capitals that a person gave one meaning, where the rewrite has them no more, written out also
    beside a sign or a figure: the writer of pairs leaves them alone there, who rewrites by hand does not.
    """

    def meant(short: re.Match[str]) -> str:
        entry = glossary.entries.get(short["form"])
        is_told = entry and entry.is_a_persons and not entry.senses and entry.meaning
        if not (entry and is_told) or re.search(rf"\b{short['form']}s?\b", rewritten):
            return short[0]
        return f"{entry.meaning}{short['plural']}"

    return _CAPITALS.sub(meant, text)


def _lightly(reading: Reading, word: str, light: str) -> Reading:
    """The reading with "receive" for a "get"."""
    terms = (replace(term, key=light, role="light") if term.key == word else term for term in reading.terms)
    return replace(reading, terms=tuple(terms))


def collapse_repeats(text: str) -> str:
    """ "8 working days (8 working days)", which "8 wd (8 working days)" becomes, said once."""
    return _REPEATED.sub(r"\1", text)


def _without_shorthand(text: str, glossary: Glossary) -> str:
    """ "Date of joining (DOJ)" without what stands in brackets only so that the question shows what people write."""
    return _BRACKETED.sub(lambda match: "" if match[1] in glossary.entries else match[0], text)


def _most(text: str, glossary: Glossary, full: str) -> Counter[str]:
    """How often each key may come from a text: as written, or with its shorthand written out."""
    kinds: tuple[Role, ...] = ("word", "light", "small", "figure")
    both = read(expand(text, glossary, keep_capitals=True)[0])
    return read(text).keys(*kinds) | both.keys(*kinds) | read(full).keys(*kinds)


def _with_bare_figures(now: Reading, sources: Sources) -> Reading:
    """The reading with "18 days" taken for the "18" of the original where it was asked how many days, or where the same
    verb stands with another number of them in its sentence, and with "8:00" for its "at 8".
    """
    bare = sources.kept.keys("figure") - now.keys("figure")
    spoken = " ".join(reading.text for reading in (*sources.added, *sources.context)).lower()
    asked = set(_UNIT_ASKED.findall(spoken))
    kept = sources.kept.text.lower()
    meant = {}
    for fact in find_facts(one_form(now.text)):
        written = _WITH_UNIT.match(fact.text.lower()) if fact.kind in ("duration", "time") else None
        number = f"number {float(written[1]):g}" if written else ""
        if not written or not bare[number]:
            continue
        if written["unit"]:
            unit = written["unit"].rstrip("s")
            is_kepts = re.search(rf"\b{re.escape(unit)}s?\b", kept)
            named = (asked == {unit} and not is_kepts) or bool(
                re.search(
                    rf"\b(?P<verb>[a-z]+) \d+ {re.escape(unit)}s?\b[^.;!?\n]*?\b(?P=verb) {re.escape(written[1])}"
                    r"(?=\s*(?:[.,;:!?)]|$))",
                    kept,
                )
            )
        else:
            named = bool(re.search(rf"{_OPENS_AT}\b(?<= {written[1]})(?! ?[a-z%])|{_HOURS}", kept))
        if named:
            meant[figure_key(fact)] = number
    if not meant:
        return now
    return replace(now, terms=tuple(replace(term, key=meant.get(term.key, term.key)) for term in now.terms))
