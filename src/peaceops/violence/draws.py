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

from peaceops.domain.months import month_numbers

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


def to_hubverse(draws: pl.DataFrame) -> pl.DataFrame:
    """The draws as samples in the model-output layout of the hubverse (hubverse.io).

    ``horizon`` counts months from the origin; ``output_type_id`` numbers the draws.
    """
    return draws.select(
        origin_date="origin",
        target="target",
        horizon=month_numbers("month") - month_numbers("origin"),
        location="unit",
        output_type=pl.lit("sample"),
        output_type_id=pl.col("draw").cast(pl.String),
        value="value",
    )
