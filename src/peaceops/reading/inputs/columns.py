"""Pages set in columns: one column is read after the other.

A page is looked at as lines of characters that stand where they are printed. A gutter is a stretch
of places that stays blank on nearly all lines which have text on both sides of it; the text on both
sides must look like prose. Prose flows: many of its lines begin in the middle of a sentence. Those
of a table with words in its cells do not, and are read along the row.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

_GUTTER = 4  # places; the blanks between words are narrower
_LEAST_LINES = 4
_APART = 2  # blank lines that part a header or a footer from the columns
_MOST_WIDTH = 2_000
_ACROSS = 0.08  # of the lines may cross a gutter: titles, page numbers
_FLOWING = 0.3  # of the lines of a column begin in the middle of a sentence
_WORD = re.compile(r"\w+")
_SPACES = re.compile(r" {2,}")


@dataclass(frozen=True)
class Columns:
    """A page column by column.

    Attributes:
        text: One column after the other.
        flows: Whether the text flows down the columns, and not along the rows.
    """

    text: str
    flows: bool


def in_columns(printed: str) -> Columns | None:
    """The columns of a page; ``None`` where it is not set in columns.

    Args:
        printed: The page with every character where it is printed, blanks and blank lines between.
    """
    lines = [line.expandtabs().rstrip() for line in printed.split("\n")]
    written = [line for line in lines if line]
    if len(written) < _LEAST_LINES or max(map(len, written)) > _MOST_WIDTH:
        return None
    gutter = _gutter(written)
    if gutter is None:
        return None
    first, last = _framed(lines, gutter)
    parts = [_rows(lines[:first])]
    body = [line for line in lines[first:last] if line]
    flows = all(_flows([line[side].strip() for line in body]) for side in _sides(gutter))
    for across, band in groupby(body, key=lambda line: bool(line[slice(*gutter)].strip())):
        listed = list(band)
        if across:
            parts.append(_rows(listed))
            continue
        for side in _sides(gutter):
            column = [line[side].rstrip() for line in listed]
            inner = in_columns("\n".join(column))
            parts.append(inner.text if inner else _rows(column))
    parts.append(_rows(lines[last:]))
    return Columns("\n".join(part for part in parts if part), flows)


def same_words(text: str, other: str) -> bool:
    """Whether two readings of a page hold the same words but for one in fifty."""
    words, others = Counter(_WORD.findall(text)), Counter(_WORD.findall(other))
    differing = sum((words - others).values()) + sum((others - words).values())
    return differing <= 2 + 0.02 * sum(words.values())


def _gutter(lines: list[str]) -> tuple[int, int] | None:
    """Places of the widest gutter with prose on both sides."""
    width = max(map(len, lines))
    inked = [0] * (width + 1)
    for line in lines:
        for match in re.finditer(r"\S+(?: \S+)*", line):
            for place in range(match.start(), match.end()):
                inked[place] += 1
    blank = [count <= _ACROSS * len(lines) for count in inked[:width]]
    runs, place = [], 0
    for is_blank, run in groupby(blank):
        length = len(list(run))
        if is_blank and length >= _GUTTER and place > 0 and place + length < width:
            runs.append((place, place + length))
        place += length
    fitting = [run for run in runs if _parts_prose(lines, run)]
    return max(fitting, key=lambda run: run[1] - run[0], default=None)


def _parts_prose(lines: list[str], gutter: tuple[int, int]) -> bool:
    low, high = gutter
    beside = [line for line in lines if not line[low:high].strip()]
    both = [line for line in beside if line[:low].strip() and line[high:].strip()]
    if len(both) < max(_LEAST_LINES, 0.3 * len(beside)):
        return False
    return all(_is_prose([line[side].strip() for line in both]) for side in _sides(gutter))


def _sides(gutter: tuple[int, int]) -> tuple[slice, slice]:
    return slice(0, gutter[0]), slice(gutter[1], None)


def _is_prose(lines: list[str]) -> bool:
    """Lines of several words, most of them as long as the longest lets them be."""
    words = median(len(_WORD.findall(line)) for line in lines)
    lengths = sorted(len(_even(line)) for line in lines)
    letters = sum(sign.isalpha() for line in lines for sign in line)
    signs = sum(not sign.isspace() for line in lines for sign in line)
    return words >= 4 and lengths[len(lengths) // 2] >= 20 and letters >= 0.7 * signs


def _flows(lines: list[str]) -> bool:
    """Whether many lines of a column go on with what the line above begins."""
    pairs = list(pairwise(line for line in lines if line))
    going = sum(line[0].islower() and last[-1] not in ".!?" for last, line in pairs)
    return going >= _FLOWING * len(pairs)


def _framed(lines: list[str], gutter: tuple[int, int]) -> tuple[int, int]:
    """Where the columns begin and end: a header and a footer stand apart from them."""
    low, high = gutter
    both = [place for place, line in enumerate(lines) if line[:low].strip() and line[high:].strip()]
    first, last = both[0], both[-1] + 1
    while first > 0 and any(lines[max(first - _APART, 0) : first]):
        first -= 1
    while last < len(lines) and any(lines[last : last + _APART]):
        last += 1
    return first, last


def _rows(lines: list[str]) -> str:
    return "\n".join(_even(line) for line in lines if line)


def _even(line: str) -> str:
    return _SPACES.sub(" ", line.strip())
