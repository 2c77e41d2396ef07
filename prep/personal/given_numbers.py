"""Numbers that stand for one person, named as such: "my employee no. is 48213", "emp id QM18401", "passport C01X00T47".

The word tells, not the shape: the same digits behind "order" or "product" are nobody's. A number has three digits at
least, four where only the document is named.
"""

import re
from collections.abc import Iterator
from typing import Literal

from prep.facts import find_facts

GivenKind = Literal["passport", "driver-licence", "national-id", "person-number"]

_WHO = (
    r"employees?|employee['’]s|emp|empl|staff|personn?el|payroll|worker|badge|clock|associate|colleague|customer|client"
    r"|cust|account holder|member(?:ship)?|student|pupil|patient|policy ?holder|insured|pension|subscriber|loyalty"
    r"|frequent flyer|user|(?:residence|work|student) (?:permit|visa)|visa|(?<!national )(?:health )?insurance"
    r"|medical record"
    r"|tax(?: ?payer)?"
)
_DOCUMENTS = (
    r"(?P<passport>passport)|(?P<licence>driv(?:er|ing)['’]?s?['’]? licen[cs]e|driver licen[cs]e)"
    r"|(?P<national>national id(?:entity(?: card)?)?|identity card|id[ -]card|blue card)"
)
_NUMBER_WORD = r"numbers?|num|no\b\.?|nr\b\.?|nbr\b\.?|id\b\.?(?: ?(?:number|no\b\.?|nr\b\.?|card))?|#|code"
_OF_MANY = r"(?:payroll|visa)[ \t]+code\b"  # a kind of wage, a class of visa: many have the same
_ONE_WORD = (
    r"personal(?:nummer|nr\.?|[- ]nr\.?)|mitarbeiter(?:nummer|nr\.?)|kunden(?:nummer|nr\.?)|mitglieds(?:nummer|nr\.?)"
    r"|matrikelnummer|versicherten?nummer|ausweisnummer|führerscheinnummer|reisepassnummer|steuernummer"
    r"|matricule|num[ée]ro (?:de )?(?:client|salari[ée]|adh[ée]rent|passeport|permis|s[ée]cu\w*)|n[°º] (?:de )?client"
    r"|n[úu]mero de (?:empleado|cliente|socio|pasaporte)|n[úu]mero d[eo] (?:funcion[áa]rio|cliente)"
    r"|personeelsnummer|klantnummer|matricola|codice cliente|numero (?:di )?(?:cliente|matricola|passaporto)"
)
_LINK = r"(?:[ \t]*(?:\b(?:is|was|ist|lautet|est(?: le)?|es|è|with (?:you|us))\b|[:=#\-–(]))*[ \t]*"
_END = r"(?![\w@%]|[.,:]\d|-\w)"
_TOKEN = rf"(?P<number>(?:[A-Z]{{1,5}}[\-/]?|(?-i:[A-Z]{{1,3}}) )?\d[\dA-Z]{{2,15}}(?:[\-/]\d{{1,8}})*){_END}"
_DOCUMENT_TOKEN = (
    rf"(?P<number>(?:(?-i:[A-Z]{{2,6}}) )?(?=[A-Z\-/]*\d)[A-Z\d](?:-?[A-Z\d]){{3,19}}(?: (?=[A-Z]*\d)"
    rf"(?-i:[A-Z\d]{{2,6}})(?![A-Za-z])){{0,3}}){_END}"
)
_NAMED = re.compile(rf"(?<!\w)(?:(?!{_OF_MANY})(?:{_WHO})\.?[ \t]*(?:{_NUMBER_WORD})|{_ONE_WORD}){_LINK}{_TOKEN}", re.I)
_DOCUMENT = re.compile(rf"(?<!\w)(?:{_DOCUMENTS})[ \t]*(?:{_NUMBER_WORD})?{_LINK}{_DOCUMENT_TOKEN}", re.I)
_EMPLOYEE = re.compile(
    rf"(?<![\w-])(?:employee|emp|staff member|personnel|colleague)\b\.?{_LINK}"
    rf"(?P<number>[A-Z]{{1,4}}\d{{4,8}}|\d{{5,8}}){_END}",
    re.I,
)
_LOGIN = re.compile(
    r"(?<!\w)(?:(?:my|his|her|their) (?:login(?: name)?|log-?in id|user ?id|id)(?: number| no\.?)?"
    r"(?:[ \t]+(?:is|was)|[ \t]*[:=])|user ?name(?:[ \t]+(?:is|was)|[ \t]*[:=])?)"
    r"[ \t]*[\"'“]?(?!(?:first|last|given|family|sur)[._-]?name)"  # "firstname.lastname" tells everybody theirs
    r"(?P<number>(?=[\w.\-]*[\d._]\w)[A-Za-z0-9][\w.\-]{2,30}\w)(?![\w@])",
    re.I,
)
_LOOK = re.compile(
    r"employ|\bemp|staff|person|payroll|worker|badge|clock|associate|colleague|customer|client|cust|member"
    r"|student|pupil"
    r"|patient|holder|insur|pension|subscriber|loyalty|flyer|user|passport|licen[cs]e|permit|visa|\bid\b|identity"
    r"|medical|blue card|\btax|mitarbeiter|kunden|nummer|matric|num[ée]ro|n[úu]mero|n[°º]|codice|login|log-?in",
    re.I,
)
_EXAMPLE = re.compile(r"\b(?:e\.?g\.?|for example|for instance|such as|like|format|looks like|example)\W*$", re.I)
_AMOUNTS = ("money", "measure", "duration", "percent")
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_given_numbers(text: str) -> Iterator[tuple[GivenKind, int, int]]:
    """(kind, start, end) of numbers and user names that a text says are somebody's."""
    if not _LOOK.search(text):
        return
    for pattern, n_digits in ((_DOCUMENT, 4), (_NAMED, 3), (_EMPLOYEE, 4), (_LOGIN, 0)):
        for found in pattern.finditer(text):
            start, end = found.span("number")
            number = found["number"]
            if sum(character.isdigit() for character in number) < n_digits or _YEAR.fullmatch(number):
                continue
            if not _EXAMPLE.search(text[max(0, start - 16) : start]) and not _is_an_amount(text, start):
                yield _kind(found), start, end


def _is_an_amount(text: str, start: int) -> bool:
    """ "Employee: 12000 euros, employer: 18000 euros"."""
    return any(fact.kind in _AMOUNTS and fact.start <= start < fact.end for fact in find_facts(text))


def _kind(found: re.Match[str]) -> GivenKind:
    groups = found.groupdict()
    if groups.get("passport"):
        return "passport"
    if groups.get("licence"):
        return "driver-licence"
    return "national-id" if groups.get("national") else "person-number"
