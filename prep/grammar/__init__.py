"""A light reading of English: what kind of word each word is, what refers elsewhere, what is missing."""
