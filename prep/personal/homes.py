"""Street addresses: a street with its house number, and the flat, postcode and town that follow it.

Whose address it is, its words tell: "I live at", "my new address" make it somebody's home (`is_home`), "our office at"
a place of work, which is left out. Where neither stands, the reader decides by who wrote it.
"""

import re
from collections.abc import Iterator

_CAP = r"(?:[A-ZÀ-ÖØ-ÞŁŚŽČŠĐİ][\w'’\-]*\.?|\d{1,3}(?:st|nd|rd|th))"
_TYPES = (
    r"Street|St|Road|Rd|Avenue|Ave|Av|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Square|Sq|Terrace|Tce|Close"
    r"|Crescent|Cres|Gardens|Gdns|Grove|Gr|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Trail|Trl|Row|Walk|Mews|Quay|Wharf"
    r"|Parade|Esplanade|Alley|Turnpike|Loop"
)
_HOUSE = r"(?<![\w.,/:\-])\d{1,5}[A-Za-z]?(?:[\-/]\d{1,4}[A-Za-z]?)?"
_SUITE = (
    r"(?:(?i:apt|apartment|suite|unit|flat|floor|room|appartement|wohnung|piso)\.?[ \t]*#?[ \t]*(?:\d\w{0,4}"
    r"|[A-Z]\d{0,3})(?!\w)|#[ \t]?\d{1,5})"
)
_ENGLISH = (
    rf"(?:{_SUITE},?[ \t]+)?{_HOUSE},?[ \t]+(?:[NSEW]\.?[ \t]+)?(?:{_CAP}[ \t]+){{1,4}}(?:{_TYPES})"
    rf"\b(?:\.(?!\s+[A-Z]|\s*$))?"
)
_LOWER = (
    r"(?<![\w.,/:\-])\d{1,5}[a-z]?,?[ \t]+(?!(?:of|the|a|an|in|on|at|per|to|days?|weeks?|hours?|minutes?|people"
    r"|km|miles?"
    r"|times|on|by|and|or)\b)[a-z'’\-]{3,}(?:[ \t]+(?!of\b|the\b|on\b|in\b|per\b|from\b)[a-z'’\-]{3,})?[ \t]+"
    r"(?:street|road|avenue|lane|drive|boulevard|terrace|crescent|gardens|close)\b"
)
_GERMANIC = (
    r"(?<!\w)(?:[A-ZÄÖÜÅØ][\w\-]{0,40}[ \t])?(?:[A-ZÄÖÜÅØ][\w\-]{0,40})(?:stra(?:ß|ss)e|str\.|weg|gasse|platz|allee"
    r"|damm|ufer|straat|laan|plein|gracht|kade|gata|gatan|vägen|gade|vej|veien|vegen|gate|katu|kuja|tie"
    r"|polku)[ \t]+\d{1,4}[ \t]?[a-zA-Z]?(?!\w)"
    r"|(?<!\w)(?:[A-ZÄÖÜ][\wäöüß]+er|Am|An der|Im|Zum|Zur)[ \t](?:Stra(?:ß|ss)e|Str\.|Weg|Platz|Allee"
    r"|Ring)[ \t]+\d{1,4}[ \t]?[a-z]?(?!\w)"
)
_ROMANCE = (
    rf"{_HOUSE}(?:[ \t]?(?:bis|ter))?,?[ \t]+(?:rue|avenue|boulevard|place|chemin|impasse|all[ée]e|quai|route"
    rf"|cours)[ \t]"
    r"(?:(?:de|des|du|la|le|les|l['’]|d['’])[ \t]?){0,3}[A-ZÀ-Þ][\w'’\-]+(?:[ \t][A-ZÀ-Þ][\w'’\-]+){0,2}"
    r"|(?<!\w)(?:[Rr]ue|[Cc]alle|[Aa]venida|[Aa]vda\.?|[Pp]laza|[Pp]aseo|[Cc]arrera|[Vv]ia|[Vv]iale|[Pp]iazza"
    r"|[Cc]orso|[Rr]ua"
    r"|[Tt]ravessa|[Pp]raça|[Ll]argo|[Uu]lica|[Uu]l\.)[ \t](?:(?:de|del|della|delle|di|da|do|dos|la|las|los"
    r"|el)[ \t]){0,2}"
    r"[A-ZÀ-Þ][\w'’\-]+(?:[ \t](?:de[ \t])?[A-ZÀ-Þ][\w'’\-]+){0,2},?[ \t]+(?:n[.ºo°]*[ \t]*)?\d{1,4}(?![\w.,:/]\d)"
)
_BOX = r"(?<!\w)P\.?[ \t]?O\.?[ \t]?Box[ \t]+\d+"
_STREET = re.compile(rf"(?:{_ENGLISH}|{_LOWER}|{_GERMANIC}|{_ROMANCE}|{_BOX})")
_TOWN = (
    r"(?!(?:I|Can|Could|Please|How|What|When|Where|Is|Are|Do|Does|My|We|The|This|Thanks|Thank|Kind|Best|Regards"
    r"|If|Since)\b)"
    r"[A-ZÀ-Þ](?:[\w'’.\-]*\w)?(?:[ \t][A-ZÀ-Þ](?:[\w'’.\-]*\w)?){0,3}"
)
_CODE = (
    r"(?:[A-Z]{1,2}[ \-])?(?:\d{4,6}(?:-\d{4})?|\d{4}[ \t]?[A-Z]{2}"
    r"|[A-Z]{1,2}\d[A-Z\d]?[ \t]?\d[A-Z]{2})(?![\w/:.,]?\d)"
)
_GAP = r"(?:[ \t]*,[ \t]*(?:\n[ \t>]*)?|[ \t]*\n[ \t>]*|[ \t]+)"
_COMMA = r"(?:[ \t]*,[ \t]*(?:\n[ \t>]*)?|[ \t]*\n[ \t>]*)"
_REST = re.compile(
    rf"(?:{_GAP}{_SUITE})?(?:{_GAP}{_CODE}[ \t]+{_TOWN}|{_COMMA}{_TOWN},?[ \t]+{_CODE}"
    rf"|{_COMMA}{_TOWN}(?=[ \t]*(?:[.,;:!?)\n]|$)|[ \t][a-z])"
    rf"(?:{_COMMA}{_CODE})?|{_GAP}{_CODE})?"
)
_SAID = re.compile(
    r"(?<!\w)(?:home|private|postal|mailing|residential|permanent|current|new|old|billing|shipping|delivery|my|his|her)"
    r" (?:home |new |private |postal |billing |shipping |delivery )?address(?: is| was| to|:|is:)[ \t:]*(?:\n[ \t]*)?"
    r"(?P<address>(?=[^\n.;?!@]{0,60}(?<![\w.,])\d{1,5}[a-zA-Z]?(?![\w.,:@]*[@:])\b)(?=[^\n]{0,60}[^\W\d_]{3})"
    r"[^\n.;?!@]{6,80}?)"
    r"(?=[.;?!\n]|[ \t]+(?:and|but|since|from|because|instead|please)\b|$)",
    re.I,
)
# "5 new Court cases", "12 March Road works": what goes on in small letters was no street's name.
_COUNTS_ON = re.compile(
    r"[ \t]+(?!(?:and|or|but|is|was|are|in|at|on|near|since|from|now|please|as|so|because|which|where|until|if"
    r"|when|to|for"
    r"|instead|today|tomorrow|last|next|this|has|street)\b)[a-z]"
)
_OTHER_NUMBER = re.compile(
    r"\b(?:building|bldg|room|version|form|level|line|page|step|table|figure|chapter|section|gate|platform|bus"
    r"|tram|exit"
    r"|route|no|number|nr|top|first|last|next|ticket|order)\.?[ \t]+$",
    re.I,
)
# Where somebody lives, a capitalised word and a number beside it are an address in any language.
_LIVES = re.compile(
    rf"(?<!\w)(?:(?i:lives?|lived|living|resides?|resided|residing) (?:at|on)|(?m:^[ \t>]*(?i:address)):)[ \t]+"
    rf"(?P<address>(?:\d{{1,5}}[A-Za-z]?,?[ \t]+(?:{_TOWN})(?:[ \t]+\d{{1,4}}[a-zA-Z]?(?!\w))?"
    rf"|(?:{_TOWN})[ \t]+\d{{1,4}}[a-zA-Z]?(?!\w)))"
)
_HOME = re.compile(
    r"\b(?:my|his|her|their|your|home|private|residential)\s+(?:\w+\s+){0,2}(?:address|house|home|flat"
    r"|apartment|place)\b"
    r"|\b(?:live|lives|lived|living|reside[sd]?|residing|moved|moving|relocat\w+|wohne\w*|umgezogen|habite|vivo)\b",
    re.I,
)
_WORK = re.compile(
    r"\b(?:our|company|office|offices|branch|site|store|shop|warehouse|plant|factory|headquarters|hq|head office|campus"
    r"|clinic|hospital|hotel|depot|reception|showroom|lab|laboratory|venue|station|airport|restaurant|cent(?:er"
    r"|re)|desk"
    r"|department|team|counter|building|mailroom|post room|registered)\b",
    re.I,
)
_BEFORE = 60
_AT_START = re.compile(r"\d{1,5}[A-Za-z]?|[^\W\d_]{3,}")


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """The places of street addresses in a text, each with its flat, postcode and town; workplaces are left out."""
    for found in _STREET.finditer(text):
        rest = _REST.match(text, found.end())
        end = rest.end() if rest else found.end()
        is_street = not (_COUNTS_ON.match(text, end) or _OTHER_NUMBER.search(text[: found.start()][-24:]))
        if is_street and not is_workplace(text, found.start()):
            yield found.start(), end
    for found in _LIVES.finditer(text):
        rest = _REST.match(text, found.end())
        yield found.start("address"), rest.end() if rest else found.end()
    for found in _SAID.finditer(text):
        yield found.span("address")


def is_home(text: str, start: int) -> bool:
    """Whether the words before text[start:] make an address somebody's own."""
    return bool(_HOME.search(_sentence_before(text, start)))


def is_workplace(text: str, start: int) -> bool:
    """Whether the words before text[start:] make an address an office's, a shop's or another place's."""
    before = _sentence_before(text, start)
    return bool(_WORK.search(before)) and not _HOME.search(before)


def comparable_address(written: str) -> str:
    """House number and street's first word: equal for two ways of writing one address."""
    return " ".join(sorted(part.casefold() for part in _AT_START.findall(written)[:2]))


def _sentence_before(text: str, start: int) -> str:
    before = text[max(0, start - _BEFORE) : start]
    return re.split(r"[.?!]\s|\n\s*\n", before)[-1]
