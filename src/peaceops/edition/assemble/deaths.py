"""Peacekeepers who died on mission."""

from __future__ import annotations

import polars as pl

from peaceops.edition.assemble.mission_names import reconcile, starts
from peaceops.edition.parsed_files import ParsedFiles

_EXCHANGED = "the day is before the mission; day and month exchanged"


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Build ``peacekeeper_deaths``.

    A death is known 20 days after the month in which it happened, or in which the casualty was
    registered where that is later.
    """
    if not readings.has("hub.deaths"):
        return {}
    deaths = reconcile(readings, readings.frame("hub.deaths"), pl.col("date"))
    deaths = _exchange_days(readings, deaths)
    latest = pl.max_horizontal(pl.col("date").dt.month_start(), "registered")
    known_on = latest.dt.offset_by("1mo").dt.offset_by("19d")
    return {
        "peacekeeper_deaths": deaths.with_columns(known_on=known_on)
        .drop("registered")
        .sort("casualty")
    }


def _exchange_days(readings: ParsedFiles, deaths: pl.DataFrame) -> pl.DataFrame:
    """Exchange day and month of a death before its mission, where that brings it within."""
    deaths = deaths.join(starts(readings), on="mission", how="left").with_columns(
        exchanged=pl.col("date").dt.strftime("%Y-%d-%m").str.to_date("%Y-%m-%d", strict=False)
    )
    early = (
        (pl.col("date") < pl.col("start")) & (pl.col("exchanged") >= pl.col("start"))
    ).fill_null(False)
    readings.repair_each(
        deaths.filter(early), "incident_date", "{casualty}: {date}", "{exchanged}", _EXCHANGED
    )
    return deaths.with_columns(date=pl.when(early).then("exchanged").otherwise("date")).drop(
        "exchanged", "start"
    )
