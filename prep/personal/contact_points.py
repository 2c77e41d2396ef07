"""The helpdesk's own contact points: numbers, mailboxes and places that an answer gives, and that are nobody's.

"Call the IT service desk on 020 7946 0999" loses its answer without the number. A value is the desk's when several
agents give it to several requesters, or when agents alone write it and name the desk that it reaches; never when it is
a person's of the export, or when the requester wrote it. What several agents of an export have in common, and the
mailbox of a desk that answers under an agent's account, are no person's. Neither is an address at the organisation's
own domain that agents alone write and that is made of the export's words for things, such as badges@ or new-starters@.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from prep.mail_domains import SHARED_DOMAINS
from prep.personal.homes import comparable_address
from prep.personal.names import WORD_NAMES, fold, folded_words, is_role, is_role_mailbox
from prep.personal.same_person import parts_of_name, person_of_account
from prep.personal_data import Span, find_contacts, find_personal_data
from prep.records import Person, Ticket
from prep.spreading import spread

MIN_REQUESTERS = 3
MIN_AGENTS = 2
MIN_REQUESTERS_OF_NOBODY = 5  # where the export does not say which agent gives it: it may be one and the same
MIN_PEOPLE_OF_DOMAIN = 5
_SUFFIX = 8  # digits at the end of a phone number that tell one line from another, however its start is written
_KINDS = ("email", "phone", "ip", "address", "person-number")

Value = tuple[str, str]  # kind and comparable form
_Owner = tuple[str, tuple[str, ...]]  # a person, by their first account, and the parts of the name
_WORD = 4  # letters from which a part of an address is a word rather than initials
_TELLING = 3  # letters of a part of a name that two people seldom share: an initial, or "IT" behind it, says nothing

_DESK = (
    r"(?:service ?|help ?|it ?|people ?|front ?|info(?:rmation)? ?)?desk|helpdesk|hotline|helpline|switchboard"
    r"|reception"
    r"|support(?: (?:line|team|desk))?|payroll|facilities|security(?: desk| control)?|human resources|hr(?: team)?"
    r"|insurer|insurance|provider|travel agency|agency|embassy|pension fund|emergency(?: line| number)?|first aid"
    r"|on-?call(?: line| engineer)?|out-of-hours(?: line| number)?|customer (?:service|care)|call cent(?:er|re)"
    r"|operator"
    r"|accounts(?: payable)?|finance(?: team)?|department|team|service|office|counter|clinic|hospital|shop|store|depot"
    r"|line|mailbox|inbox|zentrale|rezeption|servicedesk"
)
# Between the desk and its number stand only small words: "the desk's Jane Doe on …" reaches Jane Doe, and what the desk
# is asked to do, or one does beside, reaches somebody else: "ask the desk to call …".
_TO_OTHERS = (
    r"(?!(?:to|and|or|then|will|would|can(?! be)|could|should|must|who|for|leads?|head|manager|forwards?|calls?"
    r"|emails?)\b)"
)
_NAMED = re.compile(
    rf"\b(?P<desk>(?i:{_DESK}))(?:['’]s)?(?:[ \t]*[:(,–-])?(?:[ \t]+[(]?(?:{_TO_OTHERS}[a-z]+|24/7"
    rf"|\d\d?:\d\d)[,:]?){{0,5}}[ \t]*[(:]?[ \t]*$"
)
# Names that say less: nothing but the way there stands between these and their number. Two letters other than those of
# service and help desks, departments and control rooms may be a colleague's initials.
_TRADE_PARTNER = (
    r"(?:travel|leasing|insurance|relocation|logistics|shipping|repair|print(?:ing)?|payroll|service|fleet|hotel"
    r"|benefits) partner"
)
_NAMED_BRIEFLY = re.compile(
    r"(?:^|[:;,(>][ \t]*|\b(?i:call|ring|phone|dial|contact|ask|via|through|reach)[ \t]+)(?:(?i:the|our)[ \t]+)?"
    rf"(?P<desk>SD|ITSD|IT|NOC|SOC|(?i:{_TRADE_PARTNER}))"
    r"(?:[ \t]+(?:on|at|via|under|is|by|phone|mail|tel|number|no|ext|extn|extension)\b\.?)*[ \t]*[(:]?[ \t]*$"
)
_NAMED_AFTER = re.compile(rf"^[ \t]*(?:[(,–-]|is|reaches)[ \t]*(?:the |our )?(?:\w+ ){{0,2}}(?P<desk>(?i:{_DESK}))\b")
_OF_A_PERSON = re.compile(
    r"\b(?:me|my|mine|myself|your|yours|his|her|hers|him|their|tried|called you|reach you|spoke|requester"
    r"|caller|ask for"
    r"|customer(?! (?:service|care))|employee|colleague|manager|wife|husband|partner|mother|father|doctor)\b",
    re.I,
)
_NO_SPOUSE = re.compile(rf"\b{_TRADE_PARTNER}\b", re.I)
_BEFORE = 80


def desk_values(people: Iterable[Person]) -> frozenset[Value]:
    """What agents' accounts have that is the desk's: a mailbox such as hr@…, a line that several of them share.

    Any other address is somebody's own, however many accounts have it.
    """
    accounts = [person for person in people if person.author == "agent"]
    person_of = person_of_account(accounts)
    owners: defaultdict[Value, set[_Owner]] = defaultdict(set)
    found: set[Value] = set()
    for account in accounts:
        for kind, value in _own_values(account):
            if is_role(account.name) or (kind == "email" and is_role_mailbox(value)):
                found.add((kind, value))
            elif kind == "phone" and (parts := parts_of_name(account.name)):
                owners[kind, value].add((person_of[account.person_id], parts))
    return frozenset(found | {value for value, of_value in owners.items() if _are_several(of_value)})


def _are_several(owners: set[_Owner]) -> bool:
    """Whether two of a line's owners are surely two people: Bob and Robert Quill may well be one."""
    return any(
        one != other and not any(len(part) >= _TELLING for part in {*parts} & {*others})
        for (one, parts), (other, others) in combinations(owners, 2)
    )


