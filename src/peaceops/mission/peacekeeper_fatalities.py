"""Peacekeepers killed by malicious acts: what the mission's last years on record tell of the risk.

Exposure ends with the record: months after the last one that the list of casualties covers are not
months without deaths.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.intervals import LEVEL, Summary
from peaceops.domain.mission import Mission
from peaceops.domain.months import YEAR, month_after, month_of, months_between
from peaceops.domain.streams import stream
from peaceops.edition import TABLES, View
from peaceops.mission.strength import Strength

TABLE = "peacekeeper_deaths"
MALICIOUS = "malicious act"
WINDOW = 36
"""Months of the mission's past that the risk is taken from."""
CLUSTER = 3
"""Events kill several at once: the count is taken to be sure as a third of it would be."""
DRAWS = 2000
FEW = 100.0
"""Expected deaths up to which counts are drawn term by term."""
LEAST = 1e-17
"""A probability that adds nothing to a sum near one."""


@dataclass(frozen=True)
class FatalityRisk:
    """The risk of uniformed personnel to be killed by malicious acts.

    Attributes:
        rate: Killed a year for each 1,000 persons, with its interval; ``None`` where deaths or
            strength are not on record.
        killed: Killed in the months counted.
        first: First month counted; ``None`` likewise.
        until: Last month counted, which is the last that the record covers.
        person_months: Exposure in those months.
        draws: Deaths a person and month, one a draw.
        gaps: What is missing.
    """

    rate: Figure | None
    killed: int
    first: date | None
    until: date | None
    person_months: float
    draws: Floats
    gaps: tuple[Gap, ...] = ()


def fatality_risk(
    view: View, mission: Mission, current: Strength, *, draws: int = DRAWS, seed: int = 0
) -> FatalityRisk:
    """Estimate the risk from the mission's last three years on record.

    A Gamma under Jeffreys' prior of a Poisson rate. Strength is the mean of the monthly reports in
    those months, or the figure in use where there are none.

    Args:
        view: What was known.
        mission: The mission as known on the view's date.
        current: Its strength.
        draws: Draws.
        seed: Seed of every random draw.
    """
    base, last = current.baseline, last_month_covered(view)
    if base is None or last is None or last < month_of(mission.start):
        return FatalityRisk(None, 0, None, None, 0.0, np.empty(0), (_gap(mission, last),))
    first = max(month_after(last, 1 - WINDOW), month_of(mission.start))
    months = months_between(first, last) + 1
    rows = view.table(TABLE).filter(
        pl.col("mission") == mission.acronym,
        pl.col("date") >= first,
        pl.col("date") < month_after(last),
        pl.col("cause").str.to_lowercase() == MALICIOUS,
        ~pl.col("personnel").str.contains("civilian"),
    )
    reports = current.series.filter(pl.col("month").is_between(first, last))["total"]
    heads = float(reports.to_numpy().mean()) if reports.len() else float(base.total)
    exposure = max(heads, 1.0) * months
    rng = stream(seed, "mission", "peacekeepers killed", "rate")
    risk = np.asarray(rng.gamma(0.5 + rows.height / CLUSTER, 1.0, draws) * CLUSTER / exposure)
    a_year = Summary.of(risk * YEAR * 1000)
    span = f"{first:%B %Y} to {last:%B %Y}"
    rate = Figure(
        key="mission.peacekeepers_killed_rate",
        label=f"Uniformed personnel of {mission.acronym} killed by malicious acts a year for each "
        f"1,000, {span}",
        value=a_year.mean,
        unit="persons a year for each 1,000",
        method=f"{rows.height} killed in {months} months over a strength of {heads:,.0f}. The "
        "months end with the record of casualties. Interval of a Poisson rate under Jeffreys' "
        "prior, widened as events kill several at once.",
        evidence=(Evidence.of(TABLE, f"{mission.acronym}, {span}", rows), base.evidence),
        interval=a_year.interval,
        level=LEVEL,
        assumption=base.basis == "stated",
    )
    return FatalityRisk(rate, rows.height, first, last, exposure, risk)


def fatality_draws(means: Floats, seed: int) -> Floats:
    """Poisson draws that rise with their mean: options share the uniform draws.

    Args:
        means: Expected deaths, of any shape.
        seed: Same shape and seed, same uniform draws.

    Returns:
        Deaths, shaped as ``means``.
    """
    uniform = stream(seed, "mission", "peacekeepers killed").random(means.shape)
    if means.max(initial=0.0) > FEW:
        return _counts_by_scipy(uniform, means)
    # Term by term, which for the small means of a month takes a fiftieth of the time of scipy's
    # inverse: the count is the first whose probability to be reached is the uniform draw or more.
    exactly = np.exp(-means)
    at_most, counts, number = exactly.copy(), np.zeros(means.shape), 0
    while (short := (uniform > at_most) & ((exactly > LEAST) | (number < means))).any():
        counts += short
        number += 1
        exactly *= means / number
        at_most += exactly
    return counts


def _counts_by_scipy(uniform: Floats, means: Floats) -> Floats:
    from scipy.special import pdtrik  # noqa: PLC0415 - half a second that few answers need

    with np.errstate(invalid="ignore"):
        counts = np.ceil(pdtrik(uniform, np.maximum(means, 1e-300)))
    # Zero where its probability reaches the draw already.
    return np.asarray(np.where(uniform <= np.exp(-means), 0.0, np.maximum(counts, 1.0)))


def last_month_covered(view: View) -> date | None:
    """First day of the last month that the record of casualties covers; ``None`` without one.

    A month in which nobody died in any mission leaves no row and is rare; it is not counted.
    """
    if not view.has(TABLE) or view.table(TABLE).is_empty():
        return None
    newest: date = view.table(TABLE)["date"].max()  # type: ignore[assignment]
    return month_of(newest)


def _gap(mission: Mission, last: date | None) -> Gap:
    why = "no strength of it is on record"
    if last is None:
        why = "the edition holds no record of casualties for the date"
    elif last < month_of(mission.start):
        why = f"the record of casualties ends in {last:%B %Y}, before the mission began"
    return Gap(
        "mission.peacekeepers_killed_rate",
        f"The risk of peacekeepers of {mission.acronym}",
        why,
        TABLES[TABLE].how_to_get,
    )
