"""The Data Hub's missions and fatalities: real defects are repaired, wrong values refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import data_hub_missions as hub
from sources.made_csv import reasons, write

MISSION = {
    "mission_acronym": "UNTEST", "mission_name": "Test Mission", "lead_department": "DPO",
    "mission_isactive": "No", "start_date": "1990-02-03", "end_date": "1991-01-31",
    "mission_location": "Bamako ", "mission_longitude": "-8,0000", "mission_latitude": "12,6500",
    "last_update": "2024-02-19",
}  # fmt: skip
DEATH = {
    "incident_date": "2013-05-06", "casualty_id": "UNTEST-2013-05-00001",
    "mission_acronym": "UNTEST", "type_of_casualty": "Fatality", "casualty_nationality": "Chad",
    "casualty_personnel_type": "Local ", "type_of_incident": "Malicious Act", "isocode3": "TCD",
    "last_update": "2023-11-28",
}  # fmt: skip


def missions(tmp_path: Path, **changes: object) -> pl.DataFrame:
    path = write(tmp_path / "pko.csv", [MISSION | changes])
    return hub.read_missions(path).records["hub.missions"]


def deaths(tmp_path: Path, *rows: dict[str, object]) -> pl.DataFrame:
    path = write(tmp_path / "deaths.csv", [DEATH | row for row in rows])
    return hub.read_fatalities(path).records["hub.deaths"]


@pytest.mark.pack
def test_the_list_s_decimal_commas_capitals_and_blank_starts(pack: Path) -> None:
    reading = hub.read_missions(pack / "missions" / "DPPADPOSS-PKO.csv")
    frame = reading.records["hub.missions"]
    assert reasons(reading) == {
        "decimal comma in a coordinate": 140,
        "yes or no in capitals": 1,
    }
    blank = frame.filter(pl.col("start").is_null())["mission"]
    assert sorted(blank) == ["UNFOR", "UNOHCI", "UNSCOB"]
    assert frame.filter(pl.col("mission") == "UNIFIL").row(0)[1:] == (
        "United Nations Interim Force in Lebanon", date(1978, 3, 19), None, "Naqoura", 33.12,
        35.1342, 34,
    )  # fmt: skip
    assert "mission_isactive" not in frame.columns, "hindsight of the export must not be read"


def test_a_coordinate_with_a_decimal_comma_becomes_a_number(tmp_path: Path) -> None:
    assert missions(tmp_path).select("latitude", "longitude").row(0) == (12.65, -8.0)


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("mission_latitude", "98,1", "above 90"),
        ("mission_longitude", "-181", "below -180"),
        ("start_date", "2990-02-03", "century"),
        ("start_date", "1990-13-03", "is not a date"),
        ("end_date", "1989-01-01", "is before the start"),
        ("mission_isactive", "Maybe", "is not a known value"),
    ],
)
def test_a_wrong_value_of_a_mission_is_refused(
    tmp_path: Path, column: str, value: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        missions(tmp_path, **{column: value})
    assert "pko.csv, row 2" in str(caught.value)


def test_a_renamed_column_is_named_with_the_nearest(tmp_path: Path) -> None:
    row = {("start" if key == "start_date" else key): value for key, value in MISSION.items()}
    with pytest.raises(SourceError, match="there is no column 'start_date'"):
        hub.read_missions(write(tmp_path / "pko.csv", [row]))


@pytest.mark.pack
def test_the_fatalities_defects(pack: Path) -> None:
    reading = hub.read_fatalities(pack / "missions" / "DPPADPOSS-FATALITIES.csv")
    frame = reading.records["hub.deaths"]
    assert sorted(reasons(reading).values()) == [1, 6, 14]
    assert frame.height == 4350 - 6
    assert frame["casualty"].is_unique().all()
    slip = frame.filter(pl.col("casualty") == "UNMOGIP-2022-12-00001")
    assert slip["date"][0] == date(2022, 12, 25)
    minusma = frame.filter((pl.col("mission") == "MINUSMA") & (pl.col("cause") == "malicious act"))
    assert minusma.height > 150


def test_a_death_registered_late_keeps_the_month_of_registration(tmp_path: Path) -> None:
    late = deaths(tmp_path, {"casualty_id": "UNTEST-2018-05-00001"})
    assert late.select("date", "registered").row(0) == (date(2013, 5, 6), date(2018, 5, 1))


def test_a_casualty_that_stands_twice_with_different_values_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        SourceError, match="stands in row 2 with cause malicious act and in row 3 with illness"
    ):
        deaths(tmp_path, {}, {"type_of_incident": "Illness"})


def test_a_person_of_montenegro_and_of_its_union_is_counted_once(tmp_path: Path) -> None:
    frame = deaths(
        tmp_path,
        {"casualty_nationality": "Montenegro", "isocode3": "MNE"},
        {"casualty_nationality": "Serbia and Montenegro", "isocode3": "SCG"},
    )
    assert frame["country"].to_list() == ["SCG"]


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("type_of_incident", "Maybe", "is not a known value"),
        ("isocode3", "MLI", "is not the code of casualty_nationality"),
        ("casualty_id", "UNTEST-1", "has no year and month"),
        ("incident_date", "1913-05-06", "lies outside"),
    ],
)
def test_a_wrong_value_of_a_death_is_refused(
    tmp_path: Path, column: str, value: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says):
        deaths(tmp_path, {column: value})


def test_a_nationality_of_a_new_name_is_told_from_its_code(tmp_path: Path) -> None:
    path = write(tmp_path / "deaths.csv", [DEATH | {"casualty_nationality": "Toumaï"}])
    reading = hub.read_fatalities(path)
    assert reading.records["hub.deaths"]["country"].to_list() == ["TCD"]
    assert [(repair.row, repair.found, repair.used) for repair in reading.repairs] == [
        (2, "Toumaï", "TCD")
    ]
    with pytest.raises(SourceError, match="'Toumaï' is not a country we know"):
        deaths(tmp_path, {"casualty_nationality": "Toumaï", "isocode3": ""})


def test_a_day_announced_for_after_the_export_is_taken_and_reported(tmp_path: Path) -> None:
    row = MISSION | {"end_date": "2025-12-31", "mission_location": "Bamako"}
    reading = hub.read_missions(write(tmp_path / "pko.csv", [row]))
    assert reading.records["hub.missions"]["end"].to_list() == [date(2025, 12, 31)]
    assert reasons(reading)["a day after the export of 2024-02-19: known on the day itself"] == 1
    with pytest.raises(SourceError, match="end_date '2062-12-31' lies outside"):
        missions(tmp_path, end_date="2062-12-31")
