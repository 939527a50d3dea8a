"""The long table of draws, its summaries, and the hubverse shape."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from peaceops.violence import draws as tables

MONTHS = [date(2022, 12, 1), date(2023, 1, 1), date(2023, 2, 1)]
ORIGIN = date(2022, 11, 1)


def table(values: np.ndarray | None = None) -> pl.DataFrame:
    made = np.arange(30.0).reshape(3, 10) if values is None else values
    return tables.long_table(ORIGIN, "all_types", "MLI", MONTHS, made)


def test_a_row_is_a_draw_of_a_month() -> None:
    frame = table()
    assert dict(frame.schema) == tables.SCHEMA
    chosen = frame.filter((pl.col("month") == MONTHS[1]) & (pl.col("draw") == 3))
    assert chosen["value"].to_list() == [13.0]


def test_months_and_values_must_fit() -> None:
    with pytest.raises(ValueError, match="months are 3"):
        table(np.zeros((2, 10)))


def test_summaries_of_a_month() -> None:
    rows = tables.by_month(table(np.tile(np.arange(101.0), (3, 1))))
    assert rows.height == 3
    line = rows.row(0, named=True)
    assert (line["mean"], line["median"]) == (50, 50)
    ends = [line[f"{side}_{level}"] for level in (50, 80, 90) for side in ("low", "high")]
    assert ends == pytest.approx([25, 75, 10, 90, 5, 95])


def test_totals_add_the_months_of_one_draw_across_the_turn_of_the_year() -> None:
    sums = tables.totals(table(), 2)
    assert sums["total"].to_list() == [draw + draw + 10 for draw in range(10)]
    assert sums["months"].unique().to_list() == [2]
    assert tables.of_totals(sums)["median"].to_list() == [19]


def test_totals_beyond_the_last_month_are_refused() -> None:
    with pytest.raises(ValueError, match="reach 3 months ahead, 4 were asked for"):
        tables.totals(table(), 4)


def test_probabilities_count_draws() -> None:
    sums = tables.totals(table(), 1)
    assert tables.probability(sums, 5)["p"].to_list() == [0.5]
    assert tables.probability(sums, 5, above=True)["p"].to_list() == [0.4]


def test_the_hubverse_shape_counts_horizons_from_the_origin() -> None:
    hub = tables.to_hubverse(table())
    assert hub.columns == [
        "origin_date", "target", "horizon", "location", "output_type", "output_type_id", "value",
    ]  # fmt: skip
    assert hub["horizon"].unique().sort().to_list() == [1, 2, 3]
    assert hub["output_type"].unique().to_list() == ["sample"]


def test_order_of_rows_does_not_matter() -> None:
    shuffled = table().sample(fraction=1, shuffle=True, seed=4)
    assert tables.by_month(shuffled).equals(tables.by_month(table()))
    assert tables.totals(shuffled, 3).equals(tables.totals(table(), 3))
