"""Who contributes uniformed personnel to a mission, in the latest period on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.domain.days import long_month
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.messages import message
from peaceops.domain.months import months_between
from peaceops.edition import TABLES, View, per_view

OLD_MONTHS = 12  # figures by contributor older than this are a gap
TOP = 5


@dataclass(frozen=True)
class Contributors:
    """Contributors of the latest period, largest first.

    Attributes:
        ranked: ``rank, country, start, end, quality, troops, police, experts, total, share``.
        top_five_share: Share of the five largest; ``None`` when none are known.
    """

    ranked: pl.DataFrame
    top_five_share: float | None
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]


def contributors(view: View, mission: str, rows: pl.DataFrame) -> Contributors:
    """Rank the contributors of the latest period.

    Args:
        view: What was known.
        mission: Our name of the mission.
        rows: Its contributions, as ``contributions`` gives them.
    """
    ranked = _ranked(rows)
    top = float(ranked["share"].head(TOP).sum()) if ranked.height else None
    return Contributors(
        ranked=ranked.drop("source", "row"),
        top_five_share=top,
        figures=_figures(mission, ranked, top),
        gaps=_gaps(view, mission, ranked),
    )


@per_view
def contributions(view: View, mission: str) -> pl.DataFrame:
    """All contributions to a mission that were known; no rows where the edition lacks them."""
    columns = [
        "country",
        "start",
        "end",
        "quality",
        "troops",
        "police",
        "experts",
        "total",
        "source",
        "row",
    ]
    if not view.has("contributions"):
        schema = {
            **dict.fromkeys(columns, pl.String),
            "start": pl.Date,
            "end": pl.Date,
            **dict.fromkeys(("troops", "police", "experts", "total", "row"), pl.Int64),
        }
        return pl.DataFrame(schema=schema)
    rows = view.table("contributions").filter(pl.col("mission") == mission)
    return rows.select(columns).with_columns(pl.col("quality").cast(pl.String))


def _ranked(rows: pl.DataFrame) -> pl.DataFrame:
    """Contributors of the latest period, largest first."""
    period = rows.filter(pl.col("end") == pl.col("end").max())
    # Where a month and a year end together, the month's report is the better figure.
    monthly = period.filter(pl.col("quality") == "monthly report")
    chosen = (monthly if monthly.height else period).filter(pl.col("total") > 0)
    ranked = chosen.sort(["total", "country"], descending=[True, False])
    return ranked.with_columns(share=pl.col("total") / pl.col("total").sum()).select(
        pl.int_range(1, pl.len() + 1).alias("rank"), *rows.columns[:8], "share", "source", "row"
    )


def _figures(mission: str, ranked: pl.DataFrame, top: float | None) -> tuple[Figure, ...]:
    if top is None:
        return ()
    start, end = ranked.select("start", "end").row(0)
    evidence = Evidence.of("contributions", f"mission {mission}, {start} to {end}", ranked)
    return (
        Figure(
            key="mission.contributors",
            label=message(
                "Contributors of uniformed personnel ({start})", start=_period(start, end)
            ),
            value=ranked.height,
            unit="states",
            method="States with at least one person in the mission over the period.",
            evidence=(evidence,),
        ),
        Figure(
            key="mission.top_five_share",
            label=message(
                "Share of the five largest contributors ({start})", start=_period(start, end)
            ),
            value=top,
            unit="share",
            method="The five largest contributors over all, in the latest period on record.",
            evidence=(evidence,),
        ),
    )


def _gaps(view: View, mission: str, ranked: pl.DataFrame) -> tuple[Gap, ...]:
    remedy = TABLES["contributions"].how_to_get
    if ranked.is_empty():
        return (
            Gap(
                "mission.contributors",
                message("Contributors of {mission}", mission=mission),
                "the edition holds none for any period",
                remedy,
            ),
        )
    end, quality = ranked.select("end", "quality").row(0)
    age = months_between(end, view.as_of)
    if age > OLD_MONTHS:
        kind = "a mean over the year" if quality != "monthly report" else "a monthly report"
        return (
            Gap(
                "mission.contributors_old",
                message("Contributors of {mission} after {end:%B %Y}", mission=mission, end=end),
                message(
                    "the latest figures by contributor are {kind}, {age} months old",
                    kind=kind,
                    age=age,
                ),
                remedy,
            ),
        )
    return ()


def _period(start: date, end: date) -> str:
    if months_between(start, end) == 0:
        return long_month(start)
    return (
        f"{start:%Y}"
        if start.year == end.year
        else message("{start:%Y} to {end:%Y}", start=start, end=end)
    )
