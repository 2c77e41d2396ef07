"""What a sentence of a requester does: says something, thanks, presses, is puzzled, speaks of something else."""

import re
from functools import lru_cache
from typing import Literal

from prep.acts.shared import PERSON

CustomerAct = Literal["says", "thanks", "nudge", "puzzled", "aside"]

_THANKS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|great|perfect|super|brilliant|cool|excellent|fine|good|noted|got it|understood|all good|wow"
    r"|ah|oh|yes|no|fantastic|lovely|nice|awesome|alright|right|exactly|sure|wonderful|danke|merci"
    r"|gracias)\b[\s,.!-]*)*"
    r"(?:(?:many |much )?thanks?\b|thank (?:you|u)|thx|ty\b|tnx|cheers|much appreciated|appreciate (?:it|that|your)"
    r"|noted(?: with thanks)?|(?:very )?clear now|that(?:'s| is)? (?:all|it|helped|helps|clear|great|perfect|works?)"
    r"|(?:you can|please|pls) close|all (?:good|set|sorted|clear)|(?:works|sorted|solved|fixed) now|take care|bye"
    r"|have a (?:great|good|nice)|no worries|let me know$|danke|merci|gracias"
    r"|(?:i'?ll )?look(?:ing)? forward to hearing)?[^?\n]{0,110}$",
    re.IGNORECASE,
)
# "Good to know", "super, that worked"; but "super slow VPN", "clear the cache" and "types of leave" are no thanks.
_PRAISE = r"(?:very )?(?:super|cool|fine|good|exactly|clear|perfect)\b"
_AFTER_PRAISE = (
    r"(?:i|i['’]ll|i['’]m|we|we['’]ll|u|you|that|that['’]s|this|it|will|so|to|for|with|by|and|but|as|now|then|much|enough"
    r"|stuff|job|work|news|one|idea|service|support|help|morning|afternoon|evening|day|thanks?|thank|thx|tnx|ty|cheers"
    r"|ok|okay|got|noted|bye|have)"
)
_THANKS_CORE = re.compile(
    rf"^\W*(?:{_PRAISE}(?!\s+(?!(?:{_AFTER_PRAISE}|{_PRAISE})\b)\w)"
    r"|(?:great|brilliant|excellent|fantastic|lovely|nice|awesome|wonderful"
    r"|ok|okay|noted|got it|understood|all good|alright|sure|thanks?|thank(?: ?you)?|thx|ty|tnx|cheers"
    r"|much appreciated|appreciated?|that(?:'s| is)? (?:all|it|helped|helps|clear|great)|(?:please |pls |you can )close"
    r"|all (?:good|set|sorted|clear)|(?:all )?sorted|works now|take care|bye|have a|no worries|danke|merci|gracias"
    r"|many thanks|let me know|i'?ll look forward|not what i had hoped|yep|yup)\b|👍|🙏|😊)",
    re.IGNORECASE,
)
_NUDGE = re.compile(
    r"^\W*(?:(?:hi|hello|hey|team|all|dear \w+)[,!.? ]*)*(?:any (?:updates?|news|progress|reply|response|luck)"
    r"|(?:just )?(?:a )?(?:gentle|friendly|kind|quick)? ?reminder|hello\?+|still waiting|following up|follow(?:-"
    r"| )?up|bump|(?:is )?(?:any(?:one|body)|some(?:one|body)) (?:there|here|reading|looking)|i have been waiting"
    r"|waiting (?:for|since)|please (?:reply|respond|update|advise)|when (?:will|can) (?:i|you) (?:get|expect|reply"
    r"|answer|hear)[^?]{0,30}(?:reply|answer|back|update)|did you (?:get|see|receive) my|update\?|(?:second|2nd"
    r"|third) (?:reminder|request)|reminder \d|pls reply|have you had a chance)\b[^\n]{0,120}$",
    re.IGNORECASE,
)
_PUZZLED = re.compile(
    r"\b(?:what does (?:that|this|it) mean|(?:do not|don't|didn't|did not|can't|cannot) (?:understand|follow"
    r"|get (?:it|that|this|what)|know (?:the|these|those|what))[^.?!]{0,40}|(?:spell|write) (?:it|that|this) out"
    r"|(?:explain|write|say)(?: that| it| this)?(?: again)? in (?:full|plain|simple|normal|other)|(?:short ?forms?"
    r"|abbreviations?|acronyms?|jargon|cryptic)|in plain (?:words|english|language)|sorry,? (?:what|pardon)"
    r"|could you (?:clarify|elaborate|rephrase|explain)(?: (?:that|this|it))?\W*$|not clear (?:to me|what)"
    r"|what is (?:that|meant))\b|^\W*(?:what|sorry|pardon|huh|\?)+\W*\?+\s*$",
    re.IGNORECASE,
)
# "my employee number is QM48211": who somebody is. "My e-mail is not working" and what is said of a number beyond a few
# words are no aside.
_STATE = (
    r"(?:not?|n[o']t|wrong|invalid|incorrect|unknown|gone|down|missing|broken|different|too|still|already|always|never|only"
    r"|the|an?|in|on|at|out|full|dead|slow|stuck|\w{2,}(?:ed|ing))\b"
)
_NUMBERED = (
    r"(?:employee|emp\.?|staff|personnel|customer|account|badge|user|phone|mobile|cell|contact|order|extension)"
    r" ?(?:number|no\.?|id|#)|phone|mobile|e-?mail(?: address)?|extension"
)
_VALUE = r"(?:\[[A-Z]+_\d+\]|(?=[^\s,;]{0,60}[\d@])[^\s,;]++)"
_DETAIL = (
    rf"my (?:(?:{_NUMBERED})\s?(?:is|:)[\s(]?{_VALUE}(?:[\s,;]+{_VALUE}){{0,4}}"
    rf"|(?:user ?name|(?:full )?name)\s?(?:is|:)(?:\s?(?:\[[A-Z]+_\d+\]|(?!{_STATE})[^\s,;]++)){{1,3}})"
)
_SAYS_MORE = r"(?![^?]*(?:\b(?:not|cannot|wrong|never|but|chang|updat|expired|lost)|n['’]t\b))"
_ASIDE = re.compile(
    r"(?:^\W*(?:i )?(?:do )?hope (?:you|this|that|all|i)\b(?! (?:to|can|could|may))[^?]*$|\bsorry (?:to bother"
    r"|for (?:bothering|the|my|asking|disturbing))|\bapologi(?:es|[sz]e)\b(?! (?:to|from))[^?]*$|\b(?:if|whether|is"
    r"|hope) (?:this|it|that) is (?:the )?(?:right|correct|wrong) (?:queue|team|desk|department|place|address"
    r"|mailbox|channel)\b|\bquick (?:one|question)\W*$"
    r"|\bexcuse (?:the|my)\b|\b(?:first|second|third|last) (?:message|mail|e-?mail|ticket|attempt)\b|\bon hold for\b"
    r"|\b(?:asked|answered|raised) (?:before|already|this before)\b|\bi already asked\b"
    # "nobody here could help me", but not "nobody here knows the rule for night shifts", which names what is asked
    r"|\b(?:nobody|no one) (?:in|at|on|from|here|could)\b[^?]{0,80}\b(?:answer|know|tell|help)(?:s|ed)?"
    r"(?: (?:me|us|it|this|that|them|the answer|(?:about|with) (?:it|this|that)|for sure|either|so far|yet|here"
    r"|there))*\W*$"
    r"|\bsearched the (?:intranet|portal|web ?site|faq|internet)|\bhave(?:n't| not) heard back|\bhelped me last time"
    r"|\b(?:please |kindly )?(?:copy in|cc|keep in copy|loop in)\b|^\W*cc:|\btold me to (?:ask|write|contact|raise)"
    rf"|\bno help either|\b(?:reach|call|ring|phone|contact|text) (?:me|him|her|us|{PERSON}) (?:on|at|under|via"
    r"|back)\b|\bif i am not at my desk\b"
    rf"|\bmy (?:private|personal|home|other) (?:e-?mail|mail|address|number|phone)[^?]{{0,40}}\bis:? {_VALUE}"
    rf"|^\W*(?:\w+\W+){{0,4}}?{_DETAIL}(?:\W{{1,3}}(?:and )?{_DETAIL})*{_SAYS_MORE}(?:\W+[\w'’]+){{0,6}}\W*$"
    r"|^\W*\(?(?:emp(?:loyee)?\.?|staff|user|badge|customer|account|order|e-?mail|phone|name|username)\s*(?:id|no\.?"
    r"|number|#)?\s*[:.]?\s*(?:\[[A-Z]+_\d+\]|[A-Z]{0,3}\d{4,}|\S+@\S+)"
    rf"|^\W*my name is\b|^\W*this is {PERSON}(?: (?:from|in|at)\b[^?]*)?$|^\W*my (?:line manager|manager|lm|team lead"
    rf"|tl|boss|supervisor|hrbp) (?:is )?{PERSON}[^?]*(?:does not know|doesn't know|\.|$)|^\W*my (?:line manager"
    r"|manager|lm|boss|supervisor)(?: \([^)]*\))? (?:does not|doesn't|did not|didn't) know\W*$|^\W*(?:see"
    r"|read) below|^\W*(?:please|pls|kindly)? ?(?:do the needful|treat (?:this|it) as|reply|respond|advise|revert"
    r"|help|assist|answer)(?: me| us| (?:on|with|about) (?:this|it|that|the same))?(?: soon| asap| urgently| quickly"
    r"| today| at the earliest| urgent| priority| and oblige|,| thanks| please)*\W*$"
    r"|\b(?:would|will) (?:really )?appreciate (?:a|an|any|your)\b[^?]{0,40}$|\b(?:get|come) back to me\b"
    r"|\blooking forward\b|^\W*(?:thanks|thank you|thx|many thanks|tia|cheers|regards|ta)\b[^?]{0,40}$"
    r"|^\W*(?:hello|hi|hey),? any(?:one|body) (?:there|here)\W*$|^\W*can (?:somebody|someone|you|anyone"
    r"|anybody) (?:please )?help(?: me)?(?: with (?:this|that|it))?\W*$|^\W*(?:urgent|asap|important)\W*$"
    rf"|\bi (?:am|'m) (?:writing|contacting|reaching out) (?:to|because|about)[^?]{{0,12}}$)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?$|^\W*(?:what|which|when|where|who|whom|whose|why|how)\b", re.IGNORECASE)
