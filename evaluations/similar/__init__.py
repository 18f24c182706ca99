"""Has this been said before? Texts that are alike, across all evaluations that a person may see.

`words` says what of a text is compared, `index` keeps that beside each row, `lookup` finds what is
alike, `said` tells what became of it. Each floor makes its own nouns known by `searched` (ADR 16).
"""
