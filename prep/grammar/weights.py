"""How much each sign says that a question leans on another text: log-odds, printed by benchmarks/fit_self_contained.py.

Positive: it leans. Negative: it stands.
"""

WEIGHTS = {
    "pronoun": 2.87, "says-nothing": 2.50, "no-topic": 1.76, "demonstrative": 1.74, "place-there": 1.71,
    "said-elsewhere": 1.58, "status": 1.52, "fragment-bare": 1.51, "what-about": 1.47, "shown-elsewhere": 1.46,
    "goes-on": 1.32, "open-amount": 1.25, "fragment-short": 1.19, "substitute": 1.15, "pronoun-bound": 1.13,
    "lone-number": 1.05, "time-elsewhere": 1.01, "bare-verb": 1.01, "definite": 0.95, "additive": 0.94,
    "comparative": 0.68, "one-topic": 0.59, "fragment-long": 0.39, "past-unnamed": 0.39, "superlative": 0.27,
    "relational": 0.13, "noun-asked": 0.11, "you": 0.03, "definite-long": 0.00, "year": -0.03, "noun-definite":
    -0.15, "name-aside": -0.70, "noun-aside": -0.71, "noun-owned": -0.93, "noun-introduced": -0.97, "heading":
    -1.03, "noun": -1.41, "name": -1.44, "quoted": -1.50, "compound": -1.58, "full-name": -1.87, "length":
    -2.60,
}  # fmt: skip
CONSTANT = -0.31
