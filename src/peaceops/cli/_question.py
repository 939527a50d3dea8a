"""What a command is about: the edition, the mission and the day, with what is missing for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from peaceops.cli._console import console, open_edition_option

if TYPE_CHECKING:
    from peaceops.edition import Edition, View


@dataclass(frozen=True)
class Question:
    """An edition as of a day.

    Attributes:
        data: The edition.
        as_of: The day: as the user wrote it, else the last day of the edition.
    """

    data: Edition
    as_of: date

    @property
    def view(self) -> View:
        """What was known on the day."""
        return self.data.as_of(self.as_of)

    def mission(self, name: str) -> str:
        """The acronym of the mission that a user means.

        Raises:
            UnknownMission: There is none of that name, or several, or it did not stand on the day.
        """
        from peaceops.edition import find_mission

        return find_mission(self.data, name, self.as_of)


def question_of(folder: Path | None, as_of: date | None) -> Question:
    """Open the edition of a command for its day, and say on stderr what it lacks for it.

    Args:
        folder: The edition's folder; the starter edition without one.
        as_of: The day; the last day of the edition without one.
    """
    data = open_edition_option(folder)
    question = Question(data, data.last_day if as_of is None else as_of)
    for line in notes(question, chosen=as_of is not None):
        console(stderr=True).print(line, soft_wrap=True, markup=False)
    return question


def notes(question: Question, *, chosen: bool) -> list[str]:
    """What a user must know of the edition before the answer, in two lines at most.

    Args:
        question: The edition and the day.
        chosen: Whether the user wrote the day.
    """
    from peaceops.edition import HOW_TO_GET, day_in_words, knowledge

    lines = []
    last = question.data.last_day
    beyond = (question.as_of - last).days
    missing = knowledge(question.view).words
    if not chosen:
        lines.append(f"As of {day_in_words(last)}, the last day of the edition.")
    elif beyond > 0 and question.data.manifest.cut_at is None:
        days = "1 day" if beyond == 1 else f"{beyond:,} days"
        lines.append(
            f"The edition's record of the Council ends on {day_in_words(last)}, {days} before "
            f"{day_in_words(question.as_of)}: what was decided since is not in this answer."
        )
    if missing:
        lines.append(f"{missing} {HOW_TO_GET}.")
    return lines
