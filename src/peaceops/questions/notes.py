"""What a reader must know of the edition before an answer: its last day, and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from peaceops.domain.days import short_day
from peaceops.edition import HOW_TO_GET, Edition, knowledge


def notes(edition: Edition, as_of: date, *, chosen: bool, unused: Sequence[str] = ()) -> list[str]:
    """What a user must know of the edition before the answer, in two lines at most.

    Args:
        edition: The edition.
        as_of: The day asked about.
        chosen: Whether the user wrote the day.
        unused: Subjects of knowledge that the answer does not use, as ``strength``.

    >>> from peaceops.edition import open_edition
    >>> edition = open_edition()
    >>> notes(edition, date(2010, 3, 1), chosen=True)
    []
    """
    lines = []
    last = edition.last_day
    beyond = (as_of - last).days
    missing = knowledge(edition.as_of(as_of)).words_without(*unused)
    if not chosen:
        lines.append(f"As of {short_day(last)}, the last day of the edition.")
    elif beyond > 0 and edition.manifest.cut_at is None:
        days = "1 day" if beyond == 1 else f"{beyond:,} days"
        lines.append(
            f"The edition's record of the Council ends on {short_day(last)}, {days} before "
            f"{short_day(as_of)}: what was decided since is not in this answer."
        )
    if missing:
        lines.append(f"{missing} {HOW_TO_GET}.")
    return lines
