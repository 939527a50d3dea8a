"""Strength: the latest figure and its age, the figure in use, the ceiling, the contributors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mission.made_mission import month_of, view_of
from peaceops.domain.months import months_between
from peaceops.mission import StatedStrength, strength

MARCH = date(2017, 3, 1)


def contribution(country: str, total: int, year: int = 2020, **more: object) -> dict[str, object]:
    row = {
        "mission": "MINUSMA",
        "country": country,
        "start": date(year, 1, 1),
        "end": date(year, 12, 31),
        "quality": "mean of partial months",
        "total": total,
    }
    return row | more


def stated(military: int | None = 12388, police: int | None = 1598) -> StatedStrength:
    return StatedStrength(date(2022, 12, 15), military, police, "december", "S/2023/36")


REPORT = month_of("MINUSMA", MARCH, 12338, troops=11024, police=1278, experts=36)


def test_the_latest_report_is_given_with_its_age(tmp_path: Path) -> None:
    known = strength(view_of(tmp_path, date(2023, 6, 16), strength=[REPORT]), "MINUSMA")
    assert known.latest is not None
    assert (known.latest.total, known.age_months) == (12338, 75)
    (old,) = [gap for gap in known.gaps if gap.key == "mission.strength_old"]
    assert "75 months old" in old.why
    figure = known.figures[0]
    assert "75 months old" in figure.label
    assert figure.evidence[0].files == (("made.csv", "2"),)


def test_a_report_of_last_month_is_no_gap(tmp_path: Path) -> None:
    known = strength(view_of(tmp_path, date(2017, 5, 1), strength=[REPORT]), "MINUSMA")
    assert not [gap for gap in known.gaps if gap.key.startswith("mission.strength")]


def test_a_newer_stated_figure_replaces_older_data(tmp_path: Path) -> None:
    view = view_of(tmp_path, date(2023, 6, 16), strength=[REPORT])
    known = strength(view, "MINUSMA", ceiling=(13289, 1920), stated=stated())
    assert known.baseline is not None
    assert (known.baseline.basis, known.baseline.total) == ("stated", 13986)
    assert known.share_of_ceiling == pytest.approx(13986 / 15209)
    (in_use,) = [one for one in known.figures if one.key == "mission.strength_in_use"]
    assert in_use.assumption
    assert in_use.evidence[0].files == (("S/2023/36", ""),)


def test_an_older_stated_figure_does_not(tmp_path: Path) -> None:
    view = view_of(tmp_path, date(2023, 6, 16), strength=[month_of("MINUSMA", date(2023, 2, 1), 9)])
    known = strength(view, "MINUSMA", stated=stated())
    assert known.baseline is not None
    assert (known.baseline.basis, known.baseline.total) == ("monthly report", 9)


def test_a_later_year_s_mean_is_used_where_months_end_earlier(tmp_path: Path) -> None:
    rows = [contribution("BGD", 1588), contribution("TCD", 1459), contribution("BGD", 9, 2019)]
    view = view_of(tmp_path, date(2023, 6, 16), strength=[REPORT], contributions=rows)
    known = strength(view, "MINUSMA", ceiling=(13289, 1920))
    assert known.baseline is not None
    assert (known.baseline.basis, known.baseline.total) == ("yearly mean", 3047)
    assert known.baseline.evidence.rows == 2
    assert known.share_of_ceiling == pytest.approx(3047 / 15209)


def test_only_what_has_a_ceiling_and_a_figure_is_compared(tmp_path: Path) -> None:
    view = view_of(tmp_path, date(2017, 5, 1), strength=[REPORT])
    share = strength(view, "MINUSMA", ceiling=(13289, None)).share_of_ceiling
    assert share == pytest.approx((11024 + 36) / 13289)
    assert strength(view, "MINUSMA", ceiling=(None, None)).share_of_ceiling is None


def test_contributors_are_ranked_over_the_latest_period(tmp_path: Path) -> None:
    rows = [contribution(code, total) for code, total in
            (("TCD", 1400), ("BGD", 1600), ("SEN", 1300), ("TGO", 1200), ("EGY", 1200),
             ("BFA", 300))] + [contribution("NPL", 9000, 2019)]  # fmt: skip
    view = view_of(tmp_path, date(2022, 6, 16), contributions=rows)
    who = strength(view, "MINUSMA").contributors
    assert who.ranked["country"].to_list() == ["BGD", "TCD", "SEN", "EGY", "TGO", "BFA"]
    assert who.top_five_share == pytest.approx(6700 / 7000)
    assert [gap.key for gap in who.gaps] == ["mission.contributors_old"]


def test_a_monthly_report_beats_a_year_that_ends_with_it(tmp_path: Path) -> None:
    monthly = contribution("TCD", 7, start=date(2020, 12, 1), quality="monthly report")
    view = view_of(tmp_path, date(2021, 6, 16), contributions=[contribution("BGD", 99), monthly])
    assert strength(view, "MINUSMA").contributors.ranked["country"].to_list() == ["TCD"]


def test_an_edition_without_strength_says_how_to_get_it(tmp_path: Path) -> None:
    view = view_of(tmp_path, date(2021, 6, 16), contributions=[contribution("BGD", 99)])
    known = strength(view, "UNIFIL")
    assert known.baseline is None
    remedies = [gap.remedy for gap in known.gaps]
    assert len(remedies) == 2
    assert all("DPO-UCHISTORICAL" in remedy for remedy in remedies)


def test_a_stated_strength_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        stated(military=-1)
    with pytest.raises(ValueError, match="neither"):
        stated(None, None)


@given(st.dates(date(1950, 1, 1), date(2040, 1, 1)), st.integers(0, 600))
def test_months_between_counts_calendar_months(day: date, months: int) -> None:
    at = day.year * 12 + day.month - 1 + months
    assert months_between(day, date(at // 12, at % 12 + 1, 1)) == months
