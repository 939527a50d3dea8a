"""Country-months in one vintage: UCDP's tabulated figures for every month that they cover.

They date an event by its beginning and VIEWS' panels by its end, so that a join at a month would
count some deaths twice and others never. From January 1989 to the last month of the tabulated
figures they alone stand; months of a panel after it stay. A month without a row is a zero of every
state of that month. VIEWS' panel, where it is present, says which states those are, and its numbers
of countries stay, which hold a state together under the codes it had; without it they are the
states of the Gleditsch-Ward list, by year.
"""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import polars as pl

from peaceops.domain.countries import country, country_codes
from peaceops.domain.months import month_after
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.edition.parsed_files import ParsedFiles

FIRST = date(1989, 1, 1)
TAKEN_OVER = "country-month that the single vintage of UCDP's tabulated months also gives"
CANDIDATES = "UCDP candidate events, provisional"
COLUMNS = ("country", "month", *VIOLENCE_TYPES, "vintage", "views_id", "source", "row")


def in_one_vintage(readings: ParsedFiles, panel: pl.DataFrame | None) -> pl.DataFrame:
    """Rows of ``violence_country_months`` in the vintage of the tabulated figures.

    Args:
        readings: Everything read; they hold ``ucdp.country_months``.
        panel: The rows without these figures, if there are any.
    """
    deaths = readings.frame("ucdp.country_months")
    last: date = max(deaths["month"])
    spans = _states() if panel is None else _states_of(panel, last)
    recorded = deaths.group_by("country").agg(
        first=pl.col("month").min(), until=pl.col("month").max()
    )
    months = (
        pl.concat([spans.select("country", "first", "until"), recorded])
        .group_by("country")
        .agg(
            pl.max_horizontal(pl.col("first").min(), pl.lit(FIRST)).alias("first"),
            pl.min_horizontal(pl.col("until").max(), pl.lit(last)).alias("until"),
        )
        .filter(pl.col("first") <= pl.col("until"))
        .select("country", month=pl.date_ranges("first", "until", "1mo"))
        .explode("month")
    )
    provisional = _provisional(deaths)
    rows = (
        months.join(deaths.drop("provisional"), on=["country", "month"], how="left")
        .join(_numbers(panel), on="country", how="left")
        .with_columns(
            pl.col(VIOLENCE_TYPES).fill_null(0),
            pl.col("source").fill_null(deaths["source"][0]),
            vintage=pl.when(pl.col("month").is_in(provisional["month"].implode()))
            .then(pl.lit(CANDIDATES))
            .otherwise(pl.lit(_vintage(readings, deaths))),
        )
        .select(COLUMNS)
    )
    return _with_later(readings, rows, panel, last).sort("country", "month")


def provisional_months(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Build ``violence_provisional_months``, where any month rests on candidate events."""
    months = _provisional(readings.frame("ucdp.country_months"))
    return {"violence_provisional_months": months} if months.height else {}


def _provisional(deaths: pl.DataFrame) -> pl.DataFrame:
    months = deaths.filter("provisional").select("month", "source").unique().sort("month")
    return months.with_columns(row=pl.lit(None, dtype=pl.Int64))


def _states_of(panel: pl.DataFrame, last: date) -> pl.DataFrame:
    """States of a panel with their months; those at its ends were there before, and still are."""
    first_month, last_month = min(panel["month"]), max(panel["month"])
    spans = panel.group_by("country").agg(first=pl.col("month").min(), until=pl.col("month").max())
    began = {code: country(code).first for code in spans["country"]}
    old = [code for code, year in began.items() if year is None or year <= FIRST.year]
    return spans.with_columns(
        first=pl.when(pl.col("first") == first_month, pl.col("country").is_in(old))
        .then(pl.lit(FIRST))
        .otherwise("first"),
        until=pl.when(pl.col("until") == last_month).then(pl.lit(last)).otherwise("until"),
    )


def _states() -> pl.DataFrame:
    """States with a Gleditsch-Ward number, from the year they began to the year they ended."""
    states = [country(code) for code in country_codes()]
    return pl.DataFrame(
        [
            (state.code, date(state.first or FIRST.year, 1, 1), date(state.last or 2049, 12, 1))
            for state in states
            if state.gw is not None
        ],
        schema={"country": pl.String, "first": pl.Date, "until": pl.Date},
        orient="row",
    )


def _numbers(panel: pl.DataFrame | None) -> pl.DataFrame:
    """VIEWS' number of each country."""
    if panel is None:
        return pl.DataFrame(schema={"country": pl.String, "views_id": pl.Int64})
    return panel.sort("month").group_by("country").agg(pl.col("views_id").drop_nulls().last())


def _vintage(readings: ParsedFiles, deaths: pl.DataFrame) -> str:
    """Name the release of the final months: as the notes beside the file say, else by its end."""
    if readings.has("ucdp.release"):
        notes = readings.frame("ucdp.release")
        folder = PurePosixPath(deaths["source"][0]).parent
        # Notes of another folder are those of the figures only where there are no other figures.
        single = notes.height == 1 and len(readings.files_of("ucdp.country_months")) == 1
        beside = [
            release
            for source, release in notes.select("source", "release").iter_rows()
            if PurePosixPath(source).parent == folder or single
        ]
        if beside:
            return f"UCDP GED {beside[-1]}"
    final = deaths.filter(~pl.col("provisional"))["month"]
    return f"UCDP GED to {max(final):%Y-%m}" if len(final) else CANDIDATES


def _with_later(
    readings: ParsedFiles, rows: pl.DataFrame, panel: pl.DataFrame | None, last: date
) -> pl.DataFrame:
    """Add the panel's months after the last one, and report those that gave way."""
    if panel is None:
        return rows
    gone = panel.filter(pl.col("month") <= last)
    for part in gone.partition_by("source", maintain_order=True):
        months = part["month"].sort()
        records = f"{part.height} country-months, {months[0]:%Y-%m} to {months[-1]:%Y-%m}"
        source, line = part["source"][0], part["row"].min()
        readings.repair(source, line or 1, "*", records, "(dropped)", TAKEN_OVER)  # type: ignore[arg-type]
    later = panel.filter(pl.col("month") >= month_after(last))
    return pl.concat([rows, later.select(COLUMNS)])
