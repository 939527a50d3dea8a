"""Violence in the countries that share a land border with the hosts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from peaceops.domain.countries import name_of
from peaceops.domain.figures import Evidence, Gap
from peaceops.domain.messages import message, run_together
from peaceops.domain.months import YEAR
from peaceops.domain.violence_types import ALL_TYPES, VIOLENCE_TYPES
from peaceops.edition import TABLES, View
from peaceops.situation.deaths import YearOfDeaths, year_of_deaths
from peaceops.situation.months import TABLE, compared, months_of, recorded_codes

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
            of one mission are not neighbours of each other here, nor of the state that UCDP counts
            their deaths under.
        months: Months of the neighbours, two years of each.
        together: All neighbours, or ``None`` where none is on record.
        by_country: Each neighbour, deadliest first.
        gaps: What is missing.
    """

    compared: pl.DataFrame
    months: pl.DataFrame
    together: YearOfDeaths | None
    by_country: tuple[YearOfDeaths, ...]
    gaps: tuple[Gap, ...]


def neighbours(view: View, hosts: Sequence[str]) -> Neighbourhood:
    """Deaths in the land neighbours of ``hosts``, as known on the date of the view."""
    empty = pl.DataFrame(schema=_COLUMNS)
    lacking = [name for name in (BORDERS_TABLE, TABLE) if not view.has(name)]
    if lacking:
        gap = Gap(
            "situation.neighbours",
            "violence in the neighbouring countries",
            message("the edition holds no table {lacking}", lacking=lacking[0]),
            TABLES[lacking[0]].how_to_get,
        )
        return Neighbourhood(empty, pl.DataFrame(), None, (), (gap,) if hosts else ())
    pairs = (
        view.table(BORDERS_TABLE)
        .filter(pl.col("country").is_in(list(hosts)) & ~pl.col("neighbour").is_in(list(hosts)))
        .select(host="country", country="neighbour")
        .unique()
        .sort("host", "country")
    )
    # Deaths of a host that UCDP counts under a neighbour are the host's here, and told once.
    pairs = pairs.filter(~pl.col("country").is_in(sorted(recorded_codes(view, hosts).values())))
    around = pairs["country"].unique().sort().to_list()
    months = months_of(view, around)
    if months.is_empty():
        return Neighbourhood(empty, months, None, (), ())
    deaths = compared(months).filter(pl.col("target") == ALL_TYPES)
    listed = pairs.join(deaths, on="country", how="inner").select(*_COLUMNS)
    listed = listed.filter(pl.col("until") == pl.col("until").max()).sort("host", "country")
    used = months.group_by("country", maintain_order=True).tail(2 * YEAR)
    return Neighbourhood(listed, used, *_figures(listed, used), ())


def _figures(
    listed: pl.DataFrame, months: pl.DataFrame
) -> tuple[YearOfDeaths | None, tuple[YearOfDeaths, ...]]:
    """The neighbours together, and each by itself, deadliest first."""
    by_country = listed.unique("country").sort("last_12", "country", descending=[True, False])
    if by_country.is_empty():
        return None, ()
    last = by_country["until"][0]
    period = message("two years to {last:%Y-%m}", last=last)
    used = months.filter(pl.col("country").is_in(by_country["country"].implode()))
    before = by_country["previous_12"].drop_nulls()
    names = run_together(", ", sorted(name_of(code) for code in by_country["country"]))
    together = year_of_deaths(
        "situation.neighbours_12",
        "",
        message("the {height} neighbouring countries", height=by_country.height)
        if by_country.height > 1
        else "the neighbouring country",
        last,
        (
            int(by_country["last_12"].sum()),
            int(before.sum()) if len(before) == by_country.height else None,
        ),
        (Evidence.of(TABLE, f"neighbours, {period}", used),),
        method=message(
            "Sum of {violence_types} over {names}.",
            violence_types=run_together(", ", VIOLENCE_TYPES),
            names=names,
        ).replace("_", "-"),
    )
    each = tuple(
        year_of_deaths(
            f"situation.{row['country'].lower()}.all_types_12",
            row["country"],
            name_of(row["country"]),
            last,
            (row["last_12"], row["previous_12"]),
            (
                Evidence.of(
                    TABLE,
                    f"{row['country']}, {period}",
                    used.filter(pl.col("country") == row["country"]),
                ),
            ),
        )
        for row in by_country.iter_rows(named=True)
    )
    return together, each
