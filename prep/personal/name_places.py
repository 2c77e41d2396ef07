"""Where names of strangers stand: behind a greeting, below a sign-off, before an address, behind a title.

Third parties are in nobody's contact list; without a language model their names can only be found by their place.
"""

import re
from collections.abc import Iterator

from prep.mail.words import GREETINGS, SIGN_OFFS

# Not names, though they stand where names do.
NOT_NAMES = frozenset(
    {
        "all", "team", "everyone", "everybody", "folks", "guys", "colleague", "colleagues", "sir", "madam", "sirs",
        "there", "support", "helpdesk", "help", "desk", "service", "servicedesk", "hr", "it", "payroll", "facilities",
        "finance", "accounts", "admin", "administrator", "office", "human", "resources", "people", "travel", "sales",
        "marketing", "legal", "security", "operations", "customer", "customers", "client", "employee", "employees",
        "user", "users", "agent", "manager", "department", "dept", "group", "hello", "hi", "dear", "hey", "thanks",
        "thank", "you", "regards", "best", "kind", "warm", "cheers", "sincerely", "yours", "faithfully", "truly",
        "good", "morning", "afternoon", "evening", "day", "please", "sorry", "just", "this", "that", "these", "those",
        "the", "a", "an", "i", "we", "my", "our", "your", "is", "are", "was", "were", "do", "does", "did", "can",
        "could", "would", "should", "how", "what", "when", "where", "who", "why", "which", "if", "in",
        "on", "at", "to", "for", "from", "of", "and", "or", "but", "not", "no", "yes", "ok", "okay", "as", "with",
        "by", "about", "here", "it's", "i'm", "i've", "quick", "re", "fwd", "fw", "subject", "sent", "date", "urgent",
        "question", "questions", "request", "ticket", "update", "again", "so", "much", "very", "many", "advance",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "july", "september", "october", "november", "december", "engineering", "company",
        "management", "board", "reception", "onboarding", "learning", "benefits", "leave", "staff", "member",
        "members", "respected", "concern", "whom", "valued", "happy", "hope", "great", "new", "any", "some", "every",
        "also", "then", "after", "before", "once", "until", "since", "because", "although", "however", "still", "now",
        "today", "tomorrow", "yesterday", "mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "zusammen", "damen",
        "herren", "und", "mobile", "phone", "tel", "fax", "email", "e-mail", "web", "ext", "inc", "ltd", "gmbh", "llc",
        "outlook", "iphone", "android", "mail", "windows", "ios", "app", "portal", "vpn", "wifi", "laptop", "let",
        "have", "has", "need", "see", "use", "open", "go", "click", "check", "try", "call", "ask", "tell", "give",
        "take", "make", "get", "note", "attached", "enclosed", "kindly", "unfortunately", "sure", "below", "following",
    }
)  # fmt: skip


_PARTICLE = r"(?:van der|van den|van|von|de la|de|del|della|di|da|dos|bin|al|el|la|le|ter|ten)"
_LOWER = "a-zà-öø-ÿłśžčšđığşćńřěůąęőű"
_UPPER = "A-ZÀ-ÖØ-ÞŁŚŽČŠĐİ"
# Each further part starts with a mark or a capital. Were both optional, a long word could be cut in a million ways.
_WORD = rf"(?:[{_UPPER}][{_LOWER}]+(?:(?:['’\-][{_UPPER}]?|[{_UPPER}])[{_LOWER}]+)*|[A-Z]['’][A-Z][{_LOWER}]+)"
_NAME = rf"{_WORD}(?:[ \t]+(?:[A-Z]\.?(?![\w'])|{_PARTICLE}[ \t]+{_WORD}|{_WORD})){{0,3}}"
_NAME_HERE = re.compile(_NAME)
_NAME_LINE = re.compile(rf"^[ \t>*_–—-]*({_NAME})[ \t*_.,]*$")
_NAME_BEFORE = re.compile(rf"({_NAME})[ \t]*$")
_NAMES_JOINED = re.compile(r"[ \t]*(?:,|/|&|and\b|und\b|et\b|y\b)[ \t]*")
_GREETING = re.compile(
    rf"^[ \t>*_]*(?:{'|'.join(re.escape(word) for word in sorted(GREETINGS, key=len, reverse=True))})[ \t,]+(?=\S)",
    re.I,
)
_ENDS_GREETING = re.compile(r"[ \t]*(?:[!:;–—-]|,(?![ \t]+[A-Z]\w+[ \t]*,)|\.?[ \t]*$)")
_FIRST_NAMED = re.compile(r"[\s,]*[^,]*,")
_CAPITALISED = re.compile(rf"\s*([{_UPPER}][\w'’-]*)")
_CAPITALISED_LIST = re.compile(rf"{_CAPITALISED.pattern}{_NAMES_JOINED.pattern}[{_UPPER}]")
_SIGN_OFFS = frozenset(SIGN_OFFS)
_SIGN_OFF_NAME = re.compile(rf"(?:^|[.!?][ \t]+)([^.!?,\n]{{2,32}})[ \t]*[,–—-][ \t]*({_NAME})[ \t.]*$")
_INTRODUCED = re.compile(
    r"\b(?:(?i:my name is|my name's|name[ \t]?:|ich bin|mein name ist|je m'appelle|me llamo)[ \t]+"
    r"|(?i:this is|i am|i'm)[ \t]+(?=[^\s,.]+(?:[ \t][^\s,.]+)?[ \t]*(?:,|from\b|here\b|at\b|and\b|\n|$))"
    r"|(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Mme|Señora?|Signora?|Dhr|Mevr)\.?[ \t]+"
    r"|(?i:(?:my|our) (?:line )?(?:manager|boss|colleague|supervisor|team lead|lead|husband|wife|son|daughter|lm))"
    r"(?:[ \t]+is)?[ \t]+|(?i:line manager)[ \t]+)"
)
_INTRODUCES_RIGHT = re.compile(r"[ \t]*(?:<[^\s<>@]+@|\[mailto:|\([^\s()@]+@|\([A-Z]{1,4}[ -]?\d{4,}\)|wrote:)")
_HEADER = re.compile(r"^[ \t>*]*(?:from|to|cc|von|an|de|à|para|da|a|van|aan|fra|til|od|do)[ \t]?:[ \t*]*", re.I)


