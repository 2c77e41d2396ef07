"""Greetings, pleasantries and sign-offs: what people write by hand around what they have to say.

Cleaning leaves them in the messages; pairing takes them out of questions and answers. Knows placeholders such as
"[AGENT_3]" as well as names.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from prep.mail.words import GREETINGS, SIGN_OFFS
from prep.personal.name_places import list_starts
from prep.records import Cut
from prep.reply import Stripped

_MAX_ROUNDS = 8
_MAX_SIGNED_LINES = 6


def _words(words: Sequence[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(set(words), key=len, reverse=True))


_PLACEHOLDER = r"\[[A-Z]+_\d+\](?:['’]s)?"
_WHOM = (
    r"(?:there|all|team|everyone|everybody|folks|guys|colleagues?|sir|madam|support|helpdesk|help\s?desk|service\s?desk|"
    r"sir\s(?:or|/)\smadam|zusammen|hr|it|payroll|facilities|tout le monde|à tous|equipo|a todos)"
)
_CAPITAL = "[A-ZÀ-ÖØ-ÞŁŚŽČŠĐ]"
_NAMED = rf"(?:{_PLACEHOLDER}|\{{\{{?[^{{}}\n]{{1,40}}\}}?\}}|{_CAPITAL}(?:\.|[\w'’\-]*))"
_TITLED = r"(?:(?:mr|mrs|ms|miss|dr|prof|herr|frau|herrn|mme|m|monsieur|madame|sr|sra|dhr|mevr)\.?\s+)"
_NAMES = rf"{_TITLED}?{_NAMED}(?:(?:\s+|\s*[,/&+]\s*|\s+(?:and|und|et|y)\s+){_NAMED}){{0,4}}"
_TEAM = r"(?i:the)\s[\w ]{2,24}\s(?i:team)"
_GREETING = re.compile(
    rf"^\W*(?P<word>(?i:{_words(GREETINGS)}))"
    rf"(?:(?:\s+|,\s*)(?:(?i:{_WHOM})\b(?:\s+(?i:{_WHOM})\b)?|{_NAMES}(?:\s+(?i:{_WHOM})\b)?|{_TEAM}))?"
    rf"(?:\s*[,!:;–—-]+(?:\s+|$)|\s*[.…]*\s*$|(?<=\])\s*\.\s+|\s*[\U0001F300-\U0001FAFF☺]+\s*)"
)
# "Hi can you …", "Hi there My machine …": nothing but the next word says where the greeting ends.
_STARTERS = (
    r"(?:how|what|whats|when|where|who|why|which|can|could|is|are|do|does|did|i|i'm|i've|i'd|my|we|our|the|please|need|"
    r"will|would|should|may|if|in|for|has|have|any|as|just|a|an|to|not|it|this|that|by|am|was|under|after|on|at|with|quick|"
    r"there(?= (?:is|are|was|were|has)\b))\b"
)
_BARE_GREETING = re.compile(
    rf"^(?:hi|hello|hey|hiya|hallo|hola|bonjour|ciao|hej)"
    rf"(?:\s+(?:there|all|team|everyone|folks)\s+(?=\w)|\s+(?!world\b){_PLACEHOLDER}\s+(?=\w)|\s+(?=(?-i:[a-z])|{_STARTERS}))",
    re.I,
)
_PLEASANTRY = re.compile(
    r"^(?:"
    r"(?:i\s+)?(?:do\s+)?(?:really\s+)?(?:just\s+)?(?:hope|trust)\s+(?:that\s+)?"
    r"(?:you(?:'re|’re| are)?|all is|this|everything)\b[^.!?\n]{0,60}[.!]+"
    r"|(?:many\s+)?(?:thanks|thank you)(?:\s+(?:so|very)\s+much)?\s+for\s+(?:"
    r"reaching out|contacting|getting (?:in touch|back)|writing|asking|raising|letting us know|waiting|checking|"
    r"your (?:message|e-?mail|mail|note|question|request|enquiry|inquiry|patience|reply|response|ticket|quick \w+|"
    r"understanding)|the (?:message|mail|question|ticket|quick \w+)|the heads[- ]up)[^.!?\n]{0,60}[.!]+"
    r"|my name is [^.!?\n]{2,40}(?: and i|, i)(?: will|'ll|’ll) be (?:assisting|helping)[^.!?\n]{0,30}[.!]+"
    r"|how are (?:you|things)(?: (?:all|doing|today|keeping|going))*\s?[?!.]+|how(?:'s| is) it going\s?[?!.]+"
    r")\s*",
    re.I,
)
_SIGN_OFF_LINE = re.compile(rf"^[\s\W]*(?:{_words(SIGN_OFFS)})(?:\s*[,.!;:)…–—-]*)\s*$", re.I)
_SIGN_OFF_NAMED = re.compile(
    rf"^[\s\W]*(?i:{_words(SIGN_OFFS)})\s*[,.!;:–—-]*\s*"
    rf"(?:{_NAMED}(?:\s+{_NAMED}){{0,2}}|(?i:the\s[\w ]{{2,24}}\steam))[\s.!,]*$"
)
_SIGN_OFF_END = re.compile(
    rf"(?<=[.!?)…:])\s+(?:(?i:{_words(SIGN_OFFS)}))(?:\s*[,.!–—-]*\s*(?:{_NAMED}(?:\s+{_NAMED}){{0,2}})?)?[\s.!,:)☺️🙂😊🙏]*$"
    r"|(?<=\w)\s+(?i:thx|thnx|tnx|ty|tia)[\s.!]*$"
)
_ASKED_FOR_MORE = (
    r"(?:any|more|further|other|another|additional|help|assistance|stuck|trouble|problems|issues|questions)\w*"
)
# Whole sentences that close a message. "Let me know what is wrong" is a question and stays.
_CLOSINGS = (
    r"(?:i\s+|we\s+)?hope (?:this|that|it) (?:helps|answers|clarifies|clears)[^.!?\n]{0,60}",
    r"(?:please\s+|just\s+)?(?:let (?:me|us) know|reach out|get in touch|contact (?:me|us)|(?:give (?:me|us) a )?shout)"
    r"(?:\s+again|\s+anytime)?\s+(?:if|should) (?:(?:you|there(?:'s| is| are))(?:'re| are| have| need| want| run into|"
    rf" face| get| experience)*\s+{_ASKED_FOR_MORE}|anything (?:else|is))\b[^.!?\n]{{0,60}}",
    r"(?:please\s+)?(?:feel free|(?:do not|don['’]t) hesitate) to (?:ask|reach|contact|get in touch|let|write|call|"
    r"reply|come back)\b[^.!?\n]{0,60}",
    r"(?:if|should) you (?:have|need)\b[^.!?\n]{0,60}\b(?:questions?|help|assistance|anything else)\b[^.!?\n]{0,30},?"
    r"\s+(?:please\s+)?(?:let|feel|do not|don['’]t|contact|reach|just)\b[^.!?\n]{0,60}",
    r"(?:is there )?anything else (?:i|we) can help[^.!?\n]{0,40}",
    r"have a (?:great|good|nice|lovely|wonderful)\b[^.!?\n]{0,30}",
    r"(?:i |we )?would (?:really )?appreciate (?:a|any|your)? ?(?:quick|prompt|fast|early)? ?"
    r"(?:answer|reply|response|help)",
    r"(?:please|kindly) (?:reply|respond|answer|revert|get back)(?: to me)? "
    r"(?:soon|asap|urgently|quickly|at the earliest|today)",
    r"(?:please |kindly )?do the needful(?: and oblige)?",
    r"please (?:treat|handle|consider) (?:this|it) as urgent",
    r"(?:can|could) (?:somebody|someone|anybody|anyone|you) (?:please )?get back to me[^.!?\n]{0,20}",
    r"(?:i\s+|we\s+)?look(?:ing)? forward to (?:hearing|your)\b[^.!?\n]{0,40}",
    r"(?:many\s+)?(?:thanks|thank you) (?:again )?"
    r"(?:for your (?:help|time|support|patience|understanding)|in advance)[^.!?\n]{0,30}",
    r"any help (?:is|would be) (?:much |greatly )?appreciated[^.!?\n]{0,20}",
)
_CLOSING = re.compile(rf"(?:^|(?<=[.!?)])\s+|(?<=\n))(?:{'|'.join(_CLOSINGS)})[.!?]*[\s:)🙂😊🙏]*$", re.I)
_TITLE = r"(?:[ \t]*[,|/(–—-]+[ \t]*[^.?!\n]{0,60}|(?:[ \t]+[A-Z&][\w&.]*){1,5})"
_SIGNED = re.compile(
    rf"^[\s*_]*(?:[-–—/~]\s*{_NAMED}(?:\s+{_NAMED}){{0,2}}|(?:[-–—/~]\s*)?{_PLACEHOLDER}{_TITLE}?)[\s.!]*$"
)
_INITIALS = re.compile(r"(?:^|\s)\^[A-Z]{1,3}\s*$")  # how helpdesks sign on social media
_SENTENCE = re.compile(r"(?<!\s\w)[.?!]\s*$")


@lru_cache(maxsize=50_000)
def strip_courtesy(text: str) -> Stripped:
    """Take greetings (reason "greeting") off the top and sign-offs (reason "sign-off") off the end of a text.

    "Thanks!" alone becomes "": nothing but courtesy was said.
    """
    top: list[Cut] = []
    end: list[Cut] = []
    rest = text.strip()
    for _ in range(_MAX_ROUNDS):
        length = _greeting_end(rest)
        if not length:
            break
        top.append(Cut("greeting", rest[:length].strip()))
        rest = rest[length:].lstrip(" \n\t,;-–—")
    for _ in range(_MAX_ROUNDS):
        start = _sign_off_start(rest)
        if start is None:
            break
        end.insert(0, Cut("sign-off", rest[start:].strip()))
        rest = rest[:start].rstrip()
    return Stripped(rest, (*top, *end))


def _greeting_end(text: str) -> int:
    first = text.split("\n", 1)[0]
    if greeting := _GREETING.match(first):
        return list_starts(first, greeting.end("word"), greeting.end())
    if bare := _BARE_GREETING.match(first):
        return bare.end()
    if pleasantry := _PLEASANTRY.match(text):
        return pleasantry.end()
    return 0


def _sign_off_start(text: str) -> int | None:
    """Where the courtesy at the end starts: a sign-off with the name below it, a closing sentence, a bare name."""
    lines = text.split("\n")
    start = len(text)
    signed = 0
    for line in reversed(lines[-2 * _MAX_SIGNED_LINES :]):
        start -= len(line)
        if line.strip():
            if _SIGN_OFF_LINE.match(line) or (len(line) < 80 and _SIGN_OFF_NAMED.match(line)):
                return start
            if signed >= _MAX_SIGNED_LINES or not _may_be_signed(line):
                break
            signed += 1
        start -= 1
    signed_at = _signed_start(text)
    return _closing_start(text) if signed_at is None else signed_at


def _signed_start(text: str) -> int | None:
    """Where a name without a sign-off starts: a placeholder with a title below it, "- Jane", "^JD"."""
    if initials := _INITIALS.search(text[-12:]):
        return len(text) - len(text[-12:]) + initials.start()
    start = len(text)
    for line in reversed(text.split("\n")[-_MAX_SIGNED_LINES:]):
        start -= len(line)
        if start > 0 and _SIGNED.match(line):
            return start
        if line.strip() and not _may_be_signed(line):
            return None
        start -= 1
    return None


def _closing_start(text: str) -> int | None:
    """Where the closing sentence of the last line starts."""
    tail = text[text.rfind("\n") + 1 :][-240:]
    found = _SIGN_OFF_END.search(tail[-160:])
    if found:
        return len(text) - len(tail[-160:]) + found.start()
    found = _CLOSING.search(tail)
    return len(text) - len(tail) + found.start() if found else None


def _may_be_signed(line: str) -> bool:
    """Whether a line below a sign-off can be a name, a title or a team."""
    if line.lstrip().startswith(("- ", "* ", ">", "1")):
        return False
    return len(line) <= 70 and len(line.split()) <= 8 and not _SENTENCE.search(line)
