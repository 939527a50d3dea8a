"""What others forecast, and what they were scored on: the VIEWS challenge, PaCE, VIEWS' scores."""

from __future__ import annotations

import polars as pl

from peaceops.domain.countries import codes_of_gw
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import SourceError

KEY = ("issued", "horizon", "country", "month")
SAME = "country-month of the challenge that another of its files also gives"


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Build the tables of issued forecasts that files were read for.

    Raises:
        SourceError: Two files of the challenge give one country-month different deaths, or a
            country is not in its key; or a country-month of an issue of PaCE is given twice.
    """
    tables = {}
    if readings.has("views.challenge_months") and readings.has("views.countries"):
        tables["violence_challenge_months"] = _challenge_months(readings)
    if readings.has("pace.forecasts"):
        tables["violence_issued_forecasts"] = _forecasts_of_pace(readings)
    if readings.has("issued.scores"):
        tables["violence_issued_scores"] = readings.frame("issued.scores")
    return tables


def _challenge_months(readings: ParsedFiles) -> pl.DataFrame:
    """The challenge's own country-months, under the codes of the country-month panel."""
    frame = readings.frame("views.challenge_months").sort("views_id", "month", "source", "row")
    key = readings.frame("views.countries").unique("views_id", keep="first", maintain_order=True)
    frame = frame.join(
        key.select("views_id", "gw"), on="views_id", how="left", maintain_order="left"
    )
    _refuse_unknown(frame)
    frame = frame.with_columns(country=codes_of_gw(frame["gw"], frame["month"].dt.year()))
    first = frame.select(pl.struct("country", "month").is_first_distinct()).to_series()
    first_rows, others = frame.filter(first), frame.filter(~first)
    pairs = others.join(
        first_rows.select("country", "month", kept="state_based", by="source", at="row"),
        on=["country", "month"],
        maintain_order="left",
    )
    for line in pairs.iter_rows(named=True):
        what = f"{line['country']} {line['month']:%Y-%m}"
        if line["state_based"] != line["kept"]:
            raise SourceError(
                f"{what} has {line['state_based']} deaths here and {line['kept']} in "
                f"{line['by']}, row {line['at']}",
                where=f"{line['source']}, row {line['row']}",
                cause="files of two issues of the challenge",
                remedy="keep the files of one issue",
            )
    for part in pairs.partition_by("source", maintain_order=True):
        months = part["month"].sort()
        records = f"{part.height} country-months, {months[0]:%Y-%m} to {months[-1]:%Y-%m}"
        readings.repair(part["source"][0], part["row"][0], "*", records, "(dropped)", SAME)
    columns = ("country", "month", "state_based", "views_id", "source", "row")
    return first_rows.select(columns).sort("country", "month")


def _refuse_unknown(frame: pl.DataFrame) -> None:
    unknown = frame.filter(pl.col("gw").is_null())
    if unknown.height:
        line = unknown.row(0, named=True)
        raise SourceError(
            f"country_id {line['views_id']} is not in the key of countries",
            where=f"{line['source']}, row {line['row']}",
            remedy="add the key of the challenge's version",
        )


def _forecasts_of_pace(readings: ParsedFiles) -> pl.DataFrame:
    """One row a country and month of an issue."""
    frame = readings.frame("pace.forecasts").sort(*KEY, "source", "row")
    twice = frame.filter(pl.struct(KEY).is_duplicated())
    if twice.height:
        first, second = twice.row(0, named=True), twice.row(1, named=True)
        raise SourceError(
            f"{first['country']} {first['month']:%Y-%m} of the issue {first['issued']:%Y-%m} "
            f"stands in {first['source']} and in {second['source']}",
            where=f"{second['source']}, row {second['row']}",
            cause="the file was copied, or two columns name one country",
            remedy="keep one of them",
        )
    return frame.select(*KEY, "deaths", "source", "row")
