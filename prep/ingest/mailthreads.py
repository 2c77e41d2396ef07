"""Mails → threads: by the ids they refer to, then by subject among people who already write to each other."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from prep.ingest.mail import Mail

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


def join_threads(mails: Sequence[Mail]) -> list[list[Mail]]:
    """Mails by thread, each thread oldest first; threads in the order of their first mail in the file."""
    parent: dict[str, str] = {}

    def root(mail_id: str) -> str:
        path = []
        while (above := parent.setdefault(mail_id, mail_id)) != mail_id:
            path.append(mail_id)
            mail_id = above
        for each in path:
            parent[each] = mail_id
        return mail_id

    for mail in mails:
        for reference in mail.references:
            parent[root(reference)] = root(mail.mail_id)
    _join_by_subject(mails, parent, root)
    threads: dict[str, list[Mail]] = defaultdict(list)
    for mail in mails:
        threads[root(mail.mail_id)].append(mail)
    return [_oldest_first(thread) for thread in threads.values()]


def _join_by_subject(mails: Sequence[Mail], parent: dict[str, str], root: Callable[[str], str]) -> None:
    """Mails whose subject says that they reply, but that refer to nothing here, join the last mail on that subject."""
    known = {mail.mail_id for mail in mails}
    by_subject: dict[str, list[Mail]] = defaultdict(list)
    for mail in sorted(mails, key=lambda mail: mail.sent_at) if all(mail.sent_at for mail in mails) else mails:
        subject = bare_subject(mail.subject)
        if not subject:
            continue
        replies = _REPLY_MARK.match(mail.subject) is not None
        if replies and not known & set(mail.references):
            for earlier in reversed(by_subject[subject]):
                if _people(mail) & _people(earlier):
                    parent[root(mail.mail_id)] = root(earlier.mail_id)
                    break
        by_subject[subject].append(mail)


def _people(mail: Mail) -> set[str]:
    return {mail.sender, *mail.recipients} - {""}


def _oldest_first(thread: list[Mail]) -> list[Mail]:
    return sorted(thread, key=lambda mail: mail.sent_at) if all(mail.sent_at for mail in thread) else thread
