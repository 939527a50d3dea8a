"""What a command is about: the edition, the mission and the day, with what is missing for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from peaceops.cli._console import console, open_edition_option
from peaceops.cli._refusals import Problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peaceops.edition import Edition, View


@dataclass(frozen=True)
class Question:
    """An edition as of a day, and the mission asked about.

    Attributes:
        data: The edition.
        as_of: The day: as the user wrote it, else the last day of the edition.
        mission: The acronym of the mission; empty where the question is about none.
    """

    data: Edition
    as_of: date
    mission: str = ""

    @property
    def view(self) -> View:
        """What was known on the day."""
        return self.data.as_of(self.as_of)


def question_of(
    folder: Path | None,
    as_of: date | None,
    mission: str | None = None,
    *,
    unused: Sequence[str] = (),
) -> Question:
    """Open the edition of a command for its day, and say on stderr what it lacks for it.

    Args:
        folder: The edition's folder; the starter edition without one.
        as_of: The day; the last day of the edition without one.
        mission: The mission that a user means, by acronym, name or country. A slip of the pen is
            refused here, before anything slow is loaded.
        unused: Subjects of knowledge that the answer does not use, as ``strength``: that they end
            early is not said.

    Raises:
        UnknownMissionError: There is no such mission, or several, or it did not stand on the day.
    """
    from peaceops.edition import find_mission
    from peaceops.questions import notes

    data = open_edition_option(folder)
    day = data.last_day if as_of is None else as_of
    acronym = "" if mission is None else find_mission(data, mission, day)
    question = Question(data, day, acronym)
    for line in notes(data, day, chosen=as_of is not None, unused=unused):
        console(stderr=True).print(line, soft_wrap=True, markup=False)
    return question


def acronyms_of(data: Edition, names: Sequence[str], day: date) -> list[str]:
    """The missions that a user means, each once.

    Raises:
        PeaceopsError: A name is of no mission or of several; the error tells all such names.
    """
    from peaceops.edition import find_mission

    acronyms: dict[str, None] = {}
    problems = Problems()
    for name in names:
        with problems.step():
            acronyms[find_mission(data, name, day)] = None
    problems.tell()
    return list(acronyms)
