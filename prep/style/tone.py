"""The habits of tone: who speaks, who is spoken to and how, in which words."""

import re
from collections.abc import Iterator
from functools import partial

from prep.grammar import lexicon as lex
from prep.languages import language_of
from prep.sentences import split_sentences
from prep.style.habit import Habit, Seen

_I = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll))\b(?!\))|\b(?:me|my)\b(?!\s+[A-Z])", re.MULTILINE)
_WE = re.compile(r"\b(?:we|we['’](?:re|ve|d|ll)|us|our|ours)\b", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|your|yours|yourself|u|ur)\b", re.IGNORECASE)
# Those whom the rule is for, where they do something or get it; "2 days for office staff" only says whom it covers.
_OTHERS = re.compile(
    r"(?:^|[.!?;,:\n]\W*|\b(?:that|if|when|as|and|but|because|unless|while)\s+)"
    r"(?P<who>(?:(?:the|an?|each|every|any|all|new|full-time|part-time)\s+)*"
    r"(?:employee|customer|user|client|member|applicant|guest|tenant|student|patient|buyer|subscriber|worker|colleague)s?)"
    r"(?:\s+(?:who|may|must|can|cannot|should|will|gets?|ha(?:s|ve)|receives?|needs?|is|are|pays?|do(?:es)?|keeps?|chooses?"
    r"|reports?|earns?|enters?|opens?|sends?|asks?|uses?|submits?|applies|apply)\b)",
    re.IGNORECASE,
)
# Of each language the words of the familiar and of the formal address.
_FAMILIAR = {
    "German": (r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w{0,2})\b", r"(?<=[a-zäöüß,] )(?:Sie|Ihnen|Ihr\w{0,2})\b"),
    "French": (r"\b(?i:tu|te|toi|ton|ta|tes)\b", r"\b(?i:vous|votre|vos)\b"),
    "Spanish": (r"\b(?i:tú|te|ti|tu|tus|puedes|debes|tienes)\b", r"\b(?i:usted|ustedes|puede|debe)\b"),
    "Italian": (r"\b(?i:tu|ti|tuo|tua|tuoi|puoi|devi)\b", r"\b(?:Lei|Suo|Sua|Suoi)\b"),
    "Dutch": (r"\b(?i:je|jij|jou|jouw)\b", r"\b(?i:u|uw)\b"),
    "Portuguese": (r"\b(?i:tu|teu|tua|podes)\b", r"\b(?i:você|o senhor|a senhora)\b"),
}
# "NP" is a notice period as often as "no problem", "OK" a button.
_CHAT = re.compile(
    r"\b(?:(?i:ur|pls|plz|thx|tnx|thnx|btw|gonna|wanna|gotta|yep|yup|yeah|nope|nah|lol|idk|cuz|coz|dunno|guys|lemme|kinda"
    r"|hey)|u|np|ya|oka?y?s?)\b(?![.-]\w)"
)
_STIFF = re.compile(
    r"\b(?:kindly|hereby|henceforth|herewith|hereinafter|aforesaid|aforementioned|pursuant to|please be (?:advised"
    r"|informed)|we regret to|it is to be noted|do the needful|revert back|at the earliest convenience|as per the"
    r"|the undersigned|in lieu of the same|notwithstanding)\b",
    re.IGNORECASE,
)
_LOUD = re.compile(r"!|[\U0001F300-\U0001FAFF\u2600-\u27BF]|(?:(?<=\s)|^)[:;]-?[)D](?=\s|$)", re.MULTILINE)
_SHORTENED = re.compile(
    r"\b\w+n['’]t\b|\b(?:you|we|they|it|that|there|I|he|she)['’](?:re|ve|ll|d|s|m)\b", re.IGNORECASE
)
_FULL = re.compile(
    r"\b(?:do|does|did|is|are|was|were|will|would|should|could|has|have|can)\s?not\b"
    r"|\b(?:you|we|they) (?:are|will)\b|\b(?:it|that|there) (?:is|will)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^\W*(?:(?:then|first|next|now|after that|afterwards|finally|just|also)\b,?\s+)?", re.IGNORECASE)
_PLEASE = re.compile(r"(?:please|pls|plz|kindly)\s+(?P<verb>[a-z]+)", re.IGNORECASE)
_MUST = re.compile(r"you (?:must|need to|have to|should|ought to|are to|will need to)\b", re.IGNORECASE)
_TELLS = lex.word_set(
    "open click go select choose press send submit use enter fill ask contact call write log sign book request check"
    " upload download install restart add attach keep hand return bring report tick scan tap type visit apply pick"
    " print follow delete remove switch connect set update claim order register raise tell give take wait make put"
)


def _speakers(text: str) -> Iterator[Seen]:
    if match := _WE.search(text):
        yield Seen('"we" for the desk', *match.span())
    elif match := _I.search(text):
        yield Seen('"I" for the desk', *match.span())


def _addressed(text: str) -> Iterator[Seen]:
    """Whom the answer is about; one that has "you" anywhere speaks to the person who asked."""
    if match := _YOU.search(text):
        yield Seen('"you" for whoever asks', *match.span())
    elif match := _OTHERS.search(text):
        yield Seen("the third person for whoever asks", *match.span("who"))


def _familiarity(text: str) -> Iterator[Seen]:
    language = language_of(text)
    if language in _FAMILIAR:
        familiar, formal = (re.search(words, text) for words in _FAMILIAR[language])
        if familiar:
            yield Seen("the familiar address", *familiar.span(), of=language)
        if formal:
            yield Seen("the formal address", *formal.span(), of=language)


def _orders(text: str) -> Iterator[Seen]:
    """How somebody is told what to do, by the first sentence that does."""
    place = 0
    for sentence in split_sentences(text):
        lead = _LEAD.match(sentence)
        start = place + (lead.end() if lead else 0)
        said = text[start : place + len(sentence)]
        first = re.match(r"[A-Za-z]+", said)
        if match := _PLEASE.match(said):
            yield Seen('"please" where they say what to do', start, start + match.end())
            return
        if match := _MUST.match(said):
            yield Seen('"you must" where they say what to do', start, start + match.end())
            return
        if first and first[0].casefold() in _TELLS:
            yield Seen("the imperative where they say what to do", start, start + len(first[0]))
            return
        place += len(sentence)


def _one_of(words: re.Pattern[str], with_them: str, without: str, text: str) -> Iterator[Seen]:
    match = words.search(text)
    yield Seen(with_them, *match.span()) if match else Seen(without)


def _contractions(text: str) -> Iterator[Seen]:
    for words, way in ((_SHORTENED, 'short forms such as "don\'t"'), (_FULL, 'full forms such as "do not"')):
        if match := words.search(text):
            yield Seen(way, *match.span())
            return


TONE = (
    Habit("who speaks", "answers in which the desk speaks of itself", _speakers),
    Habit("who is spoken to", "answers that speak of whoever asks", _addressed),
    Habit("address", "answers in that language that address somebody", _familiarity),
    Habit("instructions", "answers that say what to do", _orders),
    Habit("chat words", "answers", partial(_one_of, _CHAT, "chat words", "no chat words")),
    Habit("office words", "answers", partial(_one_of, _STIFF, "stiff office words", "no stiff office words")),
    Habit("emphasis", "answers", partial(_one_of, _LOUD, "exclamation marks or smileys", "none of them")),
    Habit("contractions", "answers with such forms", _contractions),
)
