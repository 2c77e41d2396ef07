"""An agent's clarifying question and the requester's reply → what the requester could have written at once.

"Are you full-time or part-time?" + "Full-time." → "I am full-time." Where no rule fits, the question is asked of
oneself: "Which site do I work at? Harrow Bridge." A reply stands without its question only where it says again what
it answers. Nothing is added that neither of them wrote.
"""

import re

from prep.acts import agent_act
from prep.grammar.ellipsis import has_finite_verb
from prep.grammar.tagging import Word, read_words

_YES = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|correct|right|exactly|that's right|sure)\b[\s,.!;:-]*"
    r"|^\W*i (?:do|am|have|did)\b[\s,.!;:-]*$",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\W*(?:no|nope|not yet|not really|i don't|i do not|i'm not|i am not)\b(?! (?:more|less))[\s,.!;:-]*",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"^(are|is|was|were|do|does|did|have|has|had|can|could|will|would|should)\s+(.+)$", re.IGNORECASE | re.DOTALL
)
_SWAPS = {
    "you": "I", "u": "I", "your": "my", "ur": "my", "yours": "mine", "yourself": "myself", "are": "am", "were": "was",
}  # fmt: skip
_ASKS = re.compile(
    r"^(?:what|which|who|whose|when|where|why|how|are|is|was|were|do|does|did|have|has|had|can|could|will|would"
    r"|should)\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(r"\b(?:please|pls|kindly)\b[\s,]*|[\s,]+(?:please|pls)(?=\W*$)", re.IGNORECASE)
_THANKS = re.compile(r"\W*\b(?:please|pls|sure|of course|thanks|thank you|thx|ty)\b\W*$", re.IGNORECASE)
# "Could you tell me which browser you use?" asks for what stands behind "me".
_ASKS_TO_TELL = re.compile(
    r"^(?:(?:can|could|will|would) you )?(?:tell (?:me|us)|let (?:me|us) know|specify|confirm|clarify)\b[\s:,]*(?=\w)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"^(?:\w+ )?(?:what|which|who|whose|when|where|why|how)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"^(?:\w+ )?(?:how (?:many|much)|which|what|whose)\s+((?!(?:is|are|was|were|do|does|did)\b)\w+)", re.I
)
_LEANS = re.compile(
    r"\b(?:it|its|that|this|these|those|they|them|there|then|one|ones|both|either|neither|same|former|latter|nothing|none|everything|something)\b",
    re.IGNORECASE,
)
_CHOICES = re.compile(
    r"(?:(?P<asked>(?:which|what|where|who|when)\b[^,:?–]*?)\s*[,:?–]\s*)?(?P<choices>[^?]*\bor\b[^?]*)$", re.IGNORECASE
)
_LEADS = re.compile(r"\s*(?P<verb>(?:\w+(?:ing|ed)\s+)?)(?P<how>(?:in|at|on|for|from|with|as)\s+)", re.IGNORECASE)
_SUBJECTS = ("speaker", "article", "possessive", "name", "noun", "number", "adjective", "quantifier", "pronoun")
_FEW_WORDS = 4  # "Sign-in required" is read off a screen
_ENOUGH = 0.5  # share of what an open question speaks of that a reply has to say again to stand without it


def merge_reply(question: str, reply: str, said: str = "") -> str:
    """The question and the reply as statements of the requester; "" when the reply says nothing.

    `said` is what the requester asked before: a reply need not say that again.
    """
    questions = _questions(question)
    whole = " ".join(questions)
    reply = " ".join(reply.split())
    if not re.search(r"\w", reply):
        return ""
    for pattern, negative in ((_YES, False), (_NO, True)):
        opening = pattern.match(reply)
        if opening:
            statement = _statement(whole, negative=negative) if len(questions) == 1 else ""
            rest = _THANKS.sub("", reply[opening.end() :]).strip()
            return _join(statement, rest) or _asked_of_oneself(whole, reply)
    if len(questions) == 1 and _says_its_question(whole, reply, said):
        return _sentence(reply)
    is_fragment = not has_finite_verb(_words_of(reply))
    if is_fragment and (chosen := _chosen(whole, reply)):
        return chosen
    is_fragment = is_fragment and len(questions) == 1
    return (_fragment(whole, reply) if is_fragment else "") or _asked_of_oneself(whole, reply)


def says_by_itself(reply: str) -> bool:
    """Whether a reply is a sentence that leans on nothing said before: "The cloud shows an error", not "It does"."""
    words = _words_of(reply)
    says = len(words) >= _FEW_WORDS and words[0].kind in _SUBJECTS and has_finite_verb(words)
    return says and not _LEANS.search(reply)


def speak_as_requester(text: str) -> str:
    """A question to the requester as a question of theirs: "do you have your badge" → "do I have my badge"."""
    words = re.split(r"(\W+)", text)
    swapped = []
    for n, word in enumerate(words):
        low = word.lower()
        before = "".join(words[:n]).lower()
        after = "".join(words[n + 1 :]).lower()
        beside_you = re.match(r"\W+(?:you|u)\b", after) or re.search(r"\b(?:you|u)\W+$", before)
        if low in ("are", "were") and beside_you:
            swapped.append(_match_case(word, _SWAPS[low]))
        elif low in ("you", "u"):
            swapped.append("me" if _is_object(before, after) else "I")
        elif low in ("your", "ur", "yours", "yourself"):
            swapped.append(_match_case(word, _SWAPS[low]))
        else:
            swapped.append(word)
    return "".join(swapped)


def _questions(text: str) -> list[str]:
    """The questions in an agent's message, without courtesy; its last sentence where none looks like one."""
    sentences = [sentence for sentence in re.split(r"(?<=[.!?])\s+|\n+", text.strip()) if sentence]
    asking = [each for each in sentences if each.rstrip().endswith("?") or agent_act(each) == "clarifying"]
    return [_bare_question(sentence) for sentence in asking or sentences[-1:]]


def _bare_question(sentence: str) -> str:
    question = _COURTESY.sub("", sentence).strip()
    question = re.sub(
        r"^(?:ok(?:ay)?|thanks|thank you|sure|great|hi|hello|and|so|just to verify)\b[\s,.!:;-]*",
        "",
        question,
        flags=re.IGNORECASE,
    )
    lead = _ASKS_TO_TELL.match(question)
    question = f"{question[lead.end() :].rstrip(' ?.')}:" if lead else question
    return f"{question[:1].upper()}{question[1:]}"


def _says_its_question(question: str, reply: str, said: str) -> bool:
    """Whether a reply is a sentence that says what it answers: "I was confirmed in February", not "Read only"."""
    words = _words_of(re.split(r"(?<=[.!?])\s", reply)[0])
    if not words or words[0].kind not in _SUBJECTS or not has_finite_verb(words) or _LEANS.search(reply):
        return False
    asked, answered, known = _topics(question), _topics(reply), _topics(said)
    if not _OPEN.match(question):
        return bool(asked & answered)
    counted = _COUNTED.match(question)  # "How many seats do you need?" + "We need 5."
    missing = asked - answered - known
    return (
        bool(answered - asked)
        and len(missing) <= _ENOUGH * len(asked)
        and not (counted and _topics(counted[1]) & missing)
    )


def _topics(text: str) -> set[str]:
    """The beginnings of the words that say what a text is about."""
    return {word.low[:5] for word in _words_of(text) if word.kind in ("noun", "name", "verb", "adjective")}


def _words_of(text: str) -> list[Word]:
    return [word for word in read_words(text) if word.kind != "mark"]


def _statement(question: str, *, negative: bool) -> str:
    """ "Do you still have the phone?" → "I still have the phone."; "" when the question is no plain yes-no question."""
    match = _AUXILIARY.match(question.rstrip(" ?."))
    if (
        not match
        or re.search(r",|\bor\b|;", match[2])
        or (not negative and re.search(r"\b(?:any|ever|yet)\b", match[2]))
    ):
        return ""
    auxiliary = match[1].lower()
    subject, rest = _split_subject(match[2])
    if not subject or not rest:
        return ""
    subject = "I" if subject.lower() in ("you", "u") else speak_as_requester(subject)
    first_person = subject == "I"
    rest = speak_as_requester(rest)
    auxiliary = {"are": "am", "were": "was"}.get(auxiliary, auxiliary) if first_person else auxiliary
    if not negative:
        if auxiliary == "do":
            verb = rest
        elif auxiliary in ("does", "did"):
            return ""  # the verb would have to be inflected
        else:
            verb = f"{auxiliary} {rest}"
        return _sentence(f"{subject} {verb}")
    rest = re.sub(r"\balready$", "yet", re.sub(r"\b(?:still|already) ", "", rest))
    return _sentence(f"{subject} {auxiliary} not {rest}")


def _split_subject(text: str) -> tuple[str, str]:
    """ "the purchase made in May" → "the purchase", "made in May"."""
    match = re.match(
        r"(you|u|i|we|it|they|he|she|this|that|somebody|someone|anybody|anyone)\b\s*(.*)$",
        text,
        re.IGNORECASE | re.DOTALL,
    )
    if match:
        return match[1], match[2]
    words = _words_of(text)
    if not words or words[0].kind not in ("article", "possessive", "quantifier", "name", "demonstrative"):
        return "", ""
    at = 1
    while at < len(words) and words[at].kind in ("adjective", "noun", "name", "number", "ordinal"):
        if at > 1 and words[at].low.endswith("ed"):
            break
        at += 1
    if at >= len(words) or not any(word.kind in ("noun", "name") for word in words[:at]):
        return "", ""
    at = at - 1 if words[at - 1].kind == "adjective" else at
    return text[: words[at - 1].end], text[words[at].start :]


def _fragment(question: str, reply: str) -> str:
    """ "Are you full-time or part-time?" + "Full-time" → "I am full-time."; "" when no rule fits."""
    bare = question.rstrip(" ?.")
    reply = reply.rstrip(" .")
    choice = re.match(r"(?:are|r) (?:you|u)\b(.*)$", bare, re.IGNORECASE)
    if choice and re.search(r"\bor\b", choice[1]) and _shares_word(choice[1], reply):
        return _sentence(f"I am {_lead(choice[1], reply)}{_inside(reply, bare)}")
    meant = re.match(r"do (?:you|u) (mean|work)\b(.*)$", bare, re.IGNORECASE)
    if meant and _shares_word(meant[2], reply):
        return _sentence(f"I {meant[1].lower()} {_lead(meant[2], reply)}{_inside(reply, bare)}")
    what = re.match(r"is (?:it|this)( about| for)?\b(.*\bor\b.*)$", bare, re.IGNORECASE)
    if what and "," not in what[2] and _shares_word(what[2], reply):
        return _sentence(f"It is{what[1] or ''} {_inside(reply, bare)}")
    return ""


def _lead(choices: str, reply: str) -> str:
    """What of the choices belongs before the reply.

    Of "based in Leeds or Pune" the "based in ", of "a guest or a member" the "a "; "" for "Mac or PC". The "on " of "on
    leave or sick" belongs to the leave alone: only names on both sides surely share one.
    """
    if lead := _LEADS.match(choices):
        named = re.search(rf"\b{re.escape(reply)}\b", choices, re.IGNORECASE)
        are_names = named is not None and all(choices[at].isupper() for at in (lead.end(), named.start()))
        is_shared = (lead["verb"] or are_names) and not _LEADS.match(reply)
        return f"{lead['verb']}{lead['how']}" if is_shared else lead["verb"]
    article = re.search(rf"\b(an?|the) {re.escape(reply)}\b", choices, re.IGNORECASE)
    return f"{article[1].lower()} " if article else ""


def _chosen(question: str, reply: str) -> str:
    """ "Which one? 2nd floor or warehouse?" + "warehouse" → "(Which one? Warehouse.)"; "" for another question.

    Who has several in mind would not ask oneself for one of them: what the agent guessed goes.
    """
    match = _CHOICES.match(question.rstrip(" ?."))
    if match is None or has_finite_verb(_words_of(match["choices"])) or not _shares_word(match["choices"], reply):
        return ""
    asked = match["asked"]
    if asked and has_finite_verb(_words_of(asked)):
        return ""
    return f"({asked.strip()}? {_sentence(reply)})" if asked else _sentence(reply)


def _asked_of_oneself(question: str, reply: str) -> str:
    asked = speak_as_requester(question)
    mark = ":" if asked.endswith(":") or not (_ASKS.match(asked) or asked.rstrip().endswith("?")) else "?"
    asked = asked.rstrip(" ?.:")
    return f"{asked[:1].upper()}{asked[1:]}{mark} {_sentence(reply)}"


def _is_object(before: str, after: str) -> bool:
    """Whether a "you" is an object: "can we call you", "for you"."""
    if re.search(
        r"\b(?:for|to|with|of|from|by|at|on|about|help|give|show|send|tell|call|let|ask|contact|allow|enable)\W+$",
        before,
    ):
        return True
    return not re.match(r"\W*\w", after) and not re.search(r"\b(?:are|is|do|did|have|can|will|would|were)\W+$", before)


def _shares_word(left: str, right: str) -> bool:
    return bool(_words(left) & _words(right))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.lower()))


def _join(statement: str, rest: str) -> str:
    """ "I still have the phone. It is right here."; "" when a lone word would hang on the statement."""
    if not statement or _words(rest) <= _words(statement):
        return statement
    return f"{statement} {_sentence(rest)}" if len(rest.split()) >= 2 else ""


def _sentence(text: str) -> str:
    text = text.strip()
    if not text:
        return ""
    return f"{text[0].upper()}{text[1:]}" + ("" if text[-1] in ".?!" else ".")


def _inside(reply: str, question: str) -> str:
    """A reply as it stands inside a sentence; "Mac" keeps the capital that the question gave it."""
    first = reply.split(maxsplit=1)[0].strip(",.;:")
    if reply[1:2].isupper() or first in ("I", *question.split()[1:]) or first.startswith(("I'", "I’")):
        return reply
    return reply[:1].lower() + reply[1:]


def _match_case(like: str, word: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() and word != "I" else word
