"""Forecasts of deaths: read off the draws that a brief's figures are read off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.messages import listed
from peaceops.domain.mission import Mission
from peaceops.domain.months import YEAR, month_after
from peaceops.domain.violence_types import ALL_TYPES, IN_WORDS, VIOLENCE_TYPES
from peaceops.edition import View
from peaceops.ledger.forecast import LEVELS, Event, Forecast, Quantiles
from peaceops.ledger.vintages import newest_vintage
from peaceops.violence import PlaceOutlook, ViolenceOutlook

MONTHS = (6, YEAR)
PUBLIC_AFTER = 20
"""Days after its end in which the figures of a month come out."""
REPEATS = "the last year repeats itself (conflictology)"
_FROM = ("violence_country_months",)


def violence_forecasts(
    view: View,
    mission: Mission,
    hosts: ViolenceOutlook,
    neighbours: ViolenceOutlook | None,
    *,
    headline: bool,
) -> Iterator[Forecast]:
    """Forecasts of deaths in a mission's hosts, in them together, and in their neighbours.

    Args:
        view: What was known.
        mission: The mission on the date.
        hosts: Deaths ahead in its hosts.
        neighbours: Deaths ahead around them.
        headline: Only deaths of all types over the next twelve months, and their thresholds.
    """
    vintage = newest_vintage(view)
    places: list[tuple[PlaceOutlook, tuple[str, ...]]] = [
        (place, (place.country,)) for place in hosts.hosts
    ]
    if hosts.together is not None and len(hosts.hosts) > 1:
        places.append((hosts.together, tuple(place.country for place in hosts.hosts)))
    for place, countries in places:
        yield from _of_place(mission, place, countries, vintage, headline)
    for place in neighbours.hosts if neighbours else ():
        yield _deaths(mission, place, (place.country,), vintage, ALL_TYPES, YEAR)


def _of_place(
    mission: Mission,
    place: PlaceOutlook,
    countries: Sequence[str],
    vintage: str | None,
    headline: bool,
) -> Iterator[Forecast]:
    for target in (ALL_TYPES,) if headline else (ALL_TYPES, *VIOLENCE_TYPES):
        for months in (YEAR,) if headline else MONTHS:
            yield _deaths(mission, place, countries, vintage, target, months)
        figures = place.p_at_least if target == ALL_TYPES else place.p_at_least_by_type[target]
        for threshold, figure in figures.items():
            yield Forecast(
                **_common(mission, place, countries, vintage, target, YEAR),
                quantity="violence.at_least",
                question=f"Do the twelve months bring {threshold:,} deaths or more in "
                f"{_where(countries, target)}?",
                at_least=threshold,
                forecast=Event(probability=float(figure.value or 0.0)),
                baseline=_baseline_of(place, target, f"p_{threshold}"),
            )
    if not headline:
        before = int(place.last_12.value or 0)
        yield Forecast(
            **_common(mission, place, countries, vintage, ALL_TYPES, YEAR),
            quantity="violence.more_deaths",
            question=f"Do the twelve months bring more than the {before:,} deaths of the twelve "
            f"months before in {_where(countries, ALL_TYPES)}?",
            at_least=before + 1,
            forecast=Event(probability=float(place.p_worse.value or 0.0)),
            baseline=_baseline_of(place, ALL_TYPES, "p_worse"),
        )


def _deaths(
    mission: Mission,
    place: PlaceOutlook,
    countries: Sequence[str],
    vintage: str | None,
    target: str,
    months: int,
) -> Forecast:
    return Forecast(
        **_common(mission, place, countries, vintage, target, months),
        quantity="violence.deaths",
        question=f"How many deaths do the {months} months after {place.origin:%B %Y} bring in "
        f"{_where(countries, target)}?",
        forecast=quantiles_of(_total(place.draws, target, months)),
        baseline=quantiles_of(_total(place.baseline, target, months)),
    )


def _common(
    mission: Mission,
    place: PlaceOutlook,
    countries: Sequence[str],
    vintage: str | None,
    target: str,
    months: int,
) -> dict[str, Any]:
    last = month_after(place.origin, months)
    return {
        "mission": mission.acronym,
        "as_of": mission.as_of,
        "countries": tuple(countries),
        "deaths_in": target,
        "first_month": month_after(place.origin),
        "last_month": last,
        "vintage": vintage,
        "resolves_by": public_on(last),
        "resolved_from": _FROM,
        "baseline_method": REPEATS,
    }


def public_on(month: date) -> date:
    """The day by which the figures of a month are public.

    >>> public_on(date(2025, 12, 1))
    datetime.date(2026, 1, 20)
    """
    return month_after(month) + timedelta(days=PUBLIC_AFTER - 1)


def quantiles_of(draws: Floats) -> Quantiles:
    """Quantiles of draws of a number, at ``LEVELS``."""
    values = np.quantile(draws, LEVELS)
    return Quantiles(
        quantiles={
            str(level): round(float(value), 1) for level, value in zip(LEVELS, values, strict=True)
        }
    )


def _total(draws: Floats, target: str, months: int) -> Floats:
    """Deaths over the first months by draw; draws have the shape (months, draws, types)."""
    ahead: Floats = draws[:months].sum(axis=0)
    if target == ALL_TYPES:
        return np.asarray(ahead.sum(axis=-1))
    return np.asarray(ahead[:, VIOLENCE_TYPES.index(target)])


def _baseline_of(place: PlaceOutlook, target: str, name: str) -> Event:
    """The baseline's probability; that of the forecast where it is itself what is shown."""
    row = place.horizons.filter(pl.col("target") == target, pl.col("months") == YEAR)
    value = row[f"baseline_{name}"][0]
    return Event(probability=round(float(row[name][0] if value is None else value), 4))


def _where(countries: Sequence[str], target: str) -> str:
    where = listed(name_in_a_sentence(country) for country in countries)
    return f"{IN_WORDS[target]} in {where}"
