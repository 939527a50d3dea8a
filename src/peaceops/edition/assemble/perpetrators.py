"""Who is behind a number of a one-sided dyad.

UCDP numbers one-sided violence as dyads (``JNIM - Civilians``), and the registry beside the
tabulated dyad-months lists actors by numbers of their own. A number gets the name

1. of the actor whose number stands beside it in events of any UCDP file in the build, or
2. of the one actor in the registry that killed 25 people or more in exactly the same years, which
   is UCDP's rule for an active year, and whose countries saw as many one-sided deaths in each month
   of those years. Where two or three of one country fit, all are named, with "or"; where more do,
   or in several countries, none is.

A number is never taken for an actor's because it is the same: thirteen are, of others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

import polars as pl

from peaceops.domain.violence_types import ONE_SIDED
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.tables.violence import NAMED_BY

BY_EVENTS, BY_YEARS, BY_YEARS_OF_SEVERAL = NAMED_BY[1:]
ACTIVE = 25
"""Deaths in a year from which UCDP lists a perpetrator as active."""
OF_ONE_COUNTRY = (2, 3)
"""How many actors that fit a number are named together."""
SCHEMA = {
    "dyad": pl.Int64, "type": pl.String, "name": pl.String, "side_a": pl.String,
    "side_b": pl.String, "government_a": pl.Boolean, "government_b": pl.Boolean,
    "conflict": pl.String, "form": pl.String, "countries": pl.String, "named_by": pl.String,
    "source": pl.String, "row": pl.Int64,
}  # fmt: skip
"""Columns of a dyad that has a name, and of the file that names it."""
CIVILIANS = "Civilians"
GOVERNMENT_OF = "Government of "
_Actor = dict[str, Any]
_Months = dict[int, list[tuple[Any, int]]]


def perpetrators(readings: ParsedFiles, months: pl.DataFrame) -> pl.DataFrame:
    """Names of one-sided dyads, in the columns of ``SCHEMA``.

    Args:
        readings: Everything read: events, the registry of perpetrators and the country-months.
        months: Records ``ucdp.dyad_months``.

    Returns:
        A row a dyad that has a name; ``source`` is the file that gives it.
    """
    of_dyads = months.filter(pl.col("type") == ONE_SIDED)
    actors = (
        readings.frame("ucdp.perpetrators").to_dicts() if readings.has("ucdp.perpetrators") else []
    )
    rows = _by_events(readings, set(of_dyads["dyad"]), {actor["actor"]: actor for actor in actors})
    taken = {row.pop("actor") for row in rows}
    rows += _by_years(
        readings,
        of_dyads.filter(~pl.col("dyad").is_in([row["dyad"] for row in rows])),
        [actor for actor in actors if actor["actor"] not in taken],
    )
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _by_events(
    readings: ParsedFiles, dyads: Collection[int], actors: Mapping[int, _Actor]
) -> list[dict[str, Any]]:
    if not readings.has("ucdp.events"):
        return []
    events = (
        readings.frame("ucdp.events")
        .filter(pl.col("type") == ONE_SIDED, pl.col("dyad").is_in(list(dyads)))
        .sort("source", "row")
        .group_by("dyad", maintain_order=True)
        .agg(
            pl.col("actor").unique(),
            *(pl.col(column).first() for column in ("side_a", "source", "row")),
        )
        .filter(pl.col("actor").list.len() == 1)
        .sort("dyad")
    )
    rows = []
    for dyad, (number,), name, source, row in events.iter_rows():
        actor = actors.get(number)
        rows.append(
            {"actor": number}
            | _row(
                dyad,
                actor["name"] if actor else name,
                actor["government"] if actor else name.startswith(GOVERNMENT_OF),
                actor["countries"] if actor else None,
                BY_EVENTS,
                f"{source} + {actor['source']}" if actor else source,
                row,
            )
        )
    return rows


def _by_years(
    readings: ParsedFiles, months: pl.DataFrame, actors: list[_Actor]
) -> list[dict[str, Any]]:
    final = months.filter(~pl.col("provisional"))
    active = (
        final.group_by("dyad", year=pl.col("month").dt.year())
        .agg(pl.col("deaths").sum())
        .filter(pl.col("deaths") >= ACTIVE)
        .sort("dyad", "year")
        .group_by("dyad", maintain_order=True)
        .agg(pl.col("year").cast(pl.String).str.join("; "))
    )
    years = dict(active.iter_rows())
    by_month: _Months = {}
    for dyad, month, deaths in final.select("dyad", "month", "deaths").iter_rows():
        by_month.setdefault(dyad, []).append((month, deaths))
    killed = _killed(readings)
    fitting = {
        dyad: {
            place
            for place, actor in enumerate(actors)
            if actor["years"] == signature and _fits(actor, by_month[dyad], killed)
        }
        for dyad, signature in years.items()
    }
    pairs = _pairs(fitting)
    left = {
        dyad: sorted(places - set(pairs.values()))
        for dyad, places in fitting.items()
        if dyad not in pairs
    }
    chosen = {dyad: [place] for dyad, place in pairs.items()} | {
        dyad: places
        for dyad, places in left.items()
        if len(places) in OF_ONE_COUNTRY and len({actors[at]["countries"] for at in places}) == 1
    }
    return [
        _one_of(dyad, [actors[place] for place in places])
        for dyad, places in sorted(chosen.items())
    ]


def _one_of(dyad: int, actors: list[_Actor]) -> dict[str, Any]:
    """A dyad of one actor, or of one of two or three."""
    name = " or ".join(sorted(actor["name"] for actor in actors))
    governments = {actor["government"] for actor in actors}
    return _row(
        dyad,
        name,
        actors[0]["government"] if len(governments) == 1 else None,
        actors[0]["countries"],
        BY_YEARS if len(actors) == 1 else BY_YEARS_OF_SEVERAL,
        actors[0]["source"],
        actors[0]["row"],
    )


def _pairs(fitting: Mapping[int, set[int]]) -> dict[int, int]:
    """Pair dyads with the one actor that fits, taking those paired out of the others' choice."""
    pairs: dict[int, int] = {}
    while True:
        left = {dyad: places - set(pairs.values()) for dyad, places in fitting.items()}
        single = {
            dyad: next(iter(places))
            for dyad, places in left.items()
            if dyad not in pairs and len(places) == 1
        }
        claims = Counter(single.values())
        new = {dyad: place for dyad, place in single.items() if claims[place] == 1}
        if not new:
            return pairs
        pairs |= new


