"""Deaths by country and month: the panels of VIEWS, and a plain layout for one's own.

VIEWS (Violence and Impacts Early-Warning System) sums UCDP events to country-months. Its
``month_id`` counts months from January 1980, which is 1; ``country_id`` is its own number for a
state, tied to the Gleditsch-Ward number by the country key. A file may hold several vintages, each
with its own revision of UCDP's figures.

Known defects. The ISO code in the file is that of the state's last form: Yugoslavia of 1990 is
called Serbia and Montenegro; Kosovo has none. The code is taken from the Gleditsch-Ward number and
the year instead.

Plain layout: ``country`` (a name or code), ``month`` (``2023-04``), ``state_based``, ``non_state``,
``one_sided`` and, if there are several revisions, ``vintage``. Months without deaths are rows with
zeros: a month that is missing is not known.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from peaceops.domain.bounds import DEATHS, GW_NUMBERS, VIEWS_COUNTRIES
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.errors import SourceError
from peaceops.sources._gw import gw_codes, of_another_state, refuse_other_names
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

PUBLICATION = Publication(
    id="views",
    title="Country-month panel of deaths in organised violence",
    publisher="VIEWS, Uppsala University and PRIO, from UCDP events",
    licence="CC BY 4.0",
    citation="Hegre, H. et al. (2025), Journal of Peace Research, on the VIEWS prediction "
    "challenge; figures: Uppsala Conflict Data Program",
    url="https://viewsforecasting.org/data/",
)

MONTH_ZERO = date(1979, 12, 1)
FIRST_MONTH = date(1989, 1, 1)
PANEL_COLUMNS = frozenset(
    {"month_id", "country_id", "ged_sb", "ged_ns", "ged_os", "vintage", "gwcode", "isoab"}
)
KEY_COLUMNS = frozenset({"id", "name", "gwcode", "isoname", "isoab", "isonum"})
PLAIN_COLUMNS = frozenset({"country", "month", *VIOLENCE_TYPES})
STATE_OF_THE_TIME = "state of the time, by Gleditsch-Ward number and year"


def read_panel(path: Path) -> ParsedFile:
    """Read a VIEWS country-month panel.

    Returns:
        Records ``views.country_months``: deaths by type, first day of the month, vintage.

    Raises:
        SourceError: A value is impossible, a month is given twice, or months are missing.
    """
    sheet = read_sheet(path, PANEL_COLUMNS)
    number = sheet.integer("month_id", minimum=1, maximum=840)
    month = pl.Series([MONTH_ZERO]).new_from_index(0, len(number)).alias("month")
    month = pl.select(pl.lit(month).dt.offset_by(pl.lit(number).cast(pl.String) + "mo")).to_series()
    sheet.reject_where("month_id", month < FIRST_MONTH, f"is before {FIRST_MONTH}",
        "count months from January 1980, which is 1",
    )  # fmt: skip
    _check_month(sheet, month)
    gw = sheet.integer("gwcode", minimum=1, maximum=GW_NUMBERS)
    codes = gw_codes(sheet, "gwcode", gw, month.dt.year())
    stated = sheet.country("isoab", nullable=True)
    other = of_another_state(stated, gw)
    sheet.reject_where("isoab", other, "is not the country of gwcode", "correct one of the two")
    if "name" in sheet.frame.columns:
        refuse_other_names(sheet, "name", gw)
    sheet.repair(codes.ne_missing(stated) & codes.is_not_null(), "isoab", codes, STATE_OF_THE_TIME)
    frame = _deaths(sheet, month, codes, ("ged_sb", "ged_ns", "ged_os")).with_columns(
        vintage=sheet.text("vintage", nullable=False),
        views_id=sheet.integer("country_id", minimum=1, maximum=VIEWS_COUNTRIES),
        gw=gw,
    )
    _check_numbers(sheet, frame)
    frame = _check_panel(sheet, frame)
    vintages = " + ".join(sorted(set(frame["vintage"])))
    return sheet.parsed_file({"views.country_months": frame}, vintages)


def read_plain(path: Path) -> ParsedFile:
    """Read deaths by country and month in the plain layout, as ``read_panel`` does."""
    sheet = read_sheet(path, PLAIN_COLUMNS)
    month = sheet.date("month", ("%Y-%m", "%Y-%m-%d"), earliest=FIRST_MONTH).dt.month_start()
    named = path.name.removesuffix(".gz").removesuffix(".csv")
    vintage = (
        sheet.text("vintage", nullable=False)
        if "vintage" in sheet.frame.columns
        else pl.Series("vintage", [named] * sheet.frame.height, dtype=pl.String)
    )
    frame = _deaths(sheet, month, sheet.country("country"), VIOLENCE_TYPES).with_columns(
        vintage=vintage,
        views_id=pl.lit(None, dtype=pl.Int64),
        gw=pl.lit(None, dtype=pl.Int64),
    )
    frame = _check_panel(sheet, frame)
    return sheet.parsed_file({"views.country_months": frame}, named)


def read_key(path: Path) -> ParsedFile:
    """Read the key of VIEWS' country numbers, as ``views.countries``."""
    sheet = read_sheet(path, KEY_COLUMNS, missing=("", "NA"))
    frame = pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "views_id": sheet.integer("id", minimum=1, maximum=VIEWS_COUNTRIES),
            "gw": sheet.integer("gwcode", minimum=1, maximum=GW_NUMBERS),
            "name": sheet.text("name", nullable=False),
        }
    )
    return sheet.parsed_file({"views.countries": frame})


