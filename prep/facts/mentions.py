"""What a text points at: addresses, phone numbers, menu paths, versions, the people in charge, names of systems."""

import re
from collections.abc import Iterator

from prep.facts.concepts import concept
from prep.facts.records import Fact, Kind
from prep.facts.units import DURATION_WORD, MEASURE_WORD, MONEY_WORD

_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>()\"'\]]+[^\s<>()\"'\].,;:!?]"
    r"|(?<![@\w.])(?:[a-z0-9][a-z0-9-]{0,62}\.)+(?:com|org|net|io|example|test|co|uk|de|eu|in|gov|edu|app|dev|help"
    r"|int|local|internal|intranet|support|shop|health)"
    r"(?:/[^\s<>()\"'\]]*[^\s<>()\"'\].,;:!?])?(?![\w@])",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+\b")
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+\d{1,3}[\s.-]?)?(?:\(\d{1,5}\)[\s.-]?)?\d{2,5}(?:[\s.-]\d{2,5}){1,4}(?![\w/%]|[.,-]\d)"
    r"|(?<![\w.,/-])0\d{2,4}[\s/-]\d{5,8}(?![\w/%]|[.,-]\d)|(?<![\w.,/-])\+\d{7,14}\b|\b0\d{6,12}\b"
)
_PHONE_WORD = re.compile(
    r"\b(?:call|dial|phone|telephone|tel|ring|hotline|helpline|number|whatsapp|text|line|fax|sms|mobile)\b",
    re.IGNORECASE,
)
_SHORT_CODE = re.compile(
    r"\b(?:call|dial|ring|text|sms|ext\.?|extension|on)\s+(?:the\s+)?(?:extension\s+|ext\.?\s+|number\s+"
    r"|hotline\s+)?(?P<number>\d{3,6})\b(?!\s*(?:%|[A-Za-z]))",
    re.IGNORECASE,
)
_STEP = r"\s*(?:>|»|›|→|->|=>|\|)\s*"
_REST = r"[\w&'’+-]{0,60}"  # of a word; a blob of letters is none
_CAPITALS = rf"[A-Z0-9]{_REST}(?:[ ](?:(?:and|of|the|to|for|my|your|&|in|on)[ ])?[A-Z0-9&]{_REST}){{0,4}}"
_QUOTED = r"[\"'“‘][^\"'”’\n>]{2,40}[\"'”’]"
_MENU = re.compile(
    rf"(?:{_CAPITALS}|{_QUOTED})(?:{_STEP}(?:{_QUOTED}|[A-Za-z0-9]{_REST}(?:[ ][\w&'’+-]{_REST}){{0,4}}(?={_STEP})))*"
    rf"{_STEP}(?:{_QUOTED}|{_CAPITALS}(?:[ ][a-z][\w-]{{0,60}}){{0,2}}(?=\s{{0,9}}[.,;:)]|$)|{_CAPITALS}"
    rf"|[a-z][\w-]{{0,60}}(?:[ ][a-z][\w-]{{0,60}}){{0,2}}(?=\s{{0,9}}[.,;:)]|$))",
    re.MULTILINE,
)
_LEAD_IN = re.compile(
    r"^(?:please |then |now )*(?:go to|open|click|tap|press|select|choose|under|in|from|via|use|see|visit"
    r"|ask in|order in|book in) (?:on |the )?"
)
_CONTROL = re.compile(
    r"\b(?:click|clicking|tap|tapping|press|pressing|select|selecting|choose|choosing|open|opening|pick|hit"
    r"|under|go to|into|menu|tab|button"
    r"|in|on)\s+(?:on\s+|the\s+|to\s+)*(?P<label>[\"“‘][^\"”’\n]{2,40}[\"”’]|(?<!\w)'[^'\n]{2,40}'(?!\w)"
    r"|(?-i:[A-Z][\w&+-]*(?: (?:and |of |& )?[A-Z][\w&+-]*){0,3})"
    r"(?=(?:,? then|,? and (?:then |click|tap|choose|select)|\s+(?:tab|button|menu|page|screen|tile|section"
    r"|icon)|\s+in the menu)))",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"\b(?P<product>version|release|build|firmware|v|iOS|iPadOS|Android|Windows|macOS|Office|Java|Python|Chrome"
    r"|Firefox|Safari|Edge|Ubuntu|TLS"
    r"|(?-i:[A-Z][A-Za-z]+OS)"
    r"|(?-i:[A-Z][A-Za-z]+)(?=\s\d+\.\d))(?:\s+version)?[\s-]?(?P<number>\d+(?:\.\d+){0,3})\b"
    rf"(?!\s*(?:(?:{DURATION_WORD}|{MEASURE_WORD}|{MONEY_WORD}|users?)(?!\w)|%))",
    re.IGNORECASE,
)
_PLATFORMS = frozenset(("ios", "ipados", "android", "windows", "macos", "office", "java", "python", "tls", "ubuntu"))
_OFFICE = (
    r"team|desk|department|dept|office|manager|lead|helpdesk|hotline|reception|receptionist|officer|committee|partner"
    r"|administrator|admin|supervisor|director|head|controller|coordinator|counter|unit|centre|center"
    r"|specialist|nurse"
    r"|landlord|bank|insurer|courier|carrier|retailer|branch|provider|manufacturer|operations|security"
    r"|facilities|payroll"
    r"|finance|procurement|accounting|legal|hr|dispatcher|technician|engineer|surveyor|adjuster|underwriter"
    r"|broker|agent"
)
_MODIFIER = (
    r"(?!(?:or|and|by|from|of|to|at|in|on|for|the|your|is|are|was|will|must|can|may|has|have|needs?"
    r"|plan)\b)[\w&-]+\s+"
)
_CONTACT = re.compile(
    r"\b(?P<lead>approved by|approval (?:from|of|by)|approves?|authori[sz]ed by|signed (?:off )?by"
    r"|sign-off (?:from|by)|contact|ask|email|e-mail|call|ring|write to"
    r"|report (?:it |this |that )?(?:to|at)|speak (?:to|with)|talk to|reach|inform|notify|tell|message"
    r"|send (?:it|them|this|the \w+(?: \w+)?) to|forward (?:it |them )?to"
    r"|submit (?:it|them|the \w+) to|hand (?:it|them) (?:in )?to|through|via|from|by|to|with|at)\s+"
    rf"(?P<who>(?:the|your|our|a|an)\s+(?:{_MODIFIER}){{0,3}}(?:{_OFFICE})\b(?:\s+of\s+[\w]+)?"
    r"|(?-i:HR|IT|Payroll|Finance|Facilities|Procurement|Legal|Security|Reception|Accounts"
    r"|Billing)\b(?:\s+(?:team|desk|department|support|helpdesk|service desk))?)",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    rf"\b(?P<who>(?:the|your|our)\s+(?:{_MODIFIER}){{0,3}}(?:{_OFFICE})\b|(?-i:HR|Payroll|Finance|Facilities"
    rf"|Procurement|Legal|Billing)\b)"
    r"(?=\s+(?:must|has to|have to|needs? to|will|approves?|decides?|handles?|can|issues?|confirms?|signs?"
    r"|sends?|pays?|arranges?|covers?)\b)",
    re.IGNORECASE,
)
_MENTION = re.compile(rf"\b(?P<who>(?:the|your|our)\s+(?:{_MODIFIER}){{0,3}}(?:{_OFFICE})\b)", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,;:)'’\"-] )(?P<name>[A-Z][a-z]+[A-Z]\w*|[A-Z][a-zé]{2,}(?:\s[A-Z][a-z]{2,}){0,2})\b")
_SENTENCE_OPENERS = frozenset(
    [
        "I",
        "You",
        "Your",
        "We",
        "Our",
        "The",
        "This",
        "That",
        "These",
        "Those",
        "If",
        "When",
        "Once",
        "Please",
        "After",
        "Before",
        "For",
        "In",
        "On",
        "At",
        "From",
        "To",
        "Yes",
        "No",
        "Not",
        "It",
        "They",
        "He",
        "She",
        "There",
        "All",
        "Any",
        "Each",
        "Every",
        "Only",
        "Then",
        "Also",
        "But",
        "And",
        "Or",
        "So",
        "As",
        "An",
        "A",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)
# E27, B-12, gate B: letters and figures that name a form, a part or a place.
_CODE = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,4}-?\d{1,4}[A-Z]?|\d{1,3}[A-Z]{1,2})(?![\w-])"
    r"|\b(?i:gate|terminal|zone|room|entrance|building|hall|block|counter|platform|group"
    r"|bay)\s(?P<letter>[A-Z])(?!\w)"
)
_TAIL = re.compile(r"[/#?&=]+$")


