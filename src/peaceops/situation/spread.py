"""Violence across borders: its share near a land border, and groups active in other countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
import shapely

from peaceops.domain.arrays import Floats
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.distances import KM_PER_DEGREE
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.messages import message, run_together
from peaceops.domain.months import YEAR, month_after
from peaceops.edition import TABLES, View
from peaceops.situation.events import TABLE as EVENTS_TABLE
from peaceops.situation.events import Covered
from peaceops.situation.sides import CIVILIANS, GOVERNMENT_OF

BORDER_KM = 50
PRECISE = 3
"""UCDP's precision of place: 1 exact, 2 near, 3 second-level unit; above, only a region."""
_ZONES = {
    "country": pl.String,
    "until": pl.Date,
    "deaths": pl.Int64,
    "placed": pl.Int64,
    "near_border": pl.Int64,
}
_GROUPS = {
    "group": pl.String,
    "country": pl.String,
    "events": pl.Int64,
    "deaths": pl.Int64,
    "host": pl.String,
}


@dataclass(frozen=True)
class Spread:
    """Violence near borders and across them, over two years.

    Attributes:
        zones: Country, until, deaths, of them placed well enough, of those within 50 km of
            another country.
        groups: Groups of a host that also appear in another country's events: group, country,
            events, deaths, host.
        border_share: Host to the share of its deaths near a border.
        groups_across: Host to the number of such groups.
        gaps: What is missing.
    """

    zones: pl.DataFrame
    groups: pl.DataFrame
    border_share: Mapping[str, Figure]
    groups_across: Mapping[str, Figure]
    gaps: tuple[Gap, ...]


def spread(view: View, covered: Sequence[Covered]) -> Spread:
    """Violence near and across the borders of the countries whose events are held."""
    zones, groups, gaps = list[pl.DataFrame](), list[pl.DataFrame](), list[Gap]()
    border_share, groups_across = dict[str, Figure](), dict[str, Figure]()
    for events in covered:
        near = near_border(view, events)
        if near is None:
            gaps.append(_no_borders(events.country))
        else:
            zones.append(_zone(events, near))
            share = _border_share(events, zones[-1], near)
            if share is not None:
                border_share[events.country] = share
        shared = _groups(view, events)
        groups.append(shared)
        groups_across[events.country] = _groups_across(events, shared)
    return Spread(
        pl.concat(zones) if zones else pl.DataFrame(schema=_ZONES),
        pl.concat(groups) if groups else pl.DataFrame(schema=_GROUPS),
        border_share,
        groups_across,
        tuple(gaps),
    )


def distance_to(longitude: Floats, latitude: Floats, shape: Any) -> Floats:
    """Kilometres from points to a shape, in degrees; for distances of a few hundred kilometres.

    Longitudes are shrunk by the cosine of the points' mean latitude, good to a few per cent.
    """
    scale = np.array([KM_PER_DEGREE * np.cos(np.radians(latitude.mean())), KM_PER_DEGREE])
    points = shapely.points(np.column_stack([longitude, latitude]) * scale)
    flat = shapely.transform(shape, lambda coordinates: coordinates * scale)
    shapely.prepare(flat)
    distances: Floats = shapely.distance(points, flat)
    return distances


def near_border(view: View, covered: Covered) -> pl.DataFrame | None:
    """Well-placed events with ``near``; ``None`` without borders."""
    if not (view.has("borders") and view.has("neighbours")):
        return None
    beside = view.table("neighbours").filter(pl.col("country") == covered.country)["neighbour"]
    shapes = view.table("borders").filter(
        (pl.col("level") == 0) & pl.col("country").is_in(beside.implode())
    )
    if shapes.is_empty():
        return None
    placed = covered.events.filter(pl.col("where_precision") <= PRECISE)
    if placed.is_empty():
        return placed.with_columns(near=pl.lit(False))
    around = shapely.union_all(
        shapely.from_wkb(shapes.sort("country", "unit")["geometry"].to_list())
    )
    km = distance_to(placed["longitude"].to_numpy(), placed["latitude"].to_numpy(), around)
    return placed.with_columns(near=pl.Series(km <= BORDER_KM))


def _zone(covered: Covered, near: pl.DataFrame) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "country": [covered.country],
            "until": [covered.until],
            "deaths": [int(covered.events["best"].sum())],
            "placed": [int(near["best"].sum())],
            "near_border": [int(near.filter("near")["best"].sum())],
        },
        schema=_ZONES,
    )


def _border_share(covered: Covered, zone: pl.DataFrame, near: pl.DataFrame) -> Figure | None:
    line = zone.row(0, named=True)
    if not line["placed"]:
        return None
    left_out = line["deaths"] - line["placed"]
    return Figure(
        f"situation.{covered.country.lower()}.border_share",
        message(
            "Share of deaths in {country} within {border_km} km of another country, two "
            "years to {until:%B %Y}",
            country=name_in_a_sentence(covered.country),
            border_km=BORDER_KM,
            until=covered.until,
        ),
        line["near_border"] / line["placed"],
        "share",
        message(
            "Distance of each event to the neighbours' outlines, which are simplified; "
            "{left_out:,} of {deaths:,} deaths are placed too vaguely and left out.",
            left_out=left_out,
            deaths=line["deaths"],
        ),
        (Evidence.of(EVENTS_TABLE, f"{covered.country}, placed within a district", near),),
    )


def _groups(view: View, covered: Covered) -> pl.DataFrame:
    """Groups with events in this country and in another in the same two years."""
    end = month_after(covered.until, 1)
    day = pl.col("end")
    events = view.table(EVENTS_TABLE).filter((day < end) & (day >= month_after(end, -2 * YEAR)))
    of_hosts = events.filter(pl.col("event").is_in(covered.events["event"].implode()))
    recorded = of_hosts["country"].unique().to_list()
    others = events.filter(~pl.col("country").is_in(recorded))
    here = _taking_part(of_hosts)["group"].unique()
    return (
        _taking_part(others)
        .filter(pl.col("group").is_in(here.implode()))
        .group_by("group", "country")
        .agg(events=pl.len().cast(pl.Int64), deaths=pl.col("best").sum())
        .with_columns(host=pl.lit(covered.country))
        .sort("group", "country")
        .select(*_GROUPS)
    )


def _taking_part(events: pl.DataFrame) -> pl.DataFrame:
    both = pl.concat(
        [events.select("country", "best", group=side) for side in ("side_a", "side_b")]
    )
    name = pl.col("group")
    return both.filter(~name.str.starts_with(GOVERNMENT_OF) & (name != CIVILIANS))


def _groups_across(covered: Covered, shared: pl.DataFrame) -> Figure:
    names = shared["group"].unique().sort().to_list()
    listed = message(": {names}", names=run_together("; ", names)) if names else ""
    return Figure(
        f"situation.{covered.country.lower()}.groups_across",
        message(
            "Non-state groups in {country}'s events that also appear in another country's, "
            "two years to {until:%B %Y}{listed}",
            country=name_in_a_sentence(covered.country),
            until=covered.until,
            listed=listed,
        ),
        len(names),
        "groups at least; the edition may lack other countries' events",
        "Sides of UCDP events by name, governments and civilians left out.",
        (
            Evidence.of(
                EVENTS_TABLE,
                f"{covered.country}, two years to {covered.until:%Y-%m}",
                covered.events,
            ),
        ),
    )


def _no_borders(host: str) -> Gap:
    return Gap(
        f"situation.{host.lower()}.borders",
        message("share of violence near the borders of {host}", host=name_in_a_sentence(host)),
        "the edition holds no outlines of its neighbours",
        TABLES["borders"].how_to_get,
    )
