"""A case as it could have been written on an earlier day."""

from __future__ import annotations

from datetime import date

from peaceops.case import Case, Statement

_DAYS = ("date", "on", "start")
"""Days of a statement on which what it says was known at the earliest."""


def case_on(case: Case | None, day: date) -> Case | None:
    """Keep of a case what could be stated on a day: statements of later days are left out.

    Options and assumptions stay: they are the analyst's, and not news.

    Args:
        case: The case; ``None`` stays ``None``.
        day: The day.

    >>> from peaceops.case import load_case
    >>> case = load_case("minusma-2023-06")
    >>> len(case_on(case, date(2023, 6, 1)).statements) < len(case.statements)
    True
    """
    if case is None:
        return None
    stated = tuple(item for item in case.statements if _first_day(item) <= day)
    ids = {item.id for item in stated}
    options = tuple(
        option.model_copy(update={"statement": None})
        if option.statement is not None and option.statement not in ids
        else option
        for option in case.options
    )
    return case.model_copy(
        update={"statements": stated, "options": options, "as_of": min(case.as_of, day)}
    )


def _first_day(statement: Statement) -> date:
    """The day from which a statement could be known."""
    days = [getattr(statement, name, None) for name in _DAYS]
    return max(day for day in days if isinstance(day, date))
