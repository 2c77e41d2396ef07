"""Who is staff in exports that name authors without a role: by what only staff can do, or by what a person says."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from prep.errors import BadInput
from prep.holding import pickle_by_arguments
from prep.ingest.helpdesks.fields import is_named_agent
from prep.ingest.helpdesks.told import Asked, Said
from prep.ingest.roles import address_in
from prep.ingest.times import read_time
from prep.records import Author

_SHOWN = 6  # authors in a question


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody as one place of an export names them. `ids` tell whether two are the same person; `names` only show."""

    person_id: str = ""
    ids: frozenset[str] = frozenset()  # without case
    names: tuple[str, ...] = ()

    def is_same(self, other: "Who") -> bool:
        return bool(self.ids & other.ids)


pickle_by_arguments(Who)
NOBODY = Who()


def who(person_id: str, *names: str) -> Who:
    """Somebody with an id of their own; names beside it may be shared with others."""
    ids = frozenset((person_id.casefold(),)) if person_id else frozenset()
    return Who(person_id, ids, tuple(name for name in dict.fromkeys((person_id, *names)) if name))


class Staff:
    """The roles of an export's authors.

    The requester of a ticket is its customer. Anybody else who was assigned a ticket, wrote something internal, or was
    named by the person is an agent. Who is none of these stays unknown.
    """

    def __init__(
        self, everybody: Iterable[Who], *, evident: Iterable[Who], machines: Collection[str], asked: Asked
    ) -> None:
        appointed = (person for person in everybody if is_named_agent(asked, *person.names))
        self._ids = frozenset(each for person in (*evident, *appointed) for each in person.ids) - frozenset(machines)
        self._machines = frozenset(machines)
        self._asked = asked

    def has(self, person: Who) -> bool:
        return bool(person.ids & self._ids)

    def is_machine(self, person: Who) -> bool:
        return bool(person.ids & self._machines)

    def author(self, speaker: Who, requester: Who, assignee: Who) -> Author:
        """The role of an author in one ticket. Staff who ask a colleague for help are the customer of that ticket."""
        if self.is_machine(speaker):
            return "automatic"
        if speaker.is_same(requester):
            return "agent" if self.has(speaker) and speaker.is_same(assignee) else "customer"
        if self.has(speaker):
            return "agent"
        is_outsider = self._asked.own_domains and any(address_in(name) for name in speaker.names)
        return "customer" if is_outsider else "unknown"


def opening_author(opener: Author, *, is_requester: bool, messages: Sequence[Said]) -> Author:
    """Whose words a ticket's own text are, when somebody in the role of `opener` entered it.

    Staff, programs and colleagues enter tickets for customers. It is the customer's question when staff answer next;
    otherwise it may be staff who approached the customer.
    """
    if is_requester or opener == "customer":
        return opener
    spoken = [message for message in messages if message.kind == "comment" and message.left_out is None]
    if all(read_time(message.written_at).at for message in spoken):
        spoken.sort(key=lambda message: read_time(message.written_at).at)
    return "customer" if spoken and spoken[0].author == "agent" else opener


def ask_for_agents(messages: Iterable[Said], names: dict[str, str], else_do: str) -> None:
    """BadInput with the question who is staff, when messages there are and none is known to be an agent's."""
    undecided: dict[str, Said] = {}
    for message in messages:
        if message.author == "agent" and message.kind == "comment":
            return
        if message.author == "unknown" and message.left_out is None and message.person_id:
            undecided.setdefault(message.person_id, message)
    if not undecided:
        return
    shown = ", ".join(
        repr(each[:60]) + (f" ({names[each][:40]})" if names.get(each, each) != each else "")
        for each in list(undecided)[:_SHOWN]
    ) + (" …" if len(undecided) > _SHOWN else "")
    first = next(iter(undecided))
    raise BadInput(
        f"{undecided[first].source}: expected to learn which authors are your agents, got {shown}. Say it with "
        f'--map "agent_is={first[:60]}" (several: A|B), or with --agent-domain when they are addresses, or {else_do}.'
    )
