"""Paragraphs of a text, parted by blank lines, headings and finished lines; their sentences."""

from __future__ import annotations

import re
from itertools import groupby

MOST = 3_000  # characters; a longer stretch is cut at a space, so that endless lines stay safe
_WRAPPED = 45
_NARROWEST = 24  # characters of a column's line
_NUMBERED = re.compile(r"\s*(?:\d{1,3}\.|\([a-z]{1,4}\)|[-*•])\s")
_END = re.compile(r'[.!?]["\')\]]*\s+(?=["\'(\[]? ?[A-Z0-9À-Þ])')
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Ms|Mrs|Dr|St|Gen|Col|Lt|No|Nos|vs|approx|para|art|e\.g|i\.e|U\.N|U\.S|[A-Z])\.|"
    r"^\s*\(?[0-9a-z]{1,3}[.)])$"
)


def paragraphs(plain: str) -> list[tuple[int, int]]:
    """Give the characters of each paragraph, in order.

    A line end inside a block of text is kept inside the paragraph where the line looks wrapped: not
    ended by a full stop, and long, or as long as its block lets it be, so that the first word of
    the next line would not have fitted.
    """
    spans: list[tuple[int, int]] = []
    start: int | None = None
    last, width, position = "", 0, 0
    for line, room in _with_room(plain.splitlines(keepends=True)):
        text = line.strip()
        begins = position + (len(line) - len(line.lstrip()))
        if start is not None and not (text and _goes_on(last, text, width)):
            spans += _pieces(plain, start, _trim(plain, start, position))
            start = None
        if text and start is None:
            start = begins
        last, width = text, room
        position += len(line)
    if start is not None:
        spans += _pieces(plain, start, _trim(plain, start, position))
    return spans


def sentences(plain: str, low: int, high: int) -> list[tuple[int, int]]:
    """Characters of the sentences of a paragraph, told by their full stops."""
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


def _with_room(lines: list[str]) -> list[tuple[str, int]]:
    """Each line with the width of its block; 0 where the lines of a block have no common width."""
    listed: list[tuple[str, int]] = []
    for _, block in groupby(lines, key=lambda line: bool(line.strip())):
        members = list(block)
        lengths = sorted(len(line.strip()) for line in members)
        # A word joined again makes its line longer than the column is.
        widest = lengths[int(0.8 * (len(lengths) - 1))]
        full = sum(length >= 0.75 * widest for length in lengths)
        even = len(members) >= 3 and widest >= _NARROWEST and full >= max(2, 0.4 * len(members))
        listed += [(line, widest if even else 0) for line in members]
    return listed


def _goes_on(last: str, text: str, width: int) -> bool:
    if last[-1] in '.!?:;"' or _NUMBERED.match(text):
        return False
    if len(last) >= _WRAPPED or (len(last) >= _NARROWEST and text[0].islower()):
        return True
    first = text.split(maxsplit=1)[0]
    return width > 0 and len(last) + 1 + len(first) > width


def _trim(plain: str, start: int, end: int) -> int:
    return start + len(plain[start:end].rstrip())


def _pieces(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    while end - start > MOST:
        cut = plain.rfind(" ", start, start + MOST)
        cut = cut if cut > start else start + MOST
        spans.append((start, cut))
        start = cut
    spans.append((start, end))
    return spans