def without(person: Person, desk: Container[Value]) -> Person:
    """Somebody with what is their own and not the desk's."""
    return replace(
        person,
        emails=tuple(address for address in person.emails if comparable("email", address) not in desk),
        phones=tuple(phone for phone in person.phones if comparable("phone", phone) not in desk),
    )


@dataclass(frozen=True, slots=True)
class _Given:
    """A value that an agent gives out in a ticket."""

    value: Value
    agent: str
    desk: str  # as named beside the value; "" where none is


def contact_points(
    tickets: Sequence[Ticket], people: Iterable[Person], words: Collection[str] = frozenset()
) -> frozenset[Value]:
    """The values that belong to the helpdesk, given tickets in their authors' own words (quotes tell nothing).

    `words`: those, folded, that the export has for things; who is asked by a first name in lower case is none.
    """
    known = list(people)
    own = {value for person in known for value in _own_values(person)}
    person_of = person_of_account(known)
    requesters: defaultdict[Value, set[str]] = defaultdict(set)
    agents: defaultdict[Value, set[str]] = defaultdict(set)
    named: Counter[Value] = Counter()
    written_by_customers: set[Value] = set()
    is_worded = _mailboxes_of_words(known, words)
    initials = {"".join(word[0] for word, _, _ in folded_words(person.name)).upper() for person in known}
    with spread(_exchanged, tickets) as found:
        for requester, given, asked in found:
            written_by_customers |= asked
            for each in given:
                if each.value not in own:
                    _few(requesters[each.value], requester, MIN_REQUESTERS_OF_NOBODY)
                    _few(agents[each.value], person_of.get(each.agent, each.agent), MIN_AGENTS)
                    named[each.value] += bool(each.desk) and each.desk not in initials
    return frozenset(
        value
        for value in requesters
        if (len(requesters[value]) >= MIN_REQUESTERS and len(agents[value]) >= MIN_AGENTS)
        or (len(requesters[value]) >= MIN_REQUESTERS_OF_NOBODY and agents[value] == {""})
        or ((named[value] or is_worded(value)) and value not in written_by_customers)
    )


