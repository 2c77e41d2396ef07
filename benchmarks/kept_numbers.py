"""How many order, ticket, invoice and tracking numbers are taken for personal data: they must stay, or answers lose
them.

Numbers in the forms of shops, helpdesks and carriers are generated and put into sentences, with and without the word
that names them. One counts as touched when a finding covers any of its characters.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Sequence

from prep.personal_data import find_personal_data
from to_the_reader import run

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def _digits(rng: random.Random, n: int) -> str:
    return str(rng.randint(1, 9)) + "".join(str(rng.randint(0, 9)) for _ in range(n - 1))


FORMS: dict[str, Callable[[random.Random], str]] = {
    "order: digits": lambda rng: _digits(rng, rng.randint(6, 10)),
    "order: hash": lambda rng: f"#{_digits(rng, rng.randint(5, 8))}",
    "order: groups": lambda rng: f"{_digits(rng, 3)}-{_digits(rng, 7)}-{_digits(rng, 7)}",
    "order: year": lambda rng: f"ORD-{rng.randint(2019, 2026)}-{rng.randint(1, 99999):06}",
    "invoice": lambda rng: f"INV/{rng.randint(2019, 2026)}/{rng.randint(1, 9999):05}",
    "purchase order": lambda rng: f"45{_digits(rng, 8)}",
    "ticket: prefix": lambda rng: f"{rng.choice(('INC', 'REQ', 'CHG', 'RITM'))}{rng.randint(1, 9_999_999):07}",
    "ticket: key": lambda rng: f"{''.join(rng.choices(LETTERS, k=rng.randint(2, 4)))}-{rng.randint(10, 99999)}",
    "tracking: UPS": lambda rng: f"1Z{''.join(rng.choices(LETTERS + '0123456789', k=6))}{_digits(rng, 10)}",
    "tracking: 12 digits": lambda rng: _digits(rng, 12),
    "tracking: 15 digits": lambda rng: _digits(rng, 15),
    "tracking: 20 digits": lambda rng: f"00{_digits(rng, 18)}",
    "tracking: 22 digits in groups": lambda rng: " ".join((*(_digits(rng, 4) for _ in range(5)), _digits(rng, 2))),
    "tracking: international": lambda rng: (
        f"{rng.choice('CELRV')}{rng.choice(LETTERS)}{_digits(rng, 9)}{rng.choice(('DE', 'GB', 'CN', 'US'))}"
    ),
    "serial": lambda rng: "".join(rng.choices(LETTERS + "0123456789", k=12)),
}
WORDS = {
    "order": "order",
    "invoice": "invoice",
    "purchase": "PO",
    "ticket": "ticket",
    "tracking": "parcel",
    "serial": "serial number",
}
SENTENCES = (
    "Where is my {word} {number}?",
    "{word} {number} never arrived",
    "I am writing about {word} no. {number}, please check.",
    "Your {word} {number} was closed yesterday.",
    "still waiting for {number}, it is my second {word}",
    "{word}: {number}",
    "The {word} number is {number}. Can you look it up?",
    "Re {number} - is this {word} paid?",
)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    scores = measure(options.n, options.seed)
    if options.json:
        print(json.dumps(scores))
        return 0
    print(f"{scores['n']} numbers: {scores['touched']} touched, {scores['share']:.2%}")
    for form, count in scores["by_form"].items():
        print(f"  {form}: {count}")
    return 0


def measure(n: int, seed: int) -> dict:
    """Touched numbers, in all and by form; `share` of 1."""
    rng = random.Random(seed)
    touched: Counter[str] = Counter()
    for number in range(n):
        form = list(FORMS)[number % len(FORMS)]
        value = FORMS[form](rng)
        text = rng.choice(SENTENCES).format(word=WORDS[form.split(":")[0].split()[0]], number=value)
        start = text.index(value)
        if any(span.start < start + len(value) and start < span.end for span in find_personal_data(text)):
            touched[form] += 1
    return {"n": n, "touched": touched.total(), "share": touched.total() / n, "by_form": dict(touched.most_common())}


if __name__ == "__main__":
    run(main)
