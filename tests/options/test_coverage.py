"""Violence within reach of the bases that an option still holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest

from peaceops.edition import open_edition
from peaceops.options import status_quo
from peaceops.options.coverage import Coverage


def test_deaths_near_two_bases_count_once_and_near_none_held_not_at_all() -> None:
    near = np.array([[True, True], [False, True], [False, False]])
    around = Coverage(("A", "B"), near, np.array([10.0, 20.0, 70.0]), pl.DataFrame())
    occupied = np.array([[True, True], [True, False], [False, False]])
    assert around.share(occupied, ["A", "B"]).tolist() == pytest.approx([0.3, 0.1, 0.0])
    assert around.share(occupied, ["B", "A"]).tolist() == pytest.approx([0.3, 0.3, 0.0])


def test_a_mission_that_leaves_covers_less_and_one_that_stays_does_not(compared: Any) -> None:
    comparison = compared("UNMISS", "2023-02-15")
    results = {result.id: result for result in (*comparison.options, *comparison.timelines)}
    stays = results["reconfigure"].coverage_of_violence
    leaves = results["withdraw-6m"].coverage_of_violence
    assert 0 < stays.interval[0] == stays.interval[1] < 1
    assert leaves.value < stays.value


def test_without_events_of_the_host_nothing_is_said() -> None:
    view = open_edition(None).as_of(date(2023, 6, 16))
    assert status_quo(view, "MINUSMA", draws=100).coverage is None
