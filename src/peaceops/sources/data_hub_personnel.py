"""UN Peace and Security Data Hub: uniformed personnel by contributor, mission and month.

``DPO-UCHISTORICAL`` has one row a contributor, mission, month and type of personnel, from 2010,
women and men apart. The hub's catalogue exchanges the definitions of ``isocode3`` and
``m49_code``; the names of the columns are what counts here, and a file in which the values are
exchanged as well is put right. The month is that of ``last_reporting_date``.

Older copies write their columns with capitals, have no ``contribution_id`` or no ``m49_code``, and
write the day as ``31/01/2022`` or ``31-Jan-22``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from peaceops.domain.bounds import MISSION
from peaceops.domain.countries import state_of
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

CONTRIBUTIONS = Publication(
    id="un-dpo-uchistorical",
    title="Historical uniformed personnel contribution (DPO-UCHISTORICAL)",
    publisher="United Nations, Department of Peace Operations",
    licence="UN Peace and Security Data Hub, terms of use of the United Nations",
    citation="United Nations Peace and Security Data Hub, DPO-UCHISTORICAL",
    url="https://psdata.un.org/dataset/DPO-UCHISTORICAL",
)

_COLUMNS = (
    "contribution_id",
    "contributing_country",
    "isocode3",
    "m49_code",
    "mission_acronym",
    "personnel_type",
    "female_personnel",
    "male_personnel",
    "last_reporting_date",
)
_OLDER_COLUMNS = tuple(name for name in _COLUMNS if name not in ("contribution_id", "m49_code"))
_IN_LETTERS = r"^[0-9]{1,2}-[A-Za-z]{3}-[0-9]{2}(?:[0-9]{2})?$"
_DATES = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
_TYPES = {
    "troops": "troops",
    "staff_officer": "troops",
    "staff_officers": "troops",
    "formed_police_units": "police",
    "formed_police_unit": "police",
    "individual_police": "police",
    "experts_on_mission": "experts",
}
_FIRST_DAY = date(1990, 1, 1)
_KEY = ["mission", "country", "month", "type"]


def read_contributions(path: Path) -> ParsedFile:
    """Read monthly contributions into ``hub.contributions``.

    Columns: mission, country, month (its first day), type (``troops``, with staff officers,
    ``police``, formed and individual, or ``experts``), persons, row (the first of those summed).

    Raises:
        SourceError: A value is not what its column holds, the codes of a row contradict each
            other, or a contribution stands twice with different values.
    """
    sheet = read_sheet(path, _COLUMNS)
    _exchange_codes(sheet)
    _drop_repeated(sheet)
    sheet.text("contribution_id", nullable=False)
    return _contributions(sheet, ("isocode3", "m49_code"))


def read_older(path: Path) -> ParsedFile:
    """Read an older copy, without identifiers and M49 numbers, as ``read_contributions`` does."""
    sheet = read_sheet(path, _OLDER_COLUMNS)
    again = sheet.frame.select(~pl.struct(_OLDER_COLUMNS).is_first_distinct()).to_series()
    sheet.drop(again, "the same contribution stands twice")
    return _contributions(sheet, ("isocode3",))


def _contributions(sheet: Sheet, coded: Sequence[str]) -> ParsedFile:
    """Records of a sheet whose countries are also given in some columns of codes."""
    plain = sheet.frame["personnel_type"].str.to_lowercase().str.replace_all(r"[\s\-]+", "_")
    sheet.frame = sheet.frame.with_columns(
        personnel_type=plain, last_reporting_date=_with_numbers(sheet.frame["last_reporting_date"])
    )
    frame = pl.DataFrame(
        {
            "mission": sheet.text("mission_acronym", nullable=False),
            "country": _countries(sheet, coded),
            "month": sheet.date(
                "last_reporting_date", _DATES, earliest=_FIRST_DAY
            ).dt.month_start(),
            "type": sheet.choice("personnel_type", _TYPES),
            "part": plain,
            "persons": sheet.integer("female_personnel", minimum=0, maximum=MISSION)
            + sheet.integer("male_personnel", minimum=0, maximum=MISSION),
            "row": sheet.frame["row"],
        }
    )
    sheet.require_values(*coded)
    _refuse_stray_months(sheet, frame)
    frame = sheet.distinct(frame, [*_KEY, "part"])
    sheet.settle()
    summed = frame.group_by(_KEY).agg(pl.col("persons").sum(), pl.col("row").min()).sort(_KEY)
    last = frame["month"].max()
    return sheet.parsed_file({"hub.contributions": summed}, f"to {str(last)[:7]}")


def _with_numbers(text: pl.Series) -> pl.Series:
    """Days with their month in letters (``31-Jan-22``), as older copies have them, in numbers."""
    lettered = text.str.contains(_IN_LETTERS).fill_null(False)
    short, long = (text.str.to_date(form, strict=False) for form in ("%d-%b-%y", "%d-%b-%Y"))
    long_year = text.str.contains(r"-[0-9]{4}$").fill_null(False)
    days = long.zip_with(long_year, short).dt.to_string("%Y-%m-%d")
    return days.zip_with(lettered & days.is_not_null(), text)


def _exchange_codes(sheet: Sheet) -> None:
    iso, m49 = sheet.frame["isocode3"], sheet.frame["m49_code"]
    exchanged = (
        iso.str.contains(r"^\s*\d+(\.0)?\s*$") & m49.str.contains(r"^\s*[A-Za-z]{3}\s*$")
    ).fill_null(False)
    reason = "isocode3 and m49_code are exchanged, as in the hub's catalogue"
    sheet.repair(exchanged, "isocode3", m49, reason)
    sheet.repair(exchanged, "m49_code", iso, reason)


def _drop_repeated(sheet: Sheet) -> None:
    """Leave out exact repeats; refuse an identifier that stands for two things."""
    values = [name for name in _COLUMNS if name != "contribution_id"]
    first = sheet.frame.select(pl.struct(_COLUMNS).is_first_distinct()).to_series()
    sheet.drop(~first, "the same contribution stands twice")
    identifier = sheet.frame["contribution_id"]
    sheet.reject_where(
        "contribution_id",
        identifier.is_not_null() & ~identifier.is_first_distinct(),
        "stands twice with different values",
        "keep the row that is right",
    )
    again = sheet.frame.select(~pl.struct(values).is_first_distinct()).to_series()
    sheet.drop(again, "the same contribution stands twice under two identifiers")


def _countries(sheet: Sheet, coded: Sequence[str]) -> pl.Series:
    codes = {"isocode3": sheet.codes_in("isocode3")}
    if "m49_code" in coded:
        numbers = sheet.integer("m49_code", minimum=1, maximum=999, nullable=True)
        codes["m49_code"] = pl.Series(
            [number and state_of("m49", number, 0) for number in numbers], dtype=pl.String
        )
        sheet.reject_where(
            "m49_code",
            numbers.is_not_null() & codes["m49_code"].is_null(),
            "is not an M49 number",
            "check that it is a number of the M49 list",
        )
    sheet.name_by_codes("contributing_country", *codes.values())
    names = sheet.country("contributing_country")
    sheet.country("isocode3", nullable=True)
    for column, values in codes.items():
        sheet.reject_where(
            column,
            (values != names).fill_null(False),
            "is not the code of contributing_country",
            "correct one of the two",
        )
    return names


def _refuse_stray_months(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Refuse months after the last one that most missions have: slips of the year, or cut short."""
    dated = frame.filter(pl.col("month").is_not_null())
    counts = dated.group_by("month").agg(missions=pl.col("mission").n_unique()).sort("month")
    usual = counts["missions"].median()
    if not isinstance(usual, float):  # no date is sound
        return
    whole: date = counts.filter(pl.col("missions") >= usual / 2)["month"].to_list()[-1]
    sheet.reject_where(
        "last_reporting_date",
        (frame["month"] > whole).fill_null(False),
        f"is after {whole:%Y-%m}, the last month that most missions have",
        "correct the date, or delete the month until the publisher has all of it",
    )


READERS: tuple[Reader, ...] = (
    Reader(CONTRIBUTIONS, "DPO-UCHISTORICAL", frozenset(_COLUMNS), read_contributions),
    Reader(CONTRIBUTIONS, "DPO-UCHISTORICAL, older copies", frozenset(_OLDER_COLUMNS), read_older),
)
