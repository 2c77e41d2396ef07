"""Words that point at something: pronouns, demonstratives, "the" with nothing behind it, "else", "yesterday"."""

import re
from collections.abc import Iterator

from prep.grammar import lexicon as lex
from prep.grammar.ellipsis import has_finite_verb
from prep.grammar.signals import Signal
from prep.grammar.tagging import Word
from prep.grammar.valency import speaks_of_sky
from prep.grammar.world import is_of_the_world

_TIME_DEICTIC = re.compile(
    r"\b(?:yesterday|(?<!the )last (?:week|time|month|year|night)"
    r"|the last (?:week|time|month|year|night)(?= *(?:$|[?.!,;]))"  # "the last time we met" says which
    r"|this morning|earlier (?:today|this week)|the other day"
    r"|(?:that|this|the same|the following|the next|the previous) (?:year|day|week|month|night|time|season|summer"
    r"|period|point|moment|decade|era|date)|the (?:year|day|week|month) (?:after|before)(?= *(?:$|[?.!,]))"
    r"|at the time"
    r"|at that point|by then|since then|until then|back then|in the meantime|after that|before that)\b",
    re.IGNORECASE,
)
_SAID_ELSEWHERE = re.compile(
    r"\bas (?:discussed|mentioned|said|agreed|requested|per (?:the )?"
    r"(?:subject|above|below|our|my|your|call|chat|discussion|mail|e-?mail|phone))\b"
    r"|\bsame (?:issue|problem|error|thing|question)\b|\bsame as (?:above|before|last|what|told|i)\b"
    r"|\bas (?:i|we|you) (?:said|wrote|told|mentioned|showed?)\b|\b(?:as|like) (?:told|shown|explained|usual|before"
    r"|earlier)\b"
    r"|\b(?:as|like) (?:in|per|on|with) (?:the |your |my |our )?(?:previous|last|earlier|other)\b"
    r"|\b(?:my|our) (?:earlier|previous|last) (?:mail|e-?mail|message|request|ticket|question)\b"
    r"|\byour (?:earlier |previous |last )?(?:mail|e-?mail|reply|message|answer)\b"
    r"|\b(?:see|refer|check|read)(?: to)?(?: the| my| our| your)? (?:subject|above|below|attached|attachment"
    r"|screenshot"
    r"|trailing|previous|earlier|other (?:mail|ticket|message))\b"
    r"|\b(?:above|previous|earlier|last|other) (?:tickets?|mails?|e-?mails?|messages?|repl(?:y|ies)|requests?)\b"
    r"|\bsubject line\b|\b(?:told|sent) (?:you|u)\b|\byou (?:said|told|sent|wrote)\b"
    r"|\bregarding (?:my|your|the) (?:earlier|previous|mail|ticket|request)\b",
    re.IGNORECASE,
)
_SHOWN_ELSEWHERE = re.compile(
    r"\b(?:attached|attachments?|enclosed|screenshots?|screen shot|the following(?! (?:day|week|month|year|working"
    r"|calendar))"
    r"|(?:as|see|from|the|mentioned|listed|given|shown) (?:above|below)|(?:above|below)[- ]mentioned"
    r"|(?<!anything )(?<!anyone )(?<!everything )(?<!those )(?<!all )(?<!and )(?<!or )(?<!is )(?<!are )(?:above"
    r"|below)(?= *(?:$|[.,;:)])))\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"\b(?:any (?:update|news|progress|luck)s?|still (?:not|no|the same|doesn't|does not|broken|pending)"
    r"|still waiting(?: for (?:a|an|your|any) \w+)?\W*$"
    r"|do(?:ing)? the needful|please (?:advise|revert|check)|check and revert|status of (?:my|the|this)"
    r"|the (?:needful|delay)|no luck|tried (?:that|this|it))\b",
    re.IGNORECASE,
)
_STANDARD = re.compile(
    r"\b(?:besides|apart from|aside from|in addition to|other than|except(?: for)?|as well as|outside of|rather than"
    r"|instead of)\b",
    re.IGNORECASE,
)
_ADDITIVE = lex.word_set(
    "else other others another also additional further again additionally too either alternatively"
)
_GOES_ON = lex.word_set(
    "and or but so then also yes yeah yep no nope ok okay thanks sure really because only even great perfect alright"
)
_GOES_ON_SHORT = lex.word_set("any which with for in until since till from to")
_CLOSERS = frozenset(["?", ".", "!", ",", ";", ")", ":"])

# "The restaurant via a fast route" is still any restaurant.
_NARROWS_NOTHING = lex.word_set("at via through by since until till without than as like despite upon throughout")

# "It" that stands for nothing: "is it possible to", "how long does it take to".
_ASKS_IT = re.compile(r"\b(?:is|was|does|did|would|will|s|and|but|so|that|if|when|because)$|^$|[.!?,:;]$")
_HOW_IT = re.compile(r"\b(?:how|what|why)\b[^.?!]*\b(?:does|did|would|will|do|is|was|s)$")
_AFTER_HOW_IT = re.compile(r"^\s+(?:\w+ )?(?:take|cost|like|called|mean|matter|work)\b.*\b(?:to|when|if|for)\b")
_EXPLETIVE = re.compile(
    r"^\s*(?:(?:is|was|be|would be|will be|'s)\s+)?(?:(?:not|still|also|really|ever|even|actually)\s+)*"
    r"(?:(?:possible|true|legal|illegal|safe|ok|okay|allowed|normal|necessary|better|best|easy|easier|hard|harder"
    r"|difficult|important|common|cheaper|worth|good|bad|rude|too late|correct|compulsory|mandatory|permitted|fair"
    r"|unfair"
    r"|enough|fine|required|wise|dangerous|expensive|unusual|likely|me|a good idea|clear|unclear|acceptable|advisable"
    r"|appropriate|customary|usual|obligatory|forbidden|prohibited|known|certain|obvious|useful|helpful|faster|quicker"
    r"|simpler|safer|sufficient|sensible|realistic|polite|free|recommended|advised|planned|possible|urgent|essential"
    r"|standard|common practice|our policy|up to me|too (?:early|late|much))\b(?=.*\b(?:to|that|if|for|when|who|whether"
    r"|how|what|which|where|why|\w+ing)\b)"
    r"|(?:takes?|took|costs?|mean|matter|seems?|appears?|rain|raining|snow|snowing|happen)\b"
    r"(?=.*\b(?:to|that|if|for|when|in|on)\b)|(?:rain|snow|drizzle|get (?:dark|cold|warm))\b|like to\b|called when\b"
    r"|going to (?:rain|snow|be)\b|(?:raining|snowing)\b)",
    re.IGNORECASE,
)
_FINDS_IT = re.compile(r"\b(?:find|make|makes?|made|think|consider|found)$")


def find_references(text: str, words: tuple[Word, ...]) -> Iterator[Signal]:
    """Everything in the text that points outside it, or at another place in it ("pronoun-bound")."""
    has_standard = bool(_STANDARD.search(text))
    for n, word in enumerate(words):
        name = _pointer(text, words, n, has_standard)
        if name:
            yield Signal(name, word.start, word.end)
        if word.low == "the" and word.kind == "article":
            yield from _definite(words, n)
    for name, pattern in (
        ("time-elsewhere", _TIME_DEICTIC),
        ("said-elsewhere", _SAID_ELSEWHERE),
        ("shown-elsewhere", _SHOWN_ELSEWHERE),
        ("status", _STATUS),
    ):
        for match in pattern.finditer(text):
            yield Signal(name, match.start(), match.end())


def find_opening(words: tuple[Word, ...]) -> Iterator[Signal]:
    """A first word that answers or goes on: "and", "yes", "what about", "that sounds good"."""
    if not words:
        return
    first = words[0]
    second = words[1].low if len(words) > 1 else ""
    n_words = sum(word.kind != "mark" for word in words)
    if first.low in ("what", "how") and second in ("about", "if"):
        yield Signal("what-about", first.start, words[1].end)
    elif first.low == "let" and second in ("'s", "us"):
        yield Signal("settles", first.start, words[1].end)
    elif first.low in _GOES_ON or (first.low in _GOES_ON_SHORT and n_words <= 4) or second in ("sounds", "sound"):
        yield Signal("goes-on", first.start, first.end)


def _pointer(text: str, words: tuple[Word, ...], n: int, has_standard: bool) -> str:
    """What the n-th word points with; "" when it does not point."""
    word, low = words[n], words[n].low
    if word.kind == "pronoun" or (word.kind == "possessive" and low in ("his", "her", "its", "their")):
        if low == "it" and (_is_expletive(text, word) or speaks_of_sky(words, n)):
            return ""
        return "pronoun-bound" if _has_antecedent(words, n) else "pronoun"
    if word.kind == "demonstrative":
        if not _points_out(words, n):
            return ""
        if not _stands_as_pronoun(words, n):
            return "demonstrative"
        return "pronoun-bound" if n > _heading_end(words) >= 0 or _follows_clause(words, n) else "this-alone"
    if low == "there":
        if not _is_place(words, n):
            return ""
        return "pronoun-bound" if _names_place(words[:n]) else "place-there"
    if low in ("one", "ones") and _is_the_one(words, n):
        return "the-one"
    if low in ("one", "ones") and _is_substitute(words, n):
        return "substitute"
    if low in ("such", "so") and n and words[n - 1].low in ("do", "does", "did", "why", "how", "if"):
        return "substitute"
    if word.kind in ("ordinal", "quantifier") and _stands_alone(words, n):
        return "substitute"
    if low in _ADDITIVE and not has_standard and _adds(words, n):
        return "additive"
    return ""


def _low(words: tuple[Word, ...], n: int) -> str:
    return words[n].low if 0 <= n < len(words) else ""


def _is_expletive(text: str, word: Word) -> bool:
    before = text[: word.start].lower().rstrip().replace("'s", " s").replace("’s", " s")
    after = re.split(r"[.!?](?:\s|$)", text[word.end :])[0]
    if _FINDS_IT.search(before) and re.match(r"\s+\w+ (?:to|that)\b", after):
        return True
    if before.endswith(("what time is", "what day is")):
        return not after.strip(" ?") or after.strip().startswith(("in ", "at "))
    if _HOW_IT.search(before) and _AFTER_HOW_IT.search(after):
        return True
    return bool(_ASKS_IT.search(before) and _EXPLETIVE.search(after))


def _has_antecedent(words: tuple[Word, ...], n: int) -> bool:
    """Whether something before the n-th word can be what it stands for."""
    low = words[n].low
    human = low in lex.PERSONAL
    plural = low in ("they", "them", "their", "theirs", "themselves")
    for back in range(n - 1, -1, -1):
        word = words[back]
        if word.kind == "name" and word.low not in lex.CALENDAR:
            return True
        if word.low in lex.INDEFINITE and (human or plural):
            return True
        if word.kind != "noun" or word.low in lex.EMPTY_NOUNS:
            continue
        if human and (word.low in lex.PEOPLE or (back and words[back - 1].kind == "noun")):
            return True
        if plural and (word.low.endswith("s") or word.low in lex.COLLECTIVES):
            return True
        if (
            plural
            and back
            and word.low not in lex.GENERIC
            and "a" in (words[back - 1].low, words[max(back - 2, 0)].low)
        ):
            return True  # "I have a promo code. When do they expire?"
        if not human and not plural and word.low not in lex.TIME_NOUNS:
            return True
    return False


def _points_out(words: tuple[Word, ...], n: int) -> bool:
    """Whether "this", "that", "these" or "those" needs something outside the text."""
    following = words[n + 1] if n + 1 < len(words) else None
    if following is None:
        return True
    if following.low in lex.TIME_NOUNS:
        return False  # a time: it has its own rule, or the date of the message tells
    if words[n].low == "those" and following.low in ("who", "with", "of", "that", "working", "in"):
        return False
    return not any(word.low == following.low for word in words[:n] if word.kind in ("noun", "name"))


def _heading_end(words: tuple[Word, ...]) -> int:
    """The number of the colon behind a heading such as "Seat upgrade: …"; -1 when there is none."""
    marks = [n for n, word in enumerate(words[:16]) if word.text in ".?!:"]
    return marks[0] if marks and words[marks[0]].text == ":" and marks[0] > 0 else -1


def _follows_clause(words: tuple[Word, ...], n: int) -> bool:
    """Whether a whole clause about something stands before the one with the n-th word: "I lost my badge, is that …"."""
    start = n
    while start > 0 and words[start - 1].kind != "mark":
        start -= 1
    before = words[:start]
    return has_finite_verb(before) and any(
        word.kind in ("noun", "name") and word.low not in lex.EMPTY_NOUNS for word in before
    )


def _stands_as_pronoun(words: tuple[Word, ...], n: int) -> bool:
    """Whether "this" stands without a noun."""
    return n + 1 >= len(words) or words[n + 1].kind in (
        "mark",
        "auxiliary",
        "verb",
        "adverb",
        "adjective",
        "preposition",
    )


def _names_place(words: tuple[Word, ...]) -> bool:
    """Whether something before says where: "in the catalogue … it is not there"."""
    for n, word in enumerate(words):
        if word.low in ("in", "at", "on", "to", "from", "near", "into"):
            after = words[n + 1 : n + 5]
            if any(
                each.kind in ("noun", "name") and each.low not in lex.TIME_NOUNS | lex.EMPTY_NOUNS for each in after
            ):
                return True
    return False


def _is_place(words: tuple[Word, ...], n: int) -> bool:
    """Whether "there" is a place, not the "there" of "there is"."""
    last, following = _low(words, n - 1), _low(words, n + 1)
    if last in ("hi", "hello", "hey"):
        return False
    if last in lex.BE or last in ("can", "will", "could", "should", "would", "may"):
        counts = words[0].low == "how" and _low(words, 1) in ("many", "much")
        return not counts and (following == "" or following in _CLOSERS)
    return not (following in lex.BE or following in ("will", "has", "have", "any", "seems", "can", "may"))


def _is_the_one(words: tuple[Word, ...], n: int) -> bool:
    """Whether "the one" or "which one" takes a noun's place; "the one who found it" says itself which."""
    return (
        _low(words, n - 1) in ("the", "which", "that", "this", "those", "these")
        and _low(words, n + 1) not in ("who", "that", "whose", "whom")
        and (n + 1 >= len(words) or words[n + 1].kind not in ("noun", "name"))
        and not _has_antecedent(words, n)
    )


def _is_substitute(words: tuple[Word, ...], n: int) -> bool:
    """Whether "one" or "ones" stands for a noun."""
    following = words[n + 1] if n + 1 < len(words) else None
    if following is not None and (
        following.kind in ("noun", "adjective", "name", "number") or following.low in ("of", "more", "day")
    ):
        return False
    if _low(words, n + 1) in ("or", "and", "to") and (
        _low(words, n + 2) in lex.NUMBER_WORDS or _low(words, n + 2) == "more"
    ):
        return False
    before = ("adjective", "demonstrative", "article", "ordinal", "wh", "verb", "quantifier", "preposition")
    return words[n].low == "ones" or (
        n > 0 and (words[n - 1].kind in before or _low(words, n + 1) in ("myself", "yourself"))
    )


def _stands_alone(words: tuple[Word, ...], n: int) -> bool:
    """Whether a determiner lacks its noun: "any others?", "how long does each last", "the first"."""
    word = words[n]
    following = words[n + 1] if n + 1 < len(words) else None
    low, last = _low(words, n + 1), _low(words, n - 1)
    at_end = low == "" or low in _CLOSERS
    kind = following.kind if following is not None else "mark"
    if word.kind == "ordinal":
        if last not in ("the", "a", "my", "for", "this"):
            return False
        return at_end or kind in ("auxiliary", "conjunction") or (kind == "preposition" and low not in ("to", "of"))
    if word.low == "more":
        rest_is_bare = not any(each.kind in ("name", "noun") for each in words[n + 1 :])
        return last in ("me", "any", "some", "need", "want") and (at_end or low == "about") and rest_is_bare
    if word.low in ("most", "all"):
        return low in ("", "?", ".", "!") and last in ("the", "of", "at")
    if word.low == "many":
        return at_end or kind in ("speaker", "auxiliary", "pronoun") or (kind == "verb" and not low.endswith("ing"))
    if word.low in ("much", "lot", "lots", "less", "few", "enough", "half", "own", "such", "no", "every", "other"):
        return False
    if word.low == "both" and low not in ("", "?", ".", "!"):
        return False
    return at_end or kind == "auxiliary" or (kind == "verb" and word.low in ("each", "both", "either", "neither"))


def _adds(words: tuple[Word, ...], n: int) -> bool:
    """Whether "else", "another", "too" add to something said before."""
    low, following = words[n].low, _low(words, n + 1)
    if low in ("too", "either"):
        return following in ("", "?", ".", "!", ",")
    if low == "other":
        return _low(words, n - 1) not in ("each", "every")
    return True


def _definite(words: tuple[Word, ...], n: int) -> Iterator[Signal]:
    """ "the drummer", "the final": a definite phrase that nothing introduces and nothing narrows."""
    at = n + 1
    while at < len(words) and words[at].kind in ("adjective", "ordinal", "quantifier", "number", "adverb"):
        at += 1
    if at >= len(words) or words[at].kind not in ("noun", "verb"):
        return
    head = at
    while head + 1 < len(words) and words[head + 1].kind == "noun":
        head += 1
    noun = words[head].low
    phrase = [word.low for word in words[n + 1 : head + 1]]
    if is_of_the_world(words, n, head):
        yield Signal("world", words[n].start, words[head].end)
        return
    if noun in lex.UNIQUE or noun in lex.TIME_NOUNS or "difference" in phrase or "same" in phrase:
        return
    if any(word.low.rstrip("s") == noun.rstrip("s") for word in words[:n]):
        return  # introduced before
    if _is_narrowed(words, head, after_auxiliary=n > 0 and words[n - 1].kind == "auxiliary"):
        return
    superlative = any(
        word.endswith("est") or word in ("most", "worst", "only", "maximum", "minimum") for word in phrase
    )
    long = (head > at or len(phrase) >= 3) and not superlative  # "the lost badge fee" says much by itself
    yield Signal("definite-long" if long else "definite", words[n].start, words[head].end)


def _is_narrowed(words: tuple[Word, ...], head: int, *, after_auxiliary: bool) -> bool:
    """Whether something after a noun says which one is meant."""
    if head + 1 >= len(words):
        return False
    following = words[head + 1]
    if following.kind in ("name", "speaker") or (following.kind == "possessive" and following.low == "'s"):
        return True
    if following.low in ("that", "who", "which", "where", "when", "if", "whose", "and", "or"):
        return True
    if following.text in '"“(':
        return True
    if following.kind == "preposition":
        return following.low not in _NARROWS_NOTHING and _low(words, head + 2) not in (
            "",
            "first",
            "once",
            "all",
            "least",
            "home",
        )
    return following.kind == "verb" and following.low.endswith(("ing", "ed")) and not after_auxiliary
