"""Expenditure known on the date, and what a cost is counted from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from mission.made_mission import month_of, view_of
from peaceops.edition import Edition, open_edition
from peaceops.edition.view import View
from peaceops.mission import Money, StatedStrength, cost_basis, money, strength

STATED = StatedStrength(date(2022, 12, 15), 12388, 1598, "december", "S/2023/36")
SPENT = {"UNIFIL": 502.9, "UNDOF": 65.0, "UNMISS": 1121.7, "UNSMIL": 86.2, "BINUH": 28.6}
"""Million dollars in 2022/23 or 2023, as the Secretariat reported."""


def spent(
    kind: str = "spent",
    dollars: float = 1.1e9,
    year: int = 2022,
    funding: str = "peacekeeping assessment",
) -> dict[str, object]:
    end = date(year + 1, 6, 30)
    known = date(year + 1, 12, 30) if kind == "spent" else date(year, 7, 1)
    return {
        "mission": "MINUSMA",
        "start": date(year, 7, 1),
        "end": end,
        "kind": kind,
        "funding": funding,
        "dollars": dollars,
        "known_on": known,
    }


def cost(view: View, stated: StatedStrength | None = STATED) -> Money:
    return money(view, "MINUSMA", strength(view, "MINUSMA", stated=stated))


@pytest.fixture(scope="module")
def starter() -> Edition:
    return open_edition(None)


def test_money_not_yet_known_is_none(tmp_path: Path) -> None:
    spending = cost(view_of(tmp_path, date(2023, 6, 16), expenditure=[spent()]))
    assert spending.dollars is None and spending.expenditure is None


def test_the_cost_of_a_head_is_a_year_s_money_over_the_strength(tmp_path: Path) -> None:
    rows = [spent(), spent(funding="voluntary", dollars=5e6)]
    spending = cost(view_of(tmp_path, date(2024, 1, 2), expenditure=rows))
    assert spending.dollars == 1.1e9
    assert spending.per_head == pytest.approx(1.1e9 / (365 / 365.25) / 13986)
    assert spending.periods.height == 2


def test_monthly_reports_of_the_period_come_before_any_other_figure(tmp_path: Path) -> None:
    reports = [month_of("MINUSMA", date(2022, month, 1), 10_000) for month in (8, 9)]
    view = view_of(tmp_path, date(2024, 1, 2), expenditure=[spent()], strength=reports)
    assert cost(view).per_head == pytest.approx(1.1e9 / (365 / 365.25) / 10_000)


def test_a_budget_stands_in_where_no_spending_is_known(tmp_path: Path) -> None:
    rows = [spent("approved", 1.2e9), spent()]
    spending = cost(view_of(tmp_path, date(2023, 6, 16), expenditure=rows))
    assert (spending.kind, spending.dollars) == ("approved", 1.2e9)


@pytest.mark.parametrize("mission", sorted(SPENT))
def test_a_year_costs_what_was_spent_once_that_is_known(starter: Edition, mission: str) -> None:
    view = starter.as_of(date(2024, 7, 1))
    basis = cost_basis(view, view.mission(mission))
    assert basis.basis == "spent" and not basis.per_year.assumption and not basis.gaps
    assert basis.per_year.value / 1e6 == pytest.approx(SPENT[mission], rel=0.01)  # type: ignore[operator]


@pytest.mark.parametrize("mission", sorted(SPENT))
def test_before_that_it_is_an_assumption_that_says_so(starter: Edition, mission: str) -> None:
    view = starter.as_of(date(2023, 6, 30))
    basis = cost_basis(view, view.mission(mission))
    assert basis.basis == "assumption" and basis.per_year.assumption
    assert "assumed by its kind" in basis.per_year.label
    assert [gap.key for gap in basis.gaps] == ["mission.cost"]
    low, high = basis.per_year.interval or (0, 0)
    assert low / 1e6 <= SPENT[mission] <= high / 1e6
    assert basis.per_year.value / 1e6 == pytest.approx(SPENT[mission], rel=0.25)  # type: ignore[operator]


def test_money_of_a_political_mission_does_not_follow_its_guards(starter: Edition) -> None:
    view = starter.as_of(date(2023, 6, 30))
    basis = cost_basis(view, view.mission("UNSMIL"))
    yearly, follows = basis.yearly(100, 0), np.full(100, 0.65)
    few, many = (basis.by_month(np.full((12, 100), n), yearly, follows) for n in (0.0, 500.0))
    assert np.array_equal(few, many)
    assert basis.per_head is None
    assert few.sum(axis=0).mean() == pytest.approx(yearly.mean())


def test_money_of_a_force_follows_its_strength_in_part(starter: Edition) -> None:
    view = starter.as_of(date(2024, 7, 1))
    basis = cost_basis(view, view.mission("UNDOF"))
    yearly, follows = basis.yearly(10, 0), np.full(10, 0.6)
    assert basis.heads is not None
    as_is, half = (
        basis.by_month(np.full((12, 10), basis.heads * share), yearly, follows).sum(axis=0)
        for share in (1.0, 0.5)
    )
    assert as_is == pytest.approx(yearly)
    assert half == pytest.approx(0.7 * yearly)
