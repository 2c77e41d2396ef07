"""Identity numbers of many countries, bank accounts and device addresses, through Presidio's pattern recognisers.

Random digits pass many of their checksums (NHS 9 %, US SSN 88 %), so a country's recogniser is asked only where a word
for such a number stands before it. No language model is loaded, and nothing is downloaded. Presidio itself is
imported with the first text that needs it: that takes seconds.
"""

import multiprocessing
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from prep.facts.gate import gate, literals

_WINDOW = 60  # characters between the word and the number

_IBAN_SHAPE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}[ -]?[A-Za-z0-9]{4}[ -]?[A-Za-z0-9]{3}")
_MAC_SHAPE = re.compile(r"(?<![\w:-])[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}\1[0-9A-Fa-f]{2}\1")
_WALLET_SHAPE = re.compile(r"\b(?:bc1|[13])[a-zA-HJ-NP-Z0-9]{25,}")
_ASCII_UPPER = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}

# Words for a number → the recognisers that know its shape. Names are Presidio's.
_BY_WORD: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (r"passport|reisepass|passeport|pasaporte|passaporto|paspoort", "passport", (
        "UsPassportRecognizer", "UkPassportRecognizer", "DePassportRecognizer", "InPassportRecognizer",
        "EsPassportRecognizer", "ItPassportRecognizer",
    )),
    (r"driv(?:er|ing)['’]?s?['’]? licen[cs]e|driver licen[cs]e|führerschein|permis de conduire", "driver-licence", (
        "UsLicenseRecognizer", "UkDrivingLicenceRecognizer", "DeFuehrerscheinRecognizer", "ItDriverLicenseRecognizer",
    )),
    (r"national insurance|\bni (?:number|no)|\bnino\b", "national-id", ("UkNinoRecognizer",)),
    (r"\bnhs\b", "national-id", ("NhsRecognizer",)),
    (r"\bitin\b|taxpayer", "national-id", ("UsItinRecognizer",)),
    (r"medicare", "national-id", ("UsMbiRecognizer", "AuMedicareRecognizer")),
    (r"aadhaa?r", "national-id", ("InAadhaarRecognizer",)),
    (r"\bpan\b", "national-id", ("InPanRecognizer",)),
    (r"gstin?\b", "national-id", ("InGstinRecognizer",)),
    (r"voter", "national-id", ("InVoterRecognizer",)),
    (r"steuer|tax (?:id|number|file)|\btfn\b", "national-id", (
        "DeTaxIdRecognizer", "DeTaxNumberRecognizer", "AuTfnRecognizer",
    )),
    (r"sozialversicherung|rentenversicherung|social security", "national-id", ("DeSocialSecurityRecognizer",)),
    (r"personalausweis|ausweis|identity card|id card|carta d['’]identità", "national-id", (
        "DeIdCardRecognizer", "ItIdentityCardRecognizer",
    )),
    (r"social insurance|\bsin\b", "national-id", ("CaSinRecognizer",)),
    (r"\b(?:nif|dni)\b", "national-id", ("EsNifRecognizer",)),
    (r"\bnie\b", "national-id", ("EsNieRecognizer",)),
    (r"codice fiscale|fiscal code", "national-id", ("ItFiscalCodeRecognizer",)),
    (r"pesel", "national-id", ("PlPeselRecognizer",)),
    (r"personnummer", "national-id", ("SePersonnummerRecognizer",)),
    (r"henkilötunnus|hetu\b", "national-id", ("FiPersonalIdentityCodeRecognizer",)),
    (r"nric|\bfin\b", "national-id", ("SgFinRecognizer",)),
    (r"\brrn\b|resident registration|주민등록", "national-id", ("KrRrnRecognizer",)),
    (r"kimlik|\btckn?\b", "national-id", ("TrNationalIdRecognizer",)),
    (r"south african id|\bsa id\b", "national-id", ("ZaIdNumberRecognizer",)),
)  # fmt: skip
_NUMBER = re.compile(r"(?=[A-Za-z0-9 .\-/]{0,8}\d{3})[A-Za-z]{0,6}\d[A-Za-z0-9 .\-/]{4,}")
_THREE_DIGITS = re.compile(r"\d{3}")
_WORDS = [re.compile(words, re.I) for words, _, _ in _BY_WORD]
_GATE = gate([literals(words) for words, _, _ in _BY_WORD])


def find_national_ids(text: str) -> Iterator[tuple[str, int, int]]:
    """(kind, start, end) of identity numbers, IBANs, MAC addresses and wallets in a text that holds digits."""
    if _IBAN_SHAPE.search(text):
        yield from _recognised("IbanRecognizer", "iban", text.translate(_ASCII_UPPER))
    if _MAC_SHAPE.search(text):
        yield from _recognised("MacAddressRecognizer", "mac", text)
    if _WALLET_SHAPE.search(text):
        yield from _recognised("CryptoRecognizer", "wallet", text)
    if not _THREE_DIGITS.search(text):
        return
    ends = {row: [word.end() for word in _WORDS[row].finditer(text)] for row in _GATE.open_to(text.lower())}
    if not any(_NUMBER.search(text, end, end + _WINDOW + 24) for of_row in ends.values() for end in of_row):
        return
    for row, of_row in ends.items():
        _, kind, recognisers = _BY_WORD[row]
        for name in recognisers if of_row else ():
            for found in _recognised(name, kind, text):
                near = any(0 <= found[1] - end <= _WINDOW for end in of_row)
                if near and any(character.isdigit() for character in text[found[1] : found[2]]):
                    yield found


def _recognised(name: str, kind: str, text: str) -> Iterator[tuple[str, int, int]]:
    for result in _recogniser(name)(text):
        yield kind, result.start, result.end


@cache
def _recogniser(name: str) -> Callable[[str], list[Any]]:
    with _left_out("torch", "transformers"):
        from presidio_analyzer import predefined_recognizers  # imports spaCy: only when a text needs it

    recogniser = getattr(predefined_recognizers, name)()
    return lambda text: recogniser.analyze(text, recogniser.supported_entities, None)


@contextmanager
def _left_out(*modules: str) -> Iterator[None]:
    """Imports of these fail inside: Presidio takes them along where they are installed, 300 MB and seconds for nothing.

    Not where another thread might want them at this very moment; the one that watches over a helper's parent will not.
    """
    is_alone = threading.active_count() == 1 or multiprocessing.parent_process() is not None
    absent = [name for name in modules if name not in sys.modules and is_alone]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None is how an import is told to fail
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
