"""What is said of texts and changes, in the same words in the terminal and on pages."""

from __future__ import annotations

from peaceops.domain.days import long_day
from peaceops.domain.messages import message, run_together
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
            notes.append(
                message(
                    "moved from the {role} to the {role_2} part",
                    role=change.old.role,
                    role_2=change.new.role,
                )
            )
        elif before != after and before and after:
            notes.append(message("moved from “{before}” to “{after}”", before=before, after=after))
        else:
            notes.append("moved")
    if change.drawn_from is not None:
        place = message(
            "{place} of {symbol}", place=change.drawn_from.place, symbol=change.drawn_from.symbol
        )
        notes.append(
            message("many of its words are in {place}", place=place)
            if change.kind == "dropped"
            else message("many of its words come from {place}", place=place)
        )
    return run_together("; ", notes)


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
        lines.append(message("{symbol} is on record in French only.", symbol=text.symbol))
    if text.form == "page":
        lines.append(
            message(
                "{symbol} is on record as a page of the yearly volume, from which it could not "
                "be cut: other texts stand on it too.",
                symbol=text.symbol,
            )
        )
    return lines
