"""Who does something in a clause, and when: "Moved you to Tuesday", "it was renamed", "the fitter is coming"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from prep.grammar import lexicon as lex
from prep.grammar.tagging import Word, read_words

Subject = Literal["i", "we", "you", "yours", "it", "somebody", "left out", "other"]
Tense = Literal["past", "perfect", "going on", "future", "modal", "present", "command", "none"]

_MARKS = re.compile(r"\s*[;:–—]\s+|\s+-+\s+")
_BEGINS = lex.word_set("i we you u it they he she please pls next from")
_JOINS = lex.word_set("so and but or then just")
_OPENERS = lex.word_set(
    "ok okay yes yep yeah no sure sorry done thanks thank thx hi hello hey good news great just now already also and "
    "so but then well right alright as fine please pls for unfortunately currently still meanwhile today"
)
# Irregular forms that questions, for which the lexicon was made, hardly have.
_PAST_TOO = lex.word_set(
    "bled dug wound swung dealt stuck struck spun swept slid lit tore woke rang sprang fled ground"
)
_SAME_IN_PAST = lex.word_set("put set cut let read hit cost beat shut hurt burst cast quit spread split reset")
_NOT_PAST = lex.word_set("need feed speed bed shed seed embed proceed exceed succeed indeed hundred red bleed breed")
_NO_DOING = lex.word_set("nothing anything something everything during evening morning thing parking training")
_BEFORE_PAST = ("noun", "name", "pronoun", "adverb", "verb")
_OF_A_VERB = ("preposition", "article", "possessive", "pronoun", "speaker", "demonstrative", "adverb")
_WILL = lex.word_set("will 'll shall won't")
_MODAL = lex.word_set("can may must should could would might need 'd")
_RUN_TOGETHER = re.compile(r"\b(?:(I)(?=(?:ve|m)\b)|(we|you|they)(?=ve\b)|(you|they)(?=re\b))", re.IGNORECASE)
_PRONOUNS: Mapping[str, Subject] = {"i": "i", "we": "we", "you": "you", "u": "you"}
_FAR = 12  # words, behind which a verb is another clause's
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause tells. `words`: from its verb on; none where it has nothing but "Yes" or "Fine".

    A subject is left out where a clause begins with its verb, which then is no command: "Bled the radiator".
    """

    subject: Subject
    tense: Tense
    words: tuple[Word, ...]


def split_clauses(sentence: str) -> Iterator[str]:
    """A sentence parted at its dashes and colons, and at commas before an instruction or a pronoun."""
    for part in _MARKS.split(sentence):
        for clause in _at_commas(part):
            if re.search(r"\w", clause):
                yield clause.strip()


def read_clause(clause: str) -> Clause:
    """Who does it, and when."""
    whole = _RUN_TOGETHER.sub(r"\g<0>'", clause)  # "Ive moved it"
    said = [word for word in read_words(whole) if word.kind != "mark"]
    start = next((n for n, word in enumerate(said) if word.low not in _OPENERS or is_past(word)), len(said))
    words = tuple(said[start:])
    if not words:
        return Clause("other", "none", ())
    first = words[0]
    if first.low in _PRONOUNS:
        return _with_verb(_PRONOUNS[first.low], words[1:], follows_pronoun=True)
    if is_past(first) and not _describes(words):
        return Clause("left out", "past", words)
    if first.low in _WILL:
        return Clause("left out", "future", words)
    if first.kind == "verb" and first.low.endswith("ing") and len(words) > 1 and words[1].kind in _OF_A_VERB:
        return Clause("left out", "going on", words)
    asked = any(word.low in ("please", "pls") for word in said[:start])
    if asked or (first.kind == "verb" and first.low in lex.VERBS | _SAME_IN_PAST):
        return Clause("other", "command", words)
    return _with_verb(_subject(first), words, follows_pronoun=False)


