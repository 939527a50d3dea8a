"""Tables computed from other tables when an edition is built: the same for every question."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from peaceops.edition.tables._table import COUNTRY, FIRST_DAY, LAST_DAY, Reference, Row, Table

DESCRIBED = ("with submitters", "without submitters")
PARTS = ("withheld", "against")
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
    """A weight of the regressions that forecast the votes of a quarter, and its column's scale."""

    quarter = dy.Date(primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    described = dy.String(primary_key=True, metadata={"values": DESCRIBED})
    part = dy.String(primary_key=True, metadata={"values": PARTS})
    place = dy.Int64(primary_key=True, min=0)
    feature = dy.String(nullable=False)
    weight = dy.Float64(nullable=False)
    mean = dy.Float64(nullable=False)
    spread = dy.Float64(nullable=False, min=0)


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
    ),
    Table(
        "vote_weights",
        VoteWeights,
        "A weight of the regressions that forecast the votes of a quarter",
        known_on=pl.col("quarter").dt.offset_by("-1d"),
        known_on_reason="They rest on the votes before the quarter.",
        how_to_get=_COMPUTED,
    ),
)
