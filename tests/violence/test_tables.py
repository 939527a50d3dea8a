"""Of two files that give the same thing the later release counts, and the other is reported."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from peaceops.edition.assemble.violence import (
    FINAL_WINS,
    LATER_VINTAGE,
    LATER_WINS,
    SAME_RELEASE,
    SUPERSEDED,
    assemble,
)
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.tables import TABLES
from peaceops.edition.tables.violence import last_month_due, recorded_as
from peaceops.edition.validate import conform
from peaceops.errors import SourceError
from peaceops.sources.ucdp_country_year import read as read_years
from peaceops.sources.ucdp_events import read_events, read_old_export
from peaceops.sources.views import read_key, read_panel
from sources.made_violence import (
    country_year,
    event,
    panel,
    write_country_years,
    write_events,
    write_old_export,
    write_panel,
    write_rows,
)

FINAL, CANDIDATE = "GEDEvent_v23_1.csv", "GEDEvent_v23_0_10.csv"


def events_of(tmp_path: Path, **files: list[dict[str, object]]) -> tuple[pl.DataFrame, ParsedFiles]:
    names = {"final": FINAL, "candidate": CANDIDATE, "older": "ged221.csv", "other": "b_v23_1.csv"}
    paths = {write_events(tmp_path / names[key], *rows) for key, rows in files.items()}
    readings = ParsedFiles([(path.name, read_events(path)) for path in sorted(paths)])
    return assemble(readings)["violence_events"], readings


def test_a_final_release_counts_over_a_candidate(tmp_path: Path) -> None:
    frame, readings = events_of(
        tmp_path, final=[event()], candidate=[event(best=9, deaths_b=6, high=9)]
    )
    assert frame.select("event", "best", "release").rows() == [(101, 6, "23.1")]
    assert [(one.file, one.row, one.reason) for one in readings.repairs] == [
        (CANDIDATE, 2, FINAL_WINS)
    ]


def test_a_later_final_release_counts_over_an_older_one(tmp_path: Path) -> None:
    frame, readings = events_of(
        tmp_path, final=[event()], older=[event(best=9, deaths_b=6, high=9)]
    )
    assert frame["best"].to_list() == [6]
    assert [(one.file, one.reason) for one in readings.repairs] == [("ged221.csv", LATER_WINS)]


def test_a_candidate_event_that_a_final_release_left_out_is_dropped(tmp_path: Path) -> None:
    in_2023 = {"year": 2023, "date_start": "2023-10-01", "date_end": "2023-10-01"}
    frame, readings = events_of(
        tmp_path, final=[event()], candidate=[event(id=7), event(id=8, **in_2023)]
    )
    assert frame["event"].to_list() == [8, 101]
    assert [one.reason for one in readings.repairs] == [SUPERSEDED]


def test_the_same_release_twice_is_one_if_alike_and_refused_if_not(tmp_path: Path) -> None:
    frame, readings = events_of(tmp_path, final=[event()], other=[event()])
    assert frame.height == 1
    assert [one.reason for one in readings.repairs] == [SAME_RELEASE]
    with pytest.raises(SourceError, match=r"event 101 has best 6 in .*row 2, and 9 in .*row 2"):
        events_of(tmp_path, final=[event()], other=[event(best=9, deaths_b=6, high=9)])


def test_an_export_ranks_by_its_day(tmp_path: Path) -> None:
    old = write_events(tmp_path / "ged221.csv", event(best=9, deaths_b=6, high=9))
    export = write_old_export(tmp_path / "ged_2023-11-30_export.csv", event())
    readings = ParsedFiles([(old.name, read_events(old)), (export.name, read_old_export(export))])
    assert assemble(readings)["violence_events"]["best"].to_list() == [6]


def test_a_later_vintage_counts_where_two_overlap(tmp_path: Path) -> None:
    early = write_panel(tmp_path / "a.csv", panel(range(517, 520), vintage="views2020"))
    late = [dict(row, ged_sb=50) for row in panel(range(519, 521))]
    later = write_panel(tmp_path / "b.csv", late)
    readings = ParsedFiles([(path.name, read_panel(path)) for path in (early, later)])
    frame = assemble(readings)["violence_country_months"].filter(pl.col("country") == "MLI")
    assert frame["vintage"].to_list() == ["views2020"] * 2 + ["views2324"] * 2
    assert frame["state_based"].to_list()[2:] == [50, 50]
    assert {one.reason for one in readings.repairs} == {LATER_VINTAGE}


def test_a_key_of_another_version_is_refused(tmp_path: Path) -> None:
    key = {"id": 50, "name": "Chad", "gwcode": 483, "isoname": "", "isoab": "TCD", "isonum": 148}
    files = [
        ("cm.csv", read_panel(write_panel(tmp_path / "cm.csv", panel()))),
        ("key.csv", read_key(write_rows(tmp_path / "key.csv", list(key), [key]))),
    ]
    with pytest.raises(SourceError, match="country_id 50 has Gleditsch-Ward number 432, but 483"):
        assemble(ParsedFiles(files))


def test_the_tables_conform_to_their_schemas(tmp_path: Path) -> None:
    files = [
        (FINAL, read_events(write_events(tmp_path / FINAL, event()))),
        ("cm.csv", read_panel(write_panel(tmp_path / "cm.csv", panel()))),
        ("cy.csv", read_years(write_country_years(tmp_path / "cy.csv", country_year()))),
    ]
    tables = assemble(ParsedFiles(files))
    assert sorted(tables) == [
        "violence_country_months", "violence_country_years", "violence_events",
    ]  # fmt: skip
    for name, frame in tables.items():
        assert conform(TABLES[name], frame).height == frame.height


def test_only_tables_with_records_are_made(tmp_path: Path) -> None:
    path = write_panel(tmp_path / "cm.csv", panel())
    assert list(assemble(ParsedFiles([(path.name, read_panel(path))]))) == [
        "violence_country_months"
    ]


def test_the_last_month_due_is_the_last_one_known(tmp_path: Path) -> None:
    path = write_panel(tmp_path / "cm.csv", panel(range(505, 529)))
    table = conform(
        TABLES["violence_country_months"],
        assemble(ParsedFiles([(path.name, read_panel(path))]))["violence_country_months"],
    )
    for day in pl.date_range(pl.date(2022, 3, 1), pl.date(2023, 11, 30), eager=True):
        known = table.filter(pl.col("known_on") <= day)["month"].max()
        assert last_month_due(day) == known


def test_a_territory_is_found_under_its_holder_until_it_has_rows() -> None:
    months = pl.DataFrame(
        {"country": ["SCG", "YUG", "MLI"], "month": ["2004-01-01", "2002-01-01", "2005-01-01"]}
    ).with_columns(pl.col("month").str.to_date())
    assert recorded_as("XKX", months) == "SCG"
    own = months.vstack(pl.DataFrame({"country": ["XKX"], "month": [months["month"][0]]}))
    assert recorded_as("XKX", own) == "XKX"
    assert recorded_as("TCD", months) == "TCD"