def _deaths(
    sheet: Sheet, month: pl.Series, codes: pl.Series, columns: tuple[str, str, str]
) -> pl.DataFrame:
    state_based, non_state, one_sided = columns
    return pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "country": codes,
            "month": month,
            "state_based": sheet.integer(state_based, minimum=0, maximum=DEATHS),
            "non_state": sheet.integer(non_state, minimum=0, maximum=DEATHS),
            "one_sided": sheet.integer(one_sided, minimum=0, maximum=DEATHS),
        }
    )


def _check_month(sheet: Sheet, month: pl.Series) -> None:
    if "month" not in sheet.frame.columns:
        return
    other = sheet.frame["month"].str.slice(0, 7) != month.dt.strftime("%Y-%m")
    sheet.reject_where("month", other, "is not month_id's", "correct one of them",
        beside=month.dt.strftime("%Y-%m"),
    )  # fmt: skip


def _check_numbers(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Note rows whose country_id is not the one that their gwcode has in most rows."""
    usual = frame.group_by("gw", "vintage").agg(usual=pl.col("views_id").mode().min())
    joined = frame.join(usual, on=["gw", "vintage"], how="left", maintain_order="left")
    sheet.reject_where("country_id", joined["views_id"] != joined["usual"],
        "is not the number that this country has in the other rows",
        "correct country_id or gwcode",
    )  # fmt: skip


def _check_panel(sheet: Sheet, frame: pl.DataFrame) -> pl.DataFrame:
    """Leave out repeats; refuse a month with two contents, a hole, a last month cut short."""
    key = ["vintage", "country", "month"]
    frame = sheet.distinct(
        frame, key, cause="two vintages were joined without naming them, or a row was edited"
    )
    sheet.settle()
    steps = frame.sort(key).with_columns(
        due=pl.col("month").shift().over("vintage", "country").dt.offset_by("1mo")
    )
    holes = steps.filter(pl.col("due").is_not_null() & (pl.col("due") != pl.col("month")))
    if holes.height:
        hole = holes.row(0, named=True)
        raise SourceError(
            f"{hole['country']} has no row for {hole['due']:%Y-%m}",
            where=f"{sheet.file}, row {hole['row']}",
            cause="rows without deaths were left out, or the file was cut",
            remedy="add the missing months; write zeros where nobody is known to have died",
        )
    _check_last_month(sheet, frame)
    return frame


def _check_last_month(sheet: Sheet, frame: pl.DataFrame) -> None:
    counts = frame.group_by("vintage", "month").len().sort("vintage", "month")
    for (vintage,), part in counts.group_by("vintage", maintain_order=True):
        if part.height < 2:
            continue
        before, last = part["len"][-2], part["len"][-1]
        if last < 0.9 * before:
            raise SourceError(
                f"{vintage} has {last} countries in its last month {part['month'][-1]:%Y-%m} and "
                f"{before} in the month before",
                where=sheet.file,
                cause="the file was cut short",
                remedy="download the file again, or delete the incomplete month",
            )


READERS: tuple[Reader, ...] = (
    Reader(PUBLICATION, "country-months", PANEL_COLUMNS, read_panel),
    Reader(PUBLICATION, "country key", KEY_COLUMNS, read_key),
    Reader(PUBLICATION, "country-months, plain layout", PLAIN_COLUMNS, read_plain),
)
