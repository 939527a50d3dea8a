"""The whole picture of a mission, on real data and for the reference case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from mission.made_mission import edition_of
from peaceops.edition import Edition, open_edition
from peaceops.edition.cut import cut
from peaceops.edition.view import View
from peaceops.mission import Departure, MissionPicture, StatedStrength, picture

AS_OF = date(2023, 6, 16)
STATED = StatedStrength(date(2022, 12, 15), 12388, 1598, "strength-december-2022", "S/2023/36")
LEAVING = (
    Departure("BEN", 386, date(2023, 11, 30), "benin-leaves", "announcement"),
    Departure("DEU", 1100, date(2024, 5, 31), "germany-leaves", "announcement"),
)
CASES = [
    ("MINUSMA", AS_OF),
    ("UNMEE", date(2008, 1, 15)),
    ("UNTSO", date(1950, 1, 1)),
    ("MINURCAT", date(2010, 3, 1)),
]


def of(view: View, mission: str, **inputs: object) -> MissionPicture:
    return picture(view, view.mission(mission), draws=200, **inputs)  # type: ignore[arg-type]


def flat(summary: MissionPicture) -> str:
    """Everything that is in a picture, written out."""
    with pl.Config(tbl_rows=-1, tbl_cols=-1, fmt_table_cell_list_len=-1, fmt_str_lengths=400):
        return repr(summary) + repr(summary.outlook.draws.tolist())


def test_minusma_on_16_june_2023_with_the_case() -> None:
    view = open_edition(None).as_of(AS_OF)
    seen = of(view, "MINUSMA", stated_strength=STATED, departures=LEAVING)
    assert seen.strength.age_months == 75
    assert seen.strength.baseline is not None
    assert seen.strength.baseline.total == 13_986
    assert seen.footprint.sites.height == 12
    assert seen.footprint.sites["personnel"].sum() == pytest.approx(12_388)
    assert seen.departures.path["total"].to_list()[-1] == 13_986 - 386 - 1100
    assert seen.money.dollars is None and seen.cost.basis == "assumption"
    keys = [gap.key for gap in seen.gaps]
    assert {"mission.strength_old", "mission.contributors_old", "mission.cost"} <= set(keys)
    assert seen.outlook.in_12 is not None
    low, high = seen.outlook.in_12.interval or (0, 0)
    assert low < 13_986 and high <= 15_209
    ahead = [figure for figure in seen.figures if "strength_ahead" in figure.key]
    assert [figure.key for figure in ahead] == [
        "mission.strength_ahead_6",
        "mission.strength_ahead_12",
    ]


def test_minusma_without_a_case_uses_data_alone() -> None:
    seen = of(open_edition(None).as_of(AS_OF), "MINUSMA")
    assert seen.strength.baseline is not None
    assert (seen.strength.baseline.basis, seen.strength.baseline.total) == ("yearly mean", 14_070)
    assert seen.strength.contributors.ranked["country"].to_list()[:2] == ["BGD", "TCD"]
    assumed = [figure.key for figure in seen.figures if figure.assumption]
    assert assumed == ["mission.cost_per_year", "mission.cost_per_head"]


@pytest.mark.slow
@pytest.mark.parametrize(("mission", "as_of"), CASES)
def test_a_cut_edition_gives_the_same_picture(tmp_path: Path, mission: str, as_of: date) -> None:
    edition = open_edition(None)
    whole = of(edition.as_of(as_of), mission)
    cut(edition, as_of, tmp_path / "cut")
    assert flat(of(Edition(tmp_path / "cut").as_of(as_of), mission)) == flat(whole)


def test_every_figure_has_evidence_and_every_gap_a_remedy() -> None:
    view = open_edition(None).as_of(AS_OF)
    for mission in ("UNMISS", "UNTSO", "BINUH", "UNDOF", "UNSOS"):
        seen = of(view, mission)
        assert all(figure.evidence and figure.value is not None for figure in seen.figures), mission
        assert all(gap.remedy and gap.why for gap in seen.gaps), mission


def test_a_stated_strength_of_the_future_is_refused() -> None:
    view = open_edition(None).as_of(date(2022, 1, 1))
    with pytest.raises(ValueError, match="after 2022-01-01"):
        of(view, "MINUSMA", stated_strength=STATED)


def test_an_empty_edition_gives_gaps_and_no_figures_but_the_assumed_cost(tmp_path: Path) -> None:
    rows = [{"mission": "UNTSO", "name": "x", "kind": "peacekeeping", "start": date(1948, 5, 29)}]
    edition = edition_of(tmp_path, missions=rows)
    seen = of(View(edition, AS_OF), "UNTSO", departures=LEAVING)
    assert [figure.key for figure in seen.figures] == ["mission.cost_per_year"]
    assert {gap.key for gap in seen.gaps} == {
        "mission.strength",
        "mission.contributors",
        "mission.departures_baseline",
        "mission.footprint",
        "mission.cost",
    }
