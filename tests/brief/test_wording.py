"""Numbers, dates and odds as they are written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.brief.wording import (
    amount,
    bounds,
    day,
    month,
    number,
    odds,
    percent,
    plural,
    score,
    sentence_list,
)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"), (13289, "13,289"), (1_192_292_200, "1,192,292,200"), (12.46, "12.5"),
        (2338.4, "2,338"), (0.0371, "0.037"), (-3, "\N{MINUS SIGN}3"), (5.0, "5"),
    ],
)  # fmt: skip
def test_numbers(value: float, written: str):
    assert number(value) == written


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0, "0 %"), (0.0001, "<1 %"), (0.0051, "1 %"), (0.426, "43 %"), (0.994, "99 %"),
        (0.9951, ">99 %"), (1, "100 %"),
    ],
)  # fmt: skip
def test_shares(share: float, written: str):
    assert _plain(percent(share)) == written


@given(st.floats(0, 1))
def test_odds_are_never_certain(probability: float):
    assert _plain(odds(probability)) not in {"0 %", "100 %"}


@given(st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_a_share_that_is_not_whole_is_not_written_as_whole(share: float):
    assert _plain(percent(share)) not in {"0 %", "100 %"}


def test_dates():
    assert _plain(day(date(2023, 6, 16))) == "16 Jun 2023"
    assert _plain(month(date(2023, 6, 1))) == "Jun 2023"


def test_singular_and_plural():
    assert _plain(plural(1, "day")) == "1 day"
    assert _plain(plural(0, "day")) == "0 days"


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (None, "persons", "not known"),
        (13986, "persons", "13,986 persons"),
        (1, "persons", "1 person"),
        (10.4, "persons", "10 persons"),
        (1, "deaths, best estimate", "1 death, best estimate"),
        (0.86, "probability", "86 %"),
        (1.0, "probability", ">99 %"),
        (1.0, "share", "100 %"),
        (0.8, "share; 0.9 is meant", "80 %; 0.9 is meant"),
        (1_192_292_200, "US dollars", "1,192 million US dollars"),
        ("2023-06-30", "date", "30 Jun 2023"),
    ],
)
def test_amounts(value: float | str | None, unit: str, written: str):
    assert _plain(amount(value, unit)) == written


def test_bounds_are_in_the_unit_of_the_amount():
    assert _plain(bounds(1_080e6, 1_150e6, "US dollars")) == "1,080\N{EN DASH}1,150 million"
    assert _plain(bounds(0.31, 0.49, "probability")) == "31 % to 49 %"
    assert _plain(bounds(-3, 4, "deaths")) == "from \N{MINUS SIGN}3 to 4"


def test_scores_keep_three_digits():
    assert [score(one) for one in (0.283, 14.483, 412.0, 0.9)] == ["0.283", "14.5", "412", "0.900"]


def test_lists_of_words():
    assert sentence_list([]) == ""
    assert sentence_list(["a"]) == "a"
    assert sentence_list(["a", "b", "c"]) == "a, b and c"
