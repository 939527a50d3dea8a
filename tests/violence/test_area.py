"""A mission's area of operations: shared out of its host's draws, or said to be the whole host."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import shapely

from peaceops.domain.figures import Gap
from peaceops.domain.mission import Area, Mission
from peaceops.domain.prio_grid import cell_of
from peaceops.edition import Edition
from peaceops.violence import operates_in, outlook
from peaceops.violence.area import area_place
from peaceops.violence.forecast import Ahead, ahead_of
from violence.made import month_rows, violent_edition

DAY = date(2022, 6, 25)
EAST, WEST = (15.25, 5.25), (15.25, -5.25)  # latitude, longitude


def events(last: date = date(2022, 12, 1)) -> pl.DataFrame:
    """Ten deaths a month in the east of Mali and thirty in the west, state-based, to a month."""
    months = pl.date_range(date(2018, 1, 1), last, "1mo", eager=True)
    rows = [
        {
            "event": 2 * number + place + 1,
            "start": month,
            "end": month.replace(day=20),
            "type": "state_based",
            "country": "MLI",
            "side_a": "A",
            "side_b": "B",
            "latitude": latitude,
            "longitude": longitude,
            "where_precision": 1,
            "date_precision": 1,
            "cell": cell_of(latitude, longitude),
            "best": 10 if place == 0 else 30,
            "low": 1,
            "high": 90,
            "civilians": 0,
            "release": "23.1",
        }
        for number, month in enumerate(months)
        for place, (latitude, longitude) in enumerate((EAST, WEST))
    ]
    return pl.DataFrame(rows)


def borders() -> pl.DataFrame:
    rows = [
        ("MLI", 1, name, shapely.to_wkb(shapely.box(west, 10, west + 10, 20)))
        for name, west in (("East", 0), ("West", -10))
    ]
    return pl.DataFrame(rows, schema=["country", "level", "unit", "geometry"], orient="row")


def cells() -> pl.DataFrame:
    return pl.DataFrame(
        {"cell": [cell_of(*EAST), cell_of(*WEST)], "country": ["MLI", "MLI"]}
    ).with_columns(land_area=pl.lit(3000.0), travel_time=pl.lit(100.0), mountains=pl.lit(0.1))


def made(folder: Path, **others: pl.DataFrame) -> Edition:
    months = month_rows(first=date(2018, 1, 1)).with_columns(
        state_based=pl.when(pl.col("country") == "MLI").then(40).otherwise("state_based"),
        non_state=0,
        one_sided=0,
    )
    tables = {"violence_events": events(), "borders": borders(), "grid_cells": cells()}
    return violent_edition(folder, months, **(tables | others))


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return made(tmp_path_factory.mktemp("area") / "e")


def mission(edition: Edition, day: date = DAY, units: tuple[str, ...] = ("East",)) -> Mission:
    area = Area(nation_wide=False, units=(("MLI", units),))
    return replace(edition.as_of(day).mission("UNTEST"), area=area)


def test_the_area_gets_its_share_of_every_draw(edition: Edition) -> None:
    answer = outlook(edition.as_of(DAY), mission(edition), with_record=False)
    area, host = answer.area, answer.hosts[0]
    assert area is not None and not [gap for gap in answer.gaps if gap.key == "violence.area"]
    assert (area.draws <= host.draws[: len(area.draws)]).all()
    share = area.draws[..., 0].sum() / host.draws[: len(area.draws), :, 0].sum()
    assert share == pytest.approx(0.25, abs=0.01)
    assert area.last_12.value == 12 * 10
    assert area.next_12.key == "violence.area.next_12" and "East (Mali)" in area.next_12.label
    assert area.baseline_12 is not None and area.baseline_12.value == 120


def test_the_whole_host_as_an_area_is_the_host(edition: Edition) -> None:
    view = edition.as_of(DAY)
    answer = outlook(view, mission(edition, units=("East", "West")), with_record=False)
    assert answer.area is not None
    np.testing.assert_array_equal(answer.area.draws[..., 0], answer.hosts[0].draws[..., 0])


def test_the_same_seed_gives_the_same_area(edition: Edition) -> None:
    first, second = (
        outlook(edition.as_of(DAY), mission(edition), with_record=False).area for _ in range(2)
    )
    assert first is not None and second is not None
    np.testing.assert_array_equal(first.draws, second.draws)


def test_later_events_change_nothing(edition: Edition, tmp_path: Path) -> None:
    known_later = pl.col("end") > date(2022, 5, 31)
    changed = events().with_columns(best=pl.when(known_later).then(80).otherwise("best"))
    planted = made(tmp_path / "e", violence_events=changed)
    ours, theirs = (
        outlook(each.as_of(DAY), mission(each), with_record=False).area
        for each in (edition, planted)
    )
    assert ours is not None and theirs is not None
    np.testing.assert_array_equal(ours.draws, theirs.draws)


@pytest.mark.parametrize(
    ("others", "units"),
    [
        ({"violence_events": events(date(2021, 12, 1)).with_columns(release=pl.lit("22.1"))}, None),
        ({}, ("South",)),
        (
            {
                "violence_events": pl.concat(
                    [events(date(2021, 2, 1)), events(date(2022, 12, 1)).tail(1)]
                )
            },
            None,
        ),
    ],
)
def test_without_the_events_or_the_outline_a_gap_says_whose_figures_they_are(
    others: dict[str, pl.DataFrame], units: tuple[str, ...] | None, tmp_path: Path
) -> None:
    edition = made(tmp_path / "e", **others)
    asked = mission(edition, units=units or ("East",))
    answer = outlook(edition.as_of(DAY), asked, with_record=False)
    assert answer.area is None
    (gap,) = (gap for gap in answer.gaps if gap.key == "violence.area")
    assert "figures are those of the whole country" in gap.why and "Mali" in gap.why


def test_a_mission_of_the_whole_host_has_no_area(edition: Edition) -> None:
    everywhere = replace(mission(edition), area=Area(nation_wide=True))
    assert operates_in(everywhere) == ""
    answer = outlook(edition.as_of(DAY), everywhere, with_record=False)
    assert answer.area is None and not [gap for gap in answer.gaps if gap.key == "violence.area"]


def test_a_host_without_a_forecast_has_no_area(edition: Edition) -> None:
    ahead = ahead_of(edition.as_of(DAY), "MLI")
    assert isinstance(ahead, Ahead)
    assert isinstance(area_place(edition.as_of(DAY), mission(edition), []), Gap)
    assert not isinstance(area_place(edition.as_of(DAY), mission(edition), [ahead]), Gap)


def test_a_host_stands_in_a_sentence_with_its_article(edition: Edition) -> None:
    syria = replace(mission(edition), area=Area(False, (("SYR", ("Quneitra",)),)))
    gap = area_place(edition.as_of(DAY), syria, [])
    assert isinstance(gap, Gap)
    assert "places in the Syrian Arab Republic do not cover" in gap.why
