"""Whether a short form is one here: "max 3 days" is, "Max Weber" is not, nor "the temp in the server room".

A wrong reading is an invented fact; a short form that stays as it is costs a look. So what is also a word, a name or a
well-known abbreviation of something else is written out in a fitting place only.
"""

import re
from collections.abc import Mapping

from prep.grammar.lexicon import word_set

_ALSO_NAMES = word_set("bal config docs max min std tel temp ur urs")  # of people, places, products
_FIRST_NAMES = word_set("max min")  # so frequent that a capital at a sentence's start is no excuse
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n\s*|[-*•]\s+)$")
_NAME_NEXT = re.compile(r"^\.?\s+(?:[A-Z]\.\s+)?[A-Z][a-z’']")
_MEASURE_NEXT = re.compile(
    r"^\s*[:.=]?\s*(?:\w{1,3}\s)?[$€£₹]?\d"
    r"|^\s+(?:allowed|amount|budget|capacity|count|duration|hours|length|limit|no|number|period|per|rate|size|value)\b"
)
_NO_NOUN = (
    "in|on|at|of|is|are|was|were|be|been|being|has|had|have|the|a|an|and|or|but|for|from|to|by|with|within|without"
    "|inside|outside|around|near|above|below|over|under|between|during|when|while|if|as|than|that|this|it|its|i|you|we"
    "|they|he|she|not|no|so|too|very|goes|went|gets|got|rises|rose|drops|dropped|falls|fell|reads|shows|showed|stays"
    "|keeps|can|could|will|would|may|might|must|should|do|does|did|pls|please|now|today|up|down|again|still|only"
)
_NOUN_NEXT = re.compile(rf"^\s+(?!(?:{_NO_NOUN})\b)(?:[a-z]|[A-Z]{{2,}}\b)")


def _next_to(words: str) -> re.Pattern[str]:
    return re.compile(rf"^[\s-]+(?:{words})s?\b", re.IGNORECASE)


def _after(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})[\s-]+$", re.IGNORECASE)


