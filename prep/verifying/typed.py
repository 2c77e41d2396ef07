"""What people type in haste, as they mean it: "hw do i", "dont", "nxt", "till 31/12", a slip of the fingers.

Only where one meaning is likely in a message to a desk; the glossary has what an office shortens.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from rapidfuzz.distance import OSA

from prep.grammar import lexicon as lex
from prep.grammar.tagging import is_verb_form
from prep.verifying.records import Reading, Term
from prep.verifying.same_words import SAME_WORDS
from prep.verifying.wordings import DAYS, LIGHT, MONTHS

_WE_DO = "can|could|shall|should|will|would|do|did|are|were|if|when|have|hv|must|may"
_DAYS = {day[:n].lower(): day for day in DAYS for n in (3, 4, 5)}
_WORDS = {
    "nxt": "next", "hv": "have", "hav": "have", "frm": "from", "wat": "what", "wht": "what", "whn": "when",
    "wats": "what is", "hlp": "help", "ystdy": "yesterday", "yday": "yesterday", "tdy": "today", "shud": "should",
    "cud": "could", "wud": "would", "gonna": "going to", "wanna": "want to", "gotta": "have to", "untill": "until",
    "nite": "night", "alrdy": "already", "alredy": "already", "flr": "floor", "shld": "should", "cn": "can",
    "bcoz": "because", "bcz": "because", "dunno": "do not know", "im": "i am", "ive": "i have", "svc": "service",
    "aint": "is not", "cant": "cannot", "wont": "will not", "mustnt": "must not",
    "neednt": "need not",
    **{f"{verb}nt": f"{verb} not" for verb in ("do", "does", "did", "is", "are", "was", "were", "has", "have", "had",
                                              "would", "should", "could")},
}  # fmt: skip
_BEFORE_MONTH = "in|till|until|by|since|from|before|after|of|for|this|last|next|end"
_LOWER_MONTHS = {short: month for month in MONTHS for short in (month.lower(), month[:3].lower())}
_SAID_OF = lex.word_set("possible available valid open allowed permitted needed required free due")
_BEFORE_DATE = "|".join(f"(?<={word} )" for word in ("by", "on", "until", "till", "from", "before", "after", "since"))
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third"}


def _date(found: re.Match[str]) -> str:
    """ "31/12", where only one of the two can be the month, and "by 31.12.", the day first; 24/7 is no date."""
    first, second = int(found["first"]), int(found["second"])
    is_day_first = "." in found[0] or first > second
    day, month = (first, second) if is_day_first else (second, first)
    is_date = 1 <= month <= 12 and day <= 31 and ("." in found[0] or (day > 12 and found[0] != "24/7"))
    return f"{day} {MONTHS[month - 1]}" if is_date else found[0]


_TYPED: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (
        rf"(?<![\w./'’-])({'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![\w/'’-])",
        lambda word: _WORDS[word[1].lower()],
    ),
    (r"\bhw(?= (?:do|does|did|to|much|many|long|can|is|are|should|soon|often|early|late)\b)", "how"),
    (rf"\b({_WE_DO}) v\b(?!\.)", r"\1 we"),
    (r"\b(u|you|we|they) r\b", r"\1 are"),
    (r"\b(to|can|cannot|cant|can't|must|may|will|wont|should|has to|would) b\b(?=[ .,])", r"\1 be"),
    (r"\bany ?time\b", "at any time"),
    (r"\bat at any time\b", "at any time"),
    (r"(?<![\d.,/] )\b4(?= (?:that|this|it|the|my|our|your|ur|me|us|them)\b)", "for"),
    (r"(?<![\d.,/] )\b2(?= (?:me|us|my|ur|get)\b)", "to"),
    (r"(?:^|(?<=[.!?]\s))(?:ya|yea|yup)\b(?!['’])", "yes"),
    (r"(?-i:\b(fri|tues?|thu|thurs?)\b)", lambda day: _DAYS[day[1]]),
    (r"~\s?(?=[$€£₹]?\d)", "about "),
    (r"\bby (\S+) latest\b", r"by \1 at the latest"),
    (r"(?<![\d/.])(?P<first>\d{1,2})/(?P<second>\d{1,2})(?![\d/])", _date),
    (rf"(?:{_BEFORE_DATE})(?P<first>\d{{1,2}})\.(?P<second>\d{{1,2}})\.(?!\d)", _date),
    (
        r"(?<!\bthe )(?<!\bon )(?<!\bby )(?<!\bdue )(?<!\btill )(?<!\buntil )(?<!\bfrom )(?<!\bof )(?<!\band )"
        r"(?<!\bto )(?<!\bsince )(?<!\bbefore )(?<!\bafter )(?<!\bevery )(?<!\beach )(?<!\bis )"
        r"(?<=[a-z] )\b(1st|2nd|3rd)\b(?! (?:of|and|or|each|every|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
        lambda found: _ORDINALS[found[1].lower()],
    ),
    # approval in two letters
    (r"\b(has to|have to|must|needs to|to|will|can) ok(?:ay)?\b(?= (?!to\b)\w)", r"\1 approve"),
    (r"\b(with|w/|without|w/o|needs?|after|no) ((?:\w+ ){0,3}?)ok(?:ay)?(?=\s*[.,;:)]|$)", r"\1 \2approval"),
    (r"\bno ((?:\w+ ){0,2})ok(?:ay)?(?= (?:is )?(?:needed|required|necessary)\b)", r"no \1approval"),
    (r"\botherwise\b", "else"),
    (r"\bwhat happens (?=(?:if|then)\b)", "what "),
    (r"\bnr\b\.?|(?<=\w )no\.(?= ?\d)", "number"),  # anywhere else a "no." denies
    (r"(\d(?: (?!to\b|for\b|the\b|an?\b|my\b|your\b)[a-z]+){0,2}) (?-i:pa)\b", r"\1 per year"),  # "your PA" is a person
    (r"\b(how|where|what|who|when) 2\b", r"\1 to"),
    (r"\+(?=\d)", "plus "),
    # how a question is led in
    (
        r"\b(?:can|could|would) (?:you|u|someone|somebody|anyone) (?:please |pls |kindly )?"
        r"(?:tell|inform|advise|confirm|clarify|explain)(?: to)?(?: me| us)?(?: if| whether)?\b",
        "",
    ),
    (
        r"\b(?:i (?:just )?(?:want|wanted|would like|need)|i['’]d like) to (?:know|ask|check|understand)"
        r"(?: if| whether)?\b",
        "",
    ),
    (r"\b(?:query|question|doubt) (?:regarding|about|on|reg)\b", ""),
    (
        rf"\b({_BEFORE_MONTH}) ((?-i:{'|'.join(_LOWER_MONTHS)}))\b",
        lambda found: f"{found[1]} {_LOWER_MONTHS[found[2]]}",
    ),
    (r", no (?!(?:extra|additional) (?:cost|charge))(?=(?-i:(?:[a-z-]+ ?){1,3})(?:[.?!]|$))", " without "),
    (
        r"\bonly ([a-z]+)(?= (?:with|w/|if|for|on|in|at|after|from|until|till|during|by|when|within|before|while)\b)",
        lambda found: f"{found[1]} only" if is_verb_form(found[1]) or found[1] in _SAID_OF else found[0],
    ),
    (r"\bwhat (?:should|can) (?:i|we) do(?: now)?\b", "what now"),
)  # fmt: skip
_COMPILED = tuple((re.compile(typed, re.IGNORECASE), meant) for typed, meant in _TYPED)
_KNOWN = (
    lex.VERBS | lex.ADJECTIVES | lex.ADVERBS | lex.PREPOSITIONS | lex.RELATIONAL | lex.GENERIC | lex.UNIQUE
    | lex.PEOPLE | lex.TIME_NOUNS | lex.CALENDAR | lex.QUANTIFIERS | lex.AUXILIARIES | lex.NUMBER_WORDS | LIGHT
    | SAME_WORDS.keys()
)  # fmt: skip
_SHORTEST_SLIP = 5
_NO_WORD = re.compile(r"(?!sc[hlr]|s[hpt]r|spl|sph|squ|th[rw]|chr|ph[lrt]|sch)[bcdfghjklmnpqrstvwxz]{3}")


def as_meant(text: str) -> str:
    """The text with what was typed in haste written out."""
    for typed, meant in _COMPILED:
        text = typed.sub(meant, text)
    return text


def without_slips(now: Reading, kept: Reading) -> Reading:
    """The kept reading with each slip of the fingers read as the word that the rewrite has for it, or that is light.

    A slip is one letter off a word that we know, and begins with three consonants as no word does: "wrking". One that
    could be a word may be one that we do not know: "prize" and "appeal" are no "price" and "appear".
    """
    said, spoken = now.keys("word"), kept.keys("word")
    lost = [term for term in kept.terms if term.role == "word" and not said[term.key]]
    found = [term for term in now.terms if term.role == "word" and not spoken[term.key]]
    meant = {slip.key: word for slip in lost for word in _meant_by(slip, found)}
    terms = tuple(
        replace(term, key=meant[term.key].key, role=meant[term.key].role) if term.key in meant else term
        for term in kept.terms
    )
    return replace(kept, terms=terms) if meant else kept


def _meant_by(slip: Term, found: list[Term]) -> Iterator[Term]:
    low = slip.said.lower()
    if slip.said != low or len(low) < _SHORTEST_SLIP or not _NO_WORD.match(low):
        return
    light = (replace(slip, key=word, role="light", said=word) for word in sorted(LIGHT) if word[0] == low[0])
    for word in (*found, *light):
        other = word.said.lower()
        if other[0] == low[0] and _is_known(other) and OSA.distance(low, other, score_cutoff=1) == 1:
            yield word
            return


def _is_known(low: str) -> bool:
    return low in _KNOWN or low.removesuffix("s") in _KNOWN or is_verb_form(low) or low.removesuffix("er") in lex.VERBS
