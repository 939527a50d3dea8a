"""What a mission costs: expenditure known on the date, and dollars a head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.edition.tables import TABLES
from peaceops.edition.view import View
from peaceops.mission.inputs import months_between
from peaceops.mission.strength import Baseline, Strength

FAR_MONTHS = 12  # a strength figure further from the period says nothing on its cost a head
_ASSESSED = ("peacekeeping assessment", "regular budget")


@dataclass(frozen=True)
class Money:
    """Money of a mission in the latest period known.

    Attributes:
        dollars: Assessed money spent in that period, or approved where no spending is known.
        kind: ``spent`` or ``approved``.
        start: First day of the period.
        end: Last day of the period.
        per_head: US dollars a year for each uniformed person, all costs of the mission over its
            uniformed strength; ``None`` without a strength figure near the period.
        periods: All money known: ``start, end, kind, funding, dollars, document``.
    """

    dollars: float | None
    kind: str | None
    start: date | None
    end: date | None
    per_head: float | None
    periods: pl.DataFrame
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]


def money(view: View, mission: str, strength: Strength) -> Money:
    """Gather what is known of a mission's money.

    Args:
        view: What was known.
        mission: Our name of the mission.
        strength: Its strength, for the cost of a head.
    """
    rows = _rows(view, mission)
    periods = rows.select("start", "end", "kind", "funding", "dollars", "document")
    latest = _latest(rows)
    if latest.is_empty():
        why = (
            "no money of it is on record and known on the date"
            if view.has("expenditure")
            else "the edition holds no expenditure"
        )
        gap = Gap("mission.cost", f"What {mission} costs", why, TABLES["expenditure"].how_to_get)
        return Money(None, None, None, None, None, periods, (), (gap,))
    start, end, kind = latest.select("start", "end", "kind").row(0)
    dollars = float(latest["dollars"].sum())
    per_head, heads = _per_head(dollars, start, end, strength)
    what = Evidence.of("expenditure", f"mission {mission}, {start} to {end}", latest)
    figures = [
        Figure(
            "mission.expenditure",
            f"Assessed money {kind} ({start} to {end})",
            dollars,
            "US dollars",
            "Assessed contributions; voluntary funds are left out.",
            (what,),
        )
    ]
    gaps = []
    if per_head is not None and heads is not None:
        figures.append(
            Figure(
                "mission.cost_per_head",
                "Cost a year for each uniformed person",
                per_head,
                "US dollars a year",
                "All assessed costs of the mission, civilians and material too, over its "
                f"uniformed strength of {heads.total:,} ({heads.on}).",
                (what, heads.evidence),
                assumption=heads.basis == "stated",
            )
        )
    else:
        gaps.append(
            Gap(
                "mission.cost_per_head",
                f"What {mission} costs for each uniformed person",
                f"no strength figure is known within {FAR_MONTHS} months of {start} to {end}",
                "state the strength in the case, or " + TABLES["strength"].how_to_get,
            )
        )
    return Money(dollars, kind, start, end, per_head, periods, tuple(figures), tuple(gaps))


def _rows(view: View, mission: str) -> pl.DataFrame:
    if not view.has("expenditure"):
        schema = {
            "start": pl.Date,
            "end": pl.Date,
            "kind": pl.String,
            "funding": pl.String,
            "dollars": pl.Float64,
            "document": pl.String,
            "source": pl.String,
            "row": pl.Int64,
        }
        return pl.DataFrame(schema=schema)
    rows = view.table("expenditure").filter(pl.col("mission") == mission)
    return rows.with_columns(pl.col("kind").cast(pl.String)).sort("end", "kind", "funding")


def _latest(rows: pl.DataFrame) -> pl.DataFrame:
    """Assessed money of the latest period: spent if any is known, else approved."""
    assessed = rows.filter(pl.col("funding").is_in(_ASSESSED))
    for kind in ("spent", "approved"):
        some = assessed.filter(pl.col("kind") == kind)
        if some.height:
            last = some.filter(pl.col("end") == pl.col("end").max())
            return last.filter(pl.col("start") == pl.col("start").max())
    return assessed.clear()


def _per_head(
    dollars: float, start: date, end: date, strength: Strength
) -> tuple[float | None, Baseline | None]:
    heads = _heads(start, end, strength)
    if heads is None or heads.total == 0:
        return None, None
    years = ((end - start).days + 1) / 365.25
    return dollars / years / heads.total, heads


def _heads(start: date, end: date, strength: Strength) -> Baseline | None:
    """Mean of the monthly reports in the period, or the figure in use if it is near."""
    within = strength.series.filter(pl.col("month").is_between(start, end))
    if within.height:
        mean = float(within["total"].mean())  # type: ignore[arg-type]
        middle = start + (end - start) / 2
        what = Evidence.of("strength", f"months from {start} to {end}", within)
        return Baseline(middle, None, None, round(mean), "monthly report", what)
    near = strength.baseline
    if near is None:
        return None
    apart = max(months_between(near.on, start), months_between(end, near.on), 0)
    return near if apart <= FAR_MONTHS else None
