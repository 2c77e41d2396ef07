"""Whether an answer tells nothing but one person's case: "I have ordered one for you", "Approved for the 14th".

Whoever learns such an answer claims deeds that it never did. Each clause of it is read for who does what when: what
the desk or somebody has done, does at the moment or is going to do, and what became of the thing that the requester
wrote about, is true of them alone. A condition, a limit, an instruction, or what is done every time holds for others
too, and one such clause is enough. So does what a firm changed, told to somebody who asked what holds; told to
somebody who asked for a deed or reported a fault, the same words are the deed.
"""

import re
from collections.abc import Sequence
from typing import Literal

from prep.acts import agent_act, states_values
from prep.facts import find_facts
from prep.grammar import lexicon as lex
from prep.grammar.clauses import Clause, goes_on_in_the_present, is_past, read_clause, split_clauses
from prep.grammar.tagging import Word
from prep.own_matters import (
    WEEKDAY,
    asks_how_it_stands,
    asks_leave,
    asks_own_figure,
    asks_what_happened,
    wants_a_deed,
)
from prep.sentences import split_sentences

Says = Literal["case", "rule", "nothing"]

# What makes a rule of whatever stands beside it.
_HOLDS_FOR_OTHERS = re.compile(
    r"\b(?:if|whenever|unless|whether|in case|as long as|provided|every|each|any|anyone|anybody|everyone|everybody"
    r"|nobody|no one|others|always|never|usually|normally|generally|automatically|as a rule"
    r"|in (?:future|general|short)|from now on|next time|only|must|not allowed|have to|has to|no longer|any ?more"
    r"|at least|at most|up to|(?:over|under|above|below|beyond|(?:more|less|fewer) than) (?:the )?\d[\d.,]*"
    r"|(?:days?|weeks?|months?|hours?) (?:before|after|ahead|in advance|prior)"
    r"|after (?:the first )?[\w-]+ (?:(?:working|calendar) )?(?:days|weeks|months|years)|it takes"
    r"|yourself|yourselves|by (?:itself|themselves)"
    r"|(?:per|an?) (?:(?:calendar|working|business|academic) )?"
    r"(?:hour|day|week|month|quarter|year|term|person|head|night))\b"
    r"|^\W*(?:once|when|as soon as|before|after|until|for those|as an?(?! exception))\b"
    r"|=|/(?:y(?:ea)?r|m(?:on)?th|w(?:ee)?k|day)\b"
    r"|\ball (?!(?:done|set|sorted|good|fine|fixed|dry|clear|right|well|the best|sorts|that|this|yours)\b)",
    re.IGNORECASE,
)
# How one parts: "if anything else comes up", "always happy to help". No rule, though worded like one.
_IN_PARTING = re.compile(
    r"\b(?:if|when|should) (?:there(?:['’]?s| is| are) )?(?:you (?:have|need) )?"
    r"any(?:thing)? (?:else|more|further|other)\b"
    r"(?: (?:comes? up|goes wrong|happens|breaks|you need|(?:is )?needed))?"
    r"|\b(?:if|when|should) (?:it|this|that|the (?:problem|issue|error|fault)) "
    r"(?:(?:comes?|happens?|occurs?|appears?|returns?|persists?|starts?|sticks?|fails?)\b)(?: (?:up|back))?(?: again)?"
    r"|\bany (?:more|further|other) (?:questions?|problems?|issues?|trouble)\b"
    r"|\balways (?:happy|glad|welcome|a pleasure|here to help)\b",
    re.IGNORECASE,
)
_YOU_CAN = re.compile(
    r"\b(?:you|u|people|employees|staff|members|customers|users|guests|students|patients|tenants)\s+"
    r"(?:(?:also|just|then)\s+)?(?:can|could|may|might|must|should|need|would|cannot|can['’]t|don['’]t|do not|will find"
    r"|['’]ll find|find)\b",
    re.IGNORECASE,
)
_SHOWS_A_WAY = frozenset(("menu", "url", "email", "frequency"))
_COSTS = frozenset(("money", "percent", "measure", "duration", "version"))  # of an instruction: "Come in, it is £10"
# "Please try again", "log off and on once", "let me know": asked of this one person, now.
_TO_THEM_NOW = lex.word_set("""
    try retry check log sign restart reboot refresh test confirm see go come let give wait hold bear excuse enjoy have
    feel tell shout ping call ring stop drop pop look note please
    """)
