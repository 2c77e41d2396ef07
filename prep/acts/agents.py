"""What a sentence of an agent does: answers, asks back, holds, hands on, checks who somebody is.

Rules over wording that helpdesks share, not lists of one desk's macros: those are boilerplate, found by repetition.
"""

import re
from functools import lru_cache
from typing import Literal

from prep.acts.shared import PERSON, is_policy, states_values
from prep.sentences import split_sentences

AgentAct = Literal[
    "answer", "holding", "handed-on", "identity", "clarifying", "correction", "lead-in", "ticket-talk", "courtesy"
]  # fmt: skip

_IDENTITY_THING = (
    r"(?:(?:full |first |last |user ?|your )?names?|user ?name|user ?id|e-?mail(?: address| id)?|phone(?: number)?"
    r"|contact (?:number|details)|mobile(?: number)?|(?:order|account|customer|client|employee|emp|staff"
    r"|member(?:ship)?|policy|booking|ticket|reference)"
    r" ?(?:id|no|number|#)s?|zip(?: code)?|post ?code|postal code|(?:shipping |billing |home |street )?address"
    r"|date of birth|dob|birth ?date"
    r"|last (?:four|4)(?: digits)?|pin|security (?:question|answer|code)|serial number)"
)
_ASKS_IDENTITY = re.compile(
    rf"\b(?:(?:may|can|could|might) (?:i|we) (?:please |kindly )?(?:have|get|take|know|confirm|ask(?: for)?)"
    rf"|(?:can|could|would|will) you (?:please |kindly )?(?:give|provide|confirm|verify|share|tell|send|let me know)"
    rf"|(?:please|pls|kindly|just)? ?(?:provide|confirm|verify|share|give|tell)(?: me| us)?"
    r"|(?:i|we)(?:'d|'ll| will| would| just|'m going to)*(?: also)? (?:just )?need(?: to (?:have|know|confirm"
    r"|verify))?|what(?:'s| is)|you would give me|and(?=.*(?:\?|\bplease\b|\bpls\b)))"
    rf"[^.?!\n]{{0,60}}\b(?:your|ur|the|his|her|an?|me|us)?\s*{_IDENTITY_THING}\b(?!\s+(?:is|are|must|will|should|has"
    r"|can)\b)",
    re.IGNORECASE,
)
# "Give your employee number at the desk" says what to do there; it does not ask for the number here.
_GIVEN_THERE = re.compile(
    r"\b(?:at|in|on|to|into) (?:the|your|our|any) (?:\w+ )?(?:desk|counter|reception(?:ist)?|form|portal|app|guard"
    r"|cashier"
    r"|driver|courier|shop|store|gate|page|website|login|screen|field|machine|terminal)\b|^\W*(?:enter|type|fill in)\b",
    re.IGNORECASE,
)
_ASKS_ACCOUNT = re.compile(
    r"\b(?:membership|member|loyalty|customer|account|subscription) (?:level|status|tier|type|class|rank)\b"
    r"|\bare (?:you|u) (?:a |an )?(?:\w+ )?(?:member|subscriber)\b",
    re.IGNORECASE,
)
_VERIFIES = re.compile(
    r"\b(?:for (?:verification|security) (?:purposes?|reasons?)?|to (?:verify|confirm) (?:your|the) (?:identity"
    r"|account|details)"
    r"|just to verify (?:your|who)|pull(?:ed|ing)? up your account|validate your purchase)\b",
    re.IGNORECASE,
)
# "For security we do not take bank details by e-mail" is a rule; "we cannot go on without your number" asks for it.
_DOES_NOT = re.compile(
    r"\b(?:we|i|nobody|no one|[Oo]ur \w+) (?:(?:will|would|can|may|must|do|does) (?:not|never)|never|don['’]t"
    r"|doesn['’]t|won['’]t|cannot|can['’]t|no longer)\s+(?:ever )?"
    r"(?:accept|ask|take|give|send|share|tell|store|keep|issue|hand"
    r"|disclose|discuss|read out|change|reset|process|allow|let|print|publish|request|use)\b"
    r"(?!.*\b(?:until|unless|without|before|first|so please|please)\b)",
    re.IGNORECASE,
)
_HOLDING = re.compile(
    r"\b(?:look(?:ing)? into (?:this|it|that|your)|(?:get|come|be|revert) back to (?:you|u)|will (?:revert|update"
    r"|come back(?! (?:on|in) )|get back(?! (?:the|your|a|all|\d))|respond|reply)"
    r"|bear with (?:me|us)|one moment|(?:just )?a moment|(?:please|pls) (?:wait(?! (?:until|till|for) the\b)"
    r"|hold(?! (?:the|down|it|both|your)\b)|allow (?:us|me|some|time|up to|at least|an?|one|two|three|\d))"
    r"|hold on(?! to\b)|(?:is|are|was|has been|have been) being reviewed|(?:is|are) (?:now )?under review"
    r"|(?:your|ur|this) (?:request|ticket|case|claim|question) (?:is|was|has been) reviewed"
    r"|assigned to (?:me|us)|(?:checking with|check(?:ing)? this with|chking)\b|(?:^\W*|\b(?:i|we)(?:['’]ve"
    r"| have)? (?:just |already )?)asked\b|(?:need"
    r"|have) to (?:confirm|check|ask|verify) (?:this|that|it|with)"
    r"|let me (?:just )?(?:confirm|check|verify|double-?check|find|look|see|ask|search)|(?:i|we)(?:'ll|’ll"
    r"| will) (?:just )?(?:check|confirm|find out|look|ask|investigate|verify|search|answer)"
    r"|hear from (?:me|us|them|him|her)|in the meantime please wait|working on (?:it|this|that)|soon i will"
    r"|everything (?:is )?in order"
    r"|^\W*(?:w/|with) \S+ now|by (?:eod|tomorrow|cob)\b(?=[^\d]*$)|give me a (?:minute|second|moment|sec)|(?:am|are"
    r"|'m|'re) (?:now )?(?:investigating|checking))",
    re.IGNORECASE,
)
# Nothing but what somebody is about to do, or does: "ok will chk", "checking now", "on it".
_ABOUT_TO = (
    r"(?:(?:it|this|that|the same|now|asap|soon|shortly|today|tomorrow|again|up|into (?:it|this|that)"
    r"|(?:and )?(?:will )?"
    r"(?:update|revert|confirm|come back|get back|let (?:you|u) know)(?: (?:you|u|to (?:you|u)))?"
    r"|with \w+(?: \w+)?|(?:you|u)"
    r")\b[\s,]*)*"
)
_ONLY_PROMISES = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|sure|yes|yep|right|alright|fine|noted)[\s,]+)*(?:(?:i|we)(?:['’]?m|['’]re| am| are)?\s+)?"
    r"(?:(?:will|shall|(?:i|we)['’]ll|going to|gonna|let me)\s+(?:check|chk|look|see|ask|find out|verify|confirm"
    r"|investigate|test|try|follow[ -]?up|handle|arrange|sort|forward|raise|discuss|call|ring|ping|update|revert)"
    r"|check(?:in)?g|chk(?:in)?g|checking|looking|asking|verifying|investigating|on it|working on)\b\s*"
    rf"{_ABOUT_TO}[\s.!]*$",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"\b(?:(?:get|come|be|revert) back to (?:you|u)|will (?:revert|update (?:you|u))|(?:please|pls) allow (?:us|me"
    r"|some|time|up to|at least"
    r"|an?|one|two|three|\d)|bear with (?:me|us)|(?:one|just a|a) (?:moment|second|minute) please|one moment)"
    r"|^\W*let me (?:just )?(?:confirm|check|double-?check|verify)\b",
    re.IGNORECASE,
)
_HANDED_ON = re.compile(
    r"\b(?:(?:moved|take|taken|continue[ds]?|continuing) (?:this |it |the conversation )?(?:to|in|over to"
    r"|offline)\b[^.]{0,25}(?:chat|dms?|direct messages?|phone|call|teams|e-?mail|private|offline)"
    r"|repl(?:ied|ying) to (?:you|u) there|pinged (?:you|u)|give (?:you|u) a (?:call|ring)|let (?:my|the"
    r"|our) (?:manager|team|colleagues?) know|escalat(?:e|ed|ing) (?:this|it|your|to)\b|(?:been|is|was) escalated"
    r"|second-level"
    r"|tried (?:to (?:call|reach|ring|phone)|calling|your number|ur number|you)|(?:could not|couldn't"
    r"|cannot) (?:get through|reach (?:you|u))|(?:please |pls )(?:call|ring|phone) (?:me |us )?back\b"
    r"|calling (?:you|u) (?:now|back)|\b(?:i|we)(?: will|['’]ll) (?:call|ring|phone) (?:you|u)\b"
    r"|call(?:ed)? (?:you|u) (?:back|now|shortly)|spoke (?:to|with) (?:you|u)|as (?:discussed|spoken|explained) (?:on"
    r"|over|by) (?:the )?(?:phone|call"
    r"|chat)"
    r"|^\W*(?:please |pls |kindly |can you |could you )*(?:send|share|attach|provide)(?: me| us)? (?:a |the "
    r"|some )?(?:screen ?shots?|photos?|pictures?|logs?)\b(?! (?:id|to the)\b)|loop(?:ing|ed) in"
    r"|known (?:issue|problem|error)\b|status page|linked to (?:problem|incident)"
    r"|(?:this|it|that|the (?:issue|problem|error|outage)) (?:is|has been|was|should be)(?: now)? (?:fixed|resolved"
    r"|solved|sorted|restored)(?: now)?|closing (?:all|this as)|duplicate of"
    r"|^\W*(?:spam|junk(?: mail)?|phishing|duplicate|dupe|test(?: ticket)?)\W+(?:so )?"
    r"(?:closed|closing|deleted|ignored)[\s.!]*$|\bclosed as (?:an? )?(?:spam|junk|phishing|duplicate|dupe|test)\b"
    r"|\b(?:call|ring|phone)\b[^.!?\n]{0,40}\bso (?:that )?(?:we|i) can (?:look|check|have a look)\b"
    r"|^\W*(?:please |pls )?(?:see|find"
    r"|refer to|check|read) (?:the |our |my )?(?:attach|enclosed)"
    r"|\b(?:this|it|that|(?:your|ur|the) (?:request|ticket|question|case|matter|issue)) "
    r"(?:is|are|was|will be|has been|gets) (?:\w+ )?(?:looked after|handled|dealt with|taken care of|taken over) by"
    r"|write there|(?:will|'ll) take it from here"
    r"|a colleague (?:will|who)|(?:they|he|she|someone|somebody|a technician|an engineer) (?:will|'ll) (?:contact"
    r"|call|reach|visit|come|be in touch)"
    r"|(?:forwarded|passed|transferred|reassigned|handed|rerouted) (?:this|it|your (?:request|ticket"
    r"|question))(?: on)? to)",
    re.IGNORECASE,
)
# "Tried to call u twice, no answer – ", before what is said instead.
_FAILED_CALL = re.compile(
    rf"\W*(?:(?:hi|hello|hey|dear)(?: {PERSON})?[\s,]+)?"
    r"(?:(?:(?:i|we)(?:['’]ve)?|have|had|just|also|already|sorry|again)[\s,]+)*"
    r"(?:(?P<tried>tried (?:to )?(?:call|reach|ring|phone|contact|get hold of|get through to|phon)(?:ing)?"
    r"|tried (?:your|ur) (?:number|mobile|phone|extension|ext)"
    r"|(?:could not|couldn['’]t|cannot|can['’]t|was unable to|were unable to) (?:reach|get hold of|get through to))"
    r"|called|rang|phoned)"
    r"(?: (?:you|u|(?:your|ur) (?:number|mobile|phone|extension|ext|desk)|(?:on|by|over|via) (?:(?:the|your|ur) )?"
    r"(?:phone|mobile|number|extension|ext|teams|landline)|(?:just )?now|today|again|earlier|once|twice"
    r"|(?:a few|several|many|two|three|\d) times|yesterday|this morning"
    r"|(?:about|regarding|for) (?:this|it|(?:the|your|ur) \w+)))*"
    r"(?P<failed>[\s,;:–-]*(?:(?:but|and|however)[\s,]+)?(?:(?:there was|got|had) )?"
    r"(?:no (?:answer|reply|response|luck|success)|without (?:an )?(?:answer|luck|success|reply)|in vain|not reachable"
    r"|(?:(?:it|call|the call) )?(?:went|goes) (?:straight )?to voice ?mail"
    r"|(?:(?:you|u|nobody|no one|phone|was|were) )*(?:did not|didn['’]t|not|nobody|no one) "
    r"(?:answer(?:ed|ing)?|pick(?:ed|ing)?(?: it)? up|repl(?:y|ied|ying)|available))\b)?"
    r"(?:\s*[.!,:;–-]+\s*|\s*$)(?:(?:so|instead|anyway|hence)\b[\s,]*)*",
    re.IGNORECASE,
)
# Whatever was said, was said elsewhere: "spoke on call", "explained over the phone".
_TOLD_ELSEWHERE = re.compile(
    r"^\W*(?:(?:i|we|just|already|have|had|ok|as)\s+)*(?:spoke|spoken|talked|discussed|explained|told|chatted|called"
    r"|informed|met|answered|clarified|sorted out|settled)\b[^.\n]{0,30}?\b(?:on|over|by|via|in|at|through)\s+"
    r"(?:(?:the|a|our|ur|your|his|her)\s+)?(?:phone|call|chat|person|teams|zoom|desk|meeting|video(?: call)?)[\s.!]*$",
    re.IGNORECASE,
)
_DID_FOR_YOU = re.compile(
    r"\b(?:(?:raised|logged|opened|created) (?:a |an |the )?(?:ticket|incident|request|case|problem)\b"
    r"|(?:i|we)(?:'ve| have)? (?:just )?(?:reset|re-?set|unlocked|fixed|corrected|updated|added|removed|enabled"
    r"|activated|released|re-?sent|resent|sent|processed|refunded|cancelled|changed|blocked|restarted|deleted"
    r"|extended) (?:it|this|that|you|u|your|ur|the|them)\b"
    r"|\b(?:password|pw|pwd|pin|code) (?:was |has been )?(?:sent|texted|e?mailed) to (?:you|u|(?:your|ur) \w+)[\s.!]*$"
    r"|^\W*same as (?:last time|before|above|always|told)[^\n]{0,12}$)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^\W*(?:(?:all )?done|fixed|resolved|sorted|completed?|closed?|closing|ok(?:ay)?|ack(?:nowledged)?|noted|sure|yw"
    r"|np|no problem|solved|checked|chked|chkd"
    r"|will do|it works now|reset done|duplicate|n/?a|thanks|thx|ty|great|perfect|of course|sent|replied|pls check"
    r"|please check)\b"
    r"(?:,? (?:now|it|this|again|for you|thanks|pls|please|chk|check|as per (?:our|ur|the|your) \w+))*"
    r"[\s.!,–-]*(?-i:\^?[A-Z]{1,3})?[\s.!]*$",  # an agent's initials may follow
    re.IGNORECASE,
)
_DONE_THERE = re.compile(
    r"^\W*(?:(?:all|it is|this is|that is|has been|have) )?(?:done|fixed|resolved|sorted|solved|handled|completed"
    r"|replaced|installed)\b(?: (?:it|this|that|out|for you|together|remotely|in person|over the phone|by phone|on site"
    r"|already|just now|now|today|(?:at|from|on) (?:your|ur|my|our|the) (?:desk|place|end|side|seat|machine|laptop|pc"
    r"|computer|counter)))+[\W_]*$",
    re.IGNORECASE,
)
_ASK_OTHERS = re.compile(
    r"^\W*(?:please |pls |kindly )?(?:(?:check|speak|talk|discuss|contact|ask|get in touch|connect|approach"
    r"|reach out)(?: this| it)?(?: to| with)?|refer to) "
    r"(?:(?:your|ur|the|our) )?(?:line manager|manager|lm|mgr|supervisor|team lead|tl|hr|hrbp|hr business partner|it"
    rf"|payroll|finance|policy|intranet|portal|faqs?|website|manual|handbook|sop|{PERSON})"
    r"(?: team| desk| department| page)?(?: (?:about|on|for|regarding) (?:this|it|that))?[\s.!]*$",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"\b(?:ignore (?:my|the|our|that|what)[^.]{0,40}(?:reply|answer|message|mail|above|said)|^\W*correction\b"
    r"|\bcorrection (?:to|of) (?:my|the|our)\b|(?:answer|reply|information) (?:you got |given |i gave "
    r"|we gave )?(?:above |before |earlier )?(?:is|was) (?:out of|wrong|not (?:right|correct)|incorrect)"
    r"|(?:sorry|apologies),? (?:i|we|that|the previous)[^.]{0,30}(?:wrong|mistake|incorrect|mixed up)|disregard (?:my"
    r"|the|our)|i was wrong|the correct (?:one|answer|figure) is|the correct one:)",
    re.IGNORECASE,
)
_LEAD_IN_WORDS = re.compile(
    r"^\W*(?:(?:please|pls|kindly) (?:note|find|see)[^.\n]{0,50}|in (?:short|brief|summary|a nutshell)|summary|answer"
    r"|short answer|details|steps|reply|response"
    r"|here(?:'s| is| are)[^.:\n]{0,40}|what you need to know|the (?:answer|steps|rule|details)(?: (?:is"
    r"|are))?(?: as follows| below)?|(?:as )?follows"
    r"|(?:thanks|thank you)(?! to (?!all|every|you|u\b))[^.!?\n]{0,60}|happy to (?:help|clarify|explain"
    r"|assist)[^.\n]{0,40}|good (?:question"
    r"|point)[^.\n]{0,50}|great question[^.\n]{0,40}"
    r"|(?:i|we) (?:have )?(?:looked|checked|had a look|had to look)[^.:\n]{0,50}|(?:with reference|regarding|in reply"
    r"|in response|further) to your[^.\n]{0,80}"
    r"|(?:we|i) acknowledge[^.\n]{0,100}|(?:i|we) (?:am|are) (?:happy|glad|pleased) to[^.\n]{0,60}|(?:i )?hope (?:you"
    r"|this|your|all)[^.\n]{0,60}|no worries|not a problem|sure(?: thing)?|certainly|of course|absolutely"
    r"|(?:sorry|apologies|we apologi[sz]e|i apologi[sz]e)"
    rf"(?!(?:,? {PERSON})?,? (?:but |unfortunately )?(?:(?:we|it|you|they|there|that|this|only)\b[^.\n]*\b(?:(?:do|does"
    r"|is|are|will|may) not|cannot|can['’]t|don['’]t|doesn['’]t|isn['’]t|aren['’]t|won['’]t|no longer|only)"
    r"|(?:no(?! (?:worries|problem))|not|none|never|neither|nothing|cannot|can['’]t))\b)"
    r"[^.\n]{0,70}|your (?:request|ticket|question"
    r"|enquiry)[^.\n]{0,60}(?:received|noted|below))\s*[:.!,]*\s*$",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"^\W*(?:right,? )?(?:(?:if|as far as) i (?:remember|recall|know|can (?:see|tell))(?: (?:right|correctly"
    r"|it right))?|from what i (?:can see|know|remember)"
    r"|(?:i had to look this one up, but )?i (?:believe|think) (?:this|that|it) (?:is|should be) (?:it|right|correct)"
    r"|to my knowledge|afaik|iirc|i had to look this one up[^:\n]{0,40})\s*[:,–—-]\s*",
    re.IGNORECASE,
)
_TICKET_TALK = re.compile(
    r"\b(?:clos(?:e|ing|ed) (?:(?:this|the|ur|your|all)(?: linked)? )?(?:tkts?|tickets?|requests?|cases?|this one"
    r"|it now|if ok)\b|clos(?:e|ing) this\b(?=[\s.!]*$)|(?:was|been) closed and merged"
    r"|resolv(?:e|ing) (?:(?:this|the) )?(?:tkt|ticket|request)"
    r"|(?:consider|mark(?:ed|ing)?) (?:this|the|your) (?:request|ticket|case)"
    r"|rate (?:us|(?:our|this|the) (?:\w+ )?(?:service|support|help|reply|answer|conversation|chat|ticket))"
    r"|did this (?:solve|answer|help)|satisf(?:ied|action) (?:survey|with)"
    r"|feedback (?:survey|form|about (?:our|this))|how did we do"
    r"|(?:this|our|a|the|short|quick|brief|\d-question) (?:short |quick |brief |customer )?survey"
    r"|(?:this )?(?:mailbox|inbox|queue) is (?:monitored|not monitored)|thank you for (?:using|contacting|choosing"
    r"|your (?:patience|message))|(?:do not|don't) change the subject|ticket (?:number|id|reference) (?:is|:)"
    r"|we aim to (?:answer|reply|respond)|(?:my|our) name is|i will be (?:assisting|helping)|reopen (?:this"
    r"|the) (?:ticket|request))\b",
    re.IGNORECASE,
)
_AGENT_COURTESY = re.compile(
    r"^\W*(?:(?:aww?|oh|wow|ah|haha)\b[\s,!]+)?(?:(?:you(?:'re|’re| are)|u r) (?:very |most )?welcome|(?:glad|happy"
    r"|pleased) (?:i|we|to|that)[^.\n]{0,40}(?:help|hear|assist)[^.\n]{0,30}|(?:a )?(?:my )?pleasure[^.\n]{0,60}"
    r"|anytime"
    r"|not? problem(?![^.\n]*\b(?:you|u|they|we|employees|customers) (?:can|may|could|should|need|just)\b)[^.\n]{0,60}"
    r"|(?:just )?(?:shout|ping (?:me|us)|let (?:me|us) know(?= (?:if|in case|when|how|whether|should|any)\b|\W*$)"
    r"|feel free(?= to (?:ask|contact|reach|write|call|reply|respond|come|get in|let|open|message|ping|shout|drop"
    r"|reopen|email|e-mail|mail|raise)\b|\W*$)|(?:do )?write again|(?:do )?come back(?! (?:on|in|at)\b)"
    r"|get back to (?:us|me))[^.\n]{0,80}"
    r"|(?:should|if) you (?:need|have|require|are)[^.\n]{0,30}(?:questions?|help|clarification|assistance|else|unclear"
    r"|more)(?![^.\n]*,\s*(?:please )?(?:ask|contact|call|write to|see|visit|go to|use|open|book) (?!me\b"
    r"|us\b))[^.\n]{0,60}"
    r"|hope (?:that|this|it)[^.\n]{0,40}|we (?:trust|hope) (?:this|that)[^.\n]{0,50}|have a[^.\n]{0,40}(?:day|week"
    r"|weekend|evening|one|night|afternoon)|fingers crossed|enjoy[^.\n]{0,20}|take care|good luck[^.\n]{0,30}|cheers"
    r"|(?:and )?(?:(?:the )?same to|right back at) (?:you|u)\b[^.\n]{0,30}|(?:and )?(?:to )?(?:you|u) (?:too|as well)"
    rf"(?:,? {PERSON})?|likewise(?:,? {PERSON})?|(?:happy|merry) (?:new year|holidays?|christmas|easter|diwali|birthday"
    r"|weekend|friday)[^.\n]{0,30}"
    r"|would (?:really )?appreciate[^.\n]{0,60}|\^[a-z]{1,3}|regards|rgds|best|thx"
    r"|thanks(?! to (?!all|every|you|u\b))[^.\n]{0,60}|thank you[^.\n]{0,60}"
    r"|(?:ok(?:ay)?,? )?(?:sorry|apologies) for the (?:delay|doubt|wait|confusion|inconvenience|trouble)[^.\n]{0,60}"
    r"|welcome|hi|hello|hey|good (?:morning|afternoon|evening)|(?:how|what) (?:can|may) i (?:help|do"
    r"|assist)[^.\n]{0,40})[\s.!?:)🙂😊]*$",
    re.IGNORECASE,
)
_COURTESY_QUESTION = re.compile(
    r"\b(?:anything (?:else|more|other)|any (?:else|(?:more|other|further) (?:questions?|queries|help|assistance"
    r"|issues?|concerns?|doubts?|requests?|matters?|thing))|(?:how|what) (?:can|may) (?:i|we) (?:help|assist|do)"
    r"|does (?:that|this|it) (?:help|answer|make sense|solve|work)|did (?:that|this|it) (?:help|answer|solve|work)"
    r"|is (?:that|this|everything) (?:ok|okay|clear|fine|all)"
    r"|how are you|(?:may|can|could) (?:i|we) (?:help|assist)|ok\?|alright\?|clear\?|further (?:questions"
    r"|assistance))",
    re.IGNORECASE,
)

