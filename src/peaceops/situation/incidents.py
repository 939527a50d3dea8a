"""Deaths on record where and when an incident is said to have happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from peaceops.domain.countries import name_of
from peaceops.domain.days import long_day
from peaceops.domain.distances import kilometres
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.messages import message, run_together
from peaceops.domain.months import months_between
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.edition import View

NEAR_KM = 50.0
"""Kilometres around a place within which the place of an event may lie."""
PRECISE = 4
"""UCDP's precision of place up to which an event lies within a known first-level unit."""
Within = Literal["50 km", "host"]


def deaths_on_record(
    view: View,
    key: str,
    hosts: Sequence[str],
    start: date,
    end: date,
    *,
    place: tuple[float, float] | None = None,
) -> tuple[Figure, Within] | None:
    """Count deaths of the days of an incident near its place, else of its months in the hosts.

    Args:
        view: What is known.
        key: Key of the figure.
        hosts: Countries, ISO 3.
        start: First day.
        end: Last day.
        place: Latitude and longitude in degrees, where known.

    Returns:
        The deaths, and where they are counted; ``None`` where the days are not on record.
    """
    if place is not None:
        near = _near(view, key, hosts, start, end, place)
        if near is not None:
            return near, "50 km"
    whole = _in_hosts(view, key, hosts, start.replace(day=1), end.replace(day=1))
    return None if whole is None else (whole, "host")


def _in_hosts(view: View, key: str, hosts: Sequence[str], first: date, last: date) -> Figure | None:
    """Deaths of all types in the hosts; ``None`` where a month of them is not on record."""
    table = "violence_country_months"
    if not view.has(table):
        return None
    months = view.table(table).filter(
        pl.col("country").is_in(list(hosts)), pl.col("month").is_between(first, last)
    )
    if months.is_empty() or months.height < len(hosts) * (months_between(first, last) + 1):
        return None
    names = run_together(", ", map(name_of, hosts))
    return Figure(
        key,
        message(
            "Deaths in organised violence in {names}, {first:%B %Y} to {last:%B %Y}",
            names=names,
            first=first,
            last=last,
        ),
        int(months.select(pl.sum_horizontal(VIOLENCE_TYPES).sum()).item()),
        "deaths, best estimate",
        "Sum of UCDP's best estimates by month.",
        (Evidence.of(table, f"{', '.join(hosts)}, {first:%Y-%m} to {last:%Y-%m}", months),),
    )


def _near(
    view: View,
    key: str,
    hosts: Sequence[str],
    start: date,
    end: date,
    place: tuple[float, float],
) -> Figure | None:
    if not view.has("violence_events"):
        return None
    events = view.table("violence_events").filter(pl.col("country").is_in(list(hosts)))
    covered = events["end"].max() if events.height else None
    if not isinstance(covered, date) or covered < start:
        return None
    then = events.filter(
        pl.col("start") <= end, pl.col("end") >= start, pl.col("where_precision") <= PRECISE
    )
    places = then.select("latitude", "longitude").to_numpy().astype(np.float64)
    distances = kilometres(np.array([place], dtype=np.float64), places)[0]
    inside = then.filter(pl.Series(distances <= NEAR_KM, dtype=pl.Boolean))
    return Figure(
        key,
        message(
            "Deaths on record within {near_km:g} km, {start} to {end}",
            near_km=NEAR_KM,
            start=long_day(start),
            end=long_day(end),
        ),
        int(inside["best"].sum()),
        "deaths, best estimate",
        "Sum over UCDP events of these days, placed within a first-level unit or better.",
        (Evidence.of("violence_events", f"within {NEAR_KM:g} km, {start} to {end}", inside),),
    )
