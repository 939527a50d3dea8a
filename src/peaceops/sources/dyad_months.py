"""A research panel of African conflict dyads by month, 1975 to 2011, with troops of UN missions.

One row a government, rebel group and month: battle-related deaths with and without civilians, UN
troops and police in the country the month before (thousands), and covariates. The month is a
decimal number written in single precision (``1992.01000976562`` is January 1992). Known defects:
rows without month or parties (the ends of a lagged series), and some dyads that stand twice in a
month with different covariates; the first is kept. Every such row is reported.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peaceops.domain.bounds import DEATHS, MISSION
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

DYADS = Publication(
    id="african-dyad-months",
    title="African conflict dyads by month with UN troops, 1975-2011",
    publisher="deposited replication data on UN peacekeeping and battle violence",
    licence="research use with citation; see the depositors' terms",
    citation="Panel of African conflict dyads by month; the design follows Hultman, Kathman and "
    "Shannon, Beyond Keeping Peace, American Political Science Review 108(4), 2014",
    url="https://doi.org/10.1017/S0003055414000446",
)
NO_PARTIES = "row without month or parties: the end of a lagged series"
NO_DEATHS = "row without battle deaths or troops: it cannot be used in an estimate"
TWICE = "dyad that stands twice in a month; the first row is kept"

FIRST_YEAR, LAST_YEAR = 1975, 2011

_COLUMNS = (
    "year_month", "conflict_ID", "gov", "rebel_group", "brf_grc", "brf_grc_lag", "ceasefire",
    "troop_lag1000", "police_lag1000", "rebel_strength", "n_rebel_groups", "pop_ln",
    "biased_intervention", "active_year", "regional_pko",
)  # fmt: skip


def read_dyads(path: Path) -> ParsedFile:
    """Read dyad-months into ``dyads.months``.

    Columns: conflict, country (the government's), rebels, month, deaths, deaths_before, ceasefire,
    troops and police (persons, the month before), rebel_strength, rebel_groups, population
    (logarithm of thousands), intervention, active, regional, row.

    Raises:
        SourceError: A value is not what its column holds.
    """
    sheet = read_sheet(path, _COLUMNS)
    for needed, reason in (
        (("year_month", "gov"), NO_PARTIES),
        (("brf_grc", "brf_grc_lag", "troop_lag1000"), NO_DEATHS),
    ):
        missing = pl.any_horizontal(pl.col(needed).is_null())
        sheet.drop(sheet.frame.select(missing).to_series(), reason)
    key = pl.struct("year_month", "conflict_ID", "gov", "rebel_group")
    sheet.drop(sheet.frame.select(~key.is_first_distinct()).to_series(), TWICE)
    number = sheet.number("conflict_ID", minimum=1, maximum=9999).round(1)
    dyads = pl.DataFrame(
        {
            "conflict": number,
            "country": sheet.country("gov"),
            "rebels": sheet.text("rebel_group", nullable=False),
            "month": _months(sheet),
            "deaths": sheet.integer("brf_grc", minimum=0, maximum=DEATHS),
            "deaths_before": sheet.integer("brf_grc_lag", minimum=0, maximum=DEATHS),
            "ceasefire": sheet.choice("ceasefire", {"0": "0", "1": "1"}) == "1",
            "troops": _persons(sheet, "troop_lag1000"),
            "police": _persons(sheet, "police_lag1000"),
            "rebel_strength": sheet.number("rebel_strength", minimum=0, maximum=10, nullable=True),
            "rebel_groups": sheet.integer(
                "n_rebel_groups", minimum=0, maximum=100, nullable=True
            ).cast(pl.Float64),
            "population": sheet.number("pop_ln", minimum=0, maximum=15, nullable=True),
            "intervention": _flag(sheet, "biased_intervention"),
            "active": _flag(sheet, "active_year"),
            "regional": _flag(sheet, "regional_pko"),
            "row": sheet.frame["row"],
        }
    ).sort("conflict", "country", "rebels", "month")
    return sheet.parsed_file({"dyads.months": dyads}, "1975-2011")


def _months(sheet: Sheet) -> pl.Series:
    """First days of months written as decimal numbers, ``1992.01000976562``."""
    stamp = sheet.number("year_month", minimum=FIRST_YEAR, maximum=LAST_YEAR + 1)
    number = ((stamp - stamp.floor()) * 100).round(3)
    sound = ((number - number.round(0)).abs() < 0.1) & number.round(0).is_between(1, 12)
    sheet.reject_where("year_month", ~sound, "is not a year with a month behind the point",
        "write 1992.01 for January 1992 and 1992.1 for October",
    )  # fmt: skip
    parts = pl.DataFrame(
        {"year": stamp.floor().cast(pl.Int64), "number": number.round(0).cast(pl.Int64)}
    )
    day = pl.when(sound).then(pl.date("year", pl.col("number").clip(1, 12), 1))
    return parts.select(month=day).to_series()


def _persons(sheet: Sheet, column: str) -> pl.Series:
    thousands = sheet.number(column, minimum=0, maximum=MISSION / 1000)
    return (thousands * 1000).round(0).cast(pl.Int64)


def _flag(sheet: Sheet, column: str) -> pl.Series:
    return sheet.integer(column, minimum=0, maximum=1, nullable=True) > 0


READERS: tuple[Reader, ...] = (Reader(DYADS, "dyad-months", frozenset(_COLUMNS), read_dyads),)
