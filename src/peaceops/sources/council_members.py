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

from peaceops.sources._reading import Publication, Reader, Reading
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


def read_elected(path: Path) -> Reading:
    """Read the table of elected members.

    Returns:
        Records ``council_members.years``: country (ISO 3) and year, one row a year served.

    Raises:
        SourceError: The file is cut short, lacks a column, or holds a value that cannot be.
    """
    sheet = read_sheet(path, ELECTED_COLUMNS)
    sheet.integer("which_tenure", minimum=1)
    sheet.integer("year_of_tenure", minimum=1, maximum=2)
    return _years(sheet, "country")


def read_data_hub(path: Path) -> Reading:
    """Read DPPA-SCMEMBERSHIP; returns and raises as ``read_elected``."""
    return _years(read_sheet(path, HUB_COLUMNS), "security_council_member")


def _years(sheet: Sheet, member: str) -> Reading:
    text = sheet.frame["year"]
    exponent = text.str.contains("(?i)e").fill_null(False)
    whole = text.cast(pl.Float64, strict=False).cast(pl.Int64, strict=False).cast(pl.String)
    sheet.repair(exponent, "year", whole, "a year written as a power of ten")
    years = pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "country": sheet.country(member),
            "year": sheet.integer("year", minimum=1946, maximum=2049),
        }
    )
    twice = years.select(pl.struct("country", "year").is_duplicated()).to_series()
    for index in twice.arg_true()[-1:]:
        raise sheet.error(
            index, member, f"is listed twice in {years['year'][index]}", "leave one out"
        )
    last = years.select(pl.col("year").max()).item()
    return Reading({"council_members.years": years}, tuple(sheet.repairs), f"members to {last}")


READERS = (
    Reader(ELECTED, "elected members by year", frozenset(ELECTED_COLUMNS), read_elected),
    Reader(DATA_HUB, "DPPA-SCMEMBERSHIP", frozenset(HUB_COLUMNS), read_data_hub),
)
