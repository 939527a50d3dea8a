"""When a report is due, read from the words of resolutions: days, spans, intervals."""

from __future__ import annotations

from datetime import date

import pytest

from peaceops.mandate import Period, ReportDays
from peaceops.mandate.report_days import read_days

ADOPTED = date(2024, 11, 14)


def read(words: str) -> ReportDays:
    days = read_days(words, ADOPTED)
    assert days is not None, words
    return days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("to report to the Council on 15 February 2025, 15 June 2025 and 13 October 2025 on",
         [date(2025, 2, 15), date(2025, 6, 15), date(2025, 10, 13)]),
        ("with an evaluation, no later than May 2025, of the support", [date(2025, 5, 31)]),
        ("to report by the end of 2025 on policing", [date(2025, 12, 31)]),
        ("an update by June 30th 2025 on it", [date(2025, 6, 30)]),
        ("to report at the latest by 30 April 2025", [date(2025, 4, 30)]),
        ("to submit two reports, by 4 July 2025 and 5 January 2026 respectively",
         [date(2025, 7, 4), date(2026, 1, 5)]),
        # A year that is not written is that of the day after it, or the next to come.
        ("informed by 30 March and 30 September 2025", [date(2025, 3, 30), date(2025, 9, 30)]),
        ("to report no later than January 30 on equipment", [date(2025, 1, 30)]),
        ("with the first report occurring before 30 March 2025 and the second before 30 September "
         "2025", [date(2025, 3, 30), date(2025, 9, 30)]),
        ("to report within 45 days of the adoption of this resolution", [date(2024, 12, 29)]),
        ("to report no later than thirty days after the adoption of this resolution",
         [date(2024, 12, 14)]),
        ("a report within five (5) months", [date(2025, 4, 14)]),
        ("to report within six months and eleven months of the adoption of this resolution",
         [date(2025, 5, 14), date(2025, 10, 14)]),
        # Days that are past on the adoption are those of earlier documents.
        ("to report on the plan of 3 May 2024 by 1 June 2025", [date(2025, 6, 1)]),
    ],
)  # fmt: skip
def test_days_are_read_as_they_are_named(words: str, days: list[date]) -> None:
    assert list(read(words).days) == days


@pytest.mark.parametrize(
    ("words", "count", "unit"),
    [
        ("to report every 90 days on developments", 90, "day"),
        ("to report to the Council every three months:", 3, "month"),
        ("to inform the Council in sixty-day intervals", 60, "day"),
        ("to report at 30-day intervals thereafter", 30, "day"),
        ("to report on a monthly basis on progress", 1, "month"),
        ("to report within 7 days and every month thereafter", 1, "month"),
        ("to brief the Council every twelve months", 12, "month"),
    ],
)
def test_intervals_are_read(words: str, count: int, unit: str) -> None:
    assert read(words).every == Period(count, unit)


def test_what_comes_again_is_counted_to_the_end_of_the_mandate() -> None:
    days = read("to report every three months on it")
    assert days.due(date(2025, 9, 1), date(2026, 12, 31)) == (
        date(2025, 2, 14), date(2025, 5, 14), date(2025, 8, 14),
    )  # fmt: skip
    assert days.due(None, date(2025, 3, 1)) == (date(2025, 2, 14),)


def test_the_first_report_sets_the_count_and_the_text_how_many() -> None:
    days = read(
        "to report every six months, three times in total, with the first report occurring before "
        "30 November 2024"
    )
    assert days.due(date(2027, 1, 1), date(2027, 1, 1)) == (
        date(2024, 11, 30), date(2025, 5, 30), date(2025, 11, 30),
    )  # fmt: skip


def test_an_interval_ends_where_the_text_ends_it() -> None:
    days = read("to report every 30 days up until 31 January 2025")
    assert days.due(date(2025, 12, 31), date(2025, 12, 31)) == (
        date(2024, 12, 14), date(2025, 1, 13),
    )  # fmt: skip


def test_a_count_from_another_day_is_not_one_from_the_adoption() -> None:
    starts = read("in reports every 120 days starting from 16 December 2024")
    assert starts.due(date(2025, 12, 31), date(2025, 6, 30)) == (date(2025, 4, 15),)
    unnamed = read("to report every 90 days after the start of its verification activities")
    assert unnamed.every == Period(90, "day") and unnamed.due(None, date(2026, 1, 1)) == ()


def test_days_before_the_end_move_with_the_mandate() -> None:
    early = read("a further review, at least one month before UNTEST’s mandate is due to expire")
    assert early.due(date(2025, 7, 31), date(2026, 1, 1)) == (date(2025, 6, 30),)
    loose = read("to provide a report well before the end of the mandate period")
    assert loose.before_end == Period(0, "day")
    assert loose.due(date(2025, 10, 31), date(2026, 1, 1)) == (date(2025, 10, 31),)
    assert loose.due(None, date(2026, 1, 1)) == (), "without an end there is no day before it"


def test_regular_reports_name_no_day() -> None:
    days = read("to report to the Council at regular intervals on the implementation")
    assert days.regular and days.due(date(2026, 1, 1), date(2026, 1, 1)) == ()


@pytest.mark.parametrize(
    "words", ["to keep the Council informed", "to pay due regard to the report of 3 May 2023"]
)
def test_words_that_say_nothing_of_when_give_nothing(words: str) -> None:
    assert read_days(words, ADOPTED) is None


def test_a_span_counts_calendar_months_from_the_last_of_a_month() -> None:
    assert Period(3, "month").after(date(2024, 11, 30)) == date(2025, 2, 28)
    assert Period(1, "year").after(date(2024, 2, 29)) == date(2025, 2, 28)
    assert Period(2, "week").words == "two weeks" and Period(1, "month").words == "month"
