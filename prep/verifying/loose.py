"""The loose tier: other words read as the original's own, small words that fill a note out read as filling.

It accepts nothing itself. It offers readings of the rewrite in the original's words, each step with its reason, and the
strict tier judges those: facts, stances, order and who does what stay as strict as they were.
"""

import re
from collections import Counter
from dataclasses import replace

from prep.facts.numerals import find_numerals
from prep.grammar.lexicon import ADJECTIVES, BE, IRREGULAR, ORDINALS, VERBS, word_set
from prep.grammar.tagging import base_forms
from prep.verifying import order, strict
from prep.verifying.alike import are_alike
from prep.verifying.granted import is_granted
from prep.verifying.moving import is_as_it_was, moved
from prep.verifying.notes import opens_question
from prep.verifying.reading import stem
from prep.verifying.records import Reading, Sources, Term
from prep.verifying.unmarked import asks

# What a full sentence says beside a note's own words, and by which it says nothing: "the Archive folder", "the items".
_FILLING = frozenset(map(stem, word_set("item folder everything anything option button menu address")))
_ADDRESS, _MAIL = stem("address"), ("email", "e-mail", "mail")  # no other address goes without saying
_ALL = frozenset(
    map(stem, ("everything", "anything"))
)  # "archive everything older"; "delete everything in the account" is another deed
_MOST_FILLING = 2
_LIGHT_FILLING = frozenset(("use",))
_BEFALL = word_set("lost forgotten missed misplaced forgot")  # it happens to who says "I have"; who breaks it is open
_TURN_THEMSELVES = frozenset(map(stem, word_set("renew start end open close update ship load sync change expire")))
_ASKS_WHEN = re.compile(r"\bhow (?:long|soon)\b|\bwhen\b", re.IGNORECASE)
# "What can I bring?" is no "what should I bring?", nor is "how much can I spend?".
_OPEN = re.compile(
    r"\b(?:how(?! (?:many|much|long|often|soon|late|far|early))|where|whom?)\b[^?]*\b(?:i|we)\b", re.IGNORECASE
)


def accepts(now: Reading, sources: Sources) -> bool:
    """Whether the strict tier accepts the rewrite read loosely, as it stands or with one phrase where it was."""
    sources = replace(sources, kept=_as_question(sources.kept, now))
    if _OPEN.search(now.text) and _OPEN.search(sources.kept.text) and asks(now.text):
        now, sources = _asked_openly(now), replace(sources, kept=_asked_openly(sources.kept))
    told = in_its_words(now, sources)
    faults = strict.faults(told, sources)
    if not faults:
        return True
    if any(fault.kind != "order" or fault != order.OTHER_ORDER for fault in faults):
        return False
    return any(
        is_as_it_was(told_as_was, sources.kept) and not strict.faults(told_as_was, sources)
        for told_as_was in moved(told, sources.kept)
    )


def in_its_words(now: Reading, sources: Sources) -> Reading:
    """The rewrite in the words of its original."""
    told = _in_own_words(_with_own_figures(now, sources.kept), sources.kept)
    told = _without_filling(told, sources)
    told = _without_granted(told, sources)
    told = _deed_behind(told, sources.kept)
    told = _without_asker(told, sources)
    return _active(told, sources.kept)


def _as_question(kept: Reading, now: Reading) -> Reading:
    """What asks without its mark: "when is cut off"."""
    unmarked = asks(now.text) and not asks(kept.text) and opens_question(kept.text)
    return replace(kept, text=f"{kept.text.rstrip(' .')}?") if unmarked else kept


def _asked_openly(reading: Reading) -> Reading:
    """ "Where can I", "where should I" and "where do I", which ask the same."""
    first = next((n for n, term in enumerate(reading.terms) if term.key in ("can", "should")), None)
    opens = first is not None and not any(term.carries for term in reading.terms[:first])
    return (
        _changed(reading, {first: replace(reading.terms[first], role="small")})
        if opens and first is not None
        else reading
    )


