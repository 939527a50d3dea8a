"""Peacekeepers of a mission who died, by cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.months import YEAR, month_after, month_of
from peaceops.edition.tables import TABLES
from peaceops.edition.tables.violence import last_month_due
from peaceops.edition.view import View
from peaceops.situation.months import months_late

TABLE = "peacekeeper_deaths"
MALICIOUS = "malicious act"
_BY_YEAR = {"year": pl.Int64, "cause": pl.String, "deaths": pl.Int64}
_COMPARED = {"cause": pl.String, "last_12": pl.Int64, "previous_12": pl.Int64}


@dataclass(frozen=True)
class Losses:
    """Deaths of a mission's personnel.

    Attributes:
        until: Last month counted, its first day; ``None`` if nothing is on record.
        by_year: Year, cause, deaths, all years of the mission; the last ends with ``until``.
        compared: Cause, last_12, previous_12: the twelve months to ``until`` and those before.
        figures: All causes and malicious acts.
        gaps: What is missing.
    """

    until: date | None
    by_year: pl.DataFrame
    compared: pl.DataFrame
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]


def peacekeeper_losses(view: View, mission: str) -> Losses:
    """Deaths on record for ``mission``, as known on the date of the view.

    A mission without a row had no deaths up to the last month that the list covers; months after
    it are not months without deaths, and a list without any row says nothing.
    """
    casualties = view.table(TABLE) if view.has(TABLE) else pl.DataFrame()
    if casualties.is_empty():
        gap = Gap(
            "situation.peacekeeper_deaths",
            f"peacekeepers of {mission} who died",
            f"the edition holds no rows of {TABLE} for the date",
            TABLES[TABLE].how_to_get,
        )
        empty = pl.DataFrame(schema=_BY_YEAR), pl.DataFrame(schema=_COMPARED)
        return Losses(None, *empty, (), (gap,))
    latest: date = casualties["date"].max()  # type: ignore[assignment]
    until = min(last_month_due(view.as_of), month_of(latest))
    rows = casualties.filter(
        pl.col("mission") == mission, pl.col("date") < month_after(until)
    ).sort("date", "casualty")
    by_year = (
        rows.group_by(year=pl.col("date").dt.year().cast(pl.Int64), cause="cause")
        .agg(deaths=pl.len().cast(pl.Int64))
        .sort("year", "cause")
    )
    recent = _compared(rows, until)
    return Losses(
        until, by_year, recent, _figures(mission, rows, recent, until), _gaps(view, mission, until)
    )


def _compared(rows: pl.DataFrame, until: date) -> pl.DataFrame:
    end = month_after(until, 1)
    middle, start = month_after(end, -YEAR), month_after(end, -2 * YEAR)
    day = pl.col("date")
    return (
        rows.group_by("cause")
        .agg(
            last_12=((day >= middle) & (day < end)).sum().cast(pl.Int64),
            previous_12=((day >= start) & (day < middle)).sum().cast(pl.Int64),
        )
        .sort("cause")
    )


def _figures(
    mission: str, rows: pl.DataFrame, recent: pl.DataFrame, until: date
) -> tuple[Figure, ...]:
    malicious = recent.filter(pl.col("cause").str.to_lowercase() == MALICIOUS)
    first, last = month_after(until, 1 - YEAR), month_after(until, 1)
    used = rows.filter((pl.col("date") >= first) & (pl.col("date") < last))
    evidence = (Evidence.of(TABLE, f"{mission}, {first:%Y-%m} to {until:%Y-%m}", used),)
    ever = (Evidence.of(TABLE, f"{mission}, all to {until:%Y-%m}", rows),)
    total, before = int(recent["last_12"].sum()), int(recent["previous_12"].sum())
    killed, killed_before = int(malicious["last_12"].sum()), int(malicious["previous_12"].sum())
    period = f"twelve months to {until:%B %Y}"
    method = "Count of casualties on the UN's list, dated by the incident."
    all_killed = rows.filter(pl.col("cause").str.to_lowercase() == MALICIOUS).height
    return (
        Figure(
            "situation.peacekeepers_died_12",
            f"Personnel of {mission} who died, {period}; {before} in the twelve months before",
            total, "persons", method, evidence,
        ),
        Figure(
            "situation.peacekeepers_killed_12",
            f"Personnel of {mission} killed by malicious acts, {period}; {killed_before} in the "
            "twelve months before",
            killed, "persons", method, evidence,
        ),
        Figure(
            "situation.peacekeepers_died_ever",
            f"Personnel of {mission} who died since it began, to {until:%B %Y}, {all_killed} of "
            "them by malicious acts",
            rows.height, "persons", method, ever,
        ),
    )  # fmt: skip


def _gaps(view: View, mission: str, until: date) -> tuple[Gap, ...]:
    late = months_late(view, until)
    if late <= 1:  # a month in which nobody died anywhere leaves no row
        return ()
    return (
        Gap(
            "situation.peacekeeper_deaths_late",
            f"peacekeepers of {mission} who died after {until:%B %Y}",
            f"the list ends {late} months before the latest that would be due",
            TABLES[TABLE].how_to_get,
        ),
    )
