"""Violence within reach of the places that an option still holds."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from peaceops.edition import open_edition
from peaceops.options import compare_draws, ground
from peaceops.options.reach import Reach, kilometres


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    at = pl.DataFrame({"latitude": [0.0, 60.0], "longitude": [10.0, 10.0]})
    to = pl.DataFrame({"latitude": [1.0, 60.0], "longitude": [10.0, 11.0]})
    found = kilometres(at, to)
    assert found[0, 0] == pytest.approx(111.2, abs=0.1)
    assert found[1, 1] == pytest.approx(55.6, abs=0.1)


def test_deaths_near_two_places_count_once_and_near_none_held_not_at_all() -> None:
    near = np.array([[True, True], [False, True], [False, False]])
    made = Reach(("A", "B"), near, np.array([10.0, 20.0, 70.0]))
    held = np.array([[True, True], [True, False], [False, False]])
    assert made.share(held, ["A", "B"]).tolist() == pytest.approx([0.3, 0.1, 0.0])
    assert made.share(held, ["B", "A"]).tolist() == pytest.approx([0.3, 0.3, 0.0])


def test_a_mission_that_leaves_loses_reach_and_one_that_stays_does_not() -> None:
    view = open_edition(None).as_of(date(2023, 2, 15))
    rows = {one.option.id: one for one in compare_draws(ground(view, "UNMISS", draws=200)).rows}
    stays, leaves = rows["reconfigure"].reach, rows["withdraw-6m"].reach
    assert stays is not None and leaves is not None
    assert 0 < stays.low == stays.high < 1
    assert leaves.median < stays.median


def test_without_events_of_the_host_nothing_is_said() -> None:
    view = open_edition(None).as_of(date(2023, 6, 16))
    assert ground(view, "MINUSMA", draws=100).reach is None
