"""What a requester wants done, or told of their own matter alone, rather than what holds for everybody who asks."""

import re

from prep.sentences import split_sentences

WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ASKS_THE_DESK = re.compile(
    r"\b(?:can|could|would|will) (?:you|u|someone|somebody|anyone|anybody)\b|\bplease\b|\bpls\b|\bcan i (?:have|get)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|^\W*(?:(?:hi|hello|hey|sorry|quick question|and|so|also)\W+)*(?:what|which|when|where|who|whom|whose|why|how"
    r"|is|are|do|does|did|can|may|must|should|has|have|will)\b(?!['’])",
    re.IGNORECASE,
)
# "Could you explain how …", "please give the official figure": asked of the desk, and no deed.
_WANTS_TO_KNOW = re.compile(
    r"\b(?:explain|tell|clarify|advise|know|understand|wonder(?:ing)?|confirm|say|figure|number of|rule|policy)\b"
    r"|\b(?:to|and|about|from|until|by|since|me|us|for|,) (?:what|which|where|who|why|how|when)\b"
    r"|\b(?:cannot|can['’]?t|could ?n['’]?t|can not) find\b|\blooking for\b|\bdead\b(?= link)|\blink\b.*\bdead\b",
    re.IGNORECASE,
)
_HOW_IT_STANDS = re.compile(
    r"\b(?:any (?:news|update|idea)|news (?:on|of|about)|status|how far|what happened|back"
    r"|(?:is|are|has|have|did|was|were|when (?:will|is|are)|where (?:is|are)|why (?:is|was|are)) (?:my|our)"
    r"|did you|have you|do i (?:still )?(?:owe|have left)|when (?:do|will|can) i (?:get|receive|have|pick))\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"(?:^\W*|[.!?,]\s\W{0,9})(?:(?:so|and|but|hi|hello|also) )*"
    r"(?:did (?:my|our)\b|(?:has|have|was|were) (?:my|our|i)\b"
    r"|(?:did|have|do) you (?:\w+ )?(?:get|got|have|receive|received|see|seen|find|found) (?:my|our)\b"
    r"|(?:is|are) (?:my|our) (?:[\w-]+ ){1,3}"
    r"(?:approved|confirmed|ready|done|through|booked|fixed|there|here|finished|signed|sent)\b"
    r"(?! (?:by|for|when|if|on|at|with)\b))",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\b(?:how (?:much|many) [\w ]{1,20} do i (?:still|currently) have(?! to)"
    r"|left|remaining|so far|still owe|do i owe|balance|outstanding"
    r"|have i (?:\w+ )?(?:used|taken|collected|earned|got)|(?:which|what) \w+ am i (?:on|in)"
    r"|am i (?:registered|enrolled|booked|down|insured|signed up)|my (?:\w+ )?(?:number|id|points|tariff|plan|status)"
    r"|(?:does|do|will|is|are|was) my [\w ]{0,30}(?:end|expire|run out|due|good|valid)|who is my|paid out to me"
    r"|was i (?:charged|paid|billed))\b",
    re.IGNORECASE,
)
_LEAVE = re.compile(
    r"(?:^\W*|[.!?,:]\W{0,9})(?:so |and |hi |hello )?(?:can|may|could) (?:i|we)\b[^.?!]*"
    r"\b(?:the \d{1,2}(?:st|nd|rd|th)|today|tomorrow|tonight|(?:this|next) \w+"
    rf"|(?:on )?{WEEKDAY})\b(?!s)",
    re.IGNORECASE,
)


def wants_a_deed(question: str) -> bool:
    """Whether they report something, ask the desk to do something, or how their own matter stands."""
    asking = [sentence for sentence in split_sentences(question) if _ASKS.search(sentence)]
    return not _WANTS_TO_KNOW.search(question) and all(
        _ASKS_THE_DESK.search(sentence) or _HOW_IT_STANDS.search(sentence) for sentence in asking
    )


def asks_how_it_stands(question: str) -> bool:
    """ "Any news on my refund?" """
    return bool(_HOW_IT_STANDS.search(question))


def asks_what_happened(question: str) -> bool:
    """ "Has my letter been signed?", "Is my leave approved?" """
    return bool(_HAPPENED.search(question))


def asks_own_figure(question: str) -> bool:
    """ "How many days do I have left?", "What is my customer number?", "Which tariff am I on?" """
    return bool(_FIGURE.search(question))


def asks_leave(question: str) -> bool:
    """ "May I leave at noon on the 14th?", which asks of one day and not of all."""
    return bool(_LEAVE.search(question))
