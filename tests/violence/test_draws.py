"""The long table of draws, and the hubverse shape."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from peaceops.violence import draws as tables

MONTHS = [date(2022, 12, 1), date(2023, 1, 1), date(2023, 2, 1)]
ORIGIN = date(2022, 11, 1)


def table(values: np.ndarray | None = None) -> pl.DataFrame:
    drawn = np.arange(30.0).reshape(1, 3, 10) if values is None else values
    return tables.long_tables(ORIGIN, "all_types", ["MLI"], MONTHS, drawn)


def test_a_row_is_a_draw_of_a_month() -> None:
    frame = table()
    assert dict(frame.schema) == tables.SCHEMA
    chosen = frame.filter((pl.col("month") == MONTHS[1]) & (pl.col("draw") == 3))
    assert chosen["value"].to_list() == [13.0]


def test_months_and_values_must_fit() -> None:
    with pytest.raises(ValueError, match="months 3"):
        table(np.zeros((1, 2, 10)))


def test_the_hubverse_shape_counts_horizons_from_the_origin() -> None:
    hub = tables.to_hubverse(table())
    assert hub.columns == [
        "origin_date", "target", "horizon", "location", "output_type", "output_type_id", "value",
    ]  # fmt: skip
    assert hub["horizon"].unique().sort().to_list() == [1, 2, 3]
    assert hub["output_type"].unique().to_list() == ["sample"]