_MEANS = lex.word_set(
    "think believe recommend suggest advise assume guess afraid hope would know understand agree can can't cannot"
)
# A point of the calendar, which passes; "on Mondays" comes again.
_AT_ONE_TIME = re.compile(
    r"\b(?:today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening|week|month|once|time)|next week|last week"
    rf"|(?:on|for|until|by|thing|from) {WEEKDAY}(?!s)|{WEEKDAY} at|at (?:half past|quarter|noon)|within the hour"
    r"|just now|right now|at the moment|as we speak|shortly|soon|yet)\b",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"\b(?:on (?:its|their) way|on order|in (?:review|progress|transit|process|the queue)|on it|under way|underway"
    r"|pending|with (?:the|our) \w+|waiting|not yet|still|lying|on hold|out sick|on leave|on holiday"
    r"|(?<!straight )(?<!right )away)\b",
    re.IGNORECASE,
)
# "The fitter comes on the 12th", "Monitor is on your desk"; of several it would be a custom.
_ONE_THING = re.compile(
    r"^\W*(?:the|a|our) [\w-]*[^s\s] (?:\w+ ){1,3}on the \d{1,2}(?:st|nd|rd|th)\b(?! of (?:each|every|the|next))"
    r"|^\W*(?:[\w-]*[^s\s] ){1,4}is (?:\w+ )?(?:on|at|in|by) (?:your|ur)\b|\b(?:is|are) (?:now )?yours\b",
    re.IGNORECASE,
)
_OF_ME = re.compile(r"\bme\b|\b(?:from|on|to|by|with|in|at) my [a-z]")  # "Looks good to me"; a menu has "My learning"
_WORKS_NOW = re.compile(r"\bshould\b.*\b(?:now|again|soon|shortly|within)\b", re.IGNORECASE)
_IN_PASSING = re.compile(
    r"\b(?:now|again|gone|today|tomorrow|tonight|soon|shortly|within the hour|see you|get well|sorry"
    r"|should (?:show|be|work|arrive|come))\b",
    re.IGNORECASE,
)
_SHORT = 4  # words
_DECIDED = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|yes|sure|no)\W+)*"
    r"(?:(?:approved|granted|declined|denied|rejected|refused|agreed|accepted|confirmed)\b(?! by\b)"
    r"|(?:(?:ok(?:ay)?|fine|good) )?(?:from|by|with) (?:my side|me|us|our side)\b)"
    r"|\bin your case\b|\bas an exception\b|\bthis (?:once|one time|time)\b|\bgo ahead\b"
    r"|\byour (?:\w+ )?(?:manager|lead|boss|supervisor|head) (?:is|was|has|said|says)\b",
    re.IGNORECASE,
)
# The ticket and who wrote it are spoken of, or another paper holds the answer.
_OF_THE_TICKET = re.compile(
    r"^\W*no (?:reply|answer|response|feedback) from (?:you|u)\b|^\W*(?:the )?(?:user|caller|requester|customer) \w+"
    r"|\b(?:closing|closed?) (?:this|the|it)\b|^\W*(?:closing|duplicate|dup) ?(?:of\b|\W*$)"
    r"|^\W*(?:solved|fixed|resolved|done|sorted|answered|discussed|explained) (?:by|over|on|via|in) (?:the )?"
    r"(?:phone|call|chat|mail|person)\b|^\W*(?:enclosed|attached|attachment)\b"
    r"|\b(?:i|we)(?:['’]ve| have)? (?:attached|enclosed)\b"
    r"|\b(?:in|see) the (?:mail|e-?mail|message|letter)\b|^\W*see (?:the )?(?:attach\w*|enclosed)"
    r"|^\W*as (?:discussed|agreed|said|told|promised)\b",
    re.IGNORECASE,
)


def tells_only_one_case(instruction: str, response: str) -> bool:
    """Whether something in an answer tells how one case stands, and nothing in it what holds for others."""
    told = False
    for sentence in split_sentences(response):
        for clause in split_clauses(sentence):
            says = _says(clause, instruction)
            if says == "rule":
                return False
            told = told or says == "case"
    return told


