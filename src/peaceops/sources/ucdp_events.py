"""UCDP Georeferenced Event Dataset (GED): events of organised violence.

Three layouts are read:

- GED v19 to v25 and the candidate releases (49 columns; cut-outs of v19.1 have 41 of them), also
  as GeoJSON of points, whose coordinates are the place;
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
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from peaceops.domain.bounds import DEATHS, GW_NUMBERS
from peaceops.domain.prio_grid import CELLS, DEGREES, cells_of, centres_of
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.sources._delimited import first_records
from peaceops.sources._gw import gw_codes, refuse_other_names
from peaceops.sources._json import read_geojson
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._places import position, refuse_elsewhere
from peaceops.sources._sheet import LATEST, Sheet, read_sheet

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
PARTS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
WATERS = 7  # where_prec of events in international waters and airspace
STATUS = r"^(Clear|[Cc]heck\b.*)$"
LARGEST_NUMBER = 100_000_000
# Days from first to last by date_prec: a day, days, a week, a month, a year; with a margin.
LONGEST = {1: 1, 2: 7, 3: 8, 4: 35, 5: 400}
TYPES = dict(zip("123", VIOLENCE_TYPES, strict=True))
DATE_FORMATS = (
    "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y",
)  # fmt: skip

_SHARED = frozenset({
    "id", "year", "type_of_violence", "side_a", "side_b", "where_prec", "latitude", "longitude",
    "priogrid_gid", "country", "country_id", "date_prec", "date_start", "date_end", "deaths_a",
    "deaths_b", "deaths_civilians", "deaths_unknown",
})  # fmt: skip
EVENT_COLUMNS = _SHARED | {"best", "high", "low"}
FEATURE_COLUMNS = EVENT_COLUMNS - {"latitude", "longitude"}
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


def read_events(path: Path) -> ParsedFile:
    """Read GED v19 to v25, or a candidate release.

    Returns:
        Records ``ucdp.events``: one row an event; deaths as counts, coordinates in degrees.

    Raises:
        SourceError: A value is impossible, or one event number has two contents.
    """
    return _read(path, EVENT_COLUMNS)


def read_old_export(path: Path) -> ParsedFile:
    """Read an export with ``best_est``, ``high_est`` and ``low_est``, as ``read_events`` does."""
    return _read(path, EXPORT_COLUMNS)


def read_features(path: Path) -> ParsedFile:
    """Read GED as GeoJSON, as ``read_events`` does; rows are counted as features, the first is 2.

    Raises:
        DamagedFile: The file is no GeoJSON of features.
        SourceError: A feature is no point, a value is impossible, or one number has two contents.
    """
    content = read_geojson(path)
    features = content["features"]
    names = sorted({name for feature in features for name in feature["properties"]})
    rows: list[dict[str, Any]] = []
    for row, feature in enumerate(features, start=2):
        values = {name: _as_text(feature["properties"].get(name)) for name in names}
        longitude, latitude = _coordinates(feature)
        rows.append({**values, "row": row, "longitude": longitude, "latitude": latitude})
    texts = dict.fromkeys([*names, "longitude", "latitude"], pl.String)
    sheet = Sheet(path.name, pl.DataFrame(rows, {"row": pl.Int64, **texts}))
    sheet.require(sorted(EVENT_COLUMNS))
    release = release_of(path.name) or release_of(str(content.get("name")))
    return _events(sheet, EVENT_COLUMNS, release)


def read_reduced(path: Path) -> ParsedFile:
    """Read the extract without event numbers and dates, as ``ucdp.reduced_events``."""
    sheet = read_sheet(path, REDUCED_COLUMNS)
    if {"id", "type_of_violence"} & set(sheet.frame.columns):
        sheet.require(sorted(EVENT_COLUMNS))  # a full file with a renamed column, not an extract
    latitude, longitude = position(sheet, "latitude", "longitude")
    best, civilians = _deaths(sheet, "best"), _deaths(sheet, "deaths_civilians")
    frame = pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "year": sheet.integer("year", minimum=FIRST_DAY.year, maximum=LATEST.year),
            "longitude": longitude,
            "latitude": latitude,
            "place": sheet.text("where_coordinates"),
            "best": best,
            "civilians": civilians,
        }
    )
    sheet.reject_where("deaths_civilians", civilians > best, "is more than best",
        "correct one of the two",
    )  # fmt: skip
    return sheet.parsed_file({"ucdp.reduced_events": frame}, release_of(path.name))


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


def covered_until(release: str) -> date:
    """Last day that a release can hold an event of; an unknown one may hold any."""
    numbers = [int(number) for number in re.findall(r"[0-9]+", release)]
    if release.startswith("export of "):
        return date.fromisoformat(release.removeprefix("export of "))
    if not numbers:
        return LATEST
    year = 2000 + numbers[0]
    # 23.0.10 is the candidate release of October 2023, 24.01.24.06 that of January to June 2024.
    month = numbers[-1] if is_candidate(release) and len(numbers) > 2 else 12
    # An event that began in the last month may end in the next.
    return date(year + month // 12, month % 12 + 1, 28) if 1 <= month < 12 else date(year, 12, 31)


def is_candidate(release: str) -> bool:
    """Tell whether a release is a monthly (``23.0.10``) or quarterly (``24.01.24.06``) one."""
    parts = release.split(".")
    return len(parts) > 2 or (len(parts) == 2 and parts[1].startswith("0"))


def _read(path: Path, columns: frozenset[str]) -> ParsedFile:
    return _events(_open(path, columns), columns, release_of(path.name))


def _events(sheet: Sheet, columns: frozenset[str], release: str) -> ParsedFile:
    _drop_repeated(sheet, columns)
    events = _records(sheet, covered_until(release))
    _check_time(sheet, events)
    provisional = is_candidate(release) or _has_open_checks(sheet)
    events = events.with_columns(
        release=pl.lit(release or "unknown release"), candidate=pl.lit(provisional)
    )
    return sheet.parsed_file({"ucdp.events": events}, release)


def _coordinates(feature: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Longitude and latitude of a point; nulls where it is none."""
    match feature.get("geometry"):
        case {"type": "Point", "coordinates": [longitude, latitude, *_]}:
            return _as_text(longitude), _as_text(latitude)
        case _:
            return None, None


