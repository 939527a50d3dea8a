"""What a forecast of a country cannot say, and why."""

from __future__ import annotations

from datetime import date, timedelta

from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.days import long_month
from peaceops.domain.figures import Gap
from peaceops.domain.messages import message
from peaceops.domain.months import month_after, month_of
from peaceops.violence.conflictology import WINDOW
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.panel import History


def gaps_of(history: History, *, unscored: bool) -> tuple[Gap, ...]:
    """What a reader of the forecast should know is missing; ``unscored`` if its record is."""
    room = f"violence.{history.country.lower()}"
    place = name_in_a_sentence(history.country)
    gaps = []
    if history.recorded_as != history.country:
        holder = name_in_a_sentence(history.recorded_as)
        gaps.append(
            Gap(
                f"{room}.territory",
                message("deaths in {place} apart from {holder}", place=place, holder=holder),
                message(
                    "UCDP records events in {place} under {holder}; figures given are {holder}'s",
                    place=place,
                    holder=holder,
                ),
                "add events with coordinates and select those in the territory",
            )
        )
    if history.late:
        gaps.append(
            Gap(
                f"{room}.late",
                message(
                    "deaths in {place} after {origin:%B %Y}", place=place, origin=history.origin
                ),
                message(
                    "the record ends {late} months before the latest that would be due",
                    late=history.late,
                ),
                "add later country-months or candidate events and build the edition again",
            )
        )
    if unscored:
        gaps.append(
            Gap(
                f"{room}.record",
                message("how the forecast of deaths in {place} did before", place=place),
                "the panel is shorter than two years",
                "add country-months that reach further back",
            )
        )
    return tuple(gaps)


def no_forecaster(history: History, world: CountryMonthPanel) -> Gap:
    """The record of all countries is too short to learn from."""
    why = (
        message(
            "the record of all countries, {shape} months, holds too little violence of "
            "each type to learn from",
            shape=world.deaths.shape[2],
        )
        if history.recorded_as in world.units
        else message(
            "{recorded_as} is on record under another state by {origin:%B %Y}",
            recorded_as=name_in_a_sentence(history.recorded_as),
            origin=world.origin,
        )
    )
    return Gap(
        f"violence.{history.country.lower()}.forecaster",
        message(
            "a forecast of deaths in {country} beyond its baseline",
            country=name_in_a_sentence(history.country),
        ),
        why,
        "ask as of a later date, or add country-months that reach further back",
    )


def too_short(history: History) -> Gap:
    """The country has less than a year on record."""
    months = history.rows.height
    return Gap(
        f"violence.{history.country.lower()}.short",
        message("a forecast of deaths in {country}", country=name_in_a_sentence(history.country)),
        message(
            "of its own record only {months} {part} known; twelve are needed",
            months=months,
            part="month was" if months == 1 else "months were",
        ),
        message(
            "ask as of a date {window} months later, or add figures of the state it was part of",
            window=WINDOW - months,
        ),
    )


def known_words(origin: date, as_of: date) -> str:
    """Say what a forecast does not know: the days and months between its record and the date.

    Args:
        origin: First day of the last month known.
        as_of: The date.

    >>> known_words(date(1994, 3, 1), date(1994, 4, 20))
    'No event after 31 March 1994 is known to this forecast; 20 days are missing (April 1994).'
    """
    first = month_after(origin)
    until = first - timedelta(days=1)
    days = (as_of - until).days
    words = message(
        "No event after {day} {until:%B %Y} is known to this forecast", day=until.day, until=until
    )
    if days < 1:
        return f"{words}."
    missing = "1 day is" if days == 1 else message("{days:,} days are", days=days)
    start = message("{first:%B}", first=first) if first.year == as_of.year else long_month(first)
    months = (
        long_month(as_of)
        if first == month_of(as_of)
        else message("{start} to {as_of:%B %Y}", start=start, as_of=as_of)
    )
    return message(
        "{words}; {missing} missing ({months}).", words=words, missing=missing, months=months
    )
