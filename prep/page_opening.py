"""How every page that is written to a file begins: for phones and the dark, no script, nothing loaded."""

OPENING = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
:root { color-scheme: light dark; --ink: #1b2430; --paper: #fff; --soft: #f4f6f8; --line: #d5dbe2; --grey: #5b6675;
  --blue: #0072b2; --green: #007a5a; --red: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7ecf2; --paper: #12161c; --soft: #1b212a; --line: #343d49;
  --grey: #a7b1bf; --blue: #6fb6ee; --green: #4cc9a0; --red: #f28b82; } }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 15px/1.55 sans-serif; }
</style>
"""
