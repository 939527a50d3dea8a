"""What a mission costs: money known on the date, dollars a head, and what a cost rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.days import financial_year
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.mission import Mission, MissionKind
from peaceops.domain.months import YEAR
from peaceops.domain.streams import stream
from peaceops.edition import TABLES, View
from peaceops.mission.strength import Baseline, Strength, day_of, strength

_ASSESSED = ("peacekeeping assessment", "regular budget")
Bounds = tuple[float, float, float]
"""Least, likeliest and most."""
Basis = Literal["spent", "approved", "assumption"]


@dataclass(frozen=True)
class KindCost:
    """What missions of a kind cost a year: an assumption, in US dollars of 2022/23.

    Attributes:
        fixed: What does not depend on uniformed personnel: civilians, camps, aircraft.
        per_head: For each uniformed person on top.
        reason: Where the ranges come from.
    """

    fixed: Bounds
    per_head: Bounds
    reason: str

    def yearly(self, heads: float) -> Bounds:
        """A year's cost with so many uniformed persons."""
        low, likeliest, high = (
            fixed + heads * head for fixed, head in zip(self.fixed, self.per_head, strict=True)
        )
        return low, likeliest, high


_NO_HEADS = (0.0, 0.0, 0.0)
_HALF_A_YEAR = 184  # days, from July to December
_LONG_ENOUGH = (pl.col("end") - pl.col("start")).dt.total_days() + 1 > _HALF_A_YEAR
"""Periods of more than half a year: what a mission is wound up with is not a year's money."""
ASSUMED = {
    "multidimensional": KindCost(
        (20e6, 40e6, 100e6),
        (62_000, 73_000, 85_000),
        "Five multidimensional missions spent 41 million (with 16 persons) to 1,192 million in "
        "2022/23; the line lies within 12 % of each.",
    ),
    "observer": KindCost(
        (8e6, 20e6, 45e6),
        (45_000, 48_000, 68_000),
        "Seven observer and ceasefire missions spent 10 to 503 million in 2022/23; small ones are "
        "mostly staff, large ones mostly troops.",
    ),
    "office": KindCost(
        (14e6, 27e6, 35e6),
        _NO_HEADS,
        "Political offices spent 15 to 29 million in 2023, on staff; guards are few.",
    ),
    "political": KindCost(
        (30e6, 85e6, 130e6),
        _NO_HEADS,
        "Political missions spent 33 to 129 million in 2023, on staff; guards are few.",
    ),
    "support": KindCost(
        (400e6, 520e6, 600e6),
        _NO_HEADS,
        "The one support office of 2022/23 spent 517 million, on the forces it supports.",
    ),
}


@dataclass(frozen=True)
class CostBasis:
    """What the cost of a mission, and of an option for it, is counted from.

    A year costs ``per_year`` at ``heads`` uniformed persons. Of that, a share follows uniformed
    strength month by month; the rest is fixed: staff, camps, aircraft. Nothing follows strength in
    political missions and support offices, whose money goes to staff and to others' forces.

    Attributes:
        per_year: What a year costs; an interval and ``assumption`` where no money is known.
        per_head: That over the uniformed personnel, all costs; ``None`` where none follows it.
        heads: Uniformed persons that the year's cost belongs to; ``None`` where not known.
        follows_strength: Whether a part of it follows uniformed strength.
        basis: ``spent``, ``approved`` or ``assumption``.
        bounds: Least, likeliest and most a year.
        gaps: What is missing.
    """

    per_year: Figure
    per_head: Figure | None
    heads: float | None
    follows_strength: bool
    basis: Basis
    bounds: Bounds
    gaps: tuple[Gap, ...] = ()

    def yearly(self, draws: int, seed: int) -> Floats:
        """Draws of a year's cost in US dollars: one value where money is known."""
        low, likeliest, high = self.bounds
        if high <= low:
            return np.full(draws, likeliest)
        rng = stream(seed, "mission", "yearly cost")
        return np.asarray(rng.triangular(low, likeliest, high, draws))

    def by_month(self, strength: Floats, yearly: Floats, follows: Floats) -> Floats:
        """Cost by month under a strength.

        Args:
            strength: Uniformed personnel, shape (months, draws).
            yearly: A year's cost at ``heads``, one a draw.
            follows: Share of it that follows strength, one a draw.

        Returns:
            US dollars, shape (months, draws).
        """
        if not self.follows_strength or not self.heads:
            return np.asarray(np.broadcast_to(yearly / YEAR, strength.shape))
        return np.asarray(yearly / YEAR * (1 - follows + follows * strength / self.heads))