# Two things of one kind: "b/w 9 and 5", "b/w Teams and Zoom", "b/w my laptop and a workstation".
_LIKE = (
    r"[$€£₹]?\d\S*(?: [a-z]{1,8}| [A-Z]\w+)?",
    r"[A-Z][\w-]*(?: [A-Z][\w-]*){0,2}",
    rf"(?:(?:the|an?|my|your|our|his|her|their|this|that) )?(?!(?:{_NO_NOUN}|then|daily)\b)[\w-]+(?: [a-z]+)?",
)
_TWO_SIDES = re.compile(r"^\s+(?:" + "|".join(rf"{each}\s+(?:and|&|to)\s+{each}" for each in _LIKE) + r"|\d\S*[-–]\d)")
_PRINTED = re.compile(
    r"\b(?:print\w*|cop(?:y|ies|ier|iers)|scan\w*|photos?|pictures?|images?|pages?|toner|ink|colou?rs?|red|greyscale)\b",
    re.IGNORECASE,
)
_NEEDS_BEHIND: Mapping[str, re.Pattern[str]] = {
    "b/c": re.compile(r"^\s+(?:of\b|[a-z])"),
    "b/w": _TWO_SIDES,
    "bc": re.compile(r"^\s+[a-z]"),
    "kindy": re.compile(r"^\s+[a-z]"),
    "std": _NOUN_NEXT,
    "tel": re.compile(r"^\.?\s*(?:[:+(\[]|\d|nos?\b|number\b)"),
    "temp": _NOUN_NEXT,
}
_NEEDS_BEFORE: Mapping[str, re.Pattern[str]] = {"cob": _after("by|before|until|til|till|at|after|from|latest")}
_OTHER_BEHIND: Mapping[str, re.Pattern[str]] = {
    "b/w": _PRINTED,
    "d": _next_to(r"print\w*|model\w*|view\w*|scan\w*|render\w*|drawing|cad|object|film|glasses"),
    "repl": _next_to("prompt|shell|session|window|console|command"),
    "std": _next_to("test|testing|clinic|screening|symptom|infection|treatment"),
    "temp": _next_to(
        r"alarm|alert|check|control|controller|difference|drop|gauge|limit|logg\w+|monitor\w*|probe|range|reading|rise"
        r"|sensor|setting|spike|threshold|high|low|warning"
    ),
    "u": _next_to("rack|server|chassis|bolt|turn"),
    "w/o": re.compile(r"^\s+(?:no\.|nos?\b|number|#|\d{3,}|\d{1,2}[/.]\d|\d{1,2} [A-Z])"),
    "wd": _next_to("car|vehicle|truck|van|drive|suv|tractor"),
    "wds": _next_to("car|vehicle|truck|van|suv|tractor"),
    # Capitals that a project has its own meaning for, beside the words of another well-known one.
    "AD": _next_to("account|group|user|password|domain|sync|campaign|blocker"),
    "AL": _next_to("alloy|foil|sheet|profile"),
    "CL": _next_to("compiler|exam"),
    "CO": _next_to("alarm|detector|emission|gas|level|monitor|poisoning|sensor"),
    "DC": _next_to("adapter|cable|current|motor|power|supply|voltage"),
    "DL": _next_to("framework|model|network"),
    "EL": _next_to("lamp|panel|wire"),
    "EV": _next_to("certificate|ssl"),
    "HD": _next_to("camera|display|film|monitor|movie|picture|quality|resolution|screen|tv|video|webcam"),
    "LL": _next_to("parser"),
    "MC": _next_to("server|hammer"),
    "ML": _next_to(
        r"algorithm|app|classifier|course|developer|engine|engineer|engineering|experiment|framework"
        r"|infrastructure|job|librar(?:y|ie)|model\w*|notebook|ops|pipeline|platform|project|researcher|scientist"
        r"|service|stack|system|team|technique|tool|training|workload|workstation"
    ),
    "OT": _next_to("network|security|system|device|asset"),
    "PD": _next_to("charger|charging|port"),
    "PL": _next_to("sql"),
    "PM": _next_to("tool|software"),
    "PR": _next_to("agency|campaign|review|team"),
    "SD": _next_to("card|slot|reader|adapter"),
    "SL": _next_to("series|model"),
    "TD": _next_to("bank"),
}
_OTHER_BEFORE: Mapping[str, re.Pattern[str]] = {
    "b/c": _after(r"options?|columns?|gates?|terminals?|parts?|blocks?|buildings?|class|sections?|groups?|rooms?|a"),
    "b/w": _PRINTED,
    "bc": re.compile(r",\s*$"),
    "c/f": re.compile(r"\b(?:temp\w*|degrees?|celsius|fahrenheit|thermo\w+)\b", re.IGNORECASE),
    "docs": _after("google|g|ms|office|microsoft|zoho"),
    "kindy": _after("at|to|from|the|my|our|her|his|their|your|in|a"),
    "max": _after(r"pro|air|mini|plus|studio|hbo|3ds|mad|pepsi"),
    "repl": _after("python|node|js|ruby|scala|lisp|julia"),
    "temp": _after("room|body|air|water|surface|cpu|gpu|outside|inside|ambient|high|low"),
    "u": re.compile(r"\d\s*$"),
    "w/o": _after(r"an?|the|this|that|my|your|our|new|open|raise|which|per"),
    "ML": re.compile(r"\b(?:AI|DL)(?:\s*[,&+]\s*|\s+(?:and|or)\s+)$|\d\s*$"),
    "PM": re.compile(r"\d\s*$"),
}
# Capitals that everybody knows in one place and that are a project's shorthand in another: copied to somebody, what is
# added below a letter or horsepower, a memory card; elsewhere perhaps a cost centre, a payslip, the service desk. And
# "b/w", black and white beside what is printed.
KNOWN_IN_PLACE = frozenset(("b/w", "CC", "PS", "SD"))
_A_NOUN_BEFORE = re.compile(
    r"\b(?:the|an?|my|your|ur|our|his|her|their|its|which|what|this|that|no|new|old|own|right|wrong|correct|valid|same"
    r"|per|every|each)\s+$",
    re.IGNORECASE,
)
_IN_COPY = re.compile(r"\b(?:in|on)\s+$", re.IGNORECASE)
_A_NOUN_BEHIND = re.compile(
    r"^\s+(?:is|are|was|were|isn|of|for|has|code|number|no\.|owner|approval|needed|required|not|missing|wrong|from|\d)",
    re.IGNORECASE,
)
_A_LETTER_ENDS = re.compile(r"(?:^|[.!?:]\s+|\n\s*)$")
_HORSES_BEFORE = re.compile(r"\d\s*$")
_CARD_BEHIND = re.compile(
    r"^[\s-]+(?:cards?|slots?|readers?|adapters?|memory|video|quality|resolution|definition|wan)\b", re.IGNORECASE
)
_CARD_BEFORE = re.compile(r"\bmicro[\s-]*$", re.IGNORECASE)
# "L1 approval", "P2 ticket": a level or a rank; "A4", "gate B2" and products are none.
_LEVEL = re.compile(r"[LPST][1-5]")
_RANKED_BEHIND = re.compile(
    r"^\s+(?:approv\w*|manager|mgr|supervisor|support|team|escalation|engineers?|leads?|tickets?|incidents?|agents?)\b"
)
_GRADE = re.compile(r"[A-PR-Z][1-5]")  # "Q1 approval" is given in a quarter
_GRADED_BEHIND = re.compile(r"^\s+(?:approv\w*|manager|mgr|supervisor)\b")
_PLAN_BEFORE = re.compile(r"\b(?:365|office|microsoft|business|plan|licen[cs]e)\s+$", re.IGNORECASE)
# Small words that people write in capitals to be heard and that are a thing behind these: "raise an SO", "the DO".
ALSO_THINGS = frozenset(("DO", "IS", "SO", "TO"))
_A_THING_BEFORE = re.compile(r"\b(?:the|an?|my|your|ur|our|per|every|each)\s+$", re.IGNORECASE)
# What a rate is told in: "2 days/wk", "18/yr", "EUR/mth", "3 tickets/wk"; "docs/wk" is a path, "mm/yr" a date.
_RATED = re.compile(
    r"(?:[€$£₹%]|(?<![\w/.])\d[\d.,]*[€$£₹%]?(?:\s?[^\W\d]+)?"
    r"|(?<![\w/.@-])(?:days?|hours?|hrs?|minutes?|mins?|weeks?|wks?|months?|mths?|times?|shifts?|AUD|CAD|CHF|EUR|GBP|INR"
    r"|USD))/$"
)
# Short forms that something follows: the dot behind them ends no sentence.
_LEADS = word_set("addl approx attn avg esp incl max min orig prev std temp")
_ALSO_ENDS = word_set("max min temp")  # "20 days max. the rest lapses"
_DOT_BEFORE_FIGURE = re.compile(r"\.(?=\s*[$€£₹]?\d)")
_DOT_INSIDE = re.compile(r"\.(?=[),;:])")
_DOT_BEFORE_WORD = re.compile(r"\.(?=\s+(?:[a-z(]|[A-Z]{2}))")


