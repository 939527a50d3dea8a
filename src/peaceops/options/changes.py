"""What an option's changes come to, month by month; names are checked against what is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.case.change import (
    CeilingChange,
    ContributorChange,
    LeverChange,
    SiteChange,
    TasksChange,
)
from peaceops.case.model import CaseOption
from peaceops.domain.months import months_between
from peaceops.errors import CaseError, suggestion
from peaceops.options.assumed import triangular

Floats = NDArray[np.float64]


def ceilings(
    option: CaseOption, ceiling: float | None, as_of: date
) -> tuple[tuple[int, float], ...]:
    """Ceilings that an option sets: month ahead from which it stands (1 is at once), persons.

    Nothing without a ceiling on record, since nothing tells what the change is taken from.
    """
    if ceiling is None:
        return ()
    steps = [(1, (option.military_change or 0) + (option.police_change or 0))]
    dated = [one for one in option.changes if isinstance(one, CeilingChange)]
    for one in sorted(dated, key=lambda one: one.by):
        steps.append((month_of(one.by, as_of), (one.military or 0) + (one.police or 0)))
    found, level = [], ceiling
    for month, change in steps:
        if change:
            level = max(0.0, level + change)
            found.append((month, level))
    return tuple(found)


def month_of(day: date, as_of: date) -> int:
    """The month ahead in which a day lies, 1 at the least."""
    return max(1, months_between(as_of, day))


def contributors(option: CaseOption, as_of: date, horizon: int) -> Floats:
    """Persons that contributors bring (or take) under the option alone, shape (months, 1)."""
    months = np.arange(1, horizon + 1)
    added = np.zeros(horizon)
    for one in option.changes:
        if isinstance(one, ContributorChange):
            added += np.where(months >= month_of(one.by, as_of), one.personnel, 0.0)
    return added[:, None]


def levers(
    option: CaseOption, kind: str, as_of: date, horizon: int, draws: int, seed: int
) -> Floats:
    """What the user assumes of measures beside the mission: a factor on deaths of a type.

    Triangular in the logarithm; the same lever has the same draws in every option. Shape (months,
    draws); ones where the option names no lever.
    """
    months = np.arange(1, horizon + 1)[:, None]
    factor = np.ones((horizon, draws))
    for one in option.changes:
        if isinstance(one, LeverChange) and one.deaths in ("all", kind):
            low, value, high = (float(np.log(v)) for v in (one.low, one.value, one.high))
            drawn = np.exp(triangular(f"lever {one.lever}", (low, value, high), draws, seed))
            factor = factor * np.where(months >= month_of(one.by, as_of), drawn, 1.0)
    return factor


def dropped(option: CaseOption, tasks: Sequence[str]) -> tuple[str, ...]:
    """Tasks that end under an option: all of them under a withdrawal."""
    if option.decision == "withdraw":
        return tuple(tasks)
    named = {task for one in option.changes if isinstance(one, TasksChange) for task in one.drop}
    return tuple(one for one in tasks if one in named)


def site_changes(option: CaseOption) -> dict[str, SiteChange]:
    """What the option says of places, by name; the last word on a place stands."""
    return {one.site: one for one in option.changes if isinstance(one, SiteChange)}


def check(options: Iterable[CaseOption], tasks: Sequence[str], sites: pl.DataFrame) -> None:
    """Refuse tasks and places that the edition does not know.

    Raises:
        CaseError: A name is not known on the date; the error suggests the nearest.
    """
    places = sites["location"].unique().sort().to_list()
    for option in options:
        for one in option.changes:
            if isinstance(one, TasksChange):
                for task in one.drop:
                    _known(task, tasks, f"option {option.id!r} drops the task")
            elif isinstance(one, SiteChange):
                _known(one.site, places, f"option {option.id!r} names the place")


def _known(name: str, names: Sequence[str], what: str) -> None:
    if name not in names:
        raise CaseError(
            f"{what} {name!r}, which is not on record for the mission on this date",
            remedy=suggestion(name, list(names)) or f"on record: {', '.join(names) or 'none'}",
        )


def unread(option: CaseOption, ceiling: float | None) -> tuple[str, ...]:
    """Changes of an option that the comparison cannot use, in words."""
    moves = option.military_change or option.police_change
    moves = moves or any(isinstance(one, CeilingChange) for one in option.changes)
    if moves and ceiling is None:
        return ("No ceiling is on record, so its change moves no figure here.",)
    return ()
