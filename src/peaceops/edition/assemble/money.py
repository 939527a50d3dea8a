"""Money approved and spent by mission and financial period."""

from __future__ import annotations

import polars as pl

from peaceops.edition.assemble._mission_names import reconcile
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.sources import Repair

_KEY = ["mission", "start", "end", "kind", "funding"]
_COLUMNS = [*_KEY, "dollars", "document", "known_on", "source", "row"]
_ASSESSMENT = "peacekeeping assessment"
_MONTHS_TO_REPORT = "6mo"  # until the performance reports and accounts of a period are out
_ROUNDING = 1000.0  # budgets come in thousands of dollars
_CONFLICT = "two sources give different amounts for one mission and period; the first is used"


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Build ``expenditure`` from the Secretariat's expenses and the missions' budgets."""
    frames = []
    if readings.has("un.expenses"):
        frames.append(_expenses(readings))
    if readings.has("hub.budgets"):
        frames.append(_budgets(readings))
    if not frames:
        return {}
    # The Secretariat's figures come first: they are in dollars, the budgets in thousands.
    ranked = pl.concat(
        [frame.select(_COLUMNS).with_columns(rank=pl.lit(at)) for at, frame in enumerate(frames)],
        how="vertical_relaxed",
    ).sort([*_KEY, "rank", "document"], nulls_last=True)
    first = pl.struct(_KEY).is_first_distinct()
    ranked = ranked.with_columns(first=first, used=pl.col("dollars").first().over(_KEY))
    _report(readings, ranked.filter(~pl.col("first")))
    return {"expenditure": ranked.filter("first").select(_COLUMNS).sort(_KEY)}


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


def _report(readings: ParsedFiles, others: pl.DataFrame) -> None:
    apart = others.filter((pl.col("dollars") - pl.col("used")).abs() > _ROUNDING)
    for line in apart.iter_rows(named=True):
        what = f"{line['mission']} {line['start']} {line['kind']}: {line['dollars']:.0f}"
        readings.repair(
            Repair(line["source"], line["row"] or 1, "dollars", what, f"{line['used']:.0f}",
                   _CONFLICT)
        )  # fmt: skip
