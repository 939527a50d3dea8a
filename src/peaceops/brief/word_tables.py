"""Widths of a Word table's columns: in proportion to what they hold, and never past the page.

Word and LibreOffice each have rules of their own for a table that sizes itself. Widths that are
set make both show the same, and a table that would not fit is found before it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from peaceops.brief.page import Table

TWIPS = 20
"""Twentieths of a point, in which Word measures, to the point."""
MARGINS = 114
"""Left and right margin of a cell, twips."""
SPARE = 1.06
"""Room for what Arial sets wider than it is reckoned here."""
BOLD = 1.08
"""How much wider headings are set."""
NORMAL, SMALL = 8.0, 7.0
"""Type sizes of a table's text, in points, as the styles have them."""
_WIDTHS = (
    (re.compile(r"[iljI.,;:'|!()\[\]/ \u00a0]"), 0.28),
    (re.compile(r"[frt\-\u2013\"]"), 0.36),
    (re.compile(r"[mwMW%\u2014]"), 0.86),
    (re.compile(r"[A-Z&]"), 0.70),
)


@dataclass(frozen=True)
class Fit:
    """How a table stands on the page.

    Attributes:
        widths: Of each column, in twips.
        small: Whether it needs the smaller type.
        landscape: Whether it needs a page of its own, turned.
    """

    widths: tuple[int, ...]
    small: bool = False
    landscape: bool = False

    @property
    def total(self) -> int:
        """Twips across."""
        return sum(self.widths)


def fit(table: Table, portrait: int, landscape: int) -> Fit:
    """Find the columns' widths, and the type and page that the table needs.

    Args:
        table: The table.
        portrait: Width of the text on an upright page, twips.
        landscape: The same on a turned page.

    Returns:
        The first that holds the longest word of every column: normal type, small type, a turned
        page. On a turned page words may break.
    """
    matrix = table.style == "matrix"
    for small in (False, True)[matrix:]:
        least, most = _needs(table, SMALL if small else NORMAL)
        if sum(least) <= portrait:
            return Fit(_share(least, most, portrait), small)
    return Fit(_share(least, most, landscape), small=True, landscape=True)


def _needs(table: Table, size: float) -> tuple[list[int], list[int]]:
    """The least and the full width of each column, twips: its longest word, its longest line."""
    least, most = [], []
    for place, column in enumerate(table.columns):
        lines = []
        for row in table.rows:
            lines.append(f"{'■ ' if row[place].tone else ''}{row[place].text}")
            lines.append(row[place].small or "")
        words = {word for line in lines for word in _words(line)}
        scale = size * TWIPS * SPARE
        longest = max(*map(_ems, words), *(BOLD * _ems(word) for word in _words(column.label)))
        least.append(round(longest * scale) + MARGINS)
        most.append(round(max(*map(_ems, lines), BOLD * _ems(column.label)) * scale) + MARGINS)
    return least, most


def _words(line: str) -> list[str]:
    """The pieces of a line between which it may break."""
    return re.split(r"[ \n]|(?<=-)", line)


def _share(least: list[int], most: list[int], room: int) -> tuple[int, ...]:
    """Share the room among columns: their full width, else what is left by how much they hold."""
    if sum(most) <= room:
        stretch = min(1.3, room / sum(most))
        return tuple(int(width * stretch) for width in most)
    if sum(least) >= room:
        return tuple(int(width * room / sum(least)) for width in least)
    wants = [(full - small) ** 0.75 for full, small in zip(most, least, strict=True)]
    left = (room - sum(least)) / sum(wants)
    shared = [min(full, small + want * left)
              for full, small, want in zip(most, least, wants, strict=True)]  # fmt: skip
    # What columns did not take because they are full goes to the longest.
    shared[most.index(max(most))] += room - sum(shared)
    return tuple(map(int, shared))


def _ems(text: str) -> float:
    """Width of a text set in Arial, in ems."""
    width, left = 0.0, text
    for signs, ems in _WIDTHS:
        left, count = signs.subn("", left)
        width += count * ems
    return width + 0.556 * len(left)
