"""What the mission is: strength, contributors, departures, places and cost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from peaceops.brief.document import (
    Contributor,
    Departure,
    MissionStrength,
    PathMonth,
    Site,
    StatedStrength,
    StrengthMonth,
)
from peaceops.case import Case
from peaceops.case.model import Departure as StatedDeparture
from peaceops.case.model import StatedStrength as CaseStrength
from peaceops.countries import name_of
from peaceops.mission import Departure as Leaving
from peaceops.mission import MissionPicture
from peaceops.mission import StatedStrength as Stated
from peaceops.options import Range

CONTRIBUTORS_SHOWN = 20


def stated_strength(case: Case | None) -> Stated | None:
    """The newest strength figure of the case."""
    if case is None:
        return None
    figures = [one for one in case.statements if isinstance(one, CaseStrength)]
    if not figures:
        return None
    newest = max(figures, key=lambda one: (one.on, one.date, one.id))
    return Stated(newest.on, newest.military, newest.police, newest.id, newest.source)


def departures(case: Case | None) -> list[Leaving]:
    """Departures of the case, as the mission room takes them: one a contributor.

    A contributor that suspended and then left, or of which two documents tell, leaves once: the
    statement that says most counts.
    """
    if case is None:
        return []
    fullest: dict[tuple[str, bool], StatedDeparture] = {}
    for one in case.of_kind("departure"):
        if isinstance(one, StatedDeparture):
            key = (one.country, one.of_mission)
            fullest[key] = max(fullest.get(key, one), one, key=_says)
    return [
        Leaving(
            country=one.country,
            personnel=_personnel(one),
            by=one.by,
            statement=one.id,
            source=one.source,
            capability=one.capability,
            gone=one.in_latest_strength,
            of_mission=one.of_mission,
        )
        for one in fullest.values()
    ]


def _says(one: StatedDeparture) -> tuple[bool, bool, bool, date]:
    """How much a departure says: a number, that it is done, a day."""
    return _personnel(one) is not None, one.in_latest_strength, one.by is not None, one.date


def mission_section(
    picture: MissionPicture, stated: Stated | None, leaving: Sequence[Leaving], ceiling: int | None
) -> MissionStrength:
    """The picture of the mission as the brief holds it; ``ceiling`` bounds the path ahead."""
    strength, money = picture.strength, picture.money
    latest = strength.latest
    period = f"{money.start} to {money.end}" if money.start and money.end else None
    return MissionStrength(
        latest=StrengthMonth(**latest.__dict__) if latest else None,
        latest_age_months=strength.age_months,
        stated=StatedStrength(**stated.__dict__) if stated else None,
        share_of_ceiling=_rounded(strength.share_of_ceiling, 4),
        series=tuple(
            StrengthMonth(**row)
            for row in strength.series.select(*StrengthMonth.model_fields).iter_rows(named=True)
        ),
        contributors=_contributors(picture, leaving),
        top_five_share=_rounded(strength.contributors.top_five_share, 4),
        departures=tuple(
            _departure(row) for row in picture.departures.listed.iter_rows(named=True)
        ),
        path=tuple(
            PathMonth(month=month, total=one.middle, low=one.low, high=one.high)
            for month, one in path_ahead(picture, ceiling)
        ),
        sites=tuple(_site(row) for row in picture.footprint.sites.iter_rows(named=True)),
        cost_dollars=money.dollars,
        cost_period=period,
        cost_per_head=_rounded(money.per_head, 0),
    )


def path_ahead(picture: MissionPicture, ceiling: int | None) -> list[tuple[date, Range]]:
    """Strength by month if announced departures happen and nothing else is decided.

    The middle is the newest figure less the announced departures. The bounds are persistence's,
    the lower one less the departures too; a ceiling, where there is one, is never exceeded.
    """
    months = picture.forecast
    if months.is_empty() or months["low"].null_count():
        return []
    left = picture.departures.path.select("month", "baseline", left="total")
    joined = months.join(left, on="month", how="left").sort("month")
    made = []
    for row in joined.iter_rows(named=True):
        gone = 0.0 if row["left"] is None else row["baseline"] - row["left"]
        middle = max(0.0, row["total"] - gone)
        low = min(middle, max(0.0, row["low"] - gone))
        high = max(middle, row["high"] if ceiling is None else min(row["high"], ceiling))
        made.append((row["month"], Range(round(middle), round(low), round(high))))
    return made


def _personnel(one: StatedDeparture) -> int | None:
    known = [number for number in (one.military, one.police) if number is not None]
    return sum(known) if known else None


def _contributors(picture: MissionPicture, leaving: Sequence[Leaving]) -> tuple[Contributor, ...]:
    when = {one.country: one for one in leaving if one.of_mission}
    ranked = picture.strength.contributors.ranked.sort("rank").filter(
        (pl.col("rank") <= CONTRIBUTORS_SHOWN) | pl.col("country").is_in(list(when))
    )
    return tuple(
        Contributor(
            iso3=row["country"],
            name=name_of(row["country"]),
            period=_period(row["start"], row["end"]),
            total=row["total"],
            share=round(row["share"], 4),
            leaving=_leaving(when.get(row["country"])),
        )
        for row in ranked.iter_rows(named=True)
    )


def _leaving(one: Leaving | None) -> str | None:
    if one is None:
        return None
    if one.gone:
        return "has left"
    return f"leaves by {one.by:%B %Y}" if one.by else "leaving or suspended, no date"


def _departure(row: dict[str, object]) -> Departure:
    return Departure.model_validate(
        {
            "iso3": row["country"],
            "name": name_of(str(row["country"])),
            "personnel": row["personnel"],
            "by": row["by"],
            "what": row["capability"] or "",
            "statement": row["statement"],
            "counted": row["treatment"] == "counted",
            "treatment": row["treatment"],
        }
    )


def _site(row: dict[str, object]) -> Site:
    personnel = row["personnel"]
    return Site.model_validate(
        {
            "location": row["location"],
            "latitude": row["latitude"],
            "longitude": row["longitude"],
            "year": row["year"],
            "personnel": None if personnel is None else round(float(str(personnel))),
            "headquarters": row["headquarters"],
            "contributors": row["contributors"],
            "leaving": row["leaving"],
        }
    )


def _period(start: date, end: date) -> str:
    one_month = (start.year, start.month) == (end.year, end.month)
    return f"{end:%B %Y}" if one_month else f"mean of {end.year}"


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
