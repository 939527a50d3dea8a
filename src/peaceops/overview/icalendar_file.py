"""The calendar as an iCalendar file (RFC 5545), for any program that keeps appointments."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from peaceops.domain.days import long_day
from peaceops.overview.dates_ahead import Calendar, CalendarEntry

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//peaceops//calendar of UN peace operations//EN"


def to_icalendar(calendar: Calendar) -> bytes:
    """Write a calendar as an iCalendar file; the same calendar gives the same bytes.

    Args:
        calendar: What is due.

    Returns:
        The file. Each entry is an event of whole days that takes no time of anybody's; an entry
        keeps its identifier from one edition to the next, so that a newer file updates it.

    >>> from datetime import date
    >>> day = date(2023, 6, 30)
    >>> empty = Calendar(as_of=day, edition="local", start=day, until=day, entries=())
    >>> to_icalendar(empty).splitlines()[0]
    b'BEGIN:VCALENDAR'
    """
    import icalendar  # noqa: PLC0415 - only this needs it

    file = icalendar.Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", "UN peace operations")
    for entry in calendar.entries:
        file.add_component(_event(entry, calendar))
    return bytes(file.to_ical())


def is_our_calendar(path: Path) -> bool:
    """Tell whether a file is a calendar of ours, that a newer one may take the place of."""
    try:
        return PRODUCT.encode() in path.read_bytes()
    except OSError:
        return False


def _event(entry: CalendarEntry, calendar: Calendar) -> Event:
    import icalendar  # noqa: PLC0415

    event = icalendar.Event()
    about = entry.kind.replace(" ", "-")
    mission = entry.mission.lower().replace(" ", "-")
    event.add("uid", f"{mission}-{about}-{entry.term}@peaceops")
    # No clock: the stamp is the day as of which it was known.
    event.add("dtstamp", datetime.combine(calendar.as_of, time(), UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.last + timedelta(days=1))
    event.add("summary", f"{entry.mission}: {entry.kind}")
    event.add(
        "description",
        f"{entry.words} {entry.figure.method} As known on {long_day(calendar.as_of)}; edition "
        f"{calendar.edition}.",
    )
    event.add("categories", [entry.kind])
    event.add("transp", "TRANSPARENT")
    return event
