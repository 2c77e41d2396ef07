"""Shorthand and what it means: a small general list, what the tickets themselves define, what a person confirms."""

from prep.glossary.expanding import Expansion, expand, unknown_shorthand
from prep.glossary.files import read_glossary, write_glossary
from prep.glossary.general import GENERAL
from prep.glossary.mining import mine_glossary
from prep.glossary.records import Entry, Glossary, Proposal, laid_over, with_proposals

__all__ = [
    "GENERAL",
    "Entry",
    "Expansion",
    "Glossary",
    "Proposal",
    "expand",
    "laid_over",
    "mine_glossary",
    "read_glossary",
    "unknown_shorthand",
    "with_proposals",
    "write_glossary",
]
