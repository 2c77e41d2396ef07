"""Where an answer tells how one person's case stands, which is true of nobody else: "Your laptop was shipped"."""

import re
from collections.abc import Iterator

from prep.sentences import split_sentences

_DONE_TO = (
    r"(?:shipped|sent|dispatched|delivered|returned|received|approved|rejected|declined|processed|paid|credited"
    r"|refunded|cancelled|reset|unlocked|blocked|locked|activated|deactivated|updated|corrected|changed|extended"
    r"|renewed|booked|created|closed|reopened|moved|transferred|assigned|registered|enrolled|issued|printed|posted"
    r"|repaired|replaced|fixed|restored|removed|added|deleted|found|logged|raised|scheduled|confirmed)"
)
_TOLD = re.compile(
    r"\b(?:your|ur) (?:(?:current|remaining|leave|account|claim|order|request|refund|ticket|application|payment"
    r"|booking|case|parcel|el|cl|sl)\s){0,2}"
    r"(?:balance|bal|claim|order|request|refund|application|payment|booking|parcel|account|leave|ticket) (?:is|was"
    r"|has been|shows|stands|will be) (?:now |currently |still |already )?(?:at |on |in )?"
    r"(?:\d|approved|rejected|pending|processed|paid|shipped|closed|locked|active|open|progress|being|on hold"
    r"|cancelled|refunded|with|awaiting|unlocked|reset|delivered)"
    r"|\b(?:it|this) is (?:currently|now|still) (?:in progress|pending|being|with|on hold|under)|\b(?:i|we)(?:'ve"
    r"| have|’ve)? (?:just |now |already )?"
    r"(?:reset|unlocked|corrected|updated|added|removed|enabled|activated|released|refunded|cancelled|extended"
    r"|approved|rejected|processed|raised|logged|fixed|arranged|booked|ordered|removed|changed|re-?sent) "
    r"(?:it|this|that|your|ur|the|you|u|them|a|an)\b|\bfor you (?:now|today)\b|\b(?:as|since) you (?:are|have|were"
    r"|did|joined|told|said)\b|\byou (?:passed|already have)\b|\bconfirmed as\b"
    r"|^(?:(?!\b(?:if|when|once|after|that|which|unless|until|who|whose|any|each|every)\b)[^.])*\b(?:has"
    r"|have) been (?:now )?"
    r"(?:blocked|removed|reset|unlocked|restored|fixed|approved|rejected|processed|refunded|shipped|sent|cancelled"
    r"|updated|credited|corrected)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    rf"\b(?:your|ur) (?:[\w-]+ ){{1,3}}(?:was|were|has been|have been) (?:now |already |just |also )?{_DONE_TO}\b"
    r"|\b(?:you|u) (?:(?:still|currently|now|only|already) )*(?:have|had)"
    r" (?:(?:still|only|used|taken|claimed|booked) )*[\d.,]+ (?:[\w-]+ ){0,3}"
    r"(?:left|remaining|available|outstanding)\b"
    r"|\b(?:you|u) (?:have )?(?:already )?(?:used|taken|claimed) (?:up )?[\d.,]+ "
    r"|\b(?:you are|you're|ur|you were|you went|it is|it's|this is|that is|that's) (?:already |just |well )?"
    r"(?:over|above) the \d",
    re.IGNORECASE,
)
# "Bartosz will get it on his first day": somebody by name, and what is theirs alone.
_SOMEBODY = re.compile(
    r"(?<![\w-])(?!(?:Anybody|Anyone|Everybody|Everyone|Each|Every|Nobody|Somebody|Someone|Whoever|Who)\b)"
    r"[A-ZÀ-Ž][a-zà-ž]+ (?:will|has|is|gets?|got|needs?|can|may|should|must|receives?|keeps?) "
    r"(?!(?:[^.;!?]* )?(?:his or her|her or his)\b)(?:[^.;!?]* )?(?:his|her|him)\b"
)
_NOW_IT_WORKS = re.compile(
    r"^\W*(?:(?:that|this|it|all)(?:'s| is)? |now |i(?:'ve| have)? |we(?:'ve| have)? )?"
    r"(?:sorted|fixed|resolved|set|done|unlocked|reset|restarted)\b[\s,.!;:–-]*"
    r"(?:(?:please|pls|kindly|you can|you may|so|and|now) )*(?:try|check|log ?in|sign in|restart|refresh|retry)\b"
    r"|\btry (?:it |that |this |to log in )?(?:again )?now\b"
    r"|\b(?:it|that|this|everything) should (?:now )?(?:work|be (?:ok|okay|fine|working|back|good))"
    r"(?: again)?(?: now)?\W*$",
    re.IGNORECASE,
)
# What the desk did, said in passing: "Reset done, please log in again", "Access granted.", "Added you to the group".
_BY_THE_DESK = (
    r"(?:done|completed|reset|unlocked|granted|given|provided|activated|reactivated|enabled|re-?enabled|restored|extended"
    r"|added|updated|issued|re-?issued|assigned|renewed|cleared|re-?synced|synced|re-?sent|created|processed|whitelisted"
    r"|released|removed|deleted|corrected|fixed|refunded)"
)
_THING = (
    r"(?:(?:your|ur|the|user|pwd?|password|passcode|pin|mfa|token|account|login|acc(?:ess)?|permissions?|rights?"
    r"|licen[cs]es?|mailbox|mbx|vpn|profile|reset|unlock|refund|claim|request|setting|quota|card|badge|booking"
    r"|subscription|device|laptop|group|membership|role|all)\s+){0,3}"
)
_DID_IT = re.compile(
    rf"^\W*{_THING}(?:is |are |was |were |has been |have been )?(?:now |just |already )?{_BY_THE_DESK}(?: now)?"
    r"\W*(?:$|\b(?:and |so |now )*(?:please|pls|plz|kindly|(?:you|u) (?:can|may|should)|log|sign|restart|reboot|try"
    r"|check|retry|refresh)\b)"
    rf"|^\W*(?:(?:i|we)(?: have|['’]ve)? )?(?:just |now |already )?{_BY_THE_DESK} (?:you|u|your|ur)\b"
    rf"|\b(?:you|u) (?:have|['’]ve|were) (?:now |just |already )?(?:been )?{_BY_THE_DESK}\b",
    re.IGNORECASE,
)
_TRY_NOW = re.compile(
    r"^\W*(?:(?:and|so|now|then|please|pls|plz|kindly|just|you can) )*"
    r"(?:log|sign|restart|reboot|try|check|retry|refresh|confirm|test|let (?:me|us) know)\b[^.\d]{0,60}[.!]?\s*$",
    re.IGNORECASE,
)
_OF_THEIRS = re.compile(r"(?:your|ur|you|u)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|once|after|unless|until|till|before|which|whose|any|each|every|because|in case)\b",
    re.IGNORECASE,
)


