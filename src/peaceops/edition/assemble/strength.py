"""Uniformed personnel: by mission and month, by contributor and period, by contributor and month.

The UN's own monthly figures (DPO-UCHISTORICAL) stand where a file has them; IPI's stand elsewhere.
Where both have a figure and differ, the difference is reported. Yearly means of contributors stand
only for mission-years without monthly reports of contributors; see ``contributor_years`` for what
is wrong with them.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from peaceops.edition.assemble.mission_names import reconcile
from peaceops.edition.parsed_files import ParsedFiles

_TYPES = ("troops", "police", "experts")
_DIFFER = "IPI and the UN's own figures differ; the UN's are used"
_TWICE = "two names of one mission report the same month; the first is used"
_NOT_WHOLE = "contributors do not add up to the mission's strength; both stand as published"
_SUPERSEDED = "monthly reports of contributors cover the mission's year"
_SCALED = "months reported over twelve; brought to the mean of the mission's monthly reports"
_APART = "the year's contributors are too far from the mission's monthly reports"
_MONTHS_TO_JUDGE = 10  # fewer reported months do not tell a year's mean
# A twelfth of the year may be missing, and figures are rounded contributor by contributor.
_LOWEST, _HIGHEST, _ROUNDING = 0.88, 1.03, 12


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Build ``strength``, ``contributions`` and ``contributor_strength`` from what is there."""
    frames: dict[str, pl.DataFrame] = {}
    official = _official(readings)
    if official is not None or readings.has("ipi.mission_months"):
        frames["strength"] = _strength(readings, official)
    monthly = _monthly(readings, official)
    strength = frames.get("strength")
    if monthly is not None and strength is not None:
        _compare_sums(readings, monthly, strength)
    parts = [monthly] if monthly is not None else []
    if readings.has("contributor_years.means"):
        parts.append(_yearly(readings, monthly, strength))
    if parts:
        frames["contributions"] = pl.concat(parts, how="diagonal_relaxed").sort(
            "mission", "country", "start", "end", "quality"
        )
    if official is not None or readings.has("ipi.contributor_months"):
        frames["contributor_strength"] = _by_contributor(readings, official)
    return frames


def _official(readings: ParsedFiles) -> pl.DataFrame | None:
    """DPO-UCHISTORICAL with one row a mission, country and month, types side by side."""
    if not readings.has("hub.contributions"):
        return None
    long = reconcile(readings, readings.frame("hub.contributions"), pl.col("month").dt.month_end())
    key = ["mission", "country", "month"]
    return (
        long.group_by(key)
        .agg(
            *(_of_type(kind).alias(kind) for kind in _TYPES),
            pl.col("persons").sum().alias("total"),
            pl.col("source").min(),
            pl.col("row").min(),
        )
        .filter(pl.col("total") > 0)
        .sort(key)
    )


def _of_type(kind: str) -> pl.Expr:
    return pl.col("persons").filter(pl.col("type") == kind).sum()


