"""Outlines from Natural Earth: codes put right, defects reported, damage refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely
from shapely.geometry import Polygon, box

from peaceops.errors import SourceError
from peaceops.sources import natural_earth
from sources.made_geography import SQUARES, write_countries, write_units


def read(path: Path):
    reading = natural_earth.read_countries(path)
    return reading.records["natural_earth.countries"], reading


def test_outlines_and_record_numbers_are_kept(tmp_path: Path):
    frame, reading = read(write_countries(tmp_path / "ne_110m_x.shp", SQUARES))
    assert frame["country"].to_list() == ["MLI", "NER", "BFA"]
    assert frame["row"].to_list() == [2, 3, 4]
    assert shapely.from_wkb(frame["geometry"][1]).equals(box(10, 0, 20, 10))
    assert (reading.repairs, reading.release) == ([], "1:110m")


@pytest.mark.parametrize(
    ("area", "iso", "code"),
    [
        ("FRA", "-99", "FRA"),
        ("NOR", "-99", "NOR"),
        ("KOS", "-99", "XKX"),
        ("SOL", "-99", "SOM"),
        ("CYN", "-99", "CYP"),
    ],
)
def test_a_missing_code_is_filled_and_reported(tmp_path: Path, area: str, iso: str, code: str):
    path = write_countries(tmp_path / "ne.shp", [(area, iso, box(0, 0, 1, 1))])
    frame, reading = read(path)
    assert frame["country"].to_list() == [code]
    assert [(one.column, one.found, one.used) for one in reading.repairs] == [
        ("ISO_A3", "-99", code)
    ]


@pytest.mark.parametrize(("area", "iso"), [("SAH", "ESH"), ("PSX", "PSE"), ("SDS", "SSD")])
def test_codes_of_natural_earths_own_are_translated(tmp_path: Path, area: str, iso: str):
    frame, reading = read(write_countries(tmp_path / "a.shp", [(area, iso, box(0, 0, 1, 1))]))
    assert (frame["country"].to_list(), reading.repairs) == ([iso], [])


def test_an_area_without_any_code_is_left_out_and_reported(tmp_path: Path):
    made = [*SQUARES, ("KAS", "-99", box(30, 0, 31, 1))]
    frame, reading = read(write_countries(tmp_path / "a.shp", made))
    assert frame.height == 3
    assert [(one.row, one.used) for one in reading.repairs] == [(5, "(dropped)")]


def test_an_outline_that_crosses_itself_is_cut_and_reported(tmp_path: Path):
    bow = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    frame, reading = read(write_countries(tmp_path / "a.shp", [("MLI", "MLI", bow)]))
    assert shapely.from_wkb(frame["geometry"][0]).is_valid
    assert [one.reason for one in reading.repairs] == [natural_earth.CROSSES]


def test_a_projected_file_is_refused(tmp_path: Path):
    metres = [("MLI", "MLI", box(0, 0, 500_000, 500_000))]
    with pytest.raises(SourceError, match=r"(?s)a.shp, record 1.*projected instead of in degrees"):
        read(write_countries(tmp_path / "a.shp", metres))


def test_a_shapefile_without_its_table_is_refused(tmp_path: Path):
    path = write_countries(tmp_path / "a.shp", SQUARES)
    path.with_suffix(".dbf").unlink()
    with pytest.raises(SourceError, match=r"(?s)a.shp.*\.dbf"):
        read(path)


@pytest.mark.parametrize("suffix", [".shp", ".dbf", ".shx"])
@pytest.mark.parametrize("cut", [30, 100])
def test_a_shapefile_cut_short_is_refused(tmp_path: Path, suffix: str, cut: int):
    path = write_countries(tmp_path / "a.shp", SQUARES)
    part = path.with_suffix(suffix)
    part.write_bytes(part.read_bytes()[:-cut])
    with pytest.raises(SourceError, match=r"(?s)a.shp.*cut short"):
        read(path)


def test_units_keep_names_and_countries(tmp_path: Path):
    path = write_units(tmp_path / "a.geojson", [("SDS", "Lakes", box(0, 0, 1, 1))])
    frame = natural_earth.read_units(path).records["natural_earth.units"]
    assert frame.drop("geometry").row(0) == (2, "SSD", "SDS", "Lakes")


def test_a_name_that_stands_for_two_units_gives_way_and_is_reported(tmp_path: Path):
    path = tmp_path / "a.geojson"
    two = [("AFG", "Parwan", box(0, 0, 1, 1)), ("AFG", "Parwan", box(1, 0, 2, 1))]
    content = json.loads(write_units(path, two).read_text())
    content["features"][0]["properties"]["gn_name"] = "Panjshir"
    content["features"][1]["properties"]["gn_name"] = "Wilayat-e Parwan"
    path.write_text(json.dumps(content))
    reading = natural_earth.read_units(path)
    assert reading.records["natural_earth.units"]["unit"].to_list() == ["Panjshir", "Parwan"]
    assert [(one.found, one.used) for one in reading.repairs] == [("Parwan", "Panjshir")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"type": "FeatureCollection", "feat', "cut short"),
        ("[]", "no GeoJSON"),
        ('{"features": []}', "holds no features"),
        ('{"features": [{"properties": {"name": "x"}}]}', "has no field 'adm1_code'"),
    ],
)
def test_a_file_that_is_not_units_is_refused(tmp_path: Path, content: str, message: str):
    path = tmp_path / "a.geojson"
    path.write_text(content)
    with pytest.raises(SourceError, match=f"(?s)a.geojson.*{message}"):
        natural_earth.read_units(path)


def test_a_unit_without_an_outline_is_refused(tmp_path: Path):
    path = write_units(tmp_path / "a.geojson", [("MLI", "Gao", box(0, 0, 1, 1))])
    content = json.loads(path.read_text())
    content["features"][0]["geometry"] = None
    path.write_text(json.dumps(content))
    with pytest.raises(SourceError, match="Gao has no outline"):
        natural_earth.read_units(path)


@pytest.mark.pack
def test_every_outline_of_the_pack_is_read(pack: Path):
    frame, reading = read(pack / "places" / "ne_110m_admin_0_countries.shp")
    assert frame.height == 177
    assert {one.used for one in reading.repairs} == {"FRA", "NOR", "XKX", "SOM", "CYP"}
    units = [
        natural_earth.read_units(path).records["natural_earth.units"]
        for path in sorted((pack / "places" / "adm1").iterdir())
    ]
    assert sum(one.height for one in units) == 222
    assert all(one["unit"].is_unique().all() for one in units)