def _as_text(value: object) -> str | None:
    return None if value is None else str(value)


def _open(path: Path, columns: frozenset[str]) -> Sheet:
    header, first = first_records(path, columns)
    if len(first) != len(header) + 1:
        sheet = read_sheet(path, columns)
    else:
        unnamed = "unnamed"
        sheet = read_sheet(path, columns, header=[*header, unnamed])
        sheet.reject_where(
            unnamed, sheet.frame[unnamed].is_not_null(), "stands in a column without a name",
            "name the last column in the header",
        )  # fmt: skip
        sheet.settle()
        sheet.report(1, "*", f"{len(header)} names", f"{len(first)} names", HEADER_SHORT)
    sheet.rename({old: new for old, new in _EXPORT_NAMES.items() if old in sheet.frame.columns})
    return sheet


def _drop_repeated(sheet: Sheet, columns: Iterable[str]) -> None:
    """Drop events given twice alike; refuse a number whose rows differ."""
    fields = sorted({_EXPORT_NAMES.get(name, name) for name in columns})
    frame = sheet.frame.select("row", *(pl.col(name).str.strip_chars() for name in fields))
    alike = frame.select(pl.struct(fields).is_first_distinct()).to_series()
    again = frame["id"].is_not_null() & ~frame["id"].is_first_distinct()
    sheet.distinct(
        frame.filter(alike).select("row", "id", "best", pl.exclude("row", "id", "best")), ["id"]
    )
    sheet.drop(~alike & again, TWICE)


def _records(sheet: Sheet, until: date) -> pl.DataFrame:
    best = _deaths(sheet, "best")
    parts = [_deaths(sheet, name) for name in PARTS]
    civilians = parts[PARTS.index("deaths_civilians")]
    together = pl.DataFrame(parts).select(pl.sum_horizontal(pl.all(), ignore_nulls=False))
    sheet.reject_where("best", together.to_series() != best,
        f"is not the sum of {', '.join(PARTS)},",
        "correct one of the five", beside=together.to_series(),
    )  # fmt: skip
    for column, reason in (("low", LOW_ABOVE_BEST), ("high", HIGH_BELOW_BEST)):
        bound = _deaths(sheet, column)
        outside = bound > best if column == "low" else bound < best
        sheet.repair(outside, column, best, reason)
    year = sheet.integer("year", minimum=FIRST_DAY.year, maximum=until.year)
    latitude, longitude = position(sheet, "latitude", "longitude")
    events = pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "event": sheet.integer("id", minimum=1, maximum=LARGEST_NUMBER),
            "start": sheet.date("date_start", DATE_FORMATS, earliest=FIRST_DAY, latest=until),
            "end": sheet.date("date_end", DATE_FORMATS, earliest=FIRST_DAY, latest=until),
            "year": year,
            "type": sheet.choice("type_of_violence", TYPES),
            "country": _country(sheet, year),
            "side_a": sheet.text("side_a", nullable=False),
            "side_b": sheet.text("side_b", nullable=False),
            "latitude": latitude,
            "longitude": longitude,
            "where_precision": sheet.integer("where_prec", minimum=1, maximum=WATERS),
            "date_precision": sheet.integer("date_prec", minimum=1, maximum=5),
            "cell": _cell(sheet, latitude, longitude),
            "best": best,
            "low": _deaths(sheet, "low"),
            "high": _deaths(sheet, "high"),
            "civilians": civilians,
            "dyad": _number(sheet, "dyad_new_id"),
            "actor": _number(sheet, "side_a_new_id"),
        }
    )
    refuse_elsewhere(sheet, events["country"], latitude, longitude,
        at_sea=events["where_precision"] == WATERS,
    )  # fmt: skip
    return events


