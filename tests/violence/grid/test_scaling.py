"""Cells share out the country's draws: in every draw they add up to the country."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from edition.made import made_edition, made_tables
from peaceops.domain.figures import Gap
from peaceops.violence import outlook
from peaceops.violence.grid import cells_ahead
from peaceops.violence.grid.draws import SparseDraws, assembled
from peaceops.violence.grid.scaling import scaled_to
from violence.grid.made_grid import cell_rows, event_rows, violent_years
from violence.made import month_rows, table

DAY = date(2022, 6, 30)


def drawn(dense: np.ndarray) -> SparseDraws:
    """Draws of cells, shape (cells, draws), of one month."""
    cell, number = np.nonzero(dense)
    counts = np.full(len(dense), dense.shape[1])
    return assembled(counts, 1, cell, dense[cell, number], number.astype(np.int32))


def test_cells_add_up_to_a_draw_of_the_country_in_every_draw() -> None:
    rng = np.random.default_rng(3)
    cells = drawn(rng.poisson(0.4, (30, 2500)))
    country = rng.negative_binomial(2, 0.05, 1000).astype(float)
    sums = scaled_to(cells, country, rng).dense()[:, 0].sum(axis=0)
    np.testing.assert_array_equal(np.sort(sums), np.sort(np.resize(country, 2500)))


def test_cells_keep_their_shares_and_the_quiet_ones_stay_quiet() -> None:
    rng = np.random.default_rng(4)
    means = np.array([0.0, 3.0, 12.0])
    cells = drawn(rng.poisson(means[:, None], (3, 4000)))
    scaled = scaled_to(cells, np.full(1000, 150.0), rng)
    expected = scaled.expected()[:, 0]
    assert expected.sum() == pytest.approx(150)
    assert expected[0] == 0
    assert expected[2] / expected[1] == pytest.approx(4, rel=0.05)


def test_a_country_without_deaths_has_none_in_its_cells_and_one_where_cells_had_none_has_all() -> (
    None
):
    rng = np.random.default_rng(5)
    assert not scaled_to(drawn(rng.poisson(1, (4, 1000))), np.zeros(10), rng).expected().any()
    nothing = scaled_to(drawn(np.zeros((4, 1000), dtype=int)), np.full(10, 2.0), rng)
    assert nothing.expected().sum() == 2
    np.testing.assert_allclose(nothing.expected()[:, 0], 0.5, atol=0.1)


def test_several_months_or_unequal_draws_are_refused() -> None:
    two_months = assembled(np.array([5]), 2, np.array([0]), np.array([1]), np.array([0]))
    with pytest.raises(ValueError, match="one month"):
        scaled_to(two_months, np.ones(5), np.random.default_rng(0))


def test_what_cells_expect_adds_up_to_the_outlook_of_the_country(tmp_path: Path) -> None:
    tables = made_tables() | {
        "grid_cells": table("grid_cells", cell_rows()),
        "violence_events": table("violence_events", event_rows(violent_years())),
        "violence_country_months": table("violence_country_months", month_rows(("SSD", "UGA"))),
    }
    view = made_edition(tmp_path / "e", tables).as_of(DAY)
    host = outlook(view, ["SSD"], with_record=False, seed=2).hosts[0]
    for target, draws in (("all_types", host.draws.sum(axis=2)), ("one_sided", host.draws[..., 2])):
        answer = cells_ahead(view, "SSD", target=target, seed=2)
        assert not isinstance(answer, Gap)
        mean = draws[:12].sum(axis=0).mean()
        assert answer.table["expected"].sum() == pytest.approx(mean)
        shown = host.next_12 if target == "all_types" else host.by_type[target]
        assert answer.whole == shown
