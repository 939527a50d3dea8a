"""Models of cells: baselines worked by hand, no look ahead, whole numbers, repeatable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from peaceops.domain.violence_types import ALL_TYPES
from peaceops.edition.view import View
from peaceops.errors import PeaceopsError
from peaceops.violence.grid import GRID_MODELS, GridWorld, grid_world
from peaceops.violence.grid.hurdle import Hurdle
from violence.grid.made_grid import CELLS, event, grid_edition

LEADS = (1, 3, 12)
ORIGIN = date(2021, 10, 1)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> GridWorld:
    return grid_world(View(grid_edition(tmp_path_factory.mktemp("grid") / "e"), date.max))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> GridWorld:
    """Two countries at peace but for three months of 2022."""
    events = [
        event(CELLS[0], date(2020, 1, 1), 1),
        event(CELLS[5], date(2020, 1, 1), 1),
        event(CELLS[0], date(2022, 12, 1), 9),
        event(CELLS[0], date(2022, 11, 1), 4),
        event(CELLS[1], date(2022, 3, 1), 6),
    ]
    folder = tmp_path_factory.mktemp("tiny") / "e"
    return grid_world(View(grid_edition(folder, events), date.max))


def all_cells(world: GridWorld) -> np.ndarray:
    return np.arange(len(world.cells))


def later_changed(world: GridWorld, origin: date) -> GridWorld:
    """The panel with other deaths after the origin."""
    deaths, elsewhere = world.deaths.copy(), world.elsewhere.copy()
    after = world.index(origin) + 1
    deaths[:, :, after:] = 777
    elsewhere[:, :, after:] = 777
    return replace(world, deaths=deaths, elsewhere=elsewhere)


def same(one, other) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("counts", "starts", "values", "numbers")
    )


def test_conflictology_is_the_cell_s_own_year(tiny: GridWorld) -> None:
    draws = GRID_MODELS["conflictology"](tiny, "state_based", LEADS, cells=all_cells(tiny), seed=0)
    dense = draws.dense()
    assert dense.shape == (24, 3, 12)
    assert dense[0].tolist() == [[0] * 10 + [4, 9]] * 3
    assert dense[1].tolist() == [[0, 0, 6] + [0] * 9] * 3
    assert not dense[2:].any()


def test_conflictology_of_the_ring_takes_in_the_cells_around(tiny: GridWorld) -> None:
    draws = GRID_MODELS["conflictology_ring"](
        tiny, "state_based", LEADS, cells=all_cells(tiny), seed=0
    )
    # A corner of the panel has three cells around it, an edge five, the middle eight.
    assert draws.counts[[0, 1, 7]].tolist() == [48, 72, 108]
    expected = draws.expected()
    assert expected[0] == pytest.approx([19 / 48] * 3)
    assert expected[1] == pytest.approx([19 / 72] * 3)
    assert expected[2] == pytest.approx([6 / 72] * 3)
    assert expected[7] == pytest.approx([19 / 108] * 3)
    assert not expected[3].any()
    assert draws.at_least(9)[7] == pytest.approx([1 / 108] * 3)


def test_last_is_poisson_around_the_last_month(tiny: GridWorld) -> None:
    draws = GRID_MODELS["last"](tiny, "state_based", LEADS, cells=all_cells(tiny), seed=4)
    assert draws.expected()[0] == pytest.approx([9] * 3, abs=0.3)
    assert np.var(draws.dense()[0]) == pytest.approx(9, rel=0.1)
    assert not draws.expected()[1:].any()


def test_zero_is_zero(tiny: GridWorld) -> None:
    draws = GRID_MODELS["zero"](tiny, "state_based", LEADS, cells=all_cells(tiny), seed=0)
    assert draws.dense().shape == (24, 3, 1000)
    assert not draws.values.size


@pytest.mark.parametrize("name", sorted(GRID_MODELS))
@pytest.mark.parametrize("target", ["state_based", ALL_TYPES])
def test_no_event_after_the_origin_moves_a_forecast(
    world: GridWorld, name: str, target: str
) -> None:
    cells = all_cells(world)
    before = GRID_MODELS[name](world.until(ORIGIN), target, LEADS, cells=cells, seed=1)
    changed = later_changed(world, ORIGIN).until(ORIGIN)
    assert same(GRID_MODELS[name](changed, target, LEADS, cells=cells, seed=1), before)


@pytest.mark.parametrize("name", ["conflictology", "conflictology_ring", "last", "hurdle"])
def test_a_planted_leak_is_caught(world: GridWorld, name: str) -> None:
    cells = all_cells(world)
    leaking = GRID_MODELS[name]
    before = leaking(world, "state_based", (1,), cells=cells, seed=1)
    after = leaking(later_changed(world, ORIGIN), "state_based", (1,), cells=cells, seed=1)
    assert not same(before, after)


@pytest.mark.parametrize("name", sorted(GRID_MODELS))
def test_a_view_of_a_date_forecasts_as_the_whole_cut_there(
    world: GridWorld, name: str, tmp_path: Path
) -> None:
    view = View(grid_edition(tmp_path / "e"), date(2021, 11, 20))
    known = grid_world(view)
    assert known.origin == ORIGIN
    cells = all_cells(world)
    then = GRID_MODELS[name](known, "state_based", LEADS, cells=cells, seed=2)
    assert same(
        then, GRID_MODELS[name](world.until(ORIGIN), "state_based", LEADS, cells=cells, seed=2)
    )


def test_the_hurdle_draws_whole_numbers_within_what_was_seen(world: GridWorld) -> None:
    known = world.until(ORIGIN)
    draws = Hurdle()(known, "state_based", LEADS, cells=all_cells(known), seed=3)
    assert draws.values.dtype == np.int32
    assert draws.values.min() >= 1
    assert draws.values.max() <= 600  # twice the least of the last class, and the size's width
    assert draws.numbers.max() < 1000
    dense = draws.dense()
    assert (np.diff(np.sort(dense, axis=-1)) >= 0).all()
    again = Hurdle()(known, "state_based", LEADS, cells=all_cells(known), seed=3)
    assert same(draws, again)
    other = Hurdle()(known, "state_based", LEADS, cells=all_cells(known), seed=4)
    assert not same(draws, other)


def test_no_cell_is_drawn_worse_than_its_country_s_worst_month(world: GridWorld) -> None:
    known = world.until(ORIGIN)
    deaths = known.deaths.copy()
    east = int(np.flatnonzero(known.country == 1)[3])
    deaths[0, east, 60:100:2] = 9_000  # a war of another scale in the other country
    changed = replace(known, deaths=deaths)
    draws = Hurdle()(changed, "state_based", LEADS, cells=all_cells(known), seed=3)
    own = changed.country[draws.case_index // len(LEADS)] == 0
    worst = changed.of_countries("state_based").max(axis=1)
    assert worst[0] < 500 < draws.values[~own].max() <= worst[1]
    assert draws.values[own].max() <= 502  # twice the least of the last class


def test_the_hurdle_tells_cells_at_war_from_cells_at_peace(world: GridWorld) -> None:
    known = world.until(ORIGIN)
    chance = Hurdle()(known, ALL_TYPES, LEADS, cells=all_cells(known), seed=3).at_least(1)
    warring = [7, 8, 9, 14, 15, 16]
    at_peace = [0, 1, 4, 5, 18, 19, 22, 23]
    assert chance[warring].mean() > 4 * chance[at_peace].mean()
    observed = (known.of(ALL_TYPES)[warring] > 0).mean()
    assert chance[warring].mean() == pytest.approx(observed, rel=0.6)


def test_a_draw_s_months_hang_together(world: GridWorld) -> None:
    known = world.until(ORIGIN)
    dense = Hurdle()(known, ALL_TYPES, range(1, 13), cells=all_cells(known), seed=3).dense()
    happened = (dense[7] > 0).astype(float)
    neighbours = np.corrcoef(happened)[np.arange(11), np.arange(1, 12)]
    assert neighbours.mean() > 0.3
    apart = np.corrcoef(happened[0], (dense[8, 0] > 0).astype(float))[0, 1]
    assert abs(apart) < 0.25


def test_a_record_too_short_to_learn_from_is_refused(tiny: GridWorld) -> None:
    with pytest.raises(PeaceopsError, match="the hurdle forecaster needs 100"):
        Hurdle()(tiny, "state_based", LEADS, cells=all_cells(tiny), seed=0)
