"""Pairs whose answer is not about what was asked, held against how well the set's own answers fit their questions."""

from prep.checks.check import Check, Found, Ground, NotApplicable
from prep.fitting import fits_of
from prep.records import Finding
from prep.style import USUAL_FROM

MIN_SET = 50  # pairs under which "no better than drawn at random" says nothing
FITS_FROM = 1.2  # standard deviations above an answer drawn at random
TELLING = 3  # words that say something, under which an answer is a name or a figure that fits many questions


def find(ground: Ground) -> Found:
    """The value is the fit in standard deviations; the second pair is the one whose question the answer fits better."""
    if ground.instructions is None or ground.responses is None or len(ground.pairs) < MIN_SET:
        return NotApplicable(f"Fewer than {MIN_SET} pairs: how well answers fit here is not known yet.")
    fits = fits_of(ground.instructions, ground.responses, under=FITS_FROM)
    odd = [
        place
        for place in range(len(ground.pairs))
        if fits.fit[place] < FITS_FROM
        and fits.is_better[place]
        and len(set(ground.readings.answer(ground.pairs[place].response).concepts)) >= TELLING
    ]
    n_fit = len(ground.pairs) - len(odd)
    if n_fit < USUAL_FROM * len(ground.pairs):
        return NotApplicable("Answers and questions of this set share too little to tell which belong together.")
    findings = []
    for place in odd:
        pair, other = ground.pairs[place], ground.pairs[int(fits.better[place])]
        detail = (
            f"{n_fit:,} of {len(ground.pairs):,} answers clearly fit their question; this one fits that of "
            f"{other.pair_id} better than its own."
        )
        ids, value = (pair.pair_id, other.pair_id), round(float(fits.fit[place]), 2)
        findings.append(Finding(CHECK.code, "review", ids, value, detail))
    return findings


CHECK = Check("mismatched-answer", "Answers to another question than was asked", "review", find)
