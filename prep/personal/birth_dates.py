"""Birth dates: a date beside the word for one, where the word speaks of somebody and not of a rule.

"I was born on 12/03/1990" and "DOB: 12 March 1990" say when somebody was born. "Employees born after 31 December 1963"
and "a child born on 1 April 2026 or later" are policy, and stay.
"""

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:jan(?:uar[yi]?|vier)?|ene(?:ro)?|feb(?:ruar[yi]?|rero)?|f[ée]vr?(?:ier)?|m[aä]r(?:ch|z|s|zo)?|mars|apr(?:il)?"
    r"|avr(?:il)?|abr(?:il)?|ma[yi]o?|jun[ei]?|juin|junio|jul[yi]?|juillet|julio|aug(?:ust)?|ao[uû]t|ago(?:sto)?"
    r"|sep(?:t(?:ember|embre|iembre)?)?|o[ck]t(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?"
    r"|de[cz](?:ember|iembre)?|d[ée]c(?:embre)?)\.?"
)
_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)"
_DATE = (
    rf"(?:\d{{1,2}}[./\-]\d{{1,2}}[./\-]{_YEAR}|(?:19|20)\d\d[./\-]\d{{1,2}}[./\-]\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.|er)?(?: of| de)?[ \-]{_MONTH}(?:,? de|,)?(?:[ \-]{_YEAR})?"
    rf"|{_MONTH}[ \-]\d{{1,2}}(?:st|nd|rd|th)?(?:,? {_YEAR})?)(?![\w/]|[.,\-]\d)"
)
# A field of its own or a phrase that only ever introduces somebody's date.
_FIELD = (
    r"\bd\.? ?o\.? ?b\b\.?|\bdate of birth|\bbirth ?date|\bgeburtsdatum|\bgeb\.|\bdate de naissance"
    r"|\bfecha de nacimiento|\bdata di nascita|\bgeboortedatum|\bdata de nascimento"
)
_OF_SOMEBODY = r"\b(?:my|his|her|their|\w+['’]s) (?:\d{1,3}(?:st|nd|rd|th) )?birthday"
_BORN = (
    r"\b(?:was|were|is|am|i['’]?m|he['’]s|she['’]s|been|got|bin|wurde|ist|suis|est|fue|nac[ií]"
    r"|sono) (?:\w+ )?(?:born|geboren|née?|nacid[oa]|nat[oa])"
    r"|\bich bin geboren|\bnac[ií]|\bborn(?=:)|(?:^|[(\n,;]\s?)(?:born|geboren|née?)(?=[ :])"
)
_FILLER = (
    r"(?:[ \t]*(?:[:=\-–(#]|\bis\b|\bwas\b|\bon\b|\bit['’]s\b|\bit is\b|\bthe\b|\bfalls\b|\bam\b|\bden\b|\bist\b|\ble\b"
    r"|\best\b|\bel\b|\bes\b|\bil\b|\bop\b|\bem\b|\bas\b|\b(?:says|shows|entered|recorded|given|stored|listed"
    r"|still|wrongly)\b)){0,4}[ \t]*(?:\n[ \t]*)?"
)
_BEFORE = re.compile(rf"(?P<cue>{_FIELD}|{_OF_SOMEBODY}|{_BORN}){_FILLER}(?P<date>{_DATE})", re.I)
_AFTER = re.compile(
    rf"(?<![\w/.\-])(?P<date>{_DATE})[ \t]*(?:\(|,|-|–|is|was)?[ \t]*(?:(?:that['’]s|that is|as) )?(?:my |his "
    rf"|her |the )?(?:{_FIELD}|\bbirthday)",
    re.I,
)
_ASKED_FOR = re.compile(r"(?:date of birth|birth ?date|\bdob\b)[^\n]{0,30}[.?:]\s+(?:it['’]s|it is)\s+$", re.I)
_DATE_ALONE = re.compile(rf"(?<![\w/.\-]){_DATE}", re.I)
_RULE_AFTER = re.compile(
    r"[ \t]*(?:,[ \t]*)?(?:or|and|oder|ou|o) (?:later|earlier|before|after|younger|older|since|thereafter|between)\b"
    r"|[ \t]*(?:onwards?|through|until|to \d)",
    re.I,
)
_MANY_BEFORE = re.compile(
    r"\b(?:employees?|staff|colleagues|people|persons?|those|anyone|anybody|everyone|everybody|whoever|members|workers"
    r"|children|babies|twins|a (?:child|baby)|the (?:child|baby)|any (?:child|baby))\b[^.?!\n]{0,24}$",
    re.I,
)
_LOOK = re.compile(
    r"birth|born|\bgeb|naissance|nacimiento|nascita|geboorte|nascimento|née?\b|nac[ií]|nat[oa]\b|\bd\.? ?o\.? ?b", re.I
)


def find_birth_dates(text: str) -> Iterator[tuple[int, int]]:
    """The places of birth dates in a text; the date alone, not the words before it."""
    if not _LOOK.search(text):
        return
    for found in _BEFORE.finditer(text):
        of_many = _MANY_BEFORE.search(text[max(0, found.start() - 40) : found.end("cue")].rsplit("born", 1)[0])
        if not _RULE_AFTER.match(text, found.end()) and not of_many:
            yield _span(found, "date")
    for found in _AFTER.finditer(text):
        yield _span(found, "date")
    for found in _DATE_ALONE.finditer(text):
        if _ASKED_FOR.search(text[max(0, found.start() - 60) : found.start()]):
            yield _span(found, 0)


def _span(found: re.Match[str], group: str | int) -> tuple[int, int]:
    """Without a full stop at the end: it is a sentence's more often than a short month's."""
    start, end = found.span(group)
    return start, end - found[group].endswith(".")
