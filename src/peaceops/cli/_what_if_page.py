"""What changes when something is supposed, side by side in 80 columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peaceops.options import WhatIf
    from peaceops.questions import Changes, Row

WIDTH, LABEL, COLUMN = 80, 23, 19
_COLUMNS = ("As it is", "What if", "Difference")


def page(answer: WhatIf) -> Iterator[str]:
    """The lines of the page, each of 80 characters at most.

    Args:
        answer: What changes.
    """
    from peaceops.domain.days import long_day
    from peaceops.questions import changes

    after, shown = answer.after, changes(answer)
    yield from _wrapped(f"{after.mission} as of {long_day(after.as_of)}: what if")
    for sentence in answer.supposed:
        yield from _wrapped(f"- {sentence}", "  ", "    ")
    if answer.replaced:
        yield from _wrapped(f"In place of what the case says: {', '.join(answer.replaced)}.")
    if shown.set_against:
        yield ""
    for sentence in shown.set_against:
        yield from _wrapped(sentence)
    if shown.any:
        yield ""
        yield " " * LABEL + "".join(f"{name:>{COLUMN}}" for name in _COLUMNS)
        yield from _tables(shown)
    yield from _words(answer, shown)
    yield ""
    yield from _wrapped(shown.still)
    if shown.small:
        yield from _wrapped(shown.small)
    if shown.any:
        yield from _wrapped(shown.intervals)
    for line in answer.notes:
        yield from _wrapped(f"Note: {line}")


def _tables(shown: Changes) -> Iterator[str]:
    if shown.of_mission:
        yield ""
        yield "The mission as it stands"
        for row in shown.of_mission:
            yield from _row(row)
    for table in (*shown.figures, *shown.members):
        yield ""
        yield from _wrapped(table.heading)
        for row in table.rows:
            yield from _row(row)
    if shown.other_members:
        yield ""
        for sentence in shown.other_members:
            yield from _wrapped(sentence)


def _row(row: Row) -> Iterator[str]:
    """A label in as many lines as it takes; values in the first line, intervals in the second."""
    labels = wrap(row.label, LABEL - 3)
    lines = [[cell.value for cell in row.cells]]
    if any(cell.interval for cell in row.cells):
        lines.append([cell.interval for cell in row.cells])
    for place in range(max(len(labels), len(lines))):
        label = labels[place] if place < len(labels) else ""
        cells = lines[place] if place < len(lines) else []
        text = f"  {label:<{LABEL - 2}}" + "".join(f"{cell:>{COLUMN}}" for cell in cells)
        yield text.rstrip()


def _words(answer: WhatIf, shown: Changes) -> Iterator[str]:
    if answer.losses:
        yield ""
        yield "What those who leave take with them (latest maps)"
        for line in answer.losses:
            yield from _wrapped(line, "  ", "    ")
    if shown.capabilities:
        yield ""
        yield "Further capabilities lost"
        for line in shown.capabilities:
            yield from _wrapped(line, "  ", "    ")
    if answer.effects:
        yield ""
        yield "What is on record of it"
        for line in answer.effects:
            yield from _wrapped(f"- {line}", "  ", "    ")
    for sentence in shown.unread:
        yield ""
        yield from _wrapped(sentence)


def _wrapped(text: str, first: str = "", later: str = "") -> list[str]:
    text = re.sub(r"(?<=\d) ?%", "\u00a0%", text)
    lines = wrap(text, WIDTH, initial_indent=first, subsequent_indent=later or first)
    return [line.replace("\u00a0", " ") for line in lines]
