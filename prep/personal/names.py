"""The people whom the export names, recognised in a text however it writes them.

Works on words, folded: case, accents and width do not matter, punctuation between the words of a name hardly does.
Longest first. A first name that is also a word ("Will", "Grace", "May") counts only with a capital and where a name
stands; which names are words is learnt from the export itself, beside a list of known ones.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from prep.mail.words import GREETINGS, SIGN_OFFS
from prep.mail_domains import SHARED_DOMAINS
from prep.records import Person

Mention = Literal["name", "email", "phone", "id"]
# "capitals": every word needs one; "place": it must also stand where names stand.
Doubt = Literal["none", "capitals", "place"]

# Names of desks and machines, not of people.
ROLE_WORDS = frozenset(
    {
        "support", "helpdesk", "servicedesk", "desk", "team", "service", "services", "hub", "noreply", "no-reply",
        "notifications", "notification", "automation", "automatic", "system", "bot", "payroll", "facilities",
        "helpcenter", "mailer-daemon", "postmaster", "do-not-reply", "donotreply",
    }
)  # fmt: skip
# First words of mailboxes that a desk reads, beside those.
_MAILBOX_WORDS = ROLE_WORDS | frozenset(
    {
        "absence", "abuse", "access", "accounts", "admin", "admissions", "alerts", "assets", "audit", "badges",
        "benefits", "billing", "booking", "bookings", "building", "buildings", "canteen", "careers", "cars",
        "catering", "claims", "compliance", "contact", "copier", "courier", "customer", "customers",
        "dataprotection", "dental", "dpo", "enquiries", "equipment", "ethics", "events", "expenses", "feedback",
        "finance", "firstaid", "fleet", "flights", "frontdesk", "gdpr", "hardware", "health", "hello", "help",
        "hotel", "hotels", "hotline", "housekeeping", "hr", "hse", "iam", "immigration", "info", "infosec",
        "ins", "insurance", "intranet", "invoice", "invoices", "it", "jobs", "kontakt", "learning", "leasing",
        "leave", "legal", "library", "licences", "licenses", "licensing", "logistics", "lostandfound",
        "mailroom", "maintenance", "marketing", "media", "mobility", "network", "news", "newsletter", "office",
        "onboarding", "orders", "parking", "partners", "payables", "pension", "pensions", "people",
        "peopledesk", "peopleops", "phishing", "postroom", "press", "print", "printer", "printers", "printing",
        "privacy", "procurement", "projects", "purchasing", "receivables", "reception", "recruiting",
        "recruitment", "refunds", "relocation", "rental", "rentals", "repairs", "reservations", "returns",
        "rooms", "safety", "sales", "security", "shipping", "shop", "sickness", "software", "talent", "tax",
        "taxi", "telephony", "timesheets", "training", "travel", "trips", "vendors", "visa", "vpn", "warehouse",
        "warranty", "webmaster", "wellbeing",
    }
)  # fmt: skip
# Names that the calendar writes with a capital, too.
CALENDAR_NAMES = frozenset(
    {
        "jan", "april", "avril", "may", "mai", "june", "juin", "august", "summer", "winter", "sun", "wednesday",
        "friday", "noel",
    }
)  # fmt: skip
# First and last names that are English words, for exports too small to show it.
WORD_NAMES = CALENDAR_NAMES | frozenset(
    {
        "will", "grace", "mark", "hope", "joy", "faith", "rose", "art", "bill", "frank", "dean", "miles", "chase",
        "drew", "pat", "sue", "rob", "autumn", "dawn", "eve", "ivy", "lily", "violet", "olive", "ruby", "amber",
        "jade", "pearl", "crystal", "star", "sky", "river", "brook", "cliff", "glen", "heath", "forest", "reed",
        "clay", "rocky", "sandy", "stone", "wood", "young", "long", "short", "strong", "best", "good", "king", "page",
        "case", "price", "rich", "cash", "bond", "park", "banks", "field", "hall", "hill", "lane", "church", "day",
        "knight", "law", "major", "power", "rice", "cook", "baker", "taylor", "carter", "cooper", "fisher", "hunter",
        "mason", "miller", "porter", "potter", "shepherd", "turner", "walker", "weaver", "black", "brown", "green",
        "white", "gray", "grey", "blue", "gold", "silver", "wills", "sterling", "max", "min", "an", "do", "le", "so",
        "to", "in", "on", "my", "van", "de", "can", "ng", "lee", "he", "she", "sun", "song", "gay", "love", "kim",
        "dale", "dell", "gene", "guy", "herb", "iris", "jack", "jay", "josh", "kit", "lance", "laurel", "man",
        "martin", "matt", "mercy", "merit", "moody", "norm", "penny", "peg", "pierce", "ray", "rex", "rod", "rusty",
        "sage", "sonny", "spike", "stew", "tad", "tab", "teal", "tucker", "wade", "ward", "warren", "west", "wise",
        "wolf", "woody", "worth", "fox", "bell", "bird", "bush", "camp", "cross", "english", "french", "german",
        "gates", "givens", "grant", "hand", "harder", "head", "holder", "hood", "house", "ice", "judge", "last",
        "little", "lock", "marsh", "moon", "moss", "new", "noble", "north", "pack", "pace", "parish", "peace", "pool",
        "pope", "post", "pound", "prior", "quick", "read", "rush", "sharp", "shore", "small", "snow", "sparks",
        "spring", "stark", "stock", "street", "swift", "temple", "thorn", "tower", "town", "trip", "vance", "wall",
        "waters", "weeks", "wells", "winter", "winters", "bright", "cherry", "christian", "destiny", "diamond", "duke",
        "earl", "ginger", "harmony", "haven", "honor", "justice", "kitty", "legend", "liberty", "melody", "myrtle",
        "paris", "patience", "piper", "princess", "prudence", "savannah", "sincere", "skip", "sunny", "trinity",
        "unity", "bob", "bin", "al", "el", "la", "von", "ben", "den", "der", "des", "das", "die", "ali", "abu", "ibn",
        "tan", "see", "ho", "hu", "hui", "sin", "sir", "ma", "mo", "mi", "yi", "you", "lu",
    }
)  # fmt: skip

_PARTICLES = frozenset(
    {
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "bin", "ibn", "al", "el", "la", "le",
        "ter",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"^(?:[ \t.'’`´\-_]{0,3}|[ \t]?\n[ \t]?)$")
_COMMA_GAP = re.compile(r"^[ \t]?,?[ \t]{0,2}$")
_SINGLE_GAP = re.compile(r"^[\s.,'’`´\-_]{0,3}$")
_ENDS_INITIAL = re.compile(r"[.,)|:;!?]|\s*(?:\n|$)")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_BEFORE_NAME = re.compile(
    r"(?<!\w)(?:"
    + "|".join(re.escape(word) for word in sorted({*GREETINGS, *SIGN_OFFS}, key=len, reverse=True))
    + r"|my name is|this is|i am|i'm|ask|asked|contact|contacted|told|tell|colleague|manager|boss|attn|regards to"
    r"|assign(?:ed|ing)? (?:it )?to|spoke (?:to|with)|speak (?:to|with))[\s,!:–—-]*$"
    r"|(?<!\w)(?:mr|mrs|ms|miss|dr|prof)\.?\s+$|(?<!\w)(?:cc|from|name)\s?:\s*$|[@/]\s?$|^\W*[-–—~]?\s*$",
    re.I,
)
_AFTER_NAME = re.compile(
    r"\s+(?:here|wrote|says|said|told|asked|thinks|confirmed|mentioned|suggested|disagrees|agrees|approved|replied|answered|"
    r"helped|left|joined|called|sent|deserves|from (?:your|our|my) team)\b"
)
_ENDS_LINE = re.compile(r"[\s,.!?|*_]*(?:\n|$)")
_ENDS_ADDRESS = re.compile(r"\s*[.!?](?:\s|$)|[\s,|*_]*(?:\n|$)")  # what follows "Thanks for asking, Will"
_ENOUGH_TICKETS = 200
_MIN_NUMBER = 6  # digits of an id that is nothing but a number: shorter ones are amounts, too


@dataclass(frozen=True, slots=True)
class Known:
    """One way to write a person: the folded words, and how careful to be with them."""

    words: tuple[str, ...]
    person_id: str
    mention: Mention
    doubt: Doubt = "none"
    surname_first: bool = False  # a comma may stand between the parts


@dataclass(frozen=True, slots=True)
class Found:
    """A person met in a text: text[start:end]."""

    start: int
    end: int
    person_id: str
    mention: Mention


@dataclass(slots=True)
class NameIndex:
    """Ways to write people, by their first word."""

    by_first: defaultdict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    unspaced: dict[str, str] = field(default_factory=dict)  # a name of a script without spaces → its person_id

    def add(self, person: Person, ways_of_one: Iterable[Known]) -> None:
        """Know a person in all the ways that `ways_to_write` gave."""
        if _UNSPACED.search(person.name):
            whole = "".join(person.name.split())
            self.unspaced.update((name, person.person_id) for name in (person.name, whole) if len(name) > 1)
        for way in ways_of_one:
            ways = self.by_first[way.words[0]]
            if way not in ways:
                ways.append(way)
                ways.sort(key=lambda other: -len(other.words))

    def find(self, text: str, words: Sequence[tuple[str, int, int]]) -> Iterator[Found]:
        """Everybody in `text`, whose `words` are given by `folded_words`; longest first, none overlapping."""
        at = 0
        while at < len(words):
            ways = self.by_first.get(words[at][0])  # nobody's for nearly every word
            way = next((way for way in ways if _matches(way, text, words, at)), None) if ways else None
            if way is None:
                at += 1
                continue
            last = at + len(way.words) - 1
            yield Found(words[at][1], words[last][2], way.person_id, way.mention)
            at = last + 1
        for name, person_id in self.unspaced.items():
            for found in re.finditer(re.escape(name), text) if name in text else ():
                yield Found(found.start(), found.end(), person_id, "name")


def _matches(way: Known, text: str, words: Sequence[tuple[str, int, int]], at: int) -> bool:
    count = len(way.words)
    if count > 1:
        if at + count > len(words) or words[at + 1][0] != way.words[1]:
            return False  # so ends nearly every comparison
        if any(words[at + n][0] != way.words[n] for n in range(2, count)):
            return False
        gap = (_COMMA_GAP if way.surname_first else _GAP) if way.mention == "name" else _SINGLE_GAP
        if len(way.words[-1]) == 1 and not _ENDS_INITIAL.match(text, words[at + count - 1][2]):
            return False
        if not all(gap.match(text[words[at + n][2] : words[at + n + 1][1]]) for n in range(count - 1)):
            return False
    start, end = words[at][1], words[at + count - 1][2]
    if way.doubt == "none":
        return True
    capitals = all(text[words[at + n][1]].isupper() for n in range(count))
    return capitals and (way.doubt == "capitals" or _stands_as_name(text, start, end))


def _stands_as_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word stands where names do: behind a greeting or title, alone on its line."""
    line = text.rfind("\n", 0, start) + 1
    before, after = text[max(line, start - 40) : start], text[end : end + 24]
    if not before.strip(" \t>*_-–—~"):
        return bool(_ENDS_LINE.match(after) or _AFTER_NAME.match(after) or re.match(r",\s+(?!\d)", after))
    if _BEFORE_NAME.search(before) or _AFTER_NAME.match(after):
        return True
    if before.endswith("by ") and after.startswith((" (", ",", "\n")):
        return True
    return before.rstrip().endswith(",") and _ENDS_ADDRESS.match(after) is not None


