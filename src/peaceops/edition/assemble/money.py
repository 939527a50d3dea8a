"""Money approved and spent by mission and financial period, and the parts of what was approved."""

from __future__ import annotations

import polars as pl

from peaceops.edition.assemble.mission_names import reconcile
from peaceops.edition.parsed_files import ParsedFiles

_KEY = ["mission", "start", "end", "kind", "funding"]
_COLUMNS = [*_KEY, "dollars", "document", "known_on", "source", "row"]
_ASSESSMENT = "peacekeeping assessment"
_MONTHS_TO_REPORT = "6mo"  # until the performance reports and accounts of a period are out
_ROUNDING = 1000.0  # budgets come in thousands of dollars
_CONFLICT = "two sources give different amounts for one mission and period; the first is used"
_PARTS_APART = "the parts of an appropriation do not add up to it; both are kept as they stand"
_YEAR = ["mission", "start", "end"]
_AMOUNTS = ("proposed", "approved", "inclusive")


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Build ``expenditure``, ``appropriations`` and ``apportionments`` from what was read.

    What the Assembly approved joins ``expenditure`` after the Secretariat's expenses and the
    missions' own budgets, which tell the final apportionment.
    """
    tables: dict[str, pl.DataFrame] = {}
    frames = []
    if readings.has("un.expenses"):
        frames.append(_expenses(readings))
    if readings.has("hub.budgets"):
        frames.append(_budgets(readings))
    if readings.has("ga.budgets"):
        amounts = _approvals(readings)
        frames.append(amounts.filter(pl.col("kind") == "approved"))
        tables["appropriations"] = _by_year(amounts)
    if frames:
        tables["expenditure"] = _expenditure(readings, frames)
    if readings.has("ga.parts"):
        tables["apportionments"] = _parts(readings)
    if {"appropriations", "apportionments"} <= set(tables):
        _compare_parts(readings, tables["appropriations"], tables["apportionments"])
    return tables


def _expenditure(readings: ParsedFiles, frames: list[pl.DataFrame]) -> pl.DataFrame:
    # The Secretariat's figures come first: they are in dollars, the budgets in thousands.
    ranked = pl.concat(
        [frame.select(_COLUMNS).with_columns(rank=pl.lit(at)) for at, frame in enumerate(frames)],
        how="vertical_relaxed",
    ).sort([*_KEY, "rank", "document"], nulls_last=True)
    first = pl.struct(_KEY).is_first_distinct()
    ranked = ranked.with_columns(first=first, used=pl.col("dollars").first().over(_KEY))
    _report(readings, ranked.filter(~pl.col("first")))
    return ranked.filter("first").select(_COLUMNS).sort(_KEY)


def _expenses(readings: ParsedFiles) -> pl.DataFrame:
    frame = reconcile(readings, readings.frame("un.expenses"), pl.col("end"))
    return frame.with_columns(
        kind=pl.lit("spent"), known_on=pl.col("end").dt.offset_by(_MONTHS_TO_REPORT)
    )


def _budgets(readings: ParsedFiles) -> pl.DataFrame:
    frame = reconcile(readings, readings.frame("hub.budgets"), pl.col("end"))
    long = frame.unpivot(
        on=["approved", "spent"],
        index=["mission", "start", "end", "document", "source", "row"],
        variable_name="kind",
        value_name="dollars",
    ).filter(pl.col("dollars").is_not_null())
    reported = pl.col("end").dt.offset_by(_MONTHS_TO_REPORT)
    return long.with_columns(
        funding=pl.lit(_ASSESSMENT),
        known_on=pl.when(pl.col("kind") == "spent").then(reported).otherwise(pl.col("start")),
    )


def _approvals(readings: ParsedFiles) -> pl.DataFrame:
    """What was proposed and approved, one row a mission, year and kind.

    Of a year that one file gives as approved and a later one as apportioned, the approval stands:
    it names the resolution.
    """
    frame = reconcile(readings, readings.frame("ga.budgets"), pl.col("end"))
    ranked = frame.sort("mission", "start", "kind").with_columns(
        kind=pl.col("kind").replace("apportioned", "approved")
    )
    # Sorted, "apportioned" stands before "approved".
    single = ranked.unique([*_YEAR, "kind"], keep="last", maintain_order=True)
    return single.with_columns(
        funding=pl.lit(_ASSESSMENT), known_on=_set_on("start", "end", "document")
    )


def _set_on(start: str, end: str, document: str) -> pl.Expr:
    """The day a budget decision is known: the year's first, its last where decided within it.

    The session of June of a year bears the year's number less 1946.
    """
    session = pl.col(document).str.extract(r"A/RES/([0-9]{1,3})/").cast(pl.Int32)
    within = session > pl.col(start).dt.year() - 1946
    return pl.when(within.fill_null(False)).then(pl.col(end)).otherwise(pl.col(start))


def _by_year(amounts: pl.DataFrame) -> pl.DataFrame:
    def of(kind: str, column: str) -> pl.Expr:
        return pl.col(column).filter(pl.col("kind") == kind).first()

    approvals = pl.coalesce(of("approved", "document"), of("inclusive", "document"))
    return (
        amounts.group_by(_YEAR)
        .agg(
            *(of(kind, "dollars").alias(kind) for kind in _AMOUNTS),
            proposal=of("proposed", "document"),
            approval=approvals,
            known_on=pl.col("known_on").max(),
            source=pl.col("source").first(),
            row=pl.col("row").first(),
        )
        .sort(_YEAR)
    )


def _parts(readings: ParsedFiles) -> pl.DataFrame:
    frame = reconcile(readings, readings.frame("ga.parts"), pl.col("start"))
    year_end = pl.col("period").dt.offset_by("1y").dt.offset_by("-1d")
    return (
        frame.with_columns(year_end=year_end)
        .with_columns(known_on=_set_on("period", "year_end", "document"))
        .drop("year_end")
        .sort("mission", "start")
    )


def _compare_parts(readings: ParsedFiles, years: pl.DataFrame, parts: pl.DataFrame) -> None:
    sums = parts.group_by("mission", start="period").agg(
        pl.col("dollars").sum(), pl.col("source").first(), pl.col("row").min()
    )
    both = sums.join(years.select("mission", "start", "inclusive"), on=["mission", "start"])
    apart = both.filter((pl.col("dollars") - pl.col("inclusive")).abs() > _ROUNDING)
    readings.repair_each(
        apart.sort("mission", "start"),
        "dollars",
        "{mission} {start}: {dollars:.0f}",
        "{inclusive:.0f} approved",
        _PARTS_APART,
    )


def _report(readings: ParsedFiles, others: pl.DataFrame) -> None:
    apart = others.filter((pl.col("dollars") - pl.col("used")).abs() > _ROUNDING)
    amount = "{mission} {start} {kind}: {dollars:.0f}"
    readings.repair_each(apart, "dollars", amount, "{used:.0f}", _CONFLICT)
