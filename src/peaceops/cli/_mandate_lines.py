"""Mandates in the terminal: texts with their numbers, and changes with the words that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from peaceops.mandate import change_note, day_of, warnings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, RenderableType

    from peaceops.mandate import Change, Difference, MandateText, Paragraph, Words

AROUND = 10
"""Words shown before and after a change; what lies between is left out."""
MARKS = {"same": " ", "moved": "»", "changed": "~", "added": "+", "dropped": "-"}
_STYLES = {"added": "green", "dropped": "red", "moved": "blue", "changed": "yellow"}
_WIDTH = 80


def show_text(out: Console, text: MandateText) -> None:
    """Print a document paragraph by paragraph."""
    out.width = min(out.width, _WIDTH) if out.is_terminal else out.width
    out.print(Text(text.symbol, style="bold"))
    out.print(Text(_about(text)))
    for line in warnings_of(text):
        out.print(Text(line, style="italic"))
    for paragraph in text.paragraphs:
        if paragraph.role in ("title", "front"):
            continue
        out.print()
        out.print(_paragraph(paragraph))


def show_difference(
    out: Console, difference: Difference, changes: Sequence[Change], *, full: bool
) -> None:
    """Print what changed between two texts.

    Args:
        out: Where to print.
        difference: The comparison.
        changes: Those of its changes to print.
        full: Print whole paragraphs, not only the words around a change.
    """
    out.width = min(out.width, _WIDTH) if out.is_terminal else out.width
    for line in summary_lines(difference):
        out.print(Text(line))
    routine = [change for change in changes if change.routine and not full]
    heading: str | None = None
    for change in changes:
        if change in routine:
            continue
        if change.heading != heading and change.heading:
            out.print()
            out.print(Text(change.heading, style="bold underline"))
        heading = change.heading
        out.print()
        for part in _change(change, full=full, coloured=out.is_terminal and not out.no_color):
            out.print(part)
    if routine:
        places = "; ".join(change.place for change in routine)
        only = (
            "Only such words, and the numbers of references,"
            if difference.replaced
            else "Only the numbers of references"
        )
        out.print()
        out.print(
            Text(f"{only} changed in {len(routine)} paragraphs (--full shows them): {places}")
        )


def summary_lines(difference: Difference) -> list[str]:
    """The two texts and the counts, in words."""
    old, new = difference.old, difference.new
    count = difference.count
    moved = sum(change.moved for change in difference.changes if change.kind == "changed")
    lines = [
        f"From {old.symbol} of {day_of(old)}",
        f"to {new.symbol} of {day_of(new)}",
        f"{count('same')} paragraphs the same, {count('changed')} changed"
        + (f" ({moved} of them moved too)" if moved else "")
        + f", {count('moved')} moved, {count('added')} added, {count('dropped')} dropped",
    ]
    lines += [
        f"Throughout: “{before}” is now “{after}” ({paragraphs} paragraphs)"
        for before, after, paragraphs in difference.replaced
    ]
    if old.date and new.date and old.date > new.date:
        lines.append(f"{old.symbol} is the later of the two: name it second to see what it changed")
    return [*lines, *warnings_of(old), *warnings_of(new)]


def _about(text: MandateText) -> str:
    title = text.subject or ("" if text.kind == "resolution" else text.title)
    return f"{text.kind}, {day_of(text)}" + (f": {title}" if title else "")


def _paragraph(paragraph: Paragraph) -> RenderableType:
    if paragraph.role == "heading":
        return Text(paragraph.text, style="bold")
    label = f"{paragraph.number}  " if paragraph.number else ""
    indent = 2 * max((paragraph.level or 1) - 1, 0)
    return Padding(
        Text(label, style="bold") + Text(paragraph.text), (0, 0, 0, indent), expand=False
    )


def _change(change: Change, *, full: bool, coloured: bool) -> Iterator[RenderableType]:
    style = _STYLES.get(change.kind, "")
    note = change_note(change)
    head = Text(f"{MARKS[change.kind]} {change.place}", style=f"bold {style}".strip())
    kind = "" if change.kind == "changed" or (change.kind == "moved" and note) else change.kind
    remark = "; ".join(part for part in (kind, note) if part)
    head.append(f"  {remark}" if remark else "", style="not bold")
    yield head
    paragraph = change.new or change.old
    if paragraph is None:
        return
    if change.words:
        body = _words(change.words, full=full, coloured=coloured)
    else:
        body = Text(paragraph.text, style=style if change.kind in ("added", "dropped") else "")
    yield Padding(body, (0, 0, 0, 2), expand=False)


def _words(runs: Sequence[Words], *, full: bool, coloured: bool) -> Text:
    text = Text()
    for index, run in enumerate(runs):
        if run.kind == "same":
            words = run.text
            text.append(words if full else _shortened(words, index > 0, index < len(runs) - 1))
        elif coloured:
            style = "green bold" if run.kind == "added" else "red strike"
            space = len(run.text) - len(run.text.lstrip())
            text.append(run.text[:space])
            text.append(run.text[space:], style=style)
        else:
            left, right = ("{+", "+}") if run.kind == "added" else ("[-", "-]")
            space = len(run.text) - len(run.text.lstrip())
            text.append(f"{run.text[:space]}{left}{run.text[space:]}{right}")
    text.rstrip()
    return text


def _shortened(words: str, after: bool, before: bool) -> str:
    """Keep the words next to a change, and leave out those between."""
    parts = words.split(" ")
    room = AROUND * (after + before) + 4
    if len(parts) <= room:
        return words
    start = " ".join(parts[:AROUND]) if after else ""
    end = " ".join(parts[-AROUND:]) if before else ""
    return (
        f"{start} [...] {end}" if start and end else f"{start} [...]" if start else f"[...] {end}"
    )
