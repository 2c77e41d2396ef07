"""Shorthand that the tickets explain: by a definition, by using both forms, by writing a word short.

Definitions are found as Schwartz and Hearst do (A simple algorithm for identifying abbreviation definitions in
biomedical text, PSB 2003): "earned leave (EL)", "EL (earned leave)". Where nobody defines a shorthand, the phrases
whose initials it spells compete by how often tickets use both.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prep.glossary.expanding import looks_like_shorthand
from prep.glossary.general import KNOWN
from prep.glossary.records import How, Proposal
from prep.holding import Hold, in_memory
from prep.records import Ticket

MIN_TICKETS = 3  # that show both forms
MIN_LEAD = 3.0  # times the runner-up
MIN_LIFT = 4.0  # times as often beside the shorthand as elsewhere
MIN_DOMINANCE = 8  # times as many tickets as any other phrase with these initials

_DEFINED = re.compile(r"((?:[\w'’&-]+ ){1,6})\(([A-Za-z][\w&/-]{1,8})\)")
_EXPLAINED = re.compile(r"(?<![\w(])([A-Z][A-Za-z&/-]{0,5}[A-Z])\s*\(([a-z][\w'’ -]{4,60})\)")
_TOKEN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*(?:&[A-Za-z]+)*|[.!?;:\n,()\[\]]")
_SMALL = frozenset(
    ["of", "and", "the", "for", "to", "a", "an", "in", "on", "or", "with", "without", "from", "at", "by"]
)
_SNIPPET = 60
_SPELLED_FROM = 3  # letters: two come in nearly any word


@dataclass(slots=True)
class _Seen:
    tickets: set[int] = field(default_factory=set)
    snippets: dict[int, str] = field(default_factory=dict)


def mine_glossary(tickets: Sequence[Ticket], hold: Hold = in_memory) -> tuple[Proposal, ...]:
    """Proposals, the most frequent first; at most one meaning for each shorthand."""
    texts = hold(_text(ticket) for ticket in tickets)
    words: Sequence[list[str]] = hold(_TOKEN.findall(text) for text in texts)
    ids = [ticket.ticket_id for ticket in tickets]
    found: dict[str, Proposal] = {}
    for proposal in (*_definitions(texts, ids), *_initials(texts, words, ids), *_short_forms(words, ids)):
        found.setdefault(proposal.shorthand, proposal)
    return tuple(sorted(found.values(), key=lambda proposal: (-proposal.n_tickets, proposal.shorthand)))


def find_definitions(text: str) -> Iterator[tuple[str, str]]:
    """Each (shorthand, meaning) that a text defines in brackets."""
    for match in _DEFINED.finditer(text):
        meaning = _long_form(match[2], match[1].split())
        if meaning:
            yield match[2], meaning
    for match in _EXPLAINED.finditer(text):
        meaning = _long_form(match[1], match[2].split())
        if meaning == match[2].strip():
            yield match[1], meaning


def _long_form(short: str, words: Sequence[str]) -> str:
    """The shortest run of words at the end of `words` that spells the shorthand, as Schwartz and Hearst match it."""
    letters = [letter for letter in short.lower() if letter.isalnum()]
    text = " ".join(words)
    at = len(text) - 1
    for position, letter in reversed(list(enumerate(letters))):
        while at >= 0 and (text[at].lower() != letter or (position == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return ""
        at -= 1
    meaning = text[at + 1 :]
    n_words = len(meaning.split())
    if n_words < 2 or n_words > min(len(letters) + 5, 2 * len(letters)) or short.lower() in meaning.lower().split():
        return ""
    return meaning if meaning[0].islower() or meaning[1:2].isupper() else _lower_first(meaning)


def _definitions(texts: Sequence[str], ids: Sequence[str]) -> Iterator[Proposal]:
    seen: defaultdict[str, defaultdict[str, _Seen]] = defaultdict(lambda: defaultdict(_Seen))
    for number, text in enumerate(texts):
        for short, meaning in find_definitions(text):
            _note(seen[short][meaning.lower()], number, f"{meaning} ({short})")
    for short, meanings in seen.items():
        ranked = sorted(meanings.items(), key=lambda pair: (-len(pair[1].tickets), pair[0]))
        best, shown = ranked[0]
        rivals = sum(len(other.tickets) for meaning, other in ranked[1:] if not _same_words(meaning, best))
        yield _proposal(short, best, "definition", shown, sure=rivals == 0, ids=ids)


def _initials(texts: Sequence[str], words: Sequence[Sequence[str]], ids: Sequence[str]) -> Iterator[Proposal]:
    """Capitals nobody defines: the phrase with those initials that tickets use beside them."""
    uses: defaultdict[str, set[int]] = defaultdict(set)
    for number, tokens in enumerate(words):
        for token in set(tokens):
            if _is_capitals(token) and not texts[number].isupper():
                uses[token].add(number)
    wanted = {_letters(short): short for short, numbers in uses.items() if len(numbers) >= 2}
    phrases = _phrases(words, wanted.keys())
    for letters, candidates in phrases.items():
        short = wanted[letters]
        beside = {phrase: seen for phrase, seen in candidates.items() if seen.tickets & uses[short]}
        ranked = sorted(
            beside.items(), key=lambda pair: (-len(pair[1].tickets & uses[short]), -len(pair[1].tickets), pair[0])
        )
        if not ranked:
            continue
        best, seen = ranked[0]
        both = seen.tickets & uses[short]
        runner_up = next(
            (len(other.tickets & uses[short]) for phrase, other in ranked[1:] if not _same_words(phrase, best)), 0
        )
        if len(both) < 2:
            continue
        lift = (len(both) / len(uses[short])) / (len(seen.tickets) / len(texts))
        next_common = max(
            (len(other.tickets) for phrase, other in candidates.items() if not _same_words(phrase, best)), default=0
        )
        # A phrase that is everywhere is never more frequent beside its initials; then no other may be frequent at all.
        stands_out = lift >= MIN_LIFT or len(seen.tickets) >= MIN_DOMINANCE * max(next_common, 2)
        sure = len(both) >= MIN_TICKETS and len(both) >= MIN_LEAD * runner_up and stands_out
        shown = _Seen(both, {number: seen.snippets[number] for number in both if number in seen.snippets})
        yield _proposal(short, best, "initials", shown, sure=sure, ids=ids)


def _short_forms(words: Sequence[Sequence[str]], ids: Sequence[str]) -> Iterator[Proposal]:
    """ "mbx" for "mailbox", "encash" for "encashment": proposed, never sure."""
    uses: defaultdict[str, set[int]] = defaultdict(set)
    for number, tokens in enumerate(words):
        for token in set(tokens):
            if token.islower() and token.isalpha():
                uses[token].add(number)
    common = {word for word, numbers in uses.items() if len(numbers) >= 5 and len(word) >= 5}
    for short, numbers in uses.items():
        if len(numbers) < 2 or len(short) < _SPELLED_FROM or not looks_like_shorthand(short):
            continue
        fitting = [
            (len(uses[word] & numbers), len(uses[word]), word)
            for word in common
            if word[0] == short[0] and len(word) >= len(short) + 2 and _spells(short, word)
        ]
        if not fitting:
            continue
        both, _, word = max(fitting)
        if both >= 2:
            shown = _Seen(uses[word] & numbers, {})
            yield _proposal(short, word, "short-form", shown, sure=False, ids=ids)


def _phrases(
    words: Sequence[Sequence[str]], wanted: Iterable[tuple[str, ...]]
) -> Mapping[tuple[str, ...], Mapping[str, _Seen]]:
    """For each wanted run of initials the phrases that have them, with or without their small words."""
    wanted = set(wanted)
    found: defaultdict[tuple[str, ...], defaultdict[str, _Seen]] = defaultdict(lambda: defaultdict(_Seen))
    longest = max((len(letters) for letters in wanted), default=0)
    starts = {letters[:length] for letters in wanted for length in range(1, len(letters) + 1)}
    for number, tokens in enumerate(words):
        for start, first in enumerate(tokens):
            if first.lower() in _SMALL or not first[0].isalpha() or (first.isupper() and len(first) > 1):
                continue
            every: list[str] = []
            large: list[str] = []
            for at in range(start, min(start + longest + 2, len(tokens))):
                token = tokens[at]
                if not token[0].isalpha():
                    break
                every += _initials_of(token)
                if token.lower() not in _SMALL:
                    large += _initials_of(token)
                if tuple(every) not in starts and tuple(large) not in starts:
                    break  # whatever follows, nobody wants it
                if at == start or token.lower() in _SMALL:
                    continue
                phrase = " ".join(tokens[start : at + 1])
                for letters in {tuple(every), tuple(large)} & wanted:
                    _note(found[letters][phrase.lower()], number, phrase)
    return found


def _initials_of(token: str) -> list[str]:
    """The first letter of a word; capitals count letter by letter: "HR business partner" is HRBP."""
    return list(token.lower()) if token.isupper() and len(token) <= 3 else [token[0].lower()]


def _letters(short: str) -> tuple[str, ...]:
    return tuple(short.lower().replace("&", "").replace("/", "").replace("-", ""))


def _is_capitals(token: str) -> bool:
    return (
        2 <= len(token) <= 5
        and bool(re.fullmatch(r"[A-Z]+(?:&[A-Z]+)?|[A-Z][a-z][A-Z]", token))
        and token.upper() not in KNOWN
    )


def _spells(short: str, word: str) -> bool:
    """Whether a short form's letters come in the word in order, and miss no more than the vowels and a tail."""
    at = 0
    for letter in short:
        at = word.find(letter, at) + 1
        if at == 0:
            return False
    consonants = re.sub(r"[aeiou]", "", word[1:])
    return word.startswith(short) or len(set(consonants) - set(short)) <= 2


