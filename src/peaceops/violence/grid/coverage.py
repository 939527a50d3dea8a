"""Which months of which country the events on record account for.

An edition holds the events of some countries, out of releases that end at different times: a month
without events is peace only where a release covers it. What a release covers follows from its
name. An annual release, such as 23.1, reaches from 1989 to the end of the year before it came out
(UCDP GED codebook); a candidate release, such as 23.0.10 or 24.01.24.06, covers its own months
(Hegre, Croicu, Eck and Högbladh 2020); an export is taken to be of the annual release of its day.
A file may hold a part of a release, so a country's record begins no earlier than its first event.
"""

from __future__ import annotations

import re
from datetime import date

import polars as pl

from peaceops.domain.months import month_after, months_between
from peaceops.edition import last_month_due

FIRST_YEAR = 1989
LEAST_MONTHS = 24
"""A shorter run of months is no ground for a forecast."""

Span = tuple[date, date]


def months_of_release(release: str) -> Span | None:
    """First and last month that a release covers; None where its name does not tell.

    >>> months_of_release("23.1")
    (datetime.date(1989, 1, 1), datetime.date(2022, 12, 1))
    """
    exported = re.fullmatch(r"export of (\d{4})-(\d{2})-\d{2}", release)
    if exported:
        # The annual release comes out in June.
        year = int(exported[1]) - (1 if int(exported[2]) >= 6 else 2)
        return date(FIRST_YEAR, 1, 1), date(year, 12, 1)
    numbers = [int(digits) for digits in re.findall(r"\d+", release)]
    if re.fullmatch(r"\d+\.1", release):
        return date(FIRST_YEAR, 1, 1), date(1999 + numbers[0], 12, 1)
    if re.fullmatch(r"\d+\.0\.\d+", release):
        month = date(2000 + numbers[0], numbers[2], 1)
        return month, month
    if re.fullmatch(r"\d+\.\d+\.\d+\.\d+", release):
        return date(2000 + numbers[0], numbers[1], 1), date(2000 + numbers[2], numbers[3], 1)
    return None


def spans_of(events: pl.DataFrame, places: pl.DataFrame, as_of: date) -> dict[str, Span]:
    """First and last month of each country's unbroken record, the latest if there are several.

    Args:
        events: Rows of ``violence_events`` as known on the date.
        places: Columns cell and country. A record reaches back to the first event in the country's
            cells, under whichever state: South Sudan's to events recorded under Sudan.
        as_of: Date of the view: no month counts before its figures are due.

    Returns:
        Country code to months, for the countries with ``LEAST_MONTHS`` months or more.
    """
    month = pl.col("end").dt.month_start()
    here = events.join(places.select("cell", place="country"), on="cell", how="inner")
    begun = dict(here.group_by("place").agg(month.min()).iter_rows())
    rows = events.group_by("country", "release").agg(first=month.min(), last=month.max())
    spans_by_country: dict[str, list[Span]] = {}
    for country, release, first, last in rows.sort("country", "release").iter_rows():
        start, end = months_of_release(release) or (first, last)
        if start.year == FIRST_YEAR:
            # A file may hold a part of its release, or events past its end.
            start, end = max(start, min(begun.get(country, first), first)), max(end, last)
        end = min(end, last_month_due(as_of))
        if start <= end:
            spans_by_country.setdefault(country, []).append((start, end))
    runs = {country: _last_run(sorted(spans)) for country, spans in spans_by_country.items()}
    return {country: run for country, run in sorted(runs.items()) if run is not None}


def _last_run(spans: list[Span]) -> Span | None:
    """The latest unbroken run of months that is long enough."""
    runs: list[Span] = []
    for start, end in spans:
        if runs and start <= month_after(runs[-1][1], 1):
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((start, end))
    long = [run for run in runs if months_between(*run) + 1 >= LEAST_MONTHS]
    return long[-1] if long else None
