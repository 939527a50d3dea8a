"""Places, who stands there, and what hangs on few."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from mission.made_mission import Rows, view_of
from peaceops.domain.figures import Evidence
from peaceops.edition.view import View
from peaceops.mission import Baseline, footprint

AS_OF = date(2023, 6, 16)
BASE = Baseline(date(2022, 12, 15), 900, 100, 1000, "stated", Evidence("case", "", 1))


def place(location: str, troops: float, year: int = 2022, **more: object) -> dict[str, object]:
    return {"mission": "MINUSMA", "year": year, "location": location, "latitude": 1.0,
            "longitude": 2.0, "country": "MLI", "troops": troops, "headquarters": 0,
            "medical": 0} | more  # fmt: skip


def stands(location: str, country: str, troops: float | None) -> dict[str, object]:
    return {"mission": "MINUSMA", "year": 2022, "location": location, "country": country,
            "troops": troops}  # fmt: skip


PLACES = [place("Gao", 1200, medical=4, headquarters=2), place("Ber", 600),
          place("Ménaka", 0, observers=True), place("Gao", 9999, 2021)]  # fmt: skip
WHO = [stands("Gao", "BGD", 600), stands("Gao", "DEU", 300), stands("Gao", "NPL", 300),
       stands("Ber", "BFA", 600)]  # fmt: skip


def seen(folder: Path, places: Rows = PLACES, who: Rows = WHO) -> View:
    return view_of(folder, AS_OF, deployments=places, deployment_contributors=who)


def test_sizes_keep_the_maps_proportions_and_add_up_to_the_strength_in_use(tmp_path: Path) -> None:
    found = footprint(seen(tmp_path), "MINUSMA", baseline=BASE)
    assert found.year == 2022
    assert found.scale == pytest.approx(0.5)
    assert found.sites.select("location", "personnel").rows() == [
        ("Gao", 600.0), ("Ber", 300.0), ("Ménaka", None),
    ]  # fmt: skip
    assert found.sites["imputed"].all()
    assert found.sites["headquarters"].to_list() == ["sector headquarters", None, None]
    gao = found.contributors.filter(pl.col("location") == "Gao")
    assert gao.select("country", "personnel").rows() == [
        ("BGD", 300.0), ("DEU", 150.0), ("NPL", 150.0),
    ]  # fmt: skip


def test_places_of_one_or_two_contributors_and_of_leaving_ones(tmp_path: Path) -> None:
    found = footprint(seen(tmp_path), "MINUSMA", baseline=BASE, leaving=("DEU",))
    few = found.sites.filter("hangs_on_few")
    assert few["location"].to_list() == ["Ber"]
    gao = found.sites.row(0, named=True)
    assert (gao["leaving"], gao["leaving_share"]) == (["DEU"], 0.25)
    assert found.capabilities.row(0, named=True) == {
        "capability": "medical", "sites": 1, "locations": ["Gao"], "sites_with_leaving": 1,
        "hangs_on_few": True,
    }  # fmt: skip
    values = {one.key: one.value for one in found.figures}
    assert values == {
        "mission.sites": 3, "mission.sites_on_few": 1, "mission.sites_losing": 1,
        "mission.capabilities_on_few": 1, "mission.capabilities_losing": 1,
    }  # fmt: skip


def test_without_a_strength_sizes_are_the_maps_and_said_to_overstate(tmp_path: Path) -> None:
    found = footprint(seen(tmp_path), "MINUSMA")
    assert found.scale is None
    assert found.sites["personnel"].to_list() == [1200.0, 600.0, None]
    assert "mission.site_sizes" in [gap.key for gap in found.gaps]


def test_old_maps_are_a_gap(tmp_path: Path) -> None:
    view = view_of(tmp_path, AS_OF, deployments=[place("Gao", 10, 2019)])
    gaps = [gap.key for gap in footprint(view, "MINUSMA", baseline=BASE).gaps]
    assert gaps == ["mission.footprint_old", "mission.site_contributors"]


def test_a_mission_without_places_says_how_to_get_them(tmp_path: Path) -> None:
    found = footprint(seen(tmp_path), "UNTSO", baseline=BASE)
    assert found.sites.is_empty()
    (gap,) = found.gaps
    assert "Geo-PKO" in gap.remedy