def _says(text: str, instruction: str) -> Says:
    """What a clause tells; what nothing here knows counts as a rule, so that an answer is not held up for it."""
    said = _IN_PARTING.sub(" ", text)
    if not re.search(r"\w", said):
        return "nothing"
    for_others = bool(_HOLDS_FOR_OTHERS.search(said))
    if _OF_THE_TICKET.search(text) or (_DECIDED.search(text) and not for_others):
        return "case"
    act = agent_act(text)
    if act in ("courtesy", "lead-in", "ticket-talk", "clarifying", "identity"):
        return "nothing"
    if for_others or (_YOU_CAN.search(text) and not _WORKS_NOW.search(text)):
        return "rule"
    says: Says = "case" if act in ("holding", "handed-on") else _tells(text, instruction)
    shows_a_way = says != "rule" and any(fact.kind in _SHOWS_A_WAY for fact in find_facts(text))
    return "rule" if shows_a_way else says


def _tells(text: str, instruction: str) -> Says:
    """What a clause without any word of a rule tells."""
    clause = read_clause(text)
    if not clause.words:
        return "case" if asks_leave(instruction) else "nothing"
    passing = bool(_IN_PASSING.search(text))
    if clause.tense == "command":
        in_passing = clause.words[0].low in _TO_THEM_NOW or (passing and len(clause.words) <= _SHORT)
        return "nothing" if in_passing and not any(fact.kind in _COSTS for fact in find_facts(text)) else "rule"
    if goes_on_in_the_present(clause.words):
        return "rule"
    if _is_theirs(clause, text, instruction) or _is_a_deed(clause, text, instruction):
        return "case"
    if clause.tense == "none":  # "Loose cable", said to somebody who reported the fault
        return "nothing" if wants_a_deed(instruction) and not states_values(text) else "rule"
    return "nothing" if passing and clause.subject != "you" else "rule"


def _is_theirs(clause: Clause, text: str, instruction: str) -> bool:
    """Whether it tells what is so of the requester: "Yours runs until 30 September", "You were charged twice"."""
    of_them = clause.subject in ("you", "yours")
    if of_them and clause.tense in ("past", "perfect"):
        return True
    if asks_own_figure(instruction) and (of_them or clause.subject == "it" or clause.tense == "none"):
        return True
    of_it = of_them or clause.subject in ("it", "we") or clause.tense in ("past", "perfect", "none")
    if of_it and (asks_what_happened(instruction) or asks_leave(instruction)):
        return True
    if clause.tense not in ("present", "none"):
        return False
    stands = bool(_STANDING.search(text) or _AT_ONE_TIME.search(text))
    requested = wants_a_deed(instruction)
    return (stands and (requested or clause.subject == "somebody" or asks_how_it_stands(instruction))) or (
        requested and bool(_ONE_THING.search(text))
    )


def _is_a_deed(clause: Clause, text: str, instruction: str) -> bool:
    """Whether it tells what somebody did, does at the moment, or is going to do about it."""
    if clause.subject == "i" or _OF_ME.search(text):
        return not any(word.low in _MEANS for word in clause.words[:3])
    requested = wants_a_deed(instruction)
    at_one_time = bool(_AT_ONE_TIME.search(text))
    if clause.tense in ("past", "perfect"):
        speaks_to_them = clause.subject == "we" and _speaks_of_them(clause.words)
        transitive = clause.subject in ("left out", "somebody") and _takes_object(clause.words)
        told_short = clause.subject == "other" and is_past(clause.words[0])  # "Plumber booked for Thursday"
        passes = at_one_time and (clause.subject in ("we", "it") or told_short)
        return requested or speaks_to_them or transitive or passes
    if clause.tense == "future":
        planned = clause.subject in ("left out", "somebody") or any(word.low == "going" for word in clause.words[:2])
        by_us = clause.subject == "we" and (requested or at_one_time)
        about_it = any(word.low in ("it", "this", "that", "there", "you") for word in clause.words)
        return (
            planned
            or by_us
            or (at_one_time and _speaks_of_them(clause.words))
            or (requested and (at_one_time or about_it or clause.subject == "it"))
        )
    if clause.tense == "going on":
        return requested or clause.subject in ("we", "left out")
    return clause.tense == "modal" and requested and bool(_WORKS_NOW.search(text))


def _takes_object(words: Sequence[Word]) -> bool:
    """Whether right behind the verb stands what it was done to: "Moved you", "Bled the radiator"."""
    return len(words) > 1 and words[1].kind in ("article", "possessive", "speaker", "pronoun", "demonstrative")


def _speaks_of_them(words: Sequence[Word]) -> bool:
    return any(word.low in ("you", "your", "yours", "u", "ur") for word in words)
