"""How far the hosts vote from the permanent members in the General Assembly.

Ideal points are estimated from roll calls (Bailey, Strezhnev and Voeten 2017); a distance of one
is a standard deviation of all states and years.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from peaceops.domain.countries import PERMANENT_MEMBERS, name_of
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.edition import TABLES, View

TABLE = "alignment"
SUCCESSOR = {"SUN": "RUS"}
YEARS_BACK = 5
STALE_YEARS = 5
_COLUMNS = {
    "country": pl.String,
    "member": pl.String,
    "year": pl.Int64,
    "distance": pl.Float64,
    "change_5_years": pl.Float64,
}


@dataclass(frozen=True)
class HostAlignment:
    """Distances between ideal points.

    Attributes:
        distances: Country, member, year (the latest both have), distance, change over five years
            (null if unknown; negative is closer).
        by_member: Host and permanent member to the distance between them.
        changes: Host and permanent member to the change of that distance over five years.
        gaps: Hosts without an estimate.
    """

    distances: pl.DataFrame
    by_member: Mapping[tuple[str, str], Figure]
    changes: Mapping[tuple[str, str], Figure]
    gaps: tuple[Gap, ...]


def alignment(view: View, hosts: Sequence[str]) -> HostAlignment:
    """Distance of each host to each permanent member, as known on the date of the view."""
    if not view.has(TABLE):
        points = pl.DataFrame(schema={"country": pl.String, "year": pl.Int64})
    else:
        points = view.table(TABLE).with_columns(member=pl.col("country").replace(SUCCESSOR))
    listed, gaps = list[pl.DataFrame](), list[Gap]()
    by_member, changes = dict[tuple[str, str], Figure](), dict[tuple[str, str], Figure]()
    for host in hosts:
        of_host = points.filter(
            (pl.col("country") == host) & (pl.col("year") >= view.as_of.year - STALE_YEARS)
        )
        if of_host.is_empty():
            gaps.append(_gap(view, host))
            continue
        listed.append(_distances(host, points))
        for row in listed[-1].iter_rows(named=True):
            distance, change = _figures(host, row, points)
            by_member[host, row["member"]] = distance
            if change is not None:
                changes[host, row["member"]] = change
    distances = pl.concat(listed) if listed else pl.DataFrame(schema=_COLUMNS)
    return HostAlignment(distances, by_member, changes, tuple(gaps))


def _distances(host: str, points: pl.DataFrame) -> pl.DataFrame:
    of_host = points.filter(pl.col("country") == host).select("year", own="ideal_point")
    apart = (
        points.filter(pl.col("member").is_in(PERMANENT_MEMBERS) & (pl.col("country") != host))
        .join(of_host, on="year")
        .select("member", "year", distance=(pl.col("ideal_point") - pl.col("own")).abs())
    )
    before = apart.select("member", year=pl.col("year") + YEARS_BACK, before=pl.col("distance"))
    return (
        apart.filter(pl.col("year") == pl.col("year").max().over("member"))
        .join(before, on=["member", "year"], how="left")
        .select(
            country=pl.lit(host),
            member="member",
            year=pl.col("year").cast(pl.Int64),
            distance="distance",
            change_5_years=pl.col("distance") - pl.col("before"),
        )
        .sort("member")
    )


def _figures(host: str, row: dict[str, Any], points: pl.DataFrame) -> tuple[Figure, Figure | None]:
    """The distance of a host to a member, and its change over five years where that is known."""
    year, member, change = row["year"], row["member"], row["change_5_years"]
    pair = (pl.col("country") == host) | (pl.col("member") == member)
    used = points.filter(pair & pl.col("year").is_in([year, year - YEARS_BACK]))
    evidence = (Evidence.of(TABLE, f"{host} and {member}, {year - YEARS_BACK} and {year}", used),)
    key = f"situation.{host.lower()}.alignment.{member.lower()}"
    place = f"{name_of(host)} to {name_of(member)} in the General Assembly"
    method = (
        "How far apart the two vote in the General Assembly: zero is alike. Difference of their "
        "ideal points, positions on one scale estimated from the year's roll calls."
    )
    unit = "standard deviations of ideal points"
    return (
        Figure(key, f"Distance of {place}, {year}", row["distance"], unit, method, evidence),
        None
        if change is None
        else Figure(
            f"{key}.change",
            f"Change of the distance of {place}, {year - YEARS_BACK} to {year}",
            change,
            unit,
            f"{method} A minus means that the two have come closer.",
            evidence,
        ),
    )


def _gap(view: View, host: str) -> Gap:
    lacks = not view.has(TABLE)
    return Gap(
        f"situation.{host.lower()}.alignment",
        f"how {name_of(host)} votes in the General Assembly",
        f"the edition holds no table {TABLE}"
        if lacks
        else f"no ideal point of the last {STALE_YEARS} years is on record for it",
        TABLES[TABLE].how_to_get,
    )
