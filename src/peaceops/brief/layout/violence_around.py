"""The violence expected in the neighbours of the hosts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from peaceops.brief import page
from peaceops.brief.charts_violence import type_in_short, type_order
from peaceops.brief.document import Brief
from peaceops.brief.page import Column, Table, Text
from peaceops.brief.wording import odds, sentence_list, span
from peaceops.brief.words import NONE, cite, count, name, with_small
from peaceops.domain.countries import name_of
from peaceops.domain.messages import message
from peaceops.domain.months import YEAR
from peaceops.violence import PlaceOutlook

CHANCES = ("p_25", "p_100", "p_worse")


def neighbours(brief: Brief) -> tuple[page.Block, ...]:
    """Lay out what is expected around the hosts over twelve months; by type and horizon, folded."""
    places = brief.neighbours.hosts
    if not places:
        return ()
    ended = [name_of(code) for code in brief.neighbours.record_ended]
    lacking = (
        message(" No record to forecast from: {ended}.", ended=sentence_list(ended))
        if ended
        else ""
    )
    ranked = sorted(places, key=lambda place: (-_year(place)["median"], place.country))
    figures = cite(*(place.next_12 for place in ranked))
    columns = (
        Column("Last months", True),
        Column("Next months", True),
        Column("25 or more", True),
        Column("100 or more", True),
        Column("Worse than before", True),
    )
    return (
        Table(
            "neighbours-ahead",
            message("Neighbours: deaths in all violence over the next {year} months", year=YEAR),
            (
                Column("Neighbour"),
                Column(message("Last {year}", year=YEAR), True),
                Column(message("Next {year}", year=YEAR), True),
                Column("Baseline", True),
                *columns[2:],
            ),
            tuple(_neighbour(place) for place in ranked),
            figures,
            note=message(
                "Middle values (medians) with 90 % intervals, and probabilities with the "
                "baseline's in small type or brackets.{lacking}",
                lacking=lacking,
            ),
            csv="neighbours_ahead",
        ),
        Table(
            "neighbours-by-type",
            "The neighbours by type of violence",
            (Column("Neighbour"), Column("Type"), Column("Months", True), *columns),
            tuple(
                (
                    name(name_of(place.country)),
                    Text(type_in_short(row["target"])),
                    count(row["months"]),
                    count(row["before"]),
                    median_and_range(row),
                    *(chance(row, column) for column in CHANCES),
                )
                for place in sorted(places, key=lambda place: place.country)
                for row in sorted(
                    place.horizons.to_dicts(),
                    key=lambda row: (type_order(row["target"]), row["months"]),
                )
            ),
            figures,
            csv="neighbours_ahead",
            folded=True,
        ),
    )


def _year(place: PlaceOutlook) -> dict[str, Any]:
    """The row of twelve months and all types."""
    return place.horizons.filter(target="all_types", months=YEAR).row(0, named=True)


def _neighbour(place: PlaceOutlook) -> tuple[Text, ...]:
    row = _year(place)
    return (
        name(name_of(place.country)),
        count(row["before"], place.last_12),
        replace(median_and_range(row), cites=cite(place.next_12)),
        replace(median_and_range(row, "baseline_"), cites=cite(place.baseline_12)),
        *(chance(row, column) for column in CHANCES),
    )


def chance(row: Mapping[str, Any], column: str) -> Text:
    """Write the probability in a row of ``horizons``, with the baseline's below."""
    text, baseline = name(odds(row[column])), row[f"baseline_{column}"]
    return text if baseline is None else with_small(text, name(odds(baseline)))


def median_and_range(row: Mapping[str, Any], prefix: str = "") -> Text:
    """Write the median of a row with its 90 % interval below."""
    middle, low, high = (row[f"{prefix}{column}"] for column in ("median", "low_90", "high_90"))
    if middle is None:
        return NONE
    return with_small(count(round(middle)), name(span(round(low), round(high))))
