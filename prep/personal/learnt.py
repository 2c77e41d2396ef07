"""What an export teaches about itself before anything in it is redacted.

Which words it uses, so that a name can be told from a word; what its personal ids look like. Which mailboxes and
numbers belong to the helpdesk: contact_points.py.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from prep.personal.names import fold, folded_words
from prep.records import Person, Ticket
from prep.spreading import spread

MIN_TICKETS_FOR_WORD = 3
MIN_IDS = 5

_ADDRESS = re.compile(r"(?<!\S)\S+?[@/]\S+")  # from the beginning of a word: a row of dashes is looked at once
_LETTERS = re.compile(r"[^\W\d_]+")
_THING = re.compile(r"\b(?i:the|an?|my|your|our|their|its|this|that|these|those|no|any|each|every) ([^\W\d_]+)")


def words_and_things(tickets: Sequence[Ticket]) -> tuple[frozenset[str], frozenset[str]]:
    """Words, folded, that several tickets write in lower case: those that are no name of these tickets' own people, and
    those behind an article and the like, where no name stands.
    """
    counts: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    with spread(_lower_words, tickets) as found:
        for of_ticket in found:
            for count, words in zip(counts, of_ticket, strict=True):
                count.update(words)
    often, named = (frozenset(word for word, n in count.items() if n >= MIN_TICKETS_FOR_WORD) for count in counts)
    return often, named


def _lower_words(ticket: Ticket) -> tuple[set[str], set[str]]:
    own = {word for person in ticket.people for word, _, _ in folded_words(person.name)}
    text = _ADDRESS.sub(" ", "\n".join(message.text for message in ticket.messages))
    words, things = ({fold(word) for word in set(kind.findall(text)) if word.islower()} for kind in (_LETTERS, _THING))
    return words - own, things


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
