"""How often a contributor leaves a mission that stays: the risk beside what was announced."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from peaceops.domain.figures import Evidence
from peaceops.edition.view import View

LEAST = 100  # persons: smaller contributions are observers and staff that rotate
LEFT = 0.2  # of its personnel a year before: fewer are a rear party
STAYS = 0.5  # of the mission's personnel a year before: fewer is a drawdown of all


@dataclass(frozen=True)
class Hazard:
    """The chance a year that a contributor of 100 persons or more leaves.

    Attributes:
        a_year: Share of contributor-years that ended with the contributor gone.
        low, high: 90 per cent interval (Jeffreys; contributor-years taken as independent).
        left: Contributor-years that ended so.
        years: Contributor-years at risk.
        evidence: The reports they come from.
    """

    a_year: float
    low: float
    high: float
    left: int
    years: int
    evidence: Evidence


def hazard(view: View, *, seed: int = 0) -> Hazard | None:
    """Count over all missions with monthly reports by contributor, Decembers a year apart.

    ``None`` where the edition has no two such Decembers.
    """
    if not view.has("contributions"):
        return None
    rows = view.table("contributions").filter(
        pl.col("quality").cast(pl.String) == "monthly report", pl.col("end").dt.month() == 12
    )
    found = at_risk(rows)
    if found.is_empty():
        return None
    left, years = int(found["left"].sum()), found.height
    draws = np.random.default_rng([seed, 11]).beta(0.5 + left, 0.5 + years - left, 4000)
    low, high = np.quantile(draws, [0.05, 0.95])
    said = Evidence.of("contributions", "Decembers, all missions with monthly reports", rows)
    return Hazard(left / years, float(low), float(high), left, years, said)


def at_risk(rows: pl.DataFrame) -> pl.DataFrame:
    """Contributors of 100 or more in a mission that stays, and whether a year later they had left.

    Args:
        rows: Reports of one month in each year: ``mission, country, end, total``.

    Returns:
        ``mission, country, year, total, later, left``.
    """
    held = rows.select("mission", "country", "total", year=pl.col("end").dt.year())
    held = held.group_by("mission", "country", "year").agg(pl.col("total").max())
    whole = held.group_by("mission", "year").agg(whole=pl.col("total").sum())
    after = whole.select("mission", pl.col("year") - 1, later_whole="whole")
    later = held.select("mission", "country", pl.col("year") - 1, later="total")
    return (
        held.filter(pl.col("total") >= LEAST)
        .join(whole, on=["mission", "year"])
        .join(after, on=["mission", "year"])
        .filter(pl.col("later_whole") >= STAYS * pl.col("whole"))
        .join(later, on=["mission", "country", "year"], how="left")
        .with_columns(pl.col("later").fill_null(0))
        .with_columns(left=pl.col("later") < LEFT * pl.col("total"))
        .select("mission", "country", "year", "total", "later", "left")
        .sort("mission", "country", "year")
    )
