"""Tables made from the others when an edition is built, so that no brief makes them again."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from peaceops.edition.tables._table import (
    COUNTRY,
    FIRST_DAY,
    LAST_DAY,
    Row,
    Table,
    after_month,
    month_column,
)

DESCRIBED = ("with submitters", "without submitters", "host's wish")
PARTS = ("withheld", "against")
LARGEST, MOST_CASES = 1e9, 100_000_000
"""Bounds of scores, weights and counts: beyond them something is broken."""
_COMPUTED = "computed from the Council's votes by `peaceops data build`"


class VoteOdds(Row):
    """Odds of a past vote, from votes of earlier days and the model of its quarter."""

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
    """A weight of the regressions that forecast the votes of a quarter, and its column's scale.

    Quarters stand together under each place: numbers that hardly differ pack best side by side.
    """

    described = dy.String(primary_key=True, metadata={"values": DESCRIBED})
    place = dy.Int64(primary_key=True, min=0, max=MOST_CASES)
    quarter = dy.Date(primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    part = dy.String(primary_key=True, metadata={"values": PARTS})
    feature = dy.String(nullable=False)
    weight = dy.Float32(nullable=False, min=-LARGEST, max=LARGEST)
    mean = dy.Float32(nullable=False, min=-LARGEST, max=LARGEST)
    spread = dy.Float32(nullable=False, min=0, max=LARGEST)


SCORE_COLUMNS = {
    "method": pl.String,
    "target": pl.String,
    "country": pl.String,
    "first": pl.Date,
    "last": pl.Date,
    "score": pl.String,
    "value": pl.Float32,
    "cases": pl.Int64,
    "known_on": pl.Date,
    "source": pl.String,
    "row": pl.Int64,
}


class ForecastFits(Row):
    """A part of what a member of the forecaster learned by an October, as an array of numbers.

    Parts of one name stand together, whoever learned them when: numbers of one sort pack best.
    """

    part = dy.String(primary_key=True)
    member = dy.String(primary_key=True)
    target = dy.String(primary_key=True)
    learned_until = month_column(None)
    shape = dy.List(dy.Int64(nullable=False), nullable=False)
    values = dy.List(dy.Float32(nullable=False), nullable=False)


class ForecastScores(Row):
    """A score of a method's forecast of one past year in one country."""

    method = dy.String(primary_key=True)
    target = dy.String(primary_key=True)
    country = dy.String(primary_key=True, regex=COUNTRY)
    first = month_column("first month forecast")
    last = month_column("last month forecast", primary_key=False)
    score = dy.String(primary_key=True)
    value = dy.Float32(nullable=False, min=0, max=LARGEST)
    cases = dy.Int64(nullable=False, min=1, max=MOST_CASES, metadata={"unit": "outcomes scored"})


class StrengthScores(Row):
    """How a method forecast strength in one year.

    ``error`` is in persons, ``relative_error`` a share of the strength at the origin;
    ``coverage_90`` and ``crps`` are null for methods without draws.
    """

    method = dy.String(nullable=False, primary_key=True)
    horizon = dy.Int64(nullable=False, primary_key=True, min=1, max=60)
    first = dy.Date(nullable=False, primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    last = dy.Date(nullable=False, min=FIRST_DAY, max=LAST_DAY)
    cases = dy.Int64(nullable=False, min=1, max=MOST_CASES)
    error = dy.Float64(nullable=False, min=0, max=LARGEST)
    relative_error = dy.Float64(nullable=False, min=0, max=LARGEST)
    coverage_90 = dy.Float64(nullable=True, min=0, max=1)
    crps = dy.Float64(nullable=True, min=0, max=LARGEST)


class ForecastArchive(Row):
    """A forecast that today's code makes of a past day, from what was known at its end.

    ``values`` and ``baseline`` hold a probability; the odds of a renewal, a technical rollover and
    a last term (``council.next_draft``); or quantiles, at 0.05 to 0.95 by 0.05 or of the median
    alone. ``draft``, ``countries`` (ISO 3, by spaces), ``at_least`` and ``months`` say of what the
    quantity is; they are empty or 0 where they do not apply.
    """

    mission = dy.String(primary_key=True)
    as_of = dy.Date(primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    quantity = dy.String(primary_key=True)
    draft = dy.String(primary_key=True)
    countries = dy.String(primary_key=True)
    at_least = dy.Int64(primary_key=True, min=0, max=MOST_CASES)
    months = dy.Int64(primary_key=True, min=0, max=60)
    first_month = month_column(None, primary_key=False, nullable=True)
    resolves_by = dy.Date(nullable=False, min=FIRST_DAY, max=LAST_DAY)
    values = dy.List(dy.Float32(nullable=False), nullable=False)
    baseline = dy.List(dy.Float32(nullable=False), nullable=False)


FORECAST_ARCHIVE = Table(
    "forecast_archive",
    ForecastArchive,
    "A forecast of a past quarter, replayed by today's code (never issued)",
    pl.col("as_of"),
    "It rests on what was known at the end of that day.",
    "run `peaceops data build --with-archive`, some minutes; the starter edition has it",
    derived=True,
)
FORECAST_FITS = Table(
    "forecast_fits",
    ForecastFits,
    "What the forecaster of violence learned by an October, from every country's months up to it",
    after_month("learned_until"),
    "A fit is known once its last month is.",
    "run `peaceops data build` with country-months: the forecaster learns from them",
    derived=True,
)
FORECAST_SCORES = Table(
    "forecast_scores",
    ForecastScores,
    "Scores of the forecasts of violence and of their baselines by country and past year",
    after_month("last"),
    "A year's scores are known once its last month is.",
    "run `peaceops data build` with country-months: scores are made of them",
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
        references={"votes": ("decision", "country")},
        derived=True,
    ),
    Table(
        "vote_weights",
        VoteWeights,
        "A weight of the regressions that forecast the votes of a quarter",
        known_on=pl.col("quarter").dt.offset_by("-1d"),
        known_on_reason="They rest on the votes before the quarter.",
        how_to_get=_COMPUTED,
        derived=True,
    ),
    FORECAST_ARCHIVE,
    FORECAST_FITS,
    FORECAST_SCORES,
    Table(
        "strength_scores",
        StrengthScores,
        "How strength was forecast in one year, by method and months ahead",
        pl.date(pl.col("last").dt.year() + 1, 1, 20),
        "The last strengths of a year are known 20 days after its end.",
        "run `peaceops data build` with monthly strength: it is scored when an edition is built",
        derived=True,
    ),
)
