"""An agent's clarifying question and the requester's reply → what the requester could have written at once.

"Are you full-time or part-time?" + "Full-time." → "I am full-time." Where no rule fits, the question is asked of
oneself: "Which site do I work at? Harrow Bridge." Nothing is added that neither of them wrote.
"""

import re

from prep.grammar.ellipsis import has_finite_verb
from prep.grammar.tagging import read_words

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


def merge_reply(question: str, reply: str) -> str:
    """The question and the reply as statements of the requester; "" when the reply says nothing."""
    question = _last_question(question)
    reply = " ".join(reply.split())
    if not re.search(r"\w", reply):
        return ""
    for pattern, negative in ((_YES, False), (_NO, True)):
        opening = pattern.match(reply)
        if opening:
            statement = _statement(question, negative=negative)
            rest = reply[opening.end() :].strip()
            if not _ASKS.match(question) and len(rest.split()) >= 4:
                return _sentence(rest)  # "you tried the code?" + "No, I only want to know …"
            return _join(statement, rest) if statement else _asked_of_oneself(question, reply)
    if re.match(r"(?:it|that|this|they|he|she)(?:['’]s|['’]re)?\b", reply, re.IGNORECASE):
        return _asked_of_oneself(question, reply)  # the question says what "it" is
    if has_finite_verb([word for word in read_words(reply) if word.kind != "mark"]) or len(reply.split()) > 12:
        return _sentence(reply)
    return _fragment(question, reply) or _asked_of_oneself(question, reply)


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


def _last_question(text: str) -> str:
    """The question in an agent's message: its last sentence that asks, without courtesy."""
    sentences = re.split(r"(?<=[.!?])\s+|\n+", text.strip())
    asking = [sentence for sentence in sentences if sentence.rstrip().endswith("?")] or sentences[-1:]
    question = _COURTESY.sub("", asking[-1]).strip()
    return re.sub(
        r"^(?:ok(?:ay)?|thanks|thank you|sure|great|hi|hello|and|so|just to verify)\b[\s,.!:;-]*",
        "",
        question,
        flags=re.IGNORECASE,
    )


def _statement(question: str, *, negative: bool) -> str:
    """ "Do you still have the phone?" → "I still have the phone."; "" when the question is no plain yes-no question."""
    match = _AUXILIARY.match(question.rstrip(" ?."))
    if not match or re.search(r",|\bor\b|;", match[2]):
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
    if re.search(r"\b(?:still|already)\b", rest):
        rest = re.sub(r"\b(?:still|already) ", "", rest)
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
    words = [word for word in read_words(text) if word.kind != "mark"]
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
        return _sentence(f"I am {_lower_first(reply)}")
    meant = re.match(r"do (?:you|u) (mean|work)\b(.*)$", bare, re.IGNORECASE)
    if meant and _shares_word(meant[2], reply):
        return _sentence(f"I {meant[1].lower()} {_lower_first(reply)}")
    what = re.match(r"is (?:it|this)( about| for)?\b(.*\bor\b.*)$", bare, re.IGNORECASE)
    if what and "," not in what[2] and _shares_word(what[2], reply):
        return _sentence(f"It is{what[1] or ''} {_lower_first(reply)}")
    return ""


def _asked_of_oneself(question: str, reply: str) -> str:
    asked = speak_as_requester(question).rstrip(" ?.")
    return f"{asked[:1].upper()}{asked[1:]}? {_sentence(reply)}"


def _is_object(before: str, after: str) -> bool:
    """Whether a "you" is an object: "can we call you", "for you"."""
    if re.search(
        r"\b(?:for|to|with|of|from|by|at|on|about|help|give|show|send|tell|call|let|ask|contact|allow|enable)\W+$",
        before,
    ):
        return True
    return not re.match(r"\W*\w", after) and not re.search(r"\b(?:are|is|do|did|have|can|will|would|were)\W+$", before)


def _shares_word(left: str, right: str) -> bool:
    return bool(set(re.findall(r"\w{3,}", left.lower())) & set(re.findall(r"\w{3,}", right.lower())))


def _join(first: str, rest: str) -> str:
    return f"{first} {_sentence(rest)}" if len(rest.split()) >= 2 else first


def _sentence(text: str) -> str:
    text = text.strip()
    if not text:
        return ""
    return f"{text[0].upper()}{text[1:]}" + ("" if text[-1] in ".?!" else ".")


def _lower_first(text: str) -> str:
    return text if text[1:2].isupper() or text[:2] in ("I ", "I'") else text[:1].lower() + text[1:]


def _match_case(like: str, word: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() and word != "I" else word