def find_one_case(response: str) -> Iterator[tuple[int, int]]:
    """Every place that tells what happened to the one who asked; a condition before it makes a rule of it."""
    at = 0
    for sentence in split_sentences(response):
        places = [
            (match.start(), match.end())
            for pattern in (_TOLD, _HAPPENED, _SOMEBODY)
            for match in pattern.finditer(sentence)
            if not (_OF_THEIRS.match(match[0]) and _CONDITION.search(sentence[: match.start()]))
        ]
        works = _NOW_IT_WORKS.search(sentence)
        did = _DID_IT.search(sentence)
        places += [found.span() for found in (works, did) if found and not _CONDITION.search(sentence)]
        for start, end in _apart(places):
            yield at + start, at + end
        at += len(sentence)


def says_only_done(response: str) -> bool:
    """Whether an answer says nothing but that it was done, and to try now: "Reset done, please log in again." """
    sentences = [sentence for sentence in split_sentences(response) if re.search(r"\w", sentence)]
    done = [sentence for sentence in sentences if _DID_IT.search(sentence) or _NOW_IT_WORKS.search(sentence)]
    others = (sentence for sentence in sentences if sentence not in done)
    return bool(done) and all(_TRY_NOW.match(sentence) for sentence in others)


def _apart(places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places that overlap none before them."""
    last = -1
    for start, end in sorted(places):
        if start >= last:
            yield start, end
            last = end
