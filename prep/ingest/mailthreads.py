"""Mails → threads: by the ids they refer to, then by subject among people who already write to each other."""

import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b

from prep.ingest.mail import Mail
from prep.ingest.once import Places

_REPLY_MARK = re.compile(
    r"^\s*(?:(?:re|aw|sv|vs|antw|antwort|rif|ref|res|odp|r|fw|fwd|wg|tr|rv|enc|vl|doorst|i)\s*(?:\[\d+\])?\s*:|\[external\])\s*",
    re.I,
)
_LIST_MARK = re.compile(r"^\s*\[[^\]]{1,40}\]\s*")


def bare_subject(subject: str) -> str:
    """A subject without the marks that replying and forwarding put before it, for comparison."""
    bare = subject
    while (match := _REPLY_MARK.match(bare) or _LIST_MARK.match(bare)) is not None:
        bare = bare[match.end() :]
    return " ".join(bare.casefold().split())


class MailThreads(Collection[list[Mail]]):
    """Mails by thread, each thread oldest first; threads in the order of their first mail in the file.

    Mails stay where they wait: what is kept of each are numbers, and digests of what tells its thread.
    """

    def __init__(self, mails: Sequence[Mail]) -> None:
        self._mails = mails
        joining = _Joining(mails)
        self._places = Places.of_rows(map(str, joining.roots()))

    def __len__(self) -> int:
        return self._places.n_tickets

    def __iter__(self) -> Iterator[list[Mail]]:
        for thread in self._places:
            yield _oldest_first([self._mails[place] for place in self._places.of(thread)])

    def __contains__(self, thread: object) -> bool:
        return any(each == thread for each in self)


class _Joining:
    """Who answers whom, as a forest: `_parent` has for each id the number of one that stands above it, or its own."""

    def __init__(self, mails: Sequence[Mail]) -> None:
        self._numbers: dict[bytes, int] = {}  # of ids
        self._parent = array("q")
        self._own = array("q")  # of each mail, the number of its id
        sent = True
        for mail in mails:
            self._own.append(self._number(mail.mail_id))
            for reference in mail.references:
                self._parent[self._root(self._number(reference))] = self._root(self._own[-1])
            sent = sent and bool(mail.sent_at)
        in_file_order = range(len(self._own))
        self._join_by_subject(mails, sorted(in_file_order, key=lambda at: mails[at].sent_at) if sent else in_file_order)

    def roots(self) -> Iterator[int]:
        """For each mail the number of its thread."""
        return map(self._root, self._own)

    def _number(self, mail_id: str) -> int:
        number = self._numbers.setdefault(_digest(mail_id), len(self._parent))
        if number == len(self._parent):
            self._parent.append(number)
        return number

    def _root(self, number: int) -> int:
        path = []
        while (above := self._parent[number]) != number:
            path.append(number)
            number = above
        for each in path:
            self._parent[each] = number
        return number

    def _join_by_subject(self, mails: Sequence[Mail], order: Iterable[int]) -> None:
        """Mails whose subject says that they reply, but that refer to nothing here, join the last mail on that subject
        to or from one of the same people."""
        known = set(self._own)
        last: dict[bytes, tuple[int, int]] = {}  # of a subject and somebody: how many mails came before, and the id
        for n_before, place in enumerate(order):
            mail = mails[place]
            subject = bare_subject(mail.subject)
            if not subject:
                continue
            keys = [_digest(subject, person) for person in sorted({mail.sender, *mail.recipients} - {""})]
            if _REPLY_MARK.match(mail.subject) and known.isdisjoint(map(self._number, mail.references)):
                _, earlier = max((last[key] for key in keys if key in last), default=(0, -1))
                if earlier >= 0:
                    self._parent[self._root(self._own[place])] = self._root(earlier)
            last.update(dict.fromkeys(keys, (n_before, self._own[place])))


def _digest(*parts: str) -> bytes:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _oldest_first(thread: list[Mail]) -> list[Mail]:
    return sorted(thread, key=lambda mail: mail.sent_at) if all(mail.sent_at for mail in thread) else thread
