"""A mission as of two days: what the brief of the later day has that is new."""

from __future__ import annotations

from datetime import date

from peaceops.brief import Brief, as_earlier, compose
from peaceops.case import Case
from peaceops.compare.case_on_day import case_on
from peaceops.edition import Edition


def compare_dates(
    edition: Edition,
    mission: str,
    first: date,
    second: date,
    *,
    case: Case | None = None,
    seed: int = 0,
) -> Brief:
    """Compose the brief of the later of two days, with what is new since that of the earlier.

    Args:
        edition: Where both come from.
        mission: Acronym, name or country.
        first: One day.
        second: Another day; the later of both is the brief's.
        case: What the analyst knows and assumes; on the earlier day, of its statements those that
            could be known then.
        seed: Seed of every random draw.

    Returns:
        The brief of the later day; its ``since`` tells what is new.

    Raises:
        ValueError: Both are one day.
        UnknownMissionError: There is no such mission on either day.
        CaseError: The case is about another mission, or says what nobody could know on the later
            day.

    >>> from peaceops.edition import open_edition
    >>> later = compare_dates(open_edition(), "UNMOGIP", date(2023, 6, 16), date(2023, 8, 1))
    >>> later.since.before, later.since.as_of
    (datetime.date(2023, 6, 16), datetime.date(2023, 8, 1))
    """
    if first == second:
        raise ValueError(f"both dates are {first}")
    before, after = min(first, second), max(first, second)
    earlier = compose(edition, mission, before, case=case_on(case, before), seed=seed)
    return compose(edition, mission, after, case=case, seed=seed, earlier=as_earlier(earlier))
