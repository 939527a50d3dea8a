"""Peacekeepers of a mission who died, by cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.messages import message
from peaceops.domain.months import YEAR, month_after, month_of
from peaceops.edition import TABLES, View, last_month_due
from peaceops.situation.months import months_late

TABLE = "peacekeeper_deaths"
MALICIOUS = "malicious act"
_BY_YEAR = {"year": pl.Int64, "cause": pl.String, "deaths": pl.Int64}
_COMPARED = {"cause": pl.String, "last_12": pl.Int64, "previous_12": pl.Int64}


@dataclass(frozen=True)
class LossFigures:
    """Personnel of a mission who died, of all causes and by malicious acts.

    Attributes:
        died_12: In the last twelve months.
        died_12_before: In the twelve months before.
        killed_12: By malicious acts, in the last twelve months.
        killed_12_before: By malicious acts, in the twelve months before.
        died_ever: Since the mission began.
        killed_ever: By malicious acts, since the mission began.
    """

    died_12: Figure
    died_12_before: Figure
    killed_12: Figure
    killed_12_before: Figure
    died_ever: Figure
    killed_ever: Figure


@dataclass(frozen=True)
class Losses:
    """Deaths of a mission's personnel.

    Attributes:
        until: Last month counted, its first day; ``None`` if nothing is on record.
        by_year: Year, cause, deaths, all years of the mission; the last ends with ``until``.
        compared: Cause, last_12, previous_12: the twelve months to ``until`` and those before.
        figures: What the brief says of them; ``None`` where nothing is on record.
        gaps: What is missing.
    """

    until: date | None
    by_year: pl.DataFrame
    compared: pl.DataFrame
    figures: LossFigures | None
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
            message("peacekeepers of {mission} who died", mission=mission),
            message("the edition holds no rows of {table} for the date", table=TABLE),
            TABLES[TABLE].how_to_get,
        )
        empty = pl.DataFrame(schema=_BY_YEAR), pl.DataFrame(schema=_COMPARED)
        return Losses(None, *empty, None, (gap,))
    latest: date = casualties["date"].max()  # type: ignore[assignment]
    until = min(last_month_due(view.as_of), month_of(latest))
    counted = (pl.col("mission") == mission) & (pl.col("date") < month_after(until))
    rows = casualties.filter(counted).sort("date", "casualty")
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


def _figures(mission: str, rows: pl.DataFrame, recent: pl.DataFrame, until: date) -> LossFigures:
    malicious = recent.filter(pl.col("cause").str.to_lowercase() == MALICIOUS)
    first, last = month_after(until, 1 - YEAR), month_after(until, 1)
    used = rows.filter((pl.col("date") >= first) & (pl.col("date") < last))
    evidence = (Evidence.of(TABLE, f"{mission}, {first:%Y-%m} to {until:%Y-%m}", used),)
    ever = (Evidence.of(TABLE, f"{mission}, all to {until:%Y-%m}", rows),)
    period = message("twelve months to {until:%B %Y}", until=until)
    before = message("twelve months to {replace:%B %Y}", replace=until.replace(year=until.year - 1))
    all_killed = rows.filter(pl.col("cause").str.to_lowercase() == MALICIOUS).height

    def figure(name: str, what: str, value: int, rest: tuple[Evidence, ...]) -> Figure:
        return Figure(
            f"situation.peacekeepers_{name}",
            message("Personnel of {mission} {what}", mission=mission, what=what),
            value,
            "persons",
            "Count of casualties on the UN's list, dated by the incident.",
            rest,
        )

    died, killed = "who died", "killed by malicious acts"
    return LossFigures(
        figure(
            "died_12",
            message("{died}, {period}", died=died, period=period),
            int(recent["last_12"].sum()),
            evidence,
        ),
        figure(
            "died_12_before",
            message("{died}, {before}", died=died, before=before),
            int(recent["previous_12"].sum()),
            ever,
        ),
        figure(
            "killed_12",
            message("{killed}, {period}", killed=killed, period=period),
            int(malicious["last_12"].sum()),
            evidence,
        ),
        figure(
            "killed_12_before",
            message("{killed}, {before}", killed=killed, before=before),
            int(malicious["previous_12"].sum()),
            ever,
        ),
        figure("died_ever", message("{died} since it began", died=died), rows.height, ever),
        figure("killed_ever", message("{killed} since it began", killed=killed), all_killed, ever),
    )


def _gaps(view: View, mission: str, until: date) -> tuple[Gap, ...]:
    late = months_late(view, until)
    if late <= 1:  # a month in which nobody died anywhere leaves no row
        return ()
    return (
        Gap(
            "situation.peacekeeper_deaths_late",
            message(
                "peacekeepers of {mission} who died after {until:%B %Y}",
                mission=mission,
                until=until,
            ),
            message("the list ends {late} months before the latest that would be due", late=late),
            TABLES[TABLE].how_to_get,
        ),
    )
