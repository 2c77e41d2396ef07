"""Which everyday matters of a support desk a text speaks of, so that an answer about another matter is noticed.

A matter is known by words that hardly mean anything else at a desk; places are left out, since any answer may say
where. A text may speak of several or of none, and then
nothing follows from it.
"""

import re
from functools import lru_cache

from prep.facts.concepts import concepts
from prep.facts.gate import gate, literals

_SHORT = 15  # words; a longer question tells a story, and names what it is not about
# One line is one matter.
_WORDS = (
    r"park(?:ing|ed)?|car park|garage|parking (?:lot|spot|space|permit)s?",
    r"(?:sick|annual|earned|casual|parental|maternity|paternity|unpaid|bereavement) (?:leave|days?)|leaves?"
    r"|vacation|holidays?|days? off|time off|carry forward",
    r"passwords?|passcodes?|log ?ins?|log(?:ged)? in|sign(?:ed)? in|mfa|2fa|authenticator|locked out",
    r"vpn|wi-?fi|network|internet|router|broadband|firewall",
    r"pay ?slips?|pay ?roll|salar(?:y|ies)|wages?|pay ?day|bonus(?:es)?|overtime|tax(?:es)?",
    r"laptops?|monitors?|keyboards?|headsets?|docking stations?|printers?|printing|toner|accidental damage",
    r"hotels?|flights?|airlines?|train tickets?|rail|per diem|business trips?|visas?|taxis?|mileage|on business",
    r"refunds?|refunded|money back|send back",
    r"deliver(?:y|ies|ed)|shipping|shipped|parcels?|courier|track(?:ing)?|postage",
    r"badges?|access cards?|key ?cards?|turnstiles?",
    r"dentists?|dental|glasses|optician|doctors?|medical|health insurance|prescriptions?",
    r"lunch|catering|meal vouchers?",
    r"courses?|trainings?|certifications?|exams?|seminars?|study leave",
    r"pensions?|retirement|gratuity|provident fund",
    r"mailbox(?:es)?|mailing lists?|distribution lists?|inbox|spam",
    r"licen[cs]es? keys?|install(?:ing|ation|ed)?|software|subscriptions?|trial",
    r"invoices?|direct debit|credit notes?|billing",
    r"warranty|repairs?|repaired",
)
_MATTERS = [re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in _WORDS]
_GATE = gate([literals(words) for words in _WORDS])


@lru_cache(maxsize=20_000)
def matters(text: str) -> frozenset[int]:
    """The numbers of the matters that a text speaks of."""
    return frozenset(number for number in _GATE.open_to(text.lower()) if _MATTERS[number].search(text))


def about_different(question: str, answer: str) -> bool:
    """Whether a short question and its answer each speak of a known matter, but of none together and share no word."""
    asked, said = matters(question), matters(answer)
    if not (asked and said) or asked & said or len(question.split()) > _SHORT:
        return False
    return not concepts(question) & concepts(answer)