def _sums(frame: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Add up over all other keys; the row is lost, since many are summed."""
    return (
        frame.group_by(key)
        .agg(pl.col(*_TYPES, "total").sum(), pl.col("source").min())
        .with_columns(row=pl.lit(None, pl.Int64))
    )


def _strength(readings: ParsedFiles, official: pl.DataFrame | None) -> pl.DataFrame:
    key = ["mission", "month"]
    frames = [] if official is None else [_sums(official, key)]
    frames += _of_ipi(readings, "ipi.mission_months", key)
    return _prefer(readings, frames, key).sort(key)


def _monthly(readings: ParsedFiles, official: pl.DataFrame | None) -> pl.DataFrame | None:
    key = ["mission", "country", "month"]
    frames = [] if official is None else [official]
    frames += _of_ipi(readings, "ipi.contributions", key)
    if not frames:
        return None
    return (
        _prefer(readings, frames, key)
        .with_columns(
            start=pl.col("month"),
            end=pl.col("month").dt.month_end(),
            quality=pl.lit("monthly report"),
        )
        .drop("month")
    )


def _by_contributor(readings: ParsedFiles, official: pl.DataFrame | None) -> pl.DataFrame:
    key = ["country", "month"]
    frames = [] if official is None else [_sums(official, key)]
    if readings.has("ipi.contributor_months"):
        ipi = readings.frame("ipi.contributor_months")
        frames.append(ipi.with_columns(total=pl.sum_horizontal(_TYPES)))
    return _prefer(readings, frames, key).drop("total").sort(key)


def _of_ipi(readings: ParsedFiles, name: str, key: Sequence[str]) -> list[pl.DataFrame]:
    """IPI's figures under the names of missions that stood then, if there are any."""
    if not readings.has(name):
        return []
    rows = reconcile(readings, readings.frame(name), pl.col("month").dt.month_end())
    return [_first(readings, rows, key)]


def _first(readings: ParsedFiles, frame: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Keep the first row of each key; report the others."""
    frame = frame.sort([*key, "row"])
    first = frame.select(pl.struct(key).is_first_distinct()).to_series()
    values = ", ".join(f"{{{name}}}" for name in (*key, "total"))
    readings.repair_each(frame.filter(~first), "*", values, "(dropped)", _TWICE)
    return frame.filter(first)


def _prefer(
    readings: ParsedFiles, frames: Sequence[pl.DataFrame], key: Sequence[str]
) -> pl.DataFrame:
    """Keep the first frame whole and of the second what the first lacks; report differences."""
    columns = (*key, *_TYPES, "total", "source", "row")
    better, *others = (frame.select(columns) for frame in frames)
    if not others:
        return better
    (other,) = others
    both = other.join(better, on=key, suffix="_better").filter(
        pl.col("total") != pl.col("total_better")
    )
    values = ", ".join(f"{{{name}}}" for name in key)
    readings.repair_each(both.sort(key), "total", values + ": {total}", "{total_better}", _DIFFER)
    return pl.concat([better, other.join(better, on=key, how="anti")], how="vertical_relaxed")


def _compare_sums(readings: ParsedFiles, monthly: pl.DataFrame, strength: pl.DataFrame) -> None:
    summed = monthly.group_by("mission", pl.col("start").alias("month")).agg(
        pl.col("total").sum(), pl.col("source").min(), pl.col("row").min()
    )
    both = summed.join(strength, on=["mission", "month"], suffix="_mission")
    apart = both.filter(pl.col("total") != pl.col("total_mission")).sort("mission", "month")
    contributors = "{mission} {month:%Y-%m}: contributors {total}"
    readings.repair_each(apart, "total", contributors, "mission {total_mission}", _NOT_WHOLE)


def _yearly(
    readings: ParsedFiles, monthly: pl.DataFrame | None, strength: pl.DataFrame | None
) -> pl.DataFrame:
    """Yearly means that monthly reports do not replace, brought to the mission's mean strength."""
    means = reconcile(readings, readings.frame("contributor_years.means"), pl.date("year", 12, 31))
    judged = _judge(means, monthly, strength)
    for line in judged.filter(pl.col("verdict").is_not_null()).iter_rows(named=True):
        scaled = line["verdict"] == _SCALED
        used = f"{line['persons'] * line['factor']:.0f}" if scaled else "(dropped)"
        persons = f"{line['mission']} {line['year']}: {line['persons']}"
        readings.repair(line["source"], line["row"], "Total", persons, used, line["verdict"])
    sound = judged.filter(pl.col("verdict").is_null() | (pl.col("verdict") == _SCALED))
    return (
        means.join(sound.select("mission", "year", "factor"), on=["mission", "year"])
        .with_columns(
            start=pl.date("year", 1, 1),
            end=pl.date("year", 12, 31),
            quality=pl.lit("mean of partial months"),
            total=(pl.col("persons") * pl.col("factor")).round(0).cast(pl.Int64),
            **{kind: pl.lit(None, pl.Int64) for kind in _TYPES},
        )
        .select("mission", "country", *_TYPES, "total", "source", "row", "start", "end", "quality")
    )


def _judge(
    means: pl.DataFrame, monthly: pl.DataFrame | None, strength: pl.DataFrame | None
) -> pl.DataFrame:
    """One row a mission-year: what its contributors add up to, the factor, and the verdict."""
    years = (
        means.group_by("mission", "year")
        .agg(pl.col("persons").sum(), pl.col("source").min(), pl.col("row").min())
        .with_columns(factor=pl.lit(1.0), verdict=pl.lit(None, pl.String))
        .sort("mission", "year")
    )
    if strength is None:
        return years
    year = _year("month")
    reported = strength.group_by(year).agg(months=pl.col("month").n_unique())
    by_mission = strength.group_by("mission", year).agg(
        sum=pl.col("total").sum(), its_months=pl.col("month").n_unique()
    )
    years = years.join(by_mission, on=["mission", "year"], how="left").join(
        reported, on="year", how="left"
    )
    if monthly is not None:
        covered = monthly.group_by("mission", _year("start")).agg(
            covered=pl.col("start").n_unique()
        )
        years = years.join(covered, on=["mission", "year"], how="left")
    else:
        years = years.with_columns(covered=pl.lit(None, pl.Int64))
    mean = pl.col("sum") / pl.col("months")
    ratio = pl.col("persons") / mean
    judgeable = pl.col("months") >= _MONTHS_TO_JUDGE
    close = (pl.col("persons") - mean).abs() <= _ROUNDING
    fits = close | ratio.is_between(_LOWEST, _HIGHEST)
    return years.with_columns(
        verdict=pl.when(pl.col("covered") >= pl.col("its_months"))
        .then(pl.lit(_SUPERSEDED))
        .when(judgeable & ~fits)
        .then(pl.lit(_APART))
        .when(judgeable & ~close)
        .then(pl.lit(_SCALED)),
        factor=pl.when(judgeable & ~close & fits).then(1 / ratio).otherwise(1.0),
    ).sort("mission", "year")


def _year(column: str) -> pl.Expr:
    return pl.col(column).dt.year().cast(pl.Int64).alias("year")
