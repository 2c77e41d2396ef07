"""What the tickets say about their shorthand, and what they leave open.

A definition is the best witness. Where nobody defines a shorthand, the phrases whose initials it spells compete by how
often tickets use both and by how alike the places are in which they stand; a word written short is found by its
letters, or by those of the two that it is put together from. What stays without a meaning and is frequent is a question
to a person.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from prep.glossary.compounds import find_compounds
from prep.glossary.definitions import find_definitions, lower_first
from prep.glossary.expanding import looks_like_shorthand
from prep.glossary.fitting import KNOWN_IN_PLACE, is_known_here, is_thing_here
from prep.glossary.general import AFTER_FIGURE, EMPHASISED, GENERAL, KNOWN
from prep.glossary.initials import find_phrases, letters_of
from prep.glossary.records import How, Proposal
from prep.glossary.uses import Reading, Uses, excerpt, read, same_places
from prep.holding import Hold, in_memory
from prep.languages import ENGLISH
from prep.records import Ticket

MIN_TICKETS = 3  # that show both forms, for a meaning that is applied unasked; that use a form, for a question
MIN_LEAD = 3.0  # times the runner-up
MIN_LIFT = 4.0  # times as often beside the shorthand as elsewhere
MIN_DOMINANCE = 8  # times as many tickets as any other phrase with these initials
MIN_LIKENESS = 1.0  # of the places, for a proposal
SHOWN = 3  # uses of each
MIN_LIKENESS_OF_CUT = 1.2  # for "sal", which is written like any word
_COMMON = 5  # tickets
_CUT_TO = 6  # letters
_BESIDE = 3  # words
_SPELLED_FROM = 3  # letters: two come in nearly any word


def mine_glossary(tickets: Sequence[Ticket], hold: Hold = in_memory) -> tuple[Proposal, ...]:
    """Proposals, the most frequent first; at most one for each shorthand. An empty meaning is a question."""
    reading = read(tickets, hold)
    every = _short_forms(reading)
    shorts = {short: uses for short, uses in every.items() if len(uses.tickets) >= 2}
    found: dict[str, Proposal] = {}
    for proposal in (
        *_defined(reading), *_initials(reading, shorts), *_compounds(reading, every), *_spelled(reading, shorts)
    ):  # fmt: skip
        found.setdefault(proposal.shorthand, proposal)
    for short, uses in shorts.items():
        if short not in found and len(uses.tickets) >= MIN_TICKETS and GENERAL.find(short) is None:
            found[short] = _proposal(short, "", "unexplained", uses, uses, reading, sure=False)
    return tuple(sorted(found.values(), key=lambda proposal: (-proposal.n_tickets, proposal.shorthand)))


def _short_forms(reading: Reading) -> Mapping[str, Uses]:
    """What is written like shorthand."""
    uses: defaultdict[str, Uses] = defaultdict(Uses)
    for place in reading.places():
        if place.text.isupper():
            continue
        for at, token in enumerate(place.words):
            if not token[0].isalpha() or len(token) > 6:
                continue
            if _is_capitals(token) or looks_like_shorthand(token) or is_thing_here(token, _around(place.words, at)[0]):
                if token in KNOWN_IN_PLACE and is_known_here(token, *_around(place.words, at)):
                    continue
                uses[token].note(place, at, at + 1)
    return uses


def _around(words: Sequence[str], at: int) -> tuple[str, str]:
    """A few words on either side, as `is_known_here` reads them."""
    before, after = words[max(0, at - _BESIDE) : at], words[at + 1 : at + 1 + _BESIDE]
    return "".join(f"{word} " for word in before), "".join(f" {word}" for word in after)


def _defined(reading: Reading) -> Iterator[Proposal]:
    seen: defaultdict[str, defaultdict[str, Uses]] = defaultdict(lambda: defaultdict(Uses))
    for number, text in enumerate(reading.texts):
        for short, meaning in find_definitions(text):
            uses = seen[short][meaning.lower()]
            uses.tickets.add(number)
            uses.written.setdefault(number, f"{meaning} ({short})")
    for short, meanings in seen.items():
        ranked = sorted(meanings.items(), key=lambda pair: (-len(pair[1].tickets), pair[0]))
        best, shown = ranked[0]
        rivals = sum(len(other.tickets) for meaning, other in ranked[1:] if not _same_words(meaning, best))
        yield _proposal(short, best, "definition", shown, shown, reading, sure=rivals == 0)


def _initials(reading: Reading, shorts: Mapping[str, Uses]) -> Iterator[Proposal]:
    """Shorthand nobody defines: the phrase with those initials that stands beside it, or where it stands."""
    phrases = find_phrases(reading, map(letters_of, shorts))
    for short, uses in shorts.items():
        candidates = phrases.get(letters_of(short), {})
        likeness = {
            phrase: same_places(uses, seen)
            for phrase, seen in candidates.items()
            if len(seen.tickets) >= 2 or seen.tickets & uses.tickets
        }
        best = max(likeness, key=lambda phrase: (likeness[phrase], phrase), default="")
        if not best:
            continue
        both = candidates[best].tickets & uses.tickets
        if likeness[best] < MIN_LIKENESS and len(both) < 2 and not _is_only_one(best, uses, candidates):
            continue
        sure = _is_capitals(short) and _stands_alone(best, uses, candidates, len(reading.texts))
        yield _proposal(short, best, "initials", candidates[best], uses, reading, sure=sure)


def _is_only_one(best: str, uses: Uses, candidates: Mapping[str, Uses]) -> bool:
    """Whether a phrase of several tickets is the only one with these initials that stands beside the shorthand."""
    beside = [phrase for phrase, seen in candidates.items() if seen.tickets & uses.tickets]
    return len(candidates[best].tickets) >= 2 and bool(beside) and all(_same_words(one, best) for one in beside)


def _stands_alone(best: str, uses: Uses, candidates: Mapping[str, Uses], n_tickets: int) -> bool:
    """Whether tickets use both forms often, and nothing speaks for another phrase."""
    seen = candidates[best].tickets
    rivals = [other.tickets for phrase, other in candidates.items() if not _same_words(phrase, best)]
    both = len(seen & uses.tickets)
    runner_up = max((len(other & uses.tickets) for other in rivals), default=0)
    lift = (both / len(uses.tickets)) / (len(seen) / n_tickets)
    next_common = max(map(len, rivals), default=0)
    # A phrase that is everywhere is never more frequent beside its initials; then no other may be frequent at all.
    stands_out = lift >= MIN_LIFT or len(seen) >= MIN_DOMINANCE * max(next_common, 2)
    is_at_home = uses.topics.keys() <= candidates[best].topics.keys()  # in no topic that never writes it out
    return both >= MIN_TICKETS and both >= MIN_LEAD * runner_up and stands_out and is_at_home


def _compounds(reading: Reading, shorts: Mapping[str, Uses]) -> Iterator[Proposal]:
    """Two capitals, and a word of two parts in the same ticket. Never sure: one ticket may say so."""
    wanted = {letters_of(short): short for short in shorts if len(short) == 2 and short.isupper()}
    for letters, words in find_compounds(reading, wanted.keys()).items():
        uses = shorts[wanted[letters]]
        best = max(words, key=lambda word: (len(words[word].tickets & uses.tickets), len(words[word].tickets), word))
        if words[best].tickets & uses.tickets:
            proposal = _proposal(wanted[letters], best, "initials", words[best], uses, reading, sure=False)
            yield replace(proposal, meaning=best)  # no capital of a subject line's


def _spelled(reading: Reading, shorts: Mapping[str, Uses]) -> Iterator[Proposal]:
    """ "mbx" for "mailbox", "encash" for "encashment": proposed, never sure."""
    n_tickets = Counter(
        word for place in reading.places() for word in set(place.words) if word.islower() and word.isalpha()
    )
    rivals = {short: words for short in n_tickets if (words := _whole_words(short, n_tickets, shorts))}
    uses = {word: Uses() for short, words in rivals.items() for word in (short, *words)}
    for place in reading.places():
        for at, word in enumerate(place.words):
            if word in uses:
                uses[word].note(place, at, at + 1)
    for short, words in rivals.items():
        is_cut = short not in shorts
        likeness, word = max((same_places(uses[short], uses[word]), word) for word in words)
        if likeness >= (MIN_LIKENESS_OF_CUT if is_cut else MIN_LIKENESS):
            yield _proposal(
                short, word, "cut" if is_cut else "short-form", uses[word], uses[short], reading, sure=False
            )


def _whole_words(short: str, n_tickets: Mapping[str, int], shorts: Mapping[str, Uses]) -> list[str]:
    """The words that a short form may stand for, by its letters and how often each is used."""
    if len(short) < _SPELLED_FROM or n_tickets[short] < 2:
        return []
    if short in shorts:
        return [word for word, n in n_tickets.items() if n >= _COMMON and _spells(short, word)]
    if len(short) > _CUT_TO or n_tickets[short] < MIN_TICKETS or _is_word(short):
        return []
    least = max(_COMMON, 2 * n_tickets[short])
    return [word for word, n in n_tickets.items() if n >= least and _begins(short, word)]


def _is_capitals(token: str) -> bool:
    return (
        2 <= len(token) <= 5
        and bool(re.fullmatch(r"[A-Z]+(?:&[A-Z]+)?|[A-Z][a-z][A-Z]", token))
        and token.upper() not in KNOWN
        and token not in EMPHASISED
    )


def _spells(short: str, word: str) -> bool:
    """Whether a short form's letters come in the word in order, and miss no more than the vowels and a tail."""
    if word[0] != short[0] or len(word) < max(len(short) + 2, 5):
        return False
    at = 0
    for letter in short:
        at = word.find(letter, at) + 1
        if at == 0:
            return False
    consonants = re.sub(r"[aeiou]", "", word[1:])
    return word.startswith(short) or len(set(consonants) - set(short)) <= 2


