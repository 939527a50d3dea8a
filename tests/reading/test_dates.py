"""Dates in words, resolved against the day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.reading.dates import find_dates

SATURDAY = date(2023, 6, 17)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("called Friday for", "2023-06-16"),
        ("adopt a resolution by June 30.", "2023-06-30"),
        ("In June last year, it left", "2022-06"),
        ("Late last year, it left", "2022"),
        ("in January put forward", "2023-01"),
        ("expires on 31 December", "2023-12-31"),
        ("were killed on 31 December", "2022-12-31"),
        ("until 15 March 2024", "2024-03-15"),
        ("on 2022-03-27 at", "2022-03-27"),
        ("since 2012", "2012"),
        ("yesterday", "2023-06-16"),
        ("three days ago", "2023-06-14"),
        ("December 14, 2022", "2022-12-14"),
    ],
)
def test_a_date_in_words_is_resolved(text: str, label: str) -> None:
    assert [one.label for one in find_dates(text, SATURDAY)] == [label]


def test_late_last_year_is_its_last_third() -> None:
    (one,) = find_dates("Late last year", SATURDAY)
    assert (one.first, one.last) == (date(2022, 9, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    "text", ["It may leave.", "They march on.", "31 February 2023 x", "S/2023/36"]
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert not [one for one in find_dates(text, SATURDAY) if one.label not in ("2023-02", "2023")]


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_a_full_date_is_itself_whenever_the_text_was_published(day: date) -> None:
    (one,) = find_dates(f"on {day.day} {day:%B} {day.year}", SATURDAY)
    assert (one.first, one.last) == (day, day)


@given(st.text(max_size=300))
def test_any_text_is_read_without_error_and_places_are_inside_it(text: str) -> None:
    for one in find_dates(text, SATURDAY):
        assert 0 <= one.start < one.end <= len(text)
        assert one.first <= one.last