def find_addresses(text: str) -> Iterator[Fact]:
    """URLs, e-mail addresses and phone numbers, without context."""
    for match in _EMAIL.finditer(text):
        yield _fact("email", match[0].lower(), "", match.start(), match.end(), text)
    for match in _URL.finditer(text):
        plain = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0].lower())
        yield _fact("url", _TAIL.sub("", plain), "", match.start(), match.end(), text)
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        near = text[max(0, match.start() - 50) : match.start()]
        if len(digits) >= 7 and ("+" in match[0] or match[0].startswith("0") or _PHONE_WORD.search(near)):
            yield _fact("phone", digits.lstrip("0"), "", match.start(), match.end(), text)
    for match in _SHORT_CODE.finditer(text):
        if match[0].lower().startswith(("on ",)) and not _PHONE_WORD.search(
            text[max(0, match.start() - 50) : match.start()]
        ):
            continue
        yield _fact("phone", match["number"], "", match.start("number"), match.end("number"), text)


def find_menus(text: str) -> Iterator[Fact]:
    """Menu paths ("Settings > Privacy"), and the controls that steps name one by one."""
    for match in _MENU.finditer(text):
        steps = [_LEAD_IN.sub("", _label(step)) for step in re.split(_STEP, match[0])]
        yield _fact("menu", " > ".join(steps), "path", match.start(), match.end(), text)
    for match in _CONTROL.finditer(text):
        yield _fact("menu", _label(match["label"]), "control", match.start("label"), match.end("label"), text)


