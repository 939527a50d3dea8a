"""Tables that hold what models make of other tables, and that no date asked for can change."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from peaceops.edition.tables._table import (
    COUNTRY,
    FIRST_MONTH,
    LAST_MONTH,
    Row,
    Table,
    after_month,
    first_of_month,
)

SCORE_COLUMNS = {
    "method": pl.String,
    "target": pl.String,
    "country": pl.String,
    "first": pl.Date,
    "last": pl.Date,
    "score": pl.String,
    "value": pl.Float64,
    "cases": pl.Int64,
    "known_on": pl.Date,
    "source": pl.String,
    "row": pl.Int64,
}


class ForecastScores(Row):
    """A score of a method's forecast of one past year in one country."""

    method = dy.String(primary_key=True)
    target = dy.String(primary_key=True)
    country = dy.String(primary_key=True, regex=COUNTRY)
    first = dy.Date(
        primary_key=True,
        min=FIRST_MONTH,
        max=LAST_MONTH,
        check=first_of_month,
        metadata={"unit": "first month forecast"},
    )
    last = dy.Date(
        nullable=False,
        min=FIRST_MONTH,
        max=LAST_MONTH,
        check=first_of_month,
        metadata={"unit": "last month forecast"},
    )
    score = dy.String(primary_key=True)
    value = dy.Float64(nullable=False, min=0)
    cases = dy.Int64(nullable=False, min=1, metadata={"unit": "outcomes scored"})


FORECAST_SCORES = Table(
    "forecast_scores",
    ForecastScores,
    "Scores of the forecasts of violence and of their baselines by country and past year",
    after_month("last"),
    "A year's scores are known once its last month is.",
    "run `peaceops data build` with country-months: scores are made of them",
    country_columns=("country",),
)
TABLES = (FORECAST_SCORES,)
