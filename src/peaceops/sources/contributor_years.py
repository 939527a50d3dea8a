"""Yearly personnel of each contributor in each mission, 2010 to 2021: a file to be doubted.

A table of unknown maker from the UN's monthly reports, with a row for every country and mission.
Measured against IPI's mission-months, a figure is the sum of the months reported *divided by
twelve*, however many were reported:

* 2013 to 2016 hold eleven months of twelve (91 to 93 % of the mean strength), 2018 to 2020 all;
* 2010 (13 %), 2012 (70 %) and 2017 (42 %) hold a part and are left out here;
* 2021 holds one month (6,774 persons; times twelve, 81,288) and is left out as well;
* 2011 agrees for most missions and lacks contributors in UNIFIL (38 %) and UNISFA's first months.

What remains is checked against monthly strength, and scaled to it, where the tables are assembled.
``Female`` and ``Male`` are rounded on their own; only ``Total`` is read.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peaceops.domain.bounds import FIRST_MAP, LAST_YEAR, MISSION
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

MEANS = Publication(
    id="contributor-years",
    title="Yearly means of uniformed personnel by contributor and mission, 2010-2021",
    publisher="unknown; from United Nations monthly reports of contributors",
    licence="not stated; figures of the United Nations",
    citation="United Nations, contributors to peacekeeping operations by country and mission",
    url="https://peacekeeping.un.org/en/troop-and-police-contributors",
)

_COLUMNS = ("Year", "Country", "Mission", "Female", "Male", "Total")
_WRONG = {
    2010: "the year's totals are wrong: part of the months over twelve",
    2012: "the year's totals are wrong: part of the months over twelve",
    2017: "the year's totals are wrong: part of the months over twelve",
    2021: "the year holds one month over twelve",
}
NO_ONE = "the file has a row for every country and mission; rows of no one are left out"
_ROUNDING = 1


def read_means(path: Path) -> ParsedFile:
    """Read yearly means into ``contributor_years.means``.

    Columns: mission, country, year, persons (months reported, over twelve), row. Rows of no one
    are left out, and years whose totals are wrong; each year or mission-year is reported once.

    Raises:
        SourceError: A value is not what its column holds, the sexes are further from the total
            than rounding explains, or a country's year in a mission stands twice.
    """
    sheet = read_sheet(path, _COLUMNS)
    female, male, total = (
        sheet.integer(name, minimum=0, maximum=MISSION) for name in ("Female", "Male", "Total")
    )
    sheet.reject_where("Total", (female + male - total).abs() > _ROUNDING,
        "is not women and men together",
        "correct one of the three",
    )  # fmt: skip
    frame = pl.DataFrame(
        {
            "mission": sheet.text("Mission", nullable=False),
            "country": sheet.country("Country"),
            "year": sheet.integer("Year", minimum=FIRST_MAP, maximum=LAST_YEAR),
            "persons": total,
            "row": sheet.frame["row"],
        }
    )
    frame = sheet.distinct(frame, ("mission", "country", "year"))
    sheet.settle()
    some = frame.filter(pl.col("persons") > 0)
    _report_empty_rows(sheet, frame)
    _report_wrong_years(sheet, some)
    right = some.filter(~pl.col("year").is_in(list(_WRONG)))
    years = " to ".join(str(year) for year in (right["year"].min(), right["year"].max()))
    return sheet.parsed_file({"contributor_years.means": right}, years)


def _report_empty_rows(sheet: Sheet, frame: pl.DataFrame) -> None:
    empty = frame.filter(pl.col("persons") == 0).group_by("year").agg(pl.col("row").min(), pl.len())
    for year, row, number in empty.sort("year").iter_rows():
        sheet.report(row, "*", f"{number} rows of {year} with no one in them", "(dropped)", NO_ONE)


def _report_wrong_years(sheet: Sheet, some: pl.DataFrame) -> None:
    wrong = (
        some.filter(pl.col("year").is_in(list(_WRONG)))
        .group_by("year", "mission")
        .agg(pl.col("row").min(), pl.col("persons").sum(), pl.len())
        .sort("year", "mission")
    )
    for year, mission, row, persons, number in wrong.iter_rows():
        total = f"{mission} {year}: {persons} persons in {number} rows"
        sheet.report(row, "Total", total, "(dropped)", _WRONG[year])


READERS: tuple[Reader, ...] = (
    Reader(MEANS, "contributor-mission-years", frozenset(_COLUMNS), read_means),
)
