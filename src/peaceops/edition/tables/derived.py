"""Tables made by models from an edition's own rows when it is built, keyed by the years behind."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from peaceops.edition.tables._table import FIRST_DAY, LAST_DAY, Row, Table


class StrengthScores(Row):
    """How a method forecast strength in one year.

    ``error`` is in persons, ``relative_error`` a share of the strength at the origin;
    ``coverage_90`` and ``crps`` are null for methods without draws.
    """

    method = dy.String(nullable=False, primary_key=True)
    horizon = dy.Int64(nullable=False, primary_key=True, min=1, max=60)
    first = dy.Date(nullable=False, primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    last = dy.Date(nullable=False, min=FIRST_DAY, max=LAST_DAY)
    cases = dy.Int64(nullable=False, min=1)
    error = dy.Float64(nullable=False, min=0)
    relative_error = dy.Float64(nullable=False, min=0)
    coverage_90 = dy.Float64(nullable=True, min=0, max=1)
    crps = dy.Float64(nullable=True, min=0)


TABLES = (
    Table(
        "strength_scores",
        StrengthScores,
        "How strength was forecast in one year, by method and months ahead",
        pl.date(pl.col("last").dt.year() + 1, 1, 20),
        "The last strengths of a year are known 20 days after its end.",
        "build an edition that holds monthly strength: it is scored when it is built",
    ),
)