def _deaths(sheet: Sheet, column: str) -> pl.Series:
    return sheet.integer(column, minimum=0, maximum=DEATHS)


def _number(sheet: Sheet, column: str) -> pl.Series:
    """UCDP's number of the dyad or of its first side; null where a file has none."""
    if column not in sheet.frame.columns:
        return pl.Series(column, [None] * sheet.frame.height, dtype=pl.Int64)
    return sheet.integer(column, minimum=0, maximum=LARGEST_NUMBER, nullable=True)


def _country(sheet: Sheet, year: pl.Series) -> pl.Series:
    number = sheet.integer("country_id", minimum=1, maximum=GW_NUMBERS)
    refuse_other_names(sheet, "country", number)
    return gw_codes(sheet, "country_id", number, year)


def _cell(sheet: Sheet, latitude: pl.Series, longitude: pl.Series) -> pl.Series:
    """PRIO-GRID cells; a place on an edge is in both, and the cell beside is put right."""
    stated = sheet.integer("priogrid_gid", minimum=1, maximum=CELLS, nullable=True)
    centres = centres_of(stated)
    apart = pl.DataFrame(
        {
            "north": (latitude - centres["latitude"]).abs(),
            "east": (longitude - centres["longitude"]).abs(),
        }
    ).select(pl.max_horizontal("north", "east"))
    distance = apart.to_series()
    elsewhere = distance > 1.5 * DEGREES
    sheet.reject_where(
        "priogrid_gid",
        elsewhere,
        "is a grid cell far from the latitude and longitude",
        "correct the cell or the coordinates",
    )
    beside = ((distance > DEGREES / 2) & ~elsewhere).fill_null(False)
    cells = cells_of(latitude, longitude)
    sheet.repair(beside, "priogrid_gid", cells, CELL_ELSEWHERE)
    return stated.zip_with(~beside & stated.is_not_null(), cells)


def _check_time(sheet: Sheet, events: pl.DataFrame) -> None:
    start, end, year = events["start"], events["end"], events["year"]
    sheet.reject_where("date_end", end < start, "lies before the start", "correct one of the dates",
        beside=start,
    )  # fmt: skip
    sheet.reject_where("date_start", (end.dt.year() != year) & (start.dt.year() != year),
        "is not in the event's year", "check the century, and the year in its row", beside=year,
    )  # fmt: skip
    longest = events["date_precision"].replace_strict(LONGEST, default=None)
    sheet.reject_where("date_end", (end - start).dt.total_days() > longest,
        "is later than date_prec allows", "correct one of the dates, or date_prec",
    )  # fmt: skip


def _has_open_checks(sheet: Sheet) -> bool:
    """Candidate releases say which events await checks; final ones are all clear."""
    if "code_status" not in sheet.frame.columns:
        return False
    status = sheet.text("code_status", nullable=False)
    sheet.reject_where("code_status", ~status.str.contains(STATUS), "is not a status",
        "write Clear, or Check and what is to be checked",
    )  # fmt: skip
    return bool((status != "Clear").any())


READERS: tuple[Reader, ...] = (
    Reader(PUBLICATION, "GED events", EVENT_COLUMNS, read_events),
    Reader(
        PUBLICATION, "GED events, GeoJSON", FEATURE_COLUMNS, read_features, (".geojson", ".json")
    ),
    Reader(PUBLICATION, "GED events, old export names", EXPORT_COLUMNS, read_old_export),
    Reader(PUBLICATION, "GED reduced extract", REDUCED_COLUMNS, read_reduced),
)
