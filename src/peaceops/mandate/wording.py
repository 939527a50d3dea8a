"""What is said of texts and changes, in the same words in the terminal and on pages."""

from __future__ import annotations

from peaceops.domain.days import long_day
from peaceops.mandate.difference import Change
from peaceops.mandate.texts import MandateText


def change_note(change: Change) -> str:
    """What there is to say of a change beside its words: where it was, and what it came from.

    Args:
        change: The change.

    Returns:
        A few words; ``""`` where there is nothing to say.
    """
    notes = []
    if change.old is not None and change.new is not None and change.moved:
        before, after = change.old.heading, change.new.heading
        if change.old.role != change.new.role:
            notes.append(f"moved from the {change.old.role} to the {change.new.role} part")
        elif before != after and before and after:
            notes.append(f"moved from “{before}” to “{after}”")
        else:
            notes.append("moved")
    if change.drawn_from is not None:
        place = f"{change.drawn_from.place} of {change.drawn_from.symbol}"
        notes.append(
            f"many of its words are in {place}"
            if change.kind == "dropped"
            else f"many of its words come from {place}"
        )
    return "; ".join(notes)


def day_of(text: MandateText) -> str:
    """The day of a text, in words.

    Args:
        text: The text.
    """
    return long_day(text.date) if text.date else "undated"


def warnings_of(text: MandateText) -> list[str]:
    """What a reader of a text must know of its form.

    Args:
        text: The text.
    """
    lines = []
    if text.language != "en":
        lines.append(f"{text.symbol} is on record in French only.")
    if text.form == "page":
        lines.append(
            f"{text.symbol} is on record as a page of the yearly volume, from which it could not "
            "be cut: other texts stand on it too."
        )
    return lines
