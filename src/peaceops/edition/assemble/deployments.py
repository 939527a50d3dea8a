"""Where missions stood: Geo-PKO's locations by year, who stood there, and locations by month."""

from __future__ import annotations

import polars as pl

from peaceops.edition.assemble.mission_names import reconcile
from peaceops.edition.parsed_files import ParsedFiles

LOST = "unit types at a place that the file of deployments lacks"
_PLACE = ["mission", "year", "location", "latitude", "longitude"]
_UNITS = ("medical", "aviation", "engineers", "signals", "transport", "riverine", "maintenance")
_YEAR_END = pl.date("year", 12, 31)


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Build ``deployments``, ``deployment_contributors`` and ``deployment_months``."""
    frames: dict[str, pl.DataFrame] = {}
    if readings.has("geopko.deployments"):
        frames["deployments"] = _deployments(readings)
    if readings.has("geopko.contributors"):
        frames["deployment_contributors"] = _contributors(readings)
    if readings.has("geopko.months"):
        months = readings.frame("geopko.months")
        months = reconcile(readings, months, pl.col("month").dt.month_end())
        frames["deployment_months"] = months.sort(
            "mission", "month", "location", "latitude", "longitude"
        )
    return frames


def _deployments(readings: ParsedFiles) -> pl.DataFrame:
    """Locations with the unit types shown there; null types where the units file has no row."""
    places = reconcile(readings, readings.frame("geopko.deployments"), _YEAR_END)
    if not readings.has("geopko.units"):
        return places.with_columns(**{unit: pl.lit(None, pl.Int64) for unit in _UNITS}).sort(_PLACE)
    units = reconcile(readings, readings.frame("geopko.units"), _YEAR_END)
    lost = units.join(places, on=_PLACE, how="anti")
    place = "{mission} {year}, {location} at {latitude}, {longitude}"
    readings.repair_each(lost, "*", place, "(dropped)", LOST)
    joined = places.join(
        units.select(*_PLACE, *_UNITS, pl.col("source").alias("units_source")),
        on=_PLACE,
        how="left",
    )
    both = pl.concat_str("source", "units_source", separator=" + ")
    return joined.with_columns(source=pl.coalesce(both, "source")).drop("units_source").sort(_PLACE)


def _contributors(readings: ParsedFiles) -> pl.DataFrame:
    """One row a place name and country: ten names stand at two positions in one year."""
    frame = reconcile(readings, readings.frame("geopko.contributors"), _YEAR_END)
    key = ["mission", "year", "location", "country"]
    counted = pl.col("troops").is_not_null().any()
    return (
        frame.group_by(key)
        .agg(
            pl.when(counted).then(pl.col("troops").sum()).alias("troops"),
            pl.col("source").min(),
            pl.when(pl.len() == 1).then(pl.col("row").first()).alias("row"),
        )
        .sort(key)
    )
