"""Persistence and the interval from past changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from mission.made_mission import month_of, view_of
from peaceops.domain.figures import Evidence
from peaceops.edition import Edition
from peaceops.edition.view import View
from peaceops.mission import Baseline, persistence, track_record
from peaceops.mission.persistence import changes

BASE = Baseline(date(2015, 12, 31), 900, 100, 1000, "monthly report", Evidence("strength", "", 1))


def months(first: int, number: int) -> list[date]:
    return [date(first + at // 12, at % 12 + 1, 1) for at in range(number)]


def growing(mission: str, rate: float, number: int = 120) -> list[dict[str, object]]:
    """Strength that changes by the same factor each month."""
    return [month_of(mission, month, round(100_000 * rate**at))
            for at, month in enumerate(months(2005, number))]  # fmt: skip


def test_the_forecast_is_the_figure_in_use_within_past_changes(tmp_path: Path) -> None:
    rows = growing("UNTEST", 0.99) + growing("UNMORE", 1.0)
    view = view_of(tmp_path, date(2015, 12, 31), strength=rows)
    ahead = persistence(view, "UNTEST", BASE)
    assert ahead["month"].to_list()[:2] == [date(2016, 1, 1), date(2016, 2, 1)]
    assert ahead["total"].unique().to_list() == [1000.0]
    assert ahead["low"].to_list() == pytest.approx([1000 * 0.99**h for h in range(1, 13)], rel=1e-3)
    assert ahead["high"].to_list() == pytest.approx([1000.0] * 12)


def test_an_old_figure_has_a_wider_interval(tmp_path: Path) -> None:
    view = view_of(tmp_path, date(2016, 12, 31), strength=growing("UNTEST", 0.99))
    ahead = persistence(view, "UNTEST", BASE)
    assert ahead["months_from_figure"].to_list() == list(range(13, 25))
    assert ahead["low"][0] == pytest.approx(1000 * 0.99**13, rel=1e-3)


def test_young_missions_are_kept_apart(tmp_path: Path) -> None:
    rows = growing("UNTEST", 1.0)
    rows += [month_of(f"UN{at}", month, 100 * 2**step)
             for at in range(10) for step, month in enumerate(months(2010, 8))]  # fmt: skip
    view = view_of(tmp_path, date(2015, 12, 31), strength=rows)
    assert persistence(view, "UNTEST", BASE)["high"][0] == pytest.approx(1000)
    starts = [{"mission": "UNNEW", "name": "New", "kind": "peacekeeping",
               "start": date(2015, 6, 1)}]  # fmt: skip
    young = view_of(tmp_path / "b", date(2015, 12, 31), strength=rows, missions=[
        *starts, *({"mission": name, "name": name, "kind": "peacekeeping",
                    "start": date(2005, 1, 1)} for name in ["UNTEST"]),
        *({"mission": f"UN{at}", "name": "x", "kind": "peacekeeping", "start": date(2010, 1, 1)}
          for at in range(10))])  # fmt: skip
    assert persistence(young, "UNNEW", BASE)["high"][0] == pytest.approx(2000)


def test_a_short_record_gives_no_interval(tmp_path: Path) -> None:
    view = view_of(tmp_path, date(2015, 12, 31), strength=growing("UNTEST", 1.0, 50))
    ahead = persistence(view, "UNTEST", BASE)
    assert ahead["low"].null_count() == 12
    assert ahead["total"].null_count() == 0
    assert track_record(view).is_empty()


def test_no_figure_gives_no_forecast(tmp_path: Path) -> None:
    view = view_of(tmp_path, date(2015, 12, 31), strength=growing("UNTEST", 1.0))
    assert persistence(view, "UNTEST", None).is_empty()


def test_changes_pair_reports_that_many_months_apart() -> None:
    reports = pl.DataFrame({
        "mission": ["A", "A", "A", "B"],
        "month": [date(2010, 1, 1), date(2010, 2, 1), date(2010, 4, 1), date(2010, 4, 1)],
        "total": [200, 300, 150, 50], "young": [False] * 4,
    })  # fmt: skip
    assert changes(reports, 3).select("mission", "month", "change").rows() == [
        ("A", date(2010, 1, 1), 0.75)
    ]


def test_the_record_of_steady_missions_is_perfect(tmp_path: Path) -> None:
    view = view_of(tmp_path, date(2015, 12, 31), strength=growing("UNTEST", 1.0))
    record = track_record(view)
    assert record["horizon"].to_list() == [1, 3, 6, 12]
    assert record["mean_absolute_error"].to_list() == [0.0] * 4
    assert record["coverage_90"].to_list() == [1.0] * 4


@pytest.mark.pack
def test_the_interval_held_about_nine_times_in_ten(pack_edition: Edition) -> None:
    record = track_record(View(pack_edition, date(2023, 6, 16)))
    assert record["cases"].min() > 1000  # type: ignore[operator]
    assert record["coverage_90"].is_between(0.88, 0.96).all()
    errors = record["mean_absolute_error"].to_list()
    assert errors == sorted(errors)
    assert record["last"].max() == date(2017, 3, 1)
