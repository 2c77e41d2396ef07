"""What a sentence of a helpdesk conversation does: asks, answers, holds, hands on, checks who somebody is.

Rules over wording that helpdesks share, not lists of one desk's macros: those are boilerplate, found by repetition.
"""

import re
from typing import Literal

from prep.facts import find_facts

AgentAct = Literal["answer", "holding", "handed-on", "identity", "clarifying", "correction", "lead-in", "ticket-talk", "courtesy"]
CustomerAct = Literal["says", "thanks", "nudge", "puzzled", "aside"]

_PERSON = r"(?:\[(?:CUSTOMER|AGENT|PERSON|NAME|CONTACT)_\d+\]|(?-i:[A-ZÀ-Ž][\w'’.-]+(?: [A-ZÀ-Ž][\w'’.-]+){0,2}))"
_IDENTITY_THING = (
    r"(?:(?:full |first |last |user ?|your )?names?|user ?name|user ?id|e-?mail(?: address| id)?|phone(?: number)?"
    r"|contact (?:number|details)|mobile(?: number)?|(?:order|account|customer|client|employee|emp|staff|member(?:ship)?|policy|booking|ticket|reference)"
    r" ?(?:id|no|number|#)s?|zip(?: code)?|post ?code|postal code|(?:shipping |billing |home |street )?address|date of birth|dob|birth ?date"
    r"|last (?:four|4)(?: digits)?|pin|security (?:question|answer|code)|serial number)"
)
_ASKS_IDENTITY = re.compile(
    rf"\b(?:(?:may|can|could|might) (?:i|we) (?:please |kindly )?(?:have|get|take|know|confirm|ask(?: for)?)"
    rf"|(?:can|could|would|will) you (?:please |kindly )?(?:give|provide|confirm|verify|share|tell|send|let me know)"
    rf"|(?:please|pls|kindly|just)? ?(?:provide|confirm|verify|share|give|tell)(?: me| us)?"
    rf"|(?:i|we)(?:'d|'ll| will| would| just|'m going to)*(?: also)? (?:just )?need(?: to (?:have|know|confirm|verify))?|what(?:'s| is)|you would give me|and)"
    rf"[^.?!\n]{{0,60}}\b(?:your|ur|the|his|her|an?|me|us)?\s*{_IDENTITY_THING}\b(?!\s+(?:is|are|must|will|should|has|can)\b)",
    re.IGNORECASE,
)
_VERIFIES = re.compile(
    r"\b(?:for (?:verification|security) (?:purposes?|reasons?)?|to (?:verify|confirm) (?:your|the) (?:identity|account|details)"
    r"|just to verify (?:your|who)|pull(?:ed|ing)? up your account|validate your purchase)\b",
    re.IGNORECASE,
)
_HOLDING = re.compile(
    r"\b(?:look(?:ing)? into (?:this|it|that|your)|(?:get|come|be|revert) back to (?:you|u)|will (?:revert|update|come back|get back|respond|reply)"
    r"|bear with (?:me|us)|one moment|(?:just )?a moment|(?:please|pls) (?:wait|hold|allow)|hold on|(?:is|are|has been|was) (?:being )?(?:reviewed|under review)"
    r"|assigned to (?:me|us)|(?:asked|checking with|check(?:ing)? this with|chking|checking with)\b|(?:need|have) to (?:confirm|check|ask|verify) (?:this|that|it|with)"
    r"|let me (?:just )?(?:confirm|check|verify|double-?check|find|look|see|ask|search)|(?:i|we)(?:'ll|’ll| will) (?:just )?(?:check|confirm|find out|look|ask|investigate|verify|search|answer)"
    r"|hear from (?:me|us|them|him|her)|in the meantime please wait|working on (?:it|this|that)|soon i will|everything (?:is )?in order"
    r"|^\W*(?:w/|with) \S+ now|by (?:eod|tomorrow|cob)\b(?=[^\d]*$)|give me a (?:minute|second|moment|sec)|(?:am|are|'m|'re) (?:now )?(?:investigating|checking))",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"\b(?:(?:get|come|be|revert) back to (?:you|u)|will (?:revert|update (?:you|u))|(?:please|pls) allow\b|bear with (?:me|us)|(?:one|just a|a) (?:moment|second|minute) please|one moment)|^\W*let me (?:just )?(?:confirm|check|double-?check|verify)\b",
    re.IGNORECASE,
)
_HANDED_ON = re.compile(
    r"\b(?:(?:moved|take|taken|continue[ds]?|continuing) (?:this |it |the conversation )?(?:to|in|over to|offline)\b[^.]{0,25}(?:chat|dms?|direct messages?|phone|call|teams|e-?mail|private|offline)"
    r"|repl(?:ied|ying) to (?:you|u) there|pinged (?:you|u)|give (?:you|u) a (?:call|ring)|let (?:my|the|our) (?:manager|team|colleagues?) know|escalat(?:e|ed|ing) (?:this|it|your|to)\b|(?:been|is|was) escalated|second-level"
    r"|tried (?:to (?:call|reach|ring|phone)|calling|your number|ur number|you)|(?:could not|couldn't|cannot) (?:get through|reach (?:you|u))|(?:please |pls )(?:call|ring|phone) (?:me |us )?back\b"
    r"|calling (?:you|u) (?:now|back)|(?:will|'ll) (?:call|ring|phone) (?:you|u)\b|call(?:ed)? (?:you|u) (?:back|now|shortly)|spoke (?:to|with) (?:you|u)|as (?:discussed|spoken|explained) (?:on|over|by) (?:the )?(?:phone|call|chat)"
    r"|^\W*(?:please |pls |kindly |can you |could you )*(?:send|share|attach|provide)(?: me| us)? (?:a |the |some )?(?:screen ?shots?|photos?|pictures?|logs?)\b|loop(?:ing|ed) in|known (?:issue|problem|error)\b|status page|linked to (?:problem|incident)"
    r"|(?:this|it|that|the (?:issue|problem|error|outage)) (?:is|has been|was|should be)(?: now)? (?:fixed|resolved|solved|sorted|restored)(?: now)?|closing (?:all|this as)|duplicate of|^\W*(?:please |pls )?(?:see|find|refer to|check|read) (?:the |our |my )?(?:attach|enclosed)"
    r"|(?:looked after|handled|dealt with|taken care of|taken over) by|write there|(?:will|'ll) take it from here|a colleague (?:will|who)|(?:they|he|she|someone|somebody|a technician|an engineer) (?:will|'ll) (?:contact|call|reach|visit|come|be in touch)"
    r"|(?:forwarded|passed|transferred|reassigned|handed|rerouted) (?:this|it|your (?:request|ticket|question))(?: on)? to)",
    re.IGNORECASE,
)
_DID_FOR_YOU = re.compile(
    r"\b(?:(?:raised|logged|opened|created) (?:a |an |the )?(?:ticket|incident|request|case|problem)\b"
    r"|(?:i|we)(?:'ve| have)? (?:just )?(?:reset|re-?set|unlocked|fixed|corrected|updated|added|removed|enabled|activated|released|re-?sent|resent|sent|processed|refunded|cancelled|changed|blocked|restarted|deleted|extended) (?:it|this|that|you|u|your|ur|the|them)\b"
    r"|^\W*same as (?:last time|before|above|always|told)[^\n]{0,12}$)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^\W*(?:(?:all )?done|fixed|resolved|sorted|completed?|closed?|closing|ok(?:ay)?|ack(?:nowledged)?|noted|sure|yw|np|no problem|solved|checked|chked|chkd"
    r"|will do|it works now|reset done|duplicate|n/?a|thanks|thx|ty|great|perfect|of course|sent|replied|pls check|please check)(?:,? (?:now|it|this|again|for you|thanks|pls|please|chk|check))*[\s.!^A-Z]*$",
    re.IGNORECASE,
)
_ASK_OTHERS = re.compile(
    rf"^\W*(?:please |pls |kindly )?(?:(?:check|speak|talk|discuss|contact|ask|get in touch|connect|approach|reach out)(?: this| it)?(?: to| with)?|refer to) "
    rf"(?:(?:your|ur|the|our) )?(?:line manager|manager|lm|mgr|supervisor|team lead|tl|hr|hrbp|hr business partner|it|payroll|finance|policy|intranet|portal|faqs?|website|manual|handbook|sop|{_PERSON})"
    r"(?: team| desk| department| page)?(?: (?:about|on|for|regarding) (?:this|it|that))?[\s.!]*$",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"\b(?:ignore (?:my|the|our|that|what)[^.]{0,40}(?:reply|answer|message|mail|above|said)|^\W*correction\b|\bcorrection (?:to|of) (?:my|the|our)\b|(?:answer|reply|information) (?:you got |given |i gave |we gave )?(?:above |before |earlier )?(?:is|was) (?:out of|wrong|not (?:right|correct)|incorrect)"
    r"|(?:sorry|apologies),? (?:i|we|that|the previous)[^.]{0,30}(?:wrong|mistake|incorrect|mixed up)|disregard (?:my|the|our)|i was wrong|the correct (?:one|answer|figure) is|the correct one:)",
    re.IGNORECASE,
)
_LEAD_IN_WORDS = re.compile(
    r"^\W*(?:(?:please|pls|kindly) (?:note|find|see)[^.\n]{0,50}|in (?:short|brief|summary|a nutshell)|summary|answer|short answer|details|steps|reply|response"
    r"|here(?:'s| is| are)[^.\n]{0,40}|what you need to know|the (?:answer|steps|rule|details)(?: (?:is|are))?(?: as follows| below)?|(?:as )?follows"
    r"|(?:thanks|thank you)[^.!?\n]{0,60}|happy to (?:help|clarify|explain|assist)[^.\n]{0,40}|good (?:question|point)[^.\n]{0,50}|great question[^.\n]{0,40}"
    r"|(?:i|we) (?:have )?(?:looked|checked|had a look|had to look)[^.:\n]{0,50}|(?:with reference|regarding|in reply|in response|further) to your[^.\n]{0,80}"
    r"|(?:we|i) acknowledge[^.\n]{0,100}|(?:i|we) (?:am|are) (?:happy|glad|pleased) to[^.\n]{0,60}|(?:i )?hope (?:you|this|your|all)[^.\n]{0,60}|no worries|not a problem|sure(?: thing)?|certainly|of course|absolutely"
    r"|(?:sorry|apologies|we apologi[sz]e|i apologi[sz]e)[^.\n]{0,70}|your (?:request|ticket|question|enquiry)[^.\n]{0,60}(?:received|noted|below))\s*[:.!,]*\s*$",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"^\W*(?:right,? )?(?:(?:if|as far as) i (?:remember|recall|know|can (?:see|tell))(?: (?:right|correctly|it right))?|from what i (?:can see|know|remember)"
    r"|(?:i had to look this one up, but )?i (?:believe|think) (?:this|that|it) (?:is|should be) (?:it|right|correct)|to my knowledge|afaik|iirc|i had to look this one up[^:\n]{0,40})\s*[:,–—-]\s*",
    re.IGNORECASE,
)
_TICKET_TALK = re.compile(
    r"\b(?:clos(?:e|ing|ed) (?:(?:this|the|ur|your|all)(?: linked)? )?(?:tkts?|tickets?|requests?|cases?|this one|it now|if ok)\b|clos(?:e|ing) this\b(?=[\s.!]*$)|resolv(?:e|ing) (?:(?:this|the) )?(?:tkt|ticket|request)|(?:consider|mark(?:ed|ing)?) (?:this|the|your) (?:request|ticket|case)"
    r"|rate (?:us|our|this|the)|did this (?:solve|answer|help)|satisf(?:ied|action) (?:survey|with)|feedback (?:survey|form|about (?:our|this))|how did we do|survey"
    r"|(?:this )?(?:mailbox|inbox|queue) is (?:monitored|not monitored)|thank you for (?:using|contacting|choosing|your (?:patience|message))|(?:do not|don't) change the subject|ticket (?:number|id|reference) (?:is|:)"
    r"|we aim to (?:answer|reply|respond)|(?:my|our) name is|i will be (?:assisting|helping)|reopen (?:this|the) (?:ticket|request))\b",
    re.IGNORECASE,
)
_AGENT_COURTESY = re.compile(
    r"^\W*(?:(?:aww?|oh|wow|ah|haha)\b[\s,!]+)?(?:(?:you(?:'re|’re| are)|u r) (?:very |most )?welcome|(?:glad|happy|pleased) (?:i|we|to|that)[^.\n]{0,40}(?:help|hear|assist)[^.\n]{0,30}|(?:a )?(?:my )?pleasure[^.\n]{0,60}|anytime|no problem[^.\n]{0,60}|not? problem[^.\n]{0,60}"
    r"|(?:just )?(?:shout|ping (?:me|us)|let (?:me|us) know|feel free|(?:do )?write again|(?:do )?come back|get back)[^.\n]{0,80}|(?:should|if) you (?:need|have|require|are)[^.\n]{0,30}(?:questions?|help|clarification|assistance|else|unclear|more)[^.\n]{0,60}"
    r"|hope (?:that|this|it)[^.\n]{0,40}|we (?:trust|hope) (?:this|that)[^.\n]{0,50}|have a[^.\n]{0,40}(?:day|week|weekend|evening|one|night|afternoon)|fingers crossed|enjoy[^.\n]{0,20}|take care|good luck[^.\n]{0,30}|cheers|regards|rgds|best|thx|thanks[^.\n]{0,60}|thank you[^.\n]{0,60}"
    r"|(?:ok(?:ay)?,? )?(?:sorry|apologies) for the (?:delay|doubt|wait|confusion|inconvenience|trouble)[^.\n]{0,60}|welcome|hi|hello|hey|good (?:morning|afternoon|evening)|(?:how|what) (?:can|may) i (?:help|do|assist)[^.\n]{0,40})[\s.!?:)🙂😊]*$",
    re.IGNORECASE,
)
_COURTESY_QUESTION = re.compile(
    r"\b(?:any(?:thing)? (?:else|more|other)|(?:how|what) (?:can|may) (?:i|we) (?:help|assist|do)|does (?:that|this|it) (?:help|answer|make sense|solve|work)|did (?:that|this|it) (?:help|answer|solve|work)|is (?:that|this|everything) (?:ok|okay|clear|fine|all)"
    r"|how are you|(?:may|can|could) (?:i|we) (?:help|assist)|ok\?|alright\?|clear\?|further (?:questions|assistance))",
    re.IGNORECASE,
)
_STARTS_QUESTION = re.compile(
    r"^\W*(?:(?:ok|okay|thanks|sure|and|also|so|hi|hello|alright)[,!. ]+)*(?:what|which|when|where|who|whom|why|how|are|is|was|were|do|does|did|have|has|had|can|could|will|would|should|may|shall|any)\b",
    re.IGNORECASE,
)
_VALUES = frozenset(["number", "money", "percent", "duration", "frequency", "date", "time", "measure", "version", "url", "menu"])