# A question without its mark asks with a verb before its subject. "Where there is smoke" and "any time" are answers.
_ASKS_BACK = re.compile(
    r"^\W*(?:(?:ok|okay|thanks|sure|and|also|so|hi|hello|alright)[,!. ]+)*"
    r"(?:(?:what|which|when|where|who|whom|why|how)\b(?!\s+(?:i|you|u|he|she|it|we|they|there)\b)"
    r"|(?:are|is|was|were|do|does|did|has|can|could|will|would|may|shall)"
    r"\s+(?:i|you|u|he|she|it|we|they|this|that|these|those|there|the|your|ur|his|her|their|any|some|a|an)\b(?!.*,)"
    r"|(?:have|had|should)\s+(?:i|you|u|he|she|it|we|they|there)\b(?!.*,)"
    r"|(?:please |pls |kindly |do |just )*(?:let (?:me|us) know|tell (?:me|us)) (?:the|your|ur|which|what|where|who)\b"
    r"|(?:please |pls |kindly )+(?:(?:specify|clarify) (?:the|your|ur|which|what|where|who|when|how|whether|if|for)"
    r"|confirm (?:which|what|where|who|when|how|whether|if))\b(?!.*\b(?:in|on|at) (?:the|your|our) (?:form|portal|app))"
    r"|(?:i|we) (?:(?:would|will|just|still|also|first) )*need to know (?:the|your|ur|which|what|where|who|when|how"
    r"|whether|if)\b"
    r"|any\s+(?:\w+\s+)?(?:error|issue|problem|luck|news|update|idea|chance|message|change|code|screenshot)s?\b)",
    re.IGNORECASE,
)

