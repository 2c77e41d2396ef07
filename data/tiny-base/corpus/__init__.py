"""The corpus that the tiny base model has read: what invented companies' helpdesks ask, answer and write down.

policies/*.yaml, written by hand → source.py → companies.py (each with values of its own) → documents.py → text
"""
