"""The calendar holds ends of mandates and the weeks that past votes point to, in RFC 5545 too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import icalendar
import polars as pl
import pytest

from peaceops.brief import calendar_png, calendar_svg, is_picture
from peaceops.domain.mandate import AuthorisedCeiling, Mandate
from peaceops.edition import Edition, open_edition
from peaceops.overview import Calendar, calendar, is_our_calendar, to_icalendar, usual_vote

DAY = date(2023, 6, 16)
TERMS = [
    ("S/RES/1", date(2018, 1, 10), "establish", date(2019, 1, 31)),
    ("S/RES/2", date(2019, 1, 21), "renew", date(2020, 1, 31)),  # 10 days before the end
    ("S/RES/3", date(2019, 6, 1), "renew", date(2020, 1, 31)),  # in the middle of a term
    ("S/RES/4", date(2020, 1, 30), "rollover", date(2020, 2, 29)),  # 1
    ("S/RES/5", date(2020, 3, 2), "renew", date(2021, 2, 28)),  # 2 days late
    ("S/RES/6", date(2021, 2, 24), "renew", date(2022, 2, 28)),  # 4
    ("S/2021/9", date(2021, 5, 1), "renew", date(2031, 2, 28)),  # not adopted
    ("S/RES/7", date(2021, 6, 24), "amend", None),
    ("S/RES/8", date(2022, 2, 28), "renew", date(2023, 2, 28)),  # 0
    ("S/RES/9", date(2023, 2, 25), "renew", date(2024, 2, 29)),  # 3
]


def mandate(as_of: date, terms: list[tuple[str, date, str, date | None]] = TERMS) -> Mandate:
    history = pl.DataFrame(
        [
            (*term, term[0].startswith("S/RES"), "made.csv", row)
            for row, term in enumerate(terms, 2)
        ],
        schema=["decision", "date", "kind", "until", "adopted", "source", "row"],
        orient="row",
    )
    return Mandate(
        mission="UNTEST",
        as_of=as_of,
        status="in force",
        ends=terms[-1][3],
        days_left=1,
        resolution=terms[-1][0],
        adopted_on=terms[-1][1],
        kind=terms[-1][2],
        ceiling=AuthorisedCeiling(),
        history=history,
    )


def test_the_usual_vote_is_the_median_of_the_last_five_before_an_end() -> None:
    vote = usual_vote(mandate(date(2023, 6, 1)))
    assert vote is not None
    # 1, -2, 4, 0 and 3 days: the first, of ten, is the sixth from the end.
    assert (vote.days_before.value, vote.days_before.interval) == (1, (-2.0, 4.0))
    assert vote.term == date(2024, 2, 29)
    assert vote.monday <= date(2024, 2, 28) <= vote.sunday and vote.monday.weekday() == 0
    assert "S/RES/4, S/RES/5, S/RES/6, S/RES/8, S/RES/9" in vote.days_before.method
    assert vote.days_before.evidence[0].files == (("made.csv", "5-7, 10-11"),)


def test_a_vote_that_is_late_already_is_expected_from_the_day_on() -> None:
    vote = usual_vote(mandate(date(2024, 2, 29)))
    assert vote is not None and vote.monday <= date(2024, 2, 29) <= vote.sunday


@pytest.mark.parametrize(
    "changes",
    [{"status": "open-ended", "ends": None}, {"status": "ended"}, {"kind": "terminate"}],
)
def test_where_nothing_runs_out_no_vote_is_expected(changes: dict[str, object]) -> None:
    assert usual_vote(replace(mandate(date(2023, 6, 1)), **changes)) is None  # type: ignore[arg-type]
    assert usual_vote(mandate(date(2018, 2, 1), TERMS[:1])) is None, "no past vote tells"


@pytest.fixture(scope="module")
def starter() -> Edition:
    return open_edition()


@pytest.fixture(scope="module")
def june(starter: Edition) -> Calendar:
    return calendar(starter.as_of(DAY), until=date(2023, 8, 1))


def test_entries_stand_in_order_within_the_days_asked_for(june: Calendar) -> None:
    days = [entry.day for entry in june.entries]
    assert days == sorted(days)
    assert all(entry.day <= june.until and entry.last >= june.start for entry in june.entries)
    ends = {entry.mission: entry.day for entry in june.entries if entry.kind == "mandate ends"}
    assert ends["MINUSMA"] == ends["UNDOF"] == date(2023, 6, 30)
    assert "UNIFIL" not in ends


def test_the_calendar_knows_nothing_of_later_days(starter: Edition) -> None:
    """The Council ended MINUSMA on 30 June 2023; on the 16th its renewal was expected."""
    before, after = (
        {
            (entry.kind, entry.day)
            for entry in calendar(starter.as_of(day)).entries
            if entry.mission == "MINUSMA"
        }
        for day in (DAY, date(2023, 7, 3))
    )
    assert before == {
        ("usual week of the vote", date(2023, 6, 26)), ("mandate ends", date(2023, 6, 30)),
    }  # fmt: skip
    assert not any(kind == "usual week of the vote" for kind, _day in after)


def test_days_in_the_wrong_order_are_refused(starter: Edition) -> None:
    with pytest.raises(ValueError, match="from 2023-06-16 back to 2023-01-01"):
        calendar(starter.as_of(DAY), until=date(2023, 1, 1))


def test_a_year_from_a_leap_day_is_a_calendar_too(starter: Edition) -> None:
    assert calendar(starter.as_of(DAY), start=date(2024, 2, 29)).until == date(2025, 2, 28)


def test_the_icalendar_file_holds_each_entry_as_whole_days(june: Calendar) -> None:
    file = icalendar.Calendar.from_ical(to_icalendar(june))
    events = list(file.walk("VEVENT"))
    assert len(events) == len(june.entries)
    for event, entry in zip(events, june.entries, strict=True):
        assert event["DTSTART"].dt == entry.day
        assert event["DTEND"].dt == entry.last + timedelta(days=1), "the end is not included"
        assert not isinstance(event["DTSTART"].dt, datetime)
        assert str(event["SUMMARY"]) == f"{entry.mission}: {entry.kind}"
        assert entry.words in str(event["DESCRIPTION"])
        assert not event.errors
    assert {"VERSION", "PRODID"} <= set(file)
    identifiers = [str(event["UID"]) for event in events]
    assert len(set(identifiers)) == len(identifiers)


def test_lines_of_the_file_are_folded_and_end_as_the_standard_asks(june: Calendar) -> None:
    lines = to_icalendar(june).split(b"\r\n")
    assert max(map(len, lines)) <= 75 and not any(b"\n" in line for line in lines)


def test_the_same_calendar_gives_the_same_bytes(starter: Edition, june: Calendar) -> None:
    again = calendar(open_edition().as_of(DAY), until=date(2023, 8, 1))
    assert to_icalendar(again) == to_icalendar(june)
    later = calendar(starter.as_of(date(2023, 6, 27)), until=date(2023, 8, 1))
    ours = {entry.term for entry in june.entries if entry.mission == "MINUSMA"}
    assert ours == {entry.term for entry in later.entries if entry.mission == "MINUSMA"}


def test_a_file_that_is_no_calendar_of_ours_is_told_apart(tmp_path: Path, june: Calendar) -> None:
    mine, other = tmp_path / "a.ics", tmp_path / "b.ics"
    mine.write_bytes(to_icalendar(june))
    other.write_text("BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\nEND:VCALENDAR\r\n")
    assert is_our_calendar(mine) and not is_our_calendar(other)
    assert not is_our_calendar(tmp_path / "none.ics")


def test_the_picture_shows_every_mission_of_the_calendar(june: Calendar, tmp_path: Path) -> None:
    svg = calendar_svg(june)
    assert all(entry.mission in svg for entry in june.entries)
    assert "usual week of the vote" in svg and "16 June 2023" in svg
    png = tmp_path / "calendar.png"
    png.write_bytes(calendar_png(june))
    assert is_picture(png) and png.stat().st_size > 5000