def _in_own_words(now: Reading, kept: Reading) -> Reading:
    """Each word that the original has not, as the one word that it may stand for and that the rewrite has not."""
    said, spoken = now.keys("word", "light"), kept.keys("word", "light")
    lost = {term.key: term for term in kept.terms if spoken[term.key] > said[term.key] and term.role == "word"}
    lost |= {term.key: term for term in kept.terms if term.role == "light" and spoken[term.key] > said[term.key]}
    found = [key for key in said if said[key] > spoken[key]]
    meant: dict[str, Term] = {}
    for key in found:
        if spoken[key]:
            continue
        options = [term for other, term in lost.items() if not said[other] and are_alike(key, other)]
        if len(options) == 1 and said[key] == spoken[options[0].key]:
            meant[key] = options[0]
    if len({term.key for term in meant.values()}) < len(meant):
        return now
    return _changed(now, {n: replace(term, key=meant[term.key].key, role=meant[term.key].role)
                          for n, term in enumerate(now.terms)
                          if term.role in ("word", "light") and term.key in meant})  # fmt: skip


def _with_own_figures(now: Reading, kept: Reading) -> Reading:
    """ "The 10th" as the "10th" that the original takes for a number, "2 days" as the "2" behind its "1 day"."""
    bare = kept.keys("figure") - now.keys("figure")
    own = {term.key: term for term in kept.terms if term.role == "figure"}
    ordinals = {term.said.lower(): term for term in kept.terms if term.said.lower() in ORDINALS and term.role == "word"}
    changes = {}
    for n, term in enumerate(now.terms):
        if term.role == "figure" and (named := ordinals.get(term.said.lower())):
            changes[n] = replace(term, key=named.key, role=named.role)
        if term.role != "figure" or term.key in own:
            continue
        day = term.key.removeprefix("date ????-??-").removesuffix(" date")
        ordinal = own.get(f"number {int(day)}") if day.isdigit() else None
        if ordinal and ordinal.said.lower()[-2:] in ("st", "nd", "rd", "th"):
            changes[n] = replace(term, key=ordinal.key)
        if bare_of := _same_unit_again(term, kept, bare):
            changes[n] = replace(term, key=bare_of)
    return _changed(now, changes)


def _same_unit_again(term: Term, kept: Reading, bare: Counter[str]) -> str:
    """The bare figure that begins a clause behind one with the unit: "1 day a week, 2 if your manager agrees"."""
    said = term.said.lower().split()
    number = next((f"number {numeral.value:g}" for numeral in find_numerals(term.said)), "")
    place = next((n for n, other in enumerate(kept.terms) if other.key == number), 0)
    if len(said) < 2 or not bare[number]:
        return ""
    own = kept.terms[place]
    opens = not any(other.carries and other.clause == own.clause for other in kept.terms[:place])
    units = {
        other.said.lower().split()[-1].rstrip("s")
        for other in kept.terms[:place]
        if other.role == "figure" and other.sentence == own.sentence and other.key.startswith("duration")
    }
    return number if opens and units == {said[-1].rstrip("s")} else ""


def _without_filling(now: Reading, sources: Sources) -> Reading:
    """The rewrite without a few words that say nothing of their own; beside a figure a word says what is counted."""
    known = sources.most + sources.lent
    changes: dict[int, Term] = {}
    asked = [reading.text for reading in (sources.kept, *sources.context) if asks(reading.text)]
    said = now.keys("light")
    is_lasting = any(map(_ASKS_WHEN.search, asked))
    for n, term in enumerate(now.terms):
        is_light = term.role == "light" and (
            term.key in _LIGHT_FILLING or (term.key == "take" and (is_lasting or _lasts(now, n)))
        )
        if term.role == "light" and 0 < known[term.key] < said[term.key] and (deed := _deed(now, n)):
            first = next(m for m, other in enumerate(now.terms) if _deed(now, m) == deed)
            changes |= {n: replace(term, role="small")} if first < n and _says(sources.kept, deed) else {}
            continue
        if known[term.key] or not (is_light or (term.key in _FILLING and term.role == "word")):
            continue
        if len(changes) < _MOST_FILLING and (is_light or _stands_for_nothing(now, n)):
            changes[n] = replace(term, role="small")
    return _changed(now, changes)


def _deed(reading: Reading, n: int) -> tuple[str, str]:
    """A light verb with the word right behind it: "takes effect", said of two things in turn."""
    behind = reading.terms[n + 1] if n + 1 < len(reading.terms) else None
    return (reading.terms[n].key, behind.key) if behind and behind.carries else ("", "")