@dataclass(frozen=True)
class Money:
    """Money of a mission in the latest period known.

    Attributes:
        dollars: Assessed money spent in that period, or approved where its spending is not known.
        kind: ``spent`` or ``approved``.
        start: First day of the period.
        end: Last day of the period.
        per_head: US dollars a year for each uniformed person, all costs of the mission over its
            uniformed strength; ``None`` without a strength figure.
        periods: All money known: ``start, end, kind, funding, dollars, document``.
        expenditure: The dollars as a figure.
    """

    dollars: float | None
    kind: str | None
    start: date | None
    end: date | None
    per_head: float | None
    periods: pl.DataFrame
    expenditure: Figure | None


def cost_basis(view: View, mission: Mission, current: Strength | None = None) -> CostBasis:
    """What a mission's cost is counted from, as known on the date.

    Args:
        view: What was known.
        mission: The mission as known on the view's date.
        current: Its strength, if it was gathered already.

    Returns:
        Its own latest spending, or its latest approved appropriation where that is of a later
        period or no spending is known, or an assumption by the kind of mission. Half a year of
        money or less is not taken for a year's.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> edition = open_edition()
    >>> for day in (date(2023, 8, 17), date(2024, 1, 2)):
    ...     view = edition.as_of(day)
    ...     basis = cost_basis(view, view.mission("UNDOF"))
    ...     print(basis.basis, round(basis.per_year.value / 1e6))
    assumption 70
    spent 65
    """
    current = strength(view, mission.acronym) if current is None else current
    follows = mission.kind in (MissionKind.MULTIDIMENSIONAL, MissionKind.OBSERVER)
    latest = _latest(_rows(view, mission.acronym).filter(_LONG_ENOUGH))
    if latest.height:
        start, end, kind = latest.select("start", "end", "kind").row(0)
        yearly = float(latest["dollars"].sum()) / years_of(start, end)
        heads = _heads(start, end, current)
        evidence = (Evidence.of("expenditure", f"{mission.acronym}, {start} to {end}", latest),)
        words = f"{kind} for {financial_year(start, end)}"
        return _basis(mission, kind, (yearly,) * 3, heads, follows, words, evidence)
    cost = ASSUMED[_kind_of(mission)]
    heads = current.baseline
    bounds = cost.yearly(float(heads.total) if heads and follows else 0.0)
    evidence = (Evidence("assumption", f"cost of a mission by kind: {mission.kind}", 0),)
    return _basis(mission, "assumption", bounds, heads, follows, cost.reason, evidence)


def _kind_of(mission: Mission) -> str:
    if mission.kind is MissionKind.POLITICAL:
        return "office" if "office" in mission.name.casefold() else "political"
    names = {
        MissionKind.MULTIDIMENSIONAL: "multidimensional",
        MissionKind.OBSERVER: "observer",
        MissionKind.SUPPORT: "support",
    }
    return names[mission.kind]


def _basis(
    mission: Mission,
    basis: Basis,
    bounds: Bounds,
    heads: Baseline | None,
    follows: bool,
    words: str,
    evidence: tuple[Evidence, ...],
) -> CostBasis:
    low, yearly, high = bounds
    assumed = basis == "assumption"
    acronym = mission.acronym
    per_year = Figure(
        key="mission.cost_per_year",
        label=f"Cost of {acronym} a year" + (", assumed by its kind" if assumed else ""),
        value=yearly,
        unit="US dollars a year",
        method=(
            f"Assumed from missions of its kind ({mission.kind}): {words}"
            if assumed
            else f"Money {words}."
        )
        + ("" if follows else " It follows staff, not uniformed strength."),
        evidence=evidence,
        interval=(low, high) if assumed else None,
        assumption=assumed,
    )
    per_head = None
    if follows and heads is not None and heads.total > 0:
        per_head = Figure(
            key="mission.cost_per_head",
            label="Cost a year for each uniformed person",
            value=yearly / heads.total,
            unit="US dollars a year",
            method=_a_head(heads),
            evidence=(*evidence, heads.evidence),
            interval=(low / heads.total, high / heads.total) if assumed else None,
            assumption=assumed or heads.basis == "stated",
        )
    gap = Gap(
        "mission.cost",
        f"What {acronym} costs",
        "no budget or spending of it was on record on the date; what missions of its kind cost is "
        "assumed",
        TABLES["expenditure"].how_to_get,
    )
    return CostBasis(
        per_year=per_year,
        per_head=per_head,
        heads=float(heads.total) if heads is not None and heads.total else None,
        follows_strength=follows,
        basis=basis,
        bounds=bounds,
        gaps=(gap,) if assumed else (),
    )


