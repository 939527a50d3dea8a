"""Forecasts that PaCE issued month by month: all types of organised violence, by country.

PaCE (Patterns of Conflict Emergence, Trinity College Dublin) issues point forecasts of deaths six
and twelve months ahead. A file is one issue at one horizon, ``2018-01_h6.csv``: a row for each
month forecast, the first being the month of the issue itself, and a column for each country by
name. So an issue of January rests on what was known of December and before. Values are deaths a
month, not sums, with fractions. The two horizons give the same months other values. Files ending
``_min`` and ``_max`` hold bounds and are not read.

Known defects. Some forecasts are below zero; they are read as zero and reported. Malawi is missing
from the first issues: it has no row there.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import polars as pl

from peaceops.domain.bounds import DEATHS
from peaceops.domain.countries import UnknownCountry, codes_of
from peaceops.errors import SourceError
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

PUBLICATION = Publication(
    id="pace-forecasts",
    title="Monthly forecasts of fatalities by country, as issued",
    publisher="PaCE, Trinity College Dublin, from UCDP events",
    licence="not stated by the publisher; for one's own use, not handed on",
    citation="PaCE, Patterns of Conflict Emergence, Trinity College Dublin, monthly forecasts; "
    "figures: Uppsala Conflict Data Program",
    url="https://paceconflictlab.wixsite.com/conflict-research-la",
)

COLUMNS = frozenset({"date", "Afghanistan", "Yemen"})
HORIZONS = (6, 12)
NAME = re.compile(r"(\d{4})-(\d{2})_h(\d+)\.csv(?:\.gz)?$")
NEGATIVE = "forecast below zero deaths"


def read_forecasts(path: Path) -> ParsedFile:
    """Read one issue as ``pace.forecasts``: issued, horizon, country, month, deaths.

    Raises:
        SourceError: The file's name, months or values are not those of an issue.
    """
    issued, horizon = _named(path)
    sheet = read_sheet(path, COLUMNS)
    months = sheet.date("date", ("%Y-%m", "%Y-%m-%d"))
    due = pl.date_range(issued, issued.replace(year=issued.year + 2), "1mo", eager=True)[:horizon]
    sheet.settle()
    if months.to_list() != due.to_list():
        raise SourceError(
            f"holds {len(months)} months from {months[0]}, an issue of {issued:%Y-%m} at horizon "
            f"{horizon} holds {due[0]} to {due[-1]}",
            where=path.name,
            cause="the file was renamed or cut",
            remedy="download it again",
        )
    names = [name for name in sheet.frame.columns if name not in ("date", "row")]
    codes = _codes(sheet, names)
    wide = sheet.frame.select(*names, "row", month=months)
    cells = wide.unpivot(index=["month", "row"], variable_name="name")
    long = Sheet(path.name, cells, sheet.repairs)
    deaths = long.number("value", minimum=-DEATHS, maximum=DEATHS)
    if len(long.problems):
        for name in names:  # once more column by column, so that each problem names its country
            sheet.number(name, minimum=-DEATHS, maximum=DEATHS)
        sheet.settle()
    frame = long.frame.select(
        "row",
        "month",
        "name",
        deaths=deaths,
        country=pl.col("name").replace_strict(codes),
        issued=pl.lit(issued),
        horizon=pl.lit(horizon, dtype=pl.Int64),
    )
    negative = frame.filter(pl.col("deaths") < 0)
    for row, name, value in negative.select("row", "name", "deaths").iter_rows():
        long.report(row, name, f"{value:g}", "0", NEGATIVE)
    whole = frame.with_columns(deaths=pl.col("deaths").clip(0)).drop("name")
    return long.parsed_file({"pace.forecasts": whole}, f"{issued:%Y-%m}")


def _named(path: Path) -> tuple[date, int]:
    """Issue and horizon, which only the file's name tells."""
    match = NAME.search(path.name)
    if match is None or not 1 <= int(match[2]) <= 12 or int(match[3]) not in HORIZONS:
        raise SourceError(
            "does not say which issue and horizon it is",
            where=path.name,
            cause="the file was renamed",
            remedy="name it as the publisher does, 2018-01_h6.csv",
        )
    return date(int(match[1]), int(match[2]), 1), int(match[3])


def _codes(sheet: Sheet, names: list[str]) -> dict[str, str]:
    try:
        return dict(zip(names, codes_of(pl.Series(names)), strict=True))
    except UnknownCountry as error:
        raise SourceError(
            f"column {error.name!r} is not a country we know",
            where=f"{sheet.file}, row 1",
            remedy=error.remedy,
        ) from error


READERS: tuple[Reader, ...] = (
    Reader(PUBLICATION, "issued forecasts", COLUMNS, read_forecasts, ("_h6.csv", "_h12.csv")),
)
