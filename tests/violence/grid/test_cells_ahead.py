"""What lies ahead in a country's cells, and how much of it near given places."""

from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from edition.made import made_edition
from peaceops.cli import app
from peaceops.domain.figures import Gap
from peaceops.domain.prio_grid import centre_of
from peaceops.edition.view import View
from peaceops.violence.grid import cells_ahead, share_within
from peaceops.violence.grid.ahead import cover
from violence.grid.made_grid import CELLS, COUNTRY, grid_edition, violent_years

KM_A_DEGREE = 111.195


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    return View(grid_edition(tmp_path_factory.mktemp("grid") / "e"), date(2022, 6, 30))


def test_one_row_a_cell_of_the_country(view: View) -> None:
    found = cells_ahead(view, "SSD")
    assert not isinstance(found, Gap)
    assert (found.origin, found.months, found.late) == (date(2022, 5, 1), 12, 0)
    assert found.table["cell"].to_list() == [one for one in CELLS if COUNTRY[one] == "SSD"]
    assert found.table.select("latitude", "longitude").row(0) == centre_of(CELLS[0])
    for name in ("p_any", "p_deaths_25"):
        assert found.table[name].is_between(0, 1).all()
    assert (found.table["p_deaths_25"] <= found.table["p_any"]).all()
    recorded = view.table("violence_events").filter(
        pl.col("country") == "SSD", pl.col("end") >= date(2021, 6, 1)
    )
    assert found.table["deaths_before"].sum() == recorded["best"].sum()


def test_the_baseline_expects_of_a_cell_what_it_and_its_ring_had(view: View) -> None:
    found = cells_ahead(view, "SSD", model="conflictology")
    assert not isinstance(found, Gap)
    assert found.table["expected"].to_list() == pytest.approx(
        found.table["deaths_before"].to_list()
    )
    ring = cells_ahead(view, "SSD", model="conflictology_ring")
    assert not isinstance(ring, Gap)
    assert ring.table["expected"].equals(ring.table["expected_baseline"])


def test_later_events_do_not_move_it(view: View, tmp_path: Path) -> None:
    held = [one for one in violent_years() if one["end"] < date(2022, 6, 1)]
    cut = View(grid_edition(tmp_path / "e", held), date(2022, 6, 30))
    one, two = cells_ahead(view, "UGA", seed=2), cells_ahead(cut, "UGA", seed=2)
    assert not isinstance(one, Gap) and not isinstance(two, Gap)
    assert one.table.equals(two.table)


def test_a_country_without_events_is_a_gap(view: View, tmp_path: Path) -> None:
    found = cells_ahead(view, "MLI")
    assert isinstance(found, Gap)
    assert "no unbroken record of events in Mali" in found.why
    bare = View(made_edition(tmp_path / "bare"), date(2022, 6, 30))
    assert isinstance(cells_ahead(bare, "SSD"), Gap)


def test_a_record_that_ended_long_ago_is_a_gap(tmp_path: Path) -> None:
    view = View(grid_edition(tmp_path / "e"), date(2024, 6, 30))
    found = cells_ahead(view, "SSD")
    assert isinstance(found, Gap)
    assert "ends in December 2022, 17 months before" in found.why


def test_what_cannot_be_asked_is_refused(view: View) -> None:
    with pytest.raises(ValueError, match="'crystal_ball' is not a model"):
        cells_ahead(view, "SSD", model="crystal_ball")
    with pytest.raises(ValueError, match="a horizon of 0 months"):
        cells_ahead(view, "SSD", months=0)


def test_the_command_prints_the_cells_with_most_deaths_expected(tmp_path: Path) -> None:
    grid_edition(tmp_path / "e")
    words = ["violence", "cells", "South Sudan", "--as-of", "2022-06-30", "--top", "3"]
    asked = [*words, "--edition", str(tmp_path / "e"), "--near", "9.25,30.75"]
    done = CliRunner().invoke(app, asked, env={"COLUMNS": "140"})
    assert done.exit_code == 0, done.output
    assert "Deaths in South Sudan by cell, all types, over the 12 months after May 2022" in (
        " ".join(done.stdout.split())
    )
    found = json.loads(CliRunner().invoke(app, [*asked, "--json"]).stdout)
    assert len(found["cells"]) == 12
    assert f"{100 * found['share_within_50_km']:.0f} % lie within 50 km" in done.stdout
    worst = max(found["cells"], key=lambda line: line["expected"])
    assert str(worst["cell"]) in done.stdout


@pytest.mark.parametrize(
    "words", [["--near", "here"], ["--near", "95,10"], ["--target", "x"], ["--months", "40"]]
)
def test_the_command_refuses_what_it_does_not_know(words: list[str]) -> None:
    done = CliRunner().invoke(app, ["violence", "cells", "SSD", "--as-of", "2022-06-30", *words])
    assert done.exit_code == 2


def cells_at(*centres: tuple[float, float], expected: list[float]) -> pl.DataFrame:
    latitude, longitude = zip(*centres, strict=True)
    return pl.DataFrame({"latitude": latitude, "longitude": longitude, "expected": expected})


def test_a_share_worked_by_hand() -> None:
    table = cells_at((0.25, 0.25), (0.25, 5.25), expected=[3, 1])
    # 50 km around its centre hold every point of a cell of 56 km a side, 39 km to the corner.
    assert share_within(table, [(0.25, 0.25)]) == 0.75
    assert share_within(table, [(0.25, 0.25), (0.25, 5.25)]) == 1
    assert share_within(table, [(40, 40)]) == 0
    assert share_within(table, []) == 0
    assert share_within(table.with_columns(expected=pl.lit(0.0)), [(0, 0)]) is None


def test_a_cell_at_the_edge_counts_in_part() -> None:
    # A site on the west edge, halfway: the circle of a quarter of a degree covers half a disc.
    share = cover(np.array([[0.25, 0.25]]), [(0.25, 0.0)], km=0.25 * KM_A_DEGREE)[0]
    assert share == pytest.approx(math.pi / 8, abs=0.03)


@given(
    st.floats(-60, 60), st.floats(-170, 170), st.floats(-0.9, 0.9), st.floats(-0.9, 0.9),
    st.floats(1, 80),
)  # fmt: skip
def test_more_sites_and_more_kilometres_never_cover_less(
    latitude: float, longitude: float, north: float, east: float, km: float
) -> None:
    centres = np.array([[latitude, longitude]])
    sites = [(latitude + north, longitude + east), (latitude - east, longitude + north)]
    one, both = cover(centres, sites[:1], km=km)[0], cover(centres, sites, km=km)[0]
    assert 0 <= one <= both <= 1
    assert cover(centres, sites[:1], km=km + 10)[0] >= one


def test_the_date_line_is_no_border() -> None:
    assert cover(np.array([[10.25, 179.75]]), [(10.25, -179.9)], km=70)[0] > 0.9
