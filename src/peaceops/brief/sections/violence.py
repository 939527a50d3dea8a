"""Violence ahead: the forecast as the brief holds it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from peaceops.brief.document import ForecastMonth, MonthlyViolence, Probability, Violence
from peaceops.options import Range
from peaceops.violence import CountryForecast

ALL_TYPES = "all_types"
HORIZON = 12


def violence_section(forecasts: Sequence[CountryForecast]) -> Violence:
    """The forecasts of the hosts, in the order given."""
    known = [one for one in forecasts if one.origin is not None]
    origins = [one.origin for one in known if one.origin is not None]
    return Violence(
        origin=max(origins) if origins else None,
        method=known[0].method if known else "",
        history=tuple(month for one in known for month in _history(one)),
        forecast=tuple(month for one in known for month in _months(one)),
        probabilities=tuple(one for forecast in known for one in _probabilities(forecast)),
    )


def deaths_ahead(forecasts: Sequence[CountryForecast]) -> Range | None:
    """Deaths of all types in all hosts over twelve months; ``None`` unless every host is known.

    Draws of several hosts are added one by one: nothing ties the hosts together, so the sum is as
    if they were independent.
    """
    if not forecasts or any(one.origin is None for one in forecasts):
        return None
    sums = [
        one.draws.filter(pl.col("target") == ALL_TYPES)
        .group_by("draw")
        .agg(pl.col("value").sum())
        .sort("draw")["value"]
        for one in forecasts
    ]
    total = sum(sums[1:], start=sums[0])
    bounds = [total.quantile(q, interpolation="linear") for q in (0.5, 0.05, 0.95)]
    middle, low, high = (float(one or 0) for one in bounds)
    return Range(middle, low, high)


def _history(forecast: CountryForecast) -> list[MonthlyViolence]:
    return [
        MonthlyViolence(
            country=row["country"],
            month=row["month"],
            state_based=row["state_based"],
            non_state=row["non_state"],
            one_sided=row["one_sided"],
        )
        for row in forecast.history.iter_rows(named=True)
    ]


def _months(forecast: CountryForecast) -> list[ForecastMonth]:
    return [
        ForecastMonth(
            country=forecast.country,
            type=row["target"],
            month=row["month"],
            median=round(row["median"], 2),
            low_50=round(row["low_50"], 2),
            high_50=round(row["high_50"], 2),
            low_90=round(row["low_90"], 2),
            high_90=round(row["high_90"], 2),
        )
        for row in forecast.by_month.iter_rows(named=True)
    ]


def _probabilities(forecast: CountryForecast) -> list[Probability]:
    return [
        Probability(
            country=forecast.country,
            type=row["target"],
            question=row["question"],
            months=row["months"],
            p=round(row["p"], 4),
        )
        for row in forecast.probabilities.iter_rows(named=True)
    ]