def ways_to_write(person: Person, words: Collection[str], *, near: bool) -> list[Known]:
    """All the ways in which texts name a person.

    One part of the name is enough for somebody who is `near` (takes part in the ticket); of others it must stand where
    names stand. `words` are the folded names that are words, too.
    """
    ways: list[Known] = []

    def add(text: str, mention: Mention, *, near: bool = True, surname_first: bool = False) -> None:
        parts = tuple(folded for folded, _, _ in folded_words(text))
        if not parts:
            return
        doubt: Doubt = "none"
        if mention != "email" and all(len(part) == 1 or part in words for part in parts):
            doubt = "place" if len(parts) == 1 or any(len(part) == 1 for part in parts) else "capitals"
        ways.append(Known(parts, person.person_id, mention, doubt if near else "place", surname_first))

    if not is_role(person.name):
        names = [part for part in re.split(r"[\s,]+", person.name.strip()) if _WORD.search(part)]
        for way in _whole_names(names):
            add(way, "name")
        for way in _surname_first(names):
            add(way, "name", surname_first=True)
        for name in names:
            if len(name) > 1 and fold(name) not in _PARTICLES:
                add(name, "name", near=near)
                add(re.sub(r"['’`]", "", name), "name", near=near)
    for address in person.emails:
        add(address, "email")
        local = address.split("@", 1)[0]
        if len(local) >= 5 and not is_role(local):
            add(local, "name")
    for value in person.ids:
        if len(value) >= (_MIN_NUMBER if value.isdigit() else 4):
            add(value, "id")
            add(re.sub(r"(?<=[A-Za-z])(?=\d)", " ", value), "id")
    return list(dict.fromkeys(ways))


