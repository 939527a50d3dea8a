"""UCDP events are read from every layout; defects are repaired and reported, or refused."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from peaceops.errors import SourceError
from peaceops.sources import recognise, ucdp_events
from peaceops.sources._places import KEPT
from peaceops.sources._registry import all_readers
from peaceops.sources.ucdp_events import (
    CELL_ELSEWHERE,
    HEADER_SHORT,
    HIGH_BELOW_BEST,
    LOW_ABOVE_BEST,
    TWICE,
    covered_until,
    is_candidate,
    read_events,
    read_features,
    read_old_export,
    read_reduced,
    release_of,
)
from sources.made_tabulated import write_features
from sources.made_violence import (
    GED_COLUMNS,
    V19_COLUMNS,
    event,
    write_events,
    write_old_export,
    write_rows,
)


def test_an_event_is_read_with_its_values_typed_and_reconciled(tmp_path: Path) -> None:
    reading = read_events(write_events(tmp_path / "ged231.csv", event()))
    row = reading.records["ucdp.events"].row(0, named=True)
    assert row["event"] == 101
    assert (row["start"], row["end"]) == (date(2022, 5, 3), date(2022, 5, 3))
    assert (row["country"], row["type"]) == ("MLI", "state_based")
    assert (row["best"], row["low"], row["high"], row["civilians"]) == (6, 6, 8, 1)
    assert (row["release"], row["candidate"]) == ("23.1", False)
    assert (reading.release, list(reading.repairs)) == ("23.1", [])


def test_the_layouts_give_the_same_records(tmp_path: Path) -> None:
    one = event(date_start="2022-05-13", date_end="2022-05-13")
    two = one | {"id": 102, "type_of_violence": 3, "side_b": "Civilians"}
    new = read_events(write_events(tmp_path / "ged231.csv", one, two))
    slim = read_events(write_rows(tmp_path / "ged_mali.csv.gz", V19_COLUMNS, (one, two)))
    american = {"date_start": "05/13/2022 00:00:00", "date_end": "05/13/2022 00:00:00"}
    old = read_old_export(write_old_export(tmp_path / "export.csv", one | american, two | american))
    wanted = new.records["ucdp.events"].drop("release", "candidate")
    for other in (slim, old):
        assert other.records["ucdp.events"].drop("release", "candidate").equals(wanted)
    assert [one.reason for one in old.repairs] == [HEADER_SHORT]


def test_each_layout_is_recognised_by_its_columns(tmp_path: Path) -> None:
    readers = all_readers()
    files = {
        "GED events": write_events(tmp_path / "a.csv", event()),
        "GED events, old export names": write_old_export(tmp_path / "b.csv", event()),
        "GED reduced extract": write_rows(
            tmp_path / "c.csv", sorted(ucdp_events.REDUCED_COLUMNS), [event()]
        ),
    }
    for layout, path in files.items():
        reader = recognise(path, readers).reader
        assert reader is not None
        assert reader.layout == layout


def test_a_renamed_column_is_named_in_the_error(tmp_path: Path) -> None:
    columns = [{"date_end": "date_finish"}.get(name, name) for name in GED_COLUMNS]
    path = write_rows(tmp_path / "ged.csv", columns, [event(date_finish="2022-05-03")])
    reader = recognise(path, all_readers()).reader
    assert reader is not None
    with pytest.raises(SourceError, match="no column 'date_end'"):
        reader.read(path)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"best": -6}, "best '-6' is below 0"),
        ({"deaths_civilians": -1}, "deaths_civilians '-1' is below 0"),
        ({"latitude": 162.7}, r"latitude '162\.7' is above 90"),
        ({"longitude": -180.5}, r"longitude '-180\.5' is below -180"),
        ({"date_end": "2022-05-02"}, "date_end '2022-05-02' lies before the start 2022-05-03"),
        ({"date_start": "1922-05-03", "date_end": "1922-05-03"}, "1922-05-03' lies outside"),
        ({"date_start": "2012-05-03", "date_end": "2012-05-03"}, "not in the event's year 2022"),
        ({"type_of_violence": 4}, "type_of_violence '4' is not a known value"),
        ({"country_id": 998}, "country_id '998' is no Gleditsch-Ward number"),
        ({"side_b": ""}, "side_b is empty"),
        ({"best": "6.5"}, r"best '6\.5' is not a whole number"),
        ({"where_prec": 8}, "where_prec '8' is above 7"),
    ],
)
def test_an_impossible_value_is_refused_with_its_row(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    path = write_events(tmp_path / "ged.csv", event(), event(id=102) | change)
    with pytest.raises(SourceError, match=rf"ged\.csv, row 3: .*{said}"):
        read_events(path)


def test_an_event_given_twice_alike_is_dropped_and_reported(tmp_path: Path) -> None:
    reading = read_events(write_events(tmp_path / "ged.csv", event(), event(id=102), event()))
    assert reading.records["ucdp.events"]["event"].to_list() == [101, 102]
    assert [(one.row, one.used, one.reason) for one in reading.repairs] == [(4, "(dropped)", TWICE)]


def test_an_event_given_twice_with_other_deaths_is_refused_naming_both_rows(tmp_path: Path) -> None:
    path = write_events(tmp_path / "ged.csv", event(), event(id=102), event(best=9, deaths_b=6))
    said = "101 stands in row 2 with best 6 and in row 4 with 9"
    with pytest.raises(SourceError, match=said):
        read_events(path)


def test_bounds_that_do_not_hold_the_best_estimate_are_drawn_to_it(tmp_path: Path) -> None:
    path = write_events(tmp_path / "ged.csv", event(low=7), event(id=102, high=5, low=5))
    reading = read_events(path)
    frame = reading.records["ucdp.events"]
    assert frame.select("low", "best", "high").rows() == [(6, 6, 8), (5, 6, 6)]
    assert {(one.row, one.column, one.found, one.used, one.reason) for one in reading.repairs} == {
        (2, "low", "7", "6", LOW_ABOVE_BEST),
        (3, "high", "5", "6", HIGH_BELOW_BEST),
    }


def test_the_cell_beside_that_of_the_place_is_put_right(tmp_path: Path) -> None:
    right = int(str(event()["priogrid_gid"]))
    reading = read_events(write_events(tmp_path / "ged.csv", event(priogrid_gid=right + 1)))
    assert reading.records["ucdp.events"]["cell"].to_list() == [right]
    assert [one.reason for one in reading.repairs] == [CELL_ELSEWHERE]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"priogrid_gid": 100}, "priogrid_gid '100' is a grid cell far from"),
        ({"latitude": 0, "longitude": 0, "priogrid_gid": ""}, "latitude 0, longitude 0"),
        ({"latitude": -0.05, "longitude": 16.27, "priogrid_gid": ""}, "are exchanged"),
        ({"latitude": -16.27, "priogrid_gid": ""}, "the sign of the latitude is lost"),
        ({"longitude": 60, "priogrid_gid": ""}, "lies far outside its country"),
        ({"best": 7}, "best '7' is not the sum of deaths_a, .*, 6"),
        ({"best": 2_000_001, "deaths_a": 1_999_997}, "best '2000001' is above 2000000"),
        ({"country": "Niger"}, "country 'Niger' is not the country of its number"),
        ({"date_end": "2022-06-20"}, "date_end '2022-06-20' is later than date_prec allows"),
        ({"side_a": "Mali\x00"}, "side_a .* holds control characters"),
    ],
)
def test_values_that_contradict_each_other_are_refused(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    path = write_events(tmp_path / "ged.csv", event(), event(id=102) | change)
    with pytest.raises(SourceError, match=rf"(?s)row 3: .*{said}"):
        read_events(path)


def test_an_event_in_waters_may_lie_further_out(tmp_path: Path) -> None:
    at_sea = event(country="Sri Lanka", country_id=780, latitude=11.3, longitude=83.5,
                   priogrid_gid="", where_prec=7)  # fmt: skip
    assert read_events(write_events(tmp_path / "a.csv", at_sea)).repairs == ()
    with pytest.raises(SourceError, match="lies far outside its country"):
        read_events(write_events(tmp_path / "a.csv", at_sea | {"where_prec": 1}))


def test_a_place_somewhat_outside_is_kept_and_reported(tmp_path: Path) -> None:
    outside = event(latitude=26.6, longitude=-3.0, priogrid_gid="")
    (repair,) = read_events(write_events(tmp_path / "a.csv", outside)).repairs
    assert (repair.row, repair.used, repair.reason) == (2, "(kept)", KEPT)


@pytest.mark.parametrize(
    ("release", "day"),
    [
        ("23.1", date(2023, 12, 31)),
        ("23.0.10", date(2023, 11, 28)),
        ("23.0.12", date(2023, 12, 31)),
        ("24.01.24.06", date(2024, 7, 28)),
        ("export of 2023-11-30", date(2023, 11, 30)),
        ("", date(2049, 12, 31)),
    ],
)
def test_a_release_holds_no_event_after_it(release: str, day: date) -> None:
    assert covered_until(release) == day


def test_a_code_written_as_a_decimal_is_the_same_code(tmp_path: Path) -> None:
    plain = read_events(write_events(tmp_path / "a.csv", event())).records["ucdp.events"]
    decimal = event(type_of_violence="1.0", country_id="432.0", best="6.0", where_prec="1.0")
    assert (
        read_events(write_events(tmp_path / "b.csv", decimal)).records["ucdp.events"].equals(plain)
    )


def test_a_filled_field_beyond_a_short_header_is_refused(tmp_path: Path) -> None:
    path = write_old_export(tmp_path / "export.csv", event(), event(id=102))
    path.write_text(path.read_text().removesuffix(",\n") + ",625\n")
    with pytest.raises(SourceError, match="row 3: unnamed '625' stands in a column without a name"):
        read_old_export(path)


def test_a_damaged_full_file_is_not_taken_for_the_reduced_extract(tmp_path: Path) -> None:
    columns = [name for name in GED_COLUMNS if name != "date_end"]
    path = write_rows(tmp_path / "ged.csv", columns, [event()])
    with pytest.raises(SourceError, match="no column 'date_end'"):
        read_reduced(path)


@pytest.mark.parametrize(
    ("name", "release", "candidate"),
    [
        ("GEDEvent_v23_0_10_candidate_2023-10.csv", "23.0.10", True),
        ("GEDEvent_v24_01_24_06.csv", "24.01.24.06", True),
        ("GEDEvent_v25_1.csv", "25.1", False),
        ("ged191_syria.csv.gz", "19.1", False),
        ("ged_sudan_darfur_2023-11-30_export.csv", "export of 2023-11-30", False),
        ("events.csv", "", False),
    ],
)
def test_the_release_is_told_by_the_name(name: str, release: str, candidate: bool) -> None:
    assert release_of(name) == release
    assert is_candidate(release) is candidate


def test_open_checks_mark_a_candidate_release(tmp_path: Path) -> None:
    reading = read_events(write_events(tmp_path / "events.csv", event(code_status="Check deaths")))
    assert reading.records["ucdp.events"]["candidate"].to_list() == [True]


@pytest.mark.pack
def test_the_files_of_the_pack_are_read_whole(pack: Path) -> None:
    folder = pack / "violence" / "events"
    rows, deaths, reasons = 0, 0, Counter[str]()
    for path in sorted(folder.iterdir()):
        if "reduced" in path.name:
            assert read_reduced(path).records["ucdp.reduced_events"].height == 61_296
            continue
        read = read_old_export if "export" in path.name else read_events
        reading = read(path)
        frame = reading.records["ucdp.events"]
        rows, deaths = rows + frame.height, deaths + frame["best"].sum()
        reasons.update(one.reason for one in reading.repairs)
        assert frame["candidate"].unique().to_list() == ["candidate" in path.name]
    assert (rows, deaths) == (33_478, 629_790)
    assert reasons == {HIGH_BELOW_BEST: 165, LOW_ABOVE_BEST: 55, HEADER_SHORT: 1}


def test_events_as_geojson_are_those_of_the_table(tmp_path: Path) -> None:
    events = [event(), event(id=102, date_start="2022-05-13T00:00:00", date_end="2022-05-13")]
    table = write_events(tmp_path / "GEDEvent_v23_1.csv", *events)
    features = write_features(tmp_path / "mali.geojson", *events)
    reader = recognise(features, all_readers()).reader
    assert reader is not None and reader.layout == "GED events, GeoJSON"
    parsed = reader.read(features)
    assert parsed.release == "23.1"
    assert parsed.records["ucdp.events"].equals(read_events(table).records["ucdp.events"])


def test_a_feature_that_is_no_point_is_refused(tmp_path: Path) -> None:
    path = write_features(tmp_path / "ged231.geojson", event(), kind="Polygon")
    with pytest.raises(SourceError, match=r"(?s)row 2.*latitude is empty"):
        read_features(path)


def test_geojson_of_events_without_all_columns_is_told(tmp_path: Path) -> None:
    path = write_features(tmp_path / "ged231.geojson", event())
    path.write_text(path.read_text().replace('"deaths_a"', '"killed_a"'))
    recognition = recognise(path, all_readers())
    assert recognition.reader is None
    assert "UCDP events without all their columns" in recognition.reason
