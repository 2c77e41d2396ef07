"""What no thread has to introduce: a firm's canteen and late fee, the nearest bank, what the asker owns or does."""

from collections.abc import Iterator

from prep.grammar import lexicon as lex
from prep.grammar.ellipsis import asked_of_practice, sentences_of, wants_more
from prep.grammar.signals import Signal
from prep.grammar.tagging import Word

# Of these a firm or a shop has one, or one that everybody there knows.
_THERE_IS_ONE = lex.word_set(
    "canteen cafeteria office reception lobby garage intranet portal payroll helpdesk handbook probation trial wifi "
    "wi-fi vpn network gym warehouse warranty hotline app website store shop checkout newsletter dashboard homepage "
    "login headquarters parking dress notice payday payslip printer library nursery kitchen shuttle switchboard "
    "catalogue guarantee sandbox api newsfeed pool"
)
# With a word before them they name a rule or an office of a firm: "the late fee", "the notice period".
_NAMED_BY_TWO = lex.word_set(
    "fee fees charge charges policy policies period limit limits deadline rate rates allowance allowances hours code "
    "form forms process procedure window budget card desk number hotline allotment quota days leave plan scheme "
    "program programme portal system account room service office team department address time cost costs price "
    "amount balance discount premium deposit threshold cap age date requirements rules fine penalty"
)
_EMPTY_MODIFIERS = lex.word_set("right same other new exact total final main first last best only correct actual next")
_NEAR = lex.word_set("nearest closest nearby local cheapest fastest quickest")
_DESK_VERBS = lex.word_set("do go have know see say tell think look like feel find be put keep let try begin eat wear")
_IS = frozenset(("is", "are", "be"))
_ASKS_ONESELF = lex.word_set("do can may must did could am cant don't")


def is_of_the_world(words: tuple[Word, ...], the: int, head: int) -> bool:
    """Whether "the" … head is a thing of the firm, asked of as it is now."""
    if _tells_past(words):
        return False
    if words[head].low in _THERE_IS_ONE | lex.PAY or any(word.low in _NEAR for word in words[the + 1 : head]):
        return True
    modified = head > the + 1 and words[head - 1].kind in ("noun", "adjective", "adverb", "verb", "number")
    return modified and words[head].low in _NAMED_BY_TWO and words[head - 1].low not in _EMPTY_MODIFIERS


def find_own_things(words: tuple[Word, ...]) -> Iterator[Signal]:
    """ "my address", "where do I park", "is it allowed to work abroad": whose thing or which deed it is says enough."""
    for sentence in sentences_of(words):
        if thing := asked_of_practice(sentence):
            yield Signal("world", thing.start, thing.end)
    for n, word in enumerate(words[:-1]):
        following = words[n + 1]
        if word.low in ("my", "our") and following.kind == "noun":
            yield Signal("owned-part", word.start, following.end)
        if (
            word.low in ("i", "we")
            and n
            and words[n - 1].low in _ASKS_ONESELF
            and following.kind == "verb"
            and not wants_more(following.low)
            and following.low not in _DESK_VERBS
        ):
            yield Signal("own-deed", word.start, following.end)
        if (
            word.low == "to"
            and n
            and words[n - 1].low
            in ("allowed", "possible", "permitted", "okay", "ok", "mandatory", "compulsory", "required")
            and following.kind == "verb"
            and n + 2 < len(words)
            and words[n + 2].kind in ("preposition", "adverb")
            and not wants_more(following.low)
            and following.low not in _DESK_VERBS
        ):
            yield Signal("own-deed", word.start, following.end)


def _tells_past(words: tuple[Word, ...]) -> bool:
    """Whether something is over; "is calculated" is a practice, "calculated" alone is not."""
    first_is = next((n for n, word in enumerate(words) if word.low in _IS), len(words))
    return any(
        word.low in lex.PAST_AUXILIARIES or (word.kind == "verb" and word.low.endswith("ed") and 0 < n < first_is)
        for n, word in enumerate(words)
    )