_REPORTS = (
    r"(?:tell (?:me|us)|let (?:me|us) know|send (?:me|us|over|back|it|the|a)|share (?:it|the|a|what)|report"
    r"|say (?:what|if|whether)|write (?:me|us|back|down)|reply|come back|confirm|read (?:me|us|out)"
    r"|(?:see|check) (?:if|whether|what))"
)
_DO = (
    r"(?:try|re-?start|re-?boot|(?:right|left|double)?-?click|press|hold|log (?:out|off|in again)|sign (?:out|off)"
    r"|(?:un)?plug|switch (?:it|the|your)|turn (?:it|the|your|on|off)|clear|(?:re|un)?install|update|run|re-?connect"
    r"|disconnect|delete|remove|test|attach|upload|take a|go to|hover)"
)
_ERRAND = re.compile(
    rf"\b(?:can|could|would|will) (?:you|u) (?!(?:(?:please|pls|kindly|just) )*{_REPORTS})[^.?!]*?[\s,]"
    rf"(?:and|then|so) (?:then )?(?:please |pls |kindly )?{_REPORTS}\b"
    rf"|\b(?:could|would|will) (?:you|u) (?:(?:please|pls|kindly|just|once|quickly) )*{_DO}\b"
    rf"|\bcan (?:you|u) (?:(?:please|pls|kindly|just|quickly) )+{_DO}\b"
    rf"|^\W*(?:(?:please|pls|kindly|just) )*{_DO}\b[^.?!]*?[\s,](?:and|then) (?:then )?{_REPORTS}\b",
    re.IGNORECASE,
)
_INVITES = re.compile(
    rf"^\W*(?:(?:(?:hi|hello|hey|dear)(?: {PERSON})?|\[CUSTOMER_\d+\]|sure|yes|yeah|yep|ok(?:ay)?|of course|certainly"
    r"|no problem|go ahead|please|(?:ask|fire) away|tell me|shoot)(?!\w)\W*)*"
    r"(?:(?:what(?:['’]s| is| was|s)? (?:it(?: about)?|up|your (?:question|query)|the (?:question|query|problem|issue"
    r"|matter))|what would you like to know|what do you (?:want|need) to know)\b\W*)?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=50_000)
def agent_act(sentence: str) -> AgentAct:
    """What a sentence of an agent does."""
    text = " ".join(sentence.split())
    if not re.search(r"\w", text):
        return "courtesy"
    if called := failed_call_end(text):
        text = text[called:]
        if not re.search(r"\w", text):
            return "handed-on"
    if _CORRECTION.search(text):
        return "correction"
    if _COURTESY_QUESTION.search(text) if text.endswith("?") else _AGENT_COURTESY.match(text):
        return "courtesy"
    if (_LEAD_IN_WORDS.match(text) or hedge_end(text) == len(text)) and not text.endswith("?"):
        return "lead-in"
    if _TICKET_TALK.search(text):
        return "ticket-talk"
    if _DONE.match(text) or _DONE_THERE.match(text) or _ASK_OTHERS.match(text):
        return "handed-on"
    if asks_identity(text):
        return "identity"
    if _PROMISES.search(text) or _ONLY_PROMISES.match(text) or (_HOLDING.search(text) and not states_values(text)):
        return "holding"
    if _HANDED_ON.search(text) or _TOLD_ELSEWHERE.match(text) or (_DID_FOR_YOU.search(text) and not is_policy(text)):
        return "handed-on"
    if text.endswith("?") or (_ASKS_BACK.match(text) and len(text.split()) <= 14 and not states_values(text)):
        return "clarifying"
    return "answer"


def asks_identity(text: str) -> bool:
    """Whether a text asks who somebody is, or for the number of their order or account."""
    if any(_VERIFIES.search(sentence) and not _DOES_NOT.search(sentence) for sentence in split_sentences(text)):
        return True
    return (
        len(text) < 220
        and bool(_ASKS_IDENTITY.search(text))
        and not is_policy(text)
        and not _DOES_NOT.search(text)
        and (text.endswith("?") or not _GIVEN_THERE.search(text))
    )


def asks_account(text: str) -> bool:
    """Whether a text asks what kind of customer somebody is."""
    return bool(_ASKS_ACCOUNT.search(text)) and (text.rstrip().endswith("?") or bool(_ASKS_BACK.match(text)))


def asks_errand(sentence: str) -> bool:
    """Whether a sentence asks to do something and to report: "Could you restart it and tell me what it says?" """
    return bool(_ERRAND.search(" ".join(sentence.split())))


def invites_question(text: str) -> bool:
    """Whether a text only asks what the question is: "Hi, sure, what is it?", "Yes?" """
    return bool(_INVITES.match(" ".join(text.split())))


def is_correction(text: str) -> bool:
    """Whether a text takes back an earlier reply."""
    return bool(_CORRECTION.search(text if text.endswith(":") else f"{text}:"))


def lead_in_end(text: str) -> int:
    """Where "In short:" or "Please note:" at the start of a text ends; 0 when there is none."""
    head = text.split(":", 1)[0]
    return len(head) + 1 if ":" in text and len(head) < 80 and _LEAD_IN_WORDS.match(head + ":") else 0


def failed_call_end(text: str) -> int:
    """Where "Tried to call you, no answer:" at the start of a text ends, said once or again; 0 when there is none."""
    end = 0
    while (match := _FAILED_CALL.match(text, end)) and (match["tried"] or match["failed"]):
        end = match.end()
    return end


def hedge_end(text: str) -> int:
    """Where a hedge such as "As far as I know:" at the start of a text ends; 0 when there is none."""
    match = _HEDGE.match(text)
    return match.end() if match else 0
