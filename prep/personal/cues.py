"""The word beside a number says what it is: "order 4155550123" is no phone, "call me on 4155550123" is one."""

import re
from typing import Literal

Cue = Literal["phone", "order", "card", "ssn", "account", "extension"]

_BEFORE = 64  # characters looked at before a number
_AFTER = 30
_MAX_WORDS_BEFORE = 6
_MAX_WORDS_AFTER = 3

_WORDS: dict[Cue, str] = {
    "phone": (
        r"phones?|tele?phones?|tel|mobiles?|mob|cell|cellphone|cellular|landline|call(?:ed|ing|s)?|fax|whats\s?app|sms"
        r"|texted|dial(?:led|ing)?|ring|rang|hotline|voice\s?mail|handy|telefon|telefonnummer|rufnummer|handynummer"
        r"|durchwahl|anruf\w*|t[eé]l[eé]phone|t[eé]l|portable|tel[eé]fono|m[oó]vil|celular|telefone|telefono|cellulare"
        r"|telefoon|mobiel|gsm|telefonu?|reach (?:me|us|him|her|them)|contact (?:number|no\.?|me)"
        r"|(?:my|his|her|our|your) (?:(?:new|old|direct|personal|private|work|home|office|own) )?number"
        r"|answering|messages? to|desk|direct(?: line| dial)?|switchboard"
    ),
    "extension": r"ext|extn|extension|durchwahl|dw|poste|anexo|interno|toestel",
    "card": (
        r"card|cards|visa|master\s?card|amex|american express|credit|debit|cc|maestro|discover|diners|jcb|kreditkarte"
        r"|karte|carte (?:bancaire|bleue)?|tarjeta|carta di credito|cartão|creditcard|pan"
    ),
    "ssn": r"ssn|social security(?: number| no\.?)?|soc\.? ?sec\.?|itin",
    "account": (
        r"bank account|account (?:number|no\.?|nr\.?)|acct|sort code|routing(?: number)?|kontonummer|iban|bic|cuenta"
    ),
    "order": (
        r"orders?|ordered|tickets?|cases?|invoices?|tracking|track|shipment|shipping|parcel|package|delivery"
        r"|consignment|awb|reference|ref|booking|reservation|pnr|confirmation|transaction|txn|serial|s/n|sn|imei|parts?"
        r"|model|item|sku|article|product|request|req|incident|inc|change|chg|claim|policy|contract|po|purchase|quote"
        r"|quotation|job|asset|tag|version|build|release|customer|member|membership|student|registration|batch|lot|rma"
        r"|return|receipt|voucher|coupon|code|pin|employee|emp|staff|payroll|id|ids|uid|userid|bestell\w*|rechnung\w*"
        r"|auftrag\w*|sendung\w*|kunden\w*|vorgang\w*|aktenzeichen|commande|facture|dossier|pedido|factura|ordine"
        r"|fattura|bestelling|factuur|zam[oó]wieni\w*|faktur\w*|meter|zähler\w*|room|building|isbn|ean|upc|gtin|port|error|hex|timestamp"
    ),
}
_CUE = re.compile(
    "|".join(
        rf"(?P<{cue}>(?<!\w)(?:{words})(?!\w))"
        for cue, words in sorted(_WORDS.items(), key=lambda row: row[0] != "ssn")
    ),
    re.I,
)
_LABEL_AFTER = re.compile(
    r"\s?[-–:(]?\s?(?:office|fax|mobile|cell|home|work|desk|direct|tel|phone)\b(?!\s\w+ing)", re.I
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])|\n\s*\n\s*\S")
_SAYS_NOTHING = re.compile(r"^\W*(?:(?:the|its|it's|number|no|nr|is|it|was|here|this)\W+)*$", re.I)
_ANY_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def nearest_cue(text: str, start: int, end: int) -> Cue | None:
    """What the nearest telling word says about the number at text[start:end]; words before it win over words after."""
    if _LABEL_AFTER.match(text, end):
        return "phone"
    before = _same_sentence(text[max(0, start - _BEFORE) : start])
    found: Cue | None = None
    for match in _CUE.finditer(before):
        if len(_ANY_WORD.findall(before[match.end() :])) <= _MAX_WORDS_BEFORE:
            found = match.lastgroup  # type: ignore[assignment]
    if found is None and re.search(r"#\s?$", before):
        found = "order"
    if found is None:
        after = re.split(r"[.!?\n]", text[end : end + _AFTER], maxsplit=1)[0]
        match_after = _CUE.search(after)
        if match_after and len(_ANY_WORD.findall(after[: match_after.start()])) <= _MAX_WORDS_AFTER:
            found = match_after.lastgroup  # type: ignore[assignment]
    return found


def _same_sentence(before: str) -> str:
    """What stands before a number in its sentence; in the one before, too, when this one says only "Number is"."""
    ends = [end.end() - 1 for end in _SENTENCE_END.finditer(before)]
    for start in reversed(ends):
        if not _SAYS_NOTHING.match(before[start:]):
            return before[start:]
    return before
