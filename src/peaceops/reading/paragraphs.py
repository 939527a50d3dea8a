"""Paragraphs of a text: blank lines part them, and so do headings and finished lines."""

from __future__ import annotations

import re

MOST = 3_000  # characters; a longer stretch is cut at a space, so that endless lines stay safe
_WRAPPED = 45
_NUMBERED = re.compile(r"\s*(?:\d{1,3}\.|\([a-z]{1,4}\)|[-*•])\s")


def paragraphs(plain: str) -> list[tuple[int, int]]:
    """Give the characters of each paragraph, in order.

    A line end inside a block of text is kept inside the paragraph where the line looks wrapped:
    long, and not ended by a full stop.
    """
    found: list[tuple[int, int]] = []
    start: int | None = None
    last = ""
    position = 0
    for line in plain.splitlines(keepends=True):
        text = line.strip()
        begins = position + (len(line) - len(line.lstrip()))
        if start is not None and not (text and _goes_on(last, text)):
            found += _pieces(plain, start, _trim(plain, start, position))
            start = None
        if text and start is None:
            start = begins
        last = text
        position += len(line)
    if start is not None:
        found += _pieces(plain, start, _trim(plain, start, position))
    return found


def _goes_on(last: str, text: str) -> bool:
    wrapped = len(last) >= _WRAPPED and last[-1] not in '.!?:;"'
    return wrapped and not _NUMBERED.match(text)


def _trim(plain: str, start: int, end: int) -> int:
    return start + len(plain[start:end].rstrip())


def _pieces(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    while end - start > MOST:
        cut = plain.rfind(" ", start, start + MOST)
        cut = cut if cut > start else start + MOST
        found.append((start, cut))
        start = cut
    found.append((start, end))
    return found
