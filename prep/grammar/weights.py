"""How much each sign says that a question leans on another text: log-odds, printed by benchmarks/fit_self_contained.py.

Positive: it leans. Negative: it stands.
"""

WEIGHTS = {
    "pronoun": 2.87, "says-nothing": 2.50, "this-alone": 2.15, "no-topic": 1.77, "place-there": 1.62,
    "said-elsewhere": 1.62, "status": 1.53, "fragment-bare": 1.51, "shown-elsewhere": 1.50, "what-about": 1.47,
    "goes-on": 1.32, "demonstrative": 1.26, "open-amount": 1.25, "pronoun-bound": 1.22, "fragment-short": 1.17,
    "substitute": 1.14, "lone-number": 1.05, "time-elsewhere": 1.01, "bare-verb": 1.00, "additive": 0.94,
    "definite": 0.94, "comparative": 0.71, "one-topic": 0.57, "fragment-long": 0.40, "past-unnamed": 0.38,
    "superlative": 0.27, "relational": 0.13, "noun-asked": 0.10, "you": 0.02, "definite-long": 0.00, "year": -0.03,
    "noun-definite": -0.16, "name-aside": -0.70, "noun-aside": -0.72, "noun-owned": -0.95, "heading": -0.95,
    "noun-introduced": -0.97, "noun": -1.41, "name": -1.45, "quoted": -1.50, "compound": -1.59, "full-name": -1.88,
    "length": -2.57,
}  # fmt: skip
CONSTANT = -0.28
