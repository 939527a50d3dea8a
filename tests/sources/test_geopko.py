"""Geo-PKO v2.3 by location and year, v2.0 by location and month."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import geopko
from sources.made_csv import reasons, write

PLACE = {"mission": "MINUSMA", "year": 2022, "location": "Aguelhok", "latitude": 19.46,
         "longitude": 0.86}  # fmt: skip
DEPLOYED = PLACE | {"country": "Mali", "Infantry": 300, "NoTroops": 520, "Reserve": 0, "hq": 0,
                    "UNPOL": 0, "Med": 0, "Av": 0, "UNMO": 0, "ave.no.troops": 520}  # fmt: skip


def contributors(tmp_path: Path, text: str) -> pl.DataFrame:
    row = PLACE | {"No.TCC": 1, "year.overview": text}
    path = write(tmp_path / "c.csv", [row])
    return geopko.read_contributors(path).records["geopko.contributors"]


@pytest.mark.pack
def test_several_maps_of_a_year_are_joined_and_reported(pack: Path) -> None:
    path = pack / "missions/geopko/geopko_v2_3_deployments_location_year_1994_2023.csv"
    reading = geopko.read_deployments(path)
    frame = reading.records["geopko.deployments"]
    assert frame.height == 7180
    assert sorted(reasons(reading).values()) == [7, 1391]
    assert frame.select(geopko._PLACE).is_unique().all()
    minusma = frame.filter((pl.col("mission") == "MINUSMA") & (pl.col("year") == 2022))
    assert (minusma.height, minusma["troops"].sum()) == (12, 18_520)


@pytest.mark.pack
def test_two_maps_of_a_month_leave_the_later_revision(pack: Path) -> None:
    path = pack / "missions/geopko/geopko_v2_0_mission_location_month_1994_2020.csv.gz"
    reading = geopko.read_months(path)
    frame = reading.records["geopko.months"]
    assert reasons(reading)["two maps of one month: the later revision is kept"] == 304
    assert frame.select("mission", "month", "location", "latitude", "longitude").is_unique().all()
    december = frame.filter(
        (pl.col("mission") == "MINUSMA") & (pl.col("month") == date(2016, 12, 1))
    )
    assert december["troops"].sum() == 16_410, "the overstatement named in the pack's README"


@pytest.mark.pack
def test_unit_types_and_contributors_stand_at_places_with_deployments(pack: Path) -> None:
    folder = pack / "missions/geopko"
    places = geopko.read_deployments(
        folder / "geopko_v2_3_deployments_location_year_1994_2023.csv"
    ).records["geopko.deployments"]
    units = geopko.read_units(
        folder / "geopko_v2_3_unit_types_location_year_1994_2023.csv"
    ).records["geopko.units"]
    who = geopko.read_contributors(
        folder / "geopko_v2_3_contributors_location_year_1994_2023.csv"
    ).records["geopko.contributors"]
    assert units.join(places, on=geopko._PLACE, how="anti").is_empty()
    assert who.join(places, on=geopko._PLACE, how="anti").is_empty()


def test_contributors_are_taken_apart(tmp_path: Path) -> None:
    text = "Bangladesh (35), Korea (ROK) (450), Chad (size unknown), Us (2.5)"
    frame = contributors(tmp_path, text)
    assert dict(frame.select("country", "troops").iter_rows()) == {
        "BGD": 35.0, "KOR": 450.0, "TCD": None, "USA": 2.5,
    }  # fmt: skip


def test_a_contributor_that_is_no_country_is_left_out_and_reported(tmp_path: Path) -> None:
    row = PLACE | {"No.TCC": 2, "year.overview": "Multinational (150), Chad (300)"}
    reading = geopko.read_contributors(write(tmp_path / "c.csv", [row]))
    assert reading.records["geopko.contributors"]["country"].to_list() == ["TCD"]
    assert reasons(reading) == {"the contributor is not a country": 1}


@pytest.mark.parametrize("text", ["Chad 300", "Chad (many)", "Chad (300) and Mali"])
def test_contributors_in_another_form_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="has a part"):
        contributors(tmp_path, text)


def test_an_unknown_contributor_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="'Atlantis' is not a country we know"):
        contributors(tmp_path, "Atlantis (10)")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"latitude": 95}, "above 90"),
        ({"longitude": -200}, "below -180"),
        ({"ave.no.troops": -1}, "below 0"),
        ({"hq": 4}, "above 3"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, change: dict[str, object], says: str) -> None:
    with pytest.raises(SourceError, match=says):
        geopko.read_deployments(write(tmp_path / "d.csv", [DEPLOYED | change]))


def test_rows_of_one_place_may_differ_in_a_map_s_size_only(tmp_path: Path) -> None:
    other = DEPLOYED | {"NoTroops": 700, "hq": 2}
    frame = geopko.read_deployments(write(tmp_path / "d.csv", [DEPLOYED, other])).records[
        "geopko.deployments"
    ]
    assert frame.select("troops", "headquarters").rows() == [(520.0, 2)]
    with pytest.raises(SourceError, match="with different values"):
        wrong = other | {"ave.no.troops": 610}
        geopko.read_deployments(write(tmp_path / "d.csv", [DEPLOYED, wrong]))


@pytest.mark.parametrize(
    ("name", "last", "release"),
    [
        ("geopko_v2_3_deployments_location_year_1994_2023.csv", 2023, "to 2023 v2.3"),
        ("Geo-PKO-v.3.0-deployments.csv", 2024, "to 2024 v3.0"),
        ("deployments.csv", 2024, "to 2024"),
    ],
)
def test_a_version_is_later_by_its_last_year_and_by_the_version_in_its_name(
    tmp_path: Path, name: str, last: int, release: str
) -> None:
    reordered = dict(reversed((DEPLOYED | {"year": last}).items()))
    reading = geopko.read_deployments(write(tmp_path / name, [reordered]))
    assert reading.release == release
    assert reading.records["geopko.deployments"]["troops"].to_list() == [520.0]
