"""Who contributes to the mission, and who leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.layout.missing import missing
from peaceops.brief.page import Column, Heading, Paragraph, Table, Text
from peaceops.brief.wording import percent, plural, sentence_list
from peaceops.brief.words import NOT_KNOWN, Name, cite, count, name, on, say, verbatim
from peaceops.domain.countries import name_of
from peaceops.domain.days import long_month
from peaceops.domain.messages import message
from peaceops.mission import Departure
from peaceops.options import departures

RANKED = 20
"""Largest contributors in the table of data, besides all that leave."""
SHOWN = 12
FIVE = 5
"""Contributors whose share is told, where there are more."""


def ranked(brief: Brief) -> pl.DataFrame:
    """The largest contributors, and all that leave.

    Returns:
        Columns country, name, period, total, share, leaving (in words; null where it stays), the
        largest first.
    """
    return pl.DataFrame(_rows(brief), infer_schema_length=None)


def _rows(brief: Brief) -> list[dict[str, Any]]:
    """The rows of ``ranked``; a frame would forget how their words were made."""
    when = {item.country: _leaving(item) for item in departures(brief.case) if item.of_mission}
    listed = brief.picture.strength.contributors.ranked.filter(
        (pl.col("rank") <= RANKED) | pl.col("country").is_in(list(when))
    )
    return [
        {
            "country": row["country"],
            "name": name_of(row["country"]),
            "period": _period(row["start"], row["end"]),
            "total": row["total"],
            "share": row["share"],
            "leaving": when.get(row["country"]),
        }
        for row in listed.sort("rank").iter_rows(named=True)
    ]


def _leaving(departure: Departure) -> str:
    if departure.gone:
        return "has left"
    return (
        message("leaves by {by:%B %Y}", by=departure.by)
        if departure.by
        else "leaving or suspended, no date"
    )


def _period(start: date, end: date) -> str:
    one_month = (start.year, start.month) == (end.year, end.month)
    return long_month(end) if one_month else message("mean of {year}", year=end.year)


def blocks(brief: Brief) -> Iterator[page.Block]:
    """The largest contributors."""
    yield Heading("contributors", "Contributors")
    rows = _rows(brief)
    if not rows:
        yield missing(brief, "Contributors are not on record.", "mission.contributors")
        return
    ordered = sorted(rows, key=lambda row: (-row["total"], row["name"]))
    periods = sentence_list(list(dict.fromkeys(row["period"] for row in ordered)))
    top_five = brief.figure("mission.top_five_share")
    if top_five is not None and len(rows) > FIVE:
        yield Paragraph((
            say("The five largest provide {share} of the uniformed personnel ({periods}).",
                share=top_five, periods=Name(periods)),
        ))  # fmt: skip
    shown = ordered[:SHOWN]
    leaving = any(row["leaving"] for row in shown)
    more = brief.picture.strength.contributors.ranked.height - len(shown)
    yield Table(
        "contributors-table",
        message("Largest contributors, {periods}", periods=periods),
        (
            Column("Contributor"),
            Column("Uniformed", True),
            Column("Share", True),
            *((Column("Announced departure"),) if leaving else ()),
        ),
        tuple(_contributor(row, leaving) for row in shown),
        cite(brief.figure("mission.contributors"), top_five),
        note=message("{more} not shown.", more=plural(more, "smaller contributor")) if more else "",
        csv="contributors",
    )


def _contributor(row: dict[str, Any], leaving: bool) -> tuple[Text, ...]:
    cells = (name(row["name"]), count(row["total"]), name(percent(row["share"])))
    return (*cells, name(row["leaving"] or "")) if leaving else cells


def departed(brief: Brief) -> Iterator[page.Block]:
    """The departures announced, and what they leave."""
    answer = brief.picture.departures
    if answer.listed.is_empty():
        return
    yield Heading("departures", "Announced departures")
    left = brief.figure("mission.strength_after_departures")
    if left is not None and answer.path.height:
        yield Paragraph((
            say("If they happen as announced and nothing else changes, {left:value} uniformed "
                "personnel remain in {until:month}. This is the sum of the announcements, not a "
                "forecast.", left=left, until=answer.path["month"][-1]),
        ))  # fmt: skip
    yield Table(
        "departures-table",
        "Departures announced",
        (
            Column("Contributor"),
            Column("Personnel", True),
            Column("By"),
            Column("What"),
            Column("How it is counted"),
        ),
        tuple(_departure(row) for row in answer.listed.iter_rows(named=True)),
        cite(left),
        csv="departures",
    )


TREATMENTS = {
    "gone already: not in the figure in use": "already departed (not counted)",
    "no date: in the lower bound only": "no date announced (in the lower bound only)",
}


def _departure(row: dict[str, Any]) -> tuple[Text, ...]:
    country, treatment = name_of(row["country"]), row["treatment"]
    return (
        Text(country, (page.statement(row["statement"]),), numbers=(country,)),
        say(NOT_KNOWN) if row["personnel"] is None else count(row["personnel"]),
        on(row["by"]) if row["by"] else say("no date"),
        verbatim(row["capability"] or "–"),
        verbatim(TREATMENTS.get(treatment, treatment)),
    )
