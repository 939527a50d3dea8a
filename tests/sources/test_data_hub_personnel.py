"""DPO-UCHISTORICAL in the layout of the hub's catalogue."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import ParsedFile, all_readers, recognise
from peaceops.sources import data_hub_personnel as hub
from sources.made_csv import reasons, write

ROW = {
    "contribution_id": 1, "contributing_country": "Chad", "isocode3": "TCD", "m49_code": 148,
    "mission_acronym": "MINUSMA", "personnel_type": "Troops", "female_personnel": 30,
    "male_personnel": 1400, "last_reporting_date": "2022-11-30",
}  # fmt: skip


def read(tmp_path: Path, *rows: dict[str, object]) -> ParsedFile:
    numbered = [ROW | {"contribution_id": at} | row for at, row in enumerate(rows, 1)]
    return hub.read_contributions(write(tmp_path / "uc.csv", numbered))


@pytest.mark.pack
def test_the_layout_is_that_of_the_catalogue(pack: Path) -> None:
    catalogue = json.loads((pack / "missions" / "psdata_catalogue.json").read_text())
    entry = next(one for one in catalogue if one["Dataset ID"] == "DPO-UCHISTORICAL")
    named = {one["Column Name"] for one in entry["Column definitions"]}
    assert hub.READERS[0].columns == named


def test_types_are_gathered_into_troops_police_and_experts(tmp_path: Path) -> None:
    reading = read(
        tmp_path, {}, {"personnel_type": "staff_officer", "male_personnel": 9},
        {"personnel_type": "Formed Police Units"}, {"personnel_type": "Experts on Mission"},
    )  # fmt: skip
    frame = reading.records["hub.contributions"]
    assert dict(frame.select("type", "persons").iter_rows()) == {
        "troops": 1430 + 39, "police": 1430, "experts": 1430,
    }  # fmt: skip
    assert frame["month"].unique().to_list() == [date(2022, 11, 1)]
    assert not reading.repairs


def test_codes_exchanged_as_in_the_catalogue_s_definitions_are_put_right(tmp_path: Path) -> None:
    reading = read(tmp_path, {"isocode3": "148", "m49_code": "TCD"})
    assert reading.records["hub.contributions"]["country"].to_list() == ["TCD"]
    assert sum(reasons(reading).values()) == 2


def test_the_same_contribution_twice_is_counted_once(tmp_path: Path) -> None:
    reading = read(tmp_path, {}, {})
    assert reading.records["hub.contributions"]["persons"].to_list() == [1430]
    assert len(reading.repairs) == 1


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{"female_personnel": -1}], "below 0"),
        ([{"isocode3": "MLI"}], "is not the code of contributing_country"),
        ([{"m49_code": 466}], "is not the code of contributing_country"),
        ([{"m49_code": 999}], "is not an M49 number"),
        ([{"personnel_type": "astronauts"}], "is not a known value"),
        ([{"last_reporting_date": "30 November"}], "is not a date"),
        ([{}, {"male_personnel": 2}], "stands in row 2 with persons 1430 and in row 3"),
        ([{}, {"contribution_id": 1, "male_personnel": 2}], "stands twice with different values"),
    ],
)
def test_what_contradicts_itself_is_refused(
    tmp_path: Path, rows: list[dict[str, object]], says: str
) -> None:
    with pytest.raises(SourceError, match=says):
        read(tmp_path, *rows)


def test_rows_are_kept_for_the_trace(tmp_path: Path) -> None:
    frame = read(tmp_path, {}, {"contributing_country": "Mali", "isocode3": "MLI",
                                "m49_code": 466}).records["hub.contributions"]  # fmt: skip
    assert frame.filter(pl.col("country") == "MLI")["row"].to_list() == [3]


OLDER = {
    "ISOCode3": "TCD", "Contributing_Country": "Chad", "Mission_Acronym": "MINUSMA",
    "Personnel_Type": "Troops", "Female_Personnel": 30, "Male_Personnel": 1400,
    "Last_Reporting_Date": "30-Nov-22",
}  # fmt: skip


@pytest.mark.parametrize(
    ("day", "month"),
    [
        ("30-Nov-22", date(2022, 11, 1)),
        ("31-Jan-2010", date(2010, 1, 1)),
        ("31/12/2021", date(2021, 12, 1)),
        ("28/02/2023", date(2023, 2, 1)),
        ("2023-02-28", date(2023, 2, 1)),
    ],
)
def test_older_copies_are_recognised_and_read(tmp_path: Path, day: str, month: date) -> None:
    path = write(tmp_path / "old.csv", [OLDER | {"Last_Reporting_Date": day}])
    reader = recognise(path, all_readers()).reader
    assert reader is not None and reader.layout == "DPO-UCHISTORICAL, older copies"
    frame = reader.read(path).records["hub.contributions"]
    assert frame.select("mission", "country", "month", "type", "persons").rows() == [
        ("MINUSMA", "TCD", month, "troops", 1430)
    ]


def test_older_copies_with_identifiers_and_days_in_letters_are_read_too(tmp_path: Path) -> None:
    row = {"Contribution_ID": 7, "M49_Code": 148, **OLDER}
    path = write(tmp_path / "old.csv", [row])
    reader = recognise(path, all_readers()).reader
    assert reader is not None and reader.layout == "DPO-UCHISTORICAL"
    assert reader.read(path).records["hub.contributions"]["month"].to_list() == [date(2022, 11, 1)]


def test_older_copies_refuse_what_cannot_be(tmp_path: Path) -> None:
    rows = [OLDER, OLDER | {"ISOCode3": "NPL"}, OLDER | {"Last_Reporting_Date": "31-Nov-22"}]
    with pytest.raises(SourceError) as caught:
        hub.read_older(write(tmp_path / "old.csv", rows))
    assert "is not the code of contributing_country" in str(caught.value)
    assert "31-Nov-22" in str(caught.value)


def test_a_state_that_took_a_new_name_is_told_from_its_codes(tmp_path: Path) -> None:
    reading = read(tmp_path, {"contributing_country": "Toumaï"})
    assert reading.records["hub.contributions"]["country"].to_list() == ["TCD"]
    (repair,) = reading.repairs
    assert (repair.row, repair.found, repair.used) == (2, "Toumaï", "TCD")


@pytest.mark.parametrize("row", [{"isocode3": ""}, {"m49_code": 466}])
def test_a_new_name_is_refused_where_the_codes_do_not_agree(
    tmp_path: Path, row: dict[str, object]
) -> None:
    with pytest.raises(SourceError, match="row 2: contributing_country 'Toumaï' is not a country"):
        read(tmp_path, {"contributing_country": "Toumaï"} | row)


def months(*months: str, missions: int = 5) -> list[dict[str, object]]:
    return [
        {"last_reporting_date": month, "mission_acronym": f"UN{number}"}
        for month in months
        for number in range(missions)
    ]


@pytest.mark.parametrize("late", [["2031-03-31"], ["2031-03-31", "2032-03-31"]])
def test_months_after_the_last_one_that_most_missions_have_are_refused(
    tmp_path: Path, late: list[str]
) -> None:
    rows = months("2026-08-31", "2026-10-31")
    stray = [{"last_reporting_date": month} for month in late]
    told = r"row 12: last_reporting_date '2031-03-31' is after 2026-10, the last month that most"
    with pytest.raises(SourceError, match=told):
        read(tmp_path, *rows, *stray)
    frame = read(tmp_path, *rows, *months("2026-12-31", missions=3)).records["hub.contributions"]
    assert max(frame["month"]) == date(2026, 12, 1)
