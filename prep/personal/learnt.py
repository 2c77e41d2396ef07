"""What an export teaches about itself before anything in it is redacted.

Which words it uses, so that a name can be told from a word; which mailboxes and numbers belong to the helpdesk and
not to a person; what its personal ids look like.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from prep.personal.names import fold, folded_words
from prep.personal_data import find_contacts
from prep.records import Person, Ticket
from prep.spreading import spread

MIN_TICKETS_FOR_WORD = 3
MIN_SHARED_TICKETS = 3
MIN_SHARED_AGENTS = 2
MIN_IDS = 5
_SUFFIX = 8  # digits at the end of a phone number that tell one line from another, however its start is written

_ADDRESS = re.compile(r"\S+[@/]\S+")
_LETTERS = re.compile(r"[^\W\d_]+")

Value = tuple[str, str]  # kind and comparable form


def vocabulary(tickets: Sequence[Ticket]) -> frozenset[str]:
    """Words, folded, that several tickets write in lower case and that are no name of those tickets' own people."""
    counts: Counter[str] = Counter()
    with spread(_lower_words, tickets) as found:
        for words in found:
            counts.update(words)
    return frozenset(word for word, count in counts.items() if count >= MIN_TICKETS_FOR_WORD)


def _lower_words(ticket: Ticket) -> set[str]:
    own = {word for person in ticket.people for word, _, _ in folded_words(person.name)}
    text = _ADDRESS.sub(" ", "\n".join(message.text for message in ticket.messages))
    return {fold(word) for word in set(_LETTERS.findall(text)) if word.islower()} - own


def shared_values(tickets: Sequence[Ticket], people: Iterable[Person]) -> frozenset[Value]:
    """Addresses and numbers that several agents give out in several tickets, and that are nobody's own."""
    own = {value for person in people for value in _own_values(person)}
    n_tickets: Counter[Value] = Counter()
    agents: defaultdict[Value, tuple[str, ...]] = defaultdict(tuple)  # the first few who give it out
    with spread(_given_out, tickets) as found:
        for by_agents in found:
            n_tickets.update({value for value, _ in by_agents if value not in own})
            for value, agent in by_agents:
                if value not in own and agent not in agents[value] and len(agents[value]) < MIN_SHARED_AGENTS:
                    agents[value] = (*agents[value], agent)
    return frozenset(
        value for value, n in n_tickets.items() if n >= MIN_SHARED_TICKETS and len(agents[value]) >= MIN_SHARED_AGENTS
    )


def id_shape(people: Iterable[Person]) -> re.Pattern[str] | None:
    """The shape that most personal ids of an export share, such as "QM" and five digits: it finds strangers' ids, too.

    None when there are few ids, or when they are bare digits, which order numbers are as well.
    """
    ids = [value for person in people for value in person.ids]
    shapes = Counter(re.sub(r"\d", "9", value) for value in ids)
    if not shapes:
        return None
    shape, count = shapes.most_common(1)[0]
    if count < MIN_IDS or count < 0.5 * len(ids) or shape.count("9") < 4 or not re.match(r"[A-Za-z]", shape):
        return None
    return re.compile(rf"(?<!\w){re.sub('9', '[0-9]', re.escape(shape))}(?!\w)", re.I)


def last_digits(phone: str) -> str:
    """The digits that tell one phone line from another, "+44 20 7946 0482" and "020 79460482" alike."""
    return re.sub(r"\D", "", phone)[-_SUFFIX:]


def comparable(kind: str, written: str) -> Value:
    """A value in the form in which two ways of writing it are equal."""
    return kind, last_digits(written) if kind == "phone" else written.casefold()


def _own_values(person: Person) -> Iterator[Value]:
    yield from (comparable("email", address) for address in person.emails)
    yield from (comparable("phone", phone) for phone in person.phones)


def _given_out(ticket: Ticket) -> list[tuple[Value, str]]:
    """What agents give out in a ticket, and which agent."""
    return [
        (value, message.person_id)
        for message in ticket.messages
        if message.author == "agent"
        for value in _values_in(message.text)
    ]


def _values_in(text: str) -> Iterator[Value]:
    for span in find_contacts(text):
        yield comparable(span.kind, text[span.start : span.end])