_THANKS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|great|perfect|super|brilliant|cool|excellent|fine|good|noted|got it|understood|all good|wow|ah|oh|yes|no|fantastic|lovely|nice|awesome|alright|right|exactly|sure|wonderful|danke|merci|gracias)\b[\s,.!-]*)*"
    rf"(?:(?:many |much )?thanks?\b|thank (?:you|u)|thx|ty\b|tnx|cheers|much appreciated|appreciate (?:it|that|your)|noted(?: with thanks)?|(?:very )?clear now|that(?:'s| is)? (?:all|it|helped|helps|clear|great|perfect|works?)|(?:you can|please|pls) close|all (?:good|set|sorted|clear)|(?:works|sorted|solved|fixed) now|take care|bye|have a (?:great|good|nice)|no worries|let me know$|danke|merci|gracias"
    r"|(?:i'?ll )?look(?:ing)? forward to hearing)?[^?\n]{0,110}$",
    re.IGNORECASE,
)
_THANKS_CORE = re.compile(
    r"^\W*(?:ok|okay|great|perfect|super|brilliant|cool|excellent|fine|good|noted|got it|understood|all good|fantastic|lovely|nice|awesome|alright|exactly|sure|wonderful|thanks?|thank|thx|ty|tnx|cheers|much appreciated|appreciate|clear|very clear|that(?:'s| is)? (?:all|it|helped|helps|clear|great)|(?:please |pls |you can )close|all (?:good|set|sorted|clear)|(?:all )?sorted|works now|take care|bye|have a|no worries|danke|merci|gracias|many thanks|let me know|i'?ll look forward|not what i had hoped|yep|yup|👍|🙏|😊)",
    re.IGNORECASE,
)
_NUDGE = re.compile(
    r"^\W*(?:(?:hi|hello|hey|team|all|dear \w+)[,!.? ]*)*(?:any (?:updates?|news|progress|reply|response|luck)|(?:just )?(?:a )?(?:gentle|friendly|kind|quick)? ?reminder|hello\?+|still waiting|following up|follow(?:-| )?up|bump|(?:is )?(?:any(?:one|body)|some(?:one|body)) (?:there|here|reading|looking)|i have been waiting|waiting (?:for|since)|please (?:reply|respond|update|advise)|when (?:will|can) (?:i|you) (?:get|expect|reply|answer|hear)[^?]{0,30}(?:reply|answer|back|update)|did you (?:get|see|receive) my|update\?|(?:second|2nd|third) (?:reminder|request)|reminder \d|pls reply|have you had a chance)\b[^\n]{0,120}$",
    re.IGNORECASE,
)
_PUZZLED = re.compile(
    r"\b(?:what does (?:that|this|it) mean|(?:do not|don't|didn't|did not|can't|cannot) (?:understand|follow|get (?:it|that|this|what)|know (?:the|these|those|what))[^.?!]{0,40}|(?:spell|write) (?:it|that|this) out|(?:explain|write|say)(?: that| it| this)?(?: again)? in (?:full|plain|simple|normal|other)|(?:short ?forms?|abbreviations?|acronyms?|jargon|cryptic)|in plain (?:words|english|language)|sorry,? (?:what|pardon)|could you (?:clarify|elaborate|rephrase|explain)(?: (?:that|this|it))?\W*$|not clear (?:to me|what)|what is (?:that|meant))\b|^\W*(?:what|sorry|pardon|huh|\?)+\W*\?+\s*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    rf"(?:^\W*(?:i )?(?:do )?hope (?:you|this|that|all|i)\b(?! (?:to|can|could|may))[^?]*$|\bsorry (?:to bother|for (?:bothering|the|my|asking|disturbing))|\bapologi(?:es|[sz]e)\b(?! (?:to|from))[^?]*$|\b(?:if|whether|is|hope) (?:this|it|that) is (?:the )?(?:right|correct|wrong) (?:queue|team|desk|department|place|address|mailbox|channel)\b|\bquick (?:one|question)\W*$"
    rf"|\bexcuse (?:the|my)\b|\b(?:first|second|third|last) (?:message|mail|e-?mail|ticket|attempt)\b|\bon hold for\b|\b(?:asked|answered|raised) (?:before|already|this before)\b|\bi already asked\b|\b(?:nobody|no one) (?:in|at|on|from|here|could)\b[^?]*(?:answer|know|tell|help)[^?]*$"
    rf"|\bsearched the (?:intranet|portal|web ?site|faq|internet)|\bhave(?:n't| not) heard back|\bhelped me last time|\b(?:please |kindly )?(?:copy in|cc|keep in copy|loop in)\b|^\W*cc:|\btold me to (?:ask|write|contact|raise)|\bno help either|\b(?:reach|call|ring|phone|contact|text) (?:me|him|her|us|{_PERSON}) (?:on|at|under|via|back)\b|\bif i am not at my desk\b"
    rf"|\bmy (?:private|personal|home|other) (?:e-?mail|mail|address|number|phone)[^?]*\bis\b|\bmy (?:(?:employee|emp\.?|staff|personnel|customer|account|badge|user|phone|mobile|cell|contact|order|extension) ?(?:number|no\.?|id|#)|user ?name|(?:full )?name|phone|mobile|e-?mail(?: address)?|extension)\s*(?:is|:)|^\W*\(?(?:emp(?:loyee)?\.?|staff|user|badge|customer|account|order|e-?mail|phone|name|username)\s*(?:id|no\.?|number|#)?\s*[:.]?\s*(?:\[[A-Z]+_\d+\]|[A-Z]{{0,3}}\d{{4,}}|\S+@\S+)"
    rf"|^\W*my name is\b|^\W*this is {_PERSON}(?: (?:from|in|at)\b[^?]*)?$|^\W*my (?:line manager|manager|lm|team lead|tl|boss|supervisor|hrbp) (?:is )?{_PERSON}[^?]*(?:does not know|doesn't know|\.|$)|^\W*my (?:line manager|manager|lm|boss|supervisor)(?: \([^)]*\))? (?:does not|doesn't|did not|didn't) know\W*$|^\W*(?:see|read) below|^\W*(?:please|pls|kindly)? ?(?:do the needful|treat (?:this|it) as|reply|respond|advise|revert|help|assist|answer)(?: me| us| (?:on|with|about) (?:this|it|that|the same))?(?: soon| asap| urgently| quickly| today| at the earliest| urgent| priority| and oblige|,| thanks| please)*\W*$"
    rf"|\b(?:would|will) (?:really )?appreciate (?:a|an|any|your)\b[^?]{{0,40}}$|\b(?:get|come) back to me\b|\blooking forward\b|^\W*(?:thanks|thank you|thx|many thanks|tia|cheers|regards|ta)\b[^?]{{0,40}}$|^\W*(?:hello|hi|hey),? any(?:one|body) (?:there|here)\W*$|^\W*can (?:somebody|someone|you|anyone|anybody) (?:please )?help(?: me)?(?: with (?:this|that|it))?\W*$|^\W*(?:urgent|asap|important)\W*$"
    rf"|\bi (?:am|'m) (?:writing|contacting|reaching out) (?:to|because|about)[^?]{{0,12}}$)",
    re.IGNORECASE,
)
_ASIDE_QUESTION = re.compile(
    r"^\W*(?:(?:can|could|will|would) (?:somebody|someone|anybody|anyone|you) (?:please |pls |kindly )?(?:(?:get|come) back to me|reply|help|respond|assist|advise|look into (?:this|it))"
    r"(?: me| us)?(?: (?:with|on|about) (?:this|that|it))?(?: today| soon| asap| urgently| quickly)?|(?:hello|hi|hey),? any(?:one|body) (?:there|here)|how are you[^?]*|hope you are (?:well|fine))\W*$",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(
    r"^[^\n?]{0,140}\b(?:on behalf of|caller asks|as given to me|logged for|walk-?in|raised (?:by phone|for)|asked (?:me )?to (?:log|raise)|calling for|(?:customer|employee|caller|user) (?:asks|says|writes|called))\b[^\n?]{0,80}:\s*",
    re.IGNORECASE,
)
_IDENTITY_REPLY = re.compile(
    rf"^\W*(?:(?:my |the )?(?:user ?name|name|e-?mail|phone|order|account|zip|address|id|number)[\w ]{{0,14}}(?:is|:|#|-)\s*)?(?:\[[A-Z]+_\d+\][\s,;/]*)+$|^\W*\S+@\S+\W*$|^[\W\d]*\d[\d\W]{{5,}}$|^\W*(?:(?:order|account|customer) ?(?:id|number|no)|user ?name|e-?mail|phone|zip(?: code)?)\s*[:#-]?\s*\S+\W*$",
    re.IGNORECASE,
)


def agent_act(sentence: str) -> AgentAct:
    """What a sentence of an agent does."""
    text = " ".join(sentence.split())
    if not re.search(r"\w", text):
        return "courtesy"
    if _CORRECTION.search(text):
        return "correction"
    if _COURTESY_QUESTION.search(text) if text.endswith("?") else _AGENT_COURTESY.match(text):
        return "courtesy"
    if _LEAD_IN_WORDS.match(text) and not text.endswith("?"):
        return "lead-in"
    if _TICKET_TALK.search(text):
        return "ticket-talk"
    if _DONE.match(text) or _ASK_OTHERS.match(text):
        return "handed-on"
    if asks_identity(text):
        return "identity"
    if _PROMISES.search(text) or (_HOLDING.search(text) and not states_values(text)):
        return "holding"
    if _HANDED_ON.search(text) or (_DID_FOR_YOU.search(text) and not _is_policy(text)):
        return "handed-on"
    if text.endswith("?") or (_STARTS_QUESTION.match(text) and len(text.split()) <= 14 and not states_values(text)):
        return "clarifying"
    return "answer"


def customer_act(sentence: str) -> CustomerAct:
    """What a sentence of a customer does."""
    text = " ".join(sentence.split())
    if not re.search(r"\w", text) or (is_thanks(text) and not text.endswith("?")):
        return "thanks"
    if _NUDGE.match(text):
        return "nudge"
    if _ASIDE_QUESTION.match(text) or (not text.endswith("?") and _ASIDE.search(text)):
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


def asks_identity(text: str) -> bool:
    """Whether a text asks who somebody is, or for the number of their order or account."""
    return bool(_VERIFIES.search(text)) or (len(text) < 220 and bool(_ASKS_IDENTITY.search(text)) and not _is_policy(text))


def is_question(text: str) -> bool:
    """Whether a text asks something."""
    return "?" in text or bool(_STARTS_QUESTION.match(text))


def hedge_end(text: str) -> int:
    """Where a hedge such as "As far as I know:" at the start of a text ends; 0 when there is none."""
    match = _HEDGE.match(text)
    return match.end() if match else 0


def lead_in_end(text: str) -> int:
    """Where "In short:" or "Please note:" at the start of a text ends; 0 when there is none."""
    head = text.split(":", 1)[0]
    return len(head) + 1 if ":" in text and len(head) < 80 and _LEAD_IN_WORDS.match(head + ":") else 0


def is_correction(text: str) -> bool:
    """Whether a text takes back an earlier reply."""
    return bool(_CORRECTION.search(text if text.endswith(":") else f"{text}:"))


def on_behalf_end(text: str) -> int:
    """Where "Raised by phone on behalf of …:" at the start of a text ends; 0 when there is none."""
    match = _ON_BEHALF.match(text)
    return match.end() if match else 0


def states_values(text: str) -> bool:
    """Whether a text states a figure, a date, an address or a menu path."""
    return any(fact.kind in _VALUES for fact in find_facts(text))


def _is_policy(text: str) -> bool:
    """Whether a sentence gives a rule or a way to do it rather than something done: it has values or tells "you" to."""
    return states_values(text) or bool(
        re.search(r"\b(?:you|u|employees?|customers?|staff|members?) (?:can|may|must|should|need|have to|will|do not|don't|cannot|are)\b|\b(?:if|when|unless|once)\b[^.]*,", text, re.IGNORECASE)
    )
