"""The case that a command was given, checked against the edition and the question."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peaceops.case import Case
    from peaceops.edition import Edition


def case_of(data: Edition, name: str | None, mission: str, as_of: date) -> Case | None:
    """Load a case for a question; ``None`` if there is none.

    Raises:
        CaseError: It cannot be read, or may not be used for the mission on the date.
    """
    from peaceops.case import load_case
    from peaceops.edition import find_mission
    from peaceops.options.case_check import check_case

    if name is None:
        return None
    case = load_case(name, mission_check=lambda named, day: find_mission(data, named, day))
    check_case(data.as_of(as_of), case, mission)
    return case
