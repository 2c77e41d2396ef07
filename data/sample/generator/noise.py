"""What happens to texts on the way: slips of the fingers, resent wording, broken encodings."""

import random
import re

NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "ko", "m": "nk", "n": "bm", "o": "ip", "p": "ol", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xs",
}  # fmt: skip
WORD = re.compile(r"[a-z]{4,}")
RESAID = [
    (r"\bplease\b", "pls"), (r"\bpls\b", "please"), (r"\bI am\b", "I'm"), (r"\bI'm\b", "I am"),
    (r"\bI'd like\b", "I would like"), (r"\bwhats\b", "what's"), (r"\bcan't\b", "cannot"), (r"\bcannot\b", "can't"),
    (r"\bdon't\b", "do not"), (r"\band\b", "&"), (r"\byou\b", "u"), (r"\bi\b", "I"), (r"\bthanks\b", "thx"),
    (r"\bit's\b", "its"), (r"\bis not\b", "isn't"),
]  # fmt: skip


def typos(rng: random.Random, text: str, n: int) -> str:
    """The text with up to n slips, each inside a lower-case word of four letters or more: figures, shorthand stay."""
    for _ in range(n):
        words = list(WORD.finditer(text))
        if not words:
            return text
        word = rng.choice(words)
        at = rng.randrange(word.start() + 1, word.end() - 1)
        match rng.randrange(4):
            case 0:
                text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            case 1:
                text = text[:at] + text[at + 1 :]
            case 2:
                text = text[:at] + text[at] + text[at:]
            case _:
                text = text[:at] + rng.choice(NEIGHBOURS[text[at]]) + text[at + 1 :]
    return text


def resaid(rng: random.Random, text: str) -> str:
    """A near-verbatim copy: the same words but for a slip, a contraction, a capital or the last mark."""
    changes = rng.sample(["slip", "contraction", "case", "mark", "none"], k=rng.choice([1, 2, 2]))
    if "contraction" in changes:
        fitting = [(old, new) for old, new in RESAID if re.search(old, text)]
        if fitting:
            old, new = rng.choice(fitting)
            text = re.sub(old, new, text, count=1)
    if "case" in changes:
        text = text[0].swapcase() + text[1:] if rng.random() < 0.6 else text.lower()
    if "mark" in changes:
        text = text.rstrip("?.! ") + rng.choice(["", "?", "??", ".", "!", " ?"])
    if "slip" in changes:
        text = typos(rng, text, rng.choice([1, 1, 2]))
    return text


def mojibake(text: str) -> str:
    """UTF-8 read as Windows-1252, as an old gateway does it. Characters that this cannot show stay as they are."""
    text = text.replace("'", "’").replace(" - ", " – ")
    return "".join(_misread(character) for character in text)


def literal_newlines(text: str) -> str:
    return text.replace("\n", "\\n")


def flattened(text: str) -> str:
    """Paragraphs run together, as a careless HTML-to-text step leaves them."""
    return re.sub(r"\s*\n\s*", " ", text)


def _misread(character: str) -> str:
    try:
        return character.encode("utf-8").decode("cp1252")
    except UnicodeDecodeError:
        return character
