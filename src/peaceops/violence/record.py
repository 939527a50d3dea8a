"""How the forecaster and the baselines did before: years that had ended on the date of the view.

Each year is forecast from the October before it, by methods that are given the months up to it and
no others, in today's figures (an analyst at the time had earlier vintages), and scored month by
month and on its twelve-month total, over deaths of all types. All methods are scored on the same
years: those before which the forecaster had months enough to learn from, if there are any.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import polars as pl

from peaceops.edition.view import View
from peaceops.violence.conflictology import WINDOW
from peaceops.violence.issued import enough_past, issued_together
from peaceops.violence.models import FORECASTER
from peaceops.violence.panel import ALL_TYPES, months_after
from peaceops.violence.past_windows import COLUMNS, LEADS, MONTHLY, TOTAL, scored
from peaceops.violence.world import Floats, world_of

WINDOWS = 3
OCTOBER = 10
BASELINES = ("conflictology", "last", "zero")
SCORES = (*MONTHLY, *(f"total_{one}" for one in TOTAL))
SCHEMA = {
    "scope": pl.String,
    "method": pl.String,
    "score": pl.String,
    "value": pl.Float64,
    "cases": pl.Int64,
    "first": pl.Date,
    "last": pl.Date,
}
YEARS = {
    "method": pl.String,
    "first": pl.Date,
    "last": pl.Date,
    "median": pl.Float64,
    "low_90": pl.Float64,
    "high_90": pl.Float64,
    "outcome": pl.Float64,
    "crps": pl.Float64,
}
THIS_COUNTRY, HOSTS, ALL = "this country", "hosts of missions", "all countries"


@dataclass(frozen=True)
class Record:
    """How methods did before.

    Attributes:
        means: One row a scope, method and score, with the mean score, the number of country-months
            (or country-years, for scores of totals) behind it, and the first and last month
            forecast. Scores of ``total_*`` are of twelve-month totals.
        years: The country's years one by one, for each method: first and last month, the forecast
            of the total, the total, and the mean CRPS by month.
    """

    means: pl.DataFrame
    years: pl.DataFrame


def no_record() -> Record:
    """A record without rows."""
    return Record(pl.DataFrame(schema=SCHEMA), pl.DataFrame(schema=YEARS))


def track_record(view: View, country: str, origin: date, *, windows: int = WINDOWS) -> Record:
    """Score the forecaster, conflictology, last and zero over years that end by ``origin``.

    Args:
        view: What was known; it must hold ``violence_country_months``.
        country: ISO 3 code of the country whose record is shown apart.
        origin: Last month known, first day.
        windows: Years wanted; fewer where the panel is shorter.

    Returns:
        No rows if the panel is too short.
    """
    units, origins, methods, found = _scored_windows(view, origin, windows)
    if not origins:
        return no_record()
    ends = (months_after(origins[0], 1), months_after(origins[-1], WINDOW))
    members = {THIS_COUNTRY: [country], HOSTS: _hosts(view), ALL: units}
    place = units.index(country) if country in units else None
    years = [] if place is None else _years(methods, origins, found[..., place])
    return Record(
        _means(found, units, methods, members, ends),
        pl.DataFrame(years, schema=YEARS, orient="row"),
    )


@lru_cache(maxsize=2)
def _scored_windows(
    view: View, origin: date, windows: int
) -> tuple[tuple[str, ...], tuple[date, ...], tuple[str, ...], Floats]:
    """Units, origins, methods, and scores (origins, methods, columns, units) of every window."""
    world = world_of(view)
    deaths = world.of(ALL_TYPES)
    last = months_after(origin, -WINDOW)
    newest = date(last.year if last.month >= OCTOBER else last.year - 1, OCTOBER, 1)
    wanted = [newest.replace(year=newest.year - back) for back in range(windows - 1, -1, -1)]
    held = [one for one in wanted if world.index(one) >= WINDOW - 1]
    learnt = [one for one in held if enough_past(world.until(one), WINDOW)]
    methods = ((FORECASTER,) if learnt else ()) + BASELINES
    chosen = tuple(learnt or held)
    # Made two at a time here, and read again one by one.
    issued_together([(world.until(one), ALL_TYPES, LEADS) for one in learnt])
    parts = []
    for one in chosen:
        after = world.index(one) + 1
        parts.append(scored(world.until(one), deaths[:, after : after + WINDOW], methods))
    return world.units, chosen, methods, np.array(parts)


def _hosts(view: View) -> list[str]:
    """Hosts of the missions open on the date."""
    if not view.has("mission_hosts"):
        return []
    hosts = view.table("mission_hosts")
    if view.has("mission_closures"):
        hosts = hosts.join(view.table("mission_closures"), on="mission", how="anti")
    return hosts["country"].unique().sort().to_list()


def _years(
    methods: Sequence[str], origins: Sequence[date], found: Floats
) -> list[tuple[object, ...]]:
    """Rows of ``YEARS`` from one unit's scores, shape (origins, methods, columns)."""
    shown = [COLUMNS.index(name) for name in ("median", "low_90", "high_90", "outcome", "crps")]
    return [
        (method, months_after(origin, 1), months_after(origin, WINDOW), *map(float, values[shown]))
        for origin, by_method in zip(origins, found, strict=True)
        for method, values in zip(methods, by_method, strict=True)
        if not np.isnan(values).any()
    ]


def _means(
    found: Floats,
    units: Sequence[str],
    methods: Sequence[str],
    members: Mapping[str, Iterable[str]],
    ends: tuple[date, date],
) -> pl.DataFrame:
    rows = []
    for scope, named in members.items():
        wanted = set(named)
        chosen = [index for index, unit in enumerate(units) if unit in wanted]
        for place, method in enumerate(methods):
            for score in SCORES:
                values = found[:, place, COLUMNS.index(score)][:, chosen]
                values = values[~np.isnan(values)]
                if not values.size:
                    continue
                count = values.size * (1 if score.startswith("total_") else WINDOW)
                rows.append((scope, method, score, float(values.mean()), count, *ends))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
