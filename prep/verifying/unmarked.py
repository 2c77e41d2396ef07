"""What is said without its small word: "Badge lost? Call us" is an "if", "you have 14 days to cancel" a "within".

Each is brought to the wording that says it in full, before texts are compared.
"""

import re
from functools import lru_cache

from prep.grammar.lexicon import AUXILIARIES, VERBS, WH_WORDS, word_set
from prep.grammar.tagging import read_words
from prep.verifying.wordings import LIGHT, NUMBER_WORDS

_OPENS = r"(?:^|(?<=[.!?;]\s)|(?<=\n))"
_UNIT = r"(?:calendar |cal\.? |working |business )?(?:minutes?|hours?|days?|weeks?|months?|years?)"
_SPAN = rf"(?:\d+|{NUMBER_WORDS}) {_UNIT}"
# "Badge lost? Go to reception." Who asks the desk speaks of themselves, or wants to be told.
_CASE_ASKED = re.compile(
    rf"{_OPENS}(?P<case>(?P<first>[A-Za-z][\w'’-]*)(?: [\w'’-]+){{0,5}})\?\s+"
    r"(?=(?:(?:please|then|just) )?(?P<then>[A-Za-z]+)\b(?P<rest>[^.!?\n]*)(?!\?)(?:[.!\n]|$))",
    re.IGNORECASE,
)
# "Letters y, parcels no", "cracks n".
_YES_BEHIND = re.compile(r"(?P<what>[^\s.,;:!?][^.,;:!?\n]*?) (?:yes|y)(?=\s*(?:[,;.\n]|$))")
_NO_BEHIND = re.compile(r"(?P<what>[^\s.,;:!?][^.,;:!?\n]*?) (?P<no>no|n)(?=\s*(?:[,;.\n]|$))")
_YES_FIRST = re.compile(r"\s*(?:yes|yep|yeah|yup|sure(?=\s*(?:[,.;:!–—-]|$)))\b", re.IGNORECASE)
_TURNED_ROUND = re.compile(
    rf"{_OPENS}(?:(?:and|so|hi|hello),? )?(?:can|could|may|shall|should|must|do|did|am|are|will|would|have) (?:i|we)\b",
    re.IGNORECASE,
)
_OF_THE_ASKER = re.compile(r"\b(?:i|me|my|we|us|our)\b", re.IGNORECASE)
_WANTS_TO_KNOW = word_set("tell help advise confirm clarify explain share assist let suggest guide inform")
_DESK_VERBS = word_set("contact notify email phone ring dial consult")
# "Order by 3 pm and it ships today."
_DEED_AND_OUTCOME = re.compile(
    rf"(?:{_OPENS}|(?<=,\s))(?P<verb>[A-Za-z]+)(?P<rest> [^.,;:!?\n]*?)"
    r"(?:,? and|;(?= (?:it|they|you|we)(?:['’]ll| will)\b))"
    r" (?=(?:it|they|you|we)(?:['’]ll)? (?!must\b|needs?\b|ha(?:s|ve) to\b|should\b))",
    re.IGNORECASE,
)
# "You have 14 days to cancel the order."
_TIME_TO_ACT = re.compile(
    rf"(?:\bha(?:s|ve)|(?<=[a-z])['’]ve)(?: got)? (?P<span>{_SPAN}) to"
    r" (?P<deed>(?!be\b|have\b)[a-z]+(?: (?!from\b|after\b)[\w'’-]+)*)",
    re.IGNORECASE,
)
# "Claim in 45 days of the exam": of an order it is the limit.
_ORDERED_IN = re.compile(
    rf"{_OPENS}(?P<verb>[A-Za-z]+)(?P<rest>(?: [\w'’-]+)*?) in (?=(?:the )?{_SPAN} of\b)", re.IGNORECASE
)
_WHO = r"(?:(?:the|your|our) )?[A-Za-z][\w'’-]*(?: (?!for\b|from\b|at\b)[a-z]+){0,2}?"
_WHAT = r"(?:(?:the|an?|your|this) )?[\w'’-]+(?: (?!for\b|from\b|at\b)[\w'’-]+){0,3}?"
_STOPS = r"(?=\s*(?:[.,;:!?)\n]|$)| (?:if|when|unless|before|after|until|within|and|or)\b)"
# "Ask HR for the form" and "request the form from HR".
_ASKED_OF = (
    re.compile(rf"\bask (?P<who>(?!for\b){_WHO}) for (?P<what>{_WHAT}){_STOPS}", re.IGNORECASE),
    re.compile(
        rf"\b(?:ask for|request) (?P<what>{_WHAT}) (?:from|at) (?P<who>(?!the (?:latest|least|most|end|start))"
        rf"(?=(?:the|your|our) |(?-i:[A-Z])){_WHO}){_STOPS}",
        re.IGNORECASE,
    ),
)
# "Request it from Monday" names no desk, and "by Monday" is its contrary.
_TIMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january "
    "february march april may june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec first second third fourth fifth last next end start beginning opening closing day week weekend "
    "month quarter year morning noon afternoon evening midnight date deadline moment time hour minute today tomorrow "
    "now onwards easter christmas summer winter spring autumn"
)


