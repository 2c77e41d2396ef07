"""How much each sign says that a question leans on another text: log-odds, printed by benchmarks/fit_self_contained.py.

Positive: it leans. Negative: it stands.
"""

WEIGHTS = {
    "pronoun": 3.00, "says-nothing": 2.51, "this-alone": 2.21, "place-there": 2.15, "the-one": 1.87,
    "said-elsewhere": 1.66, "status": 1.59, "goes-on": 1.58, "fragment-bare": 1.53, "fragment-name": 1.50,
    "what-about": 1.50, "shown-elsewhere": 1.49, "goal-open": 1.47, "no-topic": 1.47, "demonstrative": 1.32,
    "fragment-short": 1.25, "open-amount": 1.23, "bare-verb": 1.18, "time-open": 1.16, "substitute": 1.13,
    "pronoun-bound": 1.07, "lone-number": 1.03, "comparative": 0.94, "place-open": 0.93, "definite": 0.88,
    "additive": 0.88, "time-elsewhere": 0.79, "settles": 0.78, "past-unnamed": 0.61, "you": 0.49, "fragment-long": 0.42,
    "one-topic": 0.40, "left-out-later": 0.31, "superlative": 0.30, "relational": 0.29, "noun-asked": 0.08,
    "definite-long": 0.05, "year": -0.02, "noun-definite": -0.23, "owned-part": -0.32, "noun-owned": -0.51,
    "name-aside": -0.64, "own-deed": -0.69, "noun-aside": -0.71, "noun-introduced": -0.77, "heading": -0.83,
    "place-given": -0.84, "fault": -0.86, "noun": -1.04, "world": -1.10, "name": -1.14, "compound": -1.20,
    "quoted": -1.50, "full-name": -1.59, "length": -1.73,
}  # fmt: skip
CONSTANT = -0.26
