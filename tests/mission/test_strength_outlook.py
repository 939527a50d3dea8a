"""Strength ahead: one path, with departures, decided ends and new ceilings as its inputs."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from peaceops.domain.figures import figures_in
from peaceops.edition import Edition, open_edition
from peaceops.mission import Departure, StatedStrength, StrengthOutlook, picture, strength_outlook

AS_OF = date(2023, 6, 16)
STATED = StatedStrength(date(2022, 12, 15), 12388, 1598, "strength-december-2022", "S/2023/36")
LEAVING = (
    Departure("BEN", 386, date(2023, 11, 30), "benin-leaves", "announcement"),
    Departure("DEU", 1100, date(2024, 5, 31), "germany-leaves", "announcement"),
)
DRAWS = 300


@pytest.fixture(scope="module")
def starter() -> Edition:
    return open_edition(None)


def outlook(starter: Edition, mission: str, day: date, **inputs: object) -> StrengthOutlook:
    view = starter.as_of(day)
    return strength_outlook(view, view.mission(mission), draws=DRAWS, **inputs)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mission", "day"),
    [
        ("UNMISS", date(2023, 2, 15)),
        ("UNIFIL", date(2023, 8, 17)),
        ("UNDOF", date(2023, 6, 16)),
        ("MINUSTAH", date(2010, 3, 1)),
        ("UNAMID", date(2012, 3, 1)),
    ],
)
def test_a_raised_ceiling_brings_no_draw_more_than_it_rises_by(
    starter: Edition, mission: str, day: date
) -> None:
    status_quo = outlook(starter, mission, day)
    assert status_quo.ceiling is not None
    rise = round(status_quo.ceiling / 4)
    more = status_quo.under([(1, status_quo.ceiling + rise)]) - status_quo.draws
    assert more.min() >= 0
    assert more.max() <= rise + 1e-6
    assert np.mean(more[2]) < 0.65 * rise  # force generation takes months
    assert np.mean(more[0]) < np.mean(more[5])


def test_a_cut_takes_home_only_those_above_the_new_ceiling(starter: Edition) -> None:
    status_quo = outlook(starter, "UNMISS", date(2023, 2, 15))
    cut = status_quo.under([(1, 12_000.0)])
    below = status_quo.draws <= 12_000
    assert np.array_equal(cut[below], status_quo.draws[below])
    assert (cut[~below] >= 12_000 - 1e-6).all()
    assert np.median(cut[0]) > np.median(cut[-1])


def test_a_ceiling_of_later_changes_nothing_before(starter: Edition) -> None:
    status_quo = outlook(starter, "UNMISS", date(2023, 2, 15))
    later = status_quo.under([(7, 24_000.0)])
    assert np.array_equal(later[:6], status_quo.draws[:6])
    assert (later[6:] >= status_quo.draws[6:]).all()
    assert np.array_equal(later, status_quo.under([(7, 24_000.0)]))


def test_announced_departures_come_off_the_path_and_the_subtotal_is_no_forecast(
    starter: Edition,
) -> None:
    without = outlook(starter, "MINUSMA", AS_OF, stated=STATED)
    leaving = outlook(starter, "MINUSMA", AS_OF, stated=STATED, departures=LEAVING)
    assert np.array_equal(leaving.before_departures, without.draws)
    assert np.array_equal(leaving.draws[:4], without.draws[:4])
    assert np.median(without.draws[5] - leaving.draws[5]) == pytest.approx(386, rel=0.1)
    assert leaving.left_if_only_announced is not None and leaving.in_12 is not None
    assert leaving.left_if_only_announced.value == 13_986 - 386 - 1100
    assert leaving.in_12.value == pytest.approx(np.median(leaving.draws[11]))
    assert leaving.in_12.value != leaving.left_if_only_announced.value
    assert without.left_if_only_announced is None


def test_nobody_replaced_leaves_fewer_than_all_replaced(starter: Edition) -> None:
    path = outlook(starter, "MINUSMA", AS_OF, stated=STATED, departures=LEAVING)
    none, all_ = (path.status_quo(np.full(DRAWS, share)) for share in (0.0, 1.0))
    assert (none <= all_).all() and none[-1].mean() < all_[-1].mean()
    assert np.array_equal(path.status_quo(path.replaced), path.draws)


def test_a_decided_end_is_the_path(starter: Edition) -> None:
    path = outlook(starter, "MINUSMA", date(2023, 7, 15), stated=STATED)
    assert path.in_12 is not None and path.in_6 is not None
    assert path.in_12.label.endswith("drawdown as decided")
    assert float(path.in_12.value) < 0.05 * 13_986  # type: ignore[arg-type]
    assert (np.diff(path.draws, axis=0) <= 1e-9).all()
    before = outlook(starter, "MINUSMA", date(2023, 6, 16), stated=STATED)
    assert before.in_12 is not None
    assert float(before.in_12.value) > 10_000  # type: ignore[arg-type]


def test_no_interval_reaches_above_the_ceiling(starter: Edition) -> None:
    for mission in ("UNMISS", "MINUSCA", "UNDOF", "UNIFIL"):
        path = outlook(starter, mission, AS_OF)
        assert path.ceiling is not None
        assert path.path["high"].max() <= path.ceiling  # type: ignore[operator]
        assert path.path.height == 12


def test_an_old_figure_is_said_to_be_old(starter: Edition) -> None:
    old = outlook(starter, "UNMISS", date(2023, 2, 15))
    gap = next(gap for gap in old.gaps if gap.key == "mission.strength_in_use_old")
    assert "31 months old" in gap.why
    fresh = outlook(starter, "UNMISS", date(2016, 6, 1))
    assert not fresh.gaps


def test_it_says_until_when_strength_is_known(starter: Edition) -> None:
    words = outlook(starter, "UNMISS", date(2016, 6, 1)).known_words
    assert words == (
        "No strength of UNMISS after April 2016 is known to this forecast; 2 months are missing."
    )


def test_no_share_is_given_of_a_ceiling_younger_than_the_strength(starter: Edition) -> None:
    view = starter.as_of(date(2023, 12, 5))
    young = picture(view, view.mission("MONUSCO"), draws=DRAWS)  # ceiling of 20 December 2021
    assert young.outlook.share_of_ceiling is None and young.strength.share_of_ceiling is None
    gap = next(gap for gap in young.gaps if gap.key == "mission.share_of_ceiling")
    assert "20 December 2021" in gap.why
    view = starter.as_of(date(2023, 2, 15))
    old = picture(view, view.mission("UNMISS"), draws=DRAWS)  # ceiling of December 2016
    assert old.outlook.share_of_ceiling is not None
    assert old.outlook.share_of_ceiling.value == pytest.approx(16_333 / 19_101)


def test_its_figures_have_keys_of_their_own_and_evidence(starter: Edition) -> None:
    path = outlook(starter, "MINUSMA", AS_OF, stated=STATED, departures=LEAVING)
    figures = list(figures_in(path))
    assert len({figure.key for figure in figures}) == len(figures)
    assert all(figure.evidence and figure.method for figure in figures)


def test_the_same_seed_gives_the_same_path_and_another_does_not(starter: Edition) -> None:
    first, second = (outlook(starter, "UNDOF", AS_OF, seed=3) for _ in range(2))
    assert np.array_equal(first.draws, second.draws)
    assert not np.array_equal(first.draws, outlook(starter, "UNDOF", AS_OF, seed=4).draws)


def test_a_stated_strength_of_the_future_is_refused(starter: Edition) -> None:
    with pytest.raises(ValueError, match="after 2022-01-01"):
        outlook(starter, "MINUSMA", date(2022, 1, 1), stated=STATED)
