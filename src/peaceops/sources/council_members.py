"""Membership of the Security Council by calendar year, in two layouts.

- A table of elected members (CC0): country, number of the tenure, year, year of the tenure. The
  year 2000 stands in it as ``2e3``.
- DPPA-SCMEMBERSHIP of the UN Peace and Security Data Hub, after its catalogue: member and year. The
  permanent members are listed every year.

A year is all that either says: terms that began or ended within one are completed by a table of
our own (``edition/curated/council_members.csv``).
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

ELECTED = Publication(
    id="elected-members",
    title="Elected members of the United Nations Security Council, 1946-2019",
    publisher="open data set of elected members, by year",
    licence="CC0",
    citation="Elected members of the UN Security Council by year, 1946-2019 (CC0)",
    url="https://www.un.org/securitycouncil/content/countries-elected-members",
)
DATA_HUB = Publication(
    id="DPPA-SCMEMBERSHIP",
    title="Security Council Data - Security Council Membership",
    publisher="United Nations, DPPA Security Council Affairs Division",
    licence="United Nations terms of use; unclassified, publicly released",
    citation="UN Peace and Security Data Hub, DPPA-SCMEMBERSHIP",
    url="https://psdata.un.org/dataset/DPPA-SCMEMBERSHIP",
)
ELECTED_COLUMNS = ("country", "which_tenure", "year", "year_of_tenure")
HUB_COLUMNS = ("security_council_member", "year")
_KEY = ["country", "year"]
_POWER_OF_TEN = r"^(?i)[12](?:\.[0-9]{1,3})?e\+?0?3$"


def read_elected(path: Path) -> ParsedFile:
    """Read the table of elected members.

    Returns:
        Records ``council_members.years``: country (ISO 3) and year, one row a year served.

    Raises:
        SourceError: The file is cut short, lacks a column, or holds a value that cannot be.
    """
    sheet = read_sheet(path, ELECTED_COLUMNS)
    tenure = sheet.integer("which_tenure", minimum=1, maximum=20)
    place = sheet.integer("year_of_tenure", minimum=1, maximum=2)
    # Tenures are counted by name: Egypt's first one is another than the United Arab Republic's.
    name = sheet.text("country").alias("name")
    years = _years(sheet, "country").with_columns(tenure, place, name)
    sheet.settle()
    years = sheet.distinct(years, _KEY)
    _check_tenures(sheet, years)
    return _reading(sheet, years)


def read_data_hub(path: Path) -> ParsedFile:
    """Read DPPA-SCMEMBERSHIP; returns and raises as ``read_elected``."""
    sheet = read_sheet(path, HUB_COLUMNS)
    return _reading(sheet, sheet.distinct(_years(sheet, "security_council_member"), _KEY))


def _years(sheet: Sheet, member: str) -> pl.DataFrame:
    text = sheet.frame["year"]
    exponent = text.str.contains(_POWER_OF_TEN).fill_null(False)
    whole = text.cast(pl.Float64, strict=False).cast(pl.Int64, strict=False).cast(pl.String)
    sheet.repair(exponent, "year", whole, "a year written as a power of ten")
    return pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "country": sheet.country(member),
            "year": sheet.integer("year", minimum=1946, maximum=2049),
        }
    )


def _check_tenures(sheet: Sheet, years: pl.DataFrame) -> None:
    """The second year of a tenure follows the first, and each stands once."""
    first = years.filter(pl.col("year_of_tenure") == 1).select(
        "name", "which_tenure", began="year", at="row"
    )
    pairs = years.join(first, on=["name", "which_tenure"], maintain_order="left").filter(
        pl.col("row") != pl.col("at")
    )
    wrong = pl.col("year") != pl.col("began") + pl.col("year_of_tenure") - 1
    for line in (
        pairs.filter(wrong).unique("row", keep="first", maintain_order=True).iter_rows(named=True)
    ):
        sheet.note(
            line["row"],
            f"year '{line['year']}' is year {line['year_of_tenure']} of tenure "
            f"{line['which_tenure']} of {line['name']}, whose year 1 is {line['began']} in row "
            f"{line['at']}", "a year outside its tenure", "put the year or the tenure right",
            column="year",
        )  # fmt: skip


def _reading(sheet: Sheet, years: pl.DataFrame) -> ParsedFile:
    last = years.select(pl.col("year").max()).item()
    records = {"council_members.years": years.select("row", "country", "year")}
    return sheet.parsed_file(records, f"members to {last}")


READERS = (
    Reader(ELECTED, "elected members by year", frozenset(ELECTED_COLUMNS), read_elected),
    Reader(DATA_HUB, "DPPA-SCMEMBERSHIP", frozenset(HUB_COLUMNS), read_data_hub),
)