def is_past(word: Word) -> bool:
    """Whether a word can only be a past form or a participle: "moved", "sent", but not "put" nor "closed" doors."""
    low = word.low
    if low in lex.ADJECTIVES or low in _NOT_PAST or low in lex.AUXILIARIES or low in lex.VERBS:
        return False
    irregular = low in lex.IRREGULAR and low not in _SAME_IN_PAST and not low.endswith("ing")
    return irregular or low in _PAST_TOO or (low.endswith("ed") and len(low) > 4)


def goes_on_in_the_present(words: Sequence[Word]) -> bool:
    """Whether "and" adds what is so since: "was renamed to X and sits below the basket"."""
    return any(
        before.low == "and" and word.kind == "verb" and word.low.endswith("s") and not is_past(word)
        for before, word in pairwise(words)
    )


def _at_commas(text: str) -> Iterator[str]:
    start = 0
    words = read_words(text)
    for n, mark in enumerate(words):
        if mark.text != ",":
            continue
        word = next((word for word in words[n + 1 :] if word.low not in _JOINS), mark)
        if word.low in _BEGINS or (word.low in lex.VERBS and word.kind == "verb"):
            yield text[start : mark.start]
            start = word.start
    yield text[start:]


def _subject(first: Word) -> Subject:
    if first.low in ("your", "yours", "ur"):
        return "yours"
    if first.low in ("it", "there", "that", "this"):
        return "it"
    is_name = first.text.startswith("[") or (first.kind == "name" and not first.text.isupper())
    return "somebody" if is_name or first.low in ("somebody", "someone", "he", "she", "her", "him") else "other"


def _with_verb(subject: Subject, words: tuple[Word, ...], *, follows_pronoun: bool) -> Clause:
    """The clause with the tense of its first verb. Behind "we", "put" is a past form."""
    for n, word in enumerate(words[:_FAR]):
        tense = _of_auxiliary(words, n)
        if tense is None and n == 0 and follows_pronoun:
            tense = "past" if is_past(word) or word.low in _SAME_IN_PAST else None
        if tense is None and n == 1 and _did(words):
            tense = "past"
        if tense is None and n and is_past(word) and words[n - 1].kind in _BEFORE_PAST:
            tense = "past"
        if tense is None and word.kind == "verb" and not word.low.endswith("ing"):
            tense = "present"
        if tense is not None:
            return Clause(subject, tense, words[n:])
    return Clause(subject, "none", words)


def _did(words: Sequence[Word]) -> bool:
    """Whether one person or thing is followed by a form without "s": "Marco put it", "Password reset"."""
    subject, verb = words[0], words[1]
    alone = len(words) == 2 or words[2].kind in ("pronoun", "article", "possessive", "preposition", "adverb", "noun")
    return subject.kind in ("noun", "name") and not subject.low.endswith("s") and verb.low in _SAME_IN_PAST and alone


def _of_auxiliary(words: Sequence[Word], n: int) -> Tense | None:
    low = words[n].low
    behind = [word for word in words[n + 1 :] if word.kind != "adverb"][:2]
    after = behind[0] if behind else None
    if low in _WILL:
        return "future"
    if low in ("have", "has", "'ve", "haven't", "hasn't"):
        done = after is not None and (is_past(after) or after.low in _SAME_IN_PAST or after.low == "been")
        return "perfect" if done else "present"
    if low in lex.PAST_AUXILIARIES:
        return "past"
    if low in lex.BE:
        if low == "'s" and after and after.low in ("been", "gone", "got", "come"):
            return "perfect"
        if after and after.low == "going" and len(behind) > 1:
            return "future"
        does = after and after.kind in ("verb", "noun") and after.low.endswith("ing") and after.low not in _NO_DOING
        return "going on" if does else "present"
    return "modal" if low in _MODAL else None


def _describes(words: Sequence[Word]) -> bool:
    """Whether the participle that opens a clause goes with its subject: "Cancelled courses are refunded"."""
    return (
        len(words) > 1
        and words[1].kind in ("noun", "adjective")
        and any(word.kind == "auxiliary" and word.low not in lex.PAST_AUXILIARIES for word in words[2:_NEAR])
    )
