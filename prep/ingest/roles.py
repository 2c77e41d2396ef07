"""Who speaks: the words exports use for customer, agent and machine, and addresses of one's own staff."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from email.utils import parseaddr

from prep.errors import BadInput
from prep.records import Author

_WORDS: dict[str, Author] = {
    **dict.fromkeys(
        (
            *("agent", "assistant", "support", "rep", "representative", "staff", "operator", "advisor", "admin"),
            *("support agent", "support team", "support rep", "live agent", "human agent", "customer service", "csr"),
            *("customer support", "service desk", "helpdesk", "help desk", "team member", "teammate", "gpt"),
        ),
        "agent",
    ),
    **dict.fromkeys(
        (
            *("customer", "user", "client", "visitor", "requester", "end user", "enduser", "human", "caller", "guest"),
            *("contact", "lead", "reporter", "consumer", "buyer"),
        ),
        "customer",
    ),
    **dict.fromkeys(
        (
            *("action", "system", "bot", "chatbot", "tool", "function", "automation", "automatic", "trigger"),
            *("workflow", "event", "auto reply", "autoresponder"),
        ),
        "automatic",
    ),
}
_NUMBERED = re.compile(r"(.*?)[\s#:]*[0-9]+")
_ADDRESS = re.compile(r"[^\s<>\"'(),:;]+@[^\s<>\"'(),:;@]+")


def role_of(word: str) -> Author | None:
    """The role a word such as "Agent", "end-user" or "customer 2" names; None for anything else, such as a name."""
    plain = re.sub(r"[\s_-]+", " ", word.strip().casefold()).strip("[]():. ")
    if (role := _WORDS.get(plain)) is not None:
        return role
    numbered = _NUMBERED.fullmatch(plain)
    return _WORDS.get(numbered[1]) if numbered else None


def address_in(text: str) -> str:
    """The e-mail address in a text such as "Ann Lee <ann@example.org>", in lower case; "" without one."""
    if "@" not in text:
        return ""
    _, address = parseaddr(text)
    if not _ADDRESS.fullmatch(address):
        match = _ADDRESS.search(text)
        address = match[0] if match else ""
    return address.casefold()


def is_own(address: str, own_domains: Sequence[str]) -> bool:
    """Whether `address` belongs to `own_domains`: domains ("example.org", subdomains included) or whole mailboxes."""
    domain = address.rpartition("@")[2]
    for own in own_domains:
        wanted = own.strip().casefold().removeprefix("@")
        if "@" in wanted:
            if address == wanted:
                return True
        elif wanted and (domain == wanted or domain.endswith(f".{wanted}")):
            return True
    return False


def decide_roles(
    speakers: Iterable[str], *, own_domains: Sequence[str], agent_is: str, where: str
) -> dict[str, Author]:
    """The role of each speaker: by the value(s) named as staff (A|B), by the word, by the address.

    Who stays undecided is "unknown". BadInput, with the question to answer, when that leaves no agent or no customer.
    """
    counts = Counter(speakers)
    staff = {name.strip().casefold() for name in agent_is.split("|") if name.strip()}
    roles = {speaker: _role(speaker, staff, own_domains) for speaker in counts}
    undecided = [speaker for speaker, _ in counts.most_common() if speaker.strip() and roles[speaker] == "unknown"]
    decided = set(roles.values())
    if undecided and not {"agent", "customer"} <= decided:
        shown = ", ".join(repr(speaker[:60]) for speaker in undecided[:6]) + (" …" if len(undecided) > 6 else "")
        raise BadInput(
            f"{where}: expected to learn which authors are your agents, got {shown}. Say it with "
            f'--map "agent_is={undecided[0][:60]}" (several: A|B), or with --agent-domain when they are addresses.'
        )
    if "agent" not in decided:
        raise BadInput(
            f"{where}: expected messages from customers and agents, but this export has no agent replies "
            f"(authors: {_shown(roles)}). Export the whole conversations."
        )
    return roles


def _role(speaker: str, staff: set[str], own_domains: Sequence[str]) -> Author:
    address = address_in(speaker)
    if speaker.strip().casefold() in staff or (address and address in staff):
        return "agent"
    if (role := role_of(speaker)) is not None:
        return role
    if address and own_domains:
        return "agent" if is_own(address, own_domains) else "customer"
    return "customer" if staff and speaker.strip() else "unknown"


def _shown(roles: Mapping[str, Author]) -> str:
    return ", ".join(sorted(set(roles.values()))) or "none"
