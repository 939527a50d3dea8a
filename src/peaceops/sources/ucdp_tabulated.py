"""UCDP's deaths by country and month and by dyad and month, tabulated by TOCSIN.

``country-month.csv`` (Gleditsch-Ward number, year, month, events and deaths by type) and
``dyad-month.csv`` (number of the dyad, type, year, month, events, deaths) are one vintage: the
final events to the end of a year and, with ``provisional`` 1, candidate events after it. A month
without a row had no recorded death: no row means zero from January 1989 to the last month.
``meta.yaml`` beside them names the release. Who the dyads are stands in ``registry/*.yaml``, which
``ucdp_registry`` reads.

Known defects. An event stands whole in the month in which it **begins**: a year's sum of killings
that UCDP could not date stands in January, where VIEWS' panel has it in December. So a month may
hold deaths of later months, and the two panels cannot be joined month to month. October 2025 in
Sudan (59,961 killed in one-sided violence, El Fasher) and January 2026 in Iran (19,880,
provisional) outweigh every mean over countries. Numbers of one-sided dyads are UCDP's numbers of
dyads, not those of the actors in ``registry/onesided.yaml``. Candidate events that UCDP could not
attribute are in the countries' deaths and in no dyad's.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from peaceops.domain.bounds import DEATHS, GW_NUMBERS, LAST_YEAR
from peaceops.domain.months import month_after, months_after, months_between
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.errors import SourceError
from peaceops.sources._gw import gw_codes
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

PUBLICATION = Publication(
    id="ucdp-tabulated",
    title="UCDP deaths by country and month and by dyad and month, with the names of dyads",
    publisher="Uppsala Conflict Data Program, tabulated by TOCSIN",
    licence="CC BY 4.0",
    citation="UCDP, tabulated by TOCSIN; Sundberg, R. and E. Melander (2013), Journal of Peace "
    "Research 50(4); Hegre, H. et al. (2020), Research & Politics 7(3)",
    url="https://ucdp.uu.se/downloads/",
)

FIRST_MONTH = date(1989, 1, 1)
EVENTS = 100_000
"""Events of a country or a dyad in a month (1,997)."""
LARGEST_NUMBER = 1_000_000
"""UCDP's numbers of dyads, actors and conflicts (18,901)."""
TYPE_NAMES = dict(zip(("sb", "ns", "os"), VIOLENCE_TYPES, strict=True))
COUNTRY_COLUMNS = frozenset(
    {"gwno", "year", "month", "provisional"}
    | {f"{stem}_{count}" for stem in TYPE_NAMES for count in ("events", "deaths")}
)
DYAD_COLUMNS = frozenset({"dyad_id", "type", "year", "month", "events", "deaths", "provisional"})


def read_country_months(path: Path) -> ParsedFile:
    """Read deaths by country and month.

    Returns:
        Records ``ucdp.country_months``: country, month, deaths by type, ``provisional``; months
        without deaths have no record. The release is the last month.

    Raises:
        SourceError: A value is impossible, a country-month is given twice, or no country of the
            world has a row in a month between the first and the last.
    """
    sheet = read_sheet(path, COUNTRY_COLUMNS)
    month = _months(sheet)
    gw = sheet.integer("gwno", minimum=1, maximum=GW_NUMBERS)
    frame = pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "country": gw_codes(sheet, "gwno", gw, month.dt.year()),
            "month": month,
            **{name: _counted(sheet, f"{stem}_") for stem, name in TYPE_NAMES.items()},
            "provisional": _provisional(sheet, month),
        }
    )
    frame = sheet.distinct(frame, ("country", "month"))
    sheet.settle()
    _refuse_silent_months(sheet, frame)
    return sheet.parsed_file({"ucdp.country_months": frame}, _release(frame["month"]))


def read_dyad_months(path: Path) -> ParsedFile:
    """Read deaths by dyad and month, as ``ucdp.dyad_months``.

    Raises:
        SourceError: A value is impossible, or a dyad's month is given twice.
    """
    sheet = read_sheet(path, DYAD_COLUMNS)
    month = _months(sheet)
    frame = pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "dyad": sheet.integer("dyad_id", minimum=1, maximum=LARGEST_NUMBER),
            "type": sheet.choice("type", TYPE_NAMES),
            "month": month,
            "deaths": _counted(sheet, ""),
            "events": sheet.integer("events", minimum=0, maximum=EVENTS),
            "provisional": _provisional(sheet, month),
        }
    )
    first = pl.col("type").first().over("dyad")
    types = frame.select("type", first=first)
    sheet.reject_where("type", types["type"] != types["first"],
        "is not the type that this dyad has in its first row,", "correct dyad_id or type",
        beside=types["first"],
    )  # fmt: skip
    frame = sheet.distinct(frame, ("dyad", "month"))
    sheet.settle()
    return sheet.parsed_file({"ucdp.dyad_months": frame}, _release(frame["month"]))


def _months(sheet: Sheet) -> pl.Series:
    year = sheet.integer("year", minimum=FIRST_MONTH.year, maximum=LAST_YEAR)
    number = sheet.integer("month", minimum=1, maximum=12)
    parts = pl.DataFrame({"year": year, "number": number})
    return parts.select(month=pl.date("year", "number", 1)).to_series()


def _counted(sheet: Sheet, stem: str) -> pl.Series:
    """Deaths; there are none where there is no event."""
    deaths = sheet.integer(f"{stem}deaths", minimum=0, maximum=DEATHS)
    events = sheet.integer(f"{stem}events", minimum=0, maximum=EVENTS)
    sheet.reject_where(f"{stem}deaths", (events == 0) & (deaths > 0),
        "stands in a row without events", "correct one of the two",
    )  # fmt: skip
    return deaths


def _provisional(sheet: Sheet, month: pl.Series) -> pl.Series:
    """Whether a row rests on candidate events: all rows of a month or none."""
    flag = sheet.choice("provisional", {"0": "0", "1": "1"}) == "1"
    shares = pl.DataFrame({"month": month, "flag": flag})
    mixed = shares.select(pl.col("flag").n_unique().over("month") > 1).to_series()
    sheet.reject_where("provisional", mixed & month.is_not_null() & flag,
        "stands in a month of which other rows are final", "join no two releases in one file",
    )  # fmt: skip
    return flag


def _refuse_silent_months(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Refuse a month between the first and the last in which nobody on earth was killed."""
    present = set(frame["month"])
    span = months_after(month_after(min(present), -1), months_between(min(present), max(present)))
    silent = [month for month in span if month not in present]
    if silent:
        after = frame.filter(pl.col("month") > silent[0]).sort("month", "row").row(0, named=True)
        raise SourceError(
            f"month {after['month']:%Y-%m} stands here, and no row at all for {silent[0]:%Y-%m} "
            f"({len(silent)} such months)",
            where=f"{sheet.file}, row {after['row']}",
            cause="rows were cut, or the year or month of this row is wrong",
            remedy="download the file again, or correct the row: no row would be read as no death",
        )


def _release(months: pl.Series) -> str:
    return f"to {max(months):%Y-%m}"


READERS: tuple[Reader, ...] = (
    Reader(PUBLICATION, "country-months, one vintage", COUNTRY_COLUMNS, read_country_months),
    Reader(PUBLICATION, "deaths by dyad and month", DYAD_COLUMNS, read_dyad_months),
)
