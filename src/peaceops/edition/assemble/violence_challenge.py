"""The challenge's own country-months, under the codes of the country-month panel."""

from __future__ import annotations

import polars as pl

from peaceops.domain.countries import codes_of_gw
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import SourceError
from peaceops.sources import Repair

SAME = "country-month of the challenge that another of its files also gives"


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """``violence_challenge_months``, where its records and the key of countries are present.

    Raises:
        SourceError: Two files of the challenge give one country-month different deaths, or a
            country is not in the key.
    """
    if not (readings.has("views.challenge_months") and readings.has("views.countries")):
        return {}
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
    if pairs.height:
        for part in pairs.partition_by("source", maintain_order=True):
            months = part["month"].sort()
            records = f"{part.height} country-months, {months[0]:%Y-%m} to {months[-1]:%Y-%m}"
            source, row = part["source"][0], part["row"][0]
            readings.repair(Repair(source, row, "*", records, "(dropped)", SAME))
    columns = ("country", "month", "state_based", "views_id", "source", "row")
    return {"violence_challenge_months": first_rows.select(columns).sort("country", "month")}


def _refuse_unknown(frame: pl.DataFrame) -> None:
    unknown = frame.filter(pl.col("gw").is_null())
    if unknown.height:
        line = unknown.row(0, named=True)
        raise SourceError(
            f"country_id {line['views_id']} is not in the key of countries",
            where=f"{line['source']}, row {line['row']}",
            remedy="add the key of the challenge's version",
        )
