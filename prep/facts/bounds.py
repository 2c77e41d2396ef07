"""Which way a number limits: at least, at most, or exactly."""

import re

from prep.facts.records import Bound

_AT_MOST_BEFORE = re.compile(
    r"(?:\bwithin(?: the (?:first|next|last))?|\bup\s?to(?: and including)?|\bupto|\bat (?:the )?most"
    r"|\bmax(?:imum)?\.?(?: of| is|:)?"
    r"|\b(?:no|not|never) (?:more|longer|later|greater|higher|larger|bigger|older) than|\bless than|\bfewer than"
    r"|\bshorter than|\bunder|\bbelow|\bby|\bexceed(?:s|ing)?"
    r"|\b(?:limited|capped|restricted) (?:to|at)|\b(?:cap|limit|ceiling)(?: of| is|:)?|\binside)\s+(?:of\s+"
    r"|a total of\s+)?$",
    re.IGNORECASE,
)
_AT_LEAST_BEFORE = re.compile(
    r"(?:\bat (?:the )?least|\bmin(?:imum)?\.?(?: of| is|:)?|\bmore than|\blonger than|\bgreater than|\bolder than"
    r"|\b(?:no|not|never) (?:less|fewer|shorter|earlier|sooner) than|\bover|\babove|\bbeyond|\bafter|\bfrom"
    r"|\bstarting (?:at|from)"
    r"|\bexceeds|\bupwards of)\s+$",
    re.IGNORECASE,
)
_NOT_EXCEED = re.compile(r"\b(?:not|never|cannot|n't|without)\s+exceed(?:ing)?\s+$", re.IGNORECASE)
_AT_LEAST_AFTER = re.compile(
    r"\s*\(?(?:(?:or (?:more|longer|above|over|older|higher|later|newer)|and (?:above|over|up|more|longer"
    r"|upwards)|minimum|at least)\b|\+)",
    re.IGNORECASE,
)
_AT_MOST_AFTER = re.compile(
    r"\s*\(?(?:or (?:less|fewer|under|below|shorter|sooner)|and (?:under|below)|maximum|max|at (?:the )?most|tops)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\s*(?:before|prior|in advance|ahead|beforehand|notice|'s? notice)\b", re.IGNORECASE)
_LATER_THAN = re.compile(r"\b(?:no|not) later than\s+$|\b(?:by|until|up to)\s+$", re.IGNORECASE)


def bound_of(text: str, start: int, end: int) -> Bound:
    """What the words around the span say. "No later than 5 days before" is at least five days."""
    before = text[max(0, start - 34) : start]
    ahead = bool(_AHEAD.match(text, end))
    if "+" in text[start:end] or re.search(r"\bor (?:more|longer)\b", text[start:end]):
        return "at-least"
    if _NOT_EXCEED.search(before):
        return "at-most"
    if _AT_LEAST_AFTER.match(text, end):
        return "at-least"
    if _AT_MOST_AFTER.match(text, end):
        return "at-most"
    if ahead and _LATER_THAN.search(before):
        return "at-least"
    if _AT_MOST_BEFORE.search(before):
        return "at-least" if re.search(r"(?<!not )\bexceed(?:s|ing)?\s+$", before, re.IGNORECASE) else "at-most"
    return "at-least" if _AT_LEAST_BEFORE.search(before) else "exactly"