def _says(kept: Reading, deed: tuple[str, str]) -> bool:
    return deed != ("", "") and any(_deed(kept, n) == deed for n in range(len(kept.terms)))


def _lasts(now: Reading, n: int) -> bool:
    """Whether a verb only says how long: "it takes 5 days"."""
    behind = next((term for term in now.terms[n + 1 :] if term.carries), None)
    return behind is not None and behind.key.startswith("duration") and behind.sentence == now.terms[n].sentence


def _stands_for_nothing(now: Reading, n: int) -> bool:
    """Whether a word only follows a name ("the Archive folder") or carries what is said ("if the item is unworn")."""
    before = now.terms[n - 1] if n else None
    behind = now.terms[n + 1] if n + 1 < len(now.terms) else None
    if now.terms[n].key == _ADDRESS:
        return before is not None and before.said.lower() in _MAIL
    if now.terms[n].key in _ALL:
        return behind is not None and behind.said.lower() in ADJECTIVES
    names = before is not None and before.role == "word"
    return names or (behind is not None and (behind.said.lower() in BE or behind.said.lower() in ADJECTIVES))


def _without_granted(now: Reading, sources: Sources) -> Reading:
    """The rewrite without the stances that only say what a note means."""
    changes = {
        n: replace(term, role="small")
        for n, term in enumerate(now.terms)
        if term.role == "stance" and is_granted(term.key, n, now, sources)
    }
    return _changed(now, changes)


def _without_asker(now: Reading, sources: Sources) -> Reading:
    """The rewrite without the "I" and "my" that a requester leaves out, or the "you" and "your" that an agent does."""
    own = sources.kept.keys("speaker")
    first = sources.kept.terms[0] if sources.kept.terms else None
    reports = first and not sources.context and first.said.lower() not in VERBS and not own
    answers = sources.context and own.keys() <= {"we"}
    left_out = "first" if reports else "second" if answers else ""
    return _changed(now, {n: replace(term, role="small") for n, term in enumerate(now.terms) if term.key == left_out})


def _deed_behind(now: Reading, kept: Reading) -> Reading:
    """ "I have lost my pass" as "pass lost"."""
    if any(term.key == "by" for term in kept.terms):  # "badge lost by the courier"
        return now
    lost = {term.key for n, term in enumerate(kept.terms) if term.said.lower() in _BEFALL and _is_past(kept, n)}
    for n, term in enumerate(now.terms):
        if term.key not in lost or term.role != "word" or n == 0:
            continue
        before = [other.said.lower() for other in now.terms[:n] if other.clause == term.clause]
        behind = [m for m in range(n + 1, len(now.terms)) if now.terms[m].clause == term.clause]
        end = next((m for m in behind if now.terms[m].role in ("relation", "stance")), len(now.terms))
        end = min(end, behind[-1] + 1 if behind else n)
        if before[:1] == ["i"] and set(before) <= {"i", "have", "ve", "i've"} and end > n + 1:
            return replace(now, terms=(*now.terms[:n], *now.terms[n + 1 : end], term, *now.terms[end:]))
    return now


def _active(now: Reading, kept: Reading) -> Reading:
    """ "It is renewed" as "it renews", of verbs whose subject does it of itself."""
    own = {
        term.key
        for n, term in enumerate(kept.terms)
        if term.key in _TURN_THEMSELVES and base_forms(term.said.lower()) and not _is_past(kept, n)
    }
    changes: dict[int, Term] = {}
    for n, term in enumerate(now.terms):
        was_be = n > 0 and now.terms[n - 1].said.lower() in BE
        if term.key in own and was_be and term.said.lower().endswith("ed"):
            changes[n] = replace(term, said=base_forms(term.said.lower())[0])
            changes[n - 1] = replace(now.terms[n - 1], said="")
    return _changed(now, changes)


def _is_past(kept: Reading, n: int) -> bool:
    said = kept.terms[n].said.lower()
    is_participle = said.endswith("ed") or said in IRREGULAR
    before = [term.said.lower().removeprefix("§") for term in kept.terms[max(0, n - 2) : n]]
    return is_participle and not any(word in BE or word in ("has", "have") for word in before)


def _changed(reading: Reading, changes: dict[int, Term]) -> Reading:
    if not changes:
        return reading
    return replace(reading, terms=tuple(changes.get(n, term) for n, term in enumerate(reading.terms)))
