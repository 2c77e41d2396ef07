"""What a question leaves out: its verb, the thing it asks about, what something is compared with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from prep.grammar import lexicon as lex
from prep.grammar.signals import Signal
from prep.grammar.tagging import Word

_COMPARED = re.compile(r"\b(?:than|versus|vs\.?|or|between|compared|among|to each other)\b", re.IGNORECASE)
_COMPARATIVE = re.compile(
    r"\b(?:better|worse|cheaper|safer|healthier|faster|bigger|smaller|larger|older|younger|longer|shorter|higher"
    r"|lower"
    r"|easier|harder|stronger|weaker|earlier|later|different|similar"
    r"|(?:more|less) (?!than|about|information|details|of)\w+(?:ive|ous|ful|al|ant|ent|ed|ing|ble|ic|ular))\b",
    re.IGNORECASE,
)
_BARE_SUPERLATIVE = re.compile(
    r"\b(?:the )?(?:best|worst|most|least|(?!forest|interest|request|guest|contest|rest\b|test\b|west\b|chest|quest"
    r"|arrest|protest|harvest)\w+est)(?: \w+)?[?.!]*$"
    r"|\bmost \w+[?.!]*$",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"^\W*(?:please |pls |can you |could you )?(?:tell me (?:more|about (?:it|that|them))|explain|go on|continue"
    r"|elaborate|give (?:me )?(?:an? )?examples?|list (?:some|them|a few)|describe"
    r"|i have (?:a|another|one more) (?:question|doubt|query)"
    r"|(?:can|could) (?:some(?:one|body)|you|anybody|anyone) (?:please )?help(?: me)?|help|details|info|question"
    r"|more (?:info|details))\b[\s?.!a-z]{0,14}$",
    re.IGNORECASE,
)
# Words that ask for something beside them: at the end of a sentence without a topic they leave it open.
_WANTS_MORE = lex.word_set("""
    win won sign signed join joined direct directed discover discovered replace score scored respond responded react
    reacted invent produce produced record recorded release released wrote found founded play played lose lost end
    ended start started begin began require required involve involved affect affected help perform performed approve
    approved reject rejected pay paid apply proceed claim choose do did happen happened happens get take last lasts
    cost costs use used include included cover covered change changed need send mean means come work works expire
    expires open close fit own cross return die died blamed convicted killed banned arrested available ready valid due
    enough allowed possible successful accurate go navigate drive
    """)
_STATES = lex.word_set(
    "down broken frozen stuck slow missing offline jammed dead crashing flickering failed failing locked empty expired "
    "blocked rejected unavailable unreachable wrong lost stolen damaged overheating"
)
_STATEMENT_STARTS = (
    "speaker",
    "pronoun",
    "noun",
    "name",
    "wh",
    "adverb",
    "conjunction",
    "demonstrative",
    "quantifier",
    "number",
)


# What a firm does with something every time, or lets be: said of a bare noun it is a rule and no single case.
_PRACTICES = lex.word_set("""
    paid due allowed permitted offered given granted calculated reviewed provided covered reimbursed charged required
    accepted available processed counted taxed deducted refunded approved mandatory
    """)


def asked_of_practice(sentence: Sequence[Word]) -> Word | None:
    """The thing that "when is salary paid" and "where is parking allowed" ask of in general, one's own too.

    "The invoice" is one of many and asks for more; "the salary" is everybody's.
    """
    said = [word for word in sentence if word.kind != "adverb" and word.low not in ("my", "our")]
    is_of_all = any(word.low == "the" and following.low in lex.PAY for word, following in pairwise(said))
    words = [word for word in said if word.low != "the"] if is_of_all else said
    if len(words) < 4 or words[0].low not in ("when", "where", "how") or words[1].low not in ("is", "are"):
        return None
    thing, practice = words[2], words[3]
    return thing if thing.kind in ("noun", "verb") and practice.low in _PRACTICES else None


def wants_more(low: str) -> bool:
    """Whether a verb or adjective asks for something beside it."""
    return low in _WANTS_MORE


def find_ellipses(text: str, words: tuple[Word, ...]) -> Iterator[Signal]:
    """What is missing in each sentence."""
    if _SAYS_NOTHING.search(text):
        yield Signal("says-nothing", 0, len(text))
    named = False
    for n, sentence in enumerate(sentences_of(words)):
        left_out = [*_open_amount(sentence), *_relational(sentence), *_bare_end(sentence), *_lone_number(sentence)]
        if n or not _is_heading(text, sentence):
            left_out += _fragment(sentence)
        for signal in left_out:
            # "Lost my badge. Cost?": what a later sentence leaves out, an earlier one has said.
            yield replace(signal, name="left-out-later") if named and signal.name != "fault" else signal
        named = named or bool(_topics(sentence))
    if not _COMPARED.search(text):
        for match in _COMPARATIVE.finditer(text):
            yield Signal("comparative", match.start(), match.end())
    for match in _BARE_SUPERLATIVE.finditer(text):
        yield Signal("superlative", match.start(), match.end())


def has_finite_verb(sentence: Sequence[Word]) -> bool:
    """Whether a sentence has a verb that makes a statement, question or request of it."""
    for n, word in enumerate(sentence):
        if word.kind == "auxiliary" or word.low in ("need", "want", "pls", "please", "got", "forgot"):
            return True
        if (
            word.kind == "verb"
            and not word.low.endswith("ing")
            and (n == 0 or sentence[n - 1].kind in _STATEMENT_STARTS)
        ):
            return True
    return False


def sentences_of(words: tuple[Word, ...]) -> list[list[Word]]:
    found: list[list[Word]] = [[]]
    for word in words:
        if word.text in ".?!:":
            found.append([])
        elif word.kind != "mark":
            found[-1].append(word)
    return [sentence for sentence in found if sentence]


def _is_heading(text: str, sentence: list[Word]) -> bool:
    """Whether a sentence without a verb is what stands before a colon at the start."""
    return text[sentence[-1].end : sentence[-1].end + 1] == ":" and len(text) > sentence[-1].end + 2


def _topics(sentence: Sequence[Word]) -> list[Word]:
    return [word for word in sentence if word.kind in ("noun", "name") and word.low not in lex.GENERIC]


def _fragment(sentence: list[Word]) -> Iterator[Signal]:
    """A sentence without a finite verb; the fewer words that say something, the more it leans on another."""
    if has_finite_verb(sentence) or sentence[0].low in ("hi", "hello", "thanks", "thank"):
        return
    if _tells_fault(sentence):
        yield Signal("fault", sentence[0].start, sentence[-1].end)
        return
    if all(word.kind in ("name", "number", "preposition", "conjunction", "adverb", "ordinal") for word in sentence):
        yield Signal("fragment-name", sentence[0].start, sentence[-1].end)
        return
    size = ("bare", "short", "long")[min(len(_topics(sentence)), 2)]
    yield Signal(f"fragment-{size}", sentence[0].start, sentence[-1].end)


def _tells_fault(sentence: list[Word]) -> bool:
    """ "vpn not connecting", "printer jammed again": short for a whole statement about something named."""
    first = next((n for n, word in enumerate(sentence) if word.kind in ("noun", "name")), None)
    if first is None or not _topics(sentence):
        return False
    rest = sentence[first + 1 :]
    return any(word.low in _STATES for word in rest) or any(
        word.low == "not" and following.kind in ("verb", "adjective", "adverb") for word, following in pairwise(rest)
    )


def _open_amount(sentence: list[Word]) -> Iterator[Signal]:
    """ "how much" at the end, "which" or "what" without its noun."""
    last = sentence[-1]
    measures = ("much", "many", "long", "often", "far", "old", "tall", "big")
    if len(sentence) >= 2 and last.low in measures and sentence[-2].low == "how":
        yield Signal("open-amount", sentence[-2].start, last.end)
    elif last.kind == "wh" and not (len(sentence) > 2 and sentence[-2].low in ("and", "or", "&")):
        yield Signal("open-amount", last.start, last.end)
    if len(sentence) >= 2 and sentence[0].low == "which" and sentence[1].kind in ("auxiliary", "verb"):
        yield Signal("open-amount", sentence[0].start, sentence[1].end)


def _relational(sentence: list[Word]) -> Iterator[Signal]:
    """ "any injuries", "what was the outcome": a part, quality or role of something that is not named."""
    general = asked_of_practice(sentence)
    for n, word in enumerate(sentence):
        if word.kind != "noun" or word.low not in lex.RELATIONAL or word is general:
            continue
        following = sentence[n + 1] if n + 1 < len(sentence) else None
        last = sentence[n - 1] if n else None
        if following is not None and (
            following.kind in ("noun", "name")
            or (following.kind == "preposition" and following.low not in ("at", "after", "before", "since", "during"))
        ):
            continue
        if last is not None and (
            last.kind in ("possessive", "name") or (last.kind == "noun" and last.low not in lex.GENERIC)
        ):
            continue
        if n >= 2 and sentence[n - 2].kind == "possessive":
            continue
        yield Signal("relational", word.start, word.end)


def _bare_end(sentence: list[Word]) -> Iterator[Signal]:
    """ "who signed", "when does it start": a verb that ends the sentence with nothing to say what of."""
    at = len(sentence) - 1
    while at > 0 and sentence[at].kind == "adverb":
        at -= 1
    if sentence[at].low in _WANTS_MORE and not _topics(sentence[:at]) and not asked_of_practice(sentence):
        yield Signal("bare-verb", sentence[at].start, sentence[at].end)


def _lone_number(sentence: list[Word]) -> Iterator[Signal]:
    """ "is 16 enough", "who is 165": a number of nothing."""
    for n, word in enumerate(sentence):
        if word.kind != "number" or word.low in ("one", "once", "twice") or is_year(word):
            continue
        if not (word.text.isdigit() or word.low in lex.NUMBER_WORDS):
            continue
        following = sentence[n + 1] if n + 1 < len(sentence) else None
        if n and sentence[n - 1].kind in ("name", "noun"):
            continue
        if (
            following is None
            or following.kind in ("adjective", "adverb", "verb", "auxiliary", "conjunction")
            or following.low == "enough"
        ):
            yield Signal("lone-number", word.start, word.end)


def is_year(word: Word) -> bool:
    """Whether a number is a year of our time."""
    return len(word.text) == 4 and word.text.isdigit() and 1500 < int(word.text) < 2100