def _begins(short: str, word: str) -> bool:
    """Whether a word goes on where the short form was cut off, by more than an ending."""
    return word.startswith(short) and len(word) >= len(short) + 3


def _is_word(short: str) -> bool:
    """Whether a word means something as it is: a word of the lists, or one of the general list."""
    return short in ENGLISH or short in AFTER_FIGURE or GENERAL.find(short) is not None


def _same_words(left: str, right: str) -> bool:
    """Whether two phrases differ in a plural only."""
    return [word.rstrip("s") for word in left.split()] == [word.rstrip("s") for word in right.split()]


def _proposal(short: str, meaning: str, how: How, long: Uses, uses: Uses, reading: Reading, *, sure: bool) -> Proposal:
    """A proposal whose evidence are uses of the short form; of a definition, its own words."""
    both = sorted(long.tickets & uses.tickets)
    numbers = [*both, *sorted(uses.tickets - long.tickets)][:SHOWN]
    shown = tuple(
        (reading.ids[number], long.written[number] if how == "definition" else excerpt(reading.texts[number], short))
        for number in numbers
    )
    if how == "initials":
        meaning = _natural(long, meaning)
    n_both = len(both) if how in ("initials", "short-form", "cut") else 0
    return Proposal(short, meaning, how, len(uses.tickets), sure, shown, n_both)


def _natural(phrase: Uses, lower: str) -> str:
    """The phrase as it is mostly written, but without a sentence's capital."""
    written = Counter(phrase.written.values()).most_common(1)[0][0]
    return lower_first(written) if written.lower() == lower else lower
