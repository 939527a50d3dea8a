"""The long table of draws that every forecast is kept in, and its summaries.

One row is one draw of one month: ``origin`` (the last month known, its first day), ``target``
(``state_based``, ``non_state``, ``one_sided``, ``all_types``), ``unit`` (ISO 3 code), ``month``
(first day), ``draw`` (0, 1, ...), ``value`` (deaths). A draw's months belong together: summed
over months they are a draw of the total.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

SCHEMA = {
    "origin": pl.Date,
    "target": pl.String,
    "unit": pl.String,
    "month": pl.Date,
    "draw": pl.Int64,
    "value": pl.Float64,
}
HUBVERSE = (
    "origin_date",
    "target",
    "horizon",
    "location",
    "output_type",
    "output_type_id",
    "value",
)
LAYOUTS = (tuple(SCHEMA), HUBVERSE)
"""Columns of the long table and of the hubverse's, by which a file of draws is known."""
LEVELS = (0.5, 0.8, 0.9)
_SERIES = ("origin", "target", "unit")


def long_table(
    origin: date, target: str, unit: str, months: Sequence[date], values: NDArray[np.float64]
) -> pl.DataFrame:
    """Lay out ``values``, shape (months, draws), as a table of draws.

    Raises:
        ValueError: ``values`` has another number of rows than there are months.
    """
    if values.ndim != 2 or values.shape[0] != len(months):
        raise ValueError(f"values have shape {values.shape}, months are {len(months)}")
    draws = values.shape[1]
    return pl.DataFrame(
        {
            "origin": [origin] * values.size,
            "target": [target] * values.size,
            "unit": [unit] * values.size,
            "month": np.repeat(np.array(months, dtype="datetime64[D]"), draws),
            "draw": np.tile(np.arange(draws), len(months)),
            "value": values.reshape(-1),
        },
        schema_overrides=SCHEMA,
    )


def long_tables(
    origin: date,
    target: str,
    units: Sequence[str],
    months: Sequence[date],
    values: NDArray[np.float64],
) -> pl.DataFrame:
    """Lay out the draws of several units, shape (units, months, draws), as one table.

    Raises:
        ValueError: ``values`` is for another number of units or months.
    """
    if values.ndim != 3 or values.shape[:2] != (len(units), len(months)):
        raise ValueError(
            f"values have shape {values.shape}, units are {len(units)}, months {len(months)}"
        )
    draws = values.shape[2]
    each = np.repeat(np.array(months, dtype="datetime64[D]"), draws)
    return pl.DataFrame(
        {
            "origin": pl.repeat(origin, values.size, dtype=pl.Date, eager=True),
            "target": pl.repeat(target, values.size, dtype=pl.String, eager=True),
            "unit": np.repeat(np.array(units), len(months) * draws),
            "month": np.tile(each, len(units)),
            "draw": np.tile(np.arange(draws), len(units) * len(months)),
            "value": values.reshape(-1),
        },
        schema_overrides=SCHEMA,
    )


def no_draws() -> pl.DataFrame:
    """A table of draws without rows."""
    return pl.DataFrame(schema=SCHEMA)


def by_month(draws: pl.DataFrame) -> pl.DataFrame:
    """Mean, median and central intervals of each month, one row a series and month."""
    return draws.group_by(*_SERIES, "month").agg(*_summaries("value")).sort(*_SERIES, "month")


def totals(draws: pl.DataFrame, months: int) -> pl.DataFrame:
    """Sum of the first ``months`` months after the origin: one row a series and draw.

    Raises:
        ValueError: The table has fewer months than that.
    """
    ahead = _months_ahead()
    held = draws.select(ahead.max()).item() or 0
    if not draws.is_empty() and held < months:
        raise ValueError(f"draws reach {held} months ahead, {months} were asked for")
    return (
        draws.filter(ahead <= months)
        .group_by(*_SERIES, "draw")
        .agg(total=pl.col("value").sum())
        .with_columns(months=pl.lit(months, dtype=pl.Int64))
        .sort(*_SERIES, "draw")
        .select(*_SERIES, "months", "draw", "total")
    )


def of_totals(sums: pl.DataFrame) -> pl.DataFrame:
    """Mean, median and central intervals of totals, one row a series and number of months."""
    keys = (*_SERIES, "months")
    return sums.group_by(*keys).agg(*_summaries("total")).sort(*keys)


def probability(sums: pl.DataFrame, threshold: float, *, above: bool = False) -> pl.DataFrame:
    """Share of draws whose total is at least (or, with ``above``, over) the threshold.

    Returns:
        One row a series and number of months, with the share as ``p``.
    """
    keys = (*_SERIES, "months")
    meets = pl.col("total") > threshold if above else pl.col("total") >= threshold
    return sums.group_by(*keys).agg(p=meets.mean()).sort(*keys)


def to_hubverse(draws: pl.DataFrame) -> pl.DataFrame:
    """The draws as samples in the model-output layout of the hubverse (hubverse.io).

    ``horizon`` counts months from the origin; ``output_type_id`` numbers the draws.
    """
    return draws.select(
        origin_date="origin",
        target="target",
        horizon=_months_ahead(),
        location="unit",
        output_type=pl.lit("sample"),
        output_type_id=pl.col("draw").cast(pl.String),
        value="value",
    )


def _months_ahead() -> pl.Expr:
    month, origin = pl.col("month"), pl.col("origin")
    years = month.dt.year() - origin.dt.year()
    return (years * 12 + month.dt.month() - origin.dt.month()).cast(pl.Int64)


def _summaries(column: str) -> list[pl.Expr]:
    values = pl.col(column)
    found = [values.mean().alias("mean"), values.median().alias("median")]
    for level in LEVELS:
        for side, quantile in (("low", (1 - level) / 2), ("high", (1 + level) / 2)):
            name = f"{side}_{round(100 * level)}"
            found.append(values.quantile(quantile, interpolation="linear").alias(name))
    return found
