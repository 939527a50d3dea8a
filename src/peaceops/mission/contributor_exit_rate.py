"""How often a contributor leaves a mission that stays: the risk apart from what was announced."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.intervals import LEVEL, Share, share_of
from peaceops.domain.messages import message
from peaceops.edition import View, per_view

LEAST = 100
"""Persons: smaller contributions are observers and staff that rotate."""
LEFT = 0.2
"""Of its personnel a year before: fewer are a rear party."""
STAYS = 0.5
"""Of the mission's personnel a year before: fewer is a drawdown of all."""


@dataclass(frozen=True)
class ContributorExitRate:
    """The chance a year that a contributor of 100 persons or more leaves.

    Attributes:
        share: Of contributor-years, those that ended with the contributor gone (Jeffreys'
            interval; contributor-years taken as independent).
        figure: It as a figure.
    """

    share: Share
    figure: Figure

    @property
    def a_year(self) -> float:
        """The share itself, as counted."""
        return self.share.happened / self.share.cases

    @property
    def low(self) -> float:
        """Lower bound of its 90 per cent interval."""
        return self.share.low

    @property
    def high(self) -> float:
        """Upper bound of it."""
        return self.share.high

    @property
    def years(self) -> int:
        """Contributor-years at risk."""
        return self.share.cases


@per_view
def contributor_exit_rate(view: View) -> ContributorExitRate | None:
    """Count over all missions with monthly reports by contributor, Decembers a year apart.

    Args:
        view: What was known.

    Returns:
        The rate, or ``None`` where the edition has no two such Decembers.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> rate = contributor_exit_rate(open_edition().as_of(date(2015, 6, 1)))
    >>> 0 < rate.low < rate.a_year < rate.high < 0.5
    True
    """
    if not view.has("contributions"):
        return None
    rows = view.table("contributions").filter(
        pl.col("quality") == "monthly report", pl.col("end").dt.month() == 12
    )
    cases = at_risk(rows)
    if cases.is_empty():
        return None
    share = share_of(int(cases["left"].sum()), cases.height)
    figure = Figure(
        key="mission.contributor_exit_rate",
        label=message(
            "Contributors of {least} persons or more that leave a mission that stays, a year",
            least=LEAST,
        ),
        value=share.happened / share.cases,
        unit="share",
        method=message(
            "{happened} of {cases} contributor-years, December to December, ended with "
            "less than {left:.0%} of the contribution left.",
            happened=share.happened,
            cases=share.cases,
            left=LEFT,
        ),
        evidence=(
            Evidence.of("contributions", "Decembers, all missions with monthly reports", rows),
        ),
        interval=share.interval,
        level=LEVEL,
    )
    return ContributorExitRate(share, figure)


def at_risk(rows: pl.DataFrame) -> pl.DataFrame:
    """Contributors of 100 or more in a mission that stays, and whether a year later they had left.

    Only pairs of years count in both of which the mission reported.

    Args:
        rows: Reports of one month in each year: ``mission, country, end, total``.

    Returns:
        ``mission, country, year, total, later, left``.
    """
    sizes = rows.select("mission", "country", "total", year=pl.col("end").dt.year())
    sizes = sizes.group_by("mission", "country", "year").agg(pl.col("total").max())
    whole = sizes.group_by("mission", "year").agg(whole=pl.col("total").sum())
    after = whole.select("mission", pl.col("year") - 1, later_whole="whole")
    later = sizes.select("mission", "country", pl.col("year") - 1, later="total")
    return (
        sizes.filter(pl.col("total") >= LEAST)
        .join(whole, on=["mission", "year"])
        .join(after, on=["mission", "year"])
        .filter(pl.col("later_whole") >= STAYS * pl.col("whole"))
        .join(later, on=["mission", "country", "year"], how="left")
        .with_columns(pl.col("later").fill_null(0))
        .with_columns(left=pl.col("later") < LEFT * pl.col("total"))
        .select("mission", "country", "year", "total", "later", "left")
        .sort("mission", "country", "year")
    )
