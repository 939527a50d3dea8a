"""What an option's changes come to, month by month; names are checked against what is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl

from peaceops.case import (
    ENDING,
    CaseOption,
    CeilingChange,
    ContributorChange,
    LeverChange,
    SiteChange,
    TasksChange,
)
from peaceops.domain.arrays import Floats
from peaceops.domain.months import months_between
from peaceops.errors import CaseError, did_you_mean
from peaceops.options.assumptions import triangular
from peaceops.options.published_effects import PublishedEffect


def ceilings(
    option: CaseOption, ceiling: float | None, as_of: date
) -> tuple[tuple[int, float], ...]:
    """Ceilings that an option sets.

    Args:
        option: The option.
        ceiling: What changes are taken from, persons; nothing without it.
        as_of: Date of the view.

    Returns:
        Month ahead from which each stands (1 is at once), and persons.
    """
    if ceiling is None:
        return ()
    steps = [(1, (option.military_change or 0) + (option.police_change or 0))]
    dated = [change for change in option.changes if isinstance(change, CeilingChange)]
    for change in sorted(dated, key=lambda change: change.by):
        steps.append((month_ahead(change.by, as_of), (change.military or 0) + (change.police or 0)))
    levels, level = [], ceiling
    for month, more in steps:
        if more:
            level = max(0.0, level + more)
            levels.append((month, level))
    return tuple(levels)


def month_ahead(day: date, as_of: date) -> int:
    """The month ahead in which a day lies, 1 at the least.

    >>> month_ahead(date(2023, 9, 30), date(2023, 6, 16))
    3
    """
    return max(1, months_between(as_of, day))


def contributors(option: CaseOption, as_of: date, horizon: int) -> Floats:
    """Persons that contributors bring (or take) under the option alone, shape (months, 1)."""
    months = np.arange(1, horizon + 1)
    more = np.zeros(horizon)
    for change in option.changes:
        if isinstance(change, ContributorChange):
            more += np.where(months >= month_ahead(change.by, as_of), change.personnel, 0.0)
    return more[:, None]


def factors(
    option: CaseOption,
    kind: str,
    as_of: date,
    horizon: int,
    draws: int,
    seed: int,
    effects: Mapping[str, PublishedEffect] | None = None,
) -> Floats:
    """What the user assumes of enabling factors, or borrows: what deaths are multiplied by.

    Triangular in the logarithm; the same factor has the same draws in every option.

    Args:
        option: The option.
        kind: Type of deaths.
        as_of: Date of the view.
        horizon: Months.
        draws: How many.
        seed: Same arguments and seed, same draws.
        effects: Published effects by name, for changes that give no numbers of their own.

    Returns:
        Factors, shape (months, draws); ones where the option names none, or where what it borrows
        was not measured in deaths of this type.
    """
    months = np.arange(1, horizon + 1)[:, None]
    product = np.ones((horizon, draws))
    for change in option.changes:
        if not isinstance(change, LeverChange):
            continue
        if change.factor is not None and change.deaths in ("all", kind):
            drawn = ratio_draws(f"factor {change.lever}", change.factor, draws, seed)
        elif change.factor is None and change.effect is not None and effects is not None:
            drawn = effect_draws(effects[change.effect], kind, draws, seed)
        else:
            continue
        product = product * np.where(months >= month_ahead(change.by, as_of), drawn, 1.0)
    return product


def effect_draws(effect: PublishedEffect, kind: str, draws: int, seed: int) -> Floats:
    """What a published effect multiplies deaths of a type by, shape (draws,); mostly ones."""
    if effect.bounds is None or effect.multiplies not in ("all", kind):
        return np.ones(draws)
    return ratio_draws(f"effect {effect.effect}", effect.bounds, draws, seed)


def ratio_draws(name: str, bounds: tuple[float, float, float], draws: int, seed: int) -> Floats:
    """Ratios between low and high, triangular in the logarithm, shape (draws,)."""
    low, middle, high = (float(np.log(bound)) for bound in bounds)
    return np.asarray(np.exp(triangular(name, (low, middle, high), draws, seed)))


def dropped(option: CaseOption, tasks: Sequence[str]) -> tuple[str, ...]:
    """Tasks that end under an option: all of them where the mission ends."""
    if option.decision in (*ENDING, "coalition"):
        return tuple(tasks)
    names = {
        task for change in option.changes if isinstance(change, TasksChange) for task in change.drop
    }
    return tuple(task for task in tasks if task in names)


def site_changes(option: CaseOption) -> dict[str, SiteChange]:
    """What the option says of bases, by name; the last word on a base stands."""
    return {change.site: change for change in option.changes if isinstance(change, SiteChange)}


def check(options: Iterable[CaseOption], tasks: Sequence[str], sites: pl.DataFrame) -> None:
    """Refuse tasks and bases that the edition does not know.

    Raises:
        CaseError: A name is not known on the date; the error suggests the nearest.
    """
    bases = sites["location"].unique().sort().to_list()
    for option in options:
        for change in option.changes:
            if isinstance(change, TasksChange):
                for task in change.drop:
                    _check_name(task, tasks, f"option {option.id!r} drops the task")
            elif isinstance(change, SiteChange):
                _check_name(change.site, bases, f"option {option.id!r} names the base")


def _check_name(name: str, names: Sequence[str], what: str) -> None:
    if name not in names:
        raise CaseError(
            f"{what} {name!r}, which is not on record for the mission on this date",
            remedy=did_you_mean(name, list(names)) or f"on record: {', '.join(names) or 'none'}",
        )