def _whole_names(parts: Sequence[str]) -> Iterator[str]:
    """First and last name together, in the orders and abbreviations that people use."""
    if len(parts) < 2:
        return
    first, last = parts[0], parts[-1]
    yield " ".join(parts)
    yield f"{first} {last}"
    yield f"{first[0]} {last}"
    yield f"{first} {last[0]}"
    if len(parts) > 2:
        yield f"{first} {' '.join(parts[2:])}"
        yield f"{first} {parts[1][0]} {last}"


def _surname_first(parts: Sequence[str]) -> Iterator[str]:
    """ "Doe, Jane" and "Doe Jane"."""
    if len(parts) > 1:
        yield f"{parts[-1]} {parts[0]}"
        yield f"{parts[-1]} {' '.join(parts[:-1])}"


def is_role(name: str) -> bool:
    """Whether a name belongs to a desk or a machine: such names stay readable."""
    return any(word in ROLE_WORDS for word in re.split(r"[\s,._/]+|(?<!no)(?<!do)(?<!not)-", name.casefold()))


def is_role_mailbox(address: str) -> bool:
    """Whether an e-mail address is a desk's by its name, such as "travel@…" or "payroll-portbell@…".

    What stands before a dot may be a first name, "ins.visser@…", and where anybody has a mailbox so may any word.
    """
    local, _, domain = address.casefold().partition("@")
    if is_role(local):
        return True
    name = local if domain in SHARED_DOMAINS else re.split(r"[+-]", local)[0]
    return all(word in _MAILBOX_WORDS for word in re.split(r"[._]", name))


def folded_words(text: str) -> list[tuple[str, int, int]]:
    """The words of a text, folded, each with its place in the text as written."""
    return [(fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


def words_among(people: Iterable[Person], vocabulary: Collection[str], *, n_tickets: int) -> set[str]:
    """Which parts of people's names are words, too, given the words that their export uses.

    A large export shows it; in a small one, known word-names and names of two letters are doubted as well.
    """
    names = {
        word
        for person in people
        for written in (person.name, *person.ids, *(address.split("@", 1)[0] for address in person.emails))
        for word, _, _ in folded_words(written)
    }
    if n_tickets >= _ENOUGH_TICKETS:
        return names & (CALENDAR_NAMES | set(vocabulary))
    return {name for name in names if name in vocabulary or name in WORD_NAMES or len(name) < 3}


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word without case, accents and width: for comparison only."""
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word.translate(_STROKES)).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_STROKES = str.maketrans({"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "æ": "ae", "Æ": "ae"})
