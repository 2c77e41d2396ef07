"""How much each sign says that a question leans on another text: log-odds, printed by benchmarks/fit_self_contained.py.

Positive: it leans. Negative: it stands.
"""

WEIGHTS = {
    "pronoun": 3.07, "says-nothing": 2.51, "this-alone": 2.25, "place-there": 2.10, "the-one": 1.86, "goal-open": 1.78,
    "said-elsewhere": 1.68, "status": 1.60, "goes-on": 1.57, "no-topic": 1.55, "fragment-bare": 1.53,
    "shown-elsewhere": 1.50, "fragment-name": 1.50, "what-about": 1.48, "demonstrative": 1.34, "fragment-short": 1.28,
    "open-amount": 1.25, "bare-verb": 1.20, "pronoun-bound": 1.19, "substitute": 1.19, "lone-number": 1.04,
    "time-open": 1.04, "place-open": 1.02, "additive": 0.90, "comparative": 0.89, "definite": 0.82,
    "time-elsewhere": 0.79, "past-unnamed": 0.55, "you": 0.48, "fragment-long": 0.42, "one-topic": 0.33,
    "superlative": 0.31, "left-out-later": 0.28, "relational": 0.17, "noun-asked": 0.05, "definite-long": 0.03,
    "year": -0.04, "noun-definite": -0.20, "owned-part": -0.35, "own-deed": -0.61, "noun-owned": -0.67,
    "noun-aside": -0.70, "name-aside": -0.73, "noun-introduced": -0.75, "place-given": -0.83, "heading": -0.84,
    "fault": -0.84, "noun": -1.10, "name": -1.22, "world": -1.24, "compound": -1.35, "quoted": -1.50,
    "full-name": -1.69, "length": -1.96,
}  # fmt: skip
CONSTANT = -0.39
