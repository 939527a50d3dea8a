"""Days are read as people write them; what is no day is refused with what is accepted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from peaceops.questions import NotUnderstood, day_meant


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-05", " 2023-2-5 ", "5 Feb 2023", "05 february 2023", "5 FEB. 2023", "5-Feb-2023",
        "February 5, 2023", "Feb 5th 2023", "5 février 2023", "5 fevrier 2023", "5th Feb 2023",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert day_meant(text) == date(2023, 2, 5)


@pytest.mark.parametrize(
    ("text", "month"),
    [("1er août 2012", 8), ("1 sept. 2012", 9), ("1 déc. 2012", 12), ("1 juil 2012", 7),
     ("1 juin 2012", 6), ("1 mai 2012", 5), ("1 mars 2012", 3), ("1 avr 2012", 4)],
)  # fmt: skip
def test_months_have_their_french_names_too(text: str, month: int) -> None:
    assert day_meant(text) == date(2012, month, 1)


def test_near_days_are_counted_from_today() -> None:
    today = date.today()
    assert today - day_meant("today") <= timedelta(days=1)
    assert day_meant("Today") - day_meant("yesterday") == timedelta(days=1)
    assert day_meant("hier") == day_meant("yesterday")
    assert day_meant("aujourd’hui") == day_meant("today")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2023-02", "is a month and not a day; write its last day as 2023-02-28"),
        ("Feb 2024", "2024-02-29"),
        ("2023", "is a year and not a day; write its last day as 2023-12-31"),
        ("16/06/2023", "is not written year first; write 2023-06-16"),
        ("16.6.2023", "write 2023-06-16"),
        ("05/06/2023", "may be either of two days; write 2023-06-05 or 2023-05-06"),
        ("99/99/2023", "write it as `2023-06-16`, 16 Jun 2023, today or yesterday"),
        ("2023-02-30", "there is no day '2023-02-30'; February 2023 has 28 days"),
        ("31 June 2023", "June 2023 has 30 days"),
        ("5 ju 2023", "is not a date"),
        ("5 jui 2023", "is not a date"),
        ("5 nomonth 2023", "is not a date"),
        ("2023-13", "is not a date"),
        ("", "is not a date"),
        ("1900-01-01", "the Charter"),
        ("3023-06-16", "2099-12-31"),
    ],
)
def test_what_is_no_day_is_refused_with_what_is_accepted(text: str, remedy: str) -> None:
    with pytest.raises(NotUnderstood, match=remedy):
        day_meant(text)


def test_what_is_wrong_and_what_to_write_are_told_apart() -> None:
    with pytest.raises(NotUnderstood) as refusal:
        day_meant("1900-01-01")
    assert refusal.value.what == "1900-01-01 lies outside 1945-10-24 (the Charter) to 2099-12-31"
    assert refusal.value.remedy == "write a day between them, as 2023-06-16"
