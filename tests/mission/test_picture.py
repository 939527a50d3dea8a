"""The whole picture of a mission, on real data and for the reference case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from mission.made_mission import edition_of, month_of
from peaceops.edition import Edition
from peaceops.edition.cut import cut
from peaceops.edition.view import View
from peaceops.errors import UnknownMission
from peaceops.mission import Departure, MissionPicture, StatedStrength, picture

AS_OF = date(2023, 6, 16)
STATED = StatedStrength(date(2022, 12, 15), 12388, 1598, "strength-december-2022", "S/2023/36")
LEAVING = (
    Departure("BEN", 386, date(2023, 11, 30), "benin-leaves", "announcement"),
    Departure("DEU", 1100, date(2024, 5, 31), "germany-leaves", "announcement"),
)
CASES = [("MINUSMA", AS_OF), ("UNMEE", date(2008, 1, 15)), ("UNAMSIL", date(2004, 6, 1)),
         ("UNTSO", date(1950, 1, 1)), ("MINURCAT", date(2010, 3, 1))]  # fmt: skip


def flat(one: MissionPicture) -> str:
    """Everything that is in a picture, written out."""
    with pl.Config(tbl_rows=-1, tbl_cols=-1, fmt_table_cell_list_len=-1, fmt_str_lengths=400):
        return repr(one)


@pytest.mark.pack
def test_minusma_on_16_june_2023_with_the_case(pack_edition: Edition) -> None:
    view = View(pack_edition, AS_OF)
    seen = picture(
        view, "MINUSMA", ceiling=(13289, 1920), stated_strength=STATED, departures=LEAVING
    )
    assert seen.strength.age_months == 75
    assert seen.strength.baseline is not None
    assert seen.strength.baseline.total == 13_986
    assert seen.footprint.sites.height == 12
    assert seen.footprint.sites["personnel"].sum() == pytest.approx(12_388)
    assert seen.departures.path["total"].to_list()[-1] == 13_986 - 386 - 1100
    assert seen.money.dollars is None
    ids = [gap.key for gap in seen.gaps]
    assert {"mission.strength_old", "mission.contributors_old", "mission.cost"} <= set(ids)
    ahead = seen.forecast.row(-1, named=True)
    assert ahead["low"] < ahead["total"] == 13_986 < ahead["high"]


@pytest.mark.pack
def test_minusma_without_a_case_uses_data_alone(pack_edition: Edition) -> None:
    seen = picture(View(pack_edition, AS_OF), "MINUSMA")
    assert seen.strength.baseline is not None
    assert (seen.strength.baseline.basis, seen.strength.baseline.total) == ("yearly mean", 14_070)
    assert seen.strength.contributors.ranked["country"].to_list()[:2] == ["BGD", "TCD"]
    assert not any(one.assumption for one in seen.figures)


@pytest.mark.pack
@pytest.mark.parametrize(("mission", "as_of"), CASES)
def test_a_cut_edition_gives_the_same_picture(
    pack_edition: Edition, tmp_path: Path, mission: str, as_of: date
) -> None:
    whole = picture(View(pack_edition, as_of), mission)
    cut(pack_edition, as_of, tmp_path / "cut")
    assert flat(picture(View(Edition(tmp_path / "cut"), as_of), mission)) == flat(whole)


@pytest.mark.pack
def test_every_finding_has_evidence_and_every_gap_a_remedy(pack_edition: Edition) -> None:
    view = View(pack_edition, AS_OF)
    active = view.table("missions").join(view.table("mission_closures"), on="mission", how="anti")
    assert active.height > 20
    for mission in active["mission"]:
        seen = picture(view, mission)
        assert seen.figures or seen.gaps
        assert all(one.evidence and one.value is not None for one in seen.figures), mission
        assert all(gap.remedy and gap.why for gap in seen.gaps), mission


def test_a_mission_not_yet_begun_is_unknown_and_the_nearest_named(tmp_path: Path) -> None:
    starts = (("MINUSMA", date(2013, 4, 25)), ("MINUSTAH", date(2004, 6, 1)))
    rows = [
        {"mission": name, "name": name, "kind": "peacekeeping", "start": start}
        for name, start in starts
    ]
    edition = edition_of(tmp_path, missions=rows)
    with pytest.raises(UnknownMission, match="MINUSTAH"):
        picture(View(edition, date(2012, 1, 1)), "MINUSMA")


def test_a_stated_strength_of_the_future_is_refused(tmp_path: Path) -> None:
    edition = edition_of(tmp_path, strength=[month_of("MINUSMA", date(2017, 3, 1), 12_338)])
    with pytest.raises(ValueError, match="after 2022-01-01"):
        picture(View(edition, date(2022, 1, 1)), "MINUSMA", stated_strength=STATED)


def test_an_empty_edition_gives_gaps_and_no_figures(tmp_path: Path) -> None:
    rows = [{"mission": "UNTSO", "name": "x", "kind": "peacekeeping", "start": date(1948, 5, 29)}]
    edition = edition_of(tmp_path, missions=rows)
    seen = picture(View(edition, AS_OF), "UNTSO", departures=LEAVING)
    assert not seen.figures
    assert {gap.key for gap in seen.gaps} == {
        "mission.strength", "mission.contributors", "mission.departures_baseline",
        "mission.footprint", "mission.cost",
    }  # fmt: skip
