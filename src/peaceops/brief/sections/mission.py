"""What the mission is: strength, contributors, departures, places and cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from peaceops.brief.wording import day
from peaceops.domain.countries import name_of
from peaceops.domain.figures import Figure
from peaceops.mission import Departure as Leaving
from peaceops.mission import MissionPicture
from peaceops.mission import StatedStrength as Stated
from peaceops.options import Comparison

CONTRIBUTORS_SHOWN = 20


def mission_section(
    picture: MissionPicture,
    stated: Stated | None,
    leaving: Sequence[Leaving],
    comparison: Comparison,
    figures: Mapping[str, Figure],
) -> MissionStrength:
    """The picture of the mission as the brief holds it; the path ahead is the status quo's."""
    strength, money = picture.strength, picture.money
    latest = strength.latest
    period = f"{money.start} to {money.end}" if money.start and money.end else None
    after = picture.departures.path
    return MissionStrength(
        in_use=figures.get("mission.strength_in_use"),
        in_use_when=_when(picture),
        share=figures.get("mission.share_of_ceiling"),
        recorded=figures.get("mission.strength_latest"),
        after_departures=figures.get("mission.strength_after_departures"),
        departures_until=after["month"][-1] if after.height else None,
        ahead=comparison.status_quo.strength,
        top_five=figures.get("mission.top_five_share"),
        contributing=figures.get("mission.contributors"),
        sites_on_record=figures.get("mission.sites"),
        spending=figures.get("mission.expenditure"),
        spending_per_head=figures.get("mission.cost_per_head"),
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
            PathMonth(
                month=month, total=round(one.median), low=round(one.low), high=round(one.high)
            )
            for month, one in zip(
                comparison.months, comparison.status_quo.strength_by_month, strict=False
            )
        ),
        sites=tuple(_site(row) for row in picture.footprint.sites.iter_rows(named=True)),
        cost_dollars=money.dollars,
        cost_period=period,
        cost_per_head=_rounded(money.per_head, 0),
    )


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


def _when(picture: MissionPicture) -> str:
    """Which figure of strength is in use: a day's, or a year's mean."""
    baseline = picture.strength.baseline
    if baseline is None:
        return ""
    return f"mean of {baseline.on.year}" if baseline.basis == "yearly mean" else day(baseline.on)


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
