"""Words to concepts: which words say what a sentence is about, and which of them mean the same in a support desk.

`concepts` turns a text into the content words that carry its subject: lower case, stemmed, everyday synonyms of
support work mapped to one word ("send back" and "return", "reimburse" and "refund").
"""

import re
from functools import lru_cache

_STOP = frozenset(
    """
    a about above after again all also although am an and any anyone anything are as at back be because been
    before being below both but by can cannot could did do does doing don done down during each either else
    enough etc even ever every everyone few for from further get gets getting given go goes going got had has
    have having he her here hers him his how i if in into is it its itself just kindly let lets like made make
    makes many may maybe me might mine more most much must my need needs needed never no nobody none nor not
    nothing now of off on once one only onto or other others otherwise our ours out over own please per pls
    rather really said same say says see shall she should since so some someone something soon still such sure
    take takes than thank thanks that the their theirs them then there these they thing things this those though
    through thus till to today together too toward towards u under unless until up upon ur us use used uses
    using usually very via want was way we well were what whatever when whenever where whether which while who
    whoever whole whom whose why will wish with within without won would yes yet you your yours yourself hello
    hi hey dear regards sir madam sorry afraid happy glad hope know tell advise inform aware note noted able
    allowed available possible
    two three four five six seven eight nine ten twelve long least maximum minimum max min exactly always already
    """.split()  # noqa: SIM905 - a list of three hundred quoted words would hide them
)
# One line is one concept. The first word names it.
_SYNONYMS = """
return send-back give-back bring-back hand-in hand-back sendback
refund reimburse money-back repay pay-back payback reimbursement repayment credited-back
cancel terminate revoke call-off cancellation termination discontinue
price cost charge fee rate charged costs surcharge premium
pay payment paid payable pays
delivery deliver arrive ship shipping shipment dispatch parcel package post courier postage
order purchase buy bought
employee staff worker colleague personnel staffer
manager supervisor boss lead
approve approval authorise authorize sign-off authorisation authorization approver clear
submit file lodge hand-over send raise
claim claims
deadline due cutoff cut-off
password passcode pw passphrase
reset change update renew
laptop notebook computer pc machine
phone mobile handset smartphone telephone
leave vacation holiday absence time-off pto day-off
salary pay-slip wage payslip payroll
carry roll rollover carry-forward c/f carryover
lapse expire expiry vanish forfeit lost lapses
begin start commence onwards
end finish close stop
limit cap ceiling quota maximum allowance upper
attempt try tries
lock lockout block blocked locked locks
contact call ask reach email write ring
month monthly
year yearly annual annually annum calendar
week weekly
day daily
join joining joined hire onboarding starter
resign quit notice leaving
certificate note doctor medical sick illness ill
insurance cover coverage insured policy
broken damaged faulty defective damage
replace replacement exchange swap
bill invoice statement
account profile
subscription plan contract membership
warranty guarantee
install download setup
access permission rights
request application apply
receipt receipts proof
fast quick express
person people persons user seat
child children kid kids
car vehicle
flight airfare
fix repair mend
support helpdesk
"""
_IRREGULAR = {
    "bought": "buy", "sent": "send", "paid": "pay", "kept": "keep", "held": "hold", "taken": "take", "took": "take",
    "lost": "lose", "chosen": "choose", "chose": "choose", "written": "write", "won": "win",
    "leaves": "leave", "children": "child", "people": "person", "days": "day", "given": "give", "went": "go",
}  # fmt: skip
_WORD = re.compile(r"(?<!\d)[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PHRASES = re.compile(
    r"\b(send|give|bring|hand|pay|money|call|sign|carry|roll|hand|time|day)(?:s|ing|ed)?\s+"
    r"(?:it\s+|them\s+|the\s+\w+\s+)?(back|forward|off|over|in)\b",
    re.IGNORECASE,
)
_PHRASE_CONCEPTS = {
    "send back": "return", "give back": "return", "bring back": "return", "hand back": "return", "hand in": "submit",
    "pay back": "refund", "money back": "refund", "call off": "cancel", "sign off": "approve",
    "carry forward": "carry", "carry over": "carry", "roll over": "carry", "hand over": "submit",
    "time off": "leave", "day off": "leave",
}  # fmt: skip


def stem(word: str) -> str:
    """A light stem: plural and verb endings off. Only meant to bring forms of one word together."""
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3:
        return word
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


_CONCEPT_OF = {
    stem(part): stem(line.split()[0]) for line in _SYNONYMS.strip().splitlines() for part in reversed(line.split())
}


def is_small(word: str) -> bool:
    """Whether a word in lower case carries no subject of its own: "how", "the", "need"."""
    return word in _STOP


@lru_cache(maxsize=200_000)
def concept(word: str) -> str:
    """The concept a single word stands for, "" for a word that carries no subject."""
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s")
    if word in _STOP or "'" in word or len(word) < 2:
        return ""
    stemmed = stem(word)
    return _CONCEPT_OF.get(stemmed, stemmed)


# What people call the slot itself, one for another: "how many days", "what quota", "the number of".
SLOT_WORDS = frozenset(
    concept(word)
    for word in """
    day week month year hour minute time date number amount count quota limit rate period length size deadline value
    figure duration allowance entitlement long many much
    """.split()  # noqa: SIM905 - a list of thirty quoted words would hide them
)


def written_parts(word: str) -> list[str]:
    """What a word with hyphens is made of. One that begins with no word of its own is one: "wi-fi", "e-mail"."""
    parts = word.split("-")
    if len(parts) != 2 or not all(part.isalpha() for part in parts) or len(parts[0]) > 2 or is_small(parts[0].lower()):
        return parts
    is_shorthand = len(parts[0]) == 2 and parts[0].isupper() and not parts[1].isupper()  # "HR-portal"
    return parts if is_shorthand else ["".join(parts)]


@lru_cache(maxsize=100_000)
def located_concepts(text: str) -> tuple[tuple[int, str], ...]:
    """Each concept of a text with the position where its word starts."""
    found = []
    phrase_spans = []
    for match in _PHRASES.finditer(text):
        named = _PHRASE_CONCEPTS.get(f"{match[1].lower()} {match[2].lower()}")
        if named:
            found.append((match.start(), stem(named)))
            phrase_spans.append((match.start(1), match.end(1)))
    for match in _WORD.finditer(text):
        if any(start <= match.start() < end for start, end in phrase_spans):
            continue
        for part in written_parts(match[0]):
            if named := concept(part):
                found.append((match.start(), named))
    return tuple(sorted(found))


@lru_cache(maxsize=100_000)
def concepts(text: str) -> frozenset[str]:
    """What a text is about, as a set of concepts."""
    return frozenset(named for _, named in located_concepts(text))