def find_versions(text: str) -> Iterator[Fact]:
    """Versions of products."""
    for match in _VERSION.finditer(text):
        product = match["product"].lower()
        product = product if product in _PLATFORMS else "version"
        yield _fact("version", match["number"], product, match.start(), match.end(), text)


def find_contacts(text: str) -> Iterator[Fact]:
    """Who is asked, approves or acts. The value keeps the words that tell one office from another.

    `unit` is "role" where the words around say what the office does, else "mention".
    """
    for pattern, unit in ((_CONTACT, "role"), (_ACTOR, "role"), (_MENTION, "mention")):
        for match in pattern.finditer(text):
            who = re.sub(r"^(?:the|your|our|an?)\s+", "", match["who"], flags=re.IGNORECASE)
            yield _fact("contact", " ".join(who.lower().split()), unit, match.start("who"), match.end("who"), text)


def find_codes(text: str) -> Iterator[Fact]:
    """Codes of forms, parts and places: E27, B-12, gate B."""
    for match in _CODE.finditer(text):
        start = match.start("letter") if match["letter"] else match.start()
        yield _fact("name", text[start : match.end()].replace("-", "").lower(), "code", start, match.end(), text)


def find_names(text: str) -> Iterator[Fact]:
    """Proper names inside sentences: systems, forms, products."""
    for match in _NAME.finditer(text):
        words = [word for word in match["name"].split() if word not in _SENTENCE_OPENERS]
        if words:
            yield _fact("name", " ".join(words).lower(), "", match.start(), match.end(), text)


def office_words(value: str) -> frozenset[str]:
    """What tells one office from another: "it service desk" and "it helpdesk" share "it"."""
    plain = frozenset(
        [
            "team",
            "desk",
            "department",
            "dept",
            "office",
            "service",
            "helpdesk",
            "support",
            "group",
            "function",
            "people's",
            "the",
            "of",
        ]
    )
    words = {word.lower() for word in re.findall(r"[\w&]+", value)}
    return frozenset(concept(word) or word for word in words - plain) or frozenset(words)


def _label(written: str) -> str:
    return " ".join(written.strip(" \"'“”‘’").lower().split())


def _fact(kind: Kind, value: str, unit: str, start: int, end: int, text: str) -> Fact:
    return Fact(kind, value, unit, "exactly", start, end, text[start:end])
