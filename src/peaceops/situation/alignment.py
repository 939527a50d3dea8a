"""How far the hosts vote from the permanent members in the General Assembly.

Ideal points are estimated from roll calls (Bailey, Strezhnev and Voeten 2017); a distance of one
is a standard deviation of all states and years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from peaceops.domain.countries import name_of
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.edition.tables import TABLES
from peaceops.edition.view import View

TABLE = "alignment"
PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")
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
        figures: One a host: the closest and the farthest permanent member.
        gaps: Hosts without an estimate.
    """

    distances: pl.DataFrame
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]


def alignment(view: View, hosts: Sequence[str]) -> HostAlignment:
    """Distance of each host to each permanent member, as known on the date of the view."""
    if not view.has(TABLE):
        points = pl.DataFrame(schema={"country": pl.String, "year": pl.Int64})
    else:
        points = view.table(TABLE).with_columns(member=pl.col("country").replace(SUCCESSOR))
    listed, figures, gaps = [], [], []
    for host in hosts:
        own = points.filter(
            (pl.col("country") == host) & (pl.col("year") >= view.as_of.year - STALE_YEARS)
        )
        if own.is_empty():
            gaps.append(_gap(view, host))
            continue
        found = _distances(host, points)
        listed.append(found)
        figures.extend(_figures(host, found, points))
    distances = pl.concat(listed) if listed else pl.DataFrame(schema=_COLUMNS)
    return HostAlignment(distances, tuple(figures), tuple(gaps))


def _distances(host: str, points: pl.DataFrame) -> pl.DataFrame:
    own = points.filter(pl.col("country") == host).select("year", own="ideal_point")
    apart = (
        points.filter(pl.col("member").is_in(PERMANENT) & (pl.col("country") != host))
        .join(own, on="year")
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


def _figures(host: str, found: pl.DataFrame, points: pl.DataFrame) -> list[Figure]:
    if found.is_empty():
        return []
    ordered = found.sort("distance", "member")
    result = []
    for line, word in (
        (ordered.row(0, named=True), "closest"),
        (ordered.row(-1, named=True), "farthest"),
    ):
        year, member = line["year"], line["member"]
        rows = points.filter(
            ((pl.col("country") == host) | (pl.col("member") == member))
            & pl.col("year").is_in([year, year - YEARS_BACK])
        )
        change = line["change_5_years"]
        moved = "" if change is None else f"; {change:+.2f} in five years"
        result.append(
            Figure(
                f"situation.{host.lower()}.alignment_{word}",
                f"Distance of {name_of(host)} to {name_of(member)}, the permanent member {word} "
                f"to it in the General Assembly in {year}{moved}",
                round(line["distance"], 2),
                "standard deviations of ideal points",
                "Difference of ideal points estimated from roll calls of the year.",
                (Evidence.of(TABLE, f"{host} and {member}, {year - YEARS_BACK} and {year}", rows),),
            )
        )
    return result


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
