"""A console that breaks long lines between words where a person reads them."""

from __future__ import annotations

import re
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

_LABEL = re.compile(r"\s*\S(?:\S| (?! ))* {2,}(?=\S)")
"""A label and the blanks that set it apart from what follows."""
_ENTRY = re.compile(r"- |line [0-9]+: ")
"""How an entry of a list begins."""


class Terminal(Console):
    """A console whose whole lines (``soft_wrap``) are broken between words on a terminal.

    A terminal left to itself breaks a long line wherever its edge falls, within words too. A file
    or a pipe gets the line as it is, so that it can be searched. A word longer than the line, such
    as a path, stays whole: it can be copied.
    """

    def print(self, *objects: Any, soft_wrap: bool | None = None, **how: Any) -> None:
        """Print as Rich does; a whole line on a terminal in lines that fit it."""
        line = objects[0] if len(objects) == 1 else None
        if not (soft_wrap and self.is_terminal and isinstance(line, str | Text)):
            super().print(*objects, soft_wrap=soft_wrap, **how)
            return
        text = line
        if isinstance(text, str):
            text = self.render_str(
                text, markup=how.pop("markup", None), style=how.pop("style", None) or ""
            )
        for part in broken_lines(self, text):
            super().print(part, soft_wrap=True, **how)


def broken_lines(console: Console, text: Text) -> list[Text]:
    """Break text between words at a console's width; what follows stands under its first word.

    Args:
        console: Whose width it is to fit.
        text: One line or several.

    Returns:
        Lines, of which only one with a word too long for it is wider than the console.
    """
    lines: list[Text] = []
    for line in text.split("\n", allow_blank=True):
        hang = min(_hang(line.plain), console.width // 2)
        if line.cell_len <= console.width:
            lines.append(line)
            continue
        head, rest = line.divide([hang])
        for number, part in enumerate(rest.divide(_breaks(rest.plain, console.width - hang))):
            part.rstrip()
            lines.append((head if number == 0 else Text(" " * hang)) + part)
    return lines


def _breaks(line: str, width: int) -> list[int]:
    """Places at which a line is broken: before each word that would pass the width."""
    breaks: list[int] = []
    columns = 0
    for word in re.finditer(r"\s*\S+(?: %\S*)?\s*", line):
        columns_of_word = cell_len(word[0].rstrip())
        if columns and columns + columns_of_word > width:
            breaks.append(word.start())
            columns = 0
        columns += cell_len(word[0])
    return breaks


def _hang(line: str) -> int:
    """Columns that the second line of a text is indented by: as far as its first words are."""
    label = _LABEL.match(line)
    if label:
        return label.end()
    indent = len(line) - len(line.lstrip(" "))
    return indent + 2 if _ENTRY.match(line, indent) else indent
