"""Which of a Zendesk ticket's custom fields says what it is about."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from prep.ingest.helpdesks.fields import text_id
from prep.ingest.zendesk_kinds import is_system_tag, listed_tags

_MOST_VALUES = 60
_MIN_SHARE = 0.3  # of the tickets that must have a value
_FEW_TICKETS = 20  # in a small export, values need not repeat
_NO_CATEGORY = re.compile(r"[\d\W]+|true|false|yes|no|\d{4}-\d\d-\d\d.*|.*@.*|https?:.*", re.I)


def topic_finder(tickets: Iterable[dict[str, Any]]) -> Callable[[dict[str, Any]], str]:
    """A function from ticket to topic: the category-like field of this export, else the first telling tag, else "".

    A field is category-like when it takes few distinct short texts over the export. Of several, one whose values also
    stand among the tickets' tags wins (that is how Zendesk stores drop-down categories), then the one with most values.
    """
    values: dict[str, Counter[str]] = defaultdict(Counter)
    tagged: Counter[str] = Counter()
    n_tickets = 0
    for ticket in tickets:
        n_tickets += 1
        tags = set(listed_tags(ticket))
        for field_id, value in _fields(ticket):
            if len(values[field_id]) <= _MOST_VALUES:  # with more it is no category, whatever they are
                values[field_id][value] += 1
                tagged[field_id] += value in tags
    candidates = {
        field_id: (2 * tagged[field_id] > sum(counts.values()), len(counts), field_id)
        for field_id, counts in values.items()
        if _is_category(counts, n_tickets)
    }
    chosen = max(candidates, key=lambda field_id: candidates[field_id], default="")
    vocabulary = values[chosen] if chosen else Counter()

    def topic(ticket: dict[str, Any]) -> str:
        value = dict(_fields(ticket)).get(chosen)
        if value:
            return value
        tags = [tag for tag in listed_tags(ticket) if not is_system_tag(tag)]
        return next((tag for tag in tags if tag in vocabulary), tags[0] if tags else "")

    return topic


def _fields(ticket: dict[str, Any]) -> Iterable[tuple[str, str]]:
    fields = ticket.get("custom_fields", ticket.get("fields"))
    for each in fields if isinstance(fields, list) else ():
        if isinstance(each, dict) and isinstance(each.get("value"), str) and each["value"].strip():
            yield text_id(each.get("id")), each["value"].strip()


def _is_category(counts: Counter[str], n_tickets: int) -> bool:
    n_filled = sum(counts.values())
    return (
        len(counts) <= _MOST_VALUES
        and n_filled >= _MIN_SHARE * n_tickets
        and (n_filled < _FEW_TICKETS or (len(counts) > 1 and n_filled >= 3 * len(counts)))
        and all(len(value) <= 60 and not _NO_CATEGORY.fullmatch(value) for value in counts)
    )
