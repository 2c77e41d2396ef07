"""Which language a text is in, from its commonest words or its script. "" where it does not show."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from prep.grammar import lexicon as lex

_COMMON = {
    "English": "the of and to is in you for it not on with be are this that have can your will from or as at by we",
    "German": "der die das und ist nicht sie ich mit ein eine auf für von den zu wir haben kann ihre bitte auch wenn "
    "ihr wird sind oder bei nach kein keine wie",
    "French": "le la les des est et vous une un pas pour dans que je nous votre sur avec ce qui en du au être avez",
    "Spanish": "el la los las es y que de no un una por para con su se en del al como más usted puede está",
    "Italian": "il lo la gli è e che di non un una per con si in del della sono può come più questo vostro",
    "Portuguese": "o os as é e que de não um uma por para com se em do da no na você pode como mais seu",
    "Dutch": "de het een en is niet van u je voor met op dat ik wij kan zijn uw ook als aan naar bij",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_OTHERS = frozenset().union(*(words for language, words in _WORDS.items() if language != "English"))
# In English texts, too: words, names of people and places, what people type for "you" and "why".
_ALSO_ENGLISH = lex.word_set(
    "a al as come da de del den des die do e el en in is la las le les lo los me met na no o on os per se si sur u van"
    " y"
)
_TELLING = {language: words - _ALSO_ENGLISH for language, words in _WORDS.items()} | {
    "English": (_WORDS["English"] | lex.AUXILIARIES | lex.SPEAKERS | lex.WH_WORDS) - _OTHERS - {"was", "will"}
}
_SCRIPTS = ("CYRILLIC", "ARABIC", "DEVANAGARI", "CJK", "HIRAGANA", "HANGUL", "GREEK", "HEBREW", "THAI", "TAMIL")
_MIN_WORDS, _MIN_HITS, _LEAD = 6, 3, 2
_MIN_TELLING = 2  # words of another language that English has not

ENGLISH = (
    lex.VERBS | lex.ADJECTIVES | lex.RELATIONAL | lex.UNIQUE | lex.PEOPLE | lex.TIME_NOUNS | lex.CALENDAR | lex.PERSONAL
    | lex.THINGS | lex.DEMONSTRATIVES | lex.SPEAKERS | lex.INDEFINITE | lex.QUANTIFIERS | lex.NUMBER_WORDS
    | lex.WH_WORDS | lex.AUXILIARIES | lex.PREPOSITIONS | lex.CONJUNCTIONS | lex.ADVERBS | lex.EMPTY_NOUNS
    | {"ill", "yes", "auto"}
)  # fmt: skip


def language_of(text: str) -> str:
    """ "English", "Cyrillic" …; "" where the text does not show it."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = Counter(
        script
        for letter in letters
        if ord(letter) > 0x2FF
        for script in _SCRIPTS
        if script in unicodedata.name(letter, "")
    )
    if foreign and foreign.most_common(1)[0][1] > len(letters) / 2:
        return foreign.most_common(1)[0][0].capitalize()
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < _MIN_WORDS:
        return ""
    hits = sorted(
        ((sum(word in common for word in words), language) for language, common in _WORDS.items()), reverse=True
    )
    (most, language), (next_most, _) = hits[:2]
    return language if most >= _MIN_HITS and most >= _LEAD + next_most else ""


@lru_cache(maxsize=10_000)
def language_of_sentence(sentence: str, text: str) -> str:
    """The language of one sentence of a text: its own words tell, or else the whole text. Capitals tell nothing."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", sentence) if not word.isupper()]
    hits = {language: sum(word in telling for word in words) for language, telling in _TELLING.items()}
    n_english = hits.pop("English")
    most, language = max((n, language) for language, n in hits.items())
    if most >= _MIN_TELLING and most > n_english:
        return language
    return "English" if n_english > most else language_of(text)


@lru_cache(maxsize=10_000)
def language_of_phrase(phrase: str) -> str:
    """The language of a few words, such as a meaning."""
    words = re.findall(r"[^\W\d_]+", phrase.lower())
    if any(word in ENGLISH or word.removesuffix("s") in ENGLISH for word in words):
        return "English"
    return next((language for language, telling in _TELLING.items() if telling & set(words)), "")