def abbreviation_end(text: str, start: int, end: int) -> int:
    """Where the short form at start:end ends, with the dot that belongs to it: "max. 20 days", "approx. half"."""
    low = text[start:end].lower()
    own_dot = [_DOT_INSIDE]
    if low in _LEADS:
        own_dot += [_DOT_BEFORE_FIGURE, *([] if low in _ALSO_ENDS else [_DOT_BEFORE_WORD])]
    elif text[start:end].isupper():
        return end
    return end + any(dot.match(text, end) is not None for dot in own_dot)


def is_known_here(word: str, before: str, after: str) -> bool:
    """Whether one of KNOWN_IN_PLACE stands where it means what it means to everybody."""
    if word == "b/w":
        return bool(_PRINTED.search(before) or _PRINTED.search(after))
    if word == "SD":
        return bool(_CARD_BEHIND.match(after) or _CARD_BEFORE.search(before))
    if word == "CC":
        return bool(_IN_COPY.search(before)) or not (_A_NOUN_BEFORE.search(before) or _A_NOUN_BEHIND.match(after))
    begins = bool(_A_LETTER_ENDS.search(before)) and not _A_NOUN_BEHIND.match(after)
    return begins or bool(_HORSES_BEFORE.search(before))


def is_level(word: str, before: str, after: str) -> bool:
    """Whether a letter and a figure rank somebody or something: "L1 approval"; quarters and product plans do not."""
    if _PLAN_BEFORE.search(before):
        return False
    return bool(
        (_LEVEL.fullmatch(word) and _RANKED_BEHIND.match(after))
        or (_GRADE.fullmatch(word) and _GRADED_BEHIND.match(after))
    )


def is_thing_here(word: str, before: str) -> bool:
    """Whether one of ALSO_THINGS stands where a thing is named: "raise an SO"; "SO please call" is loud."""
    return word in ALSO_THINGS and bool(_A_THING_BEFORE.search(before))


def is_no_rate(before: str) -> bool:
    """Whether what follows a slash, as "wk" may, is no part of a rate: "2 days/wk" is one, "docs/wk" none."""
    return before.endswith("/") and not _RATED.search(before)


def fits_here(word: str, before: str, after: str) -> bool:
    """Whether a word, between what stands before and behind it, may be the short form of something."""
    key = word if word.isupper() else word.lower()
    if is_no_rate(before):
        return False
    if key in KNOWN_IN_PLACE and is_known_here(key, before, after):
        return False
    if key in _ALSO_NAMES:
        if _NAME_NEXT.match(after):
            return False
        if word[0].isupper() and not _SENTENCE_START.search(before):
            return False
        if word[0].isupper() and key in _FIRST_NAMES and not _MEASURE_NEXT.match(after):
            return False
    for table, side in ((_NEEDS_BEHIND, after), (_NEEDS_BEFORE, before)):
        if key in table and not table[key].search(side):
            return False
    return not any(
        key in table and table[key].search(side) for table, side in ((_OTHER_BEHIND, after), (_OTHER_BEFORE, before))
    )
