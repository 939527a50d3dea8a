"""Sentences without a model."""

from __future__ import annotations

import re

_END = re.compile(r'[.!?]["\')\]]*\s+(?=["\'(\[]? ?[A-Z0-9À-Þ])')
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Ms|Mrs|Dr|St|Gen|Col|Lt|No|Nos|vs|approx|para|art|e\.g|i\.e|U\.N|U\.S|[A-Z])\.|"
    r"^\s*\(?[0-9a-z]{1,3}[.)])$"
)


def sentences(plain: str, low: int, high: int) -> list[tuple[int, int]]:
    """Characters of the sentences of a paragraph."""
    spans, start = [], low
    for match in _END.finditer(plain, low, high):
        before = plain[max(start, match.start() - 8) : match.start() + 1]
        if _ABBREVIATION.search(before) and plain[match.start()] == ".":
            continue
        spans.append((start, match.start() + len(match.group().rstrip())))
        start = match.end()
    if start < high:
        spans.append((start, high))
    return spans
