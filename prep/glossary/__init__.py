"""Shorthand and what it means: a small general list, what the tickets themselves define, what a person confirms."""

from prep.glossary.expanding import Expansion, expand, unknown_shorthand
from prep.glossary.files import read_glossary, write_glossary
from prep.glossary.general import GENERAL
from prep.glossary.proposing import mine_glossary
from prep.glossary.records import Entry, Glossary, Proposal, Sense, laid_over, with_proposals
from prep.glossary.said import Said, last_press, standing, with_said

__all__ = [
    "GENERAL",
    "Entry",
    "Expansion",
    "Glossary",
    "Proposal",
    "Said",
    "Sense",
    "expand",
    "laid_over",
    "last_press",
    "mine_glossary",
    "read_glossary",
    "standing",
    "unknown_shorthand",
    "with_proposals",
    "with_said",
    "write_glossary",
]
