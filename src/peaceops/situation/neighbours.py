"""Violence in the countries that share a land border with the hosts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from peaceops.domain.countries import name_of
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.edition.tables import TABLES
from peaceops.edition.view import View
from peaceops.situation.months import ALL_TYPES, TABLE, TYPES, YEAR, compared, months_of

BORDERS_TABLE = "neighbours"
_COLUMNS = {
    "host": pl.String,
    "country": pl.String,
    "until": pl.Date,
    "last_12": pl.Int64,
    "previous_12": pl.Int64,
    "change": pl.Float64,
}


@dataclass(frozen=True)
class Neighbourhood:
    """Deaths of all types in the neighbours.

    Attributes:
        compared: Host, neighbour as ``country``, until, last_12, previous_12, change; the hosts
            of one mission are not neighbours of each other here.
        months: Months of the neighbours, two years of each.
        figures: All neighbours together, and the deadliest one.
        gaps: What is missing.
    """

    compared: pl.DataFrame
    months: pl.DataFrame
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]


def neighbours(view: View, hosts: Sequence[str]) -> Neighbourhood:
    """Deaths in the land neighbours of ``hosts``, as known on the date of the view."""
    empty = pl.DataFrame(schema=_COLUMNS)
    lacking = [name for name in (BORDERS_TABLE, TABLE) if not view.has(name)]
    if lacking:
        gap = Gap(
            "situation.neighbours",
            "violence in the neighbouring countries",
            f"the edition holds no table {lacking[0]}",
            TABLES[lacking[0]].how_to_get,
        )
        return Neighbourhood(empty, pl.DataFrame(), (), (gap,) if hosts else ())
    pairs = (
        view.table(BORDERS_TABLE)
        .filter(pl.col("country").is_in(list(hosts)) & ~pl.col("neighbour").is_in(list(hosts)))
        .select(host="country", country="neighbour")
        .unique()
        .sort("host", "country")
    )
    around = pairs["country"].unique().sort().to_list()
    months = months_of(view, around)
    if months.is_empty():
        return Neighbourhood(empty, months, (), ())
    deaths = compared(months).filter(pl.col("target") == ALL_TYPES)
    listed = pairs.join(deaths, on="country", how="inner").select(*_COLUMNS)
    listed = listed.filter(pl.col("until") == pl.col("until").max()).sort("host", "country")
    used = months.group_by("country", maintain_order=True).tail(2 * YEAR)
    return Neighbourhood(listed, used, _figures(listed, used), ())


def _figures(listed: pl.DataFrame, months: pl.DataFrame) -> tuple[Figure, ...]:
    known = listed.unique("country").sort("country")
    if known.is_empty():
        return ()
    last = known["until"][0]
    chosen = months.filter(pl.col("country").is_in(known["country"].implode()))
    evidence = (Evidence.of(TABLE, f"neighbours, two years to {last:%Y-%m}", chosen),)
    before = known["previous_12"].drop_nulls()
    compared_with = (
        f"; {before.sum():,} in the twelve months before" if len(before) == known.height else ""
    )
    names = ", ".join(sorted(name_of(code) for code in known["country"]))
    method = f"Sum of {', '.join(TYPES)} over {names}.".replace("_", "-")
    found = [
        Figure(
            "situation.neighbours_12",
            f"Deaths in organised violence in the {known.height} neighbouring countries, twelve "
            f"months to {last:%B %Y}{compared_with}",
            int(known["last_12"].sum()),
            "deaths, best estimate",
            method,
            evidence,
        )
    ]
    worst = known.sort("last_12", "country", descending=[True, False]).row(0, named=True)
    if worst["last_12"] > 0:
        own = months.filter(pl.col("country") == worst["country"])
        previous = worst["previous_12"]
        found.append(
            Figure(
                "situation.neighbours_deadliest",
                f"Deaths in organised violence in {name_of(worst['country'])}, the deadliest "
                f"neighbour, twelve months to {last:%B %Y}"
                + ("" if previous is None else f"; {previous:,} in the twelve months before"),
                worst["last_12"],
                "deaths, best estimate",
                "Sum of UCDP's best estimates by month.",
                (Evidence.of(TABLE, f"{worst['country']}, two years to {last:%Y-%m}", own),),
            )
        )
    return tuple(found)
