"""Odds of a month with many deaths, and since a month ago: as they would have been asked then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from peaceops.edition import Edition
from peaceops.violence import outlook
from peaceops.violence.monthly_odds import a_month_before
from violence.made import month_rows, violent_edition

DAY, BEFORE = date(2023, 6, 25), date(2023, 5, 25)
SOON = date(2023, 7, 1)


def rising() -> pl.DataFrame:
    """Mali's deaths are few, and many in May 2023, which is known on 20 June."""
    many = (pl.col("country") == "MLI") & (pl.col("month") == date(2023, 5, 1))
    return month_rows(first=date(2016, 1, 1)).with_columns(
        state_based=pl.when(many).then(2_000).otherwise("state_based")
    )


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return violent_edition(tmp_path_factory.mktemp("months") / "e", rising())


def test_the_odds_are_shares_of_the_draws_shown(edition: Edition) -> None:
    (host,) = outlook(edition.as_of(DAY), ["MLI"], with_record=False).hosts
    place = host.months.index(SOON)
    totals = host.draws[place].sum(axis=-1)
    for deaths, figure in host.p_next_month.items():
        expected = np.clip((totals >= deaths).mean(), 0.01, 0.99)
        assert figure.value == pytest.approx(expected, abs=0.0006)
        assert "July 2023" in figure.label
    assert list(host.p_next_month) == [25, 100, 1000]
    assert host.by_month["month"].min() == SOON
    assert host.by_month["month"].max() == date(2024, 6, 1)


def test_a_month_ago_is_what_was_answered_a_month_ago(edition: Edition) -> None:
    (now,) = outlook(edition.as_of(DAY), ["MLI"], with_record=False, with_change=True).hosts
    (then,) = outlook(edition.as_of(BEFORE), ["MLI"], with_record=False).hosts
    assert (now.origin, then.origin) == (date(2023, 5, 1), date(2023, 4, 1))
    answered = then.by_month.select("month", "deaths", before="p")
    both = now.by_month.join(answered, on=["month", "deaths"])
    assert both.height == 11 * 3
    assert both["p_month_ago"].to_list() == both["before"].to_list()
    assert (both["p"] - both["before"] - both["change"]).abs().max() < 1e-9
    change = now.p_next_month_change[1000]
    assert change.value == both.filter(month=SOON, deaths=1000)["change"].item()
    assert change.value > 0 and "less that of 25 May 2023" in change.label


def test_nothing_is_said_of_a_month_ago_unless_asked(edition: Edition) -> None:
    (host,) = outlook(edition.as_of(DAY), ["MLI"], with_record=False).hosts
    assert host.p_next_month and not host.p_next_month_change
    assert host.by_month["p_month_ago"].null_count() == host.by_month.height


def test_no_change_is_shown_where_no_forecast_could_be_made_then(tmp_path: Path) -> None:
    rows = month_rows(first=date(2022, 6, 1))
    edition = violent_edition(tmp_path / "e", rows)
    (host,) = outlook(edition.as_of(DAY), ["MLI"], with_record=False, with_change=True).hosts
    assert host.model == "conflictology"  # twelve months known, eleven a month before
    assert host.p_next_month and not host.p_next_month_change
    assert host.by_month["baseline_p"].null_count() == host.by_month.height
    (later,) = outlook(
        edition.as_of(date(2023, 7, 25)), ["MLI"], with_record=False, with_change=True
    ).hosts
    assert set(later.p_next_month_change) == {25, 100, 1000}


def test_hosts_together_have_no_odds_of_a_month(edition: Edition) -> None:
    answer = outlook(edition.as_of(DAY), ["MLI", "TCD"], with_record=False)
    assert answer.together is not None
    assert not answer.together.p_next_month and answer.together.by_month.is_empty()


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2023, 3, 31), date(2023, 2, 28)),
        (date(2024, 3, 30), date(2024, 2, 29)),
        (date(2024, 1, 15), date(2023, 12, 15)),
    ],
)
def test_a_month_before_a_day(day: date, before: date) -> None:
    assert a_month_before(day) == before