def find_names(text: str) -> list[tuple[int, int]]:
    """The places of names that nobody told us, by where they stand, in order and none twice."""
    found: list[tuple[int, int]] = []
    at = 0
    signed_off = False  # whether the last line with words was a sign-off, or "-- "
    for line in text.split("\n"):
        if line.strip() and len(line) < 5000:
            for start, end in _names_in(line, below_sign_off=signed_off):
                span = (at + start, at + end)
                if _is_name(line[start:end]) and not any(a < span[1] and span[0] < b for a, b in found):
                    found.append(span)
            signed_off = line.strip() == "--" or line.strip(" \t>*_,.!–—-").casefold() in _SIGN_OFFS
        at += len(line) + 1
    return sorted(found)


def _names_in(line: str, *, below_sign_off: bool) -> Iterator[tuple[int, int]]:
    if below_sign_off and (alone := _NAME_LINE.match(line)):
        yield alone.span(1)
    if greeting := _GREETING.match(line):
        yield from _greeted(line, greeting.end())
    elif header := _HEADER.match(line):
        name = _NAME_HERE.match(line, header.end())
        if name and re.match(r"[ \t]*(?:$|;)", line[name.end() :]):
            yield name.span()
    for introduced in _INTRODUCED.finditer(line):
        if name := _NAME_HERE.match(line, introduced.end()):
            yield name.span()
    if "(" in line or "@" in line or "wrote:" in line:
        for right in _INTRODUCES_RIGHT.finditer(line):
            if name := _NAME_BEFORE.search(line, max(0, right.start() - 80), right.start()):
                yield name.span(1)
    signed = _SIGN_OFF_NAME.search(line[-120:])
    if signed and signed[1].strip().casefold() in _SIGN_OFFS:
        shift = len(line) - len(line[-120:])
        yield signed.start(2) + shift, signed.end(2) + shift


def _greeted(line: str, at: int) -> Iterator[tuple[int, int]]:
    """The names behind a greeting: "Hi Priya and Tom,"."""
    start = at
    names: list[tuple[int, int]] = []
    while name := _NAME_HERE.match(line, at):
        names.append(name.span())
        if end := _ENDS_GREETING.match(line, name.end()):
            stop = list_starts(line, start, end.end())
            yield from (each for each in names if each[1] <= stop)
            return
        joined = _NAMES_JOINED.match(line, name.end())
        if joined is None:
            return
        at = joined.end()


def list_starts(line: str, start: int, end: int) -> int:
    """Where a list starts that what stands behind a greeting, from `start` to `end`, only seems to name; else `end`.

    Of "Hi Anna, Visa, Paycard, Mastercard …" behind the first name, since what goes on with one more is what the
    writer has to say.
    """
    first, following = _FIRST_NAMED.match(line, start), _CAPITALISED.match(line, end)
    is_listed = _CAPITALISED_LIST.match(line, end) is not None
    goes_on = following is not None and (is_listed or following[1].casefold() not in NOT_NAMES)
    return first.end() if goes_on and first is not None and first.end() < end else end


def _is_name(words: str) -> bool:
    return not any(word.strip(".,").casefold() in NOT_NAMES for word in words.split())
