"""Expenditure known on the date, and the cost of a head."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mission.made_mission import month_of, view_of
from peaceops.edition.view import View
from peaceops.mission import Money, StatedStrength, money, strength

STATED = StatedStrength(date(2022, 12, 15), 12388, 1598, "december", "S/2023/36")


def spent(kind: str = "spent", dollars: float = 1.1e9, year: int = 2022,
          funding: str = "peacekeeping assessment") -> dict[str, object]:  # fmt: skip
    end = date(year + 1, 6, 30)
    known = date(year + 1, 12, 30) if kind == "spent" else date(year, 7, 1)
    return {"mission": "MINUSMA", "start": date(year, 7, 1), "end": end, "kind": kind,
            "funding": funding, "dollars": dollars, "known_on": known}  # fmt: skip


def cost(view: View, stated: StatedStrength | None = STATED) -> Money:
    return money(view, "MINUSMA", strength(view, "MINUSMA", stated=stated))


def test_money_not_yet_known_is_a_gap(tmp_path: Path) -> None:
    found = cost(view_of(tmp_path, date(2023, 6, 16), expenditure=[spent()]))
    assert found.dollars is None
    assert [gap.key for gap in found.gaps] == ["mission.cost"]


def test_the_cost_of_a_head_is_a_year_s_money_over_the_strength(tmp_path: Path) -> None:
    rows = [spent(), spent(funding="voluntary", dollars=5e6)]
    found = cost(view_of(tmp_path, date(2024, 1, 2), expenditure=rows))
    assert found.dollars == 1.1e9
    assert found.per_head == pytest.approx(1.1e9 / (365 / 365.25) / 13986)
    assert found.periods.height == 2


def test_monthly_reports_of_the_period_come_before_any_other_figure(tmp_path: Path) -> None:
    reports = [month_of("MINUSMA", date(2022, month, 1), 10_000) for month in (8, 9)]
    view = view_of(tmp_path, date(2024, 1, 2), expenditure=[spent()], strength=reports)
    assert cost(view).per_head == pytest.approx(1.1e9 / (365 / 365.25) / 10_000)


def test_a_strength_far_from_the_period_gives_no_cost_of_a_head(tmp_path: Path) -> None:
    reports = [month_of("MINUSMA", date(2017, 3, 1), 12_338)]
    view = view_of(tmp_path, date(2024, 1, 2), expenditure=[spent()], strength=reports)
    found = cost(view, None)
    assert (found.dollars, found.per_head) == (1.1e9, None)
    assert [gap.key for gap in found.gaps] == ["mission.cost_per_head"]


def test_a_budget_stands_in_where_no_spending_is_known(tmp_path: Path) -> None:
    rows = [spent("approved", 1.2e9), spent()]
    found = cost(view_of(tmp_path, date(2023, 6, 16), expenditure=rows))
    assert (found.kind, found.dollars) == ("approved", 1.2e9)
