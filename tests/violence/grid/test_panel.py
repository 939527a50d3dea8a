"""Cells and what is in none of them add up to what was recorded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from peaceops.domain.prio_grid import COLUMNS
from peaceops.domain.violence_types import ALL_TYPES, VIOLENCE_TYPES
from peaceops.edition.view import View
from peaceops.errors import MissingTableError
from peaceops.violence.grid import grid_world
from violence.grid.made_grid import CELLS, COUNTRY, FIRST, LAST, event, grid_edition, violent_years


@pytest.fixture(scope="module")
def strays() -> list[dict[str, object]]:
    """Two years' violence with an event known to the country only and one across the border."""
    month = date(2014, 5, 1)
    return [
        *violent_years(),
        event(CELLS[7], month, 500, where_precision=6),
        event(CELLS[0] - 40 * COLUMNS, month, 70, country="SSD"),
        event(CELLS[8], month, 30, country="UGA"),
    ]


@pytest.fixture(scope="module")
def view(strays: list[dict[str, object]], tmp_path_factory: pytest.TempPathFactory) -> View:
    return View(grid_edition(tmp_path_factory.mktemp("grid") / "e", strays), date.max)


def test_months_and_cells_are_laid_out_by_place(view: View) -> None:
    world = grid_world(view)
    assert world.codes == ("SSD", "UGA")
    assert world.cells.tolist() == sorted(CELLS)
    assert (world.first, world.origin) == (FIRST, LAST)
    assert [world.codes[one] for one in world.country] == [COUNTRY[one] for one in world.cells]
    row = world.cells.tolist().index(CELLS[5])
    assert world.of("state_based")[row, 0] == 2


def test_cells_and_remainder_add_up_to_every_country_s_months(view: View) -> None:
    world = grid_world(view)
    events = view.table("violence_events").with_columns(month=pl.col("end").dt.month_start())
    for target in (*VIOLENCE_TYPES, ALL_TYPES):
        kind = events if target == ALL_TYPES else events.filter(pl.col("type") == target)
        per_month = dict(kind.group_by("month").agg(pl.col("best").sum()).iter_rows())
        total = world.of_countries(target).sum(axis=0)
        months = pl.date_range(FIRST, LAST, "1mo", eager=True)
        assert total.tolist() == [per_month.get(month, 0) for month in months]


def test_a_country_s_cells_hold_its_own_deaths(tmp_path: Path) -> None:
    view = View(grid_edition(tmp_path / "e"), date.max)
    world = grid_world(view)
    totals = view.table("violence_events").group_by("country").agg(pl.col("best").sum())
    cells = np.bincount(world.country, world.of(ALL_TYPES).sum(axis=1))
    assert dict(zip(world.codes, cells, strict=True)) == dict(totals.iter_rows())
    assert world.elsewhere.sum() == 0


def test_deaths_known_to_the_country_only_are_in_no_cell(view: View) -> None:
    world, month = grid_world(view), date(2014, 5, 1)
    at = world.index(month)
    assert world.elsewhere[0, :, at].tolist() == [570, 0]
    assert world.of("state_based")[:, at].max() < 500
    everything = grid_world(view, precision=7)
    assert everything.elsewhere[0, :, at].tolist() == [70, 0]


def test_a_death_counts_where_it_happened_whoever_it_is_recorded_under(view: View) -> None:
    world = grid_world(view)
    row = world.cells.tolist().index(CELLS[8])
    assert world.of("state_based")[row, world.index(date(2014, 5, 1))] >= 30


def test_what_lies_after_the_origin_is_gone(view: View) -> None:
    world = grid_world(view).until(date(2015, 6, 1))
    assert world.origin == date(2015, 6, 1)
    assert world.deaths.shape[2] == world.elsewhere.shape[2] == 138
    assert world.spans[:, 1].tolist() == [137, 137]
    with pytest.raises(ValueError, match="2030-01 lies outside 2004-01 to 2022-12"):
        grid_world(view).until(date(2030, 1, 1))


def test_a_country_without_a_record_is_refused(view: View) -> None:
    with pytest.raises(MissingTableError, match="no 24 months of events in MLI are on record"):
        grid_world(view).cells_of(["SSD", "MLI"])
    with pytest.raises(ValueError, match="'ghosts' is not one of"):
        grid_world(view).of("ghosts")


def test_an_edition_of_a_few_months_is_refused(tmp_path: Path) -> None:
    view = View(grid_edition(tmp_path / "e"), date(2005, 6, 30))
    with pytest.raises(MissingTableError, match="no country's events cover 24 months in a row"):
        grid_world(view)
