"""What past rises and cuts of ceilings brought, and how long it took."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from mission.made_mission import month_of, view_of
from peaceops.edition import open_edition
from peaceops.edition.view import View
from peaceops.mission import CeilingChanges, ceiling_changes

FEWEST = 5
"""Past changes needed."""
RANKS = np.linspace(0.01, 0.99, 50)


def decision(mission: str, day: date, ceiling: int, kind: str = "renew") -> dict[str, object]:
    return {
        "mission": mission,
        "decision": f"S/RES/{1000 + day.toordinal() % 900} ({day.year})",
        "date": day,
        "kind": kind,
        "ceiling_military": ceiling,
        "open_ended": False,
        "basis": "curated",
        "known_on": day,
    }


def followed(folder: Path, ceilings: tuple[int, int], totals: list[int]) -> View:
    """A mission whose ceiling changed in June 2010; its strength from May 2010 on."""
    before, after = ceilings
    start = {"name": "Test", "kind": "peacekeeping", "start": date(2009, 1, 1)}
    months = [date(2010 + (4 + at) // 12, (4 + at) % 12 + 1, 1) for at in range(len(totals))]
    return view_of(
        folder,
        date(2015, 1, 1),
        missions=[{"mission": "UNTEST", **start}],
        mandates=[
            decision("UNTEST", date(2009, 2, 1), before),
            decision("UNTEST", date(2010, 6, 10), after),
        ],
        strength=[
            month_of("UNTEST", month, total) for month, total in zip(months, totals, strict=True)
        ],
    )


def test_a_rise_is_counted_from_the_strength_of_the_month_before(tmp_path: Path) -> None:
    changes = ceiling_changes(followed(tmp_path, (1000, 2000), [900, 900, 900, 1150, 1400, 2100]))
    assert dict(changes.rises.select("months", "share").iter_rows()) == {
        1: 0.0,
        2: 0.25,
        3: 0.5,
        4: 1.0,  # 1,200 more than before are no more than the rise of 1,000
    }
    assert changes.cuts.is_empty()


def test_of_a_cut_only_those_above_the_new_ceiling_count(tmp_path: Path) -> None:
    changes = ceiling_changes(followed(tmp_path, (2000, 1000), [1500, 1500, 1250, 1000, 900]))
    assert changes.cuts["share"].to_list() == [0.5, 1.0, 1.0]
    below = ceiling_changes(followed(tmp_path / "b", (2000, 1000), [800, 800, 700]))
    assert below.cuts.is_empty()


def test_a_month_of_overlapping_rotations_undoes_nothing_of_a_cut(tmp_path: Path) -> None:
    totals = [1500, 1500, 1250, 1000, 1010, 1010, 1010, 1010]
    cut = ceiling_changes(followed(tmp_path, (2000, 1000), totals)).cuts
    cuts = pl.concat(cut.with_columns(mission=pl.lit(f"UNTEST{place}")) for place in range(FEWEST))
    gone = CeilingChanges(cuts.clear(), cuts).gone(12, RANKS)
    assert gone[:, 0].tolist() == [0.5] + [1.0] * 11


def test_a_mission_still_filling_its_ceiling_says_nothing_of_a_rise(tmp_path: Path) -> None:
    changes = ceiling_changes(followed(tmp_path, (1000, 2000), [300, 600, 900, 1200]))
    assert changes.rises.is_empty()


def test_a_small_change_is_no_change(tmp_path: Path) -> None:
    changes = ceiling_changes(followed(tmp_path, (10_000, 10_090), [9000, 9100, 9100]))
    assert changes.rises.is_empty()


def test_without_past_changes_the_course_is_even_over_two_years(tmp_path: Path) -> None:
    changes = ceiling_changes(followed(tmp_path, (1000, 1000), [900, 900]))
    assert changes.arrived(12, RANKS)[-1] == pytest.approx(np.full(50, 0.5))
    assert not changes.figures


def test_no_rise_brings_more_than_it_authorises_and_it_takes_months() -> None:
    changes = ceiling_changes(open_edition(None).as_of(date(2023, 6, 16)))
    arrived, gone = changes.arrived(24, RANKS), changes.gone(24, RANKS)
    for shares in (arrived, gone):
        assert shares.shape == (24, 50)
        assert shares.min() >= 0 and shares.max() <= 1
    assert arrived[0].mean() < 0.35 < arrived[2].mean() < arrived[5].mean() < 0.8
    assert [figure.key for figure in changes.figures[:2]] == [
        "mission.ceiling_rise_3",
        "mission.ceiling_rise_6",
    ]


def test_a_view_follows_only_what_was_reported_by_then() -> None:
    edition = open_edition(None)
    early, late = (ceiling_changes(edition.as_of(date(year, 1, 1))) for year in (2010, 2018))
    rows = late.rises.join(early.rises, on=["mission", "decided", "months"], how="semi")
    assert rows.select(early.rises.columns).equals(early.rises)
    assert early.rises["decided"].max() < date(2010, 1, 1)  # type: ignore[operator]
    assert late.rises.height > early.rises.height
