"""Strength of a mission: the latest figures and their age, the ceiling, and who contributes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from peaceops.domain.days import long_day, long_month
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.messages import message, run_together
from peaceops.domain.months import months_between
from peaceops.edition import TABLES, View, ceilings, per_view
from peaceops.mission.contributors import Contributors, contributions, contributors
from peaceops.mission.inputs import StatedStrength

Basis = Literal["stated", "monthly report", "yearly mean"]
Ceiling = tuple[int | None, int | None]  # authorised military and police

OLD_MONTHS = 6  # a monthly figure older than this is a gap


@dataclass(frozen=True)
class Month:
    """Uniformed personnel at the end of a month; a type is ``None`` where none was reported."""

    month: date
    troops: int | None
    police: int | None
    experts: int | None
    total: int


@dataclass(frozen=True)
class Baseline:
    """The strength figure in use: the newest of what is stated, reported monthly, or by year.

    Attributes:
        on: The day it stands for; the middle of the year for a yearly mean.
        military: Troops and experts on mission; ``None`` when the types are not known apart.
        police: Police; ``None`` likewise.
        total: All uniformed personnel.
        basis: Where it comes from.
        evidence: What it rests on.
    """

    on: date
    military: int | None
    police: int | None
    total: int
    basis: Basis
    evidence: Evidence


@dataclass(frozen=True)
class Strength:
    """Strength of a mission as known.

    Attributes:
        latest: The latest monthly report, or ``None``.
        age_months: Months from it to the month of the view.
        series: All months known: ``month, troops, police, experts, total, source, row``.
        yearly: Yearly means where monthly reports are missing: ``year, total``.
        baseline: The figure in use, or ``None``.
        share_of_ceiling: Baseline over the ceiling, military and police together, or the one of
            them that has both a ceiling and a figure; ``None`` also where the baseline is older
            than the decision that set the ceiling.
        contributors: Who they are, in the latest period known.
        in_use: The baseline as a figure.
        share_of_ceiling_figure: The share as a figure.
        known_words: Until when strength is known and how many months are missing, in a sentence;
            ``None`` where none is known.
        figures: Those two, the latest report and those of the contributors.
        gaps: What is missing.
    """

    latest: Month | None
    age_months: int | None
    series: pl.DataFrame
    yearly: pl.DataFrame
    baseline: Baseline | None
    share_of_ceiling: float | None
    contributors: Contributors
    in_use: Figure | None
    share_of_ceiling_figure: Figure | None
    known_words: str | None
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]


def strength(
    view: View,
    mission: str,
    *,
    ceiling: Ceiling | None = None,
    stated: StatedStrength | None = None,
) -> Strength:
    """Gather what is known of a mission's strength.

    Args:
        view: What was known.
        mission: Our name of the mission.
        ceiling: Authorised military and police; ``None`` for what has no ceiling.
        stated: A stated figure, used where it is newer than the data.

    Raises:
        ValueError: The stated strength is dated after the view.
    """
    if stated is not None and stated.on > view.as_of:
        raise ValueError(f"the stated strength is of {stated.on}, after {view.as_of}")
    series = _series(view, mission)
    rows = contributions(view, mission)
    latest = (
        Month(*series.select("month", "troops", "police", "experts", "total").row(-1))
        if series.height
        else None
    )
    age = months_between(latest.month, view.as_of) if latest else None
    baseline = _baseline(mission, series, rows, stated)
    set_on = _ceiling_set_on(view, mission, ceiling)
    outdated = baseline is not None and set_on is not None and baseline.on < set_on
    share = None if outdated else _share(baseline, ceiling)
    in_use = _in_use(baseline)
    share_figure = _share_figure(baseline, ceiling, share)
    listed = contributors(view, mission, rows)
    return Strength(
        latest=latest,
        age_months=age,
        series=series,
        yearly=_yearly(rows),
        baseline=baseline,
        share_of_ceiling=share,
        contributors=listed,
        in_use=in_use,
        share_of_ceiling_figure=share_figure,
        known_words=_known_words(mission, baseline, view.as_of),
        figures=(
            *_latest_report(mission, series, latest, age),
            *(figure for figure in (in_use, share_figure) if figure is not None),
            *listed.figures,
        ),
        gaps=(
            *_latest_gaps(view, mission, latest, age),
            *((_outdated(mission, baseline, set_on),) if outdated and baseline and set_on else ()),
            *listed.gaps,
        ),
    )


@per_view
def _series(view: View, mission: str) -> pl.DataFrame:
    columns = ["month", "troops", "police", "experts", "total", "source", "row"]
    if not view.has("strength"):
        return pl.DataFrame(
            schema={**dict.fromkeys(columns, pl.Int64), "month": pl.Date, "source": pl.String}
        )
    rows = view.table("strength").filter(pl.col("mission") == mission)
    return rows.select(columns).sort("month")


@per_view
def all_strengths(view: View) -> Evidence:
    """Every report of strength known: what a forecast learns from."""
    return Evidence.of("strength", "all missions, all months known", view.table("strength"))


def _yearly(rows: pl.DataFrame) -> pl.DataFrame:
    """Contributors of a year added up, where only yearly means are on record."""
    year = pl.col("start").dt.year().alias("year")
    return _means(rows).group_by(year).agg(pl.col("total").sum()).sort("year")


def _means(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(pl.col("quality") == "mean of partial months")


def _baseline(
    mission: str, series: pl.DataFrame, rows: pl.DataFrame, stated: StatedStrength | None
) -> Baseline | None:
    candidates = []
    if stated is not None:
        statement = Evidence.of_statement(stated.statement, stated.source)
        candidates.append(
            Baseline(stated.on, stated.military, stated.police, stated.total, "stated", statement)
        )
    if series.height:
        last = series.tail(1).with_columns(on=pl.col("month").dt.month_end())
        row = last.row(0, named=True)
        what = Evidence.of("strength", f"mission {mission}, month {row['month']:%Y-%m}", last)
        military = (row["troops"] or 0) + (row["experts"] or 0)
        candidates.append(
            Baseline(row["on"], military, row["police"] or 0, row["total"], "monthly report", what)
        )
    yearly = _yearly(rows)
    if yearly.height:
        year, total = yearly.row(-1)
        of_year = _means(rows).filter(pl.col("start").dt.year() == year)
        what = Evidence.of("contributions", f"mission {mission}, mean of {year}", of_year)
        candidates.append(Baseline(date(year, 7, 1), None, None, total, "yearly mean", what))
    # A stated figure wins over data of the same day.
    return max(candidates, key=lambda figure: (figure.on, figure.basis == "stated"), default=None)


def _known_words(mission: str, baseline: Baseline | None, as_of: date) -> str | None:
    if baseline is None:
        return None
    age = months_between(baseline.on, as_of)
    yearly = baseline.basis == "yearly mean"
    until = (
        message("the mean of {year}", year=baseline.on.year) if yearly else long_month(baseline.on)
    )
    missing = {0: "", 1: "; 1 month is missing"}.get(
        age, message("; {age} months are missing", age=age)
    )
    return message(
        "No strength of {mission} after {until} is known to this forecast{missing}.",
        mission=mission,
        until=until,
        missing=missing,
    )


def _share(baseline: Baseline | None, ceiling: Ceiling | None) -> float | None:
    if baseline is None or ceiling is None:
        return None
    military, police = ceiling
    if baseline.military is None and baseline.police is None:
        # Types are not known apart: only a whole ceiling compares.
        return baseline.total / (military + police) if military and police else None
    compared = [
        (have, allowed)
        for have, allowed in ((baseline.military, military), (baseline.police, police))
        if have is not None and allowed
    ]
    if not compared:
        return None
    return sum(have for have, _ in compared) / sum(allowed for _, allowed in compared)


def _latest_report(
    mission: str, series: pl.DataFrame, latest: Month | None, age: int | None
) -> tuple[Figure, ...]:
    if latest is None:
        return ()
    evidence = Evidence.of("strength", f"mission {mission}, {latest.month:%Y-%m}", series.tail(1))
    return (
        Figure(
            key="mission.strength_latest",
            label=message(
                "Uniformed personnel in the latest monthly report ({month:%B %Y}, {age} months "
                "old)",
                month=latest.month,
                age=age,
            ),
            value=latest.total,
            unit="persons",
            method="Troops, police and experts on mission at the end of the month, as reported.",
            evidence=(evidence,),
        ),
    )


def _in_use(baseline: Baseline | None) -> Figure | None:
    if baseline is None:
        return None
    how = {
        "stated": "The newest figure is one that was stated; data on record are older.",
        "monthly report": "The newest figure is the latest monthly report.",
        "yearly mean": "The newest figure is a year's mean of all contributors, from reports of "
        "the months that were on record.",
    }
    return Figure(
        key="mission.strength_in_use",
        label=message("Uniformed personnel, newest figure ({baseline})", baseline=day_of(baseline)),
        value=baseline.total,
        unit="persons",
        method=how[baseline.basis],
        evidence=(baseline.evidence,),
        assumption=baseline.basis == "stated",
    )


def _share_figure(
    baseline: Baseline | None, ceiling: Ceiling | None, share: float | None
) -> Figure | None:
    if baseline is None or share is None or ceiling is None:
        return None
    parts = [
        message("{number:,} {what}", number=number, what=what)
        for number, what in zip(ceiling, ("military", "police"), strict=True)
        if number
    ]
    return Figure(
        key="mission.share_of_ceiling",
        label="Uniformed personnel as a share of the authorised ceiling",
        value=share,
        unit="share",
        method=message(
            "The newest figure over the authorised ceiling: {parts}.",
            parts=run_together(" and ", parts),
        ),
        evidence=(baseline.evidence,),
        assumption=baseline.basis == "stated",
    )


def _ceiling_set_on(view: View, mission: str, ceiling: Ceiling | None) -> date | None:
    """The day from which on the ceiling is what it is."""
    if ceiling is None or not view.has("mandates"):
        return None
    rows = ceilings(view).filter(
        pl.col("mission") == mission,
        pl.any_horizontal(pl.col("ceiling_military", "ceiling_police").is_not_null()),
    )
    military, police = (number or 0 for number in ceiling)
    other = (pl.col("ceiling_military").fill_null(0) != military) | (
        pl.col("ceiling_police").fill_null(0) != police
    )
    since = rows.filter(other.reverse().cum_sum().reverse() == 0)
    first: date | None = since["known_on"][0] if since.height else None
    return first


def _outdated(mission: str, baseline: Baseline, set_on: date) -> Gap:
    return Gap(
        "mission.share_of_ceiling",
        message("How much of its authorised ceiling {mission} fills", mission=mission),
        message(
            "the ceiling was set on {set_on}, and the newest strength ({baseline}) is older",
            set_on=long_day(set_on),
            baseline=day_of(baseline),
        ),
        message(
            "{how_to_get}, or state the strength in the assumptions file",
            how_to_get=TABLES["strength"].how_to_get,
        ),
    )


def _latest_gaps(
    view: View, mission: str, latest: Month | None, age: int | None
) -> tuple[Gap, ...]:
    remedy = TABLES["strength"].how_to_get
    if latest is None:
        why = (
            "the edition holds no report of it"
            if view.has("strength")
            else "the edition holds no table of strength"
        )
        return (
            Gap(
                "mission.strength",
                message("Monthly strength of {mission}", mission=mission),
                why,
                remedy,
            ),
        )
    if age is not None and age > OLD_MONTHS:
        return (
            Gap(
                "mission.strength_old",
                message(
                    "Monthly strength of {mission} after {month:%B %Y}",
                    mission=mission,
                    month=latest.month,
                ),
                message("the latest monthly report in the edition is {age} months old", age=age),
                message("{remedy}, or state the strength in the assumptions file", remedy=remedy),
            ),
        )
    return ()


def day_of(baseline: Baseline) -> str:
    """Write when a strength was measured: its day, or the year that it is the mean of.

    Args:
        baseline: The strength.
    """
    if baseline.basis == "yearly mean":
        return message("mean of {on:%Y}", on=baseline.on)
    return long_day(baseline.on)