def _mailboxes_of_words(people: Sequence[Person], words: Collection[str]) -> Callable[[Value], bool]:
    """Whether an address stands at the organisation's domain and is made of words alone, none of which may be a name.

    The organisation's is a domain that several agents have or, where no agent's address is known, many people.
    """
    agents = [one for one in people if one.author == "agent" and one.emails]
    domains = _domains(agents, MIN_AGENTS) if agents else _domains(people, MIN_PEOPLE_OF_DOMAIN)
    names = WORD_NAMES | {word for one in people for word, _, _ in folded_words(one.name)}

    def is_worded(value: Value) -> bool:
        kind, address = value
        parts = re.split(r"[._+-]", address.rpartition("@")[0])
        if kind != "email" or _domain(address) not in domains or any(len(part) < _WORD for part in parts):
            return False
        return all(fold(part) in words and fold(part) not in names for part in parts)

    return is_worded


def _domains(people: Iterable[Person], at_least: int) -> set[str]:
    """The domains that so many of these people have, but for those where anybody may have a mailbox."""
    having = Counter(domain for one in people for domain in {_domain(address) for address in one.emails})
    return {domain for domain, n in having.items() if n >= at_least} - SHARED_DOMAINS


def _domain(address: str) -> str:
    return address.rpartition("@")[2].casefold()


def names_a_desk(text: str, span: Span) -> bool:
    """Whether the words beside a value say that it reaches a desk, a team or a service, and not a person."""
    return bool(_desk_beside(text, span))


def _desk_beside(text: str, span: Span) -> str:
    if span.kind == "email":
        return ""  # whose it is its own name says: "the travel agency, jo@…" has Jo's mailbox
    before = re.split(r"[.?!]\s|\n", text[max(0, span.start - _BEFORE) : span.start])[-1]
    if _OF_A_PERSON.search(_NO_SPOUSE.sub("", before)):
        return ""
    named = _NAMED.search(before) or _NAMED_BRIEFLY.search(before) or _NAMED_AFTER.match(text[span.end : span.end + 40])
    return named["desk"] if named else ""


def of_a_person(text: str) -> list[Span]:
    """The personal data in a text but for what it calls a desk's, and mailboxes that many share, such as hr@."""
    return [span for span in find_personal_data(text) if not _is_a_desks(text, span)]


def _is_a_desks(text: str, span: Span) -> bool:
    if span.kind == "email" and is_role_mailbox(text[span.start : span.end]):
        return True
    return span.kind in _KINDS and names_a_desk(text, span)


def last_digits(phone: str) -> str:
    """The digits that tell one phone line from another, "+44 20 7946 0482" and "020 79460482" alike."""
    return re.sub(r"\D", "", phone)[-_SUFFIX:]


def comparable(kind: str, written: str) -> Value:
    """A value in the form in which two ways of writing it are equal."""
    if kind == "address":
        return kind, comparable_address(written)
    return kind, last_digits(written) if kind == "phone" else written.casefold()


def _few(known: set[str], one: str, enough: int) -> None:
    """Remember who it was until there are enough of them."""
    if len(known) < enough:
        known.add(one)


def _own_values(person: Person) -> Iterator[Value]:
    yield from (comparable("email", address) for address in person.emails)
    yield from (comparable("phone", phone) for phone in person.phones)
    yield from (comparable("person-number", number) for number in person.ids)


def _exchanged(ticket: Ticket) -> tuple[str, list[_Given], set[Value]]:
    """Of a ticket: its requester, what agents give out before the requester wrote it, and what requesters wrote.

    What a requester calls a desk's is not their own: "nobody answers at the IT desk, 020 7946 0999".
    """
    requester = next((m.person_id for m in ticket.messages if m.author == "customer"), "") or ticket.ticket_id
    given: list[_Given] = []
    asked: set[Value] = set()
    for message in ticket.messages:
        if message.author not in ("agent", "customer"):
            continue
        for span in find_contacts(message.text):
            if span.kind not in _KINDS:
                continue
            value = comparable(span.kind, message.text[span.start : span.end])
            desk = _desk_beside(message.text, span)
            if message.author == "agent" and value not in asked:
                given.append(_Given(value, message.person_id, desk))
            elif message.author == "customer" and not desk:
                asked.add(value)
    return requester, given, asked
