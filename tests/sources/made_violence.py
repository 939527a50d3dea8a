"""Rows in the layouts of UCDP and VIEWS, made up."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

_NAMES = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id
side_b_new_id side_b number_of_sources source_article source_office source_date source_headline
source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude
geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end
deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
"""
GED_COLUMNS = _NAMES.split()
V19_COLUMNS = [
    name
    for name in GED_COLUMNS
    if name
    not in {
        "relid",
        "code_status",
        "conflict_dset_id",
        "dyad_dset_id",
        "side_a_dset_id",
        "side_b_dset_id",
        "where_description",
        "gwnoa",
    }
]
EXPORT_COLUMNS = [
    {"best": "best_est", "high": "high_est", "low": "low_est"}.get(name, name)
    for name in GED_COLUMNS
    if name not in {"gwnoa", "gwnob"}
]
EVENT = {
    "id": 101, "relid": "MLI-2022-1-11347-1", "year": 2022, "active_year": 1,
    "code_status": "Clear", "type_of_violence": 1, "side_a": "Government of Mali",
    "side_b": "JNIM", "source_article": 'Agency, "a\nheadline"', "where_prec": 1,
    "where_coordinates": "Gao town", "latitude": 16.2666, "longitude": -0.05,
    "priogrid_gid": 153000, "country": "Mali", "country_id": 432, "region": "Africa",
    "event_clarity": 1, "date_prec": 1, "date_start": "2022-05-03 00:00:00.000",
    "date_end": "2022-05-03 00:00:00.000", "deaths_a": 2, "deaths_b": 3, "deaths_civilians": 1,
    "deaths_unknown": 0, "best": 6, "high": 8, "low": 6,
}  # fmt: skip
EVENT["priogrid_gid"] = 212 * 720 + 359 + 1  # the cell whose corner is 16.0 north, 0.5 west


def event(**changes: object) -> dict[str, object]:
    """One event, changed."""
    return EVENT | changes


def write_rows(
    path: Path, columns: Sequence[str], rows: Iterable[dict[str, object]], *, tail: str = ""
) -> Path:
    """Write rows as delimited text, ``tail`` added to every line but the header."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(columns)
    end = f"{tail}\n"
    csv.DictWriter(text, columns, lineterminator=end, extrasaction="ignore").writerows(rows)
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def write_events(path: Path, *events: dict[str, object]) -> Path:
    """Write events in the 49-column layout."""
    return write_rows(path, GED_COLUMNS, events)


def write_old_export(path: Path, *events: dict[str, object]) -> Path:
    """Write events as the old export does: its header is one column short of its rows."""
    renamed = [
        one | {"best_est": one["best"], "high_est": one["high"], "low_est": one["low"]}
        for one in events
    ]
    return write_rows(path, EXPORT_COLUMNS, renamed, tail=",")


def panel(
    months: Iterable[int] = range(517, 521),
    countries: Sequence[tuple[int, int, str]] = ((50, 432, "MLI"), (55, 483, "TCD")),
    *,
    vintage: str = "views2324",
) -> list[dict[str, object]]:
    """Country-months of VIEWS, a full panel."""
    return [
        {
            "month_id": month, "country_id": views, "ged_sb": month % 7, "ged_ns": 0,
            "ged_os": views % 3, "vintage": vintage,
            "month": f"{1980 + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}", "name": iso,
            "gwcode": gw, "isoab": iso,
        }
        for month in months
        for views, gw, iso in countries
    ]  # fmt: skip


def write_panel(path: Path, rows: Sequence[dict[str, object]]) -> Path:
    """Write country-months in VIEWS' layout."""
    return write_rows(path, list(rows[0]), rows)


_ESTIMATES = (
    "sb_total_deaths", "ns_total_deaths", "os_total_deaths", "os_main_govt_killings",
    "os_any_govt_killings", "os_nsgroup_killings",
)  # fmt: skip


def country_year(**changes: object) -> dict[str, object]:
    """A row of UCDP's country-year data."""
    row: dict[str, object] = {"country_id_cy": 432, "country_cy": "Mali", "year_cy": 2022}
    best = dict(zip(_ESTIMATES, (100, 20, 30, 10, 12, 18), strict=True))
    for stem, value in best.items():
        row |= {f"{stem}_{one}_cy": value for one in ("best", "low", "high")}
    row |= {
        "sb_dyad_names_cy": "Government of Mali - JNIM", "ns_dyad_names_cy": "NO_DYAD",
        "os_dyad_names_cy": "Government of Mali - Civilians; JNIM - Civilians", "version": "25.1",
    }  # fmt: skip
    return row | changes


def write_country_years(path: Path, *rows: dict[str, object]) -> Path:
    """Write country-years in UCDP's layout."""
    return write_rows(path, list(rows[0]), rows)