def spent_per_head(view: View, mission: str, current: Strength) -> Figure | None:
    """What a uniformed person cost a year in the latest year whose spending is on record.

    Args:
        view: What was known.
        mission: Our name of the mission.
        current: Its strength.

    Returns:
        All assessed spending of that period over the uniformed strength in it; ``None`` where
        either is not on record.
    """
    spent = _latest(_rows(view, mission).filter(pl.col("kind") == "spent", _LONG_ENOUGH))
    if spent.is_empty():
        return None
    start, end = spent.select("start", "end").row(0)
    heads = _heads(start, end, current)
    if heads is None or not heads.total:
        return None
    return Figure(
        key="mission.spent_per_head",
        label=f"Spent a year for each uniformed person ({financial_year(start, end)})",
        value=float(spent["dollars"].sum()) / years_of(start, end) / heads.total,
        unit="US dollars a year",
        method=_a_head(heads),
        evidence=(
            Evidence.of("expenditure", f"{mission}, {start} to {end}", spent),
            heads.evidence,
        ),
        assumption=heads.basis == "stated",
    )


def years_of(start: date, end: date) -> float:
    """How long a financial period is, in years."""
    return ((end - start).days + 1) / 365.25


def _a_head(heads: Baseline) -> str:
    return (
        "All costs of the mission, civilians and material too, over its uniformed strength of "
        f"{heads.total:,} ({day_of(heads)})."
    )


def money(view: View, mission: str, current: Strength) -> Money:
    """Gather what is known of a mission's money.

    Args:
        view: What was known.
        mission: Our name of the mission.
        current: Its strength, for the cost of a head.
    """
    rows = _rows(view, mission)
    periods = rows.select("start", "end", "kind", "funding", "dollars", "document")
    latest = _latest(rows)
    if latest.is_empty():
        return Money(None, None, None, None, None, periods, None)
    start, end, kind = latest.select("start", "end", "kind").row(0)
    dollars = float(latest["dollars"].sum())
    heads = _heads(start, end, current)
    spent = Figure(
        "mission.expenditure",
        f"Assessed money {kind} ({financial_year(start, end)})",
        dollars,
        "US dollars",
        "Assessed contributions; voluntary funds are left out.",
        (Evidence.of("expenditure", f"mission {mission}, {start} to {end}", latest),),
    )
    a_year = dollars / years_of(start, end)
    per_head = a_year / heads.total if heads is not None and heads.total else None
    return Money(dollars, kind, start, end, per_head, periods, spent)


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
    return rows.sort("end", "kind", "funding")


def _latest(rows: pl.DataFrame) -> pl.DataFrame:
    """Assessed money of the latest period: what was spent in it if known, else approved for it."""
    assessed = rows.filter(
        pl.col("funding").is_in(_ASSESSED), pl.col("kind").is_in(["spent", "approved"])
    )
    last = assessed.filter(pl.col("end") == pl.col("end").max())
    last = last.filter(pl.col("start") == pl.col("start").max())
    spent = last.filter(pl.col("kind") == "spent")
    return spent if spent.height else last


def _heads(start: date, end: date, current: Strength) -> Baseline | None:
    """Mean of the monthly reports in the period, or the figure in use, however old."""
    within = current.series.filter(pl.col("month").is_between(start, end))
    if within.height:
        middle = start + (end - start) / 2
        evidence = Evidence.of("strength", f"months from {start} to {end}", within)
        mean = round(float(within["total"].to_numpy().mean()))
        return Baseline(middle, None, None, mean, "monthly report", evidence)
    return current.baseline
