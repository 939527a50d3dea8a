"""The case that a command was given, checked against the edition and the question."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from peaceops.cli._question import Question, question_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peaceops.case import Case
    from peaceops.edition import Edition


def question_of_case(
    folder: Path | None,
    as_of: date | None,
    mission: str | None,
    name: str | None,
    *,
    unused: Sequence[str] = (),
) -> Question:
    """Open a command's edition for its mission and day: by default the day of its case.

    Raises:
        CaseError: The case cannot be read.
        UnknownMissionError: There is no such mission, or several, or it did not stand on the day.
    """
    from peaceops.case import load_case

    if name is None or as_of is not None:
        return question_of(folder, as_of, mission, unused=unused)
    return question_of(folder, load_case(name).as_of, mission, unused=unused)


def load_checked(data: Edition, name: str) -> Case:
    """Load a case whose mission and published effects the edition must know on its date.

    Args:
        data: The edition.
        name: A file, or the name of a shipped case.

    Raises:
        CaseError: It cannot be read or breaks rules; the error tells every problem by line.
    """
    from peaceops.case import load_case
    from peaceops.edition import find_mission
    from peaceops.options import check_effect

    return load_case(
        name,
        mission_check=lambda named, day: find_mission(data, named, day),
        effect_check=lambda named, lever, day: check_effect(data.as_of(day), named, lever),
    )


def case_of(question: Question, name: str | None) -> Case | None:
    """Load a case for a question; ``None`` if there is none.

    Raises:
        CaseError: It cannot be read, or may not be used for the mission on the date.
    """
    from peaceops.options import check_case

    if name is None:
        return None
    case = load_checked(question.data, name)
    check_case(question.view, case, question.mission)
    return case
