"""Tables made from the others when an edition is built, so that no brief makes them again."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from peaceops.domain.bounds import LAST_YEAR
from peaceops.edition.tables._table import (
    COUNTRY,
    FIRST_DAY,
    FIRST_MONTH,
    LAST_DAY,
    LAST_MONTH,
    Reference,
    Row,
    Table,
    after_month,
    first_of_month,
)

DESCRIBED = ("with submitters", "without submitters")
PARTS = ("withheld", "against")
_COMPUTED = "computed from the Council's votes by `peaceops data build`"


class VoteOdds(Row):
    """Odds of a past vote, from votes of earlier days and the model of its year."""

    decision = dy.String(primary_key=True)
    country = dy.String(primary_key=True, regex=COUNTRY)
    method = dy.String(primary_key=True)
    date = dy.Date(nullable=False, min=FIRST_DAY, max=LAST_DAY)
    yes = dy.Float64(nullable=False, min=0, max=1)
    no = dy.Float64(nullable=False, min=0, max=1)
    abstain = dy.Float64(nullable=False, min=0, max=1)

    @dy.rule()
    def odds_sum_to_one(cls) -> pl.Expr:
        """A vote is one of the three."""
        return (pl.sum_horizontal("yes", "no", "abstain") - 1).abs() < 1e-6


class VoteWeights(Row):
    """A weight of the regressions that forecast the votes of a year, and its column's scale."""

    year = dy.Int64(primary_key=True, min=1946, max=LAST_YEAR + 1)
    described = dy.String(primary_key=True, metadata={"values": DESCRIBED})
    part = dy.String(primary_key=True, metadata={"values": PARTS})
    place = dy.Int64(primary_key=True, min=0)
    feature = dy.String(nullable=False)
    weight = dy.Float64(nullable=False)
    mean = dy.Float64(nullable=False)
    spread = dy.Float64(nullable=False, min=0)


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
    derived=True,
)

TABLES = (
    Table(
        "vote_odds",
        VoteOdds,
        "The odds of a past vote, as forecast the day before",
        known_on=pl.col("date"),
        known_on_reason="Forecast before the vote, and scored on its day.",
        how_to_get=_COMPUTED,
        references=(Reference(("decision", "country"), "votes", ("decision", "country")),),
        country_columns=("country",),
        derived=True,
    ),
    Table(
        "vote_weights",
        VoteWeights,
        "A weight of the regressions that forecast the votes of a year",
        known_on=pl.date(pl.col("year") - 1, 12, 31),
        known_on_reason="They rest on the votes before the year.",
        how_to_get=_COMPUTED,
        derived=True,
    ),
    FORECAST_SCORES,
)