def _killed(readings: ParsedFiles) -> dict[tuple[str, Any], int] | None:
    """One-sided deaths by country and month; nothing where they were not read."""
    if not readings.has("ucdp.country_months"):
        return None
    rows = readings.frame("ucdp.country_months").select("country", "month", ONE_SIDED)
    return {(country, month): deaths for country, month, deaths in rows.iter_rows()}


def _fits(
    actor: _Actor, months: list[tuple[Any, int]], killed: Mapping[tuple[str, Any], int] | None
) -> bool:
    """Tell whether an actor's countries saw as many deaths in each month of its active years."""
    if killed is None or actor["countries"] is None:
        return True
    countries, years = actor["countries"].split("; "), set(actor["years"].split("; "))
    return all(
        deaths <= sum(killed.get((code, month), 0) for code in countries)
        for month, deaths in months
        if str(month.year) in years
    )


def _row(
    dyad: int, name: str, government: bool | None, countries: str | None, named_by: str,
    source: str, row: int | None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "dyad": dyad, "type": ONE_SIDED, "name": f"{name} - {CIVILIANS}", "side_a": name,
        "side_b": CIVILIANS, "government_a": government, "government_b": False,
        "form": "one-sided", "countries": countries, "named_by": named_by, "source": source,
        "row": row,
    }  # fmt: skip
