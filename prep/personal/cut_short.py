"""Numbers that were cut off: helpdesks take the first words of a message for its subject, previews end in "…".

Half an IBAN passes no check and is no whole number, yet it is half of somebody's. What the ticket says in full
elsewhere is known by its beginning; what it does not is known by its shape and the word before it, and only where a
text ends.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from prep.personal.cues import nearest_cue

CutKind = Literal["iban", "card", "phone", "account"]

_MIN_LETTERS = 5  # of a beginning, letters and digits together, from which it is no chance
_MIN_DIGITS = 3
_LONGEST = 48  # characters at the end that are looked at
_MORE = r"\s?(?:…|\.\.\.)"
_START = re.compile(r"(?<![^\W_])[^\W_+(]|(?<!\S)[+(]")
# Countries whose accounts have an IBAN: "PO12345" is a purchase order.
_COUNTRY = (
    "A[DELTZ]|B[AEGHIRY]|C[HRYZ]|D[EJKO]|E[EGS]|F[IKOR]|G[BEILRT]|H[NRU]|I[ELQST]|JO|K[WZ]|L[BCITUVY]|M[CDEKNRTU]|N[ILO]"
    "|OM|P[KLST]|QA|R[OSU]|S[ACDEIKMOTV]|T[LNR]|UA|VA|VG|XK|YE"
)
_IBAN = rf"(?<![^\W_])(?i:{_COUNTRY})\d{{2}}(?:(?:[ -]?[A-Z0-9]{{4}})*[ -]?[A-Z0-9]{{1,4}})"
_DIGITS = r"(?<![\w.,/:-])(?:\+ ?)?\(?\d(?:[ ().-]{0,2}\d){4,}"
_IBAN_WORD = re.compile(r"\b(?:iban|bank account|account|acct|konto\w*|compte|cuenta|conto)\b", re.I)
_MONEY_WORD = re.compile(r"\b(?:refund\w*|reimburse\w*|payout|bank|payment|transfer|überweis\w*)\b", re.I)
_SOMEBODYS_ACCOUNT = re.compile(
    r"\b(?:iban|(?:bank|my|your|his|her|their) account|account (?:for|ref|reference|no|number)|konto\w*|compte|cuenta"
    r"|conto)\b",
    re.I,
)
# What a number right behind it is of instead, unless somebody's account is spoken of: "payment of invoice IE12 3456".
_OF_A_PAPER = re.compile(
    r"\b(?:invoice|order|ticket|case|reference|ref|booking|claim|quote|quotation|contract|po|request|receipt|voucher"
    r"|delivery|shipment|parcel|rechnung|bestellung|auftrag|facture|commande|factura|pedido)s?\b\.?"
    r"\s*(?:\b(?:no|number|nr|id)\b\.?|#)?\s*:?\s*$",
    re.I,
)
_GROUPED = re.compile(r"\w{4} \w{1,4}\b")
_ENOUGH_DIGITS: dict[CutKind, int] = {"card": 6, "phone": 6, "account": 5}


def begins_one_of(text: str, whole: Mapping[str, str]) -> tuple[int, int, str] | None:
    """The end of a text that is the beginning of one of these values: start, end and the value as it is in full.

    `whole`: values as `bare` makes them → as written.
    """
    end = len(re.sub(rf"(?:{_MORE})?\s*$", "", text))
    for start in (found.start() for found in _START.finditer(text, max(0, end - _LONGEST), end)):
        beginning = bare(text[start:end])
        if len(beginning) < _MIN_LETTERS or sum(map(str.isdigit, beginning)) < _MIN_DIGITS:
            return None
        for value, written in whole.items():
            if value.startswith(beginning) and value != beginning:
                return start, end, written
    return None


def bare(written: str) -> str:
    """A value without what people write between its digits and letters."""
    return re.sub(r"[\W_]", "", written).casefold()


def find_cut_short(text: str, *, at_end: bool) -> Iterator[tuple[CutKind, int, int]]:
    """(kind, start, end) of numbers before "…", and where the text ends if `at_end` says that it may be cut there."""
    stop = rf"(?={_MORE}|\s*$)" if at_end else rf"(?={_MORE})"
    for found in re.finditer(_IBAN + stop, text):
        before = text[: found.start()]
        is_said = _IBAN_WORD.search(before) or (_MONEY_WORD.search(before) and _GROUPED.match(found[0]))
        if _OF_A_PAPER.search(before) and not _SOMEBODYS_ACCOUNT.search(before):
            continue
        if is_said and len(bare(found[0])) >= _MIN_LETTERS:
            yield "iban", found.start(), found.end()
    for found in re.finditer(_DIGITS + stop, text):
        cue = nearest_cue(text, *found.span())
        n_digits = sum(map(str.isdigit, found[0]))
        if cue in ("card", "phone", "account") and n_digits >= _ENOUGH_DIGITS[cue]:
            yield cue, found.start(), found.end()
        elif found[0].startswith("+") and n_digits >= _ENOUGH_DIGITS["phone"]:
            yield "phone", found.start(), found.end()
