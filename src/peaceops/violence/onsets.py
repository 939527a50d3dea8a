"""Wars that begin: what a forecast from months of deaths cannot see, and how often they came.

A country with few deaths beside a war, or with deaths that rose in its last months, gets an
interval that holds what most such countries saw. Some saw a war. How many is counted on the record
known by then, so that a reader knows what lies beyond the interval's upper end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Gap
from peaceops.domain.messages import message
from peaceops.domain.months import YEAR, month_after
from peaceops.domain.violence_types import ALL_TYPES
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.panel import History

WAR = 1000
"""Deaths in twelve months: UCDP's bound of a war."""
QUARTER = 3
RISEN = 25
"""Deaths of the last quarter from which a rise counts."""
Alike = Callable[[CountryMonthPanel, Floats, int], NDArray[np.bool_]]
"""Tells by a world, its deaths of all types and a month which units stand alike."""


def onset_unseen(history: History, world: CountryMonthPanel) -> Gap | None:
    """Say how often a war began from where a country stands, where one may.

    Args:
        history: The country's months known.
        world: Every country's months, to the last one of the history.

    Returns:
        ``None`` for a country at war already, and for one without a war next door whose deaths have
        not risen in the last quarter.
    """
    if history.recorded_as not in world.units or world.deaths.shape[2] < YEAR:
        return None
    unit = world.units.index(history.recorded_as)
    deaths = np.nan_to_num(world.of(ALL_TYPES))
    last = deaths.shape[1] - 1
    year = _year_to(deaths, last)
    name = name_in_a_sentence(history.recorded_as)
    if year[unit] >= WAR:
        return None
    if _beside_war(world, deaths, last)[unit]:
        alike: Alike = _beside_war
        neighbour = int(np.where(world.borders[unit], year, -1).argmax())
        seen = message(
            "{units}, a neighbour, had {year:,.0f} deaths in the twelve months to then",
            units=name_in_a_sentence(world.units[neighbour]),
            year=year[neighbour],
        )
    elif _risen(world, deaths, last)[unit]:
        alike = _risen
        quarter = deaths[unit, -QUARTER:].sum()
        seen = message(
            "{quarter:,.0f} of its {year:,.0f} deaths of a year fell in the last quarter",
            quarter=quarter,
            year=year[unit],
        )
    else:
        return None
    return Gap(
        f"violence.{history.country.lower()}.onset",
        message("whether a war or mass killing begins in {name}", name=name),
        message(
            "the forecast knows deaths by month to {origin:%B %Y}, but no threats, arms, "
            "orders or news, and more deaths than its upper end are possible; {seen}; "
            "{world}",
            origin=world.origin,
            seen=seen,
            world=_past(world, deaths, alike),
        ),
        "read what has been reported since, and state what you expect in the assumptions file",
    )


def _year_to(deaths: Floats, month: int) -> Floats:
    """Deaths of the twelve months to a month, by unit."""
    total: Floats = deaths[:, month - YEAR + 1 : month + 1].sum(axis=1)
    return total


def _beside_war(world: CountryMonthPanel, deaths: Floats, month: int) -> NDArray[np.bool_]:
    """Which units had a neighbour at war in the twelve months to a month."""
    at_war = _year_to(deaths, month) >= WAR
    return np.asarray(world.borders[:, at_war].any(axis=1), dtype=np.bool_)


def _risen(world: CountryMonthPanel, deaths: Floats, month: int) -> NDArray[np.bool_]:
    """Which units saw deaths at more than twice the earlier pace in the quarter to a month."""
    del world
    quarter = deaths[:, month - QUARTER + 1 : month + 1].sum(axis=1)
    usual = (_year_to(deaths, month) - quarter) * QUARTER / (YEAR - QUARTER)
    return np.asarray(np.logical_and(quarter >= RISEN, quarter > 2 * usual), dtype=np.bool_)


def _past(world: CountryMonthPanel, deaths: Floats, alike: Alike) -> str:
    """How many years that began alike brought a war, and the worst of them."""
    cases, wars = 0, []
    recorded = ~np.isnan(world.of(ALL_TYPES))
    for end in range(deaths.shape[1] - 1 - YEAR, YEAR - 2, -YEAR):
        # A year counts where the country was on record from the year before to its end.
        whole = recorded[:, end - YEAR + 1 : end + YEAR + 1].all(axis=1)
        began = whole & alike(world, deaths, end) & (_year_to(deaths, end) < WAR)
        brought = _year_to(deaths, end + YEAR)
        cases += int(began.sum())
        first = month_after(world.first, end + 1)
        wars += [(brought[unit], world.units[unit], first)
                 for unit in np.flatnonzero(began & (brought >= WAR))]  # fmt: skip
    words = message(
        "of {cases:,} past years that began {began}, in countries with fewer than {war:,} "
        "deaths the year before, {wars:,} brought {war:,} or more",
        cases=cases,
        war=WAR,
        began=_BEGAN[alike],
        wars=len(wars),
    )
    if not wars:
        return words
    number, unit, first = max(wars)
    return message(
        "{words}, the worst {number:,.0f} ({unit}, from {first:%B %Y})",
        words=words,
        number=number,
        unit=name_in_a_sentence(unit),
        first=first,
    )


_BEGAN: Mapping[Alike, str] = {
    _beside_war: "next to a neighbour at war",
    _risen: "after such a rise",
}