_ASIDE_QUESTION = re.compile(
    r"^\W*(?:(?:can|could|will|would) (?:somebody|someone|anybody|anyone|you) (?:please |pls |kindly )?(?:(?:get"
    r"|come) back to me|reply|help|respond|assist|advise|look into (?:this|it))"
    r"(?: me| us)?(?: (?:with|on|about) (?:this|that|it))?(?: today| soon| asap| urgently| quickly)?|(?:hello|hi"
    r"|hey),? any(?:one|body) (?:there|here)|how are you[^?]*|hope you are (?:well|fine))\W*$",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(
    r"^[^\n?]{0,140}\b(?:on behalf of|caller asks|as given to me|logged for|walk-?in|raised (?:by phone|for)"
    r"|asked (?:me )?to (?:log|raise)|calling for|(?:customer|employee|caller|user) (?:asks|says|writes"
    r"|called))\b[^\n?]{0,80}:\s*",
    re.IGNORECASE,
)
_IDENTITY_REPLY = re.compile(
    r"^\W*(?:(?:my |the )?(?:user ?name|name|e-?mail|phone|order|account|zip|address|id|number)[\w ]{0,14}(?:is|:"
    r"|#|-)\s*)?(?:\[[A-Z]+_\d+\][\s,;/]*)+$|^\W*\S+@\S+\W*$|^[\W\d]*\d[\d\W]{5,}$|^\W*(?:(?:order|account"
    r"|customer) ?(?:id|number|no)|user ?name|e-?mail|phone|zip(?: code)?)\s*[:#-]?\s*\S+\W*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=50_000)
def customer_act(sentence: str) -> CustomerAct:
    """What a sentence of a customer does."""
    text = " ".join(sentence.split())
    if not re.search(r"\w", text) or (is_thanks(text) and not text.endswith("?")):
        return "thanks"
    if _NUDGE.match(text):
        return "nudge"
    if _ASIDE_QUESTION.match(text) or (not _ASKS.search(text) and _ASIDE.search(text)):
        return "aside"
    if _PUZZLED.search(text) and len(text.split()) <= 25:
        return "puzzled"
    return "says"


def is_thanks(text: str) -> bool:
    """Whether a text only thanks, agrees or says goodbye."""
    return len(text.split()) <= 20 and "?" not in text and bool(_THANKS_CORE.match(text)) and bool(_THANKS.match(text))


def is_identity_reply(text: str) -> bool:
    """Whether a text only says who somebody is: "Username: [USER_1]", a phone number, an order id."""
    return bool(_IDENTITY_REPLY.match(" ".join(text.split())))


def on_behalf_end(text: str) -> int:
    """Where "Raised by phone on behalf of …:" at the start of a text ends; 0 when there is none."""
    match = _ON_BEHALF.match(text)
    return match.end() if match else 0
