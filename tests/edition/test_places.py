"""Outlines fit together, follow the United Nations where a resolution speaks, and stay small."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
import shapely
from shapely.geometry import Point, box

from peaceops.domain.countries import name_of
from peaceops.domain.prio_grid import cell_of
from peaceops.edition.assemble import places
from peaceops.edition.assemble.neighbours import curated_pairs
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import check_references, conform
from peaceops.errors import SourceError
from peaceops.sources import ParsedFile, natural_earth, priogrid, views
from sources.made_geography import SQUARES, Named, write_countries, write_units

KEY = pl.DataFrame({"row": [2, 3], "views_id": [50, 78], "gw": [432, 436], "name": ["M", "N"]})


def assembled(
    tmp_path: Path, areas: tuple[Named, ...] = SQUARES, units: tuple[Named, ...] = ()
) -> tuple[dict[str, pl.DataFrame], ParsedFiles]:
    shp = write_countries(tmp_path / "ne.shp", areas)
    found = [("ne.shp", natural_earth.read_countries(shp))]
    if units:
        path = write_units(tmp_path / "adm1.geojson", units)
        found.append(("adm1.geojson", natural_earth.read_units(path)))
    readings = ParsedFiles(found)
    tables = {
        name: conform(TABLES[name], frame) for name, frame in places.assemble(readings).items()
    }
    return tables, readings


def outline(tables: dict[str, pl.DataFrame], country: str, level: int = 0):
    rows = tables["borders"].filter(country=country, level=level)
    return shapely.union_all(shapely.from_wkb(rows["geometry"].to_numpy()))


def test_no_records_give_no_tables():
    assert places.assemble(ParsedFiles([])) == {}


def test_neighbours_touch_and_are_mutual(tmp_path: Path):
    tables, _ = assembled(tmp_path)
    pairs = set(tables["neighbours"].select("country", "neighbour").rows())
    assert {("MLI", "NER"), ("NER", "MLI"), ("BFA", "MLI")} <= pairs
    assert ("NGA", "TCD") in pairs  # too fine for the map, so listed
    listed = tables["neighbours"].filter(country="NGA", neighbour="TCD")
    assert listed["source"].to_list() == ["curated/neighbours.csv"]
    assert all((b, a) in pairs and a != b for a, b in pairs)


# The fine outline of Mali juts out into Niger in the north and falls short of it in the south.
NORTH: Named = ("MLI", "North", box(0, 5, 10.25, 10))
SOUTH: Named = ("MLI", "South", box(0, 0, 9.75, 5))


def test_a_neighbour_is_fitted_to_the_finer_outline(tmp_path: Path):
    tables, _ = assembled(tmp_path, units=(NORTH, SOUTH))
    mali, niger = outline(tables, "MLI"), outline(tables, "NER")
    assert mali.equals(shapely.union(NORTH[2], SOUTH[2]))
    assert mali.intersection(niger).area == pytest.approx(0)
    assert niger.covers(Point(9.9, 2)), "the gap goes to the neighbour along it"
    assert not niger.covers(Point(10.1, 8)), "the overlap goes to the finer outline"
    # The coast is fine too: what the coarse outline has beyond it, away from neighbours, is sea.
    assert tables["borders"].filter(level=1)["unit"].to_list() == ["North", "South"]


def test_a_gap_at_the_coast_is_sea(tmp_path: Path):
    short = ("MLI", "West", box(0.25, 0, 5, 10)), ("MLI", "East", box(5, 0, 10, 10))
    tables, _ = assembled(tmp_path, units=short)
    everything = [outline(tables, code) for code in ("MLI", "NER", "BFA")]
    assert not any(one.covers(Point(0.1, 5)) for one in everything)


def test_a_single_unit_is_left_out_and_reported(tmp_path: Path):
    tables, readings = assembled(tmp_path, units=(("NER", "All", box(10, 0, 20, 10)),))
    assert tables["borders"].filter(level=1).height == 0
    assert [(one.used, one.reason) for one in readings.repairs] == [("(dropped)", places.ONE_UNIT)]


def test_two_areas_of_one_country_become_one_outline(tmp_path: Path):
    areas = (("SOM", "SOM", box(45, 0, 50, 10)), ("SOL", "-99", box(42, 8, 45, 10)))
    tables, _ = assembled(tmp_path, areas)
    assert tables["borders"]["country"].to_list() == ["SOM"]
    assert outline(tables, "SOM").covers(Point(43, 9))


@pytest.mark.parametrize("kind", ["borders", "neighbours"])
def test_the_order_of_files_changes_nothing(tmp_path: Path, kind: str):
    units = (NORTH, SOUTH)
    one, _ = assembled(tmp_path, units=units)
    two, _ = assembled(tmp_path, areas=SQUARES, units=units[::-1])
    assert one[kind].drop("row").equals(two[kind].drop("row"))


def grid(*kinds: str) -> ParsedFiles:
    found = {
        "priogrid.static": pl.DataFrame(
            {"row": [2, 3], "cell": [7, 8], "land_area": [1.0, 2.0], "mountains": [0.5, None],
             "travel_time": [10.0, None]}
        ),
        "priogrid.cells": pl.DataFrame({"row": [2], "cell": [7]}),
        "priogrid.countries": pl.DataFrame({"row": [2, 3], "cell": [8, 7], "views_id": [50, 78]}),
        "views.countries": KEY,
    }  # fmt: skip
    return ParsedFiles([(f"{kind}.file", ParsedFile({kind: found[kind]})) for kind in kinds])


def test_cells_get_their_country_through_the_key():
    readings = grid("priogrid.static", "priogrid.countries", "views.countries")
    cells = conform(TABLES["grid_cells"], places.assemble(readings)["grid_cells"])
    assert cells.select("cell", "country").rows() == [(7, "NER"), (8, "MLI")]
    assert cells["source"][0] == (
        "priogrid.static.file + priogrid.countries.file + views.countries.file"
    )


def test_cells_without_countries_are_still_cells():
    cells = conform(TABLES["grid_cells"], places.assemble(grid("priogrid.cells"))["grid_cells"])
    assert cells.select("cell", "country", "land_area").rows() == [(7, None, None)]


def test_countries_of_cells_without_their_key_are_refused():
    with pytest.raises(SourceError, match=r"(?s)the key of these numbers is missing.*country key"):
        places.assemble(grid("priogrid.static", "priogrid.countries"))


@pytest.fixture(scope="module")
def packed(pack: Path) -> tuple[dict[str, pl.DataFrame], ParsedFiles]:
    folder = pack / "places"
    found = [
        ("ne.shp", natural_earth.read_countries(folder / "ne_110m_admin_0_countries.shp")),
        ("static.csv", priogrid.read_static(folder / "PRIO-GRID-Static.csv")),
        ("cells.parquet", priogrid.read_cells(folder / "priogrid_cells.parquet")),
        ("country.parquet", priogrid.read_countries(folder / "priogrid_country.parquet")),
        ("key.csv", views.read_key(pack / "violence" / "country_key.csv")),
    ]
    found += [
        (path.name, natural_earth.read_units(path)) for path in sorted((folder / "adm1").iterdir())
    ]
    readings = ParsedFiles(found)
    tables = {
        name: conform(TABLES[name], frame) for name, frame in places.assemble(readings).items()
    }
    check_references(tables)
    return tables, readings


@pytest.mark.pack
@pytest.mark.parametrize(
    ("where", "country"),
    [
        ((34.3, 45.2), "UKR"),  # Crimea
        ((-13.2, 25.0), "ESH"),  # west of the berm
        ((-11.0, 27.0), "ESH"),
        ((-9.5, 29.5), "MAR"),
        ((35.75, 33.0), "SYR"),  # Golan
        ((44.06, 9.56), "SOM"),  # Hargeisa
        ((33.6, 35.28), "CYP"),  # north of Nicosia
        ((21.0, 42.6), "XKX"),
        ((31.6, 4.85), "SSD"),  # Juba
        ((-8.0, 12.65), "MLI"),  # Bamako
    ],
)
def test_a_place_lies_in_one_country(packed, where: tuple[float, float], country: str):
    borders = packed[0]["borders"].filter(level=0)
    shapes = shapely.from_wkb(borders["geometry"].to_numpy())
    holding = borders.filter(pl.Series(shapely.covers(shapes, Point(where))))
    assert holding["country"].to_list() == [country]


@pytest.mark.pack
def test_what_departs_from_the_publisher_is_reported_with_its_resolution(packed):
    moved = {
        (one.found, one.used): one.reason for one in packed[1].repairs if one.column == "geometry"
    }
    assert set(moved) == {("MAR", "ESH"), ("RUS", "UKR"), ("ISR", "SYR")}
    assert all("United Nations" in one or "resolution" in one for one in moved.values())


@pytest.mark.pack
def test_outlines_are_valid_fit_together_and_stay_small(packed, tmp_path: Path):
    borders = packed[0]["borders"]
    shapes = shapely.from_wkb(borders["geometry"].to_numpy())
    assert shapely.is_valid(shapes).all()
    countries = shapes[(borders["level"] == 0).to_numpy()]
    overlap = shapely.area(countries).sum() - shapely.union_all(countries).area
    assert 0 <= overlap < 0.05, "degrees squared, over the whole world"
    borders.write_parquet(tmp_path / "borders.parquet", compression="zstd")
    assert (tmp_path / "borders.parquet").stat().st_size < 600_000


@pytest.mark.pack
def test_units_make_up_their_country(packed):
    borders = packed[0]["borders"]
    units = borders.filter(level=1)
    assert units["country"].n_unique() == 15
    for country in ("MLI", "SSD", "COD", "LBR"):
        whole = outline(packed[0], country)
        parts = outline(packed[0], country, level=1)
        assert parts.symmetric_difference(whole).area < 0.005 * whole.area


@pytest.mark.pack
def test_neighbours_of_hosts(packed):
    table = packed[0]["neighbours"]

    def of(country: str) -> str:
        return " ".join(table.filter(country=country)["neighbour"].sort())

    assert of("MLI") == "BFA CIV DZA GIN MRT NER SEN"
    assert of("SSD") == "CAF COD ETH KEN SDN UGA"
    assert of("ESH") == "DZA MAR MRT"
    assert of("COD") == "AGO BDI CAF COG RWA SSD TZA UGA ZMB"
    assert of("CAF") == "CMR COD COG SDN SSD TCD"
    assert of("LBN") == "ISR SYR"
    assert of("HTI") == "DOM"
    assert of("CYP") == ""
    assert "NER" not in of("CMR")
    assert "CMR and NER" in [one.found for one in packed[1].repairs]
    assert "TCD" in of("NGA")


@pytest.mark.pack
def test_every_cell_has_its_country(packed):
    cells = packed[0]["grid_cells"]
    assert cells.height == 64_818
    assert cells["country"].null_count() == 0
    for where, country in (((12.65, -8.0), "MLI"), ((4.85, 31.6), "SSD"), ((0.5, 25.2), "COD")):
        assert cells.filter(cell=cell_of(*where))["country"].to_list() == [country]


def test_the_finer_of_two_files_is_used_and_the_other_reported(tmp_path: Path):
    coarse = write_countries(tmp_path / "ne_110m.shp", SQUARES)
    fine = [(area, iso, shape.segmentize(1)) for area, iso, shape in SQUARES]
    finer = write_countries(tmp_path / "ne_50m.shp", fine)
    readings = ParsedFiles(
        [(path.name, natural_earth.read_countries(path)) for path in (coarse, finer)]
    )
    borders = places.assemble(readings)["borders"]
    assert borders["source"].unique().to_list() == ["ne_50m.shp"]
    assert [(one.file, one.reason) for one in readings.repairs] == [("ne_110m.shp", places.COARSER)]


def test_of_two_files_as_fine_the_same_one_is_used_each_time(tmp_path: Path):
    files = [write_countries(tmp_path / f"{name}.shp", SQUARES) for name in ("a", "b", "c", "d")]
    parsed = [(path.name, natural_earth.read_countries(path)) for path in files]
    orders = (parsed, parsed[::-1], parsed[1:] + parsed[:1])
    used = [places.assemble(ParsedFiles(order))["borders"]["source"][0] for order in orders]
    assert used == ["d.shp"] * 3


def test_curated_pairs_are_codes_in_alphabetical_order():
    pairs = curated_pairs()
    assert all(a < b for a, b in pairs)
    assert all(name_of(one) for pair in pairs for one in pair)
