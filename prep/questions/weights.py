"""What each signal says of two questions asking the same, written by benchmarks/fit_same_question.py."""

# Signal: what it usually is, how far it usually strays, its log-odds a stray, and what is added to these for each stray
# by which the first signal, how near the questions are for their crowd, is above its usual value.
TABLE = {
    "relative cosine": (-0.2629, 0.3490, 1.572, -0.312),
    "cosine": (0.3443, 0.1889, -0.576, 1.025),
    "words, worst, less": (0.0999, 0.0833, 0.083, 0.265),
    "words, worst, more": (0.1771, 0.1082, 0.028, 0.403),
    "words, worst three, less": (0.1415, 0.1028, -0.057, -0.452),
    "words, worst three, more": (0.2284, 0.1333, 0.072, 0.086),
    "words, lower quarter, less": (0.2220, 0.1208, 0.594, 0.020),
    "words, lower quarter, more": (0.2857, 0.1397, 0.939, -0.382),
    "words, mean, less": (0.3219, 0.1420, -0.537, -0.642),
    "words, mean, more": (0.3750, 0.1538, -0.207, -0.881),
    "subject words, worst, less": (0.1103, 0.0965, -0.093, 0.064),
    "subject words, worst, more": (0.1986, 0.1435, 0.182, -0.294),
    "subject words, worst three, less": (0.1775, 0.1474, -0.458, 0.294),
    "subject words, worst three, more": (0.2831, 0.1877, -1.034, 0.024),
    "subject words, lower quarter, less": (0.1906, 0.1303, 0.407, 0.100),
    "subject words, lower quarter, more": (0.2755, 0.1696, 0.108, 0.155),
    "subject words, mean, less": (0.3052, 0.1592, -0.241, 0.006),
    "subject words, mean, more": (0.3728, 0.1813, 0.262, -0.061),
    "nearest sentences": (0.3523, 0.1812, 0.623, 0.132),
    "last sentences": (0.3130, 0.1873, 0.140, 0.336),
    "subject cosine": (0.3336, 0.1953, -0.397, -0.172),
    "one kind asked for": (0.1622, 0.3686, 0.083, 0.042),
    "other kinds asked for": (0.4757, 0.4994, 0.074, 0.066),
    "opposites named": (0.0184, 0.1342, -0.043, -0.056),
    "one wording, other nouns": (0.1431, 0.1313, -0.418, 0.063),
}
CONSTANT = -0.586
CENTRES, SCALES, WEIGHTS, WHERE_CROWDED = zip(*TABLE.values(), strict=True)
