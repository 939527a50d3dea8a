"""What is happening: the situation as the brief holds it."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from peaceops.brief.document import (
    Alignment,
    EventPlace,
    MonthlyViolence,
    PeacekeeperLoss,
    Perpetrator,
    Situation,
    YearlyTrend,
)
from peaceops.domain.countries import name_of
from peaceops.situation import Situation as Described

ALL_TYPES = "all_types"
ACTORS_SHOWN = 8
PLACES_SHOWN = 400
_KIND_IN_WORDS = {
    "host government": "Government of {host}",
    "other government": "Governments of other states",
    "non-state group": "Armed groups together",
}


def situation_section(described: Described) -> Situation:
    """Months, trends, perpetrators, losses and alignment."""
    months = described.trends.months
    return Situation(
        known_until=months["month"].max() if months.height else None,
        months=tuple(
            MonthlyViolence(
                country=row["country"],
                month=row["month"],
                state_based=row["state_based"],
                non_state=row["non_state"],
                one_sided=row["one_sided"],
            )
            for row in months.iter_rows(named=True)
        ),
        trends=(*_host_trends(described), *_neighbour_trends(described)),
        perpetrators=(*_perpetrators_by_year(described), *_actors(described)),
        peacekeeper_deaths=tuple(
            PeacekeeperLoss(**row) for row in described.peacekeepers.by_year.iter_rows(named=True)
        ),
        alignment=tuple(
            Alignment(
                country=row["country"],
                member=row["member"],
                year=row["year"],
                distance=round(row["distance"], 3),
                change_5_years=_rounded(row["change_5_years"]),
            )
            for row in described.alignment.distances.iter_rows(named=True)
        ),
    )


def event_places(described: Described) -> tuple[EventPlace, ...]:
    """The deadliest places of the last twelve months that events cover."""
    deadliest = described.places.sort(
        "deaths",
        "country",
        "latitude",
        "longitude",
        "type",
        descending=[True, False, False, False, False],
    ).head(PLACES_SHOWN)
    return tuple(
        EventPlace(
            latitude=row["latitude"],
            longitude=row["longitude"],
            deaths=row["deaths"],
            type=row["type"],
        )
        for row in deadliest.iter_rows(named=True)
    )


def _host_trends(described: Described) -> Iterator[YearlyTrend]:
    compared = described.trends.compared.filter(pl.col("target") == ALL_TYPES)
    for row in compared.iter_rows(named=True):
        yield _trend(row, "host")


def _neighbour_trends(described: Described) -> Iterator[YearlyTrend]:
    compared = described.neighbours.compared.unique("country", keep="first").sort(
        "last_12", "country", descending=[True, False]
    )
    for row in compared.iter_rows(named=True):
        if row["country"] not in described.hosts:
            yield _trend(row, "neighbour")


def _trend(row: dict[str, object], role: str) -> YearlyTrend:
    return YearlyTrend.model_validate(
        {
            "country": row["country"],
            "name": name_of(str(row["country"])),
            "role": role,
            "last_12_months": row["last_12"],
            "previous_12_months": row["previous_12"],
            "until": row["until"],
        }
    )


def _perpetrators_by_year(described: Described) -> Iterator[Perpetrator]:
    years = described.sides.years
    if years.is_empty():
        return
    latest = years.filter(pl.col("year") == pl.col("year").max().over("country"))
    for row in latest.sort("country", "deaths", "kind", descending=[False, True, False]).iter_rows(
        named=True
    ):
        yield Perpetrator(
            country=row["country"],
            period=str(row["year"]),
            actor=_KIND_IN_WORDS[row["kind"]].format(host=name_of(row["country"])),
            kind=row["kind"],
            deaths=row["deaths"],
            basis="one-sided violence",
        )


def _actors(described: Described) -> Iterator[Perpetrator]:
    actors = described.sides.actors
    if actors.is_empty():
        return
    shortest = actors["months"].min()
    named = actors.filter((pl.col("months") == shortest) & (pl.col("deaths") > 0)).sort(
        "deaths", "country", "actor", "role", descending=[True, False, False, False]
    )
    for row in named.head(ACTORS_SHOWN).iter_rows(named=True):
        yield Perpetrator(
            country=row["country"],
            period=f"{row['months']} months to {row['until']:%B %Y}",
            actor=row["actor"],
            kind=row["kind"],
            deaths=row["deaths"],
            basis=row["role"],
        )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
