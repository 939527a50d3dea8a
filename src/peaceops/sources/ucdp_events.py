"""UCDP Georeferenced Event Dataset (GED): events of organised violence.

Three layouts are read:

- GED v19 to v25 and the candidate releases (49 columns; cut-outs of v19.1 have 41 of them);
- an older export whose death counts are called ``best_est``, ``high_est`` and ``low_est``;
- a reduced extract (year, place, deaths) without event numbers or dates.

Known defects. The old export's header names one column fewer than its rows have. In a few hundred
events the best estimate lies outside the low and high ones. Source texts hold quoted line breaks.
Some files carry an event twice. Refused: negative deaths, coordinates off the globe, an event that
ends before it starts or outside its ``year``, dates before the data set begins, and one event
number with two contents.

Codebook: Sundberg and Melander (2013), "Introducing the UCDP Georeferenced Event Dataset";
Hegre, Croicu, Eck and Högbladh (2020) for the candidate releases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import polars as pl

from peaceops.errors import SourceError
from peaceops.sources._delimited import first_records
from peaceops.sources._gw import gw_codes
from peaceops.sources._reading import Publication, Reader, Reading, Repair
from peaceops.sources._sheet import Sheet, read_sheet

PUBLICATION = Publication(
    id="ucdp-ged",
    title="UCDP Georeferenced Event Dataset and Candidate Events Dataset",
    publisher="Uppsala Conflict Data Program",
    licence="CC BY 4.0",
    citation="Sundberg, R. and E. Melander (2013), Journal of Peace Research 50(4); "
    "Hegre, H. et al. (2020), Research & Politics 7(3)",
    url="https://ucdp.uu.se/downloads/",
)

FIRST_DAY = date(1989, 1, 1)
TYPES = {"1": "state_based", "2": "non_state", "3": "one_sided"}
DATE_FORMATS = ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y")

_SHARED = frozenset({
    "id", "year", "type_of_violence", "side_a", "side_b", "where_prec", "latitude", "longitude",
    "priogrid_gid", "country", "country_id", "date_prec", "date_start", "date_end", "deaths_a",
    "deaths_b", "deaths_civilians", "deaths_unknown",
})  # fmt: skip
EVENT_COLUMNS = _SHARED | {"best", "high", "low"}
EXPORT_COLUMNS = _SHARED | {"best_est", "high_est", "low_est"}
REDUCED_COLUMNS = frozenset(
    {"year", "longitude", "latitude", "where_coordinates", "best", "deaths_civilians"}
)
_EXPORT_NAMES = {"best_est": "best", "high_est": "high", "low_est": "low"}

HEADER_SHORT = "header names one column fewer than the rows have; the last, empty one is unnamed"
TWICE = "event given twice with the same content"
LOW_ABOVE_BEST = "low estimate above the best estimate"
HIGH_BELOW_BEST = "high estimate below the best estimate"
CELL_ELSEWHERE = "grid cell does not hold the coordinates"


def read_events(path: Path) -> Reading:
    """Read GED v19 to v25, or a candidate release.

    Returns:
        Records ``ucdp.events``: one row an event; deaths as counts, coordinates in degrees.

    Raises:
        SourceError: A value is impossible, or one event number has two contents.
    """
    return _read(path, EVENT_COLUMNS)


def read_old_export(path: Path) -> Reading:
    """Read an export with ``best_est``, ``high_est`` and ``low_est``, as ``read_events`` does."""
    return _read(path, EXPORT_COLUMNS)


def read_reduced(path: Path) -> Reading:
    """Read the extract without event numbers and dates, as ``ucdp.reduced_events``."""
    sheet = read_sheet(path, REDUCED_COLUMNS)
    if {"id", "type_of_violence"} & set(sheet.frame.columns):
        sheet.require(sorted(EVENT_COLUMNS))  # a full file with a renamed column, not an extract
    frame = pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "year": sheet.integer("year", minimum=FIRST_DAY.year, maximum=2049),
            "longitude": sheet.number("longitude", minimum=-180, maximum=180),
            "latitude": sheet.number("latitude", minimum=-90, maximum=90),
            "place": sheet.text("where_coordinates"),
            "best": sheet.integer("best", minimum=0),
            "civilians": sheet.integer("deaths_civilians", minimum=0),
        }
    )
    return Reading({"ucdp.reduced_events": frame}, sheet.repairs, release_of(path.name))


def release_of(name: str) -> str:
    """Return the release a file name tells (``23.1``, ``23.0.10``, ``export of DAY``), or ""."""
    day = re.search(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)", name)
    if day:
        return f"export of {day[1]}"
    dotted = re.search(r"(?i)v(\d{2})[_.](\d{1,2})((?:[_.]\d{1,2}){0,2})", name)
    if dotted:
        return ".".join([dotted[1], dotted[2], *re.findall(r"\d+", dotted[3])])
    packed = re.search(r"(?i)ged(\d{2})(\d)(?!\d)", name)
    return f"{packed[1]}.{packed[2]}" if packed else ""


def is_candidate(release: str) -> bool:
    """Tell whether a release is a monthly (``23.0.10``) or quarterly (``24.01.24.06``) one."""
    parts = release.split(".")
    return len(parts) > 2 or (len(parts) == 2 and parts[1].startswith("0"))


def _read(path: Path, columns: frozenset[str]) -> Reading:
    sheet = _open(path, columns)
    _drop_repeated(sheet, columns)
    release = release_of(path.name)
    events = _records(sheet)
    _check_time(sheet, events)
    provisional = is_candidate(release) or _has_open_checks(sheet)
    events = events.with_columns(
        release=pl.lit(release or "unknown release"), candidate=pl.lit(provisional)
    )
    return Reading({"ucdp.events": events}, sheet.repairs, release)


def _open(path: Path, columns: frozenset[str]) -> Sheet:
    header, first = first_records(path, columns)
    if len(first) != len(header) + 1:
        sheet = read_sheet(path, columns)
    else:
        unnamed = "unnamed"
        sheet = read_sheet(path, columns, header=[*header, unnamed])
        filled = sheet.frame[unnamed].is_not_null().arg_true()
        if len(filled):
            raise sheet.error(
                filled[0], unnamed, "stands in a column without a name",
                "name the last column in the header",
            )  # fmt: skip
        sheet.repairs.append(
            Repair(path.name, 1, "*", f"{len(header)} names", f"{len(first)} names", HEADER_SHORT)
        )
    sheet.frame = sheet.frame.rename(
        {old: new for old, new in _EXPORT_NAMES.items() if old in sheet.frame.columns}
    )
    return sheet


def _drop_repeated(sheet: Sheet, columns: Iterable[str]) -> None:
    """Drop events given twice alike; refuse a number whose rows differ."""
    kept = sorted({_EXPORT_NAMES.get(name, name) for name in columns})
    frame = sheet.frame.select("row", *(pl.col(name).str.strip_chars() for name in kept))
    alike = frame.select(pl.struct(kept).is_first_distinct()).to_series()
    again = frame["id"].is_not_null() & ~frame["id"].is_first_distinct()
    differ = (again & alike).arg_true()
    if len(differ):
        second = frame.row(differ[0], named=True)
        first = frame.filter(pl.col("id") == second["id"]).row(0, named=True)
        unlike = [name for name in ("best", *kept) if first[name] != second[name]]
        one = unlike[0]
        raise SourceError(
            f"event {second['id']} stands in row {first['row']} with {one} {first[one]} and in "
            f"row {second['row']} with {one} {second[one]}",
            where=f"{sheet.file}, row {second['row']}",
            cause="two releases were joined in one file, or a row was edited",
            remedy="keep the row of the release you mean and delete the other",
        )
    sheet.drop(~alike & again, TWICE)


def _records(sheet: Sheet) -> pl.DataFrame:
    best = sheet.integer("best", minimum=0)
    for column, reason in (("low", LOW_ABOVE_BEST), ("high", HIGH_BELOW_BEST)):
        bound = sheet.integer(column, minimum=0)
        outside = bound > best if column == "low" else bound < best
        sheet.repair(outside, column, best, reason)
    for column in ("deaths_a", "deaths_b", "deaths_unknown"):
        sheet.integer(column, minimum=0)
    year = sheet.integer("year", minimum=FIRST_DAY.year, maximum=2049)
    latitude = sheet.number("latitude", minimum=-90, maximum=90)
    longitude = sheet.number("longitude", minimum=-180, maximum=180)
    return pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "event": sheet.integer("id", minimum=1),
            "start": sheet.date("date_start", DATE_FORMATS, earliest=FIRST_DAY),
            "end": sheet.date("date_end", DATE_FORMATS, earliest=FIRST_DAY),
            "year": year,
            "type": sheet.choice("type_of_violence", TYPES),
            "country": _country(sheet, year),
            "side_a": sheet.text("side_a", nullable=False),
            "side_b": sheet.text("side_b", nullable=False),
            "latitude": latitude,
            "longitude": longitude,
            "where_precision": sheet.integer("where_prec", minimum=1, maximum=7),
            "date_precision": sheet.integer("date_prec", minimum=1, maximum=5),
            "cell": _cell(sheet, latitude, longitude),
            "best": best,
            "low": sheet.integer("low", minimum=0),
            "high": sheet.integer("high", minimum=0),
            "civilians": sheet.integer("deaths_civilians", minimum=0),
        }
    )


def _country(sheet: Sheet, year: pl.Series) -> pl.Series:
    return gw_codes(sheet, "country_id", sheet.integer("country_id"), year)


def _cell(sheet: Sheet, latitude: pl.Series, longitude: pl.Series) -> pl.Series:
    """PRIO-GRID cells, half a degree wide, numbered from the south-west; an edge is in both."""
    stated = sheet.integer("priogrid_gid", minimum=1, maximum=259_200, nullable=True)
    south = (stated - 1) // 720 / 2 - 90
    west = (stated - 1) % 720 / 2 - 180
    apart = (latitude < south) | (latitude > south + 0.5)
    apart |= (longitude < west) | (longitude > west + 0.5)
    row = ((latitude + 90) * 2).floor().clip(0, 359)
    column = ((longitude + 180) * 2).floor().clip(0, 719)
    found = (row * 720 + column + 1).cast(pl.Int64)
    sheet.repair(apart.fill_null(False), "priogrid_gid", found, CELL_ELSEWHERE)
    return stated.zip_with(~apart.fill_null(False), found)


def _check_time(sheet: Sheet, events: pl.DataFrame) -> None:
    backwards = (events["end"] < events["start"]).arg_true()
    if len(backwards):
        start = events["start"][backwards[0]]
        raise sheet.error(
            backwards[0], "date_end", f"lies before the start {start}", "correct one of the dates"
        )
    other = (events["end"].dt.year() != events["year"]) & (
        events["start"].dt.year() != events["year"]
    )
    if other.any():
        index = other.arg_true()[0]
        raise sheet.error(
            index, "date_start", f"is not in the event's year {events['year'][index]}",
            "check the century and the year",
        )  # fmt: skip


def _has_open_checks(sheet: Sheet) -> bool:
    """Candidate releases say which events await checks; final ones are all clear."""
    if "code_status" not in sheet.frame.columns:
        return False
    return bool((sheet.frame["code_status"].str.strip_chars() != "Clear").any())


READERS: tuple[Reader, ...] = (
    Reader(PUBLICATION, "GED events", EVENT_COLUMNS, read_events),
    Reader(PUBLICATION, "GED events, old export names", EXPORT_COLUMNS, read_old_export),
    Reader(PUBLICATION, "GED reduced extract", REDUCED_COLUMNS, read_reduced),
)