@lru_cache(maxsize=20_000)
def said_in_full(text: str) -> str:
    """The text with the small words that its sentences stand for."""
    affirmed = _YES_BEHIND.sub(lambda m: m["what"] if _is_verbless(m["what"]) else m[0], text)
    # A "no" behind its word may be a "number": only beside a yes it is one.
    text = _NO_BEHIND.sub(
        lambda m: f"not {m['what']}" if _is_verbless(m["what"]) and (m["no"] == "n" or affirmed != text) else m[0],
        affirmed,
    )
    text = _CASE_ASKED.sub(_case, text)
    text = _DEED_AND_OUTCOME.sub(lambda m: f"if {m['verb']}{m['rest']}, " if _is_order(m["verb"]) else m[0], text)
    text = _ORDERED_IN.sub(lambda m: f"{m['verb']}{m['rest']} within " if _is_order(m["verb"]) else m[0], text)
    text = _TIME_TO_ACT.sub(r" can \g<deed> within \g<span>", text)
    for wording in _ASKED_OF:
        text = wording.sub(_asked_of, text)
    return text


def asks(text: str) -> bool:
    """Whether a text asks, other than for the case that it goes on to answer."""
    return "?" in said_in_full(text)


def asks_unmarked(text: str) -> bool:
    """Whether a sentence turns its "I" or "we" round and has no mark: "can i swap it"."""
    return not asks(text) and bool(_TURNED_ROUND.search(text))


def affirms(text: str) -> bool:
    """Whether a reply says yes, first or behind what it is said of: "remote yes"."""
    behind = _YES_BEHIND.match(text)
    return bool(_YES_FIRST.match(text)) or bool(behind and _is_verbless(behind["what"]))


def _is_verbless(part: str) -> bool:
    return not any(word.kind in ("verb", "auxiliary") for word in read_words(part))


def _case(found: re.Match[str]) -> str:
    then = found["then"].lower()
    first = found["first"].lower()
    is_case = (
        first not in AUXILIARIES | WH_WORDS and (then in VERBS | LIGHT | _DESK_VERBS) and then not in _WANTS_TO_KNOW
    )
    if not is_case or _OF_THE_ASKER.search(found["rest"]):
        return found[0]
    return f"without {found['case'][3:]}, " if first == "no" else f"if {found['case']}, "


def _asked_of(found: re.Match[str]) -> str:
    is_time = not _TIMES.isdisjoint(re.findall(r"[a-z]+", found["who"].lower()))
    return found[0] if is_time else f"request {found['what']} by {found['who']}"


def _is_order(word: str) -> bool:
    return word.lower() in VERBS and word.lower() not in LIGHT
