"""Days and numbers in words are the same whatever the locale, and in every room."""

from __future__ import annotations

from datetime import date

import pytest

from peaceops.domain.days import financial_year, long_day, long_month, short_day, short_month
from peaceops.domain.number_words import NUMBER_WORDS, in_number_words

DAY = date(2023, 9, 6)


def test_days_are_written_as_texts_and_as_tables_do() -> None:
    assert (long_day(DAY), short_day(DAY)) == ("6 September 2023", "6 Sep 2023")
    assert (long_month(DAY), short_month(DAY)) == ("September 2023", "Sep 2023")
    assert short_day(DAY, "\u00a0") == "6\u00a0Sep\u00a02023"


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2025, 7, 1), date(2026, 6, 30), "2025/26"),
        (date(1999, 7, 1), date(2000, 6, 30), "1999/00"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 7, 1), date(2025, 12, 31), "1 July 2025 to 31 December 2025"),
        (date(2025, 4, 1), date(2026, 3, 31), "1 April 2025 to 31 March 2026"),
    ],
)
def test_financial_years_are_written_as_the_assembly_does(
    start: date, end: date, written: str
) -> None:
    assert financial_year(start, end) == written


def test_numbers_are_written_in_the_words_that_they_are_read_from() -> None:
    assert [in_number_words(count) for count in (1, 12, 13, 2.5)] == ["one", "twelve", "13", "2.5"]
    assert all(NUMBER_WORDS[in_number_words(count)] == count for count in range(1, 13))
    assert NUMBER_WORDS["ninety"] == 90 and NUMBER_WORDS["zero"] == 0