def _same_words(left: str, right: str) -> bool:
    """Whether two phrases differ in a plural only."""
    return [word.rstrip("s") for word in left.split()] == [word.rstrip("s") for word in right.split()]


def _note(seen: _Seen, number: int, text: str) -> None:
    seen.tickets.add(number)
    seen.snippets.setdefault(number, text[:_SNIPPET])


def _proposal(short: str, meaning: str, how: How, seen: _Seen, *, sure: bool, ids: Sequence[str]) -> Proposal:
    numbers = sorted(seen.tickets)
    evidence = tuple((ids[number], seen.snippets.get(number, meaning)) for number in numbers[:3])
    written = Counter(seen.snippets.values()).most_common(1)
    if how == "initials" and written:
        meaning = _natural(written[0][0], meaning)
    return Proposal(short, meaning, how, len(numbers), sure, evidence)


def _natural(written: str, lower: str) -> str:
    """The phrase as it is mostly written, but without a sentence's capital."""
    return _lower_first(written) if written.lower() == lower else lower


def _lower_first(text: str) -> str:
    first, *rest = text.split()
    if rest and first[:1].isupper() and first[1:].islower() and not rest[0][:1].isupper():
        return text[0].lower() + text[1:]
    return text


def _text(ticket: Ticket) -> str:
    return "\n".join([ticket.subject, *(message.text for message in ticket.messages if message.kind == "comment")])
